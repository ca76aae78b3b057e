// For latecomers who ask at the desk: address, code and QR.
import { html } from "../live/html.js";
import { t } from "../live/i18n.js";
import { Address, Code } from "../screen/joining.js";

export function Joining({ page, event }) {
  const addresses = event.addresses?.length ? event.addresses : page.addresses;
  return html`
    <section class="joining" aria-label=${t("How to join")}>
      <img src=${page.join.qr} alt=${t("QR code to join")} width="92" height="92" draggable=${false} />
      <p>
        <small>${event.locked ? t("Joining is locked.") : t("For latecomers")}</small>
        <${Code} code=${event.code} />
        <span class="addresses"><${Address} addresses=${addresses} /></span>
        <a href=${page.urls.sheet} target="_blank" rel="noopener">${t("Sheet to print")}</a>
      </p>
    </section>`;
}
