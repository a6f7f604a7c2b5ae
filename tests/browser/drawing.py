"""What the charts of a page show, read from what the browser has drawn and from nothing else."""

import json
import re
import time
from typing import Any

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page

PATIENCE_MS = 30_000
TOLERANCE_PX = 1.0
STILL_MS = 60

# Every mark of every chart, by the chart's name: what it is, its words, its colours, its path and where it stands.
# Numbers are rounded: two ways to the same picture may differ in the last digit.
DRAWING = """async () => {
  const round = (n) => Math.round(10 * n) / 10;
  const isSeen = ({ display, visibility, opacity }) => display !== 'none' && visibility !== 'hidden' && opacity !== '0';
  const colors = (canvas) => {
    const { width, height } = canvas;
    const pixels = canvas.getContext('2d').getImageData(0, 0, width, height).data;
    const some = [];
    for (let k = 1; k < 400; k++) {
      const at = 4 * (Math.floor((height * ((k * 37) % 400)) / 400) * width + Math.floor((width * k) / 400));
      some.push(pixels.slice(at, at + 4).map((channel) => channel >> 3).join());
    }
    return some;
  };
  const painted = async (image) => {
    const picture = new Image();
    picture.src = image.getAttribute('href') ?? image.getAttribute('xlink:href');
    await picture.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: picture.width, height: picture.height });
    canvas.getContext('2d').drawImage(picture, 0, 0);
    return colors(canvas);
  };
  const drawing = {};
  for (const chart of document.querySelectorAll('[role=figure][data-chart]')) {
    const marks = [];
    const frame = chart.getBoundingClientRect();
    for (const part of chart.querySelectorAll('svg :is(path, rect, circle, line, text, image)')) {
      const style = getComputedStyle(part);
      if (part.closest('defs, .draglayer, .hoverlayer, .colorbar') || !isSeen(style)) continue;
      const box = part.getBoundingClientRect();
      if (!box.width && !box.height) continue;
      const d = (part.getAttribute('d') ?? '').replace(/-?[0-9.]+(e-?[0-9]+)?/g, (n) => round(Number(n)));
      // A legend lies two pixels higher when Plotly places it a second time.
      const corner = part.closest('.legend') ? [] : [box.x - frame.x, box.y - frame.y];
      const place = [...corner, box.width, box.height].map(round);
      const { fill, stroke, strokeWidth, strokeDasharray } = style;
      const ink = part.tagName === 'image' ? await painted(part) : [fill, stroke, strokeWidth, strokeDasharray];
      const words = part.tagName === 'text' ? part.textContent : '';
      marks.push({ what: [part.tagName, words, ...ink], place, d });
    }
    for (const canvas of chart.parentElement.querySelectorAll('canvas.maps')) {
      marks.push({ what: ['canvas', ...colors(canvas)], place: [], d: '' });
    }
    drawing[chart.dataset.chart] = marks;
  }
  return drawing;
}"""

Mark = dict[str, Any]
Drawing = dict[str, list[Mark]]


def drawing_of(page: Page) -> Drawing:
    """Return what is drawn now."""
    drawing: Drawing = json.loads(page.evaluate(f"async () => JSON.stringify(await ({DRAWING})())"))
    return drawing


# The drawing as soon as every chart is there, none waits to be drawn, and two looks see the same; else what is there.
STILL = f"""async ([nCharts, patience, pause]) => {{
  const look = {DRAWING};
  const end = performance.now() + patience;
  let before;
  while (performance.now() < end) {{
    const drawing = await look();
    const names = Object.keys(drawing);
    const isWhole = names.length === nCharts && !document.querySelector('[data-chart][aria-busy=true]');
    const now = JSON.stringify(drawing);  // as text Playwright hands it over ten times sooner than as objects
    if (isWhole && now === before) return {{ drawing: now }};
    before = isWhole ? now : undefined;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }}
  return {{ names: Object.keys(await look()) }};
}}"""


def still_drawing_of(page: Page, n_charts: int) -> Drawing:
    """Return what is drawn as soon as every chart is there, none waits to be drawn, and two looks see the same."""
    found = page.evaluate(STILL, [n_charts, PATIENCE_MS, STILL_MS])
    if "names" in found:
        raise TimeoutError(f"{n_charts} charts were to be drawn; there are {sorted(found['names'])}")
    drawing: Drawing = json.loads(found["drawing"])
    return drawing


def wait_until_drawn(page: Page, wanted: Drawing) -> str:
    """Wait until the page shows what is wanted; returns what differs where it never does."""
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while (difference := differences(drawing_of(page), wanted)) and time.monotonic() < deadline:
        page.wait_for_timeout(STILL_MS)
    return difference


def differences(drawn: Drawing, wanted: Drawing) -> str:
    """Say in which charts, and there in which marks, two drawings differ; empty where they do not."""
    if drawn.keys() != wanted.keys():
        return f"charts {sorted(drawn)} instead of {sorted(wanted)}"
    said = []
    for name, marks in wanted.items():
        left, missing = list(drawn[name]), []
        for mark in marks:
            found = next((n for n, other in enumerate(left) if _same(other, mark)), None)
            if found is None:
                missing.append(mark)
            else:
                left.pop(found)
        if left or missing:
            said.append(f"{name}: there are {left[:3]} instead of {missing[:3]}")
    return "; ".join(said)


def _same(one: Mark, other: Mark) -> bool:
    if one["what"] != other["what"] or len(one["place"]) != len(other["place"]):
        return False
    is_placed = all(abs(a - b) <= TOLERANCE_PX for a, b in zip(one["place"], other["place"], strict=True))
    return is_placed and _same_path(one["d"], other["d"])


def _same_path(one: str, other: str) -> bool:
    """Whether two paths are the same line; Plotly leaves points out of one that it draws anew."""
    if one == other:
        return True
    if re.sub(r"[^A-Za-z]", "", one).strip("ML") or re.sub(r"[^A-Za-z]", "", other).strip("ML"):
        return one.count(",") == other.count(",") and np.allclose(_numbers(one), _numbers(other), 0.0, TOLERANCE_PX)
    a, b = (_numbers(path).reshape(-1, 2) for path in (one, other))
    return max(_farthest(a, b), _farthest(b, a)) <= TOLERANCE_PX


def _numbers(path: str) -> NDArray[np.float64]:
    return np.array(re.findall(r"-?[0-9.]+", path), dtype=float)


def _farthest(points: NDArray[np.float64], line: NDArray[np.float64]) -> float:
    """Return how far, in pixels, the farthest of the points lies from a polyline."""
    start, along = line[:-1], np.diff(line, axis=0)
    if not len(along):
        return float(np.linalg.norm(points - line[0], axis=1).max())
    length = np.maximum((along**2).sum(axis=1), 1e-12)
    away = points[:, None] - start
    share = np.clip((away * along).sum(axis=2) / length, 0.0, 1.0)
    return float(np.linalg.norm(away - share[..., None] * along, axis=2).min(axis=1).max())
