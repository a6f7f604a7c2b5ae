// One challenge: closed until it is opened, by a click or by a link that names it. Open it stays at the window's lower edge,
// so that what moves it and what is said of it are seen together; the page says how near one is, while a slider moves,
// and the browser remembers that it was solved.

import { drawnBy } from "./component.js";
import { keepSolved, solvedNames, whenSolved } from "./solved.js";

const DOCKED = { position: "sticky", bottom: "0.5rem", zIndex: "2" };
const BELOW_THE_HEADER = "4.5rem";
const FREE = { position: "", bottom: "", zIndex: "" };

class Challenge {
  constructor(root) {
    this.box = root.querySelector(".challenge");
    this.part = (name) => this.box.querySelector(`.${name}`);
    this.forget = whenSolved(() => this.mark());
    this.around = (root.getRootNode().host ?? root).closest(".stElementContainer");
    this.box.addEventListener("toggle", () => this.stand());
    this.part("begin").onclick = () => this.begin();
    const [ask, hint] = [this.part("ask"), this.part("hint")];
    ask.onclick = () => {
      hint.hidden = !hint.hidden;
      ask.setAttribute("aria-expanded", String(!hint.hidden));
    };
  }

  hear({ data, setTriggerValue }) {
    const isNew = this.name !== data.name;
    this.name = data.name;
    if (isNew) this.box.open = new URL(window.location).searchParams.get("challenge") === data.name;
    this.begin = () => setTriggerValue("begin", true);
    this.part("title").textContent = `Challenge: ${data.title}`;
    for (const name of ["task", "near", "hint"]) this.part(name).textContent = data[name];
    if (data.solved && !solvedNames().has(data.name)) keepSolved(solvedNames().add(data.name));
    this.mark();
  }

  // Its block begins with the sliders that it is about; a run's begins with the button that starts it, which stands above.
  stand() {
    const { open } = this.box;
    if (!this.around) return;
    Object.assign(this.around.style, open ? DOCKED : FREE);
    const block = this.around.parentElement;
    const runs = [...document.querySelectorAll("[class*=run_buttons]")].filter((row) => isBefore(row, this.around));
    const start = runs.at(-1) ?? block;
    start.style.scrollMarginTop = BELOW_THE_HEADER;
    if (open) start.scrollIntoView({ block: "start" });
  }

  remove() {
    this.forget();
    if (this.around) Object.assign(this.around.style, FREE);
  }

  mark() {
    const solved = solvedNames().has(this.name);
    this.box.classList.toggle("is-solved", solved);
    const said = solved ? "Solved" : "";
    if (this.part("solved").textContent !== said) this.part("solved").textContent = said;
  }
}

const isBefore = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;

export default drawnBy(Challenge);
