// Opens the presenter's notes in a window of their own, or brings the one that is open to the front; and the handout.

import { nameOfWindow } from "./lecture_channel.js";
import { PAPER } from "./paper.js";

const FEATURES = "popup,width=560,height=760";

export default function ({ data, parentElement }) {
  const [notes, handout] = parentElement.querySelectorAll("a");
  const address = (page, about) => new URL(`${page}?${new URLSearchParams(about)}`, window.location);
  handout.href = address("handout", { of: data.page, ...PAPER });
  notes.href = address("notes", { ...data, window: nameOfWindow() });
  notes.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab was asked for
    if (window.open(notes.href, `notes-${nameOfWindow()}`, FEATURES)) event.preventDefault();
  };
}
