// Moves lines, their fills, points and labels in the drawing itself, in a tenth of the time that Plotly takes to move
// them; repaints tiles, and gives points, labels and straight shapes other colours. Plotly hears of it when the hand rests
// (`Chart.settle`): from then on its own numbers are the drawing's again.

const QUICK = new Set(["x", "y", "text", "marker", "textfont", "name", "customdata", "hovertemplate"]);
const QUICK_TILES = new Set(["z", "text", "customdata"]);
const TYPES = { f8: Float64Array, f4: Float32Array, i4: Int32Array, u4: Uint32Array, i2: Int16Array, u2: Uint16Array };
Object.assign(TYPES, { i1: Int8Array, u1: Uint8Array });

// Draws `after` where `before` is seen. Returns the numbers of the traces that have changed; undefined, and nothing done,
// where that takes more than new places and colours.
function moveQuickly(plot, before, after) {
  if (after.frames || before.data.length !== after.data.length) return undefined;
  if (!same(withoutShapes(before.layout), withoutShapes(after.layout))) return undefined;
  const moved = [...after.data.keys()].filter((i) => !same(before.data[i], after.data[i]));
  const changes = [quickShapes(plot, before.layout.shapes ?? [], after.layout.shapes ?? [])];
  for (const i of moved) changes.push(quickChange(plot, i, before.data[i], after.data[i]));
  if (changes.includes(undefined)) return undefined;
  for (const change of changes) change();
  return moved;
}

const withoutShapes = ({ shapes, meta, ...layout }) => layout;

function changesIn(before, after) {
  const names = Object.keys({ ...before, ...after }).filter((name) => !same(before[name], after[name]));
  return Object.fromEntries(names.map((name) => [name, after[name]]));
}

function quickChange(plot, index, before, after) {
  const change = changesIn(before, after);
  if (after.type === "heatmap") return quickTiles(plot, index, after, change);
  const trace = { ...plot._fullData[index], ...before };
  const known = plot.calcdata.find(([first]) => first.trace.index === trace.index);
  const group = known?.[0].node3?.node();
  const { shape } = trace.line ?? {};
  if (!group || !Object.keys(change).every((key) => QUICK.has(key) && change[key] !== undefined)) return undefined;
  if (shape && shape !== "linear") return undefined;
  const colors = quickColors(before, change);
  if (!colors) return undefined;
  const [xaxis, yaxis] = [plot._fullLayout[axisName(trace.xaxis)], plot._fullLayout[axisName(trace.yaxis)]];
  const [x, y] = ["x", "y"].map((name) => numbersOf(change[name] ?? trace[name]));
  if (!x?.length || x.length !== y?.length) return undefined;
  const points = Array.from(x, (value, i) => [xaxis.d2p(value), yaxis.d2p(y[i])]);
  // Plotly takes points outside the axes away where it does not clip them.
  if (trace.cliponaxis === false && !points.every(([right, down]) => within(right, xaxis) && within(down, yaxis))) return undefined;

  const [lines, fills, marks, labels] = [".js-line", ".js-fill", "path.point", ".textpoint text"].map((part) => [
    ...group.querySelectorAll(part),
  ]);
  const { mode, fill = "none", text } = { ...trace, ...change };
  const paths = runsOf(points).map((run) => run.map((point) => point.join()).join("L"));
  const isFilled = fill !== "none";
  if (isFilled && fill !== "toself" && (fill !== "tozeroy" || paths.length !== 1 || yaxis.type !== "linear")) return undefined;
  if (fills.length !== Number(isFilled) || (mode.includes("lines") && lines.length !== paths.length)) return undefined;
  if (mode.includes("markers") && (marks.length !== points.length || !points.flat().every(Number.isFinite))) return undefined;
  // Plotly writes no label where there is nothing to say.
  const words = points.map((point, i) => bare((mode.includes("text") && (Array.isArray(text) ? text[i] : text)) || ""));
  const labelled = [...points.keys()].filter((i) => words[i]);
  if (labels.length !== labelled.length || labels.some((label) => label.children.length > 1)) return undefined;
  if (words.some((word) => /[<$&]/.test(word))) return undefined;

  return () => {
    lines.forEach((line, i) => line.setAttribute("d", `M${paths[i]}`));
    for (const area of fills) area.setAttribute("d", fill === "toself" ? `M${paths.join("ZM")}Z` : overFloor(points, yaxis.d2p(0)));
    marks.forEach((mark, i) => mark.setAttribute("transform", `translate(${points[i]})`));
    labels.forEach((label, k) => {
      const i = labelled[k];
      label.setAttribute("x", points[i][0]);
      label.setAttribute("y", points[i][1]);
      const inside = label.firstElementChild ?? label;
      if (inside.textContent !== words[i]) inside.textContent = words[i];
      if (colors.labels) label.style.fill = colors.labels[i];
    });
    if (colors.marks) marks.forEach((mark, i) => (mark.style.fill = colors.marks[i]));
    if ("name" in change) rename(plot, before.name, change.name);
  };
}

// A label that is bold as a whole stays so.
const bare = (word) => word.replace(/^<b>(.*)<\/b>$/, "$1");

// The new colours of points and labels, where nothing else about them is new.
function quickColors(before, { marker, textfont }) {
  const onlyColors = (part) => part && Object.keys(changesIn(before[part] ?? {}, { marker, textfont }[part])).every((key) => key === "color");
  if ((marker && !onlyColors("marker")) || (textfont && !onlyColors("textfont"))) return undefined;
  const [marks, labels] = [marker?.color, textfont?.color];
  return [marks, labels].every((color) => !color || Array.isArray(color)) ? { marks, labels } : undefined;
}

