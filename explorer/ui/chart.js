// One Plotly figure, drawn into its place and from then on changed there: nothing flashes, what was hidden stays hidden.
// Streamlit's own chart is built anew, and drawn twice, at every change.

const LIBRARY = "component/explorer.ui.plotly_library.plotly/plotly.min.js";
const CONFIG = { displayModeBar: false, scrollZoom: false };
const AT_ONCE = { mode: "immediate", frame: { duration: 0, redraw: false }, transition: { duration: 0 } };

let library;

function plotly() {
  library ??= fetchPlotly().catch((error) => {
    library = undefined; // so that the next figure tries again
    throw error;
  });
  return library;
}

async function fetchPlotly() {
  // Found beside Streamlit's own scripts, wherever a host may have put the app.
  const own = document.querySelector('script[src*="static/js/"]');
  const address = new URL(LIBRARY, own ? new URL("../../", own.src) : document.baseURI);
  const script = document.createElement("script");
  script.src = URL.createObjectURL(new Blob([await download(address)], { type: "text/javascript" }));
  await new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
  URL.revokeObjectURL(script.src);
  return window.Plotly;
}

async function download(address) {
  const packed = await fetch(`${address}.gz`);
  if (packed.ok) return new Response(packed.body.pipeThrough(new DecompressionStream("gzip"))).blob();
  const plain = await fetch(address); // from a server that had no room for the packed one
  if (!plain.ok) throw new Error(`${plain.url}: ${plain.status}`);
  return plain.blob();
}

// One drawing a task: the first figure is seen, and the next key heard, before the second one is drawn.
let lastDrawing = Promise.resolve();

const nextTask = () => new Promise((resolve) => setTimeout(resolve));

function drawInTurn(draw) {
  lastDrawing = lastDrawing.then(draw).then(nextTask, nextTask);
}

// Plotly rejects the promise of a film that is interrupted, gives no reason, and nobody listens.
window.addEventListener("unhandledrejection", (event) => event.reason === undefined && event.preventDefault());

class Chart {
  constructor(parent) {
    this.parent = parent;
    this.place = document.createElement("div");
    this.place.setAttribute("role", "figure");
    this.files = offerFiles(this);
    parent.append(this.place, this.files);
    parent.style.position = "relative";
    // Sent by whoever plays a film on the figure: what is seen is no longer what was drawn last.
    this.place.addEventListener("moved", () => (this.figure = this.wanted = undefined));
    this.place.addEventListener("pointerdown", (event) => this.report && followPointer(this, event));
    this.resized = new ResizeObserver(() => this.fit());
    this.resized.observe(parent);
  }

  async show(message) {
    const theme = themeOf(this.parent);
    const wanted = JSON.stringify(theme) + message;
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    this.waiting = { theme, message };
    const Plotly = window.Plotly ?? (await this.libraryOrSorry());
    if (Plotly) drawInTurn(() => this.drawWaiting(Plotly));
  }

  // What came in while the first waited for its turn takes its place: a figure that changes faster than this browser
  // can draw is drawn as often as it can be, and what was overtaken never.
  drawWaiting(Plotly) {
    const { theme, message } = this.waiting ?? {};
    this.waiting = undefined;
    return message && this.draw(Plotly, theme, message);
  }

  async draw(Plotly, theme, message) {
    const { alt, name, figure } = JSON.parse(message);
    this.name = name;
    this.place.setAttribute("aria-label", alt);
    this.place.dataset.chart = name;
    const moves = this.figure && same(theme, this.theme) && movesBetween(this.figure, figure);
    if (moves) await this.move(Plotly, moves, figure);
    else await this.drawWhole(Plotly, theme, JSON.parse(message).figure);
    [this.theme, this.figure] = [theme, figure]; // as sent: Plotly writes into what it is given
    showMaps(this.place, figure.layout);
  }

