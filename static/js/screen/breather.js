// Between two questions: how long it is quiet, and which question comes then.
import { html, useState } from "../live/html.js";
import { t } from "../live/i18n.js";
import { Frame, Grow, Pill, Title } from "./frame.js";
import { JoinCorner } from "./joining.js";
import { Ring } from "./ring.js";

export function Breather({ state, now }) {
  const { activity, event, breather } = state;
  const [since] = useState(now);
  const count = { phase: "open", opened_at: Math.min(since, breather.ends_at - 1), deadline_at: breather.ends_at };
  return html`
    <${Frame} name="breather"
      top=${html`<${Title} text=${activity?.title} /><${Grow} />
        ${event.rehearsal && html`<${Pill} kind="warn">${t("Rehearsal")}<//>`}`}
      bottom=${html`<${Grow} /><${JoinCorner} event=${event} />`}>
      <${Ring} round=${count} now=${now} key=${breather.ends_at} />
      <div><p class="over">${t("Take a breath")}</p>
        <h1>${t("Question {n} of {of} comes next", { n: breather.number, of: breather.count })}</h1></div>
    <//>`;
}
