// How many chose the option that counts for nothing. A vote on a motion says it in the option's own words.
import { html } from "../live/html.js";
import { number, tn } from "../live/i18n.js";

export function Abstained({ count, question }) {
  const own = wordsOf(question?.options ?? []);
  return own ? html`<bdi>${own}</bdi>: ${number(count)}` : tn("{n} gave no answer.", "{n} gave no answer.", count);
}

const wordsOf = (options) => options.some(({ role }) => role === "for") && options.find(({ role }) => role === "abstain")?.text;
