"""Eigenvalues and what follows from them, in words and plain numbers."""

from numpy.typing import NDArray

from explorer.numbers import number
from explorer.theory.dynamics.eigenvalues import Local

VERDICTS = {"converges": "comes nearer", "flies_off": "moves away", "undecided": "neither, as far as eigenvalues see"}
NO_EIGENVALUES = "none: the velocity jumps at ψ = 0"


def pair(values: NDArray) -> str:  # type: ignore[type-arg]
    """Return two eigenvalues: x ± yi where they are conjugates, else both."""
    first, second = values
    if abs(first.imag) < 1e-12:
        return number(first.real) if abs(first - second) < 1e-9 else f"{number(first.real)}, {number(second.real)}"
    real = "" if abs(first.real) < 1e-12 else f"{number(first.real)} "
    return f"{real}± {number(abs(first.imag))}i"


def half_life(local: Local) -> str:
    """Return in how many steps the distance halves or doubles."""
    if local.verdict == "undecided":
        return "stays"
    verb = "halves" if local.half_life > 0 else "doubles"
    return f"{verb} in {number(abs(local.half_life))} steps"


def turning(local: Local) -> str:
    """Return how many steps one turn takes."""
    return f"{number(1 / local.turns_per_step)} steps a turn" if local.turns_per_step > 1e-12 else "no turning"


def verdict(local: Local | None) -> str:
    """Return in one line what the eigenvalues say of steps near the equilibrium."""
    if local is None:
        return f"**Eigenvalues**: {NO_EIGENVALUES}. Only the path can tell."
    return (
        f"**Near the equilibrium**: λ = {pair(local.flow)}; a step multiplies the distance by "
        f"|μ| = {local.size:.6f}: it **{VERDICTS[local.verdict]}** ({half_life(local)}, {turning(local)})."
    )
