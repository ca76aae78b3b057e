// The options of a question on the wall, before there are figures: the marks that phones have, the
// texts in one language or two, and pictures above them where there are some.
import { html } from "../live/html.js";
import { Mark, colourClass } from "../live/marks.js";
import { Shot, anyPicture } from "../live/picture.js";

const MOST_IN_A_ROW = 4;
const isApart = (role) => role === "none" || role === "abstain";

export function Options({ list, others = [], lang = "" }) {
  // A year or a name is the same in both languages: once is enough.
  const other = (id, text) => others.find((each) => each.id === id && each.text !== text)?.text;
  const gallery = anyPicture(list);
  // In a gallery what stands apart has a line of its own below the pictures.
  const cells = gallery ? list.filter(({ picture, role }) => picture || !isApart(role)).length : list.length;
  const flat = gallery && cells <= MOST_IN_A_ROW;
  const layout = { "--rows": Math.ceil(cells / 2), "--columns": flat ? cells : Math.ceil(cells / 2), "--lines": flat ? 1 : 2 };
  return html`
    <ul class=${`opts ${gallery ? "gallery" : ""} ${flat ? "flat" : ""}`} style=${layout}>
      ${list.map(({ id, text, picture, role }, index) => html`
        <li key=${id} class=${`opt ${colourClass(index)} ${isApart(role) ? "apart" : ""}`}>
          ${picture && html`<${Shot} picture=${picture} />`}<${Mark} index=${index} />
          <span><span dir="auto">${text}</span>${other(id, text) && html`<small class="also" lang=${lang} dir="auto">${other(id, text)}</small>`}</span></li>`)}
    </ul>`;
}
