// Where people pointed: the picture with its pins, or the field with the mean of each item. My own
// place among them.
import { html, useMemo } from "../live/html.js";
import { percent, t } from "../live/i18n.js";
import { AxesField, Dots, FieldMark, Heat, Pin, PictureFrame, pinned, Regions, Ring, spoken } from "../live/maps.js";
import { colourClass, Mark } from "../live/marks.js";

function Picture({ tally, rows, question, reveal, mine }) {
  const points = useMemo(() => rows.flatMap(({ id }) => tally.rows[id]?.points ?? []), [tally]);
  const regions = reveal?.key?.regions ?? null;
  return html`
    <div dir="ltr"><${PictureFrame} picture=${question.picture}>
      <${Heat} points=${points} ratio=${question.picture.width / question.picture.height} />
      <${Dots} points=${points} />
      ${regions && html`<${Regions} regions=${regions} />`}
      ${rows.map(({ id }) => mine?.[id] && html`<${Pin} key=${id} at=${mine[id]} />`)}
    <//></div>
    ${rows.map(({ id }) => mine?.[id] && html`<p key=${id} class="sr-only">${t("you: {answer}", { answer: pinned(mine[id]) })}</p>`)}
    ${regions && tally.voters ? html`<p class="fine">${t("{share} in the marked region", { share: percent(tally.inside / tally.voters) })}</p>` : null}`;
}

function Field({ tally, rows, question, mine }) {
  const figures = rows.map(({ id }) => tally.rows[id] ?? { points: [], mean: null, spread: null });
  return html`
    <${AxesField} question=${question}>
      ${figures.map(({ points }, index) => html`<span key=${rows[index].id} class=${`cloud-of ${colourClass(index)}`}><${Dots} points=${points} upwards /></span>`)}
      ${figures.map(({ mean, spread }, index) => mean && html`<${Ring} key=${rows[index].id} index=${index} at=${mean} spread=${spread} />`)}
      ${figures.map(({ mean }, index) => mean && html`<${FieldMark} key=${rows[index].id} index=${index} at=${mean} />`)}
    <//>
    <ul class="legend">
      ${rows.map(({ id, text }, index) => html`
        <li key=${id}><${Mark} index=${index} /><span><bdi>${text}</bdi>
          <small class="note">${figures[index].mean ? spoken(question, figures[index].mean) : t("nobody placed it")}
            ${mine?.[id] ? html` · ${t("you: {answer}", { answer: spoken(question, mine[id]) })}` : null}</small></span></li>`)}
    </ul>`;
}

export function Chart(props) {
  return props.tally.look === "grid" ? html`<${Field} ...${props} />` : html`<${Picture} ...${props} />`;
}
