// What must be seen at once, across the whole width: the line is lost, answers are not saved, the server stops.
import { html } from "../live/html.js";
import { t } from "../live/i18n.js";

function wordsOf({ line, stopping, crowd }) {
  if (line === "offline" && stopping) return ["no", t("The server is being restarted. The room keeps what it sees; this page comes back by itself.")];
  if (line === "offline") return ["no", t("The connection to the server is lost. The room keeps what it sees; this page comes back by itself.")];
  if (stopping) return ["warn", t("The server is about to stop.")];
  if (line === "online" && crowd?.saving === "failing") return ["no", t("Answers can’t be saved at the moment. The phones keep them and try again; please look at the server’s disk.")];
  return null;
}

export function Banner({ model }) {
  const words = wordsOf(model);
  return html`<div class="banner-place" role="alert">${words && html`<p class=${`banner ${words[0]}`}>${words[1]}</p>`}</div>`;
}
