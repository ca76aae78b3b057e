// Who votes and what is kept of it, in plain words before the first tap.
import { html } from "../live/html.js";
import { t } from "../live/i18n.js";

function who(voting, seat) {
  if (voting.by === "phones") return t("One vote per phone. Nobody checks who holds it.");
  if (!seat) return t("Seats vote: this phone has taken none.");
  return seat.votes === false ? t("Your seat observes.") : t("You vote for {delegation}. Your seat has one vote, from whichever phone.", { delegation: seat.delegation });
}

const groups = {
  region: () => t("Your region goes with your ballot, because results are also shown by region. A small region stays hidden."),
  standing: () => t("Whether you are a Member or an observer goes with your ballot, because results are also shown by it."),
};

function kept(voting) {
  if (voting.secrecy === "secret") {
    return [
      t("Secret ballot: your choice is stored without your name, your seat and the time. That you have voted is stored, too, apart from it."),
      groups[voting.group_by]?.(),
      t("Your ballot is final."),
    ];
  }
  if (voting.names_to === "room") return [t("Recorded vote: the room sees who voted how, after the close.")];
  const moderators = t("Moderators can see who voted how, the room can’t.");
  return [voting.by === "seats" ? t("Your vote is stored with your seat.") : t("Your vote is stored with the number of your phone."), moderators];
}

export function Terms({ round, seat = null, code = null }) {
  const { voting } = round;
  return html`
    <section class="terms" aria-label=${t("How this vote works")}>
      <p>${who(voting, seat)}</p>
      <p>${kept(voting).filter(Boolean).join(" ")}</p>
      ${code ? html`<a href=${code} target="_blank" rel="noopener">${t("Is this anonymous?")}</a>` : null}
    </section>`;
}
