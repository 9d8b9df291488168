"""Runs of real frameworks, recorded in tests/values/frameworks for tests/equals.js:

    python3 tests/oracle/frameworks.py torch     Debian's python3-torch and python3-torchvision
    python3 tests/oracle/frameworks.py keras     keras and jax
    python3 tests/oracle/frameworks.py optax     optax
    python3 tests/oracle/frameworks.py sklearn   scikit-learn
    python3 tests/oracle/frameworks.py monai     MONAI, on Debian's PyTorch
    python3 tests/oracle/frameworks.py flux      the formulas of Flux.jl 0.16.11, src/losses/functions.jl, by numpy

(tests/oracle/tfjs.js does the same for TensorFlow.js.)  All in double precision.  A line is [yTrue, yPred, options, value,
gradient, hard, Hessian]: the options are ours, those beyond the convention's; the gradient is null where a framework has none,
and so is the Hessian absent; hard points are those where frameworks part: kinks, probabilities of 0 and 1, ties.  What one
line of JavaScript composes (tests/compositions.js) is recorded as [yTrue, yPred, value]."""

import importlib
import json
import pathlib
import sys

HOME = pathlib.Path(__file__).resolve().parent.parent / "values" / "frameworks"

Y = [[1.5, -0.75, 2.0], [0.25, -3.0, 0.5]]
F = [[1.75, -2.5, 2.125], [3.5, -2.25, 0.375]]
MET = [[1.5, -0.75, 2.0], [0.25, -2.0, 2.5]]  # r = 0, 1 and 2
COLUMN = ([[1.0], [-2.0], [0.5], [3.0]], [[1.25], [0.5], [-2.5], [2.875]])
WEIGHTS = [1.0, 0.5, 0.0, 3.0]
HARD = [[1, 0, 1], [0, 0, 1]]
SOFT = [[1, 0.25, 0.5], [0, 0.9, 1]]
P = [[0.8, 0.3, 0.6], [0.05, 0.45, 0.999]]
ENDS = [[1, 0, 0], [0, 0.5, 1]]
Z = [[1.5, -0.75, 2.0], [-4.0, 0.125, 8.0]]
FAR = [[100.0, -100.0, -100.0], [100.0, 0.0, 36.5]]
SIGNS = [[1, -1, 1], [-1, -1, 1]]
EDGES = [[1.0, -1.0, 0.0], [0.0, 1.0, -1.0]]  # m = 1, 0 and -1
ROWS = [[0.7, 0.2, 0.1], [0.05, 0.15, 0.8], [0.3, 0.4, 0.3], [0.25, 0.5, 0.25]]
BARE = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]
SCORES = [[1.2, -0.8, -0.5], [0.9, -1.2, 1.1], [-3.0, 2.5, 0.25], [0.125, 0.5, -0.25]]
TIED = [[1.0, 1.0, 0.5], [-0.5, -2.0, -3.0]]
INDEX = [0, 2, 1, 1]
DENSE = [[1, 0, 0], [0, 0, 1], [0.2, 0.5, 0.3], [0, 0.75, 0.25]]
ONES = [[1, 0, 0], [0, 0, 1], [0, 1, 0], [0, 1, 0]]
CLASSES = [1.0, 2.5, 0.5]
COUNTS = [2.0, 0.0, 1.0, 4.0]
RATES = [0.5, 0.25, 2.0, 3.5]
AMOUNTS = [2.0, 0.5, 1.0, 4.0]
LOG_RATES = [0.5, -1.25, 0.0, 1.75]
BOXES = [[4, 3, 8, 6], [0, 0, 2, 3], [1, 1, 5, 4], [10, 10, 12, 11]]
TRUTHS = [[3, 4, 7, 8], [0.5, 0.25, 2.5, 2], [2, 2, 3, 3], [1, 1, 2, 4]]
TOUCHING = [[4, 2, 8, 6], [0, 0, 1, 3], [1, 1, 3, 4], [11, 9, 12, 12]]  # edges at those of BOXES
WORDS = [[1, 2, 1], [2, 1, 2]]
LONG = [[1, 1, 1, 1, 2], [1, 2, 1, 2, 1]]  # of the first no alignment has five frames
LATTICE = [[[0.5, -1.0, 2.0], [1.5, 0.25, -0.5], [0.0, 1.0, 3.0], [-2.0, 0.5, 0.75], [1.0, 1.0, -1.0]], [[0.25, 2.0, -1.0], [0.5, 0.0, 1.0], [3.0, -0.5, 0.5], [-1.0, 1.5, 0.0], [0.75, -0.25, 2.0]]]
IMAGES = [[[1, 0, 0, 1], [0, 1, 0, 0], [0, 0, 1, 0]], [[1, 1, 1, 0], [0, 0, 0, 0], [0, 0, 0, 1]]]
MAPS = [[[0.75, 0.25, 0.125, 0.5], [0.125, 0.5, 0.25, 0.375], [0.125, 0.25, 0.625, 0.125]], [[1, 0.5, 0.25, 0.25], [0, 0.25, 0.5, 0.25], [0, 0.25, 0.25, 0.5]]]
REAL = [(Y, F, {}), (Y, MET, {}, "hard")]
JSON = {float("inf"): "inf", float("-inf"): "-inf"}


def plain(x):
    """Numbers as lists that JSON can hold."""
    if hasattr(x, "tolist"):
        x = x.tolist()
    if isinstance(x, (list, tuple)):
        return [plain(part) for part in x]
    return JSON.get(x, "nan" if x != x else x)


class Record:
    """Collects the lines of a framework; `run` gives value and gradient of call(yTrue, yPred, **theirs)."""

    def __init__(self, run):
        self.run, self.entries, self.composed = run, {}, {}

    def add(self, loss, name, call, *points):
        """A point: yTrue, yPred, our options, then their options where these differ, and the word hard."""
        for y, z, ours, *more in points:
            theirs = next((part for part in more if isinstance(part, dict)), ours)
            value, gradient, *hessian = self.run(call, y, z, theirs)
            hard = "hard" in more
            line = [y, z, ours, plain(value), plain(gradient)] + ([hard] if hard or hessian else []) + plain(hessian)
            self.entries.setdefault(f"{loss} {name}", []).append(line)

    def compose(self, name, call, *points):
        """A point: yTrue and yPred."""
        self.composed[name] = [[y, z, plain(self.run(call, y, z, {})[0])] for y, z in points]

    def save(self, framework, recorded, **how):
        HOME.mkdir(exist_ok=True)
        table = lambda lines: "[\n" + ",\n".join(json.dumps(line) for line in lines) + "\n]"
        tables = lambda entries: "{\n" + ",\n".join(f"{json.dumps(name)}: {table(lines)}" for name, lines in entries.items()) + "\n}"
        parts = {"recorded": json.dumps(recorded), **{name: json.dumps(x) for name, x in how.items()}, "entries": tables(self.entries)}
        if self.composed:
            parts["composed"] = tables(self.composed)
        text = "{\n" + ",\n".join(f'"{name}": {part}' for name, part in parts.items()) + "\n}\n"
        (HOME / f"{framework}.json").write_text(text)


if __name__ == "__main__":
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
    importlib.import_module(f"frameworks_{sys.argv[1]}")
