/* The number type and its elementary functions, in the precision REAL (32 or 64).

   A `real` is a vector of 16 bytes: plain C arithmetic acts on all lanes, a comparison gives `bits`, a mask of ones and
   zeros. Straight-line code only: no branch, no libm, no fused multiply-add, so that wasm and every native compiler give
   the same bits. NaN in, NaN out. Errors are the largest measured, in units in the last place, single and double
   precision; single precision is measured at every float. tests/accuracy measures them and makes the coefficients. */
#ifndef REAL_H
#define REAL_H
#include <stdint.h>

#if REAL == 32
typedef float lane;
typedef int32_t integer;
typedef uint32_t natural;
#define K(single, twice) single
enum { MANTISSA = 23, BIAS = 127, WRAP = 256 }; /* bits of the fraction, exponent of 1, values of the exponent */
#else
typedef double lane;
typedef int64_t integer;
typedef uint64_t natural;
#define K(single, twice) twice
enum { MANTISSA = 52, BIAS = 1023, WRAP = 2048 };
#endif
typedef lane real __attribute__((vector_size(16)));
typedef integer bits __attribute__((vector_size(16)));
typedef natural ubits __attribute__((vector_size(16)));
enum { LANES = 16 / sizeof(lane) };

#define INF ((lane)__builtin_inf())
#define ONE ((integer)BIAS << MANTISSA) /* the representation of 1 */
#define SIGN ((integer)((natural)1 << (8 * sizeof(lane) - 1)))
#define ALWAYS static inline __attribute__((always_inline))
#define APART static __attribute__((noinline)) /* called, not copied into every loop: large */
#ifdef __clang__
#define UNROLL _Pragma("clang loop unroll(full)")
#define ROLLED _Pragma("clang loop unroll(disable)") /* of few rounds, or rare: not copied out */
#else
#define UNROLL _Pragma("GCC unroll 32")
#define ROLLED
#endif

/* A vector from a vector or from a scalar that a lane holds exactly: subtracting 0 changes nothing. */
#define VECTOR(x) ((x) - (real){})

/* x in every lane. */
static inline real splat(lane x) { return VECTOR(x); }

static inline real pick(bits mask, real a, real b) { return (real)((mask & (bits)a) | (~mask & (bits)b)); }

/* x where the mask holds, 0 elsewhere. The barrier keeps clang 14 from making a selection of it, three instructions for
   one; clang 19 does not understand it. */
static inline real keep(bits mask, real x)
{
#if defined __wasm__ && __clang_major__ < 16
	__asm__("" : "+r"(mask));
#endif
	return (real)(mask & (bits)x);
}

/* The smaller and the larger: a NaN in a is kept, a NaN in b ignored, so the data come first, the limit second. And the
   square root, correctly rounded. One instruction each. */
#ifdef __wasm__
#define WASM(name) K(__builtin_wasm_##name##_f32x4, __builtin_wasm_##name##_f64x2)
static inline real rmin(real a, real b) { return WASM(pmin)(a, b); }
static inline real rmax(real a, real b) { return WASM(pmax)(a, b); }
#else
static inline real rmin(real a, real b) { return pick(b < a, b, a); }
static inline real rmax(real a, real b) { return pick(a < b, b, a); }
#endif
#if __has_builtin(__builtin_elementwise_sqrt)
static inline real rroot(real x) { return __builtin_elementwise_sqrt(x); }
#elif defined __wasm__
static inline real rroot(real x) { return WASM(sqrt)(x); }
#else
static inline real rroot(real x)
{
	for (int i = 0; i < LANES; i++) x[i] = K(__builtin_sqrtf, __builtin_sqrt)(x[i]);
	return x;
}
#endif

/* c where x is a number, NaN where it is not. */
static inline real like(real x, real c) { return (real)((bits)c | (x != x)); }

/* From here on scalars may stand for vectors in the arguments of these. */
#define pick(mask, a, b) pick(mask, VECTOR(a), VECTOR(b))
#define keep(mask, x) keep(mask, VECTOR(x))
#define rmin(a, b) rmin(VECTOR(a), VECTOR(b))
#define rmax(a, b) rmax(VECTOR(a), VECTOR(b))
#define like(x, c) like(x, VECTOR(c))

