// Repaints tiles: a heat map of rectangles between two colours, with or without words on them. See `chart_quick.js`.

const QUICK_TILES = new Set(["z", "text", "customdata"]);

function quickTiles(plot, { z, x, y, text, zmin, zmax, colorscale, zsmooth }, change) {
  const images = plot.querySelectorAll(".heatmaplayer image");
  const [columns, rows, values] = [numbersOf(x), numbersOf(y), matrixOf(z)];
  if (images.length !== 1 || zsmooth || colorscale?.length !== 2) return undefined;
  if (!Object.keys(change).every((key) => QUICK_TILES.has(key))) return undefined;
  if (columns?.length !== values[0].length + 1 || rows?.length !== values.length + 1) return undefined;
  const { xaxis, yaxis } = plot._fullLayout;
  const [left, top] = [fromFirst(columns, xaxis), fromFirst(rows, yaxis)];
  const cells = values
    .flatMap((row, i) => Array.from(row, (value, j) => ({ i, j, value, word: text?.[i][j] ?? "" })))
    .filter(({ value }) => Number.isFinite(value)); // between tiles there is nothing
  const labels = plot.querySelectorAll(".heatmap-label text");
  if (labels.length && labels.length !== cells.length) return undefined;

  return () => {
    const [width, height] = ["width", "height"].map((side) => Number(images[0].getAttribute(side)));
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const brush = canvas.getContext("2d");
    for (const { i, j, value } of cells) {
      brush.fillStyle = mixed(colorscale[0][1], colorscale[1][1], Math.min(Math.max((value - zmin) / (zmax - zmin), 0), 1));
      brush.fillRect(left[j], top[i], left[j + 1] - left[j], top[i + 1] - top[i]);
    }
    images[0].setAttributeNS("http://www.w3.org/1999/xlink", "href", canvas.toDataURL());
    labels.forEach((label, k) => {
      label.textContent = cells[k].word;
      label.style.fill = cells[k].value > (zmin + zmax) / 2 ? "#FFFFFF" : "#444444"; // as Plotly chooses them
    });
  };
}

// Edges in pixels from the first one.
function fromFirst(edges, axis) {
  const places = Array.from(edges, (edge) => Math.round(axis.d2p(edge)));
  return places.map((place) => place - Math.min(...places));
}

function mixed(one, other, share) {
  const channels = [1, 3, 5].map((at) => [one, other].map((color) => parseInt(color.slice(at, at + 2), 16)));
  return `rgb(${channels.map(([from, to]) => Math.round(from + (to - from) * share)).join()})`;
}

function matrixOf(z) {
  if (Array.isArray(z)) return z;
  const [n_rows, n_columns] = z.shape.split(",").map(Number);
  const flat = numbersOf({ ...z, shape: undefined });
  return Array.from({ length: n_rows }, (_, i) => flat.subarray(i * n_columns, (i + 1) * n_columns));
}
