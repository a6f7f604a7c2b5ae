"""Formulas of the toy with the present numbers written into them.

As plain text: a page that types LaTeX anew at every move of a slider keeps the slider waiting.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from explorer import numbers
from explorer.models.toy_faces import Generator
from explorer.numbers import MINUS

SIGN = {True: MINUS, False: "+"}
SUBSCRIPTS = "₁₂₃₄"
Z = np.linspace(0.0, 1.0, 41)


def number(value: float, digits: int = 4) -> str:
    """Write a number with `digits` decimals, more where it is small, and no needless zeros: 1, −0.2913, 0."""
    text = numbers.number(value, f".{digits}f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def term(value: float, factor: str = "", *, first: bool = False) -> str:
    """Write one term of a sum with its sign in front, such as + 0.5·0.9."""
    text = number(abs(value))
    negative = value < 0 and text != "0"
    sign = (MINUS if negative else "") if first else f" {SIGN[negative]} "
    return sign + text + (f"·{factor}" if factor else "")


def score_sum(weights: Iterable[float], pixels: Iterable[float], bias: float, score: float) -> str:
    """Write w·x + b product by product, and the score that it makes."""
    products = [term(w, number(x), first=i == 0) for i, (w, x) in enumerate(zip(weights, pixels, strict=True))]
    return "".join(products) + term(bias) + " = " + number(score)


def pixel_computation(i: int, weight: float, z: float, bias: float, score: float, pixel: float) -> str:
    """Write σ(w_i z + b_i) for pixel i, from 1."""
    inside = term(weight, number(z), first=True) + term(bias)
    return f"x{SUBSCRIPTS[i - 1]} = σ({inside}) = σ({number(score)}) = {numbers.probability(pixel)}"


def verdict(probability: float) -> str:
    """Return D's word on a picture."""
    return "face" if probability > 0.5 else "not a face"


def gradient_table(columns: Mapping[str, Sequence[tuple[str, str, float]]]) -> str:
    """Write a markdown table of the same parameters' gradients: titles, and rows of (parameter, numbers, value)."""
    titles = "".join(f"| {title} | gradient " for title in columns)
    lines = [f"| {titles}|", "|:--" + "|:--|--:" * len(columns) + "|"]
    for rows in zip(*columns.values(), strict=True):
        cells = "".join(f"| {factors} | {numbers.number(value, '+.4f')} " for _, factors, value in rows)
        lines.append(f"| {rows[0][0]} {cells}|")
    return "\n".join(lines)


def discriminator_gradient_rows(
    common: float, pixels: Iterable[float], by_weights: Iterable[float], by_bias: float
) -> list[tuple[str, str, float]]:
    """Rows for D's gradients: δ·x_i and δ, where δ is −(1 − D) on a face and D on a fake."""
    rows = [
        (f"w{i}", f"{number(common)}·{number(x)}", float(gradient))
        for i, x, gradient in zip(SUBSCRIPTS, pixels, by_weights, strict=True)
    ]
    return [*rows, ("b", number(common), float(by_bias))]


def generator_gradient_rows(
    common: float,
    weights: Iterable[float],
    pixels: Iterable[float],
    z: float,
    by_weights: Iterable[float],
    by_biases: Iterable[float],
) -> list[tuple[str, str, float]]:
    """Rows for G's gradients: δ·w_i·x_i(1 − x_i)·z and the same without z, where δ = −(1 − D(x))."""
    chains = [
        f"{number(common, 3)}·{_in_brackets(w)}·{number(x * (1 - x), 3)}" for w, x in zip(weights, pixels, strict=True)
    ]
    of_weights = [
        (f"v{i}", f"{chain}·{number(z)}", float(gradient))
        for i, chain, gradient in zip(SUBSCRIPTS, chains, by_weights, strict=True)
    ]
    of_biases = [
        (f"c{i}", chain, float(gradient)) for i, chain, gradient in zip(SUBSCRIPTS, chains, by_biases, strict=True)
    ]
    return of_weights + of_biases


def _in_brackets(value: float) -> str:
    text = number(value, 3)
    return f"({text})" if text.startswith(MINUS) else text


def change_table(names: Iterable[str], before: Iterable[float], after: Iterable[float]) -> str:
    """Write a markdown table of every parameter before and after a step, and the change."""
    lines = ["| parameter | before | after | change |", "|:--|--:|--:|--:|"]
    for name, old, new in zip(names, before, after, strict=True):
        moved = f"**{numbers.number(new - old, '+.6f')}**" if new != old else "0"
        lines.append(f"| {name} | {numbers.number(old, '.6f')} | {numbers.number(new, '.6f')} | {moved} |")
    return "\n".join(lines)


def parameter_table(parameters: Sequence[float]) -> str:
    """Write the 13 parameters as a markdown table, a row a pixel, to 8 decimals."""
    d, d_bias, g, c = parameters[:4], parameters[4], parameters[5:9], parameters[9:]
    lines = ["| pixel | G weight | G bias | D weight |", "|:--|--:|--:|--:|"]
    for i in range(4):
        lines.append(f"| {i + 1} | {' | '.join(numbers.number(each, '.8f') for each in (g[i], c[i], d[i]))} |")
    lines.append(f"| D's bias | | | {numbers.number(d_bias, '.8f')} |")
    return "\n".join(lines)


def biases_and_z(G: Generator) -> str:
    """Say what G's biases are on and off the diagonal, and how much z still has to say."""
    on, off = ([float(G.biases[i]) for i in places] for places in ((0, 3), (1, 2)))
    does_the_work = "G's biases do the work: they" if min(on) > 0 > max(off) else "G's biases"
    by_z = float(np.ptp(G.pixels(Z), axis=0).max())
    return (
        f"{does_the_work} are {_pair(on)} on the diagonal and {_pair(off)} off it. From z = 0 to z = 1 the pixels "
        f"change by up to {number(by_z, 3)}."
    )


def _pair(values: Sequence[float]) -> str:
    return " and ".join(number(value, 2) for value in values)
