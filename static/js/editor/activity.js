// The questions of an activity: looked for in the banks, put in order, each in the version that will be asked.
import { html, render, useEffect, useRef, useState } from "../live/html.js";
import { number, setLanguage, t, tn } from "../live/i18n.js";
import { createLine, debounced } from "./line.js";
import { moved, watchList } from "./moving.js";
import { CROSS, GRIP, Icon, PLUS } from "./parts.js";

const form = document.getElementById("activity");
const root = document.getElementById("picker");
const page = JSON.parse(form.dataset.page);
const line = createLine(page.csrf);

const linkOf = (each) => page.question.replace("BANK", each.bank_id).replace("QUESTION", each.id);
const quiz = () => form.elements.kind.value === "quiz";

function Facts({ each }) {
  return html`<p class="facts"><span class="tag">${each.type}</span><span><bdi>${each.bank}</bdi></span><span>${each.languages.join(" ")}</span>
    ${quiz() && !each.key ? html`<span class="gap">${t("no right answer: it counts no points")}</span>` : null}</p>`;
}

function Chosen({ chosen, put }) {
  const box = useRef(null);
  const act = useRef(null);
  act.current = (from, to) => put(moved(chosen, from, to));
  useEffect(() => watchList(box.current, (from, to) => act.current(from, to)), []);
  const newest = (at) => put(chosen.map((each, index) => (index === at ? { ...each, version: each.newest } : each)));
  return html`
    <ol class="questions chosen" ref=${box}>
      ${chosen.map((each, index) => html`
        <li key=${each.id} class="question">
          <input type="hidden" name="question" value=${`${each.id}:${each.version}`} />
          <button type="button" class="grip" aria-label=${t("Move: {name}", { name: each.prompt })}><${Icon} path=${GRIP} /></button>
          <div class="what"><h3><a href=${linkOf(each)}><bdi>${each.prompt}</bdi></a></h3><${Facts} each=${each} />
            ${each.version < each.newest ? html`<p class="say warn"><span>${t("Version {n} is asked; version {newest} is in the bank.", { n: each.version, newest: each.newest })}</span>
              <button type="button" class="plain" onClick=${() => newest(index)}>${t("Take the newest")}</button></p>` : null}</div>
          <button type="button" class="icon-button" aria-label=${t("Take out: {name}", { name: each.prompt })} onClick=${() => put(chosen.filter((other) => other !== each))}><${Icon} path=${CROSS} /></button>
        </li>`)}
    </ol>
    ${chosen.length ? null : html`<p class="hint">${t("No question yet. Look for some below.")}</p>`}`;
}

function Search({ chosen, add }) {
  const [words, setWords] = useState("");
  const [bank, setBank] = useState("");
  const [found, setFound] = useState({ total: 0, questions: [] });
  const ask = useRef(null);
  const look = useRef(debounced(() => ask.current(), 250));
  const newest = useRef(0);
  ask.current = async () => {
    const mine = ++newest.current;
    const { ok, data } = await line.ask(`${page.search}?${new URLSearchParams({ q: words, bank })}`);
    if (ok && mine === newest.current) setFound(data);
  };
  useEffect(() => look.current.soon(), [words, bank]);
  const taken = new Set(chosen.map((each) => each.id));
  // Enter looks, and does not send the form.
  const enter = (event) => event.key === "Enter" && event.preventDefault();
  return html`
    <div class="search-questions">
      <div class="two">
        <p class="field"><label for="find">${t("Look for questions")}</label><input id="find" type="search" dir="auto" autocomplete="off" value=${words} onKeyDown=${enter} onInput=${(event) => setWords(event.currentTarget.value)} /></p>
        <p class="field"><label for="find-bank">${t("Bank")}</label><select id="find-bank" value=${bank} onChange=${(event) => setBank(event.currentTarget.value)}>
          <option value="">${t("all banks")}</option>${page.banks.map((each) => html`<option key=${each.id} value=${each.id}>${each.title}</option>`)}</select></p>
      </div>
      <p class="note" role="status">${tn("{n} question found", "{n} questions found", found.total)}${found.total > found.questions.length ? ` · ${t("the first {n} are shown", { n: number(found.questions.length) })}` : ""}</p>
      <ul class="questions results">
        ${found.questions.map((each) => html`
          <li key=${each.id} class=${taken.has(each.id) ? "question off" : "question"}>
            <div class="what"><h3><bdi>${each.prompt}</bdi></h3><${Facts} each=${each} /></div>
            <button type="button" class="plain" disabled=${taken.has(each.id)} aria-label=${t("Add: {name}", { name: each.prompt })} onClick=${() => add({ ...each, newest: each.version })}><${Icon} path=${PLUS} />${taken.has(each.id) ? t("is in") : t("Add")}</button>
          </li>`)}
      </ul>
    </div>`;
}

function Picker() {
  const [chosen, put] = useState(page.chosen);
  const [, draw] = useState(0);
  useEffect(() => {
    const changed = ({ target }) => ["kind", "voters", "secrecy"].includes(target.name) && (turn(), draw((n) => n + 1));
    form.addEventListener("change", changed);
    return () => form.removeEventListener("change", changed);
  }, []);
  return html`<${Chosen} chosen=${chosen} put=${put} /><${Search} chosen=${chosen} add=${(each) => put((list) => [...list, each])} />`;
}

// What a poll has not is hidden, and keeps its value.
function turn() {
  for (const element of form.querySelectorAll(".quiz-only")) element.hidden = !quiz();
  for (const element of form.querySelectorAll(".poll-only")) element.hidden = quiz();
  // What only a secret vote has, or only one by seats.
  const { voters, secrecy, quorum, names_to: names, group_by: groups } = form.elements;
  for (const element of form.querySelectorAll("[data-vote]")) element.hidden = ![voters.value, secrecy.value].includes(element.dataset.vote);
  if (voters.value === "phones") quorum.value = "";
  if (secrecy.value === "secret") names.value = "moderators";
  else groups.value = "none";
}

await setLanguage(page.language, page.catalogue_url);
turn();
root.replaceChildren();
render(html`<${Picker} />`, root);