  async move(Plotly, moves, { layout, frames }) {
    const { shapes } = layout;
    if (!same(shapes, this.figure.layout.shapes)) Plotly.relayout(this.place, structuredClone({ shapes }));
    await Plotly.animate(this.place, moves, AT_ONCE);
    if (!frames) return;
    await nextTask(); // seen first
    await Plotly.addFrames(this.place, frames); // each in the place of the one that had its name
    if (this.place.layout.sliders[0].active) Plotly.relayout(this.place, "sliders[0].active", 0);
  }

  async drawWhole(Plotly, theme, { data, layout, frames }) {
    if (!this.drawn) this.place.replaceChildren(); // an earlier word of regret
    layout.template = { layout: merged(theme, layout.template?.layout ?? {}) };
    layout.width = this.grow(layout.height);
    if (this.figure?.frames) Plotly.animate(this.place, [null], AT_ONCE); // a new film begins at its start
    if (!frames) layout.uirevision = "kept";
    await Plotly.react(this.place, { data, layout, frames, config: CONFIG });
    this.drawn = true;
    this.fit();
  }

  async libraryOrSorry() {
    try {
      return await plotly();
    } catch (error) {
      console.warn(error);
      this.place.textContent = "This chart needs its drawing library, which did not arrive. Reload the page to try again.";
      this.wanted = undefined;
    }
  }

  fit() {
    if (!this.drawn || !this.parent.clientWidth) return;
    const { height } = this.place.layout;
    const width = this.grow(height);
    if (width === this.place.layout.width) return;
    window.Plotly.relayout(this.place, { width }).then(() => this.figure && showMaps(this.place, this.figure.layout));
  }

  // A figure grows with the page's type, as a picture does: in the presenter's view nothing in it stays small, and no label
  // is cut that was not cut before. Returns the width at which it is to be drawn.
  grow(height) {
    const scale = scaleOf(height);
    const grown = scale > 1;
    Object.assign(this.place.style, {
      transform: grown ? `scale(${scale})` : "",
      transformOrigin: "0 0",
      width: grown ? `${100 / scale}%` : "",
    });
    // Streamlit gives the element a height in pixels.
    const room = this.parent.closest(".stElementContainer");
    const grownHeight = grown ? `${Math.ceil(height * scale)}px` : "";
    if (room) Object.assign(room.style, { height: grownHeight, flexBasis: grownHeight });
    this.scale = scale;
    return Math.floor(this.parent.clientWidth / scale);
  }

  // In its turn: Plotly stumbles over a figure that is taken from it while it draws.
  remove() {
    this.resized.disconnect();
    this.parent.closest(".stElementContainer")?.removeAttribute("style");
    this.waiting = undefined;
    this.place.remove();
    this.files.remove();
    drawInTurn(() => this.drawn && window.Plotly.purge(this.place));
  }
}

const USUAL_TYPE_PX = 16;

const SHARE_OF_SCREEN = 0.75; // a tall figure grows less, so that it can be seen as a whole

function scaleOf(height) {
  const type = parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_TYPE_PX;
  return Math.max(1, Math.min(type, (SHARE_OF_SCREEN * window.innerHeight) / height));
}

// Reports where a figure is clicked, or dragged with a mouse, in the units of its first axes. A finger only taps: dragging
// it scrolls the page.
const REPORT_MS = 120; // between two reports of one drag

function followPointer(chart, down) {
  const inside = placeOf(chart, down);
  if (down.button !== 0 || !inside || inside.outside) return;
  const stop = new AbortController();
  let last = 0;
  const move = (event) => {
    if (event.pointerType !== "mouse" || event.timeStamp - last < REPORT_MS) return;
    last = event.timeStamp;
    report(chart, event);
  };
  const up = (event) => {
    stop.abort();
    report(chart, event);
  };
  const { signal } = stop;
  window.addEventListener("pointermove", move, { signal });
  window.addEventListener("pointerup", up, { signal });
  window.addEventListener("pointercancel", () => stop.abort(), { signal });
}

function report(chart, event) {
  const place = placeOf(chart, event);
  if (place) chart.report?.(place);
}

