// Points on a plane, 0 to 1 each: where a finger is, what a zoomed view shows, how thick points lie.
// Pure. In every language x grows to the right; a picture's y downwards, a grid's upwards.
const DIGITS = 10_000;
const MOST_ZOOM = 6;
const MARGIN = 0.08;

const within = (low, value, high) => Math.min(high, Math.max(low, value));

// As the server keeps it.
export const rounded = ([x, y]) => [x, y].map((each) => Math.round(within(0, each, 1) * DIGITS) / DIGITS);

export const moved = ([x, y], dx, dy) => rounded([x + dx, y + dy]);

// A view of the plane: `scale` times as large, its upper left corner at `x`, `y` of the frame (0 or less).
export const WHOLE = { scale: 1, x: 0, y: 0 };

const kept = ({ scale, x, y }) => ({ scale, x: within(1 - scale, x, 0), y: within(1 - scale, y, 0) });

// The point under a place of the frame, both as shares of the frame.
export const pointAt = (view, [x, y]) => rounded([(x - view.x) / view.scale, (y - view.y) / view.scale]);

export const placeOf = (view, [x, y]) => [x * view.scale + view.x, y * view.scale + view.y];

// Larger or smaller, the place of the frame keeping its point.
export function zoomed(view, factor, [x, y]) {
  const scale = within(1, view.scale * factor, MOST_ZOOM);
  const grown = scale / view.scale;
  return kept({ scale, x: x - (x - view.x) * grown, y: y - (y - view.y) * grown });
}

export const panned = (view, dx, dy) => kept({ scale: view.scale, x: view.x + dx, y: view.y + dy });

// The same view, moved as little as it takes to have the point in sight.
export function showing(view, point) {
  const [x, y] = placeOf(view, point);
  return panned(view, within(MARGIN, x, 1 - MARGIN) - x, within(MARGIN, y, 1 - MARGIN) - y);
}

// The place of a pointer in an element's box, as shares of it.
export const shareOf = ({ left, top, width, height }, { clientX, clientY }) =>
  [(clientX - left) / width, (clientY - top) / height];

// How thick the points lie: `columns` times `rows` cells from the upper left, 0 to 1, the thickest 1.
// Each point warms a bell of `reach` (its standard deviation, as a share of the width).
export function heat(points, columns, rows, reach = 0.035) {
  const cells = new Float32Array(columns * rows);
  const sigma = reach * columns;
  const far = Math.ceil(3 * sigma);
  for (const [x, y] of points) {
    const [atX, atY] = [x * columns - 0.5, y * rows - 0.5];
    for (let row = Math.max(0, Math.floor(atY) - far); row <= Math.min(rows - 1, Math.ceil(atY) + far); row += 1) {
      for (let column = Math.max(0, Math.floor(atX) - far); column <= Math.min(columns - 1, Math.ceil(atX) + far); column += 1) {
        cells[row * columns + column] += Math.exp(-((column - atX) ** 2 + (row - atY) ** 2) / (2 * sigma ** 2));
      }
    }
  }
  const most = cells.reduce((one, other) => Math.max(one, other), 0);
  return most ? cells.map((each) => each / most) : cells;
}
