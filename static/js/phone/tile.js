// One thing to touch: mark, text and, at the end, what there is to say about it.
import { html } from "../live/html.js";
import { Mark, colourClass, letterOf } from "../live/marks.js";

export const classes = (...names) => names.filter(Boolean).join(" ");

function Inside({ index, text, note, end }) {
  return html`
    <${Mark} index=${index} />
    <span class="text"><span class="sr-only">${letterOf(index)}. </span><bdi>${text}</bdi>${note ? html`<small class="note">${note}</small>` : null}</span>
    ${end ? html`<span class="end">${end}</span>` : null}`;
}

// `role`, `aria` and `onClick` make it a button, a check box or a plain line.
export function Tile({ index, text, end = null, on = false, off = false, disabled = false, role, checked, onClick }) {
  return html`
    <button type="button" class=${classes("tile", colourClass(index), on && "on", off && "off")} disabled=${disabled}
      role=${role} aria-checked=${role ? String(checked) : undefined} aria-pressed=${role ? undefined : String(on)}
      onClick=${onClick}>
      <${Inside} index=${index} text=${text} end=${end} />
    </button>`;
}

// The same, to look at only.
export function Line({ index, text, note = "", end = null, on = false, kind = "" }) {
  return html`
    <li class=${classes("tile", "still", colourClass(index), on && "on", kind)}>
      <${Inside} index=${index} text=${text} note=${note} end=${end} />
    </li>`;
}
