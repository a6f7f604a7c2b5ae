import pytest

from explorer.figures.toy_faces.network import (
    NEGATIVE,
    POSITIVE,
    THICKEST,
    discriminator_network_figure,
    gan_network_figure,
    generator_network_figure,
)

D_WEIGHTS, D_BIAS = [2.0, -1.0, 0.0, 100.0], -0.5


@pytest.fixture
def discriminator():
    return discriminator_network_figure(D_WEIGHTS, D_BIAS, [1.0, 0.25, 0.5, 0.75], 1.25, 0.77)


def lines(figure) -> list:
    return list(figure.layout.shapes)


def test_thick_lines_are_large_weights_and_colour_is_sign(discriminator) -> None:
    first, second, zero, huge, bias, _ = lines(discriminator)
    assert first.line.width > second.line.width > zero.line.width
    assert huge.line.width == THICKEST
    assert [first.line.color, second.line.color, bias.line.color] == [POSITIVE, NEGATIVE, NEGATIVE]
    assert zero.line.color not in (POSITIVE, NEGATIVE)


def test_every_weight_is_written_and_exact_on_hover(discriminator) -> None:
    weights = discriminator.data[-2]
    assert [pair[1] for pair in weights.customdata] == [*D_WEIGHTS, D_BIAS]
    assert weights.text[1] == "<b>−1.00</b>"


def test_nodes_show_their_values(discriminator) -> None:
    nodes = discriminator.data[-1]
    assert list(nodes.text) == ["1.00", "1.25", "0.25", "0.50", "0.75", "1", "0.77"]


def test_the_generator_has_a_line_for_each_weight_and_each_bias() -> None:
    figure = generator_network_figure([1, 2, 3, 4], [5, 6, 7, 8], 0.7, [0.1, 0.2, 0.3, 0.4])
    assert len(lines(figure)) == 8
    assert [pair[1] for pair in figure.data[-2].customdata] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert "0.70" in figure.data[-1].text


def test_the_whole_gan_shares_its_pixels() -> None:
    figure = gan_network_figure([1] * 4, [0] * 4, 0.7, [0.1, 0.2, 0.3, 0.4], [1] * 4, 0.0, 1.0, 0.73)
    nodes = figure.data[-1]
    assert len(lines(figure)) == 14
    assert list(nodes.marker.symbol).count("square") == 4
    assert "0.73" in nodes.text
