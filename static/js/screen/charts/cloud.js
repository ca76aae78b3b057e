// Where the words of a cloud go: largest first, from the middle outwards on a spiral, no two of them
// touching. Pure and without chance: the same tally is the same picture on every screen.
const GAP = 0.16;
const STEP = 0.35;
const TRIES = 700;
const LARGEST = 2;
const SMALLEST = 0.25;
const HALVINGS = 7;

// `words`: [{ key, count, width }], width in units of its own font size (one line high, as wide).
// Returns a Map from key to { x, y, size } in pixels, the box's top left being 0,0.
export function placeWords(words, box, sizes) {
  if (box.width <= 0 || box.height <= 0) return new Map();
  let best = attempt(words, box, sizes, SMALLEST);
  let [fits, spills] = [SMALLEST, LARGEST];
  for (let n = 0; n < HALVINGS; n += 1) {
    const scale = (fits + spills) / 2;
    const placed = attempt(words, box, sizes, scale);
    if (placed.size < words.length) spills = scale;
    else [fits, best] = [scale, placed];
  }
  return best;
}

export function sizeOf(count, least, most, sizes) {
  if (most <= least) return (sizes.small + 2 * sizes.large) / 3;
  return sizes.small + (sizes.large - sizes.small) * Math.sqrt((count - least) / (most - least));
}

// A word without a place is left out, the next may still find one: the frequent ones come first.
function attempt(words, box, sizes, scale) {
  const counts = words.map((word) => word.count);
  const least = Math.min(...counts);
  const most = Math.max(...counts);
  const taken = [];
  const placed = new Map();
  for (const word of words) {
    const wanted = sizeOf(word.count, least, most, sizes) * scale;
    const size = Math.min(wanted, (box.width * 0.96) / word.width, box.height * 0.9);
    const spot = spiral(word.width * size, size, box, taken, size * GAP);
    if (!spot) continue;
    taken.push({ ...spot, width: word.width * size, height: size, gap: size * GAP });
    placed.set(word.key, { ...spot, size });
  }
  return placed;
}

// As wide as the box is: words are lines, and the wall is wider than high.
function spiral(width, height, box, taken, gap) {
  const ratio = box.width / box.height;
  const reach = box.height / 2 / TRIES ** 0.5;
  for (let n = 0; n < TRIES; n += 1) {
    const angle = n * STEP * 2.4;
    const radius = reach * 1.1 * Math.sqrt(n);
    const x = (box.width - width) / 2 + radius * ratio * Math.cos(angle);
    const y = (box.height - height) / 2 + radius * Math.sin(angle);
    const inside = x >= 0 && y >= 0 && x + width <= box.width && y + height <= box.height;
    if (inside && !taken.some((other) => touches(x, y, width, height, other, gap))) return { x, y };
  }
  return null;
}

// The larger word keeps the smaller at its own distance.
function touches(x, y, width, height, other, own) {
  const gap = Math.max(own, Math.min(other.gap, own * 2));
  return (
    x < other.x + other.width + gap && other.x < x + width + gap
    && y < other.y + other.height + gap / 2 && other.y < y + height + gap / 2
  );
}
