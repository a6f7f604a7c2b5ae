// A challenge in the overview: what is asked, and a mark when this browser has solved it.

import { solvedNames, whenSolved } from "./solved.js";

export default function ({ data, parentElement }) {
  const part = (name) => parentElement.querySelector(`.${name}`);
  part("title").textContent = data.title;
  part("words").textContent = data.task;
  const draw = () => {
    const solved = solvedNames().has(data.name);
    part("card").classList.toggle("is-solved", solved);
    part("solved").textContent = solved ? "Solved" : "";
  };
  draw();
  return whenSolved(draw);
}
