"""Symbols with an index: set as such, in text in which nothing else could be taken for HTML."""

from explorer.ui.indices import indexed


def test_symbols_get_their_index() -> None:
    assert indexed("KL(p_data ‖ p_g), k_D = 2") == (
        "KL(<i>p</i><sub>data</sub> ‖ <i>p</i><sub>g</sub>), <i>k</i><sub>D</sub> = 2"
    )
    assert indexed("step_d, p_group and up_g stay") == "step_d, p_group and up_g stay"


def test_other_words_are_escaped() -> None:
    assert indexed("<b>p_g</b> & > 99 %") == "&lt;b&gt;<i>p</i><sub>g</sub>&lt;/b&gt; &amp; &gt; 99 %"
