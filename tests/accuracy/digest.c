/* A digest of every function's results at the same 2^20 points: equal numbers from every compiler mean equal bits.
   Natively a program that prints them; in wasm `digest(i)`, less than 0 after the last function. */
#include "bodies.h"

#define F(name, ...) run_##name,
static real (*const functions[])(real) = {
#include "functions.h"
};
#undef F
enum { COUNT = sizeof functions / sizeof *functions };

/* Half the points are any bits, half are moderate numbers. NaNs count as equal: their sign and payload are not fixed. */
#ifdef __wasm__
__attribute__((export_name("digest")))
#endif
double
digest(int i)
{
	uint64_t hash = 14695981039346656037u, seed = 1;
	if (i >= COUNT) return -1;
	for (int n = 0; n < 1 << 20; n += LANES) {
		bits x;
		for (int j = 0; j < LANES; j++) {
			seed = seed * 6364136223846793005 + 1442695040888963407;
			uint64_t b = seed ^ seed >> 29;
			if (b & 1) b = (b & 0x81ffffffffffffff) | 0x3e00000000000000;
			x[j] = (integer)(b >> (64 - 8 * sizeof(lane)));
		}
		real y = functions[i]((real)x);
		bits r = (bits)pick(y == y, y, 0.5);
		for (int j = 0; j < LANES; j++) hash = (hash ^ (uint64_t)r[j]) * 1099511628211u;
	}
	return (double)(hash >> 11);
}

#ifndef __wasm__
#include <stdio.h>
int main(void)
{
	for (int i = 0; i < COUNT; i++) printf("%.0f\n", digest(i));
}
#endif
