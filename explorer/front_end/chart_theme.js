// What a figure leaves to the app's theme: the colours of text, lines and labels, and the typeface.

export function themeOf(element) {
  const style = getComputedStyle(element);
  const [text, background, line, family] = ["text-color", "background-color", "border-color", "font"].map((name) =>
    style.getPropertyValue(`--st-${name}`).trim(),
  );
  const label = { color: softened(text) };
  const axis = { gridcolor: line, zerolinecolor: line, tickcolor: line, tickfont: label, title: { font: label } };
  return {
    font: { color: text, family },
    xaxis: axis,
    yaxis: axis,
    hoverlabel: { bgcolor: background, bordercolor: line, font: { color: text, family } },
  };
}

// A hex colour, less dark on light and less light on dark: labels step back behind what they label.
const softened = (hex) => `${hex}${hex.length === 7 ? "C8" : ""}`;

export function merged(base, over) {
  const all = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const both = value?.constructor === Object && all[key]?.constructor === Object;
    all[key] = both ? merged(all[key], value) : value;
  }
  return all;
}
