// What we take from inside Plotly, because nothing of it is documented that says the same. `explorer/ui/inner_names.toml`
// lists the names.

// Where a figure's first axes lie, in pixels from its corner, and what they range over, after Plotly has kept both to one
// scale. Linear axes only.
export function axesOf(plot) {
  const { xaxis, yaxis } = plot._fullLayout;
  return [xaxis, yaxis].map(({ _offset, _length, range }) => ({ offset: _offset, length: _length, range }));
}
