// The console's page: joins the line to the server with the desk.
import { html, render } from "../live/html.js";
import { setLanguage } from "../live/i18n.js";
import { Desk } from "./desk.js";
import { refusalText } from "./refusal_words.js";
import { createSession } from "./session.js";

const root = document.getElementById("app");
const page = JSON.parse(root.dataset.page);
let model = null;
let toasts = [];
let told = 0;

function draw(next = model) {
  model = next;
  render(html`<${Desk} page=${page} model=${model} session=${session} toasts=${toasts} onToastGone=${forget} />`, root);
}

function forget(id) {
  toasts = toasts.filter((each) => each.id !== id);
  draw();
}

// The same words need not stand there twice.
function failed(order, reply) {
  told += 1;
  const text = refusalText(reply);
  toasts = [...toasts.filter((each) => each.text !== text), { id: told, kind: "error", text }].slice(-3);
  draw();
}

await setLanguage(page.language, page.catalogue_url);
const session = createSession({ page, changed: draw, failed });
session.start();
