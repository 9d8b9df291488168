"""scikit-learn: its metrics (values alone), and the losses of its estimators, with their gradients."""

import numpy as np
import sklearn
from sklearn import metrics
from sklearn._loss import loss as losses
from sklearn.linear_model import _sgd_fast as sgd

import frameworks as at

record = at.Record(lambda call, y, z, options: call(y, z, **options))
add = record.add


def array(x):
    return np.ascontiguousarray(x, dtype=np.float64)


def metric(name, fixed={}):
    def call(y, z, **options):
        return getattr(metrics, name)(np.asarray(y), np.asarray(z), **fixed, **options), None

    return call


def halves(f):
    """Loss, gradient and Hessian of an estimator's loss, one a sample; of several classes the diagonal."""
    return lambda y, z: (f.loss(array(y), array(z)), *f.gradient_hessian(array(y), array(z)))


def each(f):
    """The same of stochastic gradient descent, which goes sample by sample; its arguments come in another order."""
    return lambda y, z: [list(x) for x in zip(*[(f.py_loss(b, a), f.py_dloss(b, a)) for a, b in zip(y, z)])]


NONE = {"reduction": "none"}
y, f = sum(at.Y, []), sum(at.F, [])
met = sum(at.MET, [])
weights = [1.0, 0.5, 2.0, 0.0, 3.0, 1.0]
weighted = (y, f, {"weights": weights}, {"sample_weight": weights})
for loss, name in [
    ("squaredError", "mean_squared_error"),
    ("squaredError", "root_mean_squared_error"),
    ("absoluteError", "mean_absolute_error"),
    ("absolutePercentageError", "mean_absolute_percentage_error"),
]:
    add(loss, name, metric(name), (y, f, {}), weighted)
add("maxError", "max_error", metric("max_error"), (y, f, {}))
for loss, name in [("medianAbsoluteError", "median_absolute_error"), ("r2", "r2_score"), ("explainedVariance", "explained_variance_score")]:
    add(loss, name, metric(name), (y, f, {}), weighted)
add("pinball", "mean_pinball_loss", metric("mean_pinball_loss"), (y, f, {}), (y, f, {"quantile": 0.1}, {"alpha": 0.1}))
positive = [3.0, 5.0, 2.5, 7.0], [2.5, 5.0, 4.0, 8.0]
for name in ["mean_squared_log_error", "root_mean_squared_log_error"]:
    add("squaredLogError", name, metric(name), (*positive, {}), ([0.0, 1.0], [0.5, 0.0], {}))
own = lambda y, z: (y, z, NONE, {})
hard = lambda y, z: (y, z, NONE, {}, "hard")
add("halfSquaredError", "HalfSquaredError", halves(losses.HalfSquaredError()), own(y, f))
add("absoluteError", "AbsoluteError", halves(losses.AbsoluteError()), own(y, f), hard(y, met))
add("huber", "HuberLoss", lambda y, z, delta=1.0: halves(losses.HuberLoss(delta=delta))(y, z), own(y, f), hard(y, met), (y, f, {**NONE, "delta": 0.5}, {"delta": 0.5}))
quantile = lambda y, z, q=0.5: halves(losses.PinballLoss(quantile=q))(y, z)
add("pinball", "PinballLoss", quantile, own(y, f), hard(y, met), (y, f, {**NONE, "quantile": 0.1}, {"q": 0.1}))
for loss, name in [("epsilonInsensitive", "EpsilonInsensitive"), ("squaredEpsilonInsensitive", "SquaredEpsilonInsensitive")]:
    add(loss, name, each(getattr(sgd, name)(0.1)), own(y, f), hard([0.0, 0.0], [0.1, -0.1]))

labels, chances = [1, 0, 1, 0, 0, 1], sum(at.P, [])
add("binaryCrossEntropy", "log_loss", metric("log_loss", {"labels": [0, 1]}), (labels, chances, {}), (labels, chances, {"weights": weights}, {"sample_weight": weights}), ([1, 0, 0, 1], [0.0, 1.0, 0.0, 1.0], {}, "hard"))
add("binaryBrier", "brier_score_loss", metric("brier_score_loss"), (labels, chances, {}))
z, far = sum(at.Z, []), sum(at.FAR, [])
soft = sum(at.SOFT, [])
add("sigmoidCrossEntropy", "HalfBinomialLoss", halves(losses.HalfBinomialLoss()), own(soft, z), own(labels, [100.0, 100.0, 30.0, -100.0, 20.0, 0.0]))
add("binaryExponential", "ExponentialLoss", halves(losses.ExponentialLoss()), own(soft, z))
signs, edges = [1, -1, 1, -1, -1, 1], [1.0, -1.0, 0.0, 0.0, 1.0, -1.0]
add("hinge", "Hinge", each(sgd.Hinge(1.0)), own(signs, z), hard(signs, edges))
add("squaredHinge", "SquaredHinge", each(sgd.SquaredHinge(1.0)), own(signs, z), hard(signs, edges))
add("modifiedHuber", "ModifiedHuber", each(sgd.ModifiedHuber()), own(signs, z), hard(signs, edges))

