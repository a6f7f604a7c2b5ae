// Plays the frames of several charts in step. A frame's name is its place on the film's slider, its group the chart that
// it changes. The slider moves along; where the film comes to rest the page follows the slider, with its words and numbers.

import { drawnBy } from "./component.js";
import { sendAtOnce } from "./patches.js";
import { onPlayKey } from "./play_key.js";
import { moveAtOnce } from "./plotly.js";

const PAUSE_MS = 160;
const PAUSE = "❚❚ Pause";

class Film {
  constructor(parent) {
    this.words = parent.querySelector(".words");
    const turn = () => (this.playing || this.wanted !== undefined ? this.rest() : this.press());
    const button = parent.querySelector("button");
    button.onclick = turn;
    button.disabled = false; // until it hears, it cannot be pressed
    button.addEventListener("keydown", (event) => event.repeat && event.preventDefault()); // held, a key presses once
    this.hearNoKeys = onPlayKey(turn);
  }

  hear({ data, setTriggerValue }) {
    const { about, slider, at, figure } = JSON.parse(new TextDecoder().decode(data));
    this.ask = () => sendAtOnce(() => setTriggerValue("asked", about));
    const { wanted } = this;
    // The page has followed the film to where it rested, and it has begun again since.
    const goesOn = this.playing && about === this.about && at === this.at;
    if (!goesOn) this.halt(at);
    if (about !== this.about || figure.frames.length) this.steps = undefined;
    Object.assign(this, { about, slider, at });
    for (const frame of figure.frames) {
      const place = Number(frame.name);
      this.steps ??= new Map();
      this.steps.set(place, [...(this.steps.get(place) ?? []), frame]);
    }
    if (goesOn) this.play();
    else if (wanted === about && !this.steps) this.wait(); // the frames are still under way
    else if (wanted !== undefined) this.press(); // they are here, or the settings have changed since they were asked for
  }

  press() {
    if (this.steps) return this.play();
    this.wait();
    this.ask();
  }

  // Until the frames are here the button says already what the next press does.
  wait() {
    this.wanted = this.about;
    this.words.textContent = PAUSE;
  }

  // Ends the film; what was seen last does not stay: the page is at `at`.
  halt(at) {
    if (this.playing) this.tell(at);
    this.stop();
    this.place = at;
  }

  stop() {
    this.playing = undefined;
    this.wanted = undefined;
    this.words.textContent = "▶ Play";
  }

  // Ends the film where it is.
  rest() {
    const hasBegun = this.playing;
    this.stop();
    if (!hasBegun) return;
    this.at = this.place;
    this.tell(this.place, true);
  }

  // Returns false where somebody's hand is on the slider.
  tell(place, isAtRest = false) {
    const detail = { parameter: this.slider, place, isAtRest };
    return document.dispatchEvent(new CustomEvent("film", { detail, cancelable: true }));
  }

  async play() {
    const run = (this.playing = {});
    this.words.textContent = PAUSE;
    const places = [...this.steps.keys()];
    const groups = this.steps.get(places[0]).map(({ group }) => group);
    do await pause(); // what comes with this message, or is under way, is drawn first, on a page just opened as well
    while (this.playing === run && groups.some((group) => plotOf(group)?.getAttribute("aria-busy") !== null));
    if (this.playing !== run) return;
    const plots = new Map(groups.map((group) => [group, plotOf(group)]));
    // To whoever draws the chart: what is seen is no longer what was drawn last.
    for (const plot of plots.values()) plot?.dispatchEvent(new Event("displaced"));
    const drawn = new Map([...plots.values()].map((plot) => [plot, plot?.data]));
    const ahead = places.filter((place) => place > this.place); // at the end it begins anew
    for (const place of ahead.length ? ahead : places) {
      const paused = pause();
      for (const { group, data, traces, layout } of this.steps.get(place)) {
        const plot = plots.get(group);
        // Another figure has been drawn there since: these frames are not about it.
        if (!plot || plot.data !== drawn.get(plot)) return this.halt(this.at);
        this.follow(plots, () => [moveAtOnce(plot, { data, traces }), layout && window.Plotly.relayout(plot, layout)]);
      }
      this.place = place;
      if (!this.tell(place)) return this.stop();
      await paused;
      if (this.playing !== run) return;
    }
    this.rest();
  }

  remove() {
    this.stop();
    this.hearNoKeys();
  }

  // A frame that cannot be drawn ends the film, and its charts are drawn anew.
  async follow(plots, draw) {
    try {
      await Promise.all(draw());
    } catch (error) {
      if (error === undefined) return; // Plotly gives no reason where the next frame has overtaken this one
      console.error(`The film stops at ${this.place}:`, error);
      this.halt(this.at);
      for (const plot of plots.values()) plot?.dispatchEvent(new Event("broken"));
    }
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

const plotOf = (key) => document.querySelector(`[data-chart="${key}"][data-drawn]`);

export default drawnBy(Film);
