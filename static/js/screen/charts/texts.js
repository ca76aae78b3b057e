// Typed texts, as the tally wants them seen: words in a cloud, short answers as bars, sentences as cards.
import { html } from "../../live/html.js";
import { Answers } from "./answers.js";
import { Cards } from "./cards.js";
import { Words } from "./words.js";

const LOOKS = { cloud: Words, bars: Answers, cards: Cards };

export function Chart({ tally, reveal }) {
  const Look = LOOKS[tally.look] ?? Words;
  return html`<${Look} tally=${tally} reveal=${reveal} />`;
}
