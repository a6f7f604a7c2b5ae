// One Plotly figure, drawn into its place and from then on changed there: nothing flashes, what was hidden stays hidden.
// Streamlit's own chart is built anew, and drawn twice, at every change.

import { offerFiles } from "./chart_files.js";
import { showMaps } from "./chart_maps.js";
import { movesBetween, same } from "./chart_moves.js";
import { followPointer } from "./chart_pointer.js";
import { merged, themeOf } from "./chart_theme.js";
import { drawnBy } from "./component.js";
import { CONFIG, drawInTurn, loadPlotly, moveAtOnce } from "./plotly.js";

class Chart {
  constructor(parent) {
    this.parent = parent;
    this.frame = document.createElement("div");
    this.place = document.createElement("div");
    this.place.setAttribute("role", "figure");
    this.frame.append(this.place);
    this.files = offerFiles(this);
    parent.append(this.frame, this.files);
    for (const around of [parent, this.frame, this.place]) around.style.position = "relative";
    // Sent by whoever plays a film on the figure: what is seen is no longer what was drawn last; and where that failed.
    this.place.addEventListener("displaced", () => {
      this.drawn = this.wanted = undefined;
      this.newest = { ...this.newest };
    });
    this.place.addEventListener("broken", () => this.inTurn(() => this.draw("newPlot")));
    this.place.addEventListener("pointerdown", (event) => this.report && this.isThere && followPointer(this, event));
    this.resized = new ResizeObserver(() => this.inTurn(() => this.fit()));
    this.resized.observe(parent);
  }

  // `data` is a message as charts.py sends it.
  hear({ data, setTriggerValue }) {
    this.tell = (place) => setTriggerValue("pick", place);
    this.show(new TextDecoder().decode(data));
  }

  async show(text) {
    const theme = themeOf(this.parent);
    const wanted = JSON.stringify(theme) + text;
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    const message = JSON.parse(text);
    this.report = message.pick && this.tell;
    this.place.classList.toggle("picked", Boolean(this.report));
    this.waiting = { theme, message };
    this.place.setAttribute("aria-busy", "true"); // until what is waited for is seen
    if (window.Plotly || (await this.hasLibrary(message.library))) this.inTurn(() => this.drawWaiting());
  }

  // A move is over with the browser's next frame. The chart's own next drawing waits for that, those of other charts do not.
  inTurn(draw) {
    drawInTurn(async () => {
      await this.moving;
      await draw();
    });
  }

  async hasLibrary(address) {
    try {
      await loadPlotly(address);
      return true;
    } catch (error) {
      console.error(error);
      this.place.textContent = "This chart needs its drawing library, which did not arrive. Reload the page to try again.";
      this.wanted = undefined;
      return false;
    }
  }

  // What came in while the first waited for its turn takes its place: a figure that changes faster than this browser
  // can draw is drawn as often as it can be, and what was overtaken never.
  async drawWaiting() {
    if (!this.waiting) return;
    const { theme, message } = this.waiting;
    const before = this.drawn;
    this.waiting = this.drawn = undefined;
    this.name = message.name;
    this.place.setAttribute("aria-label", message.alt);
    this.place.dataset.chart = message.name;
    const newest = (this.newest = { theme, figure: message.figure }); // as sent: Plotly writes into what it is given
    const moves = before && same(theme, before.theme) && movesBetween(before.figure, message.figure);
    const drawing = this.orAnew(() => (moves ? this.move(before.figure, moves, message.figure) : this.draw("react")));
    const done = drawing.then(() => {
      if (this.newest === newest) this.drawn = newest; // else displaced meanwhile
      if (!this.waiting) this.place.removeAttribute("aria-busy");
    });
    if (moves) this.moving = done.catch((error) => console.error(error));
    else await done;
  }

  // Whatever fails is said, and the figure is then drawn from the start.
  async orAnew(attempt) {
    try {
      await attempt();
    } catch (error) {
      // Plotly gives no reason where a film has overtaken a move.
      if (error !== undefined) console.error(`The chart ${this.name} is drawn anew:`, error);
      await this.draw("newPlot");
    }
  }

