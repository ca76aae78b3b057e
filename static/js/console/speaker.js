// The speaker's page: the question that is being answered in large letters, and those that come next. For who chairs
// or answers, on a tablet beside the microphone. Needs no look at the console.
import { html, render, useState } from "../live/html.js";
import { number, setLanguage, t, tn } from "../live/i18n.js";
import { hindrance, mayDo } from "./acts.js";
import { Button } from "./button.js";
import { Pulse } from "./floor_signs.js";
import { queueUrl, sorted, useQueue } from "./queue_list.js";
import { refusalText } from "./refusal_words.js";
import { createSession } from "./session.js";

const root = document.getElementById("app");
const page = JSON.parse(root.dataset.page);
let model = null;
let problem = null;

function By({ question }) {
  const { name, delegation } = question;
  return name || delegation ? html`<span><b><bdi>${name}</bdi></b>${name && delegation ? ", " : ""}<bdi>${delegation}</bdi></span>` : html`<span>${t("anonymous")}</span>`;
}

const Votes = ({ question }) => html`<span>${tn("{n} vote", "{n} votes", question.votes)}</span>`;

function Now({ question, model: shown, order }) {
  const floor = { floor_id: shown.state.stage.floor_id };
  if (!question) return html`<section class="now none"><p>${t("No question is on the screen. Tap one below.")}</p></section>`;
  const answered = ["answer_question", { ...floor, question_id: question.id }];
  const off = ["end_question_spotlight", floor];
  return html`
    <section class="now" aria-live="polite">
      <p class="words" dir="auto">${question.text}</p>
      <p class="about"><${By} question=${question} /><${Votes} question=${question} />${question.text !== question.asked_text && html`<span>${t("edited by the moderator")}</span>`}</p>
      <div class="row"><${Button} className="go" why=${hindrance(shown, answered)} onPress=${() => order(answered)}>${t("Answered")}<//>
        <${Button} why=${hindrance(shown, off)} onPress=${() => order(off)}>${t("Off the screen")}<//></div>
    </section>`;
}

function Next({ list, model: shown, order }) {
  const put = (question) => ["spotlight_question", { floor_id: shown.state.stage.floor_id, question_id: question.id }];
  if (!list.length) return html`<p class="fine">${t("No approved question waits.")}</p>`;
  return html`
    <ol class="coming">${list.map((question, index) => html`
      <li key=${question.id}><${Button} className=${index ? "" : "first"} why=${hindrance(shown, put(question))} onPress=${() => order(put(question))}>
        <span class="words" dir="auto">${question.text}</span><span class="about"><${Votes} question=${question} /><${By} question=${question} /></span><//></li>`)}</ol>`;
}

function Speaker({ model: shown, problem: fault }) {
  const { state } = shown;
  const [look, setLook] = useState("votes");
  const { queue, failed } = useQueue(queueUrl(page, state), `${state.rev} ${shown.orders.length} ${shown.news}`);
  const order = (what) => session.place(...what);
  const now = queue?.questions.find(({ id }) => id === queue.spotlight) ?? null;
  const list = queue ? sorted(queue, "approved", { order: look }).filter(({ id }) => id !== queue.spotlight) : [];
  return html`
    <${Pulse} pulse=${shown.pulse} />
    ${failed && html`<p class="fault" role="alert">${t("The questions can’t be fetched at the moment.")}</p>`}
    ${fault && html`<p class="fault" role="alert">${fault}</p>`}
    ${!state.qa ? html`<p class="fine">${t("Nobody can ask yet. A moderator opens questions in the console.")}</p>` : html`
      <${Now} question=${now} model=${shown} order=${order} />
      <section aria-labelledby="coming"><div class="bar"><h2 id="coming">${t("Next")}</h2>
        <span class="row" role="group" aria-label=${t("Order")}>${["votes", "time"].map((each) => html`<button key=${each} type="button" aria-pressed=${String(each === look)} onClick=${() => setLook(each)}>${each === "votes" ? t("Most wanted first") : t("Oldest first")}</button>`)}</span></div>
        <${Next} list=${list} model=${shown} order=${order} /></section>`}`;
}

function Page() {
  const { state, line, refusal } = model;
  const waiting = model.qa && state && model.qa.rev >= state.rev ? model.qa.waiting : (state?.qa?.waiting ?? 0);
  return html`
    <header class="top"><div><h1 dir="auto">${page.title}</h1>${state?.qa?.item && html`<p dir="auto">${state.qa.item.number} ${state.qa.item.title}</p>`}</div>
      <p class=${line === "online" ? "line" : "line away"} role="status">${line === "online" ? (waiting ? tn("{n} waits for the moderator", "{n} wait for the moderator", waiting) : "") : t("Not connected to the server.")}</p>
      <a href=${page.urls.console}>${t("Console")}</a></header>
    ${refusal ? html`<p class="fault" role="alert">${refusal.message}</p>` : state && mayDo(state.role, "helper") ? html`<${Speaker} model=${model} problem=${problem} />` : html`<p class="fine">${t("One moment")}</p>`}`;
}

function draw(next = model) {
  model = next;
  render(html`<${Page} />`, root);
}

function failed(order, reply) {
  problem = refusalText(reply);
  draw();
}

await setLanguage(page.language, page.catalogue_url);
const session = createSession({ page, changed: draw, failed });
document.title = `${t("Speaker’s view")} · ${page.title}`;
session.start();