// A legend says a name anew at its old width.
function rename(plot, before, after) {
  const entry = [...plot.querySelectorAll(".legendtext")].find((text) => text.textContent === before);
  if (entry) entry.textContent = after;
}

// Rectangles in the two colours of a scale, and the words on them.
function quickTiles(plot, index, { z, x, y, text, zmin, zmax, colorscale, zsmooth }, change) {
  const image = plot.calcdata.find(([first]) => first.trace.index === index)?.[0] && plot.querySelector(".heatmaplayer image");
  const [columns, rows] = [numbersOf(x), numbersOf(y)];
  if (!image || zsmooth || colorscale?.length !== 2 || !Object.keys(change).every((key) => QUICK_TILES.has(key))) return undefined;
  const values = matrixOf(z);
  if (columns?.length !== values[0].length + 1 || rows?.length !== values.length + 1) return undefined;
  const cells = values.flatMap((row, i) => Array.from(row, (value, j) => ({ i, j, value, word: text?.[i][j] ?? "" }))).filter(({ value }) => Number.isFinite(value));
  const labels = [...plot.querySelectorAll(".heatmap-label text")];
  if (labels.length && labels.length !== cells.length) return undefined;
  const { xaxis, yaxis } = plot._fullLayout;
  const [width, height] = ["width", "height"].map((side) => Number(image.getAttribute(side)));
  const places = [columns, rows].map((edges, k) => Array.from(edges, (edge) => [xaxis, yaxis][k].d2p(edge)));
  const origins = places.map((along) => Math.min(...along));

  return () => {
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const brush = canvas.getContext("2d");
    for (const { i, j, value } of cells) {
      const share = Math.min(Math.max((value - zmin) / (zmax - zmin), 0), 1);
      brush.fillStyle = mixed(colorscale[0][1], colorscale[1][1], share);
      const [left, right, top, bottom] = [places[0][j] - origins[0], places[0][j + 1] - origins[0], places[1][i] - origins[1], places[1][i + 1] - origins[1]].map(Math.round);
      brush.fillRect(Math.min(left, right), Math.min(top, bottom), Math.abs(right - left), Math.abs(bottom - top));
    }
    image.setAttributeNS("http://www.w3.org/1999/xlink", "href", canvas.toDataURL());
    labels.forEach((label, k) => {
      const { value, word } = cells[k];
      label.textContent = word;
      label.style.fill = value > (zmin + zmax) / 2 ? "#FFFFFF" : "#444444"; // as Plotly chooses them
    });
  };
}

const mixed = (one, other, share) => {
  const channels = [1, 3, 5].map((at) => [one, other].map((color) => parseInt(color.slice(at, at + 2), 16)));
  return `rgb(${channels.map(([from, to]) => Math.round(from + (to - from) * share)).join()})`;
};

function matrixOf(z) {
  if (Array.isArray(z)) return z;
  const [n_rows, n_columns] = z.shape.split(",").map(Number);
  const flat = numbersOf({ ...z, shape: undefined });
  return Array.from({ length: n_rows }, (_, i) => flat.subarray(i * n_columns, (i + 1) * n_columns));
}

// The colours and widths of shapes, and the ends of straight lines between two points of the axes.
function quickShapes(plot, before, after) {
  if (before.length !== after.length) return undefined;
  const moves = [];
  for (const [i, shape] of after.entries()) {
    if (same(before[i], shape)) continue;
    const path = plot.querySelector(`.shapelayer path[data-index="${i}"]`);
    const isPlain = shape.type === "line" && [shape.xref, shape.yref].every((ref) => !ref || /^[xy]\d*$/.test(ref));
    const changes = Object.keys(changesIn(before[i], shape));
    const isMoved = changes.some((key) => ["x0", "x1", "y0", "y1"].includes(key));
    if (!path || (isMoved && !isPlain) || !changes.every((key) => ["x0", "x1", "y0", "y1", "line"].includes(key))) return undefined;
    const [xaxis, yaxis] = [plot._fullLayout[axisName(shape.xref ?? "x")], plot._fullLayout[axisName(shape.yref ?? "y")]];
    const ends = [0, 1].map((end) => `${xaxis._offset + xaxis.r2p(shape[`x${end}`])},${yaxis._offset + yaxis.r2p(shape[`y${end}`])}`);
    moves.push(() => {
      if (isMoved) path.setAttribute("d", `M${ends[0]}L${ends[1]}`);
      path.style.stroke = shape.line.color;
      path.style.strokeWidth = `${shape.line.width}px`;
    });
  }
  return () => moves.forEach((move) => move());
}

const overFloor = (points, floor) => `M${points.at(-1)[0]},${floor}L${points[0][0]},${floor}L${points.join("L")}`;

// A line ends where a point is missing and goes on after it; a single point between two gaps is none.
function runsOf(points) {
  const runs = [[]];
  for (const point of points) {
    if (point.every(Number.isFinite)) runs.at(-1).push(point);
    else runs.push([]);
  }
  return runs.filter((run) => run.length > 1);
}

const within = (at, axis) => at > -0.5 && at < axis._length + 0.5;

// "y2" is the axis that the layout calls "yaxis2".
const axisName = (short) => `${short[0]}axis${short.slice(1)}`;

// An array as a figure's message has it: a list, or numbers packed by Plotly's encoder.
function numbersOf(values) {
  if (!values?.bdata || ArrayBuffer.isView(values)) return values; // Plotly's own are unpacked, and still carry the parcel
  const letters = atob(values.bdata);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i); // ten times as fast as Uint8Array.from
  const Numbers = TYPES[values.dtype];
  return Numbers && !values.shape ? new Numbers(bytes.buffer) : undefined;
}

