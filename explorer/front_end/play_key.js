// P plays and pauses, as it does on the pages that train live, wherever nobody is writing.

import { inFocus } from "./in_focus.js";

const WRITING = "input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]";

// Calls `press` whenever the key is pressed; what comes back ends that.
export function onPlayKey(press) {
  function listen({ key, repeat, ctrlKey, altKey, metaKey }) {
    if (key?.toLowerCase() !== "p" || repeat || ctrlKey || altKey || metaKey || inFocus()?.matches(WRITING)) return;
    press();
  }
  document.addEventListener("keydown", listen);
  return () => document.removeEventListener("keydown", listen);
}