static inline real rabs(real x) { return (real)((bits)x & ~SIGN); }
/* -|x| */
static inline real rnabs(real x) { return (real)((bits)x | SIGN); }
/* x >= 0 with the sign of s */
static inline real rcopysign(real x, real s) { return (real)((bits)x | ((bits)s & SIGN)); }
/* -x where the mask holds */
static inline real flip(bits mask, real x) { return (real)((bits)x ^ (mask & SIGN)); }
static inline real rsign(real x) { return pick(rabs(x) > 0, rcopysign(splat(1), x), rabs(x)); }

ALWAYS ubits shift_right(bits b, int n) { return (ubits)b >> n; }
static inline real power(ubits k) { return (real)(k << MANTISSA); } /* 2^(k - BIAS); higher bits of k fall off */

/* A number from memory, into every lane. V8 loads it by one instruction, but makes a constant by three, each time around
   a loop in its newer versions; the barrier keeps clang from seeing a constant. */
ALWAYS real fetch(const lane *x)
{
#ifdef __wasm__
	__asm__("" : "+r"(x));
#endif
	return splat(*x);
}
#define FETCH(x)                            \
	({                                  \
		static const lane x_ = (x); \
		fetch(&x_);                 \
	})

/* c[0] + c[1] x + ... + c[n - 1] x^(n - 1) */
#define HORNER(x, c) horner(x, c, sizeof(c) / sizeof(lane))
ALWAYS real horner(real x, const lane *c, int n)
{
	real p = fetch(c + n - 1);
	UNROLL
	for (int i = n - 2; i >= 0; i--) p = fetch(c + i) + x * p;
	return p;
}

/* The same in pairs of pairs (Estrin): the terms need not wait for each other. */
#define ESTRIN(x, c) estrin(x, c, sizeof(c) / sizeof(lane))
ALWAYS real estrin(real x, const lane *c, int n)
{
	real term[16];
	UNROLL
	for (int i = 0; i < n; i += 2) term[i / 2] = i + 1 < n ? fetch(c + i) + x * fetch(c + i + 1) : fetch(c + i);
	UNROLL
	for (n = (n + 1) / 2; n > 1; n = (n + 1) / 2) {
		x = x * x;
		UNROLL
		for (int i = 0; i < n; i += 2) term[i / 2] = i + 1 < n ? term[i] + x * term[i + 1] : term[i];
	}
	return term[0];
}

/* The same by powers of x^2, an operation less for a few coefficients: for loops that are full of operations. */
#define BY_SQUARES(x, c) (REAL == 32 ? by_squares(x, c, sizeof(c) / sizeof(lane)) : ESTRIN(x, c))
ALWAYS real by_squares(real x, const lane *c, int n)
{
	const real square = x * x;
	real p = n % 2 ? fetch(c + n - 1) : fetch(c + n - 2) + x * fetch(c + n - 1);
	UNROLL
	for (int i = (n - 1) / 2 * 2 - 2; i >= 0; i -= 2) p = fetch(c + i) + x * fetch(c + i + 1) + square * p;
	return p;
}

/* EXP  (exp(r) - 1 - r) / r^2 for |r| <= ln(2)/2
   LOG  (log1p(f) - 2 s) / s^3 in z = s^2, s = f / (2 + f), for sqrt(1/2) <= 1 + f <= sqrt(2);  LOG1P for 0 <= f <= 1 */
