/* Loops that only move memory, 64 bytes at a step; what lies beyond the end of the range is read, too. */
typedef int words __attribute__((vector_size(16), aligned(1)));

#define EXPORT(name) __attribute__((used, export_name(name)))

EXPORT("read") int read(const char *from, int bytes)
{
	words a = { 0 }, b = a, c = a, d = a;
	for (int i = 0; i < bytes; i += 64) {
		const words *at = (const words *)(from + i);
		a |= at[0], b |= at[1], c |= at[2], d |= at[3];
	}
	a |= b | c | d;
	return a[0] | a[1] | a[2] | a[3];
}

/* As many bytes are written as there are predictions; targets, if any, are of the same size and stand behind them. */
EXPORT("copy") int copy(const char *from, int bytes, char *to, int written)
{
	const char *other = bytes >= 2 * written ? from + written : from;
	for (int i = 0; i < written; i += 32) {
		const words *x = (const words *)(from + i), *y = (const words *)(other + i);
		words *z = (words *)(to + i);
		z[0] = x[0] ^ y[0], z[1] = x[1] ^ y[1];
	}
	return *to;
}
