"""The arrays of a run's file, taken out one by one and checked: what is left at the end belongs to no run."""

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.data.array_file import Arrays, checked
from explorer.data.files import Malformed


def group(arrays: Arrays, prefix: str) -> Arrays:
    """Take out the arrays called `prefix.…`, by the rest of their names."""
    names = [name for name in arrays if name.startswith(f"{prefix}.")]
    return {name.removeprefix(f"{prefix}."): arrays.pop(name) for name in names}


def take(
    arrays: Arrays,
    name: str,
    shape: tuple[int, ...],
    dtype: type[np.generic],
    may_be_nan: Collection[str] = (),
) -> NDArray[Any]:
    """Take out an array of this shape and type; only what ends in one of `may_be_nan` may hold nan.

    Raises
    ------
    Malformed
        When it is missing, or anything else.
    """
    array = checked(arrays, name, shape, dtype)
    del arrays[name]
    is_right = np.isfinite(array) | (np.isnan(array) if name.endswith(tuple(may_be_nan)) else False)
    if not is_right.all():
        raise Malformed(f"its {name} holds numbers that are not finite")
    return array


def n_rows(arrays: Arrays, name: str, at_most: int) -> int:
    """Return how long a list of numbers is; `Malformed` where it is none, or longer than `at_most`."""
    array = arrays.get(name)
    if array is None or array.ndim != 1 or len(array) > at_most:
        raise Malformed(f"its {name} is no list of at most {at_most:,} numbers")
    return len(array)


def check_steps(steps: NDArray[np.float64], iteration: int) -> None:
    """Refuse curves that do not lead from iteration 1 to `iteration` in even steps."""
    every = int(np.clip(steps[1] - steps[0], 1, iteration)) if len(steps) > 1 else 1
    if not np.array_equal(steps, np.arange(1, iteration + 1, every)):
        raise Malformed(f"its curves do not lead from iteration 1 to {iteration}")


def check_frames(iterations: NDArray[np.int64], iteration: int) -> None:
    """Refuse pictures that do not come one after the other, up to `iteration`."""
    if (np.diff(iterations, prepend=0) < 1).any() or (iterations > iteration).any():
        raise Malformed(f"its pictures do not lead from iteration 1 to {iteration}")


def check_names(state: Mapping[str, object], expected: Mapping[str, object]) -> None:
    """Refuse a state that holds other arrays than it should."""
    for name in sorted(state.keys() ^ expected.keys()):
        raise Malformed(f"its state {'holds an unknown' if name in state else 'lacks'} {name:.60}")
