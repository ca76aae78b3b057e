// How many chose each row: a bar each, in the order of the rows. A row that has a pair says at the
// reveal what belongs to it.
import { html } from "../live/html.js";
import { number, percent, t } from "../live/i18n.js";
import { Abstained } from "./abstained.js";
import { Mark, colourClass } from "../live/marks.js";

export function Chart({ tally, rows, reveal, question, mine = null }) {
  const right = reveal?.key?.correct ?? [];
  const chosen = [mine].flat();
  return html`
    <ul class="bars">
      ${rows.map(({ id, text, pair }, index) => {
        const count = tally.counts[id] ?? 0;
        const share = tally.voters ? count / tally.voters : 0;
        return html`
          <li key=${id} class=${colourClass(index)}>
            <${Mark} index=${index} />
            <span class="text"><bdi>${text}</bdi>${pair ? html` <b class="good">✓ <bdi>${pair}</bdi></b>` : null}
              ${right.includes(id) ? html`<b class="good">✓ ${t("right")}</b>` : null}
              ${chosen.includes(id) ? html`<b class="note">${t("your answer")}</b>` : null}</span>
            <span class="figure"><b>${percent(share)}</b> <small>${number(count)}</small></span>
            <i class="bar"><i style=${{ transform: `scaleX(${share})` }}></i></i>
          </li>`;
      })}
    </ul>
    ${tally.abstained ? html`<p class="fine"><${Abstained} count=${tally.abstained} question=${question} /></p>` : null}`;
}
