// Nothing is asked at the moment: what to do next, in words.
import { html } from "../live/html.js";
import { t } from "../live/i18n.js";
import { mayDo } from "./acts.js";

function words({ state, crowd }) {
  if (!state.run.some((line) => line.activities.length)) return [t("This event has no activities yet"), t("Quizzes and polls come with the event’s file. Whoever runs the server can load it.")];
  if (crowd && !crowd.joined) return [t("Nobody has joined yet"), t("Show the lobby: the room scans the QR code, or types the address and the code. Late arrivals are welcome at any time.")];
  if (!mayDo(state.role, "moderator")) return [t("No question is on stage"), t("You see here what the moderator sees.")];
  if (!state.next) return [t("Everything on the run sheet is done"), t("Start an activity on the run sheet to run it again.")];
  if (state.kind === "podium") return [t("The podium is on stage"), t("Take your time; the next step clears the stage.")];
  return [t("No question is on stage"), t("Press the big button, or start an activity on the run sheet.")];
}

export function Quiet({ model }) {
  const [title, text] = words(model);
  return html`<section class="question quiet"><h2>${title}</h2><p>${text}</p></section>`;
}
