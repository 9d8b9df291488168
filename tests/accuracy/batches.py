"""Exact results for losses of batches: the values of tests/oracle/batch_*.py and their derivatives in 160 digits.

In, a line: {loss, inputs, variables, options, turn, single, results: [[value], gradient, hessian]} as JSON, the last as our
kernels have it, null for what is no finite number.  Out, a line: for value, gradient and second derivatives the worst error in
units in the last place, of the value or of the largest of the derivatives, for they are one vector; or in terms of what half a
unit in the last place of the inputs does to the result, where that is more; the largest error in its own last places; and the
exact result, ours, and which of the numbers it is.  An error of -1: not compared, as at a kink."""

import importlib
import json
import pathlib
import sys

ORACLES = pathlib.Path(__file__).resolve().parent.parent / "oracle"
sys.path.insert(0, str(ORACLES))

import batch  # noqa: E402
from mpmath import frexp, isfinite, isnan, ldexp, mp, mpf  # noqa: E402

LOSSES = {}
batch.save = lambda name, losses, **_: LOSSES.update({loss: value for loss, (value, *_) in losses.items()})
for path in sorted(ORACLES.glob("batch_*.py")):
    importlib.import_module(path.stem)

mp.dps = 160
STEP = mpf(10) ** -50
SAME = mpf(10) ** -12
PLAIN = 3
CELLS = 6  # derivatives that are compared at a point
UNDERFLOW = 2**10


def places(want, single):
    """A unit in the last place."""
    least, digits = (-126, 23) if single else (-1022, 52)
    exponent = int(frexp(want)[1]) - 1 if want else least
    return ldexp(mpf(1), max(exponent, least) - digits)


def error(got, want, unit):
    if isnan(want) or not isfinite(want):
        return mpf(-1)
    return mpf("inf") if got is None else abs(mpf(got) - want) / unit


class Point:
    def __init__(self, loss, inputs, variables, options):
        self.value = lambda call, options: LOSSES[loss](*call, **options)
        real = lambda v: mpf(v) if isinstance(v, float) else v
        self.call = batch.mapped(real, inputs)
        self.options = options
        self.value_here = None
        self.moving = [i for i in range(len(inputs)) if variables[i]]
        self.cells = [(i, at) for i in self.moving for at in range(len(batch.flat(self.call[i])))]
        self.given = [(i, at) for i, x in enumerate(self.call) for at, v in enumerate(batch.flat(x)) if isinstance(v, mpf)]

    def at(self, cell, to):
        i, which = cell
        numbers = batch.flat(self.call[i])
        numbers[which] = to
        call = list(self.call)
        call[i] = batch.nested(iter(numbers), self.call[i])
        return self.value(call, self.options)

    def of(self, cell):
        i, which = cell
        return batch.flat(self.call[i])[which]

    def shifted(self, cell, to):
        other = object.__new__(Point)
        other.__dict__ = dict(self.__dict__, value_here=None)
        i, which = cell
        numbers = batch.flat(self.call[i])
        numbers[which] = to
        other.call = list(self.call)
        other.call[i] = batch.nested(iter(numbers), self.call[i])
        return other

    def derivatives(self, cell):
        """The slope and the second derivative by a cell; None at a kink."""
        here, x = self.here(), self.of(cell)
        h = STEP * (min(1, abs(x)) or 1)
        below, above = self.at(cell, x - h), self.at(cell, x + h)
        left, right, noise = (here - below) / h, (above - here) / h, max(abs(here), abs(above)) * mpf(10) ** (8 - mp.dps) / h
        bend = (right - left) / h
        if abs(left - right) > max(SAME * max(abs(left), abs(right)), noise, abs(bend) * h * 2 if abs(bend) < 1 / h**0.5 else 0):
            return None, None
        slope = (left + right) / 2
        return slope if abs(slope) > noise else mpf(0), bend if abs(bend) > 4 * noise / h else mpf(0)

    def here(self):
        if self.value_here is None:
            self.value_here = self.value(self.call, self.options)
        return self.value_here

    def result(self, part, cell):
        return self.here() if part == 0 else self.derivatives(cell)[part - 1]

    def condition(self, part, cell, want, unit, single):
        """What half a unit in the last place of each number makes of a result."""
        total = mpf(0 if not want or single or frexp(want)[1] > -1018 else UNDERFLOW)
        for other in self.given:
            moved = self.shifted(other, self.of(other) * (1 + ldexp(mpf(1), -24 if single else -53))).result(part, cell)
            if moved is None:
                return None
            total += abs(moved - want) / unit
        return total


def judge(given):
    try:
        point = Point(given["loss"], given["inputs"], given["variables"], given["options"])
        single, results = given["single"], given["results"]
        answer = []
        some = list(enumerate(point.cells))[given["turn"] % CELLS :: max(1, len(point.cells) // CELLS)]
        exact = [(at, cell, point.derivatives(cell)) for at, cell in some]
        for part in range(3):
            worst = {"plain": -1, "error": -1, "want": 0, "got": 0, "cell": 0}
            compared = [(0, None, point.here())] if part == 0 else [(at, cell, both[part - 1]) for at, cell, both in exact]
            compared = [found for found in compared if found[2] is not None and isfinite(found[2])]
            unit = places(max(abs(mpf(x or 0)) for x in results[part]), single)
            for at, cell, want in sorted(compared, key=lambda found: -error(results[part][found[0]], found[2], unit)):
                worst["plain"] = max(worst["plain"], float(error(results[part][at], want, places(want, single))))
                off = error(results[part][at], want, unit)
                if off <= worst["error"]:
                    continue
                condition = point.condition(part, cell, want, unit, single) if PLAIN < off < mp.inf else mpf(1)
                worth = -1 if condition is None else float(off / max(1, condition))
                if worth > worst["error"]:
                    worst |= {"error": worth, "want": float(want), "got": results[part][at], "cell": at}
            answer.append(worst)
        return answer
    except (TypeError, ZeroDivisionError, ValueError) as problem:
        return str(problem)


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(judge(json.loads(line))).replace("Infinity", '"Infinity"'), flush=True)
