import numpy as np

from explorer.data.toy_faces import FACES
from explorer.figures.style import DATA, HIGHLIGHT, INK, NEUTRAL
from explorer.figures.toy_faces.tiles import PAD, tiles_figure


def test_all_tiles_are_one_heatmap_with_every_pixel_in_its_place() -> None:
    figure = tiles_figure(FACES, rows=(2, 2, 1))
    heatmap = figure.data[0]
    assert sum(trace.type == "heatmap" for trace in figure.data) == 1
    for i, face in enumerate(FACES):
        row, column = 3 * (i // 2), 3 * (i % 2)
        np.testing.assert_array_equal(heatmap.z[row : row + 2, column : column + 2], face.reshape(2, 2))
    assert np.isnan(heatmap.z[2]).all() and np.isnan(heatmap.z[:, 2]).all()
    assert np.count_nonzero(~np.isnan(heatmap.z)) == FACES.size


def test_cells_are_unit_squares_and_edges_fit_the_heatmap() -> None:
    heatmap = tiles_figure(FACES).data[0]
    assert len(heatmap.x) == heatmap.z.shape[1] + 1
    assert len(heatmap.y) == heatmap.z.shape[0] + 1
    assert heatmap.x[1] - heatmap.x[0] == heatmap.x[2] - heatmap.x[1] == 1.0
    assert (np.diff(heatmap.x) > 0).all()


def test_the_same_ink_for_the_same_pixel_everywhere() -> None:
    for images in (FACES, np.full((3, 4), 0.4)):
        heatmap = tiles_figure(images).data[0]
        assert (heatmap.zmin, heatmap.zmax) == (0.0, 1.0)
        assert heatmap.colorscale == INK


def test_a_picture_lies_on_light_paper_whatever_the_page() -> None:
    for border in tiles_figure(FACES).layout.shapes:
        assert border.fillcolor == INK[0][1] and border.layer == "below"


def test_the_top_row_is_on_top_and_pixels_are_square() -> None:
    layout = tiles_figure(FACES).layout
    assert layout.yaxis.range[0] > layout.yaxis.range[1]
    assert layout.yaxis.scaleanchor == "x"


def test_titles_and_borders_belong_to_their_tiles() -> None:
    figure = tiles_figure(FACES[:3], ["a", "b", "c"], borders=[DATA, HIGHLIGHT, DATA])
    titles = figure.data[-1]
    assert list(titles.text) == ["a", "b", "c"]
    assert list(titles.x) == [1.0, 3.5, 6.0]
    borders = figure.layout.shapes
    assert [border.line.color for border in borders] == [DATA, HIGHLIGHT, DATA]
    corners = [[border.x0 + PAD, border.x1 - PAD, border.y0 + PAD, border.y1 - PAD] for border in borders[:2]]
    np.testing.assert_allclose(corners, [[0, 2, 0, 2], [2.5, 4.5, 0, 2]], atol=1e-12)
    assert {border.line.color for border in tiles_figure(FACES).layout.shapes} == {NEUTRAL}


def test_numbers_can_be_left_out() -> None:
    assert tiles_figure(FACES, numbers=True, digits=1).data[0].text[0][0] == "1.0"
    assert tiles_figure(FACES, numbers=False).data[0].texttemplate is None


def test_the_longest_row_sets_the_width() -> None:
    assert tiles_figure(FACES, rows=(2, 3)).layout.xaxis.range == tiles_figure(FACES[:3]).layout.xaxis.range