#if REAL == 32
#define LN2_HI 0x1.62e4p-1f /* times any exponent exact */
#define LN2_LO 0x1.7f7d1cp-20f
#define LOG2E 0x1.715476p0f
#define SQRT_HALF 0x1.6a09e6p-1f
static const lane EXP[] = { 0x1.fffffep-2f, 0x1.5554bp-3f, 0x1.555716p-5f, 0x1.122798p-7f, 0x1.6b735ap-10f };
static const lane LOG[] = { 0x1.55557ap-1f, 0x1.995edap-2f, 0x1.31dfeap-2f };
static const lane LOG1P[] = { 0x1.555558p-1f, 0x1.9996dap-2f, 0x1.2504bep-2f, 0x1.b733f6p-3f, 0x1.f0692ep-3f };
#else
#define LN2_HI 0x1.62e42fefa38p-1
#define LN2_LO 0x1.ef35793c7673p-45
#define LOG2E 0x1.71547652b82fep0
#define SQRT_HALF 0x1.6a09e667f3bcdp-1
static const lane EXP[] = { 0x1.0000000000005p-1,  0x1.555555555553fp-3,  0x1.555555555210ep-5,  0x1.11111111177ep-7,
	                    0x1.6c16c17f2f005p-10, 0x1.a01a017d870fcp-13, 0x1.a019a6a019fb8p-16, 0x1.71de747ca26dfp-19,
	                    0x1.28a292204942fp-22, 0x1.ae8b6df168db6p-26 };
static const lane LOG[] = { 0x1.5555555555592p-1, 0x1.999999997ff69p-2, 0x1.24924941dad5p-2, 0x1.c71c521a81688p-3,
	                    0x1.74663b8d3841ep-3, 0x1.39a20de27a174p-3, 0x1.2f023b0c2467ep-3 };
static const lane LOG1P[] = { 0x1.5555555555535p-1, 0x1.99999999a0725p-2, 0x1.249249208e8a6p-2, 0x1.c71c741b14636p-3,
	                      0x1.745cb438f47b2p-3, 0x1.3b1dd61f84071p-3, 0x1.1068118d4a942p-3, 0x1.efd338459c534p-4,
	                      0x1.55c8924162b84p-4, 0x1.5c620350cb964p-3 };
#endif

/* exp(r) - 1, where x = k ln(2) + r with |r| <= ln(2)/2 (Cody and Waite). Adding 1.5 2^MANTISSA and an offset rounds to an
   integer and leaves k + offset in the low bits of the sum. If FINE, the rounding error of r is made up for; if BRIEF, it
   takes an operation less. */
enum { PLAINLY, FINE, BRIEF };
#define ROUNDING(offset) FETCH(K(0x1.8p23f, 0x1.8p52) + (offset))
static inline real exp_parts(real x, real magic, int form, bits *k)
{
	real t = x * FETCH(LOG2E) + magic, n = t - magic, high = x - n * FETCH(LN2_HI), low = n * FETCH(LN2_LO),
	     r = high - low;
	real bend = r * r * (form == BRIEF ? BY_SQUARES(r, EXP) : ESTRIN(r, EXP));
	*k = (bits)t;
	return r + (form == FINE ? bend + (high - r - low) : bend);
}

/* The limits at which exp overflows or vanishes. 2^k is applied as two normal factors, so that only the last product
   rounds, to a subnormal too. */
enum { EXP_MAX = K(89, 710), EXP_MIN = K(-104, -746) };

/* 1.029 ulp at 5.19918108; 1.049 at 307.421082 */
static inline real rexp(real x)
{
	bits k;
	real q = exp_parts(rmin(rmax(x, EXP_MIN), EXP_MAX), ROUNDING(2 * BIAS), 0, &k);
	ubits half = shift_right(k, 1);
	return (1 + q) * power(half) * power((ubits)k - half);
}

/* exp(x) for x <= 0. Far below EXP_MIN the power itself is 0, for products that underflow are slow. Errors as of rexp. */
ALWAYS real exp_below(real x, int form)
{
	bits k;
	real q = exp_parts(rmax(x, FETCH(K(-132.5f, -753.5))), ROUNDING(BIAS + 64), form, &k);
	return (FETCH(1) + q) * power((ubits)k) * FETCH((lane)0x1p-64);
}
static inline real rexpneg(real x) { return exp_below(x, PLAINLY); }

/* The same times 2^RAISED, never subnormal, so that it adds up fast: what vanishes even times 2^31 ends at RAISED_LEAST.
   Errors as of rexp. */
