// Opens the browser's print dialogue when every chart has been drawn.

const isDrawn = () => !document.querySelector("[role=figure]:not([data-drawn])");
const print = () => (isDrawn() ? window.print() : setTimeout(print, 200));

export default function ({ parentElement }) {
  parentElement.querySelector("button").onclick = print;
}
