/* Losses of directions and distances of vectors, one a row. */
#if REAL == 32 || defined RARE
#undef FAMILY
#define FAMILY "embedding"

/* What keeps the squares of a vector from overflowing and from vanishing, a power of 2, by their sum under another scale, 1 to
   begin with: so nothing is lost; the squares of singles do neither in double.  Infinite cells outweigh all others: 0. */
ALWAYS double rescaled(double squares, double scale)
{
	if (REAL == 64 && scale == 1 && squares > 0x1p900) return 0x1p-600;
	if (REAL == 64 && scale == 1 && squares < 0x1p-900) return 0x1p600;
	return squares == (double)INF ? 0 : scale;
}

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

static struct {
	sum squares_f, squares_y, products, gaps, rests;
	double scale_f, scale_y, over_f, over_y, along, rest, c, distance, none;
	int lone, near;
} cosine;

/* 1 - cos(f, y), for directions near each other |f / |f| - y / |y||^2 / 2: exactly 0 for equal ones.  A zero vector has no
   direction: distance 1, and no slope.  The slope, the part of y across f, is f c - y; c = f y / f f is corrected by what is
   left of that along f, so that a cell that outweighs all others has no more of it than these make.  Of vectors that are taken
   for units: 1 - f y. */
ALWAYS void angle_between(piece *row, double scale_f, double scale_y, int units)
{
	if (RUNS(2) && row->from == 0) cosine.squares_f = cosine.squares_y = cosine.products = (sum){ 0 };
	PASS(2)
	{
		const sum a = direction(GIVEN(f), scale_f), b = direction(GIVEN(y), scale_y);
		cosine.squares_f += a * a, cosine.squares_y += b * b, cosine.products += a * b;
	}
	THEN(2)
	{
		const double squares_f = total(cosine.squares_f), squares_y = total(cosine.squares_y);
		cosine.scale_f = rescaled(squares_f, scale_f), cosine.scale_y = rescaled(squares_y, scale_y);
		AGAIN(2, !units && (cosine.scale_f != scale_f || cosine.scale_y != scale_y))
		const double products = total(cosine.products);
		cosine.lone = squares_f == 0 || squares_y == 0;
		cosine.over_f = units || cosine.lone ? 1 : 1 / nroot(squares_f);
		cosine.over_y = units || cosine.lone ? 1 : 1 / nroot(squares_y);
		cosine.along = upper((sum){} + products * cosine.over_f * cosine.over_f)[0];
		cosine.none = 0 * products; /* or NaN, if a cell is */
		cosine.c = products * cosine.over_f * cosine.over_y, cosine.distance = 1 - cosine.c;
		cosine.near = !units && cosine.c > 0.5;
	}
	const double over_f = cosine.over_f, over_y = cosine.over_y;
	if (cosine.near || row->order > 0) {
		PASS(3)
		{
			const sum a = direction(GIVEN(f), scale_f), b = direction(GIVEN(y), scale_y),
			          d = a * over_f - b * over_y;
			cosine.gaps += d * d;
			if (row->order > 0) cosine.rests += a * across(a, cosine.along, b);
		}
	}
	THEN(3)
	{
		if (cosine.near) cosine.distance = total(cosine.gaps) / 2;
		cosine.rest = total(cosine.rests) * over_f * over_f;
		VALUE(!units && cosine.distance > 2 ? 2 : cosine.distance);
	}
	EMIT
	{
		const sum a = direction(f, scale_f), b = direction(y, scale_y), u = a * over_f,
		          none = (sum){} + cosine.none;
		const sum slope = (across(a, cosine.along, b) - a * cosine.rest) * (over_f * over_y);
		const sum curve = (cosine.c * (1 - u * u) - 2 * a * slope) * over_f * over_f;
		g = units ? like(f, -y) : narrow(cosine.lone ? none : slope * scale_f),
		h = units ? like(f, like(y, 0)) : narrow(cosine.lone ? none : curve * scale_f * scale_f);
	}
}

ROW(prediction, cosine_distance, 3, (normalize, true, "false | true"),
    NAMES("Cosine distance", "余弦距离")
    ALIASES("cosine_loss CosineSimilarity cosine_similarity_loss cosine_proximity")
    EQUALS("torch CosineEmbeddingLoss(target=1); optax cosine_distance; tfjs cosineDistance normalize=false")
    LABELS(rows, "(-inf, inf)")
    FORMULA("1 - sum(k, f[k] * y[k]) / (normalize ? sqrt(sum(k, f[k]^2) * sum(k, y[k]^2)) : 1)")
    REFERENCE("Salton, Wong & Yang 1975, doi:10.1145/361219.361220"))
{
	START { cosine.scale_f = cosine.scale_y = 1, cosine.gaps = cosine.rests = (sum){ 0 }; }
	if (cosine.scale_f == 1 && cosine.scale_y == 1 && normalize != 0)
		angle_between(row, 1, 1, 0); /* a loop without scales */
	else
		angle_between(row, normalize != 0 ? cosine.scale_f : 1, normalize != 0 ? cosine.scale_y : 1,
		              normalize == 0);
}
#endif