enum { RAISED = K(64, 512), RAISED_MIN = K(-128, -800) };
#define LOWER K(0x1p-64f, 0x1p-512)
#define RAISED_LEAST K(0x1p-120f, 0x1p-642)
static inline real rexpraised(real x)
{
	bits k;
	real q = exp_parts(rmax(x, FETCH(RAISED_MIN)), ROUNDING(BIAS + RAISED), BRIEF, &k);
	return (FETCH(1) + q) * power((ubits)k);
}

/* exp(x) - 1 = 2^k q + (2^k - 1); the largest k overflows alone and takes its last factor 2 afterwards.
   1.886 ulp at 0.346911073; 1.719 at 0.405102053 */
static inline real rexpm1(real x)
{
	bits k, top = x >= K(88.25f, 709.25);
	real q = exp_parts(rmin(rmax(x, K(-18, -38)), EXP_MAX), ROUNDING(BIAS), 1, &k);
	real scale = power((ubits)(k + top)), y = scale * q + (scale - 1);
	return y + keep(top, y);
}

/* log(1 + f) = f - (h - s (h + z P(z))), h = f^2/2, s = f / (2 + f), z = s^2 (fdlibm); this is s (h + z P(z)). */
ALWAYS real log_bend(real f, real h, const lane *c, int n)
{
	real s = f / (FETCH(2) + f), z = s * s;
	return s * (h + z * estrin(z, c, n));
}

/* log(1 + f) + k ln(2) */
static inline real log_join(real f, real k)
{
	real h = FETCH((lane)0.5) * f * f;
	return k * FETCH(LN2_HI) - (h - (log_bend(f, h, LOG, sizeof LOG / sizeof(lane)) + k * FETCH(LN2_LO)) - f);
}

/* b, the representation of x = 2^k m with sqrt(1/2) <= m < sqrt(2), moved so that its upper bits hold k + WRAP + BIAS. */
static inline bits log_move(bits b)
{
	return b + (bits)VECTOR(1) - (bits)splat(SQRT_HALF) + ((natural)WRAP << MANTISSA);
}

/* The upper bits less their offset, as a number: put below the leading bit of 2^MANTISSA, which then is taken away. */
static inline real log_exponent(bits moved)
{
	const lane magic = K(0x1p23f, 0x1p52);
	return (real)(shift_right(moved, MANTISSA) | (ubits)FETCH(magic)) - FETCH(magic + WRAP + BIAS);
}

/* y = log(u) inside its domain; inf -> inf, 0 -> -inf, NaN below. */
static inline real log_limits(real u, real y)
{
	return pick(u > 0, pick(u < INF, y, u), (real)((bits)splat(-INF) | (u != 0)));
}

/* The m and k of x. Subnormal numbers are scaled by 2^MANTISSA, which is taken from k again. */
static inline real log_split(real x, real *k)
{
	bits scale = (x < K(0x1p-126f, 0x1p-1022)) & ((integer)MANTISSA << MANTISSA);
	bits b = log_move((bits)(x * (real)(scale + ONE)) - scale);
	*k = log_exponent(b);
	return (real)((b & (((integer)1 << MANTISSA) - 1)) + (bits)FETCH(SQRT_HALF));
}

/* 0.840 ulp at 1.41331851; 0.854 at 0.707106781 */
static inline real rlog(real x)
{
	real k, m = log_split(x, &k);
	return log_limits(x, log_join(m - 1, k));
}

/* log(1 + x) from 1 + x: u = 1 + x = 2^k (1 + f), and f = 2^-k x + (2^-k - 1) rounds once and needs no correction for the
   rounding of u. */
ALWAYS real log1p_by(real x, real u, real beside)
{
	bits b = log_move((bits)u);
	real t = power(2 * BIAS + WRAP - shift_right(b, MANTISSA)), f = x * t + (t - 1);
	return log_join(f, log_exponent(b) + beside);
}

