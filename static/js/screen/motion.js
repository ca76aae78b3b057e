// The few motions that CSS cannot say: all of them by transform and opacity, none where the room's
// computer asks for stillness.
const GROW_MS = 400;
const EASE = "cubic-bezier(.2, .7, .2, 1)";

export const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// From where it was, `dy` pixels off, to where it is. The list around it clips, so that a row on
// its way does not count as too long a picture.
export function glide(element, dy, { delay = 0, fade = false } = {}) {
  if (still() || (!dy && !fade)) return;
  const from = { transform: `translateY(${dy}px)`, opacity: fade ? 0 : 1 };
  const to = { transform: "none", opacity: 1 };
  element.animate([from, to], { duration: GROW_MS, delay, easing: EASE, fill: "backwards" });
}
