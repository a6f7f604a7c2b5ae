// The presenter's window: a clock, the time since the start against the plan, and Next and Back for the lecture's window,
// which this one follows.

import { drawnBy } from "./component.js";
import { CHANNEL } from "./lecture_channel.js";

const START = "gan-explorer-start";
const KEYS = { ArrowRight: "next", PageDown: "next", n: "next", ArrowLeft: "back", PageUp: "back", b: "back" };
const ANSWER_MS = 1500; // a lecture's window that is silent for longer is not there

const two = (number) => String(number).padStart(2, "0");
const minutes = (seconds) => `${Math.floor(seconds / 60)}:${two(Math.floor(seconds % 60))}`;

class Notes {
  constructor(root) {
    this.root = root;
    this.channel = new BroadcastChannel(CHANNEL);
    this.channel.onmessage = ({ data }) => this.follow(data);
    for (const step of ["next", "back"]) root.querySelector(`.${step}`).onclick = () => this.press(step);
    root.querySelector(".again").onclick = () => this.restart();
    this.key = ({ key }) => KEYS[key] && this.press(KEYS[key]);
    document.addEventListener("keydown", this.key);
    this.start = Number(sessionStorage.getItem(START)) || this.restart();
    this.timer = setInterval(() => this.tick(), 250);
  }

  hear({ data, setTriggerValue }) {
    this.data = data;
    this.say = setTriggerValue;
    this.tick();
    if (this.asked) return;
    this.asked = true;
    this.tell({});
    this.silence = setTimeout(() => this.root.querySelector(".unanswered").removeAttribute("hidden"), ANSWER_MS);
  }

  tell(what) {
    this.channel.postMessage({ to: "lecture", window: this.data.window, ...what });
  }

  press(step) {
    this.tell({ press: step });
  }

  follow({ to, window, page, step, course }) {
    if (to !== "notes" || window !== this.data?.window) return;
    clearTimeout(this.silence);
    this.root.querySelector(".unanswered").setAttribute("hidden", "");
    if (page !== this.data.page || step !== this.data.step || course !== this.data.course) this.say("moved", { page, step, course });
  }

  restart() {
    this.start = Date.now();
    sessionStorage.setItem(START, this.start);
    if (this.data) this.tick();
    return this.start;
  }

  tick() {
    if (!this.data) return;
    const write = (part, text) => {
      const place = this.root.querySelector(`.${part}`);
      if (place.textContent !== text) place.textContent = text;
    };
    const now = new Date();
    const { before, until, total } = this.data.plan;
    const since = Math.max(0, (Date.now() - this.start) / 1000);
    write("clock", `${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`);
    write("since", minutes(since));
    write("plan", `${minutes(60 * before)} to ${minutes(60 * until)}`);
    write("total", minutes(60 * total));
    const late = since - 60 * until;
    const early = 60 * before - since;
    write("verdict", late > 0 ? `${minutes(late)} behind` : early > 0 ? `${minutes(early)} ahead` : "in time");
  }

  remove() {
    clearInterval(this.timer);
    clearTimeout(this.silence);
    document.removeEventListener("keydown", this.key);
    this.channel.close();
  }
}

export default drawnBy(Notes);