  async move(before, moves, { layout }) {
    const { shapes } = layout;
    const shaped = same(shapes, before.layout.shapes) || window.Plotly.relayout(this.place, structuredClone({ shapes }));
    await Promise.all([shaped, moveAtOnce(this.place, structuredClone(moves))]);
    showMaps(this);
  }

  // Draws what was sent last: `react` changes what differs, `newPlot` begins from nothing.
  async draw(method) {
    if (!this.isThere) this.place.replaceChildren(); // an earlier word of regret
    const { theme, figure } = this.newest;
    const { data, layout } = structuredClone(figure);
    layout.template = { layout: merged(theme, layout.template?.layout ?? {}) };
    layout.width = this.grow(layout.height);
    layout.uirevision = "kept";
    const tied = tiesOf(layout);
    const begins = tied !== this.tied; // `react` would stretch one of the axes and not keep them square
    this.tied = tied;
    const how = begins ? "newPlot" : method;
    if (tied && how === "react") {
      // Asked for as at first, they would be stretched as well: they stay as Plotly has widened them then.
      for (const axis of ["xaxis", "yaxis"]) layout[axis].range = [...this.place.layout[axis].range];
    }
    await window.Plotly[how](this.place, { data, layout, config: CONFIG });
    this.place.dataset.drawn = ""; // for whoever waits for it
    showMaps(this);
  }

  get isThere() {
    return "drawn" in this.place.dataset;
  }

  async fit() {
    if (!this.isThere || !this.parent.clientWidth) return;
    const width = this.grow(this.place.layout.height);
    if (width === this.place.layout.width) return;
    // Axes of one scale were stretched to fill the old width: they begin anew, or each new width would show more of the plane.
    const { layout } = this.newest.figure;
    const { xaxis, yaxis } = layout;
    this.tied = tiesOf({ ...layout, width });
    const ranges = this.tied ? { "xaxis.range": [...xaxis.range], "yaxis.range": [...yaxis.range] } : {};
    await this.orAnew(() => window.Plotly.relayout(this.place, { width, ...ranges }));
    showMaps(this);
  }

  // A figure grows with the page's type, as a picture does: in the presenter's view nothing in it stays small, and no label
  // is cut that was not cut before. Returns the width at which it is to be drawn.
  grow(height) {
    const scale = scaleOf(height);
    const grown = scale > 1;
    Object.assign(this.frame.style, {
      transform: grown ? `scale(${scale})` : "",
      transformOrigin: "0 0",
      width: grown ? `${100 / scale}%` : "",
    });
    // Streamlit gives the element a height in pixels.
    const grownHeight = grown ? `${Math.ceil(height * scale)}px` : "";
    const around = this.parent.closest(".stElementContainer");
    if (around) Object.assign(around.style, { height: grownHeight, flexBasis: grownHeight });
    this.scale = scale;
    return Math.floor(this.parent.clientWidth / scale);
  }

  // In its turn: Plotly stumbles over a figure that is taken from it while it draws.
  remove() {
    this.resized.disconnect();
    this.parent.closest(".stElementContainer")?.removeAttribute("style");
    this.waiting = undefined;
    this.frame.remove();
    this.files.remove();
    Promise.resolve(this.released).then(() => this.inTurn(() => this.isThere && window.Plotly.purge(this.place)));
  }
}

const USUAL_TYPE_PX = 16;

const SHARE_OF_SCREEN = 0.75; // a tall figure grows less, so that it can be seen as a whole

function scaleOf(height) {
  const type = parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_TYPE_PX;
  return Math.max(1, Math.min(type, (SHARE_OF_SCREEN * window.innerHeight) / height));
}

// What axes of one scale are drawn into, and undefined where there are none.
const tiesOf = ({ xaxis, yaxis, width, height }) =>
  yaxis?.scaleanchor && JSON.stringify([xaxis.range, yaxis.range, width, height]);

export default drawnBy(Chart);