function placeOf({ place: plot, scale }, { clientX, clientY }) {
  if (!plot._fullLayout) return undefined; // not drawn yet
  const { xaxis, yaxis } = plot._fullLayout;
  const { left, top } = plot.getBoundingClientRect();
  const [right, down] = [(clientX - left) / scale - xaxis._offset, (clientY - top) / scale - yaxis._offset];
  const outside = right < 0 || down < 0 || right > xaxis._length || down > yaxis._length;
  return { x: xaxis.p2c(right), y: yaxis.p2c(down), outside };
}

// Where two figures differ only in their points, what is written there and their shapes, Plotly can move those alone, in
// half the time. Returns the points' changes as a frame, or null where anything else differs. Plotly can do so for lines
// and points only, on axes that stay, and without drawing the legend anew.
const MOVABLE = new Set(["x", "y", "text", "customdata"]);
const MOVABLE_WITHOUT_LEGEND = new Set([...MOVABLE, "marker", "textfont"]);

function movesBetween(before, after) {
  if (before.frames?.length !== after.frames?.length || before.data.length !== after.data.length) return null;
  const besides = ({ shapes, meta, ...layout }) => layout;
  if (!same(besides(before.layout), besides(after.layout)) || !after.data.every((trace) => trace.type === "scatter")) return null;
  if (Object.entries(after.layout).some(([key, axis]) => /^[xy]axis/.test(key) && !axis.range)) return null;
  const movable = after.layout.showlegend === false ? MOVABLE_WITHOUT_LEGEND : MOVABLE;
  const strayed = new Set(after.frames?.[0].traces); // a film may have left its own anywhere
  const frame = { data: [], traces: [] };
  for (const [i, trace] of after.data.entries()) {
    const old = before.data[i];
    const changed = Object.keys({ ...old, ...trace }).filter(
      (key) => !same(old[key], trace[key]) || (strayed.has(i) && MOVABLE.has(key)),
    );
    if (!changed.length) continue;
    if (!changed.every((key) => movable.has(key) && key in trace)) return null;
    frame.data.push(Object.fromEntries(changed.map((key) => [key, trace[key]])));
    frame.traces.push(i);
  }
  // Plotly empties a panel of which it is given no trace.
  const moved = new Set(frame.traces.map((i) => panelOf(after.data[i])));
  for (const [i, trace] of after.data.entries()) {
    if (moved.has(panelOf(trace))) continue;
    frame.data.push({ x: trace.x, y: trace.y });
    frame.traces.push(i);
  }
  return frame;
}

const panelOf = (trace) => `${trace.xaxis ?? "x"}${trace.yaxis ?? "y"}`;

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// What a figure leaves to the app's theme: the colours of text, lines and labels, and the typeface.
function themeOf(element) {
  const style = getComputedStyle(element);
  const [text, background, line, family] = ["text-color", "background-color", "border-color", "font"].map((name) =>
    style.getPropertyValue(`--st-${name}`).trim(),
  );
  const label = { color: softened(text) };
  const axis = { gridcolor: line, zerolinecolor: line, tickcolor: line, tickfont: label, title: { font: label } };
  return {
    font: { color: text, family },
    xaxis: axis,
    yaxis: axis,
    hoverlabel: { bgcolor: background, bordercolor: line, font: { color: text, family } },
  };
}

// A hex colour, less dark on light and less light on dark: labels step back behind what they label.
const softened = (hex) => `${hex}${hex.length === 7 ? "C8" : ""}`;

function merged(base, over) {
  const all = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const both = value?.constructor === Object && all[key]?.constructor === Object;
    all[key] = both ? merged(all[key], value) : value;
  }
  return all;
}

// How the message of a figure ends that wants to hear of clicks.
const PICKED = '"pick": true}';
const charts = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  if (!charts.has(parentElement)) charts.set(parentElement, new Chart(parentElement));
  const chart = charts.get(parentElement);
  const message = new TextDecoder().decode(data);
  chart.report = message.endsWith(PICKED) ? ({ x, y }) => setTriggerValue("pick", { x, y }) : undefined;
  chart.place.classList.toggle("picked", Boolean(chart.report));
  chart.show(message);
  return () => {
    chart.remove();
    charts.delete(parentElement);
  };
}
