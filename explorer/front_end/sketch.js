// A sheet to draw points on: mouse, pen, finger or keys. What is on it is one text, three letters a point, the same that
// explorer/data/mode_collapse/own_points.py writes and reads; the page hears of it when a stroke ends.

import { drawnBy } from "./component.js";
import { sendAtOnce } from "./patches.js";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const KEY_STEP = 8; // places that an arrow moves the pen: the distance of two points of a line
const DOT_PX = 2.5; // where the page does not say how thick the pen is
const MOST_SENT = 50;

class Sketch {
  constructor(root) {
    [this.canvas, this.undoer, this.clearer, this.said] = ["canvas", ".undo", ".clear", ".said"].map((part) =>
      root.querySelector(part),
    );
    this.points = []; // pairs of places, from the lower left corner
    this.past = [];
    this.sent = []; // since the page last said something else
    this.pen = undefined; // where the keys have led it
    this.resized = new ResizeObserver(() => this.draw());
    this.resized.observe(this.canvas);
    const { canvas } = this;
    canvas.addEventListener("pointerdown", (event) => this.begin(event));
    canvas.addEventListener("pointermove", (event) => this.follow(event));
    for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, (event) => this.end(event));
    canvas.addEventListener("keydown", (event) => this.key(event));
    canvas.addEventListener("keyup", ({ key }) => key === "Shift" && this.settle());
    for (const change of ["focus", "blur"]) canvas.addEventListener(change, () => (this.settle(), this.draw()));
    this.undoer.addEventListener("click", () => this.undo());
    this.clearer.addEventListener("click", () => this.clear());
  }

  // What the page says: how fine the sheet is, and which text it holds. Its own words come back, one after the
  // other and some of them late; they are no news.
  hear({ data, setTriggerValue }) {
    this.data = data;
    this.say = (text) => sendAtOnce(() => setTriggerValue("drawn", text));
    this.canvas.setAttribute("aria-label", data.label);
    if (data.text !== this.heard) {
      this.heard = data.text;
      if (!this.sent.includes(data.text)) [this.points, this.past, this.sent] = [placesOf(data.text), [], []];
    }
    this.draw();
  }

  begin(event) {
    if (event.button !== 0 || this.pointer !== undefined) return; // one finger draws
    this.canvas.setPointerCapture(event.pointerId);
    this.keep();
    [this.pointer, this.pen] = [event.pointerId, undefined];
    this.last = this.place(event);
    this.add(this.last);
  }

  follow(event) {
    if (event.pointerId !== this.pointer) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const one of events.length ? events : [event]) this.lead(this.place(one));
    this.draw();
  }

  end(event) {
    if (event.pointerId !== this.pointer) return;
    this.pointer = undefined;
    this.settle();
  }

  // Along a line points have one distance, so that it is drawn as densely whether the hand was slow or quick.
  lead([x, y]) {
    const { spacing } = this.data;
    const length = Math.hypot(x - this.last[0], y - this.last[1]);
    for (let way = spacing; way <= length; way += spacing) {
      const [fromX, fromY] = this.last;
      const share = spacing / Math.hypot(x - fromX, y - fromY);
      this.last = [fromX + share * (x - fromX), fromY + share * (y - fromY)];
      this.add(this.last);
    }
  }

  key(event) {
    const move = KEYS[event.key];
    const undo = event.key === "Backspace" || (event.key === "z" && (event.ctrlKey || event.metaKey));
    if (!move && !undo && event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation(); // nobody else's arrows while one draws
    if (undo) return this.undo();
    const { size } = this.data;
    const [x, y] = this.pen ?? [size / 2, size / 2];
    if (!move) {
      this.keep();
      this.add((this.pen = [x, y]));
      return this.settle();
    }
    if (event.shiftKey && !this.isLine) {
      this.keep();
      this.isLine = true;
      this.add([x, y]);
    }
    this.pen = [x + KEY_STEP * move[0], y + KEY_STEP * move[1]].map((at) => Math.min(Math.max(at, 0), size));
    if (event.shiftKey) this.add(this.pen);
    this.draw();
  }

  undo() {
    if (!this.past.length) return;
    this.points = this.past.pop();
    this.isLine = false;
    this.settle();
  }

  clear() {
    if (!this.points.length) return;
    this.keep();
    this.points = [];
    this.settle();
  }

  keep() {
    this.past.push([...this.points]);
  }

  add([x, y]) {
    const { most, size } = this.data;
    const place = [x, y].map(Math.round);
    if (this.points.length < most && place.every((at) => at >= 0 && at <= size)) this.points.push(place);
    this.draw();
  }

  // The end of a stroke. An empty sheet is not sent: the page keeps what was drawn before, until there is a point again.
  settle() {
    if (this.pointer !== undefined) return; // the press that begins a stroke brings the focus as well
    this.isLine = false;
    this.draw();
    const text = this.points.map(lettersOf).join("");
    if (!text || text === (this.sent.at(-1) ?? this.heard)) return;
    this.sent = [...this.sent, text].slice(-MOST_SENT);
    this.putInLink(text);
    this.say(text);
  }

  // The page writes the same when it hears of it, but Streamlit would make that a place for the Back button to go to.
  putInLink(text) {
    const { parameter, usual, most } = this.data;
    if (this.points.length > most) return;
    const address = new URL(window.location);
    if (text === usual) address.searchParams.delete(parameter);
    else address.searchParams.set(parameter, text);
    window.history.replaceState(window.history.state, "", address);
  }

  place({ clientX, clientY }) {
    const { left, bottom, width, height } = this.canvas.getBoundingClientRect();
    const { size } = this.data;
    return [((clientX - left) / width) * size, ((bottom - clientY) / height) * size];
  }

  draw() {
    if (!this.data) return;
    const { size, most, color, pen_radius: radius } = this.data;
    const { canvas, points, pen } = this;
    const side = canvas.clientWidth;
    const dot = radius ? (radius / size) * side : DOT_PX;
    const fine = window.devicePixelRatio || 1;
    if (canvas.width !== Math.round(side * fine)) canvas.width = canvas.height = Math.round(side * fine);
    const brush = canvas.getContext("2d");
    brush.setTransform(fine, 0, 0, fine, 0, 0);
    brush.clearRect(0, 0, side, side);
    const at = ([x, y]) => [(x / size) * side, (1 - y / size) * side];
    brush.strokeStyle = getComputedStyle(canvas).getPropertyValue("--st-border-color");
    line(brush, [side / 2, 0], [side / 2, side]);
    line(brush, [0, side / 2], [side, side / 2]);
    brush.fillStyle = color;
    for (const point of points) {
      brush.beginPath();
      brush.arc(...at(point), dot, 0, 2 * Math.PI);
      brush.fill();
    }
    const hasKeys = canvas.matches(":focus-visible") && this.pointer === undefined;
    if (hasKeys) {
      const [x, y] = at(pen ?? [size / 2, size / 2]);
      brush.strokeStyle = getComputedStyle(canvas).color;
      line(brush, [x - 8, y], [x + 8, y]);
      line(brush, [x, y - 8], [x, y + 8]);
    }
    const many = `${points.length.toLocaleString("en")} point${points.length === 1 ? "" : "s"}`;
    const said = points.length ? many + (points.length >= most ? ": full" : "") : "Empty: draw";
    if (this.said.textContent !== said) this.said.textContent = said;
    this.undoer.setAttribute("aria-disabled", !this.past.length);
    this.clearer.setAttribute("aria-disabled", !points.length);
  }

  remove() {
    this.resized.disconnect();
  }
}

function line(brush, from, to) {
  brush.beginPath();
  brush.moveTo(...from);
  brush.lineTo(...to);
  brush.stroke();
}

function lettersOf([x, y]) {
  const bits = x * 512 + y;
  return LETTERS[bits >> 12] + LETTERS[(bits >> 6) & 63] + LETTERS[bits & 63];
}

function placesOf(text) {
  return (text.match(/.{3}/g) ?? []).map((letters) => {
    const [first, second, third] = Array.from(letters, (letter) => LETTERS.indexOf(letter));
    const bits = first * 4096 + second * 64 + third;
    return [bits >> 9, bits & 511];
  });
}

export default drawnBy(Sketch);
