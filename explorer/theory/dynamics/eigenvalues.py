"""Whether the Dirac-GAN finds its equilibrium, read off eigenvalues there: of the flow, and of one step.

Near the equilibrium the flow is x' = J x, which comes nearer when both eigenvalues λ of J lie left of the imaginary
axis. One step is x ↦ M x, which comes nearer when both eigenvalues μ of M lie inside the unit circle. M depends on who
steps when: I + hJ when both step at once; otherwise D's own matrix, once or several times, and then G's.

References
----------
Mescheder et al. 2018, Propositions A.1 and A.2, Lemmas 2.3, 2.5 and 4.1.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from explorer.arrays import Array
from explorer.theory.dynamics.dirac_gan import Method
from explorer.theory.dynamics.steps import SCHEDULES

Eigenvalues = NDArray[np.complex128]

# Moduli closer to 1, and real parts closer to 0, differ from it by rounding alone.
ROUNDING = 1e-12
# By how much the few products behind a matrix may multiply the rounding of one number.
DIGITS_LOST = 16
# How finely a range is searched for the place where something changes.
SCAN = 400
# The step sizes that are searched for the largest one that converges.
SHORTEST, LONGEST = 1e-4, 8.0


def eigenvalues(matrix: Array) -> Eigenvalues:
    """Return both eigenvalues of 2×2 matrices, shape (..., 2, 2) to (..., 2): tr/2 ± √(tr²/4 − det), the + first."""
    half = (matrix[..., 0, 0] + matrix[..., 1, 1]) / 2
    root = np.sqrt(_discriminant(matrix) + 0j)
    return np.stack([half + root, half - root], axis=-1)


def _discriminant(matrix: Array) -> Array:
    """Return tr²/4 − det, as ((a − d)/2)² + bc, which cancels few digits; 0 where those left are rounding.

    Its root would make a turn of 1e-8 out of a rounding error of 1e-16.
    """
    a, b, c, d = (matrix[..., i, j] for i in (0, 1) for j in (0, 1))
    half, product = (a - d) / 2, b * c
    # a and d carry the rounding of their own size, which may be much more than that of their difference.
    rounding = DIGITS_LOST * np.finfo(float).eps * (np.abs(half) * np.maximum(np.abs(a), np.abs(d)) + np.abs(product))
    found = half**2 + product
    return np.where(np.abs(found) <= rounding, 0.0, found)


def step_matrix(jacobian: Array, schedule: str, step_size: float) -> Array:
    """Return the matrix M of one step x ↦ M x, for a schedule in SCHEDULES."""
    simultaneous: Array = np.eye(2) + step_size * jacobian
    if schedule == "simultaneous":
        return simultaneous
    of_generator, of_discriminator = np.eye(2), np.eye(2)
    of_generator[0], of_discriminator[1] = simultaneous
    return np.asarray(of_generator @ np.linalg.matrix_power(of_discriminator, SCHEDULES[schedule]))


@dataclass(frozen=True)
class Local:
    """What the eigenvalues say of the equilibrium.

    Attributes
    ----------
    flow : λ of the flow.
    step : μ of one step.
    """

    flow: Eigenvalues
    step: Eigenvalues

    @property
    def size(self) -> float:
        """Return the larger |μ|: what the distance is multiplied by at every step, in the long run."""
        return float(np.abs(self.step).max())

    @property
    def verdict(self) -> str:
        """Return "converges", "flies_off", or "undecided" where both eigenvalues leave it to what is not linear."""
        return _verdict(self.size - 1.0)

    @property
    def flow_verdict(self) -> str:
        """Return the same for the flow."""
        return _verdict(float(self.flow.real.max()))

    @property
    def turns_per_step(self) -> float:
        """Return how much of a turn about the equilibrium one step makes; 0 where μ are real and positive."""
        return float(np.abs(np.angle(self.step)).max() / (2 * np.pi))

    @property
    def half_life(self) -> float:
        """Return in how many steps the distance halves, or, where negative, doubles; infinite where |μ| = 1."""
        distance = self.size - 1.0
        return float("inf") if abs(distance) < ROUNDING else float(-np.log(2) / np.log(max(self.size, 1e-300)))


def _verdict(above: float) -> str:
    if abs(above) < ROUNDING:
        return "undecided"
    return "flies_off" if above > 0 else "converges"


def local(method: Method, strength: float, schedule: str, step_size: float) -> Local | None:
    """Return the eigenvalues at the equilibrium; None where the method has no Jacobian there."""
    if method.jacobian is None:
        return None
    jacobian = method.jacobian(strength)
    return Local(eigenvalues(jacobian), eigenvalues(step_matrix(jacobian, schedule, step_size)))


def step_locus(method: Method, strength: float, schedule: str, step_sizes: Array) -> Eigenvalues:
    """Return μ for each step size, shape (n, 2): the path of both eigenvalues, empty where there are none."""
    if method.jacobian is None:
        return np.empty((0, 2), dtype=complex)
    jacobian = method.jacobian(strength)
    return eigenvalues(np.stack([step_matrix(jacobian, schedule, float(step_size)) for step_size in step_sizes]))


def sizes(method: Method, strength: float, schedule: str, step_sizes: Array) -> Array:
    """Return the larger |μ| for each step size, shape (n,); nan where the method has no Jacobian."""
    steps = step_locus(method, strength, schedule, step_sizes)
    return np.asarray(np.abs(steps).max(axis=-1)) if len(steps) else np.full(len(step_sizes), np.nan)


def locus(method: Method, strengths: Array) -> Eigenvalues:
    """Return λ for each strength, shape (n, 2): the path of both eigenvalues, empty where there are none."""
    if method.jacobian is None:
        return np.empty((0, 2), dtype=complex)
    return eigenvalues(np.stack([method.jacobian(float(strength)) for strength in strengths]))


def critical_strength(method: Method) -> float | None:
    """Return the strength at which the two eigenvalues of the flow meet, and stop turning; None if they never do."""
    if method.jacobian is None or method.strength is None:
        return None
    jacobian = method.jacobian
    scan = np.linspace(method.strength.low, method.strength.high, SCAN)
    return _first_crossing(lambda at: float(_discriminant(jacobian(at))), scan)


def largest_step(method: Method, strength: float, schedule: str) -> float | None:
    """Return the step size up to which the steps converge, LONGEST where all do; None where the smallest do not."""
    if method.jacobian is None:
        return None
    jacobian = method.jacobian(strength)

    def above(step_size: float) -> float:
        return float(np.abs(eigenvalues(step_matrix(jacobian, schedule, step_size))).max()) - 1.0

    if above(SHORTEST) >= -ROUNDING:
        return None
    crossing = _first_crossing(above, np.geomspace(SHORTEST, LONGEST, SCAN))
    return LONGEST if crossing is None else crossing


def _first_crossing(f: Callable[[float], float], scan: Array) -> float | None:
    """Return the first zero of f, looked for between neighbours of `scan`, at which it ceases to be negative."""
    values = np.array([f(float(at)) for at in scan])
    if values[0] >= 0:
        return None
    after = np.flatnonzero(values >= 0)
    if not after.size:
        return None
    return float(brentq(f, scan[after[0] - 1], scan[after[0]]))
