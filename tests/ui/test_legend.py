"""Legends: every mark with its meaning, nothing that could be taken for HTML."""

from explorer.ui.legend import legend_html


def test_every_mark_stands_in_its_colour_beside_its_meaning() -> None:
    html = legend_html([("#DB6400", "●", "fakes"), ("#0A9673", "━", "line")], before="Click.")
    assert html == (
        'Click. &emsp; <span style="color:#DB6400">●</span>&nbsp;fakes'
        ' &emsp; <span style="color:#0A9673">━</span>&nbsp;line'
    )


def test_words_are_escaped() -> None:
    html = legend_html([('red"><i>', "<b>", "<u>")], before="<script>")
    assert not any(tag in html for tag in ("<i>", "<b>", "<u>", "<script>"))
