// Plays the frames of several charts in step. A frame's name is its step, its group the chart that it changes.

const PAUSE_MS = 160;
const AT_ONCE = { mode: "immediate", frame: { duration: 0, redraw: false }, transition: { duration: 0 } };

class Film {
  constructor(parent) {
    this.button = parent.querySelector("button");
    this.button.onclick = () => (this.playing ? this.pause() : this.press());
  }

  receive({ about, figure }, ask) {
    this.ask = ask;
    const { wanted } = this;
    this.pause(); // the charts have been drawn anew, or begin to play
    this.next = 0;
    if (about !== this.about || figure.frames.length) this.steps = undefined;
    this.about = about;
    for (const frame of figure.frames) (this.steps ??= [])[frame.name] = [...(this.steps[frame.name] ?? []), frame];
    if (wanted === about && !this.steps) this.wanted = wanted; // the frames are still under way
    else if (wanted !== undefined) this.press(); // they are here, or the settings have changed since they were asked for
  }

  press() {
    if (this.steps) return this.play();
    this.wanted = this.about;
    this.ask("asked", this.about);
  }

  pause() {
    this.playing = undefined;
    this.wanted = undefined;
    this.button.textContent = "▶ Play";
  }

  async play() {
    const run = (this.playing = {});
    this.button.textContent = "❚❚ Pause";
    if (this.next >= this.steps.length) this.next = 0;
    const plots = new Map(this.steps[0].map(({ group }) => [group, plotOf(group)]));
    // To whoever draws the chart: what is seen is no longer what was drawn last.
    for (const plot of plots.values()) plot?.dispatchEvent(new Event("moved"));
    const drawn = new Map([...plots.values()].map((plot) => [plot, plot?.data]));
    while (this.playing === run && this.next < this.steps.length) {
      const pause = new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      for (const { group, data, traces, layout } of this.steps[this.next]) {
        const plot = plots.get(group);
        // Another figure has been drawn there since: these frames are not about it.
        if (!plot || plot.data !== drawn.get(plot)) return this.pause();
        window.Plotly.animate(plot, { data, traces }, AT_ONCE).catch(() => {});
        if (layout) window.Plotly.relayout(plot, layout);
      }
      this.next += 1;
      await pause;
    }
    if (this.playing === run) this.pause();
  }
}

const plotOf = (key) => document.querySelector(`.st-key-${key} .js-plotly-plot`);

const films = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  if (!films.has(parentElement)) films.set(parentElement, new Film(parentElement));
  const film = films.get(parentElement);
  film.receive(JSON.parse(new TextDecoder().decode(data)), setTriggerValue);
  return () => {
    film.pause();
    films.delete(parentElement);
  };
}
