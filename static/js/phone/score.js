// My points and my place, as two boxes and a sentence.
import { html } from "../live/html.js";
import { number, t, tn } from "../live/i18n.js";

export function Boxes({ score, team }) {
  return html`
    <dl class="boxes">
      <div><dt>${t("Points")}</dt><dd><b>${number(score.points)}</b></dd></div>
      <div><dt>${score.shared ? t("Place, shared") : t("Place")}</dt><dd><b>${number(score.place)}</b> ${t("of {count}", { count: score.of })}</dd></div>
      ${score.team ? html`<div class="team"><dt><bdi>${team?.name}</bdi></dt><dd><b>${number(score.team.place)}</b> ${t("of {count}", { count: score.team.of })}</dd></div>` : null}
    </dl>`;
}

// Where my team stands, in a sentence.
export function teamText(score, team) {
  if (!score?.team || !team) return "";
  const { place, of: count, shared } = score.team;
  return shared
    ? t("{team} shares place {place} of {count}.", { team: team.name, place, count })
    : t("{team} is on place {place} of {count}.", { team: team.name, place, count });
}

export function gapText({ points, gap, gap_place: ahead, place, shared }) {
  if (gap === null && place === 1 && points > 0) return shared ? t("You share the first place.") : t("You are in front.");
  if (gap === null) return "";
  return gap === 0
    ? t("As many points as place {place}.", { place: ahead })
    : tn("{n} point behind place {place}.", "{n} points behind place {place}.", gap, { place: ahead });
}
