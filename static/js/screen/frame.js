// What every picture has in common: a line on top, the stage, a line below. The three areas are
// fitted apart, so that a long title never makes the question smaller.
import { html } from "../live/html.js";

export function Frame({ name, top, bottom, children }) {
  return html`
    <header class="top" data-fit>${top}</header>
    <div class=${`stage ${name}`} data-fit>${children}</div>
    <footer class="bottom" data-fit>${bottom}</footer>`;
}

export const Grow = () => html`<span class="grow"></span>`;

export function Title({ text }) {
  return text ? html`<span class="title"><bdi>${text}</bdi></span>` : null;
}

export function Pill({ kind = "", children }) {
  return html`<span class=${`pill ${kind}`}>${children}</span>`;
}

// A text in the second language, marked as such for fonts, hyphenation and readers.
export function Also({ text, lang, tag = "small" }) {
  if (!text) return null;
  return html`<${tag} class="also" lang=${lang} dir="auto">${text}</${tag}>`;
}
