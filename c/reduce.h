/* The one summation.  Terms are added in double: within a block of 2048 in one fixed order, and the sums of the blocks
   exactly.  So a result depends neither on the engine nor on how the data was cut into calls, and streams cut at multiples
   of a block merge to the same bits.  An exact sum adds every term exactly: the same bits for any cut and any order. */
#pragma once
#include "block.h"
#include <stdint.h>

/* A fixed-point number that holds every finite double: limbs of 32 bits, kept in 64 so that 2^31 terms need no carry
   (Kulisch 1971; Neal 2015, arXiv:1505.05571).  What is not finite is added up beside it. */
enum { LIMBS = 68 };

typedef struct {
	int64_t limb[LIMBS];
	double special;
	int32_t additions, used;
} exact;

/* A sum under way.  Its terms wait until they fill a block. */
struct running {
	ARRAY(term, BLOCK + SLACK);
	exact sum;
	int32_t waiting, each; /* terms in wait; 1: an exact sum, where none waits */
};

extern struct running running[3]; /* the losses, their weights, and a sum to merge */

/* Within a block: eight lanes, sixteen terms a lane, then a binary tree over the groups of 128 and over the lanes. */
enum { GROUP = 128, GROUPS = BLOCK / GROUP };
typedef double lanes8 __attribute__((vector_size(64)));
extern lanes8 groups[GROUPS]; /* the sums of a block's groups, as far as there are any */
extern int grouped;

/* The sum of a block from those of its groups, which are overwritten. */
double fold(lanes8 *group, int count);

/* A sum begins anew; each: every term is added exactly. */
void clear(int which, int each);

/* The sum so far times 2^-down; the terms in wait stay. */
double finish(int which, int down);

/* Take in the n terms that were written behind those in wait. */
void advance(struct running *r, int n);

/* Take in a whole block by the sums of its groups; 0 where the terms are needed one by one. */
int advance_block(struct running *r);
