"""How a run was changed is said in a sentence that stays short."""

from explorer.training.live.run import Change
from explorer.ui.changes import changes_in_words, settings_at


def say(after: str, before: str) -> str:
    return f"{before} to {after}"


def test_a_run_that_was_never_changed_has_no_sentence() -> None:
    assert changes_in_words((), say) == ""


def test_each_change_says_where_it_came_and_what_is_new() -> None:
    changes = (Change(40, "a", "b"), Change(1_200, "b", "c"))
    assert changes_in_words(changes, say) == "Changed at iteration 40: a to b; at iteration 1,200: b to c."


def test_of_many_changes_the_last_are_said() -> None:
    said = changes_in_words([Change(i, i, i + 1) for i in range(10)], say)
    assert said.startswith("Changed 7 times, then at iteration 7: 7 to 8; ") and said.endswith("9 to 10.")


def test_an_iteration_was_done_with_the_settings_of_its_time() -> None:
    changes = (Change(40, "a", "b"), Change(1_200, "b", "c"))
    assert [settings_at(changes, i, "c") for i in (39, 40, 1_199, 1_200)] == ["a", "b", "b", "c"]
    assert settings_at((), 7, "a") == "a"
