/* Losses of directions and distances of vectors, one a row. */
#undef FAMILY
#define FAMILY "embedding"

/* The power of 2 below the farthest cell of a vector: over it no square overflows or vanishes, and nothing is lost.  Infinite
   cells outweigh all others. */
ALWAYS double scale_of(real farthest)
{
	const double far = (double)highest(farthest)[0];
	int64_t b;
	__builtin_memcpy(&b, &far, sizeof b);
	b &= 0x7ff0000000000000;
	double power;
	__builtin_memcpy(&power, &b, sizeof b);
	return far == 0 ? 1 : power == 0 ? 0x1p-1022 : power;
}

ALWAYS sum direction(real x, double far)
{
	return far == (double)INF ? broad(like(x, pick(rabs(x) == INF, rsign(x), 0))) : broad(x) / far;
}

/* 1 - cos(f, y) = |f / |f| - y / |y||^2 / 2: exactly 0 for equal directions, and accurate near them.  A zero vector has no
   direction: distance 1, and no slope.  The slope, the part of y across f, is nothing for a cell that outweighs all others
   but for what these make of it. */
ROW(prediction, cosine_distance, 3, NONE,
    NAMES("Cosine distance", "余弦距离")
    ALIASES("cosine_loss CosineSimilarity cosine_similarity_loss cosine_proximity")
    EQUALS("torch CosineEmbeddingLoss(target=1); optax cosine_distance")
    LABELS(rows, "(-inf, inf)")
    FORMULA("1 - sum(k, f[k] * y[k]) / sqrt(sum(k, f[k]^2) * sum(k, y[k]^2))")
    REFERENCE("Salton, Wong & Yang 1975, doi:10.1145/361219.361220"))
{
	static real most_f, most_y;
	static sum squares_f, squares_y, gaps;
	static twofold own, shared, along;
	static double far_f, far_y, root_f, root_y, distance, none;
	static int lone;
	START
	{
		most_f = most_y = splat(0), squares_f = squares_y = gaps = (sum){ 0 };
		own = shared = (twofold){ { 0 }, { 0 } };
	}
	PASS(1) { HIGHEST(most_f, rabs(f)), HIGHEST(most_y, rabs(y)); }
	THEN(1)
	{
		lone = highest(most_f)[0] == 0 || highest(most_y)[0] == 0;
		far_f = scale_of(most_f), far_y = scale_of(most_y);
	}
	PASS(2)
	{
		sum a = direction(GIVEN(f), far_f), b = direction(GIVEN(y), far_y);
		squares_f += a * a, squares_y += b * b;
		if (row->order > 0) gather_product(&own, a, a), gather_product(&shared, a, b);
	}
	THEN(2)
	{
		root_f = nroot(total(squares_f)), root_y = nroot(total(squares_y));
		root_f = root_f == 0 ? 1 : root_f, root_y = root_y == 0 ? 1 : root_y;
		if (row->order > 0) along = quotient(gathered(shared), gathered(own));
	}
	PASS(3)
	{
		sum d = direction(GIVEN(f), far_f) / root_f - direction(GIVEN(y), far_y) / root_y;
		gaps += d * d;
	}
	THEN(3)
	{
		none = 0 * total(gaps); /* or NaN, if a cell is */
		distance = lone ? 1 + none : total(gaps) / 2;
		VALUE(distance > 2 ? 2 : distance);
	}
	EMIT
	{
		sum a = direction(f, far_f), b = direction(y, far_y);
		sum slope = product_less((twofold){ a, { 0 } }, along, b) / root_f / root_y / far_f;
		a /= root_f, b /= root_y;
		sum curve = (2 * a * b + (1 - distance) * (1 - 3 * a * a)) / root_f / root_f / far_f / far_f;
		g = narrow(lone ? (sum){ 0 } + none : slope), h = narrow(lone ? (sum){ 0 } + none : curve);
	}
}
