// How many challenges this browser has solved, and the button that forgets them, after a second press.

import { keepSolved, solvedNames, whenSolved } from "./solved.js";

const SURE_MS = 4000;

export default function ({ data, parentElement }) {
  const part = (name) => parentElement.querySelector(`.${name}`);
  const [track, forget] = [part("track"), part("forget")];
  let asked;
  const draw = () => {
    const n = data.names.filter((name) => solvedNames().has(name)).length;
    track.setAttribute("aria-valuemax", data.names.length);
    track.setAttribute("aria-valuenow", n);
    part("done").style.width = `${(100 * n) / data.names.length}%`;
    part("count").textContent = n === data.names.length ? `All ${n} solved` : `${n} of ${data.names.length} solved`;
    forget.disabled = n === 0;
  };
  const calm = () => {
    clearTimeout(asked);
    asked = undefined;
    forget.textContent = "Forget my progress";
  };
  forget.onclick = () => {
    if (asked === undefined) {
      forget.textContent = "Really forget it?";
      asked = setTimeout(calm, SURE_MS);
    } else {
      calm();
      keepSolved([]);
    }
  };
  const stop = whenSolved(draw);
  draw();
  return () => {
    calm();
    stop();
  };
}
