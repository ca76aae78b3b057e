// The way in over everything else, when the moderator asks for it.
import { html } from "../live/html.js";
import { number, t, tn } from "../live/i18n.js";
import { Frame, Grow, Title } from "./frame.js";
import { Address, Code, Qr } from "./joining.js";

export function BigQr({ state, crowd }) {
  const { event } = state;
  return html`
    <${Frame} name="bigqr" top=${html`<${Title} text=${event.title} /><${Grow} />`}
      bottom=${html`${crowd && html`<span class="in-room"><b class="n">${number(crowd.joined)}</b> ${tn("in the room", "in the room", crowd.joined)}</span>`}`}>
      <${Qr} kind="huge" src=${event.qr} alt=${t("QR code to join")} />
      <div class="words">
        ${event.wifi && html`<p class="net">${t("Wi-Fi")} <b><bdi>${event.wifi.ssid}</bdi></b></p>`}
        <p class="hint">${event.locked ? t("Joining is closed for now.") : t("Scan the code, or open")}</p>
        <p class="where"><${Address} addresses=${event.addresses} /></p>
        <p><${Code} code=${event.code} /></p>
      </div>
    <//>`;
}
