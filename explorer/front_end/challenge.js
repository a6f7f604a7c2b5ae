// One challenge: closed until it is opened; the page says how near one is, the browser remembers that it was solved.

import { drawnBy } from "./component.js";
import { keepSolved, solvedNames, whenSolved } from "./solved.js";

class Challenge {
  constructor(root) {
    this.box = root.querySelector(".challenge");
    this.part = (name) => this.box.querySelector(`.${name}`);
    this.remove = whenSolved(() => this.mark());
    this.part("begin").onclick = () => this.begin();
    const [ask, hint] = [this.part("ask"), this.part("hint")];
    ask.onclick = () => {
      hint.hidden = !hint.hidden;
      ask.setAttribute("aria-expanded", String(!hint.hidden));
    };
  }

  hear({ data, setTriggerValue }) {
    this.name = data.name;
    this.begin = () => setTriggerValue("begin", true);
    this.part("title").textContent = `Challenge: ${data.title}`;
    for (const name of ["task", "near", "hint"]) this.part(name).textContent = data[name];
    if (data.solved && !solvedNames().has(data.name)) keepSolved(solvedNames().add(data.name));
    this.mark();
  }

  mark() {
    const solved = solvedNames().has(this.name);
    this.box.classList.toggle("is-solved", solved);
    const said = solved ? "Solved" : "";
    if (this.part("solved").textContent !== said) this.part("solved").textContent = said;
  }
}

export default drawnBy(Challenge);
