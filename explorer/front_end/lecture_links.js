// Opens the presenter's notes in a window of their own, or brings the one that is open to the front; and the handout.

import { nameOfWindow } from "./lecture_channel.js";

const FEATURES = "popup,width=560,height=760";
const PRINT = { embed: "true", embed_options: "light_theme" }; // dark type on white, whatever theme the reader has

export default function ({ data, parentElement }) {
  const [notes, handout] = parentElement.querySelectorAll("a");
  const address = (page, about) => new URL(`${page}?${new URLSearchParams(about)}`, window.location);
  handout.href = address("handout", { of: data.page, ...PRINT });
  notes.href = address("notes", { ...data, window: nameOfWindow() });
  notes.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab was asked for
    if (window.open(notes.href, `notes-${nameOfWindow()}`, FEATURES)) event.preventDefault();
  };
}
