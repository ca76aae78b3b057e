// The lists of a bank and of an event's activities: order by hand, and the figures that come after the page.
import { number, percent, setLanguage, t, tn } from "../live/i18n.js";
import { createLine, debounced } from "./line.js";
import { watchList } from "./moving.js";

const root = document.querySelector("#questions, [data-lists]");
const page = JSON.parse(root?.dataset.page ?? "null");
const line = createLine(page?.csrf);
const voice = document.getElementById("voice");

const lists = () => (root.matches("ol") ? [root] : [...root.querySelectorAll("ol")]);
const ids = () => lists().flatMap((list) => [...list.children].map((each) => each.dataset.id));

const keep = debounced(async () => {
  const { ok, data } = await line.send(page.order, { ids: ids() });
  voice.textContent = ok ? t("The order is saved.") : (data?.message ?? t("The order could not be saved. Please reload the page."));
}, 500);

function arrange(list) {
  watchList(list, (from, to) => {
    const item = list.children[from];
    const before = to > from ? list.children[to].nextSibling : list.children[to];
    list.insertBefore(item, before);
    keep.soon();
  });
}

function words({ asked, answered, right, discrimination }) {
  const parts = [tn("asked {n} time", "asked {n} times", asked), tn("{n} answer", "{n} answers", answered)];
  if (right !== null) parts.push(t("{share} right", { share: percent(right) }));
  if (discrimination !== null) parts.push(t("discrimination {value}", { value: number(Math.round(discrimination * 100) / 100) }));
  return parts.join(" · ");
}

async function count() {
  const { ok, data } = await line.ask(page.figures);
  if (!ok) return;
  for (const item of root.children) {
    const figures = data[item.dataset.id];
    const place = item.querySelector(".figures-line");
    if (!figures?.asked || !place) continue;
    place.textContent = words(figures);
    place.hidden = false;
  }
}

if (page) {
  addEventListener("pagehide", () => keep.waiting() && keep.now());
  for (const list of lists()) arrange(list);
  await setLanguage(page.language, page.catalogue_url);
  if (page.figures) count();
}
