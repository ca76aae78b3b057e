// A vote as the moderator answers for it: how it is held, how far its count is, and what proves it.
import { html } from "../live/html.js";
import { t, tn } from "../live/i18n.js";
import { isCounting, isSecret, isVote, shortOf } from "../live/votes.js";

function held(voting) {
  const who = voting.by === "phones" ? t("One per phone, not verified.") : t("One per seat, from whichever phone.");
  if (voting.secrecy === "secret") return [t("Secret ballot."), who, t("No figures before the close, none at all under {k} ballots.", { k: voting.k })];
  return [t("Recorded vote."), who];
}

function progress(round) {
  if (isCounting(round)) return t("The ballots are being counted. This takes a moment.");
  if (round.suppressed) return t("Fewer than {k} voted: no figures are shown, to nobody.", { k: round.voting.k });
  return round.voted === null ? null : tn("{n} ballot is sealed.", "{n} ballots are sealed.", round.voted);
}

// Whole: to be copied into the minutes.
function Line({ name, value }) {
  return value ? html`<div><dt>${name}</dt><dd dir="ltr">${value}</dd></div>` : null;
}

export function Vote({ round }) {
  if (!isVote(round)) return null;
  const { proof } = round;
  const said = progress(round);
  return html`
    <section class="vote" aria-labelledby="vote">
      <h2 id="vote">${t("The vote")}</h2>
      <p class="fine">${held(round.voting).join(" ")}</p>
      ${said && html`<p role="status">${said}</p>`}
      ${proof && html`
        <details><summary>${t("Check number")} <b dir="ltr">${shortOf(proof.head)}</b></summary>
          <dl>
            <${Line} name=${t("Head of the record")} value=${proof.head} />
            <${Line} name=${t("Seal of the ballots")} value=${isSecret(round) ? proof.digest : null} />
            <${Line} name=${t("Salt that opens the seal")} value=${proof.salt} />
          </dl></details>`}
    </section>`;
}
