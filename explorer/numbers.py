"""Numbers as readers see them, written in one way everywhere; every layer may use it.

As many digits as are true: a small number keeps its digits and is not rounded to 0, rounding errors are 0, a half is
rounded up as one does by hand, and only what is all of it is 100 %.
"""

from decimal import ROUND_HALF_UP, Decimal
from math import isinf, isnan
from numbers import Integral

MINUS = "−"
# What double precision leaves of 0 in the sums of the pages; integrals are known to about 1e-10.
ROUNDING, INTEGRATED = 1e-13, 1e-9
# A fixed number of decimals shows at least so many digits of a small number, and from here on as a power of ten.
FEWEST_DIGITS, POWERS_BELOW = 2, -6
POWERS_FROM = 15  # places before the point: double precision knows no more digits
MOST_DECIMALS_OF_PERCENT = 4
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def number(value: float, form: str = ".4g", accuracy: float = ROUNDING) -> str:
    """Write a number with a true minus sign and true powers of ten: −0.291, 2.64×10⁻⁶, 10⁻⁷, ∞.

    Parameters
    ----------
    form : as Python's: `.3f` decimals, `.4g` digits without needless zeros, `#.3g` with them, `.1e` a power of ten;
        a `+` in front asks for a sign always.
    accuracy : the value is known to so much; what is smaller is written as 0.
    """
    value = float(value)
    if isnan(value):
        return "none"
    kind, digits = form[-1], int(form.strip("+#.efg") or 6)
    sign = MINUS if value < 0 else "+" if form.startswith("+") else ""
    if isinf(value):
        return f"{sign}∞"
    if value == 0 or abs(value) < accuracy:
        return "0"
    exact = abs(Decimal(repr(value)))
    text = _fixed(exact, digits) if kind == "f" else _digits(exact, digits + (kind == "e"), kind, "#" in form)
    return sign + text


def _fixed(exact: Decimal, decimals: int) -> str:
    """Write with so many decimals, or more where fewer than FEWEST_DIGITS would be left."""
    first = exact.adjusted()  # place of the first digit: 0 for units, −1 for tenths
    if first < POWERS_BELOW and -first > decimals or first >= POWERS_FROM:
        return _digits(exact, FEWEST_DIGITS, "e", False)
    places = decimals if first >= 0 else max(decimals, FEWEST_DIGITS - 1 - first)
    return f"{_rounded(exact, -places):f}"


def _digits(exact: Decimal, digits: int, kind: str, keeps_zeros: bool) -> str:
    """Write with so many digits, as a power of ten where Python would."""
    rounded = _rounded(exact, exact.adjusted() - digits + 1)
    power = rounded.adjusted()
    rounded = _rounded(rounded, power - digits + 1)  # 9.99 has become 10.0: one digit more than asked for
    if kind != "e" and -5 < power < digits:
        return _plain(rounded, keeps_zeros)
    mantissa = _plain(rounded.scaleb(-power), keeps_zeros or kind == "e")
    of_ten = f"10{str(power).translate(_RAISED)}"
    return of_ten if mantissa.strip("0.") == "1" and not keeps_zeros else f"{mantissa}×{of_ten}"


def _rounded(exact: Decimal, place: int) -> Decimal:
    return exact.quantize(Decimal(1).scaleb(place), ROUND_HALF_UP)


def _plain(exact: Decimal, keeps_zeros: bool) -> str:
    text = f"{exact:f}"
    return text if keeps_zeros or "." not in text else text.rstrip("0").rstrip(".")


def percent(share: float, decimals: int = 0, most: int = MOST_DECIMALS_OF_PERCENT) -> str:
    """Write a share of 1 in percent: 100 % only where it is all, 0 % only where it is nothing.

    99.87 % to no decimals is 99.9 %; beyond 99.9999 % it is > 99.9999 %. Where there is little room, `most` 0 makes
    both > 99 %.
    """
    return _short_of(Decimal(repr(float(share))) * 100, 100, decimals, most) + " %"


def probability(value: float, decimals: int = 4, most: int = 12) -> str:
    """Write a probability: 1 only where it is certain, else with as many decimals as that takes, up to `most`."""
    return _short_of(Decimal(repr(float(value))), 1, decimals, most)


def _short_of(exact: Decimal, whole: int, decimals: int, most: int) -> str:
    """Write a part of `whole` so that it is neither nothing nor all of it unless it is."""
    if exact in (0, whole):
        return f"{_rounded(exact, -decimals):f}"
    for places in range(decimals, most + 1):
        rounded = _rounded(exact, -places)
        if rounded not in (0, whole):
            return f"{rounded:f}"
    least = Decimal(1).scaleb(-most)
    return f"> {whole - least:f}" if exact > whole / 2 else f"< {least:f}"


def counted(value: float, one: str, form: str = ".4g") -> str:
    """Write a number of things: 1 step, 2 steps, 0.5 steps, 5,000 steps."""
    text = f"{value:,}" if isinstance(value, Integral) else number(value, form)
    return f"{text} {one}{'' if text == '1' else 's'}"
