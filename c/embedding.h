/* Losses of directions and distances of vectors, one a row. */
#if REAL == 32 || defined RARE
#undef FAMILY
#define FAMILY "embedding"

/* What brings the farthest cell of a vector between 1 and 2, a power of 2: so no square overflows or vanishes, and nothing is
   lost; the squares of singles do neither in double.  Infinite cells outweigh all others: 0. */
ALWAYS double scale_of(real farthest)
{
	const double far = (double)highest(farthest)[0];
	int64_t b;
	__builtin_memcpy(&b, &far, sizeof b);
	b &= 0x7ff0000000000000;
	double power;
	__builtin_memcpy(&power, &b, sizeof b);
	return far == (double)INF ? 0 : far == 0 ? 1 : power == 0 ? 0x1p1022 : 1 / power;
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
	double scale_f, scale_y, over_f, over_y, along, rest, distance, none;
	int lone;
} cosine;

/* 1 - cos(f, y) = |f / |f| - y / |y||^2 / 2: exactly 0 for equal directions, and accurate near them.  A zero vector has no
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
		const double f = nroot(total(cosine.squares_f)), y = nroot(total(cosine.squares_y));
		if (f == (double)INF) cosine.scale_f = 0;
		if (y == (double)INF) cosine.scale_y = 0;
		AGAIN(2, !units && (f == (double)INF || y == (double)INF))
		cosine.lone = f == 0 || y == 0;
		cosine.over_f = cosine.lone ? 1 : 1 / f, cosine.over_y = cosine.lone ? 1 : 1 / y;
		cosine.along = upper((sum){} + total(cosine.products) * cosine.over_f * cosine.over_f)[0];
	}
	const double over_f = cosine.over_f, over_y = cosine.over_y;
	PASS(3)
	{
		const sum a = direction(GIVEN(f), scale_f), b = direction(GIVEN(y), scale_y),
		          d = a * over_f - b * over_y;
		cosine.gaps += d * d;
		if (row->order > 0) cosine.rests += a * across(a, cosine.along, b);
	}
	THEN(3)
	{
		cosine.none = 0 * total(cosine.gaps); /* or NaN, if a cell is */
		cosine.distance = cosine.lone ? 1 + cosine.none : total(cosine.gaps) / 2;
		cosine.rest = total(cosine.rests) * over_f * over_f;
		VALUE(units ? 1 - total(cosine.products) : cosine.distance > 2 ? 2 : cosine.distance);
	}
	EMIT
	{
		const sum a = direction(f, scale_f), b = direction(y, scale_y), u = a * over_f,
		          none = (sum){} + cosine.none;
		const sum slope = (across(a, cosine.along, b) - a * cosine.rest) * (over_f * over_y);
		const sum curve = ((1 - cosine.distance) * (1 - u * u) - 2 * a * slope) * over_f * over_f;
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
#if REAL == 64
	static real most_f, most_y;
	START { most_f = most_y = splat(0); }
	PASS(1) { HIGHEST(most_f, rabs(f)), HIGHEST(most_y, rabs(y)); }
	THEN(1) { cosine.scale_f = scale_of(most_f), cosine.scale_y = scale_of(most_y); }
#endif
	if (REAL == 32 && cosine.scale_f == 1 && cosine.scale_y == 1 && normalize != 0)
		angle_between(row, 1, 1, 0); /* a loop without scales */
	else
		angle_between(row, normalize != 0 ? cosine.scale_f : 1, normalize != 0 ? cosine.scale_y : 1,
		              normalize == 0);
}
#endif
