// A name typed by a stranger, or the number of an anonymous phone: isolated, whatever its script.
import { html } from "../live/html.js";
import { t } from "../live/i18n.js";

export const nameOf = ({ name, number }) => name || t("Delegate {n}", { n: number });

export function Name({ who }) {
  return html`<bdi class="name">${nameOf(who)}</bdi>`;
}
