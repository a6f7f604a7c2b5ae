// Plays the frames of several charts in step. A frame's name is its step, its group the chart that it changes.

import { drawnBy } from "./component.js";
import { onPlayKey } from "./play_key.js";
import { moveAtOnce } from "./plotly.js";

const PAUSE_MS = 160;

class Film {
  constructor(parent) {
    this.words = parent.querySelector(".words");
    const turn = () => (this.playing ? this.pause() : this.press());
    parent.querySelector("button").onclick = turn;
    this.hearNoKeys = onPlayKey(turn);
  }

  hear({ data, setTriggerValue }) {
    const { about, figure } = JSON.parse(new TextDecoder().decode(data));
    this.ask = setTriggerValue;
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
    this.words.textContent = "▶ Play";
  }

  async play() {
    const run = (this.playing = {});
    this.words.textContent = "❚❚ Pause";
    if (this.next >= this.steps.length) this.next = 0;
    const plots = new Map(this.steps[0].map(({ group }) => [group, plotOf(group)]));
    // To whoever draws the chart: what is seen is no longer what was drawn last.
    for (const plot of plots.values()) plot?.dispatchEvent(new Event("displaced"));
    const drawn = new Map([...plots.values()].map((plot) => [plot, plot?.data]));
    while (this.playing === run && this.next < this.steps.length) {
      const pause = new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      for (const { group, data, traces, layout } of this.steps[this.next]) {
        const plot = plots.get(group);
        // Another figure has been drawn there since: these frames are not about it.
        if (!plot || plot.data !== drawn.get(plot)) return this.pause();
        this.follow(plots, () => [moveAtOnce(plot, { data, traces }), layout && window.Plotly.relayout(plot, layout)]);
      }
      this.next += 1;
      await pause;
    }
    if (this.playing === run) this.pause();
  }

  remove() {
    this.pause();
    this.hearNoKeys();
  }

  // A frame that cannot be drawn ends the film, and its charts are drawn anew.
  async follow(plots, draw) {
    try {
      await Promise.all(draw());
    } catch (error) {
      if (error === undefined) return; // Plotly gives no reason where the next frame has overtaken this one
      console.error(`The film stops at step ${this.next}:`, error);
      this.pause();
      this.next = 0;
      for (const plot of plots.values()) plot?.dispatchEvent(new Event("broken"));
    }
  }
}

const plotOf = (key) => document.querySelector(`[data-chart="${key}"][data-drawn]`);

export default drawnBy(Film);
