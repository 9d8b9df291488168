/* Double precision. */
#define REAL 64
#include "around.h"
#include "losses.h"
