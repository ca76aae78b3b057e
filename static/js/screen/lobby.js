// Before it begins: the way in, as large as the wall allows, and the room filling up.
import { html } from "../live/html.js";
import { language, number, t, tn } from "../live/i18n.js";
import { Also, Frame, Grow, Pill, Title } from "./frame.js";
import { Address, Code, Qr } from "./joining.js";
import { Name } from "./names.js";
import { Filling } from "./teams.js";

export function Lobby({ state, crowd }) {
  const { event } = state;
  return html`
    <${Frame} name="lobby"
      top=${html`<${Title} text=${event.theme ? event.title : ""} /><${Grow} />
        ${event.rehearsal && html`<${Pill} kind="warn">${t("Rehearsal")}<//>`}
        ${event.date && html`<span>${longDate(event.date)}</span>`}`}
      bottom=${html`<${Arrivals} crowd=${crowd} />`}>
      <div class="welcome">
        <h1><bdi>${event.theme || event.title}</bdi>
          <${Also} text=${event.also?.theme || event.also?.title} lang=${state.languages[1]} /></h1>
        <p class="sub">${promise(event.join)}</p>
        <${Filling} event=${event} crowd=${crowd} second=${state.languages[1]} />
        ${event.locked ? html`<p class="locked">${t("Joining is closed for now.")}</p>` : html`<${Ways} event=${event} />`}
      </div>
      ${!event.locked && html`<${Doors} event=${event} />`}
    <//>`;
}

function Ways({ event }) {
  let step = 0;
  const next = () => html`<i class="step">${++step}</i>`;
  return html`
    <ol class="ways">
      ${event.wifi && html`<li>${next()}<span>${t("Join the Wi-Fi")} <b><bdi>${event.wifi.ssid}</bdi></b>
        ${event.wifi.password && html`<span class="secret">${t("password")} <b><bdi dir="ltr">${event.wifi.password}</bdi></b></span>`}</span></li>`}
      <li>${next()}<span>${t("Scan the code, or open")} <b><${Address} addresses=${event.addresses} /></b></span></li>
      <li class="last">${next()}<${Code} code=${event.code} /></li>
    </ol>`;
}

// The Wi-Fi stands first: without it the other code leads nowhere.
function Doors({ event }) {
  const { wifi } = event;
  return html`
    <div class=${`doors ${wifi?.qr ? "two" : ""}`}>
      ${wifi?.qr && html`<figure class="door"><${Qr} kind="wifi" src=${wifi.qr} alt=${t("QR code of the Wi-Fi")} />
        <figcaption><i class="step">1</i>${t("Wi-Fi")}</figcaption></figure>`}
      <figure class="door main"><${Qr} kind="big" src=${event.qr} alt=${t("QR code to join")} />
        <figcaption>${wifi?.qr && html`<i class="step">2</i>`}${t("Point your camera here")}</figcaption></figure>
    </div>`;
}

// Newest first. What does not fit in the line wraps out of sight, so no name is ever cut in two.
function Arrivals({ crowd }) {
  if (!crowd?.joined) return html`<span class="in-room">${t("Be the first in the room.")}</span>`;
  return html`
    <span class="count">${number(crowd.joined)}</span>
    <span class="in-room">${tn("in the room", "in the room", crowd.joined)}</span>
    <ul class="arrivals">
      ${crowd.arrivals.map((who) => html`<li key=${who.number}><${Name} who=${who} /></li>`)}
    </ul>`;
}

const PROMISES = {
  anonymous: () => t("No app, no account, no name. Your answers are anonymous unless the screen says otherwise."),
  nickname: () => t("No app, no account. Choose any nickname you like."),
  name: () => t("No app, no account. Join with your name."),
};

const promise = (join) => (PROMISES[join] ?? PROMISES.anonymous)();

// Day, month, year: the order of every meeting that this program is for.
export function longDate(date) {
  const locale = language() === "en" ? "en-GB" : `${language()}-u-nu-latn`;
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  return format.format(new Date(`${date}T00:00:00Z`));
}
