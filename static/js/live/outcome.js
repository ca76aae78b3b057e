// What a formal vote has decided, in words: for phones, screens and consoles alike.
import { number, t, tn } from "./i18n.js";

const nameOf = (question, id) => question.options?.find((each) => each.id === id)?.text ?? id;

// { kind: "ok" | "no" | "open", title, lines }
export function outcomeWords(outcome, question) {
  const turnout =
    outcome.eligible === null
      ? tn("{n} voted, one per phone, not verified", "{n} voted, one per phone, not verified", outcome.cast)
      : t("{n} of {of} seats voted", { n: number(outcome.cast), of: number(outcome.eligible) });
  const lines = [turnout];
  if (outcome.quorum) lines.push(outcome.quorum_reached ? t("quorum of {n} reached", { n: number(outcome.quorum) }) : t("quorum of {n} not reached", { n: number(outcome.quorum) }));
  if (!outcome.quorum_reached) return { kind: "no", title: t("No decision: the quorum was not reached"), lines };
  if (outcome.carried !== null) {
    lines.push(t("{for} for, {against} against, {abstain} abstained; {needed} needed", { for: number(outcome.for), against: number(outcome.against), abstain: number(outcome.abstain), needed: number(outcome.needed) }));
    return outcome.carried ? { kind: "ok", title: t("Carried"), lines } : { kind: "no", title: t("Not carried"), lines };
  }
  if (!outcome.places) return { kind: "open", title: t("The vote is closed"), lines };
  const names = (ids) => ids.map((id) => nameOf(question, id)).join(", ");
  if (outcome.tied.length) {
    const left = outcome.places - outcome.elected.length;
    lines.push(tn("Tied for the last place: {names}. Nothing is decided there.", "Tied for the last {n} places: {names}. Nothing is decided there.", left, { names: names(outcome.tied) }));
  }
  if (!outcome.elected.length) return { kind: outcome.tied.length ? "open" : "no", title: outcome.tied.length ? t("A tie") : t("Nobody is elected"), lines };
  return { kind: "ok", title: t("Elected: {names}", { names: names(outcome.elected) }), lines };
}
