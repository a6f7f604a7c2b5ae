// Where two figures differ only in their points, what is written there and their shapes, Plotly can move those alone.
// Returns the points' changes as a frame, or undefined where anything else differs. Plotly can do so for lines and points
// only, on linear axes that stay, and without drawing the legend anew. (On a logarithmic axis it loses the lines that stay.)

const MOVABLE = new Set(["x", "y", "text", "customdata"]);
const MOVABLE_WITHOUT_LEGEND = new Set([...MOVABLE, "marker", "textfont"]);

export function movesBetween(before, after) {
  if (before.data.length !== after.data.length) return undefined;
  if (!same(withoutShapes(before.layout), withoutShapes(after.layout))) return undefined;
  if (!after.data.every((trace) => trace.type === "scatter")) return undefined;
  const axes = Object.entries(after.layout).filter(([key]) => /^[xy]axis/.test(key));
  if (!axes.every(([, { range, type }]) => range && type !== "log")) return undefined;
  const movable = after.layout.showlegend === false ? MOVABLE_WITHOUT_LEGEND : MOVABLE;
  const frame = { data: [], traces: [] };
  for (const [i, trace] of after.data.entries()) {
    const old = before.data[i];
    const changed = Object.keys({ ...old, ...trace }).filter((key) => !same(old[key], trace[key]));
    if (!changed.length) continue;
    if (!changed.every((key) => movable.has(key) && key in trace)) return undefined;
    frame.data.push(Object.fromEntries(changed.map((key) => [key, trace[key]])));
    frame.traces.push(i);
  }
  // Plotly empties a panel, and of a panel's layers each, of which it is given no trace.
  const moved = new Set(frame.traces.map((i) => layerOf(after.data[i])));
  for (const [i, trace] of after.data.entries()) {
    if (moved.has(layerOf(trace))) continue;
    frame.data.push({ x: trace.x, y: trace.y });
    frame.traces.push(i);
  }
  return frame;
}

const withoutShapes = ({ shapes, meta, ...layout }) => layout;

const layerOf = (trace) => `${trace.xaxis ?? "x"}${trace.yaxis ?? "y"} ${trace.zorder ?? 0}`;

export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
