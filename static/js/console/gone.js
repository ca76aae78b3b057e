// There is no console to show: still connecting, signed out, or no role here.
import { html } from "../live/html.js";
import { t } from "../live/i18n.js";

const refusals = {
  sign_in_first: () => [t("Please sign in again"), t("Your sign-in has ended. The room goes on as it is.")],
  forbidden: () => [t("You have no role in this event"), t("An administrator can give you one.")],
  not_found: () => [t("This event is gone"), t("It may have been removed.")],
};

export function Gone({ page, model }) {
  const { refusal } = model;
  if (!refusal) return html`<section class="calm"><h2>${t("One moment")}</h2><p role="status">${t("Connecting to the server…")}</p></section>`;
  const [title, text] = refusals[refusal.code]?.() ?? [t("The server refused the connection"), refusal.message];
  return html`
    <section class="calm" role="alert"><h2>${title}</h2><p>${text}</p>
      <p><button type="button" class="main" onClick=${() => location.reload()}>${refusal.code === "sign_in_first" ? t("Sign in") : t("Try again")}</button> <a href=${page.urls.events}>${t("All events")}</a></p>
    </section>`;
}
