"""What the oracles of losses of batches share.  A point is (the inputs in their order, which of them are variables, options);
its derivatives are by all numbers of the variables, in their order, and by those of a `bias` among the options."""

import itertools
import json

from mpmath import exp, log, mp, mpf, sqrt

from oracle import TABLES, conditions, outcome, single, tidy, written

TIE = mpf(10) ** -45  # far below any difference of the points, far above the steps of their derivatives


def product(x, y):
    return sum(a * b for a, b in zip(x, y))


def cosine(x, y):
    return product(x, y) / sqrt(product(x, x) * product(y, y))


def mean(terms):
    terms = list(terms)
    return sum(terms) / len(terms) if terms else mpf(0)


def ratio(values, shares=None, weights=None):
    """The mean of a batch: of values that have weights, and shares in the divisor."""
    weights = weights or [1] * len(values)
    by = product(weights, shares or [1] * len(values))
    return product(weights, values) / by if by else mpf(0)


def softplus(x):
    return log(1 + exp(x))


def logsumexp(x):
    return log(sum(map(exp, x)))


def flat(x):
    return [v for part in x for v in flat(part)] if isinstance(x, list) else [x]


def nested(numbers, like):
    return [nested(numbers, part) for part in like] if isinstance(like, list) else next(numbers)


def rows(seed, *sizes, scale=1.0):
    """Numbers that both precisions hold, spread evenly and not at random."""
    state = itertools.count(1)
    golden = 0.6180339887498949
    number = lambda: single(scale * (2 * ((seed * 0.37 + next(state) * golden) % 1) - 1))
    make = lambda sizes: [make(sizes[1:]) for _ in range(sizes[0])] if sizes else number()
    return make(sizes)


def mapped(change, x):
    return [mapped(change, part) for part in x] if isinstance(x, list) else change(x)


def chances(seed, *sizes, scale=1.0):
    """Between 0 and 1."""
    return mapped(lambda x: single((x + scale) / 2), rows(seed, *sizes, scale=scale))


def soft(seed, *sizes):
    return mapped(lambda x: round(8 * x) / 8, chances(seed, *sizes))


def line(value, inputs, variables, options, growing=False):
    there = [*variables] + ["bias" in options]
    real = lambda v: mpf(v) if isinstance(v, float) else v
    whole = mapped(real, [*inputs, options.get("bias", [])])

    def at(_, z, **options):
        numbers = iter(z)
        *given, bias = [nested(numbers, x) if moves else x for x, moves in zip(whole, there)]
        return value(*given, **options, **({"bias": bias} if there[-1] else {}))

    z = [mpf(v) for x, moves in zip(whole, there) if moves for v in flat(x)]
    others = {name: x for name, x in options.items() if name != "bias"}
    result = outcome(at, None, z, others)
    shown = [tidy(inputs), tidy(options), written(result[0][0]), *[[written(x) for x in part] for part in result[1:]]]
    if growing:
        growth = growing(*inputs, **options) if callable(growing) else conditions(at, None, z, others, result)
        shown.append([float(f"{float(c):.2g}") for c in growth])
    return shown


def save(name, losses):
    """losses: {id: (value, points)}, into tests/values/oracle/batches; or (value, points, growing), where lines are to say what
    errors of the inputs grow to: True, or a function of the inputs that says it."""
    tables = []
    for loss, (value, points, *growing) in losses.items():
        unique = list({json.dumps(point): point for point in points}.values())
        assert len(unique) >= 40, f"{loss}: only {len(unique)} points"
        tables.append(json.dumps(loss) + ": [\n" + ",\n".join(json.dumps(line(value, *point, *growing)) for point in unique[:56]) + "\n]")
    (TABLES / "batches").mkdir(exist_ok=True)
    (TABLES / "batches" / f"{name}.json").write_text("{\n" + ",\n".join(tables) + "\n}\n")
