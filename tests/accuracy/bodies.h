/* Every function measured, as one of a vector. */
#include "../../c/real.h"

static inline real xlogx(real x) { return rxlogy(x, x); }

#define F(name, ...) \
	static real run_##name(real x) { return name(x); }
#include "functions.h"
#undef F
