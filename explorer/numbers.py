"""Numbers as readers see them; every layer may use it."""

MINUS = "−"


def number(value: float, form: str = ".4g") -> str:
    """Write a number with a true minus sign, and without one where it is rounded to 0."""
    sign = "+" * form.startswith("+")
    return f"{value:{sign}z{form.removeprefix('+')}}".replace("-", MINUS)
