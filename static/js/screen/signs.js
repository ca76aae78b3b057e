// Pictures without content: nothing to show, no way in, no server.
import { html } from "../live/html.js";
import { t } from "../live/i18n.js";

// Black, but for a point that tells the technician that the projector is alive.
export const Blank = () => html`<div class="blank"><i class="point"></i></div>`;

const Notice = ({ kind, title, text }) => html`
  <div class=${`notice ${kind}`} data-fit>
    <i class="seal" aria-hidden="true"></i>
    <h1>${title}</h1>
    <p>${text}</p>
  </div>`;

export const Waiting = () =>
  html`<${Notice} kind="waiting" title=${t("One moment")} text=${t("This screen is connecting to the server.")} />`;

const REFUSALS = {
  stopping: () => [
    t("One moment"),
    t("The server is restarting. The picture comes back by itself."),
  ],
};

const wrongLink = () => [
  t("This link does not open a screen"),
  t("It may be from another event, or have been replaced. Open the screen again from the console."),
];

export function Refused({ code }) {
  const [title, text] = (REFUSALS[code] ?? wrongLink)();
  return html`<${Notice} kind="refused" title=${title} text=${text} />`;
}

// The last picture stays; only this says that it may be old.
export const Reconnecting = () => html`
  <p class="reconnecting" role="status"><i aria-hidden="true"></i>${t("Reconnecting …")}</p>`;
