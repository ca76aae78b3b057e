// An option's mark: shape, letter and colour together, so that none of them has to be seen to tell options apart.
import { html } from "./html.js";

export const SHAPES = [
  ["triangle", "M12 1.6 23 21.4H1Z", 15.2],
  ["diamond", "M12 .8 23.2 12 12 23.2.8 12Z", 12],
  ["circle", "M12 1a11 11 0 1 0 .01 0Z", 12],
  ["square", "M2 2h20v20H2Z", 12],
  ["star", "M12 .6 15.2 8.2 23.4 8.9 17.2 14.3 19.1 22.4 12 18 4.9 22.4 6.8 14.3.6 8.9 8.8 8.2Z", 13.2],
  ["hexagon", "M6.2 1.9h11.6L23.6 12l-5.8 10.1H6.2L.4 12Z", 12],
  ["cross", "M7.4 1h9.2v6.4H23v9.2h-6.4V23H7.4v-6.4H1V7.4h6.4Z", 12],
  ["moon", "M19.6 2.6A11.4 11.4 0 1 0 19.6 21.4 9.6 9.6 0 0 1 19.6 2.6Z", 12],
];

export const letterOf = (index) => "ABCDEFGH"[index] ?? String(index + 1);

// The class that gives an element, and all inside it, the option's colour as --c.
export const colourClass = (index) => `opt-${"abcdefgh"[index % 8]}`;

// Decoration for the eye: who uses it names the option in text or by a label.
export function Mark({ index }) {
  const [shape, path, middle] = SHAPES[index % 8];
  const x = shape === "moon" ? 8.6 : 12;
  return html`
    <svg class=${`mark ${colourClass(index)}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d=${path} />
      <text x=${x} y=${middle} dy=".36em" text-anchor="middle">${letterOf(index)}</text>
    </svg>`;
}
