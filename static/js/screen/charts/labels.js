// What every chart says of an option: its text, in the second language too where there is one.
import { html } from "../../live/html.js";
import { t } from "../../live/i18n.js";
import { Img } from "../../live/picture.js";
import { Also } from "../frame.js";

// `pair`: what belongs to it, known since the reveal.
export function Label({ text, picture = null, other = "", pair = "", otherPair = "", lang, right = false }) {
  const second = [other, otherPair].filter(Boolean).join(" – ");
  return html`<span class="label-text" dir="auto">${picture && html`<${Img} picture=${picture} alt="" name="thumb" />`}${text}${pair && html`<b class="pair"><span aria-hidden="true"> – </span><bdi>${pair}</bdi></b>`}${right && html`<${Tick} />`}
    <${Also} tag="span" text=${second === [text, pair].filter(Boolean).join(" – ") ? "" : second} lang=${lang} /></span>`;
}

export const Tick = () => html`
  <svg class="tick" viewBox="0 0 24 24" role="img" aria-label=${t("right answer")}><path d="M3 13l6 6L21 5" /></svg>`;

// The text of the same option in the second language.
export function otherText(also, field, id) {
  return also?.[field]?.find((each) => each.id === id)?.text ?? "";
}

// Long texts take their room from the bars rather than shrink: the room reads before it compares.
const WORDY = 34;
export const wordiness = (options) => (options.some(({ text }) => text.length > WORDY) ? "wordy" : "");

export const shareOf = (part, whole) => (whole > 0 ? part / whole : 0);
