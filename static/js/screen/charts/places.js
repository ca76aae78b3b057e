// Where the room pointed: a picture, warm where many pins are, the right regions outlined at the
// reveal; or a field of two axes with each item at its mean, and a ring as far as the answers spread.
import { html, useMemo } from "../../live/html.js";
import { number, percent, t, tn } from "../../live/i18n.js";
import { AxesField, Dots, FieldMark, Heat, PictureFrame, Regions, Ring } from "../../live/maps.js";
import { colourClass, Mark } from "../../live/marks.js";
import { Label, shareOf } from "./labels.js";

export function Chart(props) {
  return props.tally.look === "grid" ? html`<${Field} ...${props} />` : html`<${Picture} ...${props} />`;
}

function Picture({ tally, rows, question, reveal }) {
  const points = useMemo(() => rows.flatMap(({ id }) => tally.rows[id]?.points ?? []), [tally]);
  const regions = reveal?.key?.regions ?? null;
  return html`<div class=${`picture-side ${regions ? "known" : ""}`}>
    <${PictureFrame} picture=${question.picture}>
      <${Heat} points=${points} ratio=${question.picture.width / question.picture.height} />
      <${Dots} points=${points} />
      ${regions && html`<${Regions} regions=${regions} />`}
    <//>
    ${regions && html`<p class="inside"><b>${percent(shareOf(tally.inside, tally.voters))}</b>
      <span>${tn("{n} pin in the marked region", "{n} pins in the marked region", tally.inside)}</span></p>`}
  </div>`;
}

function Field({ tally, rows, question, also }) {
  const figures = rows.map(({ id }) => tally.rows[id] ?? { points: [], mean: null, spread: null, voters: 0 });
  return html`<div class="field-side">
    <${AxesField} question=${question} also=${also}>
      ${rows.map(({ id }, index) => html`<span key=${id} class=${`cloud-of ${colourClass(index)}`}><${Dots} points=${figures[index].points} upwards /></span>`)}
      ${rows.map(({ id }, index) => figures[index].mean
        && html`<${Ring} key=${id} index=${index} at=${figures[index].mean} spread=${figures[index].spread} />`)}
      ${rows.map(({ id }, index) => figures[index].mean && html`<${FieldMark} key=${id} index=${index} at=${figures[index].mean} />`)}
    <//>
    <ul class="legend">
      ${rows.map(({ id, text, other }, index) => html`
        <li key=${id}><${Mark} index=${index} /><${Label} text=${text} other=${other?.text} lang=${also?.lang} />
          <small>${number(figures[index].voters)}</small></li>`)}
      <li class="fine">${t("Mark: the mean. Ring: how far the answers spread.")}</li>
    </ul>
  </div>`;
}
