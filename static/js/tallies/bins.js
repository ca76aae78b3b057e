// Columns of a histogram. Many different numbers are gathered into bins, so that never more than `most`
// columns stand beside one another. Reckoned in whole steps of the axis: no rounding adds up.
//   axis: { min, max, step }; histogram: { number: count }; returns { bins: [{ from, to, count }], place }
export const MOST_BINS = 24;

// `also`: a number that must be in the picture (the right one), null where there is none.
export function binsOf(axis, histogram, { also = null, most = MOST_BINS } = {}) {
  const last = stepsTo(axis.max, axis);
  const counts = Object.entries(histogram).map(([text, count]) => [stepsTo(Number(text), axis), count]);
  if (last + 1 <= most) return gathered(axis, counts, { size: 1, first: 0, last });
  const shown = counts.filter(([, count]) => count).map(([at]) => at);
  if (also !== null) shown.push(stepsTo(also, axis));
  const [low, high] = shown.length ? [Math.min(...shown), Math.max(...shown)] : [0, last];
  const size = roundSize(low, high, most);
  return gathered(axis, counts, { size, first: Math.floor(low / size) * size, last: Math.min(last, Math.floor(high / size) * size + size - 1) });
}

// 1, 2, 5, 10, 20, ... steps: the least with which all fit.
function roundSize(low, high, most) {
  for (let power = 1; ; power *= 10) {
    for (const size of [power, 2 * power, 5 * power]) {
      if (Math.floor(high / size) - Math.floor(low / size) + 1 <= most) return size;
    }
  }
}

function gathered(axis, counts, { size, first, last }) {
  const bins = [];
  for (let at = first; at <= last; at += size) {
    bins.push({ from: valueAt(at, axis), to: valueAt(Math.min(at + size - 1, stepsTo(axis.max, axis)), axis), count: 0 });
  }
  for (const [at, count] of counts) {
    const bin = bins[Math.floor((at - first) / size)];
    if (bin) bin.count += count;
  }
  // Where a number stands, 0 to 1: in the middle of its column where the column is one number.
  const place = (value) => ((value - axis.min) / axis.step - first + (size === 1 ? 0.5 : 0)) / (bins.length * size);
  return { bins, place };
}

const stepsTo = (value, { min, step }) => Math.round((value - min) / step);

// The number at so many steps, without what binary fractions add to it.
export function valueAt(steps, { min, step }) {
  const decimals = Math.max(decimalsOf(min), decimalsOf(step));
  return Number((min + steps * step).toFixed(decimals));
}

export function decimalsOf(value) {
  const [digits, power = "0"] = String(value).split("e");
  return Math.max(0, (digits.split(".")[1]?.length ?? 0) - Number(power));
}

export const holds = (bin, value) => value !== null && value >= bin.from && value <= bin.to;

// Labels of so many columns that they don't touch: every one, every second, every fifth, ...
export function labelEvery(bins, room) {
  const widest = Math.max(1, ...bins.map(({ from }) => String(from).length));
  return [1, 2, 5, 10, 20].find((every) => (bins.length / every) * (widest + 1) <= room) ?? bins.length;
}
