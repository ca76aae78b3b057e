// The editor of one question: fields made of what the type says of itself, both previews beside them.
import { html, render } from "../live/html.js";
import { ownName, setLanguage, t, tn } from "../live/i18n.js";
import { Bar } from "./bar.js";
import { Details, Explanation, SourceField } from "./details.js";
import { Conflict, Paste } from "./dialogs.js";
import { fieldOf, loadKinds } from "./fields.js";
import { createLine } from "./line.js";
import { Group, Texts, idOf } from "./parts.js";
import { withValue } from "./paths.js";
import { PictureField } from "./picture.js";
import { Previews } from "./previews.js";
import { createSession } from "./session.js";
import { blankOf, toType } from "./types.js";

const root = document.getElementById("editor");
const page = JSON.parse(root.dataset.page);
page.line = createLine(page.csrf);

const typeOf = (slug) => page.types.find((each) => each.slug === slug) ?? page.types[0];
const STORED = `quizapp:draft:${page.urls.save}`;
const memory = {
  keep: (draft) => attempt(() => localStorage.setItem(STORED, JSON.stringify(draft))),
  recall: () => attempt(() => JSON.parse(localStorage.getItem(STORED))) ?? null,
  forget: () => attempt(() => localStorage.removeItem(STORED)),
};

function attempt(job) {
  try {
    return job();
  } catch {
    return null; // no storage in this browser: the server's draft has to do
  }
}

const kept = memory.recall();
const fresh = blankOf(page.types[0], { type: page.types[0].slug, prompt: {}, points: 1000 });
if (kept) page.draft = kept;
page.content ??= page.latest.version ? null : fresh;
const start = page.draft?.content ?? page.content;
const session = createSession({ page, line: page.line, start: { prompt: {}, ...start }, memory, changed: draw });
const { model } = session;

// Faults are shown where somebody has been, or everywhere once saving was tried.
const touched = new Set();
let trying = false;
let pasting = false;

const visible = (problems) => problems.filter((each) => trying || [...touched].some((path) => each.path === path || each.path.startsWith(`${path}.`) || each.path.startsWith(`${path}[`)));

const set = (path, value) => model.set(withValue(model.get(), path, value), path);

async function save() {
  if (await session.save()) {
    trying = false;
    touched.clear();
    draw();
    return true;
  }
  trying = true;
  draw();
  requestAnimationFrame(() => root.querySelector('[aria-invalid="true"], .wrong')?.scrollIntoView({ block: "center" }));
  return false;
}

async function next() {
  if (await save()) location.assign(page.urls.next);
}

async function discard() {
  await session.discard();
  trying = false;
  touched.clear();
  draw();
}

function take(question) {
  const before = model.get();
  const type = typeOf(question.type);
  model.set(blankOf(type, { ...question, points: question.points ?? before.points ?? 1000, tags: question.tags ?? before.tags }));
  pasting = false;
  draw();
}

function Gaps({ gaps }) {
  const lacking = Object.entries(gaps).filter(([code]) => page.languages.includes(code));
  if (!lacking.length) return null;
  return html`<p class="gaps">${lacking.map(([code, n]) => html`<span key=${code} class="gap">${ownName(code)}: ${tn("{n} text is missing", "{n} texts are missing", n)}</span>`)}</p>`;
}

function Others({ told }) {
  if (session.passed()) {
    const who = told.latest.by || "?";
    const words = t("{name} saved version {n} of this question in the meantime.", { name: who, n: told.latest.version });
    return html`<p class="say warn" role="alert"><span>${words}</span><button type="button" class="plain" onClick=${() => session.ask(words)}>${t("See theirs")}</button></p>`;
  }
  if (!told.others.length) return null;
  return html`<p class="say" role="status"><span>${t("Also editing this question: {names}", { names: told.others.join(", ") })}</span></p>`;
}

