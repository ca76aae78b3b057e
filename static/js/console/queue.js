// Questions from the floor at the console: whether they are taken, the queue by standing, and what goes on the screen.
import { html, useEffect, useRef, useState } from "../live/html.js";
import { number, t } from "../live/i18n.js";
import { hindrance, mayDo } from "./acts.js";
import { Button } from "./button.js";
import { QueueItem } from "./queue_item.js";
import { countOf, queueUrl, sorted, useQueue } from "./queue_list.js";

const STANDINGS = ["new", "approved", "answered", "archived"];
const names = {
  new: () => t("Waiting"),
  approved: () => t("Approved"),
  answered: () => t("Answered"),
  archived: () => t("Archived"),
};
const MOST = 150;

function Switches({ model, about, onAbout, order }) {
  const { state } = model;
  const floor = { floor_id: state.stage.floor_id };
  const open = Boolean(state.qa?.open);
  const moderates = mayDo(state.role, "moderator");
  const helps = mayDo(state.role, "helper");
  const opens = open ? ["close_questions", floor] : ["open_questions", { ...floor, item_id: about }];
  const lists = ["list_questions", { ...floor, on: !state.top }];
  const reacts = ["switch_reactions", { ...floor, on: !state.reactions }];
  const items = state.run.map(({ item }) => item).filter(Boolean);
  return html`
    <div class="switches">
      ${moderates && !open && html`<label><span class="sr-only">${t("What the questions are about")}</span>
        <select value=${about} onChange=${(event) => onAbout(event.currentTarget.value)}>
          <option value=${floor.floor_id} selected=${about === floor.floor_id}>${t("General questions")}</option>
          ${items.map((item) => html`<option key=${item.id} value=${item.id} selected=${item.id === about}>${item.number} ${item.title}</option>`)}</select></label>`}
      ${moderates && html`<${Button} className=${open ? "" : "go"} why=${hindrance(model, opens)} onPress=${() => order(opens)}>${open ? t("Close questions") : t("Open questions")}<//>`}
      ${helps && state.qa && html`<${Button} why=${hindrance(model, lists)} on=${Boolean(state.top)} onPress=${() => order(lists)}>${t("List on screen")}<//>`}
      ${moderates && html`<${Button} why=${hindrance(model, reacts)} on=${state.reactions} onPress=${() => order(reacts)}>${t("Reactions")}<//>`}
    </div>`;
}

// What is agreed for the session; each change is told to everybody at once.
function Rules({ model, order }) {
  const { qa, stage } = model.state;
  const { moderated, anonymous, upvotes, limit } = qa;
  const why = hindrance(model, ["set_question_rules"]);
  const put = (change) => !why && order(["set_question_rules", { floor_id: stage.floor_id, moderated, anonymous, upvotes, limit, ...change }]);
  const flag = (name, on, words) => html`<label><input type="checkbox" checked=${on} disabled=${Boolean(why)} onChange=${(event) => put({ [name]: event.currentTarget.checked })} /> ${words}</label>`;
  return html`
    <details class="rules"><summary>${t("What is agreed")}</summary>
      ${flag("moderated", moderated, t("The room sees a question once it is approved"))}
      ${flag("anonymous", anonymous, t("One may ask without a name"))}
      ${flag("upvotes", upvotes, t("Phones vote for questions"))}
      <label>${t("Waiting questions a phone")} <select disabled=${Boolean(why)} onChange=${(event) => put({ limit: Number(event.currentTarget.value) })}>
        ${[1, 2, 3, 5, 10, 0].map((n) => html`<option key=${n} value=${n} selected=${n === limit}>${n ? number(n) : t("any number")}</option>`)}</select></label>
    </details>`;
}

function Choices({ queue, standing, onStanding, look, onLook }) {
  return html`
    <div class="tabs" role="group" aria-label=${t("State")}>${STANDINGS.map((each) => html`
      <button key=${each} type="button" class="bare" aria-pressed=${String(each === standing)} onClick=${() => onStanding(each)}>${names[each]()} <b>${number(countOf(queue, each))}</b></button>`)}</div>
    <div class="row look">
      <label><span class="sr-only">${t("Order")}</span><select onChange=${(event) => onLook({ ...look, order: event.currentTarget.value })}>
        <option value="votes" selected=${look.order === "votes"}>${t("Most wanted first")}</option><option value="time" selected=${look.order === "time"}>${t("Oldest first")}</option></select></label>
      ${queue.labels.length > 0 && html`<label><span class="sr-only">${t("Label")}</span><select onChange=${(event) => onLook({ ...look, label: event.currentTarget.value })}>
        <option value="" selected=${!look.label}>${t("All labels")}</option>${queue.labels.map((each) => html`<option key=${each} value=${each} selected=${each === look.label}>${each}</option>`)}</select></label>`}
    </div>`;
}

const commands = {
  approve: (ids) => ["approve_question", ids],
  archive: (ids) => ["archive_question", ids],
  answer: (ids) => ["answer_question", ids],
  light: (ids) => ["spotlight_question", ids],
  dim: ({ floor_id: floor }) => ["end_question_spotlight", { floor_id: floor }],
  edited: (ids, { text }) => ["edit_question", { ...ids, text }],
  label: (ids, { label, on }) => ["label_question", { ...ids, label, on }],
  part: (ids, { id }) => ["part_question", { ...ids, question_id: id }],
};

function Items({ model, queue, standing, look, order }) {
  const [merging, merge] = useState(null);
  const { stage, role } = model.state;
  const why = hindrance(model, ["approve_question"]);
  const shown = sorted(queue, standing, look);
  function act(question, id, more) {
    const ids = { floor_id: stage.floor_id, question_id: question.id };
    if (id === "merge") merge(merging === question.id ? null : question.id);
    else if (id === "into") {
      order(["merge_questions", { ...ids, question_id: merging, into_id: question.id }]);
      merge(null);
    } else order(commands[id](ids, more));
  }
  if (!shown.length) return html`<p class="fine">${standing === "new" ? t("No question waits.") : t("No question here.")}</p>`;
  return html`
    ${merging && html`<p class="say-merge" role="status">${t("Choose the question that stands for both.")} <button type="button" class="bare" onClick=${() => merge(null)}>${t("Cancel")}</button></p>`}
    <ul class="queue">${shown.slice(0, MOST).map((question) => html`
      <${QueueItem} key=${question.id} question=${question} queue=${queue} why=${why} mayAct=${mayDo(role, "helper")} merging=${merging} onAct=${(id, more) => act(question, id, more)} />`)}</ul>`;
}

export function Queue({ page, model, onClose, order }) {
  const { state } = model;
  const heading = useRef(null);
  const floor = state.stage.floor_id;
  const [about, setAbout] = useState(null);
  const [standing, setStanding] = useState("new");
  const [look, setLook] = useState({ order: "votes", label: "" });
  const sign = `${state.rev} ${model.orders.length} ${model.news}`;
  const { queue, failed } = useQueue(queueUrl(page, state), sign);
  // Another item is on the floor: what was chosen before was about the one before.
  useEffect(() => setAbout(null), [state.item]);
  useEffect(() => {
    heading.current?.focus();
    return () => setTimeout(() => document.getElementById("open-queue")?.focus());
  }, []);
  return html`
    <section class="people questions" aria-labelledby="queue-title" onKeyDown=${(event) => event.key === "Escape" && onClose()}>
      <header><h2 id="queue-title" tabindex="-1" ref=${heading}>${t("Questions")}</h2>
        <button type="button" class="bare" onClick=${onClose}>${t("Close")} <kbd aria-hidden="true">${t("Esc")}</kbd></button></header>
      <${Switches} model=${model} about=${about ?? state.item ?? state.qa?.item_id ?? floor} onAbout=${setAbout} order=${order} />
      ${state.qa && mayDo(state.role, "moderator") && html`<${Rules} model=${model} order=${order} />`}
      <p class="links">${mayDo(state.role, "helper") && html`<a href=${page.urls.speaker} target="_blank" rel="noopener">${t("Speaker’s view")}</a>`}<a href=${page.urls.question_report}>${t("All questions, to take away")}</a></p>
      ${failed && html`<p class="fine" role="alert">${t("The questions can’t be fetched at the moment.")}</p>`}
      ${!state.qa ? html`<p class="fine">${t("Nobody can ask yet. Open questions, and phones show a form.")}</p>` : queue && html`
        <datalist id="question-labels">${queue.labels.map((each) => html`<option key=${each} value=${each}></option>`)}</datalist>
        <${Choices} queue=${queue} standing=${standing} onStanding=${setStanding} look=${look} onLook=${setLook} />
        <${Items} key=${standing} model=${model} queue=${queue} standing=${standing} look=${look} order=${order} />`}
    </section>`;
}
