/* Every function measured, as one of a vector. */
#include "../../c/special.h"

static inline real xlogx(real x) { return rxlogy(x, x); }
static inline real pow_xx(real x) { return rpow(x, x); }
static inline real pow_x25(real x) { return rpow(x, splat(2.5)); }
static inline real pow_x_3(real x) { return rpow(x, splat(-3)); }
static inline real pow_x150(real x) { return rpow(x, splat(150.25)); }
static inline real pow_2x(real x) { return rpow(splat(2), x); }
static inline real pow_14x(real x) { return rpow(splat(1.40625), x); }
static inline real pow_1x(real x) { return rpow(splat(1.03125), x); }

#define F(name, ...) \
	static real run_##name(real x) { return name(x); }
#include "functions.h"
#undef F
