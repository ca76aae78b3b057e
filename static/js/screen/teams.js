// Teams on the wall: how they fill up, and which of them knew the answer.
import { html } from "../live/html.js";
import { number, percent, t, tn } from "../live/i18n.js";
import { TeamName } from "./ranking.js";

const MOST_CHIPS = 8;

// Few teams stand there with their numbers; of a long list it is said how many are here.
export function Filling({ event, crowd, second }) {
  if (!event.teams || !crowd) return null;
  const counts = new Map(crowd.teams.map(({ id, count }) => [id, count]));
  if (event.team_names.length > MOST_CHIPS) {
    const here = [...counts.values()].filter((count) => count > 0).length;
    return html`<p class="filling-line">${hereText(event.teams.mode, here, event.team_names.length)}</p>`;
  }
  return html`<ul class="filling">${event.team_names.map((team) => html`
    <li key=${team.id} class=${counts.get(team.id) ? "" : "none"}><span><${TeamName} team=${team} second=${second} /></span><b class="n">${number(counts.get(team.id) ?? 0)}</b></li>`)}</ul>`;
}

const HERE = {
  delegation: (here, of) => tn("{n} delegation of {of} is here", "{n} delegations of {of} are here", here, { of }),
  region: (here, of) => tn("{n} region of {of} is here", "{n} regions of {of} are here", here, { of }),
};

const hereText = (mode, here, of) =>
  HERE[mode]?.(here, of) ?? tn("{n} team of {of} is here", "{n} teams of {of} are here", here, { of });

export function RightByTeam({ teams }) {
  if (!teams) return null;
  return html`
    <section class="by-team" aria-labelledby="by-team">
      <h2 id="by-team">${t("Right by team")}${teams.of > teams.rows.length && html`<small>${t("the best {n} of {of}", { n: teams.rows.length, of: teams.of })}</small>`}</h2>
      <ol>${teams.rows.map((team) => html`
        <li key=${team.id}>
          <bdi class="team">${team.name}</bdi>
          <span class="track" aria-hidden="true"><i style=${{ "--p": team.right / team.answered }}></i></span>
          <b class="n">${percent(team.right / team.answered)}</b>
        </li>`)}</ol>
    </section>`;
}
