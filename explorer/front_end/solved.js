// Which challenges are solved: names in this browser's own store. Nothing of it goes to the server.

const STORE = "gan-explorer-challenges";

export function solvedNames() {
  try {
    const names = JSON.parse(localStorage.getItem(STORE));
    return new Set(Array.isArray(names) ? names : []);
  } catch (error) {
    console.error(error); // a browser that keeps nothing, or something else under this name
    return new Set();
  }
}

export function keepSolved(names) {
  try {
    localStorage.setItem(STORE, JSON.stringify([...names]));
  } catch (error) {
    console.warn(error); // a browser that keeps nothing: it will be forgotten with the page
  }
  window.dispatchEvent(new Event(STORE));
}

// Calls `draw` whenever something was solved or forgotten, here or in another tab; returns what ends that.
export function whenSolved(draw) {
  for (const change of [STORE, "storage"]) window.addEventListener(change, draw);
  return () => {
    for (const change of [STORE, "storage"]) window.removeEventListener(change, draw);
  };
}
