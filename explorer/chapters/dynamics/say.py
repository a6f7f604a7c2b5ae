"""What eigenvalues and paths come to, in words and plain numbers."""

from collections.abc import Mapping

from numpy.typing import NDArray

from explorer.names import METHODS
from explorer.numbers import counted, number
from explorer.theory.dynamics.eigenvalues import Local
from explorer.theory.dynamics.steps import Path

VERDICTS = {
    "converges": "comes nearer",
    "flies_off": "moves away",
    "undecided": "keeps its distance, as far as eigenvalues tell",
}
# By the verdict on the flow, and whether it turns.
FLOW_VERDICTS = {
    ("converges", True): "it spirals in",
    ("converges", False): "it comes straight in",
    ("flies_off", True): "it spirals out",
    ("flies_off", False): "it moves straight out",
    ("undecided", True): "it goes round and round, as far as eigenvalues tell",
    ("undecided", False): "the eigenvalues do not tell",
}
# What becomes of a path, in the order in which it is said.
ENDS = {
    "home": "**Home**, the distance below a hundredth of what it was",
    "nearer": "**Still coming nearer**",
    "circle": "**Round and round** at a distance that they keep",
    "further": "**Away**, further with every turn",
    "gone": "**Gone**, out of the picture for good",
}
NO_EIGENVALUES = "none: the velocity jumps at ψ = 0"


def pair(values: NDArray) -> str:  # type: ignore[type-arg]
    """Return two eigenvalues: x ± yi where they are conjugates, else both."""
    first, second = values
    if abs(first.imag) < 1e-12:
        return number(first.real) if abs(first - second) < 1e-9 else f"{number(first.real)}, {number(second.real)}"
    real = "" if abs(first.real) < 1e-12 else f"{number(first.real)} "
    size = number(abs(first.imag))
    return f"{real}± {'' if size == '1' else size}i"


def half_life(local: Local) -> str:
    """Return in how many steps the distance halves or doubles."""
    if local.verdict == "undecided":
        return "stays"
    verb = "halves" if local.half_life > 0 else "doubles"
    if abs(local.half_life) < 1.0:
        return f"more than {verb} at every step"
    return f"{verb} in {counted(abs(local.half_life), 'step')}"


def turning(local: Local) -> str:
    """Return how many steps one turn takes."""
    return f"{counted(1 / local.turns_per_step, 'step')} a turn" if local.turns_per_step else "no turning"


def verdict(local: Local | None) -> str:
    """Return in one line what the eigenvalues say of steps near the equilibrium."""
    if local is None:
        return f"**Eigenvalues**: {NO_EIGENVALUES}. Only the path can tell."
    return (
        f"**Near the equilibrium** the flow's eigenvalues are λ = {pair(local.flow)}; a step multiplies the distance "
        f"by |μ| = {number(local.size, '.6f')}: it **{VERDICTS[local.verdict]}** ({half_life(local)}, "
        f"{turning(local)})."
    )


def flow_verdict(local: Local) -> str:
    """Return what the flow does near the equilibrium."""
    return FLOW_VERDICTS[local.flow_verdict, bool(local.flow.imag.any())]


def limit_said(limit: Path) -> str:
    """Return where the steps end up."""
    low, high = (number(float(end), ".3g") for end in (limit.radius.min(), limit.radius.max()))
    return (
        f"Steps of this size end on a **closed path, {low} to {high}** from the equilibrium, wherever near it they "
        "begin: from further in they are carried outwards, from further out inwards."
    )


def ends_said(ends: Mapping[str, str], n_steps: int) -> str:
    """Return what becomes of each method's path; `ends` is the end by the method."""
    groups = []
    for end, words in ENDS.items():
        methods = [METHODS[method] for method, found in ends.items() if found == end]
        if methods:
            groups.append(f"{words}: {', '.join(methods)}.")
    return f"**Followed for {n_steps} steps from this start.** {' '.join(groups)}"
