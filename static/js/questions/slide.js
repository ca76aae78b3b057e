// Something to read: a text in paragraphs. Its title is the prompt; its picture stands beside both.
import { html } from "../live/html.js";

// Nobody else draws it.
export const drawsPicture = true;

// An empty line begins a new paragraph.
export const paragraphs = (text) => text.split(/\n\s*\n/).map((each) => each.trim()).filter(Boolean);

const Body = ({ text, lang }) => html`${paragraphs(text).map((each, i) => html`<p key=${i} lang=${lang} dir="auto">${each}</p>`)}`;

export function Stage({ question, also = null }) {
  const second = also?.body && also.body !== question.body ? also.body : "";
  return html`
    <div class=${`slide ${question.picture ? "pictured" : ""}`}>
      ${question.picture ? html`<div class="frame"><img src=${question.picture.src} alt=${question.picture.alt} /></div>` : null}
      <div class="text"><${Body} text=${question.body} lang=${question.lang} /></div>
      ${second ? html`<div class="text also"><${Body} text=${second} lang=${also.lang} /></div>` : null}
    </div>`;
}