function Fields({ type, content, problems }) {
  const shared = { type, content, languages: page.languages, problems, set, change: (value) => model.set(value), page };
  return html`
    <${Group} path="prompt-group" label=${t("Question")} problems=${[]}>
      <${Texts} path="prompt" label=${t("Question")} texts=${content.prompt} languages=${page.languages} set=${set} problems=${problems} many />
      <${PictureField} path="picture" picture=${content.picture} languages=${page.languages} set=${set} problems=${problems} page=${page} />
    <//>
    ${type.fields.map((field) => html`<${fieldOf(field.kind)} key=${`${type.slug}-${field.name}`} field=${field} ...${shared} />`)}
    <${Explanation} ...${shared} />
    <${Details} ...${shared} />
    <${SourceField} ...${shared} />`;
}

function Editor() {
  const content = model.get();
  const told = session.told();
  const type = typeOf(content.type);
  const problems = visible(told.problems);
  const change = (event) => model.set(toType(content, type, typeOf(event.currentTarget.value)));
  return html`
    <${Bar} told=${told} dirty=${session.dirty()} shown=${trying ? told.problems.length : problems.length} model=${model} onSave=${save} onNext=${next} onDiscard=${discard} onPaste=${() => { pasting = true; draw(); }} />
    <${Others} told=${told} />
    <div class="editor">
      <div class="fields" onfocusout=${left}>
        <div class="field type"><label for=${idOf("type")}>${t("Type")}</label>
          <select id=${idOf("type")} value=${type.slug} onChange=${change}>${page.types.map((each) => html`<option key=${each.slug} value=${each.slug} selected=${each.slug === type.slug}>${each.label}</option>`)}</select></div>
        <${Gaps} gaps=${told.gaps} />
        <${Fields} type=${type} content=${content} problems=${problems} />
      </div>
      <${Previews} page=${page} type=${type} content=${content} preview=${told.preview?.views && Object.values(told.preview.views)[0].type === type.slug ? told.preview : null} stale=${told.problems.length > 0} />
    </div>
    ${told.conflict ? html`<${Conflict} message=${told.conflict} version=${told.latest.version} theirs=${told.theirs} onTheirs=${session.takeTheirs} onMine=${session.keepMine} onClose=${session.dismiss} />` : null}
    ${pasting ? html`<${Paste} page=${page} onTaken=${take} onClose=${() => { pasting = false; draw(); }} />` : null}`;
}

// Bound as onfocusout, in small letters: the view library listens in vain for an onFocusOut.
function left(event) {
  const place = event.target.closest?.("[data-path]");
  if (!place || touched.has(place.dataset.path)) return;
  touched.add(place.dataset.path);
  // Not at once: what is being taken out loses the focus in the middle of a drawing, and a button that
  // moves between press and release is never clicked.
  const soon = () => setTimeout(draw, 50);
  if (pressed) addEventListener("pointerup", soon, { once: true });
  else soon();
}

let pressed = false;
addEventListener("pointerdown", () => { pressed = true; }, true);
for (const name of ["pointerup", "pointercancel"]) addEventListener(name, () => { pressed = false; }, true);

let ready = false;
function draw() {
  if (ready) render(html`<${Editor} />`, root);
}

function key(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const act = { s: save, Enter: next, z: event.shiftKey ? model.redo : model.undo, Z: model.redo, y: model.redo }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

// Leaving by a link of ours makes the version where nothing is in the way; else the draft waits for the return.
async function leave(event) {
  const link = event.target.closest?.("a[data-leave]");
  if (!link || event.button > 0 || event.ctrlKey || event.metaKey || event.shiftKey || !session.dirty()) return;
  event.preventDefault();
  await session.look();
  if (session.told().problems.length) await session.flush();
  else if (!(await session.save()) && session.told().conflict) return;
  location.assign(link.href);
}

await Promise.all([loadKinds(page.types), setLanguage(page.language, page.catalogue_url)]);
ready = true;
addEventListener("keydown", key);
addEventListener("click", leave);
addEventListener("pagehide", () => session.leave());
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && session.leave());
root.replaceChildren();
draw();
session.look();
if (!page.latest.version && !page.draft) document.getElementById(`${idOf("prompt")}-${page.languages[0]}`)?.focus();
