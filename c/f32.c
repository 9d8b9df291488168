/* Single precision. */
#define REAL 32
#include "around.h"
#include "losses.h"
