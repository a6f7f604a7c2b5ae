// Opens the presenter's notes in a window of their own, or brings the one that is open to the front.

const FEATURES = "popup,width=560,height=760";

export default function ({ data, parentElement }) {
  const link = parentElement.querySelector("a");
  const address = new URL(`notes?${new URLSearchParams({ ...data, window: nameOfWindow() })}`, window.location);
  link.href = address;
  link.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab was asked for
    if (window.open(address, `notes-${nameOfWindow()}`, FEATURES)) event.preventDefault();
  };
}