/* Very large x are scaled, so that 2^-k stays normal. 1.393 ulp at 0.423678547; 1.395 at 0.434355879 */
static inline real rlog1p(real x)
{
	enum { SCALE = K(64, 512) };
	bits large = x > K(0x1p96f, 0x1p768);
	real scaled = x * (real)(ONE - (large & ((integer)SCALE << MANTISSA))), u = 1 + scaled;
	return log_limits(u, log1p_by(scaled, u, keep(large, SCALE)));
}

/* log(1 + x) for 0 <= x <= 1. 1.255 ulp at 0.953965068; 1.292 at 0.964338104 */
static inline real rlog1p01(real x)
{
	real h = FETCH((lane)0.5) * x * x;
	return x - (h - log_bend(x, h, LOG1P, sizeof LOG1P / sizeof(lane)));
}

/* The same in fewer operations, and no power of a small x underflows, which is slow. 1.267 ulp at 0.643828988, of every fifth
   float. */
static inline real rlog1pbrief(real x)
{
	real s = x / (FETCH(2) + x), z = s * s;
	return x - s * (x - z * BY_SQUARES(z, LOG1P));
}

/* log(1 + exp(x)): no term cancels, none overflows. 1.975 ulp at 0.0725263655; 1.990 at 0.0251919449 */
static inline real rsoftplus(real x) { return rmax(x, 0) + rlog1p01(rexpneg(rnabs(x))); }

/* 1 / (1 + exp(-x)), as accurate in both tails. 2.402 ulp at -4.1572938; 2.407 at -9.70406052 */
static inline real rsigmoid(real x)
{
	real z = rexpneg(rnabs(x));
	return pick(x < 0, z, 1) / (1 + z);
}

/* e / (e + 2), e = exp(2|x|) - 1. 2.610 ulp at 0.0619055144; 2.471 at -0.0307198174 */
static inline real rtanh(real x)
{
	real e = rexpm1(rmin(2 * rabs(x), K(20, 44)));
	return rcopysign(e / (e + 2), x);
}

/* a log(b), and 0 where a is 0. a = b: 1.651 ulp at 1.40654814; 1.619 at 0.70644353 */
static inline real rxlogy(real a, real b) { return pick((a == 0) & (b == b), 0, a * rlog(b)); }

/* Sums are formed in doubles: the lower and the upper half of the lanes, and two numbers of an array, which are converted as
   they are loaded. */
typedef double wide __attribute__((vector_size(16)));
#if REAL == 32
typedef float half __attribute__((vector_size(8)));
static inline wide widen_low(real x) { return __builtin_convertvector(__builtin_shufflevector(x, x, 0, 1), wide); }
static inline wide widen_high(real x)
{
	x = __builtin_shufflevector(x, x, 2, 3, 2, 3);
#ifdef __wasm__
	__asm__("" : "+r"(x)); /* or clang leaves the upper half open, and V8 makes a shuffle of bytes of it */
#endif
	return widen_low(x);
}
static inline wide widen(const lane *x) { return __builtin_convertvector(*(const half *)x, wide); }
#else
static inline wide widen_low(real x) { return x; }
static inline wide widen_high(real x) { return (wide)((bits)x & 0); } /* no lanes are left */
static inline wide widen(const lane *x) { return *(const wide *)x; }
#endif

/* The same functions of one or two doubles, for finishing a row in either precision; defined in the unit of REAL == 64. */
double nexp(double), nlog(double), nlog1p(double), nexpm1(double), nroot(double);
void log1p_each(const double *, double *, int);
#if REAL == 64 && !defined RARE
__attribute__((noinline)) void log1p_each(const double *x, double *to, int n)
{
	for (int i = 0; i < n; i += LANES) {
		const real rest = *(const real *)(x + i);
		*(real *)(to + i) = log1p_by(rest, 1 + rest, splat(0));
	}
}
double nexp(double x) { return rexp(splat(x))[0]; }
double nlog(double x) { return rlog(splat(x))[0]; }
double nlog1p(double x) { return rlog1p(splat(x))[0]; }
double nexpm1(double x) { return rexpm1(splat(x))[0]; }
double nroot(double x) { return rroot(splat(x))[0]; }
#endif
#endif
