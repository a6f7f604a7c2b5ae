// Moves lines, their fills, points and labels in the drawing itself, in a tenth of the time that Plotly takes to move
// them, and gives points, labels and shapes other colours. Plotly hears of it when the hand rests (`Chart.settle`): from
// then on its own numbers are the drawing's again.

const QUICK = new Set(["x", "y", "text", "marker", "textfont", "name", "customdata", "hovertemplate"]);
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
  if (after.type === "heatmap") return quickTiles(plot, after, change);
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
  const changed = [marker && changesIn(before.marker ?? {}, marker), textfont && changesIn(before.textfont ?? {}, textfont)];
  if (!changed.every((part) => Object.keys(part ?? {}).every((key) => key === "color"))) return undefined;
  const [marks, labels] = [marker?.color, textfont?.color];
  return [marks, labels].every((color) => !color || Array.isArray(color)) ? { marks, labels } : undefined;
}

// A legend says a name anew at its old width.
function rename(plot, before, after) {
  const entry = [...plot.querySelectorAll(".legendtext")].find((text) => text.textContent === before);
  if (entry) entry.textContent = after;
}

// The colours and widths of shapes, and the ends of straight lines between two points of the axes.
function quickShapes(plot, before, after) {
  if (before.length !== after.length) return undefined;
  const moves = [];
  for (const [i, shape] of after.entries()) {
    if (same(before[i], shape)) continue;
    const path = plot.querySelector(`.shapelayer path[data-index="${i}"]`);
    const changes = Object.keys(changesIn(before[i], shape));
    const isMoved = changes.some((key) => ENDS.includes(key));
    const ends = isMoved ? endsOf(plot, shape) : [];
    if (!path || !ends || !changes.every((key) => key === "line" || ENDS.includes(key))) return undefined;
    moves.push(() => {
      if (isMoved) path.setAttribute("d", `M${ends.join("L")}`);
      path.style.stroke = shape.line.color;
      path.style.strokeWidth = `${shape.line.width}px`;
    });
  }
  return () => moves.forEach((move) => move());
}

const ENDS = ["x0", "x1", "y0", "y1"];

// Both ends of a straight line in pixels; undefined for any other shape.
function endsOf(plot, { type, x0, x1, y0, y1, xref = "x", yref = "y" }) {
  const [xaxis, yaxis] = [plot._fullLayout[axisName(xref)], plot._fullLayout[axisName(yref)]];
  if (type !== "line" || xaxis?.type !== "linear" || yaxis?.type !== "linear") return undefined;
  return [[x0, y0], [x1, y1]].map(([x, y]) => [xaxis._offset + xaxis.r2p(x), yaxis._offset + yaxis.r2p(y)]);
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

