/* The losses that are rare in training loops: for size, and in double alone. */
#define REAL 64
#define RARE
#include "losses.h"
