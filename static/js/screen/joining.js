// How to get in, wherever it stands: the code, the address in words, the QR.
import { html } from "../live/html.js";
import { t } from "../live/i18n.js";

export const spaced = (code) => `${code.slice(0, 3)} ${code.slice(3)}`;

export function Code({ code }) {
  return html`<bdi class="code" dir="ltr">${spaced(code)}</bdi>`;
}

// The first address is the one the QR holds; a second one is for the other network.
export function Address({ addresses, most = 2 }) {
  return addresses.slice(0, most).map(
    (address, index) => html`
      ${index ? html` <span class="or">${t("or")}</span> ` : null}
      <bdi class="address" dir="ltr">${address}</bdi>`,
  );
}

export function Qr({ src, alt, kind = "" }) {
  return src ? html`<div class=${`qr ${kind}`}><img src=${src} alt=${alt} draggable=${false} /></div>` : null;
}

// In the corner of every picture while joining is open.
export function JoinCorner({ event }) {
  if (event.locked) return null;
  return html`
    <div class="join">
      <div class="words">
        <${Address} addresses=${event.addresses} most=${1} /><br /><${Code} code=${event.code} />
      </div>
      <${Qr} src=${event.qr} alt=${t("QR code to join")} />
    </div>`;
}
