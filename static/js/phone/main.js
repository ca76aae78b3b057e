// The phone's page: language and door come first; the rest is fetched when somebody wants to come in.
import { html, render } from "../live/html.js";
import { language, setLanguage, t } from "../live/i18n.js";
import { Join } from "./join.js";
import { place } from "./memory.js";
import { Shell, announce } from "./shell.js";

const root = document.getElementById("app");
const page = JSON.parse(root.dataset.page);
const seat = place("seat", page.event_id);
const chosen = place("language", page.event_id);
const whereabouts = place("floor", page.event_id);
const wanted = page.languages.includes(chosen.recall()) ? chosen.recall() : page.language;

// A seat card's code stands behind the #: it is in no log of a server, and goes from the address once read.
const card = new URLSearchParams(location.hash.slice(1)).get("seat");
if (card !== null) history.replaceState(null, "", location.pathname + location.search);

let model = { place: "door", line: "away", joining: false, problem: null, sent: null, state: null, me: null };
let session = null;
let Room = null;
let room = null;

const spaced = (code) => code.replace(/^(\d{3})(\d{3})$/, "$1\u00a0$2");
const catalogueOf = (code) => page.catalogue_url.replace(/[^/]+\.json/, `${code}.json`);

function draw(next = model) {
  model = next;
  const event = model.state?.event;
  // The door has the title in large letters below.
  const title = model.place === "door" ? spaced(page.code) : event?.title ?? page.title;
  const kept = Object.values(model.entries ?? {}).some(({ status }) => status === "waiting");
  document.title = event?.title ?? page.title;
  render(html`
    <${Shell} title=${title} rehearsal=${model.state?.event.rehearsal ?? page.rehearsal} languages=${page.languages} current=${language()} onPick=${speak} line=${model.line} kept=${kept}
      floors=${floorsNow()} floor=${floorNow()} onFloor=${goTo}>
      ${model.place === "door" || !Room
        ? html`<${Door} />`
        : html`<${Room} page=${page} model=${model} session=${session} announce=${announce} />`}
    <//>`, root);
}

function Door() {
  if (model.place !== "door") return html`<div class="view calm"><h1>${t("One moment")}</h1><p>${t("Your place is being looked up.")}</p></div>`;
  return html`
    <${Join} page=${page} joining=${model.joining} problem=${model.problem} known=${seat.recall()?.name ?? ""} card=${card}
      onJoin=${join} onIntent=${() => fetchRoom().catch(() => {})} />`;
}

// Fetched once, at the first sign that somebody wants in.
function fetchRoom() {
  room ??= Promise.all([import("./session.js"), import("./room.js")]).catch((error) => {
    room = null;
    throw error;
  });
  return room;
}

async function open() {
  const [{ createSession }, views] = await fetchRoom();
  Room = views.Room;
  session ??= createSession({ eventId: page.event_id, seat, language: language(), floor: floorNow(), card, changed: draw });
  return session;
}

async function join(name, more) {
  draw({ ...model, joining: true, problem: null });
  try {
    (await open()).join(name, more);
  } catch {
    draw({ ...model, joining: false, problem: { code: "network" } });
  }
}

async function returnToRoom() {
  draw({ ...model, place: "room" });
  try {
    (await open()).enter();
  } catch {
    draw({ ...model, line: "offline" });
    setTimeout(returnToRoom, 1000 + Math.random() * 1000);
  }
}

// In the language of the phone; the page knows all of them.
const floorName = (names) => names[language()] ?? Object.values(names)[0] ?? "";
const floorsNow = () => model.state?.event.floors ?? page.floors?.map(({ id, name }) => ({ id, name: floorName(name) })) ?? [];

// Remembered over reloads; one that was taken away counts for nothing.
function floorNow() {
  const floors = floorsNow();
  const known = whereabouts.recall();
  return floors.some(({ id }) => id === known) ? known : (floors[0]?.id ?? null);
}

function goTo(id) {
  whereabouts.keep(id);
  session?.floor(id);
  draw();
}

async function speak(code) {
  if (await setLanguage(code, catalogueOf(code))) {
    chosen.keep(code);
    session?.speak(code);
  }
  draw();
}

await setLanguage(wanted, catalogueOf(wanted));
const known = seat.recall();
if (known?.token && !known.left && !known.outside) returnToRoom();
else draw();
