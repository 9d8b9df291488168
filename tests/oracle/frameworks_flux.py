"""The formulas of Flux.jl, as its source writes them, by numpy; gradients by differences of fourth order are not exact enough
and stay out.  What its documentation prints is in tests/values beside that of others."""

import numpy as np

import frameworks as at

EPSILON = 2.220446049250313e-16


def xlogy(x, y):
    return np.where(x == 0, 0.0, x * np.log(np.where(x == 0, 1.0, y)))


def softplus(x):
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


def log_softmax(z):
    z = z - z.max(1, keepdims=True)
    return z - np.log(np.exp(z).sum(1, keepdims=True))


FORMULAS = {
    "mse": lambda f, y: np.mean((f - y) ** 2),
    "mae": lambda f, y: np.mean(np.abs(f - y)),
    "msle": lambda f, y, offset=EPSILON: np.mean(np.log((f + offset) / (y + offset)) ** 2),
    "huber_loss": lambda f, y, delta=1: np.mean(np.where(abs(f - y) < delta, (f - y) ** 2 / 2, delta * (abs(f - y) - delta / 2))),
    "binarycrossentropy": lambda f, y: np.mean(-xlogy(y, f + EPSILON) - xlogy(1 - y, 1 - f + EPSILON)),
    "logitbinarycrossentropy": lambda f, y: np.mean((1 - y) * f + softplus(-f)),
    "binary_focal_loss": lambda f, y, gamma=2: np.mean(
        -((1 - (y * (f + EPSILON) + (1 - y) * (1 - f - EPSILON))) ** gamma) * np.log(y * (f + EPSILON) + (1 - y) * (1 - f - EPSILON))
    ),
    "hinge_loss": lambda f, y: np.mean(np.maximum(0, 1 - f * y)),
    "squared_hinge_loss": lambda f, y: np.mean(np.maximum(0, 1 - f * y) ** 2),
    "poisson_loss": lambda f, y: np.mean(f - xlogy(y, f)),
    "crossentropy": lambda f, y: np.mean(-xlogy(y, f + EPSILON).sum(1)),
    "logitcrossentropy": lambda f, y: np.mean(-(y * log_softmax(f)).sum(1)),
    "focal_loss": lambda f, y, gamma=2: np.mean(-(y * (1 - f) ** gamma * np.log(f + EPSILON)).sum(1)),
    "kldivergence": lambda f, y: np.mean(xlogy(y, y).sum(1)) + np.mean(-xlogy(y, f + EPSILON).sum(1)),
    "siamese_contrastive_loss": lambda f, y, margin=1: np.mean((1 - y) * f**2 + y * np.maximum(0, margin - f) ** 2),
    "dice_coeff_loss": lambda f, y: 1 - (2 * np.sum(y * f) + 1) / (np.sum(y**2) + np.sum(f**2) + 1),
    "tversky_loss": lambda f, y, beta=0.7: 1 - (np.sum(y * f) + 1) / (np.sum(y * f + beta * (1 - y) * f + (1 - beta) * y * (1 - f)) + 1),
}


record = at.Record(lambda call, y, z, options: (call(np.asarray(z, float), np.asarray(y, float), **options), None))


def add(loss, name, *points):
    record.add(loss, name, FORMULAS[name], *points)


for loss, name in [("squaredError", "mse"), ("absoluteError", "mae")]:
    add(loss, name, *at.REAL)
add("huber", "huber_loss", *at.REAL, (at.Y, at.F, {"delta": 0.5}))
add("squaredLogError", "msle", (at.AMOUNTS, at.RATES, {}), (at.COUNTS, at.RATES, {}), (at.AMOUNTS, at.RATES, {"offset": 0.5}))
add("binaryCrossEntropy", "binarycrossentropy", (at.SOFT, at.P, {}), (at.SOFT, at.ENDS, {}))
add("sigmoidCrossEntropy", "logitbinarycrossentropy", (at.SOFT, at.Z, {}), (at.SOFT, at.FAR, {}))
add("binaryFocal", "binary_focal_loss", (at.HARD, at.P, {}), (at.HARD, at.P, {"gamma": 1.5}))
for loss, name in [("hinge", "hinge_loss"), ("squaredHinge", "squared_hinge_loss")]:
    add(loss, name, (at.SIGNS, at.Z, {}), (at.SIGNS, at.EDGES, {}))
add("poissonNll", "poisson_loss", (at.COUNTS, at.RATES, {}))
add("categoricalCrossEntropy", "crossentropy", (at.DENSE, at.ROWS, {}))
add("softmaxCrossEntropy", "logitcrossentropy", (at.DENSE, at.SCORES, {}))
add("categoricalFocal", "focal_loss", (at.ONES, at.ROWS, {}), (at.DENSE, at.ROWS, {}))
add("klDivergence", "kldivergence", (at.DENSE, at.ROWS, {}))
add("contrastive", "siamese_contrastive_loss", ([0, 1, 0, 1], at.RATES, {}), ([0, 1, 0, 1], at.RATES, {"margin": 2.0}))
mask = [[1, 0, 1, 1]], [[0.9, 0.2, 0.4, 0.7]]
empty = [[0, 0, 0, 0]], [[0, 0, 0, 0]]
add("squaredDice", "dice_coeff_loss", (*mask, {}), (*empty, {}))
turned = {"alpha": 0.6, "beta": 0.4}, {"beta": 0.6}  # beta weighs what is predicted too much there
add("tversky", "tversky_loss", (*mask, {}), (*mask, *turned), (*empty, {}))

record.save("flux", "the formulas of Flux.jl 0.16.11, src/losses/functions.jl, by numpy")
