// Moves lines, their fills, points and labels in the drawing itself, in a tenth of the time that Plotly takes to move
// them. Plotly hears of it when the hand rests (`Chart.settle`): from then on its own numbers are the drawing's again.

const QUICK = new Set(["x", "y", "text"]);
const TYPES = { f8: Float64Array, f4: Float32Array, i4: Int32Array, u4: Uint32Array, i2: Int16Array, u2: Uint16Array };
Object.assign(TYPES, { i1: Int8Array, u1: Uint8Array });

// Moves what `frame` says, as `movesBetween` returns it. False, and nothing done, where that takes more than a new path.
function moveQuickly(plot, { data, traces }) {
  const changes = data.map((change, i) => quickChange(plot, traces[i], change));
  if (changes.includes(undefined)) return false;
  for (const change of changes) change();
  return true;
}

function quickChange(plot, index, change) {
  const trace = plot._fullData[index];
  const known = plot.calcdata.find(([first]) => first.trace.index === trace.index);
  const group = known?.[0].node3?.node();
  const { shape } = trace.line ?? {};
  if (!group || !Object.keys(change).every((key) => QUICK.has(key)) || (shape && shape !== "linear")) return undefined;
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
  const words = points.map((point, i) => (mode.includes("text") && (Array.isArray(text) ? text[i] : text)) || "");
  const labelled = [...points.keys()].filter((i) => words[i]);
  if (labels.length !== labelled.length || labels.some((label) => label.children.length)) return undefined;
  if (words.some((word) => /[<$&]/.test(word))) return undefined;

  return () => {
    lines.forEach((line, i) => line.setAttribute("d", `M${paths[i]}`));
    for (const area of fills) area.setAttribute("d", fill === "toself" ? `M${paths.join("ZM")}Z` : overFloor(points, yaxis.d2p(0)));
    marks.forEach((mark, i) => mark.setAttribute("transform", `translate(${points[i]})`));
    labels.forEach((label, k) => {
      const i = labelled[k];
      label.setAttribute("x", points[i][0]);
      label.setAttribute("y", points[i][1]);
      if (label.textContent !== words[i]) label.textContent = words[i];
    });
  };
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

