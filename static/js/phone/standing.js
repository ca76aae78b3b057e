// Where I stand: between two questions, and at the end.
import { html } from "../live/html.js";
import { number, t, tn } from "../live/i18n.js";
import { Meta } from "./frame.js";
import { Room, Sign } from "./icons.js";
import { gapText } from "./score.js";

function Place({ score, name }) {
  return html`
    <div class="standing">
      <p class="label">${score.shared ? t("Your place, shared") : name}</p>
      <p class="place-big"><b>${number(score.place)}</b> <span>${t("of {count}", { count: score.of })}</span></p>
      <p class="points-big">${tn("{n} point", "{n} points", score.points)}</p>
    </div>`;
}

const NoScore = () => html`<div class="middle"><${Sign} icon=${Room} /><h1>${t("Please look at the room")}</h1><p>${t("The ranking is on the screen.")}</p></div>`;

export function Ranking({ model }) {
  const { activity, round } = model.state;
  const { score } = model.me ?? {};
  return html`
    <div class="view ranks">
      <${Meta} activity=${activity} round=${round} end=${t("ranking")} />
      ${score ? html`<${Place} score=${score} name=${t("Your place")} />` : html`<${NoScore} />`}
      ${score && gapText(score) ? html`<p class="say foot"><span>${gapText(score)}</span></p>` : null}
    </div>`;
}

export function Podium({ model }) {
  const { activity } = model.state;
  const { score } = model.me ?? {};
  const first = score && score.place <= 3;
  return html`
    <div class=${first ? "view ranks first" : "view ranks"}>
      <p class="meta"><bdi>${activity?.title}</bdi><span>${t("the end")}</span></p>
      ${score ? html`<${Place} score=${score} name=${t("Your final place")} />` : html`<${NoScore} />`}
      ${score ? html`
        <p class="say foot"><span>${first ? t("Congratulations!") : t("Thank you for playing.")} ${tn("{n} right answer.", "{n} right answers.", score.right)}</span></p>` : null}
    </div>`;
}
