"""PyTorch on one thread (Debian's python3-torch)."""

import math
import os
import sys
import time

import numpy as np
import torch
from torch.nn import functional as F

torch.set_num_threads(1)
now = time.process_time if os.environ.get("BENCH_CLOCK") == "cpu" else time.perf_counter


def uniform(seed, n):
    """As in cases.js."""
    with np.errstate(over="ignore"):
        state = np.uint32(seed) + np.arange(1, n + 1, dtype=np.uint32) * np.uint32(0x6D2B79F5)
        t = (state ^ (state >> np.uint32(15))) * (state | np.uint32(1))
        t = (t + (t ^ (t >> np.uint32(7))) * (t | np.uint32(61))) ^ t
    return (t ^ (t >> np.uint32(14))) / 2.0**32


def data(kind, seed, n, classes, dtype):
    u = uniform(seed, n // classes if kind == "class" else n)
    if kind == "class":
        return torch.from_numpy(np.floor(classes * u).astype(np.int64))
    if kind == "row":
        u = (0.05 + u).reshape(-1, classes)
        u = (u / u.sum(1, keepdims=True)).reshape(-1)
    made = {
        "score": lambda: 8 * u - 4,
        "real": lambda: 8 * u - 4,
        "probability": lambda: 0.02 + 0.96 * u,
        "bit": lambda: u < 0.5,
        "sign": lambda: np.where(u < 0.5, -1, 1),
        "count": lambda: np.floor(10 * u),
        "row": lambda: u,
    }[kind]()
    return torch.from_numpy(np.ascontiguousarray(made).astype(dtype))


def focal(z, y):
    p = torch.sigmoid(z)
    loss = F.binary_cross_entropy_with_logits(z, y, reduction="none")
    return (loss * (1 - (p * y + (1 - p) * (1 - y))) ** 2).mean()


def log_cosh(z, y):
    r = z - y
    return (r + F.softplus(-2 * r) - math.log(2)).mean()


LOSSES = {
    "squaredError": F.mse_loss,
    "absoluteError": F.l1_loss,
    "huber": F.huber_loss,
    "hinge": lambda z, y: (1 - y * z).clamp(min=0).mean(),
    "sigmoidCrossEntropy": F.binary_cross_entropy_with_logits,
    "binaryCrossEntropy": F.binary_cross_entropy,
    "sigmoidFocal": focal,
    "logCosh": log_cosh,
    "poissonLogRate": F.poisson_nll_loss,
    "klDivergence": lambda z, y: F.kl_div(z.log(), y, reduction="batchmean"),
    "cosineDistance": lambda z, y: (1 - F.cosine_similarity(z, y)).mean(),
    "softmaxCrossEntropy": F.cross_entropy,
}


def prepare(loss, order, bits, n, classes, scores, targets):
    dtype = np.float32 if bits == "32" else np.float64
    n, classes = int(n), int(classes)
    if order not in ("value", "gradient"):
        raise ValueError("no streams")
    z, y = data(scores, 1, n, classes, dtype), data(targets, 2, n, classes, dtype)
    if classes > 1:
        z = z.reshape(-1, classes)
        y = y if targets == "class" else y.reshape(-1, classes)
    function = LOSSES[loss]
    if order == "value":

        def call():
            with torch.no_grad():
                return function(z, y).item()

    else:
        z.requires_grad_(True)

        def call():
            z.grad = None
            value = function(z, y)
            value.backward()
            return value.item()

    return call


def measure(call, calls):
    start = now()
    for _ in range(calls):
        call()
    return now() - start


call, calls = None, 1
print("PyTorch", torch.__version__, flush=True)
for line in sys.stdin:
    word, *rest = line.split()
    if word == "run":
        print(measure(call, calls) * 1e9 / calls, flush=True)
        continue
    try:
        call, calls = prepare(*rest), 1
        value, end, took = call(), now() + 0.3, 0
        while now() < end or took < 0.01:
            took = measure(call, calls)
            if took < 0.01:
                calls = math.ceil(calls * min(2, 0.012 / took))
        print("ready", value, flush=True)
    except Exception as error:
        print("none", str(error).split("\n")[0], flush=True)
