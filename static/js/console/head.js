// The head: whose console this is, the lamps, the languages, and the ways to the other pages.
import { html } from "../live/html.js";
import { ownName, t } from "../live/i18n.js";
import { Code } from "../screen/joining.js";
import { Lamps } from "./lamps.js";
import { mayDo } from "./acts.js";

// A page of its own for each language: the server remembers the choice.
function Languages({ page }) {
  if (page.languages.length < 2) return null;
  return html`
    <span class="langs" role="group" aria-label=${t("Language")}>
      ${page.languages.map((code) => html`
        <a key=${code} href=${`?lang=${code}`} lang=${code} hreflang=${code} aria-current=${code === page.language ? "true" : undefined} title=${ownName(code)}>${code.toUpperCase()}<span class="sr-only"> ${ownName(code)}</span></a>`)}
    </span>`;
}

function Places({ page, onHelp }) {
  const { urls } = page;
  return html`
    <details class="menu">
      <summary>${t("Menu")}</summary>
      <nav aria-label=${t("Pages")}>
        <a href=${page.screen_url} target="_blank" rel="noopener">${t("Screen, in a window of its own")}</a>
        <a href=${urls.sheet} target="_blank" rel="noopener">${t("Sheet to print")}</a>
        ${mayDo(page.role, "moderator") && html`<a href=${urls.settings}>${t("Settings of the event")}</a>`}
        <a href=${urls.events}>${t("All events")}</a>
        <a href=${urls.account}>${t("Your account")} · <bdi>${page.account}</bdi></a>
        <button type="button" onClick=${onHelp}>${t("Keys")} <kbd aria-hidden="true">?</kbd></button>
      </nav>
    </details>`;
}

export function Head({ page, model, onHelp }) {
  const event = model.state?.event;
  return html`
    <header class="head">
      <h1 dir="auto">${event?.title ?? page.title}</h1>
      <${Code} code=${event?.code ?? page.join.code} />
      <span class="grow"></span>
      <${Lamps} line=${model.line} crowd=${model.crowd} />
      <${Languages} page=${page} />
      <${Places} page=${page} onHelp=${onHelp} />
    </header>`;
}
