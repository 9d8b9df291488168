#!/usr/bin/env python3
"""The polynomial coefficients of c/real.h and c/special.h, from nothing but mpmath: `python3 coefficients.py [name ...]`.

Each polynomial is the minimax one (by Lawson's reweighted least squares) under a weight that makes the error relative to
the final result. Coefficients are rounded one at a time, lowest first, and the others fitted again around them.
"""
import sys
from mpmath import mp, mpf, matrix, lu_solve, findroot, ldexp, frexp, nint, polyval, pi, exp, log, sqrt
from mpmath import sin, cos, asin, atan, cosh, erf, erfc, loggamma, digamma, polygamma

mp.dps = 60


def rounded(x, digits):
    mantissa, exponent = frexp(x)
    return ldexp(nint(ldexp(mantissa, digits)), exponent - digits)


def least_squares(grid, values, squares, first, terms):
    """The coefficients of x^first ... x^(terms - 1) that fit the values under the squared weights."""
    moments = [sum(s * x**k for s, x in zip(squares, grid)) for k in range(2 * first, 2 * terms)]
    right = [sum(s * v * x**k for s, v, x in zip(squares, values, grid)) for k in range(first, terms)]
    n = terms - first
    solution = lu_solve(matrix([[moments[i + j] for j in range(n)] for i in range(n)]), matrix(right))
    return [solution[k] for k in range(n)]


def fit(f, weight, low, high, terms, digits, rounds=25):
    """Rounded coefficients of f on [low, high], lowest degree first, and the worst weighted error."""
    points = 8 * terms + 40
    low, high = mpf(low), mpf(high)
    grid = [(low + high) / 2 - (high - low) / 2 * cos(pi * (j + mpf(1) / 2) / points) for j in range(points)]
    values, weights = [f(x) for x in grid], [abs(mpf(weight(x))) for x in grid]
    errors = lambda c: [w * abs(v - polyval(c[::-1], x)) for x, v, w in zip(grid, values, weights)]
    lawson = [mpf(1)] * points
    for _ in range(rounds):
        squares = [m * w * w for m, w in zip(lawson, weights)]
        e = errors(least_squares(grid, values, squares, 0, terms))
        lawson = [m * x / max(e) for m, x in zip(lawson, e)]
    c = []
    for k in range(terms):
        rest = [v - polyval(c[::-1], x) for x, v in zip(grid, values)]
        c.append(rounded(least_squares(grid, rest, squares, k, terms)[0], digits))
    return c, max(errors(c))


def literal(x, digits):
    """A C hexadecimal constant; x is exact in a double."""
    head, power = float(x).hex().split('p')
    return head.rstrip('0').rstrip('.') + 'p' + power.lstrip('+') + ('f' if digits == 24 else '')


def parts(x, digits, bits, count):
    """x as a sum of numbers of so many bits, the last of all digits."""
    found = []
    for i in range(count):
        found.append(rounded(x - sum(found), bits if i < count - 1 else digits))
    return found


def even(f):
    """f of the square root: what multiplies powers of x^2."""
    return lambda z: f(sqrt(z))


half = log(2) / 2 * (1 + mpf(2) ** -12)
bend = even(lambda s: (log((1 + s) / (1 - s)) / s - 2) / s**2)  # log1p(f) = s (2 + z bend(z)), s = f / (2 + f), z = s^2
share = lambda z: z / (2 + z * bend(z))
thin = (sqrt(2) - 1) / (sqrt(2) + 1)
eighth = pi / 4 * (1 + mpf(2) ** -10)
root = findroot(digamma, 1.4616)
y_of = lambda v: mpf('1.5') * (1 + v) / (1 - v)  # v = (y - 1.5) / (y + 1.5)
lgamma_share = lambda v: loggamma(y_of(v)) / ((y_of(v) - 1) * (y_of(v) - 2))
digamma_share = lambda v: digamma(y_of(v)) / (y_of(v) - root)
near, far, fifth = mpf('0.9375'), mpf('4.25'), mpf(1) / 5
x_of = lambda u: (near + 3 * u) / (1 - u)  # u = (x - near) / (x + 3)
inverse = lambda f: lambda w: f(1 / sqrt(w))
stirling = lambda x: (x - mpf(1) / 2) * (log(x) - 1) + (log(2 * pi) - 1) / 2

