// Keeps the pictures of where a slider may go, and shows them when it does: `look_ahead.py`.
//
// A slider that moves asks by an event, `slide`, which is answered at once: which positions are known, and whether this
// one is shown. What stands in the charts is never changed but through their own event, `picture`.

const nameOf = (position) => position.toFixed(6);

class Projector {
  constructor() {
    this.pictures = new Map();
    this.answer = ({ detail }) => this.show(detail);
    document.addEventListener("slide", this.answer);
  }

  // Pictures are kept as long as nothing but this slider has changed.
  take({ parameter, token, base, pictures = [] }) {
    if (parameter !== this.parameter || token !== this.token) this.pictures.clear();
    [this.parameter, this.token] = [parameter, token];
    for (const [position, changes] of pictures) this.pictures.set(nameOf(position), { base, changes });
    // The answer that brought them shows where the slider was. When it has been drawn, it is asked for where it is.
    if (pictures.length) setTimeout(() => document.dispatchEvent(new Event("film")));
  }

  show(asked) {
    asked.known ??= new Map();
    if (asked.parameter !== this.parameter) return;
    asked.known = this.pictures;
    const picture = this.pictures.get(nameOf(asked.position));
    if (!picture) return;
    asked.isShown = true;
    for (const [name, chart] of Object.entries(patched(picture.base, picture.changes))) {
      const message = JSON.stringify({ ...chart, name, figure: { ...chart.figure, data: Object.values(chart.figure.data) } });
      document.querySelector(`[role=figure][data-chart="${name}"]`)?.dispatchEvent(new CustomEvent("picture", { detail: message }));
    }
  }

  remove() {
    document.removeEventListener("slide", this.answer);
  }
}

// A merge patch (RFC 7396).
function patched(before, changes) {
  if (changes?.constructor !== Object) return changes;
  const after = { ...before };
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) delete after[name];
    else after[name] = patched(before?.[name], value);
  }
  return after;
}

const projectors = new WeakMap();

export default function ({ data, parentElement }) {
  if (!projectors.has(parentElement)) projectors.set(parentElement, new Projector());
  const projector = projectors.get(parentElement);
  projector.take(JSON.parse(new TextDecoder().decode(data)));
  return () => {
    projector.remove();
    projectors.delete(parentElement);
  };
}
