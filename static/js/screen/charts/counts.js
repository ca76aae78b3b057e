// Votes an option: bars in the order of the options, the right ones by tick and frame.
import { html } from "../../live/html.js";
import { number, percent } from "../../live/i18n.js";
import { colourClass, Mark } from "../../live/marks.js";
import { Label, otherText, shareOf, wordiness } from "./labels.js";

export function Chart({ tally, question, also, reveal }) {
  const correct = reveal?.key?.correct ?? null;
  return html`<ul class=${`bars ${wordiness(question.options)}`}>
    ${question.options.map((option, index) => html`
      <${Bar} key=${option.id} index=${index} text=${option.text} other=${otherText(also, "options", option.id)} lang=${also?.lang}
        count=${tally.counts[option.id] ?? 0} voters=${tally.voters} verdict=${verdictOn(option.id, correct)} />`)}
  </ul>`;
}

function verdictOn(id, correct) {
  if (!correct?.length) return "";
  return correct.includes(id) ? "key" : "wrong";
}

function Bar({ index, text, other, lang, count, voters, verdict }) {
  const share = shareOf(count, voters);
  return html`<li class=${`bar-row ${colourClass(index)} ${verdict}`}>
    <${Mark} index=${index} />
    <${Label} text=${text} other=${other} lang=${lang} right=${verdict === "key"} />
    <span class="track"><i style=${{ "--p": share }}></i></span>
    <span class="figures"><b>${percent(share)}</b><small>${number(count)}</small></span>
  </li>`;
}