# name: (function, weight, low, high, terms in single precision, terms in double)
FITS = {
    'EXP': (lambda r: (exp(r) - 1 - r) / r**2, lambda r: r**2 / (exp(r) - 1), -half, half, 5, 10),
    'LOG': (bend, share, 0, thin**2, 3, 7),
    'LOG1P': (bend, share, 0, mpf(1) / 9, 5, 10),
    'POW': (even(lambda s: (log((1 + s) / (1 - s)) / s * 3 / 2 - 3 - s**2) / s**4), lambda z: z**2, 0, thin**2, 3, 8),
    'SIN': (even(lambda r: (sin(r) - r) / r**3), lambda z: z, 0, eighth**2, 3, 6),
    'COS': (even(lambda r: (cos(r) - 1 + r**2 / 2) / r**4), lambda z: z**2, 0, eighth**2, 3, 6),
    'ATAN': (even(lambda t: (atan(t) - t) / t**3), lambda z: z, 0, (sqrt(2) - 1) ** 2, 5, 11),
    'ASIN': (even(lambda s: (asin(s) - s) / s**3), lambda z: z, 0, mpf(1) / 4, 6, 13),
    'LOGCOSH': (even(lambda x: (log(cosh(x)) - x**2 / 2) / x**4), lambda z: 2 * z, 0, 1, 6, 14),
    'ERF': (even(lambda x: erf(x) / x - 1), lambda z: 1, 0, near**2, 7, 12),
    'ERFC': (lambda u: exp(x_of(u) ** 2) * erfc(x_of(u)), lambda u: exp(-x_of(u) ** 2), 0, (6 - near) / 9, 6, 13),
    'LGAMMA': (lgamma_share, lambda v: 1 / lgamma_share(v), -fifth, fifth, 8, 16),
    'STIRLING': (inverse(lambda x: x * (loggamma(x) - stirling(x))), inverse(lambda x: 1 / (x * loggamma(x))), 0, far**-2, 3, 8),
    'DIGAMMA': (digamma_share, lambda v: 1 / digamma_share(v), -fifth, fifth, 9, 17),
    'PSI': (inverse(lambda x: x**2 * (log(x) - 1 / x / 2 - digamma(x))), inverse(lambda x: 1 / (x**2 * digamma(x))), 0, far**-2, 3, 8),
    'TRIGAMMA': (inverse(lambda x: x**3 * (polygamma(1, x) - 1 / x - 1 / x**2 / 2)), lambda w: w, 0, mpf(1) / 25, 3, 8),
}
SPLIT = {  # name: (value, bits of all parts but the last, single and double, parts)
    'LN2': (log(2), 16, 42, 2),
    'HALF_PI': (pi / 2, 24, 53, 2),
    'QUARTER': (pi / 2, 15, 33, 4),
    'ROOT': (root - 1, 24, 53, 2),
    'TWO_THIRDS': (mpf(2) / 3, 12, 26, 2),
    'LOG2E': (1 / log(2), 24, 53, 1),
    'PER_QUARTER': (2 / pi, 24, 53, 1),
    'SQRT_HALF': (sqrt(mpf(1) / 2), 24, 53, 1),
    'STIRLING_0': ((log(2 * pi) - 1) / 2, 24, 53, 1),
}

if __name__ == '__main__':
    wanted = sys.argv[1:] or [*SPLIT, *FITS]
    for column, digits in enumerate((24, 53)):
        for name in wanted:
            if name in SPLIT:
                x, count = SPLIT[name][0], SPLIT[name][3]
                numbers = ', '.join(literal(part, digits) for part in parts(x, digits, SPLIT[name][1 + column], count))
                print(f'#define {name} {numbers}')
            else:
                c, error = fit(*FITS[name][:4], FITS[name][4 + column], digits)
                numbers = ', '.join(literal(x, digits) for x in c)
                print(f'static const lane {name}[] = {{ {numbers} }}; /* error 2^{float(log(error, 2)):.1f} */')
