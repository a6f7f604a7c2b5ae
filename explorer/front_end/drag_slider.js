// A slider that the page follows while it is dragged.
//
// One position at a time is under way: the next one, always the newest, goes out when the page has answered. So the page
// follows as fast as it can and no queue builds up; the last position is sent on release. A film moves its slider along, and
// only the place where it comes to rest is sent.

import { drawnBy } from "./component.js";
import { sendAtOnce } from "./patches.js";

const MOST_DIGITS = 4; // of a value that lies between two steps
const TIMEOUT_MS = 5000; // an answer that takes longer is taken for lost, and the position is sent again

class Slider {
  constructor(root) {
    this.box = root;
    [this.label, this.range, this.number] = ["label", "[type=range]", ".number"].map((part) => root.querySelector(part));
    this.ends = root.querySelectorAll(".ends span");
    this.release = () => {
      const wasHeld = this.isDragged; // or the hand was elsewhere on the page, and the film goes on
      this.isDragged = false;
      if (this.isReleasePending) this.move(this.value);
      else if (wasHeld && this.data && !this.timer && this.value !== this.data.value) {
        // A hand that took the slider out of a film and did not move it has stopped the film there.
        if (this.isFilmed) this.move(this.value);
        else this.draw(this.data.value);
      }
    };
    const { range, number } = this;
    range.addEventListener("pointerdown", () => (this.isDragged = true));
    for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, this.release);
    this.follow = (event) => this.followFilm(event);
    document.addEventListener("film", this.follow);
    // A key that repeats drags, too.
    range.addEventListener("keydown", (event) => (this.isDragged = event.repeat));
    range.addEventListener("keyup", this.release);
    range.addEventListener("input", () => this.move(Number(range.value)));
    range.addEventListener("dblclick", () => this.move(this.data.default));
    number.addEventListener("focus", () => number.select());
    number.addEventListener("blur", () => this.typed());
    number.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") number.value = this.text(this.value);
      if (key === "Escape" || key === "Enter") range.focus();
    });
  }

  // What the page says: the slider's settings, its value, and the number of the last message that it has answered.
  receive(data, setTriggerValue) {
    this.post = (message) => sendAtOnce(() => setTriggerValue("moved", message));
    this.sent ??= data.answered;
    this.data = data;
    if (data.answered >= this.sent) this.proceed();
  }

  proceed() {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.isWaiting) this.send();
    else if (!this.isDragged && !this.isReleasePending) {
      this.isFilmed = false;
      this.draw(this.data.value);
    }
  }

  move(value) {
    this.isFilmed = false;
    this.draw(value);
    this.isReleasePending = this.isDragged;
    if (!this.isDragged) this.putInLink();
    this.isWaiting = true;
    if (!this.timer) this.send();
  }

  followFilm(event) {
    const { parameter, place, isAtRest } = event.detail;
    if (parameter !== this.data?.parameter) return;
    if (this.isDragged) event.preventDefault();
    else if (isAtRest) this.move(place);
    else {
      this.isFilmed = true;
      this.draw(place);
    }
  }

  send() {
    this.isWaiting = false;
    this.timer = setTimeout(() => this.send(), TIMEOUT_MS);
    const { parameter } = this.data;
    this.post({ parameter, n: ++this.sent, value: this.value, dragged: Boolean(this.isReleasePending) });
  }

  typed() {
    const typed = this.number.value.trim();
    const value = typed === this.text(this.value) ? NaN : this.parsed(typed);
    if (Number.isFinite(value)) this.move(value);
    else this.draw();
  }

  parsed(typed) {
    const { low, high, texts, unit, digits } = this.data;
    const plain = typed.replace(unit, "").replace("−", "-").replace(",", ".").trim();
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
    if (texts) return texts[value];
    // As many decimals as the step has, and more where the value lies between two steps: 1.125 is neither 1.12 nor 1.13.
    const usual = value.toFixed(digits);
    const nearer = Number(value.toFixed(MOST_DIGITS));
    const text = digits && nearer !== Number(usual) ? String(nearer) : usual;
    return (Number(text) === 0 ? text.replace("-", "") : text.replace("-", "−")) + unit;
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

  // The page writes the same into the link when it gets the value, but Streamlit would make every such change a
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
    for (const end of ["pointerup", "pointercancel"]) window.removeEventListener(end, this.release);
    document.removeEventListener("film", this.follow);
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
      slider.receive(data, setTriggerValue);
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
