"""How far p_g is from p_data: every distance that the theory speaks of, as numbers."""

from explorer.numbers import INTEGRATED, number, percent
from explorer.theory.divergences import UNITS
from explorer.theory.minimax import MINIMUM_COST, Comparison
from explorer.ui.indices import show_indexed

LARGEST_JSD = -MINIMUM_COST / 2
# What C(G) is at its lowest, by the unit: log 4 is two bits.
LOWEST = {"nats": "−ln 4", "bits": "−2"}


def in_short(numbers: Comparison, unit: str) -> str:
    """Return what stands beside the sliders: the value of the game, JSD and W1, and how often D* is right."""
    value, js = (_amount(nats, unit) for nats in (numbers.value_at_D_star, numbers.js))
    w1 = number(numbers.wasserstein_1, ".4f", INTEGRATED)
    return (
        f"Value of the game V(D\\*, G) **{value}** · JSD **{js}** {unit} · W1 **{w1}** · "
        f"D\\* is right on **{percent(numbers.accuracy, 2)}**"
    )


def show_numbers(numbers: Comparison, unit: str) -> None:
    """Draw the table of all of them, with what each can be at most."""

    def amount(nats: float) -> str:
        return _amount(nats, unit)

    log = {"nats": "ln", "bits": "log₂"}[unit]
    # Names in plain text: formulas are typeset anew whenever a number in the table changes.
    rows = (
        (
            "V(D\\*, G), integrated",
            amount(numbers.value_at_D_star),
            f"{amount(MINIMUM_COST)} to 0: what D\\* earns, mean {log} D on real + mean {log}(1 − D) on fakes",
        ),
        (
            f"C(G) = {LOWEST[unit]} + 2 JSD",
            amount(numbers.generator_cost),
            f"the same number by another way (Theorem 1); {amount(MINIMUM_COST)} when G is perfect",
        ),
        ("JSD", amount(numbers.js), f"Jensen–Shannon divergence, 0 to {amount(LARGEST_JSD)}: the pink area"),
        ("D\\* is right", percent(numbers.accuracy, 2), "50 % when it can only guess"),
        (
            "KL(p_data ‖ p_g)",
            amount(numbers.kl_data_to_g),
            "Kullback–Leibler, 0 to ∞; huge where p_g misses real samples",
        ),
        ("KL(p_g ‖ p_data)", amount(numbers.kl_g_to_data), "the other way round; ∞ if p_g goes where no data can be"),
        (
            "Total variation",
            number(numbers.total_variation, ".4f", INTEGRATED),
            "0 to 1: the probability that has to move",
        ),
        (
            "Wasserstein W1",
            number(numbers.wasserstein_1, ".4f", INTEGRATED),
            "0 to ∞: how far it has to move, on average",
        ),
        (
            "Pearson χ²",
            number(numbers.pearson_chi2, ".4f", INTEGRATED),
            "0 to 2: ∫ (p_data − p_g)²/(p_data + p_g), what LSGAN measures",
        ),
    )
    lines = [f"| {name} | **{value}** | {meaning} |" for name, value, meaning in rows]
    show_indexed("\n".join([f"| Number | now, {unit} | range and meaning |", "|:--|--:|:--|", *lines]))


def _amount(nats: float, unit: str) -> str:
    return number(nats * UNITS[unit], ".4f", INTEGRATED)
