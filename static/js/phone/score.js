// My points and my place, as two boxes and a sentence.
import { html } from "../live/html.js";
import { number, t, tn } from "../live/i18n.js";

export function Boxes({ score }) {
  return html`
    <dl class="boxes">
      <div><dt>${t("Points")}</dt><dd><b>${number(score.points)}</b></dd></div>
      <div><dt>${score.shared ? t("Place, shared") : t("Place")}</dt><dd><b>${number(score.place)}</b> ${t("of {count}", { count: score.of })}</dd></div>
    </dl>`;
}

export function gapText({ points, gap, gap_place: ahead, place, shared }) {
  if (gap === null && place === 1 && points > 0) return shared ? t("You share the first place.") : t("You are in front.");
  if (gap === null) return "";
  return gap === 0
    ? t("As many points as place {place}.", { place: ahead })
    : tn("{n} point behind place {place}.", "{n} points behind place {place}.", gap, { place: ahead });
}
