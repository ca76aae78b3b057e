// The head: whose console this is, the lamps, the languages, and the ways to the other pages.
import { html, useEffect, useRef } from "../live/html.js";
import { number, ownName, t } from "../live/i18n.js";
import { Code } from "../screen/joining.js";
import { Lamps } from "./lamps.js";
import { mayDo } from "./acts.js";

const LONG = 48; // characters; above it the title takes two lines

// A page of its own for each language: the server remembers the choice.
function Languages({ page }) {
  if (page.languages.length < 2) return null;
  return html`
    <span class="langs" role="group" aria-label=${t("Language")}>
      ${page.languages.map((code) => html`
        <a key=${code} href=${`?lang=${code}${page.floor ? `&floor=${page.floor}` : ""}`} lang=${code} hreflang=${code} aria-current=${code === page.language ? "true" : undefined} title=${ownName(code)}>${code.toUpperCase()}<span class="sr-only"> ${ownName(code)}</span></a>`)}
    </span>`;
}

// A console looks after one floor at a time.
function Floors({ page, floor }) {
  if ((page.floors ?? []).length < 2) return null;
  return html`
    <span class="langs floors" role="group" aria-label=${t("Floor")}>
      ${page.floors.map(({ id, name }) => html`<a key=${id} href=${`?floor=${encodeURIComponent(id)}`} aria-current=${id === floor ? "true" : undefined}><bdi>${name}</bdi></a>`)}
    </span>`;
}

// Closes by Escape, and as soon as the pointer or the focus goes elsewhere.
function useMenu() {
  const place = useRef(null);
  useEffect(() => {
    const leave = (event) => !place.current.contains(event.target) && place.current.removeAttribute("open");
    for (const name of ["pointerdown", "focusin"]) document.addEventListener(name, leave);
    return () => ["pointerdown", "focusin"].forEach((name) => document.removeEventListener(name, leave));
  }, []);
  const escape = (event) => {
    if (event.key !== "Escape" || !place.current.open) return;
    place.current.open = false;
    place.current.querySelector("summary").focus();
  };
  return [place, escape];
}

function Places({ page, onHelp }) {
  const { urls } = page;
  const [place, escape] = useMenu();
  return html`
    <details class="menu" ref=${place} onKeyDown=${escape}>
      <summary>${t("Menu")}</summary>
      <nav aria-label=${t("Pages")}>
        <a href=${page.screen_url} target="_blank" rel="noopener">${t("Screen, in a window of its own")}</a>
        <a href=${urls.sheet} target="_blank" rel="noopener">${t("Sheet to print")}</a>
        ${mayDo(page.role, "moderator") && html`<a href=${urls.edit}>${t("Activities and questions")}</a><a href=${urls.agenda}>${t("Agenda")}</a><a href=${`${urls.votes}new`}>${t("New vote")}</a><a href=${urls.seats}>${t("Seats")}</a><a href=${urls.annex}>${t("Annex for the minutes")}</a><a href=${urls.settings}>${t("Settings of the event")}</a><a href=${urls.rehearsal}>${t("Rehearsal")}</a>`}
        <a href=${urls.events}>${t("All events")}</a>
        <a href=${urls.account}>${t("Your account")} · <bdi>${page.account}</bdi></a>
        ${page.capacity > 0 && html`<p class="fine">${t("This server has room for about {n} phones.", { n: number(page.capacity) })}</p>`}
        <button type="button" onClick=${onHelp}>${t("Keys")} <kbd aria-hidden="true">?</kbd></button>
      </nav>
    </details>`;
}

export function Head({ page, model, onHelp }) {
  const event = model.state?.event;
  const { title } = page;
  return html`
    ${event?.rehearsal && html`<p class="rehearsal"><b>${t("Rehearsal")}</b> <span>${t("A copy of the meeting: nothing in it counts.")}</span> <a href=${page.urls.rehearsal}>${t("Phones, and wiping it")}</a></p>`}
    <header class="head">
      <h1 dir="auto" class=${title.length > LONG ? "long" : ""}>${title}</h1>
      <${Code} code=${event?.code ?? page.join.code} />
      <${Lamps} line=${model.line} crowd=${model.crowd} />
      <${Floors} page=${page} floor=${page.floor ?? model.state?.stage?.floor_id} />
      <${Languages} page=${page} />
      <${Places} page=${page} onHelp=${onHelp} />
    </header>`;
}
