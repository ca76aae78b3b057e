// Short typed answers: a bar each, the most frequent first; at the reveal the right ones by tick and frame.
import { html, useLayoutEffect, useRef } from "../../live/html.js";
import { number, percent, t, tn } from "../../live/i18n.js";
import { topOf } from "../../tallies/texts.js";
import { glide } from "../motion.js";
import { Label, shareOf } from "./labels.js";

const MOST = 8;
// The explanation wants its room, too.
const MOST_REVEALED = 5;

export function Answers({ tally, reveal }) {
  const right = reveal?.key?.accepted ?? null;
  const shown = topOf(tally.groups, right ?? [], right ? MOST_REVEALED : MOST);
  const more = (tally.groups_total ?? tally.groups.length) - shown.length;
  const list = useRef(null);
  useGliding(list, shown.map(({ key }) => key).join("\n"));
  if (!shown.length) return html`<p class="nothing">${t("The first answers will appear here.")}</p>`;
  return html`<div>
    <ul class="bars answers" ref=${list}>
      ${shown.map((group) => html`<${Bar} key=${group.key} group=${group} voters=${tally.voters} verdict=${verdictOn(group, right)} />`)}
    </ul>
    ${more > 0 && html`<p class="chart-foot"><span>${tn("and {n} more", "and {n} more", more)}</span></p>`}
  </div>`;
}

function verdictOn({ key }, right) {
  if (!right?.length) return "";
  return right.includes(key) ? "key" : "wrong";
}

function Bar({ group, voters, verdict }) {
  const share = shareOf(group.count, voters);
  return html`<li class=${`bar-row ${verdict}`} data-id=${group.key}>
    <${Label} text=${group.text} right=${verdict === "key"} />
    <span class="track"><i style=${{ "--p": share }}></i></span>
    <span class="figures"><b>${percent(share)}</b><small>${number(group.count)}</small></span>
  </li>`;
}

// A row that changes its place while answers come in glides there.
function useGliding(list, order) {
  const before = useRef(new Map());
  useLayoutEffect(() => {
    const rows = [...(list.current?.children ?? [])];
    for (const row of rows) glide(row, (before.current.get(row.dataset.id) ?? row.offsetTop) - row.offsetTop);
    before.current = new Map(rows.map((row) => [row.dataset.id, row.offsetTop]));
  }, [order]);
}
