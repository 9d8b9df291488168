"""What the oracles of all families share: points that both precisions hold exactly, derivatives from the value alone, and
the tables of tests/values/oracle, which tests/oracle.js compares the kernels with.

An oracle writes the value of a loss in mpmath, from its definition, and names the points.  Everything else follows:
one-sided differences in 400 digits give gradient and Hessian; where the sides differ the loss has a kink, the gradient is
the smallest between them, and the Hessian (null) is not compared."""

import inspect
import itertools
import json
import pathlib
import struct

from mpmath import isfinite, isnan, mp, mpf

mp.dps = 400
STEP = mpf(10) ** -60
CHANGE = mpf(10) ** -30  # of an input, relative: what the result makes of it is its condition
SAME = mpf(10) ** -15
TABLES = pathlib.Path(__file__).resolve().parent.parent / "values" / "oracle"


def single(x):
    """The nearest single, so that both precisions see the same point."""
    return struct.unpack("f", struct.pack("f", x))[0]


def points(targets, predictions, *options):
    """Every target with every prediction and every choice of options."""
    return list(itertools.product(targets, predictions, options or [{}]))


def spread(*sizes, signs=(-1, 1)):
    """Numbers of these sizes with either sign, and 0."""
    return sorted({single(sign * size) for size in sizes for sign in signs} | {0.0})


def flat(x):
    return list(x) if isinstance(x, (list, tuple)) else [x]


def exact(x):
    return [mpf(v) for v in x] if isinstance(x, (list, tuple)) else None if x is None else mpf(x)


def changed(x, cell, to):
    """x with one cell set; a lone number is its own cell."""
    if not isinstance(x, (list, tuple)):
        return to
    return [to if i == cell else v for i, v in enumerate(x)]


def least(left, right):
    """The minimum-norm subgradient between two one-sided slopes."""
    if abs(left - right) <= SAME * max(abs(left), abs(right)):
        return right
    return mpf(0) if left * right <= 0 else min(left, right, key=abs)


def derivatives(value, y, z, options):
    """Gradient and Hessian diagonal, a list each; None where the second derivative jumps."""
    gradient, hessian = [], []
    for cell, at in enumerate(flat(z)):
        h = STEP * (min(1, abs(at)) or 1)

        def f(k):
            return value(y, changed(z, cell, at + k * h), **options)

        lower2, lower, here, upper, upper2 = map(f, (-2, -1, 0, 1, 2))
        left, right = (here - lower) / h, (upper - here) / h
        before, after = (here - 2 * lower + lower2) / h**2, (upper2 - 2 * upper + here) / h**2
        middle = (upper - 2 * here + lower) / h**2
        size = max(abs(before), abs(after))
        noise = max(map(abs, (lower2, lower, here, upper, upper2))) * mpf(10) ** (5 - mp.dps) / h**2
        if size <= noise:
            size = middle = mpf(0)
        tangled = max(abs(before - middle), abs(after - middle)) > max(SAME * size, noise)
        scale = max(abs(left), abs(right))
        smooth = abs(left - right) <= max(SAME * scale, 4 * h * size, noise * h)
        slope = (left + right) / 2 if smooth and not tangled else least(left, right)
        gradient.append(slope if abs(slope) > max(noise * h, h * size * (STEP**0.5 if smooth else 10)) else mpf(0))
        hessian.append(None if tangled else middle)
    return gradient, hessian


def outcome(value, y, z, options):
    gradient, hessian = derivatives(value, y, z, options)
    return [[value(y, z, **options)], gradient, hessian]


def conditions(value, y, z, options, result):
    """How much each result moves with its inputs and parameters: the sum of |x d result / dx|, the largest of the cells."""
    totals = [[mpf(0)] * len(part) for part in result]
    bent = [at is None for at in result[2]]

    def add(other):
        for total, new, old in zip(totals, other, result):
            for i, (a, b) in enumerate(zip(new, old)):
                if a is not None and (total is totals[0] or not bent[i]):
                    total[i] += abs(a - b) / CHANGE

    for cell, at in enumerate(flat(z)):
        if at:
            add(outcome(value, y, changed(z, cell, at * (1 + CHANGE)), options))
    for cell, at in enumerate(flat(y) if y is not None else []):
        if at and not isinstance(y, int):
            add(outcome(value, changed(y, cell, at * (1 + CHANGE)), z, options))
    stated = {name: of.default for name, of in inspect.signature(value).parameters.items()}
    for name, at in {**stated, **options}.items():
        if isinstance(at, (float, mpf)) and isfinite(at) and single(float(at)) != at:
            add(outcome(value, y, z, {**options, name: at * (1 + CHANGE)}))
    return [max(total) for total in totals]


def written(x):
    """As JSON: the nearest double, or the name of what is no number."""
    if x is None:
        return None
    if isnan(x):
        return "nan"
    if not isfinite(x):
        return "inf" if x > 0 else "-inf"
    number = float(x)
    return int(number) if number == int(number) and abs(number) < 1e15 else number


def row(value, y, z, options, limits=None):
    """A line of a table.  `limits`, (value, gradient, Hessian), are stated where differences cannot tell, as at the
    end of a domain."""
    several = isinstance(z, (list, tuple))
    shown = [y, z, options]
    if limits:
        return shown + [part if isinstance(part, (list, str)) or part is None else written(part) for part in limits]
    y = y if isinstance(y, int) else exact(y)
    result = outcome(value, y, exact(z), {name: at for name, at in options.items()})
    condition = conditions(value, y, exact(z), options, result)
    sizes = [min(abs(x or 0) for x in part) for part in result]
    line = shown + [written(result[0][0])]
    line += [[written(x) for x in part] if several else written(part[0]) for part in result[1:]]
    if any(c > 4 * size for c, size in zip(condition, sizes)):
        line.append([float(f"{float(c):.2g}") for c in condition])
    return line


def number(x):
    return int(x) if isinstance(x, float) and x == int(x) and abs(x) < 1e15 else x


def tidy(x):
    if isinstance(x, (list, tuple)):
        return [tidy(v) for v in x]
    if isinstance(x, dict):
        return {name: tidy(v) for name, v in x.items()}
    if isinstance(x, bool):
        return x
    if isinstance(x, float) and x in (float("inf"), float("-inf")):
        return "inf" if x > 0 else "-inf"
    return number(x)


def save(family, losses):
    """losses: {id: (value, points)}; a point is (y, z, options) or (y, z, options, limits)."""
    tables = []
    for name, (value, samples) in losses.items():
        assert len(samples) >= 40, f"{name}: only {len(samples)} points"
        lines = [json.dumps(tidy(row(value, *sample)), ensure_ascii=False) for sample in samples]
        tables.append(json.dumps(name) + ": [\n" + ",\n".join(lines) + "\n]")
    TABLES.mkdir(exist_ok=True)
    (TABLES / f"{family}.json").write_text("{\n" + ",\n".join(tables) + "\n}\n")