three = {"labels": [0, 1, 2]}
add("categoricalCrossEntropy", "log_loss", metric("log_loss", three), (at.INDEX, at.ROWS, {}), ([1, 0], at.BARE, {}, "hard"))
add("categoricalBrier", "brier_score_loss", metric("brier_score_loss", three), (at.INDEX, at.ROWS, {}))
add("crammerSinger", "hinge_loss", metric("hinge_loss", three), (at.INDEX, at.SCORES, {}))
zero_one = lambda y, z, **options: (metrics.zero_one_loss(y, np.argmax(z, 1), **options), None)
add("zeroOne", "zero_one_loss", zero_one, (at.INDEX, at.SCORES, {}), (at.INDEX, at.SCORES, {"reduction": "sum"}, {"normalize": False}))
# Labels of which several may hold.
SETS, GUESSES = [[1, 0, 1], [0, 1, 0], [0, 0, 1], [1, 1, 0]], [[1, 0, 1], [0, 1, 1], [1, 1, 0], [1, 1, 0]]
of_sets = {"weights": [1.0, 0.5, 2.0, 3.0]}, {"sample_weight": [1.0, 0.5, 2.0, 3.0]}
for loss, name in [("hamming", "hamming_loss"), ("multiLabelZeroOne", "zero_one_loss(multilabel)")]:
    add(loss, name, metric(name.split("(")[0]), (SETS, GUESSES, {}), (SETS, GUESSES, *of_sets))
multinomial = halves(losses.HalfMultinomialLoss(n_classes=3))
add("softmaxCrossEntropy", "HalfMultinomialLoss", multinomial, own(at.INDEX, at.SCORES))

counts, rates, amounts, logs = at.COUNTS, at.RATES, at.AMOUNTS, at.LOG_RATES
add("poissonLogRate", "HalfPoissonLoss", halves(losses.HalfPoissonLoss()), own(counts, logs))
add("gammaLogRate", "HalfGammaLoss", halves(losses.HalfGammaLoss()), own(amounts, logs))
tweedie = lambda y, z, power=1.5: halves(losses.HalfTweedieLoss(power=power))(y, z)
below = [([-2.0, 0.0, 1.5], [0.5, 2.0, 1.25], {**NONE, "power": power}, {"power": power}) for power in (-1.0, -2.5)]
add("tweedieLogRate", "HalfTweedieLoss", tweedie, own(counts, logs), *below, (amounts, logs, {**NONE, "power": 2.5}, {"power": 2.5}))
identity = lambda y, z, power=1.5: halves(losses.HalfTweedieLossIdentity(power=power))(y, z)
add("tweedieDeviance", "HalfTweedieLossIdentity", identity, own(counts, rates), *below, (amounts, rates, {**NONE, "power": 3.0}, {"power": 3.0}))
add("poissonDeviance", "mean_poisson_deviance", metric("mean_poisson_deviance"), (counts, rates, {}))
add("gammaDeviance", "mean_gamma_deviance", metric("mean_gamma_deviance"), (amounts, rates, {}))
powers = [(amounts, rates, {"power": power}) for power in (1, 1.25, 2, 3)]
powers += [([-2.0, 0.0, 1.5], [0.5, 2.0, 1.25], {"power": power}) for power in (0, -1, -2.5)]
add("tweedieDeviance", "mean_tweedie_deviance", metric("mean_tweedie_deviance"), (counts, rates, {}), *powers)


# What is explained of the deviance that the best constant leaves.
for name in ["d2_pinball_score", "d2_absolute_error_score"]:
    add("d2Pinball", name, metric(name), (y, f, {}), weighted, (*at.COLUMN, {}), (at.Y, at.F, {}))
tenth = {"quantile": 0.1}, {"alpha": 0.1}
add("d2Pinball", "d2_pinball_score", metric("d2_pinball_score"), (y, f, *tenth), (y, f, {**tenth[0], "weights": weights}, {**tenth[1], "sample_weight": weights}))
powers = [(amounts, rates, {"power": power}) for power in (0, 1, 1.25, 2, 3, -1)]
powers += [([-2.0, 0.0, 2.5, 1.0], [0.5, 2.0, 1.25, 3.0], {"power": power}) for power in (0, -1, -2.5)]
weighted = (amounts, rates, {"power": 1.5, "weights": at.WEIGHTS}, {"power": 1.5, "sample_weight": at.WEIGHTS})
add("d2Tweedie", "d2_tweedie_score", metric("d2_tweedie_score"), (counts, rates, {}), *powers, weighted)
of_classes = {"weights": [1.0, 0.5, 2.0, 3.0]}, {"sample_weight": [1.0, 0.5, 2.0, 3.0]}
for loss, name in [("d2LogLoss", "d2_log_loss_score"), ("d2Brier", "d2_brier_score")]:
    add(loss, name, metric(name, three), (at.INDEX, at.ROWS, {}), (at.INDEX, at.ROWS, *of_classes), (at.INDEX, at.DENSE, {}, "hard"))

record.save("sklearn", f"scikit-learn {sklearn.__version__}, float64")
