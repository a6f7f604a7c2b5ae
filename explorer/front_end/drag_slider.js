// A slider that the page follows while it is dragged.
//
// One position at a time is under way: the next one, always the newest, goes out when the page has answered. So the page
// follows as fast as it can and no queue builds up; the last position is sent when the hand lets go.

import { drawnBy } from "./component.js";
import { sendAtOnce } from "./patches.js";

const PATIENCE_MS = 5000; // an answer that takes longer than this is taken for lost

class Slider {
  constructor(root) {
    this.box = root;
    [this.label, this.range, this.number] = ["label", "[type=range]", ".number"].map((part) => root.querySelector(part));
    this.ends = root.querySelectorAll(".ends span");
    this.letGo = () => {
      this.held = false;
      this.settle();
    };
    const { range, number } = this;
    range.addEventListener("pointerdown", () => (this.held = true));
    for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, this.letGo);
    // A key held down is a hand that drags.
    range.addEventListener("keydown", (event) => (this.held = event.repeat));
    range.addEventListener("keyup", this.letGo);
    range.addEventListener("input", () => this.move(Number(range.value)));
    range.addEventListener("dblclick", () => this.move(this.data.default));
    number.addEventListener("focus", () => number.select());
    number.addEventListener("blur", () => this.typed());
    number.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") number.value = this.text(this.value);
      if (key === "Escape" || key === "Enter") range.focus();
    });
  }

  // What the page says: its settings, its value, and up to which message it has listened.
  hear(data, setTriggerValue) {
    this.say = (message) => sendAtOnce(() => setTriggerValue("moved", message));
    this.sent ??= data.heard;
    this.data = data;
    if (data.heard >= this.sent) this.answered();
  }

  answered() {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting) this.send();
    else if (!this.held && !this.unsettled) this.draw(this.data.value);
  }

  move(value) {
    this.draw(value);
    this.unsettled = this.held;
    if (!this.held) this.putInLink();
    this.waiting = true;
    if (!this.timer) this.send();
  }

  settle() {
    if (this.unsettled) this.move(this.value);
    else if (this.data && !this.timer && this.value !== this.data.value) this.draw(this.data.value);
  }

  send() {
    this.waiting = false;
    this.timer = setTimeout(() => this.send(), PATIENCE_MS);
    this.say({ parameter: this.data.parameter, n: ++this.sent, value: this.value, held: Boolean(this.unsettled) });
  }

  typed() {
    const said = this.number.value.trim();
    const value = said === this.text(this.value) ? NaN : this.parsed(said);
    if (Number.isFinite(value)) this.move(value);
    else this.draw();
  }

  parsed(said) {
    const { low, high, texts, unit, digits } = this.data;
    const plain = said.replace(unit, "").replace("−", "-").replace(",", ".").trim();
    if (plain === "") return NaN;
    const value = Number(plain);
    if (texts) {
      const distances = texts.map((text) => Math.abs(Number(text) - value));
      return Number.isFinite(value) ? distances.indexOf(Math.min(...distances)) : NaN;
    }
    const within = Math.min(Math.max(value, low), high);
    return digits ? within : Math.round(within);
  }

  text(value) {
    const { texts, unit, digits } = this.data;
    return texts ? texts[value] : value.toFixed(digits) + unit;
  }

  draw(value = this.value) {
    const { parameter, label, low, high, step, default: usual } = this.data;
    this.value = value;
    const { range, number, box } = this;
    this.label.htmlFor = range.id = parameter;
    if (this.drawn !== label) {
      this.drawn = label;
      this.label.replaceChildren(...typeset(label));
      range.setAttribute("aria-label", this.label.textContent);
      number.setAttribute("aria-label", `${this.label.textContent}: type a value`);
    }
    Object.assign(range, { min: low, max: high, step });
    range.value = value;
    range.title = `Double-click for ${this.text(usual)}`;
    const text = this.text(value);
    range.setAttribute("aria-valuetext", text);
    if (number !== number.getRootNode().activeElement) number.value = text; // or it is being typed
    box.style.setProperty("--at", (value - low) / (high - low));
    box.style.setProperty("--n-characters", text.length);
    [this.ends[0].textContent, this.ends[1].textContent] = [this.text(low), this.text(high)];
  }

  // The page writes the same into the link when it hears of the value, but Streamlit would make every such change a
  // place for the browser's Back button to go to. Where the link says it already, it does not.
  putInLink() {
    const { parameter, texts, default: usual } = this.data;
    const address = new URL(window.location);
    if (this.value === usual) address.searchParams.delete(parameter);
    else address.searchParams.set(parameter, texts ? texts[this.value] : this.value);
    window.history.replaceState(window.history.state, "", address);
  }

  remove() {
    clearTimeout(this.timer);
    for (const end of ["pointerup", "pointercancel"]) window.removeEventListener(end, this.letGo);
  }
}

// "$p_{data}$" as p with data below it, all else as it is.
function typeset(label) {
  return label.split("$").map((piece, i) => {
    if (i % 2 === 0) return document.createTextNode(piece);
    const [symbol, below] = piece.replace(/[{}]/g, "").split("_");
    const formula = Object.assign(document.createElement("span"), { className: "tex", textContent: symbol });
    if (below) formula.append(Object.assign(document.createElement("sub"), { textContent: below }));
    return formula;
  });
}

class Sliders {
  constructor(root) {
    [this.box, this.template] = [root.querySelector(".drag-sliders"), root.querySelector("template")];
    this.byParameter = new Map();
  }

  hear({ data: { columns, sliders }, setTriggerValue }) {
    const one = columns ? `repeat(${columns}, minmax(0, 1fr))` : "repeat(auto-fit, minmax(min(11rem, 100%), 1fr))";
    this.box.style.setProperty("--columns", one);
    this.box.style.setProperty("--last-odd", columns === 2 ? "1 / -1" : "auto");
    this.box.style.columnGap = columns ? "" : "2rem";
    const gone = new Set(this.byParameter.keys());
    for (const data of sliders) {
      gone.delete(data.parameter);
      if (!this.byParameter.has(data.parameter)) {
        const root = this.template.content.firstElementChild.cloneNode(true);
        this.byParameter.set(data.parameter, new Slider(root));
      }
      const slider = this.byParameter.get(data.parameter);
      if (this.box.children[sliders.indexOf(data)] !== slider.box) this.box.append(slider.box);
      slider.hear(data, setTriggerValue);
    }
    gone.forEach((parameter) => this.drop(parameter));
  }

  drop(parameter) {
    const slider = this.byParameter.get(parameter);
    slider.remove();
    slider.box.remove();
    this.byParameter.delete(parameter);
  }

  remove() {
    [...this.byParameter.keys()].forEach((parameter) => this.drop(parameter));
  }
}

export default drawnBy(Sliders);
