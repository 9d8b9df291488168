/* Losses of directions and distances of vectors, one a row. */
#if REAL == 32 || defined RARE
#undef FAMILY
#define FAMILY "embedding"

ALWAYS sum direction(real x, double scale)
{
	return scale == 0   ? broad(like(x, pick(rabs(x) == INF, rsign(x), 0)))
	       : REAL == 32 ? broad(x)
	                    : broad(x) * scale;
}

/* a c - b, where c has half the digits: what cancels does so in exact products. */
ALWAYS sum across(sum a, double c, sum b)
{
	const sum high = REAL == 32 ? a : upper(a);
	return REAL == 32 ? a * c - b : (high * c - b) + (a - high) * c;
}

/* What is known of the directions of f and y, in either precision. */
extern struct cosine {
	double scale_f, scale_y, over_f, over_y, along, rest, c, distance, none; /* over: 1 / length */
	int lone, held, near; /* a length is 0; that of f is at its floor; directions are near each other */
} cosine;

/* What keeps the squares of a vector from overflowing and from vanishing, a power of 2, by their sum under another scale, 1 to
   begin with: so nothing is lost; the squares of singles do neither in double.  Infinite cells outweigh all others: 0. */
ALWAYS double rescaled(double squares, double scale)
{
	if (REAL == 64 && scale == 1 && squares > 0x1p900) return 0x1p-600;
	if (REAL == 64 && scale == 1 && squares < 0x1p-900) return 0x1p600;
	return squares == (double)INF ? 0 : scale;
}

/* The angle by the sums of a row, or 1: they are to be taken again, in other scales. */
ALWAYS int find_angle(double squares_f, double squares_y, double products, double scale_f, double scale_y, int units,
                      double orthogonal, double floor)
{
	if (!units) cosine.scale_f = rescaled(squares_f, scale_f), cosine.scale_y = rescaled(squares_y, scale_y);
	if (cosine.scale_f != scale_f || cosine.scale_y != scale_y) return 1;
	const double least_f = floor * scale_f, least_y = floor * scale_y;
	const double length_f = nroot(squares_f), length_y = nroot(squares_y);
	const int held_f = floor > 0 && (length_f < least_f), held_y = floor > 0 && (length_y < least_y);
	cosine.lone = floor == 0 && (squares_f == 0 || squares_y == 0), cosine.held = held_f;
	cosine.over_f = units || cosine.lone ? 1 : 1 / (held_f ? least_f : length_f);
	cosine.over_y = units || cosine.lone ? 1 : 1 / (held_y ? least_y : length_y);
	cosine.along = held_f ? 0 : upper((sum){} + products * cosine.over_f * cosine.over_f)[0];
	cosine.none = 0 * products; /* or NaN, if a cell is */
	cosine.c = products * cosine.over_f * cosine.over_y, cosine.distance = orthogonal - cosine.c;
	cosine.near = !(units || held_f || held_y) && cosine.c > 0.5;
	return 0;
}

/* The same, once for both precisions. */
int find_any_angle(double squares_f, double squares_y, double products, int units, double orthogonal, double floor);
#ifdef RARE
struct cosine cosine;
int find_any_angle(double squares_f, double squares_y, double products, int units, double orthogonal, double floor)
{
	return find_angle(squares_f, squares_y, products, cosine.scale_f, cosine.scale_y, units, orthogonal, floor);
}
#endif

static struct {
	sum squares_f, squares_y, products, gaps, rests;
} dots;

/* orthogonal - cos(f, y), for directions near each other by |f / |f| - y / |y||^2 / 2: exactly 0 for equal ones.  A zero vector
   has no direction: distance 1, and no slope.  The slope, the part of y across f, is f c - y; c = f y / f f is corrected by
   what is left of that along f, so that a cell that outweighs all others has no more of it than these make.  Of a vector that
   is divided by a floor, or taken for a unit, it is -y. */
ALWAYS void angle_between(piece *row, int usual, double scale_f, double scale_y, int units, double orthogonal,
                          double floor)
{
	if (RUNS(2) && row->from == 0) dots.squares_f = dots.squares_y = dots.products = (sum){ 0 };
	PASS(2)
	{
		const sum a = direction(GIVEN(f), scale_f), b = direction(GIVEN(y), scale_y);
		dots.squares_f += a * a, dots.squares_y += b * b, dots.products += a * b;
	}
	THEN(2)
	{
		const double squares_f = total(dots.squares_f), squares_y = total(dots.squares_y),
		             products = total(dots.products);
		AGAIN(2, usual ? find_angle(squares_f, squares_y, products, 1, 1, 0, 1, 0)
		               : find_any_angle(squares_f, squares_y, products, units, orthogonal, floor))
	}
	const struct cosine at = cosine;
	const double over_f = at.over_f, over_y = at.over_y;
	double rest = at.rest;
	if (at.near || row->order > 0) {
		PASS(3)
		{
			const sum a = direction(GIVEN(f), scale_f), b = direction(GIVEN(y), scale_y),
			          d = a * over_f - b * over_y;
			dots.gaps += d * d;
			if (row->order > 0) dots.rests += a * across(a, at.along, b);
		}
	}
	THEN(3)
	{
		const double distance = at.near ? total(dots.gaps) / 2 - (1 - orthogonal) : at.distance;
		rest = cosine.rest = !usual && at.held ? 0 : total(dots.rests) * over_f * over_f;
		VALUE(!units && distance > 1 + orthogonal ? 1 + orthogonal : distance);
	}
	EMIT
	{
		const sum a = direction(f, scale_f), b = direction(y, scale_y), u = a * over_f,
		          none = (sum){} + at.none;
		const sum slope = (across(a, at.along, b) - a * rest) * (over_f * over_y);
		const sum curve = (at.c * (1 - u * u) - 2 * a * slope) * over_f * over_f;
		g = units ? like(f, -y) : narrow(at.lone ? none : slope * scale_f),
		h = units ? like(f, like(y, 0))
		          : narrow(at.lone || (!usual && at.held) ? none : curve * scale_f * scale_f);
	}
}

ROW(prediction, cosine_distance, 3, (normalize, true, "false | true")(orthogonal, 1, "0 | 1")(lengthFloor, 0, "[0, 1]"),
    NAMES("Cosine distance", "余弦距离")
    ALIASES("cosine_loss")
    EQUALS("torch CosineEmbeddingLoss(target=1); keras CosineSimilarity orthogonal=0 lengthFloor=1e-7; optax cosine_distance; "
           "tfjs cosineDistance normalize=false; tfjs metrics.cosineProximity orthogonal=0 lengthFloor=0.00031622776601683794")
    LABELS(rows, "(-inf, inf)")
    FORMULA("orthogonal - (normalize ? sum(k, f[k] * y[k]) / max(lengthFloor, sqrt(sum(k, f[k]^2))) / max(lengthFloor, sqrt(sum(k, y[k]^2))) : sum(k, f[k] * y[k]))")
    REFERENCE("Salton, Wong & Yang 1975, doi:10.1145/361219.361220"))
{
	START { cosine.scale_f = cosine.scale_y = 1, dots.gaps = dots.rests = (sum){ 0 }; }
	const double scale_f = cosine.scale_f, scale_y = cosine.scale_y;
	if (scale_f == 1 && scale_y == 1 && normalize * orthogonal - lengthFloor == 1)
		angle_between(row, 1, 1, 1, 0, 1, 0); /* a loop without scales */
	else angle_between(row, 0, scale_f, scale_y, normalize == 0, orthogonal, lengthFloor);
}
#endif
