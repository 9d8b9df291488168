/* The static memory that all data passes through.  JavaScript copies a block in, calls a kernel and copies the block
   out; nothing is ever allocated.  Single precision uses the same arrays, half full. */
#pragma once

enum {
	BLOCK = 2048,   /* samples, or cells of rows, in one call; the unit of summation, too */
	SLACK = 8,      /* the last vector of a row may reach beyond it */
	PARAMETERS = 8, /* the most a loss may have */
};

#define ARRAY(name, length) _Alignas(64) double name[length]

extern struct block {
	ARRAY(z, BLOCK + SLACK);       /* predictions */
	ARRAY(y, BLOCK + SLACK);       /* targets */
	ARRAY(w, BLOCK + SLACK);       /* weights, one a sample */
	ARRAY(v, BLOCK + SLACK);       /* values, one a sample */
	ARRAY(g, BLOCK + SLACK);       /* gradients */
	ARRAY(h, BLOCK + SLACK);       /* second derivatives */
	ARRAY(classes, BLOCK + SLACK); /* weights, one a class */
	ARRAY(label, BLOCK);           /* class indices (int32), one a row */
	ARRAY(p, PARAMETERS);
} block;

/* Where a kernel finds predictions and targets and leaves derivatives: in the block, or, of arrays that lie in
   the module's memory anyway, in place. */
extern struct places {
	const void *z, *y;
	void *g, *h;
} places;

#define PASTE_(a, b) a##b
#define PASTE(a, b) PASTE_(a, b)
#define TEXT_(a) #a
#define TEXT(a) TEXT_(a)

/* Only wasm has export names; a native build links the same functions by their C names. */
#ifdef __wasm__
#define EXPORT(name) __attribute__((used, export_name(name)))
#else
#define EXPORT(name) __attribute__((used))
#endif

/* A loss that stands outside of RARE is compiled in f64.c and in rare.c; the linker takes the first. */
#define EXPORT_ONCE(name) EXPORT(name) __attribute__((weak))
