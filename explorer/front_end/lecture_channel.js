// What the windows of one lecture say to each other: same browser, no server. Every message names the lecture's window, so
// that two lectures in one browser do not meet.

export const CHANNEL = "gan-explorer-lecture";
const NAME = "gan-explorer-window";

// A reload keeps the name, another tab has another one.
export function nameOfWindow() {
  const name = sessionStorage.getItem(NAME) ?? Math.random().toString(36).slice(2);
  sessionStorage.setItem(NAME, name);
  return name;
}
