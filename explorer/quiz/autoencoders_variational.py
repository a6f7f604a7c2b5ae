"""The questions of the chapters *Variational* and *The bound, exactly* of the page on autoencoders."""

import numpy as np

from explorer.data.autoencoders.variational_recording import LIVE, load_variational
from explorer.numbers import INTEGRATED, number
from explorer.quiz.outcome import Answer, Controls, State, nearest
from explorer.theory.autoencoders.estimators import INTEGRANDS
from explorer.theory.autoencoders.linear_gaussian import PRIOR, LinearGaussian
from explorer.theory.densities import Gaussian

SMALL_GAP = 1e-3


def variance_of_score(s: Controls) -> Answer:
    """How far an estimate by the score function scatters, where that through the sample is known."""
    f, q = INTEGRANDS[s["f"]], Gaussian(s["q_mu"], s["q_sigma"])
    through, score = f.reparameterised(q), f.score_function(q)
    of_noise = number(1 / q.sigma**2)
    return Answer(
        nearest(score.variance, {"same": through.variance, "double": 2 * through.variance, "many": 30.0}),
        f"Exactly: means {number(through.mean)} and {number(score.mean)}, variances {number(through.variance)} and "
        f"{number(score.variance)}.",
        {
            "same": "Only the means have to agree. The score function multiplies all of f(z) by ε/σ: where f is large, "
            "so is every estimate, with either sign.",
            "double": f"The factor ε/σ alone has variance {of_noise}. But it multiplies f, whose mean is "
            f"{number(q.mu**2 + q.sigma**2)}, and whose largest values come with the largest ε.",
        },
    )


def nothing_to_say(q: Gaussian, model: LinearGaussian, gap: float) -> State:
    """The prior is the posterior: x says nothing about z."""
    if q != PRIOR:
        return State("q is not the prior any more: press Begin, or Set q to the prior.", False)
    return State(
        f"q is the prior; the gap is {number(gap, '.4f', INTEGRATED)} nats, to come below {number(SMALL_GAP)}. "
        f"a is {number(model.a)}.",
        gap < SMALL_GAP,
    )


def live_at_beta(s: Controls) -> Answer:
    """How many coordinates of the recorded codes live at a β."""
    kept = load_variational().sweep

    def n_live(beta: float) -> float:
        runs = kept.kl_by_coordinate[int(np.abs(kept.betas - beta).argmin())]  # (n_seeds, k)
        return float((runs > LIVE).sum(axis=1).mean())

    k, n_seeds = kept.kl_by_coordinate.shape[2], kept.kl_by_coordinate.shape[1]
    live, before = n_live(s["beta"]), n_live(1.0)
    return Answer(
        nearest(live, {"all": k, "half": 10.0, "one": 1.5}),
        f"Recorded on MNIST, the mean of {n_seeds} seeds: {number(live, '.1f')} of {k} at β = {number(s['beta'])}, and "
        f"{number(before, '.1f')} at β = 1.",
        {
            "all": "A coordinate that saves 2 nats of error for 1 nat of KL pays at β = 1, and no more at 4: there it "
            "is cheaper to say the prior.",
            "one": "The first few coordinates save far more than they cost: the kind of digit, its slant. "
            f"Even at β = 10 {number(n_live(10.0), '.1f')} live.",
        },
    )
