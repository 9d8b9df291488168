#!/usr/bin/env python3
"""The polynomial coefficients of c/real.h, from nothing but mpmath: `python3 coefficients.py [name ...]`.

Each polynomial is the minimax one (by Lawson's reweighted least squares) under a weight that makes the error relative to
the final result. Coefficients are rounded one at a time, lowest first, and the others fitted again around them.
"""
import sys
from mpmath import mp, mpf, matrix, lu_solve, cos, pi, exp, log, sqrt, ldexp, frexp, nint, polyval

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
    grid = [(low + high) / 2 - (high - low) / 2 * cos(pi * (j + mpf(1) / 2) / points) for j in range(points)]
    values, weights = [f(x) for x in grid], [abs(weight(x)) for x in grid]
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


half = log(2) / 2 * (1 + mpf(2) ** -12)
bend = lambda z: (log((1 + sqrt(z)) / (1 - sqrt(z))) / sqrt(z) - 2) / z  # log1p(f) = s (2 + z bend(z)), s = f/(2+f), z = s^2
share = lambda z: z / (2 + z * bend(z))
thin = (sqrt(2) - 1) / (sqrt(2) + 1)

# name: (function, weight, low, high, terms in single precision, terms in double)
FITS = {
    'EXP': (lambda r: (exp(r) - 1 - r) / r**2, lambda r: r**2 / (exp(r) - 1), -half, half, 5, 10),
    'LOG': (bend, share, mpf(0), thin**2, 3, 7),
    'LOG1P': (bend, share, mpf(0), mpf(1) / 9, 5, 10),
}

if __name__ == '__main__':
    for name, (f, weight, low, high, single, double) in FITS.items():
        if len(sys.argv) > 1 and name not in sys.argv[1:]:
            continue
        for terms, digits in ((single, 24), (double, 53)):
            c, error = fit(f, weight, low, high, terms, digits)
            print(f'static const lane {name}[] = {{' + ', '.join(literal(x, digits) for x in c)
                  + f'}}; /* error 2^{float(log(error, 2)):.1f} */')
    for digits, top in ((24, 16), (53, 42)):
        high = rounded(log(2), top)
        for name, x in (('LN2_HI', high), ('LN2_LO', log(2) - high), ('LOG2E', 1 / log(2)), ('SQRT_HALF', sqrt(mpf(1) / 2))):
            print(f'#define {name} {literal(rounded(x, digits), digits)}')
