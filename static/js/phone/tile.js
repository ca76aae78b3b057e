// One thing to touch: mark, text and, at the end, what there is to say about it.
import { html } from "../live/html.js";
import { Mark, colourClass, letterOf } from "../live/marks.js";
import { Img, anyPicture } from "../live/picture.js";

export const classes = (...names) => names.filter(Boolean).join(" ");

// Of a list of tiles: two in a row where there is something to look at.
export const tilesClass = (entries) => classes("tiles", anyPicture(entries) && "gallery");

function Inside({ index, text, note, end, picture }) {
  return html`
    ${picture ? html`<${Img} picture=${picture} name="option-picture" />` : null}
    <${Mark} index=${index} />
    <span class="text"><span class="sr-only">${letterOf(index)}. </span><bdi>${text}</bdi>${note ? html`<small class="note">${note}</small>` : null}</span>
    ${end ? html`<span class="end">${end}</span>` : null}`;
}

// `role`, `aria` and `onClick` make it a button, a check box or a plain line.
export function Tile({ index, text, picture = null, end = null, on = false, off = false, apart = false, disabled = false, role, checked, onClick }) {
  return html`
    <button type="button" class=${classes("tile", colourClass(index), picture && "pictured", apart && "apart", on && "on", off && "off")} disabled=${disabled}
      role=${role} aria-checked=${role ? String(checked) : undefined} aria-pressed=${role ? undefined : String(on)}
      onClick=${onClick}>
      <${Inside} index=${index} text=${text} end=${end} picture=${picture} />
    </button>`;
}

// The same, to look at only.
export function Line({ index, text, picture = null, note = "", end = null, on = false, kind = "" }) {
  return html`
    <li class=${classes("tile", "still", colourClass(index), picture && "pictured", on && "on", kind)}>
      <${Inside} index=${index} text=${text} note=${note} end=${end} picture=${picture} />
    </li>`;
}
