"""The toy networks drawn: thick lines are large weights, colour is sign, every node shows its value."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from explorer.figures.figure import Figure, Properties
from explorer.figures.style import DISCRIMINATOR, DIVERGING, FONT_SIZE, GENERATOR, INK, NEUTRAL, new_figure, scatter
from explorer.numbers import number

NEGATIVE, POSITIVE = DIVERGING[0][1], DIVERGING[-1][1]
LIGHT, DARK = INK[0][1], INK[1][1]
THICKEST = 13.0
WIDTH_PER_UNIT = 4.0  # line width in pixels for a weight of 1
NODE_SIZE = 44
UNSEEN = 0.005  # there is no room in a node for more than two decimals
SUBSCRIPTS = "₁₂₃₄"
NAME_SIDES: dict[str, dict[str, object]] = {
    "left": {"xanchor": "right", "xshift": -0.6 * NODE_SIZE},
    "right": {"xanchor": "left", "xshift": 0.6 * NODE_SIZE},
    "bottom": {"yanchor": "top", "yshift": -0.55 * NODE_SIZE},
}


@dataclass(frozen=True)
class Node:
    """A circle (or a pixel's square) at (x, y) with its value inside and its name beside it."""

    x: float
    y: float
    value: float
    name: str
    color: str
    text_color: str = LIGHT
    symbol: str = "circle"
    name_side: str = "bottom"
    text: str | None = None
    size: int = NODE_SIZE


@dataclass(frozen=True)
class Edge:
    """A line between two nodes; `at` is where along it the weight is written, 0 start to 1 end."""

    start: Node
    end: Node
    weight: float
    name: str
    at: float = 0.5
    side: str | None = None
    written: bool = True

    @property
    def text_side(self) -> str:
        """Where the weight is written beside its point: on the side that the slanted line leaves free."""
        return self.side or ("top left" if self.end.y > self.start.y else "top right")


def discriminator_network_figure(
    weights: ArrayLike, bias: float, pixels: ArrayLike, score: float, probability: float
) -> Figure:
    """Draw D: four pixels and a bias into one score, σ of which is the probability of "face"."""
    inputs = _pixel_nodes(pixels, x=0.0, name_side="left")
    edges = _discriminator_edges(inputs, weights, bias, score, probability, x=2.0)
    return _network_figure(edges, x_range=(-0.75, 3.45), y_range=(-0.55, 3.6))


def generator_network_figure(weights: ArrayLike, biases: ArrayLike, z: float, pixels: ArrayLike) -> Figure:
    """Draw G: z and a bias into each of the four pixels."""
    outputs = _pixel_nodes(pixels, x=2.4, name_side="right")
    return _network_figure(_generator_edges(outputs, weights, biases, z), x_range=(-0.4, 3.1), y_range=(-0.75, 3.75))


def gan_network_figure(
    generator_weights: ArrayLike,
    generator_biases: ArrayLike,
    z: float,
    pixels: ArrayLike,
    discriminator_weights: ArrayLike,
    discriminator_bias: float,
    score: float,
    probability: float,
) -> Figure:
    """Draw z → G → D: the pixels are G's output and D's input."""
    middle = _pixel_nodes(pixels, x=2.4, name_side="none")
    edges = [
        *_generator_edges(middle, generator_weights, generator_biases, z),
        *_discriminator_edges(middle, discriminator_weights, discriminator_bias, score, probability, x=4.4),
    ]
    return _network_figure(edges, x_range=(-0.4, 5.75), y_range=(-0.75, 3.75))


def _pixel_nodes(pixels: ArrayLike, x: float, name_side: str) -> list[Node]:
    values = np.asarray(pixels, dtype=float)
    return [
        Node(
            x=x,
            y=3.0 - i,
            value=float(value),
            name=f"x{SUBSCRIPTS[i]}",
            color=_ink(float(value)),
            text_color=DARK if value < 0.5 else LIGHT,
            symbol="square",
            name_side=name_side,
        )
        for i, value in enumerate(values)
    ]


def _discriminator_edges(
    inputs: Sequence[Node], weights: ArrayLike, bias: float, score: float, probability: float, x: float
) -> list[Edge]:
    total = Node(x, 1.5, score, "score", DISCRIMINATOR)
    verdict = Node(x + 0.95, 1.5, probability, "D(x)", DISCRIMINATOR)
    one = Node(x, 3.2, 1.0, "", NEUTRAL, text="1")
    values = np.asarray(weights, dtype=float)
    edges = [
        Edge(node, total, float(w), f"w{SUBSCRIPTS[i]} of D", 0.42)
        for i, (node, w) in enumerate(zip(inputs, values, strict=True))
    ]
    edges.append(Edge(one, total, float(bias), "bias of D", 0.45, "middle right"))
    edges.append(Edge(total, verdict, float("nan"), "σ", written=False))
    return edges


def _generator_edges(outputs: Sequence[Node], weights: ArrayLike, biases: ArrayLike, z: float) -> list[Edge]:
    """Lines from z to every pixel, and a short line of its own for every bias, clear of the other lines."""
    source = Node(0.0, 1.5, z, "z", GENERATOR)
    edges = []
    for i, (node, w) in enumerate(zip(outputs, np.asarray(weights, dtype=float), strict=True)):
        side = "bottom left" if i == 3 else None  # above its line stands the third bias
        edges.append(Edge(source, node, float(w), f"v{SUBSCRIPTS[i]} of G", 0.5, side))
    for i, (node, b) in enumerate(zip(outputs, np.asarray(biases, dtype=float), strict=True)):
        up = 1 if i < 2 else -1
        distance = 0.42 if i in (0, 3) else 0.24
        one = Node(node.x - 0.62, node.y + distance * up, 1.0, "", NEUTRAL, text=" ", size=9)
        edges.append(Edge(one, node, float(b), f"c{SUBSCRIPTS[i]} of G", -0.1, "middle left"))
    return edges


def _network_figure(edges: Sequence[Edge], x_range: Sequence[float], y_range: Sequence[float]) -> Figure:
    nodes = list(dict.fromkeys(node for edge in edges for node in (edge.start, edge.end)))
    return new_figure(
        "",
        "",
        x_range,
        y_range,
        traces=[_weights_trace([edge for edge in edges if edge.written]), _nodes_trace(nodes)],
        # Shapes and no traces: fourteen traces would take half as long again to draw.
        shapes=[_edge_shape(edge) for edge in edges],
        xaxis={"visible": False},
        yaxis={"visible": False},
        annotations=[_name(node) for node in nodes if node.name and node.name_side in NAME_SIDES],
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        hovermode="closest",
        showlegend=False,
    )


def _edge_shape(edge: Edge) -> dict[str, object]:
    """Draw an edge; one without a weight (σ) or with none to speak of is thin and grey."""
    grey = not abs(edge.weight) >= 0.005
    color = NEUTRAL if grey else POSITIVE if edge.weight > 0 else NEGATIVE
    width = 1.5 if grey else min(THICKEST, 1.0 + WIDTH_PER_UNIT * abs(edge.weight))
    return {
        "type": "line",
        "layer": "below",
        "x0": edge.start.x,
        "x1": edge.end.x,
        "y0": edge.start.y,
        "y1": edge.end.y,
        "line": {"color": color, "width": width},
        "opacity": 0.75,
    }


def _weights_trace(edges: Sequence[Edge]) -> Properties:
    """Write every weight on its line; the marks also carry the exact value on hover."""
    return scatter(
        x=[edge.start.x + edge.at * (edge.end.x - edge.start.x) for edge in edges],
        y=[edge.start.y + edge.at * (edge.end.y - edge.start.y) for edge in edges],
        mode="markers+text",
        marker={
            "symbol": "square",
            "size": 1,
            "opacity": 0.0,
        },
        text=[f"<b>{number(edge.weight, '.2f', UNSEEN)}</b>" for edge in edges],
        textposition=[edge.text_side for edge in edges],
        textfont={"size": FONT_SIZE - 1},
        customdata=[[edge.name, edge.weight] for edge in edges],
        hovertemplate="%{customdata[0]}: %{customdata[1]:.6f}<extra></extra>",
    )


def _nodes_trace(nodes: Sequence[Node]) -> Properties:
    return scatter(
        x=[node.x for node in nodes],
        y=[node.y for node in nodes],
        mode="markers+text",
        marker={
            "symbol": [node.symbol for node in nodes],
            "size": [node.size for node in nodes],
            "color": [node.color for node in nodes],
            "line": {"color": NEUTRAL, "width": 1.5},
            "opacity": 1.0,
        },
        text=[node.text or number(node.value, ".2f", UNSEEN) for node in nodes],
        textfont={"size": FONT_SIZE, "color": [node.text_color for node in nodes]},
        customdata=[[node.name or "input of the bias", node.value] for node in nodes],
        hovertemplate="%{customdata[0]} = %{customdata[1]:.6f}<extra></extra>",
    )


def _name(node: Node) -> dict[str, object]:
    return {"x": node.x, "y": node.y, "text": node.name, "showarrow": False, **NAME_SIDES[node.name_side]}


def _ink(value: float) -> str:
    """Colour of a pixel on the INK scale."""
    ends = [[int(color[i : i + 2], 16) for i in (1, 3, 5)] for color in (LIGHT, DARK)]
    mixed = [round(light + (dark - light) * min(max(value, 0.0), 1.0)) for light, dark in zip(*ends, strict=True)]
    return "#" + "".join(f"{channel:02x}" for channel in mixed)
