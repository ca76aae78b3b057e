// Long text in a room must shrink, never clip: each element marked [data-fit] is set to the first
// step at which nothing inside it overflows. CSS multiplies its sizes by the three factors.
//   --k-head  headings give way first, and get back at the end what did not help
//   --k-body  options, rows and explanations only after that
//   --k-gap   the air between them all the way
const STEPS = 36;
const HEAD_FIRST = 7;
const FACTOR = 0.95;

export function factorsAt(step, headStep = step) {
  return {
    "--k-head": FACTOR ** headStep,
    "--k-body": FACTOR ** Math.max(0, step - HEAD_FIRST),
    "--k-gap": Math.max(0.12, 0.92 ** step),
  };
}

function apply(element, step, headStep = step) {
  for (const [name, value] of Object.entries(factorsAt(step, headStep))) {
    element.style.setProperty(name, value.toFixed(4));
  }
  element.dataset.step = step;
}

// What moves inside (rows on their way) must be clipped by its list, or it would count here.
function overflows({ scrollHeight, clientHeight, scrollWidth, clientWidth }) {
  return scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1;
}

// The first step from 0 to `most` at which `fits(step)`; `most` is taken on trust. Size and step go
// hand in hand, so halving finds it, and each try costs a layout.
function firstFit(most, fits) {
  if (fits(0)) return 0;
  let low = 0;
  let high = most;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (fits(middle)) high = middle;
    else low = middle;
  }
  return high;
}

export function fit(element) {
  const fitsAt = (step, headStep) => {
    apply(element, step, headStep);
    return !overflows(element);
  };
  const step = firstFit(STEPS, (each) => fitsAt(each, each));
  const headStep = step && firstFit(step, (each) => fitsAt(step, each));
  apply(element, step, headStep);
  return step;
}

export function fitAll(root) {
  for (const element of root.querySelectorAll("[data-fit]")) fit(element);
}

// Fits again when the room's window or the fonts change; returns how to stop.
export function keepFitting(root) {
  let asked = 0;
  const soon = () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => fitAll(root));
  };
  window.addEventListener("resize", soon);
  document.fonts.addEventListener("loadingdone", soon);
  return () => {
    cancelAnimationFrame(asked);
    window.removeEventListener("resize", soon);
    document.fonts.removeEventListener("loadingdone", soon);
  };
}
