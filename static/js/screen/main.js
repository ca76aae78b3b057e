// The projector's page: joins the line to the server with the wall. Nothing goes back but the connection itself.
import { createClock } from "../live/clock.js";
import { createConnection } from "../live/connection.js";
import { setLanguage } from "../live/i18n.js";
import { HEAR } from "../live/protocol.js";
import { createStore } from "../live/store.js";
import { listenForFullScreen } from "./fullscreen.js";
import { openWall } from "./wall.js";

const root = document.getElementById("app");
const page = JSON.parse(root.dataset.page);
const clock = createClock();
const store = createStore();
const draw = openWall(root, clock.now);
let status = "connecting";
let refusal = null;
let spoken = null;

function show() {
  draw({ ...store.get(), link: status, refusal });
}

// The texts of the screen follow the event's first screen language.
async function speak(language) {
  if (!language || language === spoken) return;
  const url = page.catalogue_urls?.[language];
  if (!url || !(await setLanguage(language, url))) return;
  spoken = language;
  show();
}

function heard(name, payload) {
  if (payload.now) clock.hear(payload.now);
  if (name === HEAR.state) speak(payload.languages?.[0]);
  if (Object.values(HEAR).includes(name)) store.receive(name, payload);
}

createConnection({
  who: { audience: "screen", event: page.event_id, token: page.token, floor: page.floor ?? null },
  rev: () => store.get().state?.rev ?? 0,
  heard,
  status: (next) => {
    status = next;
    show();
  },
  refused: (code) => {
    refusal = code;
    show();
  },
}).start();

store.subscribe(show);
listenForFullScreen();
const first = page.languages?.[0];
if (first) speak(first);
