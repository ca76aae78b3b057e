// Signs drawn with the text's own colour; the words beside them say the same.
import { html } from "../live/html.js";

const Icon = ({ path, size = 22 }) => html`
  <svg class="icon" width=${size} height=${size} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.6"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d=${path} /></svg>`;

export const Tick = ({ size }) => html`<${Icon} size=${size} path="M4 12.5 9.5 18 20 6.5" />`;
export const Cross = ({ size }) => html`<${Icon} size=${size} path="M6 6 18 18M18 6 6 18" />`;
export const Up = ({ size }) => html`<${Icon} size=${size} path="M12 19V5M5.5 11.5 12 5l6.5 6.5" />`;
export const Down = ({ size }) => html`<${Icon} size=${size} path="M12 5v14M5.5 12.5 12 19l6.5-6.5" />`;
export const ToLeft = ({ size }) => html`<${Icon} size=${size} path="M19 12H5M11.5 5.500 5 12l6.500 6.500" />`;
export const ToRight = ({ size }) => html`<${Icon} size=${size} path="M5 12h14M12.500 5.500 19 12l-6.500 6.500" />`;
export const Plus = ({ size }) => html`<${Icon} size=${size} path="M12 5v14M5 12h14" />`;
export const Minus = ({ size }) => html`<${Icon} size=${size} path="M5 12h14" />`;
export const Wait = ({ size }) => html`<${Icon} size=${size} path="M12 3a9 9 0 1 0 .01 0ZM12 7.5V12l3 2" />`;
export const Phone = ({ size }) => html`<${Icon} size=${size} path="M8 2.5h8a1.5 1.5 0 0 1 1.5 1.5v16a1.5 1.5 0 0 1-1.5 1.5H8A1.5 1.5 0 0 1 6.5 20V4A1.5 1.5 0 0 1 8 2.5ZM11 18.5h2" />`;
export const Stop = ({ size }) => html`<${Icon} size=${size} path="M12 3a9 9 0 1 0 .01 0ZM12 7.5v5.5M12 16.5v.01" />`;
export const Room = ({ size }) => html`<${Icon} size=${size} path="M3 4.5h18v11.5H3ZM12 16v4M8 20.5h8" />`;
export const Away = ({ size }) => html`<${Icon} size=${size} path="M10 4H5v16h5M14 8l4 4-4 4M18 12H9.5" />`;
export const Pause = ({ size }) => html`<${Icon} size=${size} path="M8.5 5.5v13M15.5 5.5v13" />`;

// A sign on a disc, above the words of a quiet page.
export const Sign = ({ icon: Picture, kind = "" }) => html`<span class=${`sign ${kind}`}><${Picture} size=${28} /></span>`;
