/* Losses of directions and distances of vectors, one a row. */
#undef FAMILY
#define FAMILY "embedding"

#ifdef RARE
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
    LABELS(rows, "(-inf, inf)") WHOLE
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
#endif

#if REAL == 32
/* In single precision products are exact in double, and so nearly are their sums: one pass.  Where these cancel, the row is left
   to the kernel in double: that of vectors next to equal or at right angles, of a cell that outweighs all others. */
int cosine_distance_f64(int order, int rows, int cells, double scale, int pass, int from, int total, int labelled);

APART void cosine_in_double(int order, int cells, double scale, const lane *f, const lane *y, lane *v, lane *g, lane *h)
{
	static struct {
		ARRAY(z, BLOCK + SLACK);
		ARRAY(y, BLOCK + SLACK);
		ARRAY(g, BLOCK + SLACK);
		ARRAY(h, BLOCK + SLACK);
	} aside;
	const struct places here = places;
	const double first = block.v[0];
	for (int i = 0; i < cells; i++) aside.z[i] = (double)f[i], aside.y[i] = (double)y[i];
	places = (struct places){ aside.z, aside.y, aside.g, aside.h };
	cosine_distance_f64(order, 1, cells, scale, 0, 0, cells, 0);
	const lane value = (lane)block.v[0];
	places = here, block.v[0] = first, *v = value;
	for (int i = 0; i < cells && order > 0; i++) {
		g[i] = (lane)aside.g[i];
		if (order > 1) h[i] = (lane)aside.h[i];
	}
}

/* Slopes, the part of y across f over a scale, and whether one has lost digits. */
APART int across(const lane *f, const lane *y, lane *g, int cells, double along, double scale)
{
	bits lost = { 0 };
	for (int i = 0; i < cells; i += LANES) {
		const real to = load(y + i);
		const sum part = along * broad(load(f + i)) - broad(to);
		lost |= below(cells - i) & (to != 0) & (rabs(narrow(part)) <= rabs(to) * (lane)0x1p-19);
		store(g + i, narrow(part * scale));
	}
	return any(lost);
}

EXPORT("cosine_distance.f32")
int cosine_distance_f32(int order, int rows, int cells, double scale, int pass, int from, int of, int labelled)
{
	(void)pass, (void)from, (void)of, (void)labelled;
	for (int r = 0; r < rows; r++) {
		const lane *f = (const lane *)places.z + r * cells, *y = (const lane *)places.y + r * cells;
		lane *v = (lane *)block.v + r, *g = (lane *)places.g + r * cells, *h = (lane *)places.h + r * cells;
		sum squares_f = { 0 }, squares_y = squares_f, products = squares_f;
		for (int i = 0; i < cells; i += LANES) {
			const bits valid = below(cells - i);
			const sum a = broad(GIVEN(load(f + i))), b = broad(GIVEN(load(y + i)));
			squares_f += a * a, squares_y += b * b, products += a * b;
		}
		const double square = total(squares_f), root = nroot(square) * nroot(total(squares_y)),
		             product = total(products), distance = 1 - product / root,
		             shared = product < 0 ? -product : product;
		*v = (lane)(distance > 2 ? 2 : distance);
		if (!(distance > 0x1p-20) || !(root < (double)INF) || order > 1 ||
		    (order && (!(shared > root * 0x1p-25) || across(f, y, g, cells, product / square, scale / root))))
			cosine_in_double(order, cells, scale, f, y, v, g, h);
	}
	return 0;
}
#endif
