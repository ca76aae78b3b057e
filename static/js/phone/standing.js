// Where I stand: between two questions, and at the end.
import { secondsOf, useNow } from "../live/clock.js";
import { html } from "../live/html.js";
import { number, t, tn } from "../live/i18n.js";
import { Meta } from "./frame.js";
import { Room, Sign } from "./icons.js";
import { gapText, teamText } from "./score.js";

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
      <${Foot} words=${[gapOf(score), teamText(score, model.me?.participant.team)]} />
    </div>`;
}

const gapOf = (score) => (score ? gapText(score) : "");

function Foot({ words }) {
  const said = words.filter(Boolean);
  return said.length ? html`<p class="say foot"><span>${said.join(" ")}</span></p>` : null;
}

// Between two questions: where I stand, and how long it is quiet.
export function Breather({ model, session }) {
  const { activity, breather } = model.state;
  const { score } = model.me ?? {};
  const left = Math.max(0, breather.ends_at - useNow(session.clock, 250));
  return html`
    <div class="view ranks">
      <${Meta} activity=${activity} round=${breather} end=${t("get ready")} />
      ${score ? html`<${Place} score=${score} name=${t("Your place")} />` : html`<div class="middle"><h1>${t("Take a breath")}</h1></div>`}
      <${Foot} words=${[teamText(score, model.me?.participant.team)]} />
      <p class="say"><span>${left ? tn("Next question in {n} second.", "Next question in {n} seconds.", secondsOf(left)) : t("Next question soon.")}</span></p>
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
        <p class="say foot"><span>${first ? t("Congratulations!") : t("Thank you for playing.")} ${tn("{n} right answer.", "{n} right answers.", score.right)} ${teamText(score, model.me?.participant.team)}</span></p>` : null}
    </div>`;
}
