// An order of one's own: the same phone has the same order in a round however often it loads, another
// phone another one. Not for secrets: it only keeps neighbours from reading along.

// FNV-1a, 32 bits.
function hash(text) {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

// Numbers from 0 to 1, always the same after the same seed (mulberry32).
function numbersFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

// The list in the order that belongs to this seed in this round (Fisher and Yates). What has a role
// ("none of these") stays last.
export function shuffled(list, seed, roundId) {
  const next = numbersFrom(hash(`${seed}/${roundId}`));
  const order = list.filter((each) => !each.role);
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(next() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return [...order, ...list.filter((each) => each.role)];
}

// The entries as this phone shows them, each with its `index` in the view: its letter, colour and shape
// are the same on the wall and on every phone, wherever it stands.
export function inOwnOrder({ shuffle = false }, list, seed, roundId) {
  const marked = list.map((entry, index) => ({ ...entry, index }));
  return shuffle ? shuffled(marked, seed, roundId) : marked;
}
