// Questions from the floor: what the room wants answered, my own ones and how they stand, and asking.
import { html, useEffect, useMemo, useRef, useState } from "../live/html.js";
import { number, t, tn } from "../live/i18n.js";
import { AskForm } from "./ask_form.js";
import { useLists } from "./asked_lists.js";
import { askedMemory } from "./asked_memory.js";
import { styled } from "./asking_style.js";
import { Say } from "./frame.js";
import { Stop, Tick, Up, Wait } from "./icons.js";

await styled;

const standings = {
  new: () => t("waiting for the moderator"),
  approved: () => t("approved"),
  on_screen: () => t("on the screen now"),
  answered: () => t("has been answered"),
  archived: () => t("put away by the moderator"),
};
const MAY_GO = ["new", "approved"];

const ORDERS = {
  wanted: (a, b) => (b.votes ?? 0) - (a.votes ?? 0) || a.at - b.at,
  newest: (a, b) => b.at - a.at,
};

function By({ question }) {
  const { name, delegation } = question;
  if (!name && !delegation) return html`<span>${t("anonymous")}</span>`;
  return html`<span><bdi>${name}</bdi>${name && delegation ? ", " : ""}<bdi>${delegation}</bdi></span>`;
}

function Vote({ question, on, mine, disabled, onVote }) {
  if (question.votes === null) return null;
  const label = mine ? t("Your own question") : on ? t("Take my vote back") : t("I want this answered, too");
  return html`
    <button type="button" class=${on ? "vote on" : "vote"} aria-pressed=${String(on)} disabled=${disabled || mine} aria-label=${`${label}, ${tn("{n} vote", "{n} votes", question.votes)}`} onClick=${() => onVote(question, !on)}>
      <${Up} size=${20} /><b>${number(question.votes)}</b></button>`;
}

function Question({ question, ...vote }) {
  return html`
    <li class=${question.answered ? "asked answered" : "asked"}>
      <div class="words"><p dir="auto">${question.text}</p>
        <p class="about"><${By} question=${question} />${vote.mine && html`<i>${t("yours")}</i>`}${question.edited && html`<i>${t("edited by the moderator")}</i>`}${question.answered && html`<i class="ok"><${Tick} size=${14} />${t("has been answered")}</i>`}${question.labels.map((label) => html`<i key=${label}><bdi>${label}</bdi></i>`)}</p></div>
      <${Vote} question=${question} ...${vote} disabled=${vote.disabled || question.answered} />
    </li>`;
}

function Own({ own, onWithdraw }) {
  const stands = own.merged ? t("merged with another question") : standings[own.standing]?.();
  return html`
    <li class=${`own ${own.standing}`}>
      <p dir="auto">${own.text}</p>
      <p class="about"><b>${stands}</b>${own.edited && html`<i>${t("edited by the moderator")}</i>`}</p>
      ${own.merged?.text && html`<p class="fine">${t("It counts with: {text}", { text: own.merged.text })}</p>`}
      ${MAY_GO.includes(own.standing) && !own.merged && html`<button type="button" class="link" onClick=${() => onWithdraw(own)} aria-label=${t("Take “{text}” back", { text: own.text })}>${t("Take it back")}</button>`}
    </li>`;
}

function Orders({ order, onOrder }) {
  const words = { wanted: t("Most wanted"), newest: t("Newest") };
  return html`<p class="orders" role="group" aria-label=${t("Order")}>${Object.keys(ORDERS).map((each) => html`
    <button key=${each} type="button" class="chip" aria-pressed=${String(each === order)} onClick=${() => onOrder(each)}>${words[each]}</button>`)}</p>`;
}

function List({ qa, lists, votes, mineIds, busy, onVote }) {
  const [order, setOrder] = useState("wanted");
  const { list, failed } = lists;
  if (!list && failed) return html`<${Say} kind="warn" icon=${html`<${Stop} />`}>${t("The questions can’t be fetched at the moment.")}<//>
    <button type="button" class="link" onClick=${lists.again}>${t("Try again")}</button>`;
  if (!list) return html`<${Say} icon=${html`<${Wait} />`}>${t("The questions are being fetched.")}<//>`;
  if (!list.length) return html`<p class="nothing">${qa.open ? t("Nobody’s question is shown yet. Yours could be the first.") : t("No question was asked here.")}</p>`;
  const open = [...list].sort((a, b) => a.answered - b.answered || ORDERS[order](a, b));
  return html`
    ${list.length > 1 && qa.upvotes && html`<${Orders} order=${order} onOrder=${setOrder} />`}
    <ul class="asked-list">${open.map((question) => html`
      <${Question} key=${question.id} question=${question} on=${votes.includes(question.id)} mine=${mineIds.includes(question.id)} disabled=${!qa.open || busy} onVote=${onVote} />`)}</ul>`;
}

// Votes are drawn as they were tapped until the list says so itself: it is up to a second old when it comes.
const UNHEARD_MS = 6000;

function withTaps(list, taps) {
  const now = performance.now();
  return list?.map((each) => {
    const tap = taps[each.id];
    return tap && tap.from === each.votes && now - tap.at < UNHEARD_MS ? { ...each, votes: Math.max(0, each.votes + tap.step) } : each;
  }) ?? null;
}

// What was tapped and taken back before the list knew of it is as before.
function tapped(taps, { id, votes }, listed, step) {
  const before = taps[id];
  const from = listed?.find((each) => each.id === id)?.votes ?? votes;
  const at = performance.now();
  const unheard = before && before.from === from && at - before.at < UNHEARD_MS;
  return { ...taps, [id]: { from, step: unheard ? before.step + step : step, at } };
}

export function Questions({ page, model, session, onClose = null }) {
  const { state, me, line } = model;
  const { qa } = state;
  const memory = useMemo(() => askedMemory(page.event_id), [page.event_id]);
  const lists = useLists({ qa, memory });
  const [asks, setAsks] = useState(false);
  const [said, say] = useState("");
  const [taps, setTaps] = useState({});
  const title = useRef(null);
  useEffect(() => title.current?.focus(), [asks]);
  const { votes } = memory.read();
  const own = lists.own ?? [];

  async function ask(wish) {
    const reply = await session.ask({ ...wish, earlier: memory.read().keys });
    if (!reply.ok) return reply;
    memory.asked(wish.key);
    setAsks(false);
    say(qa.moderated ? t("Sent. A moderator reads it first; below you see how it stands.") : t("Sent. The room can read it now."));
    lists.again();
    return reply;
  }
  async function vote(question, on) {
    memory.vote(question.id, on);
    setTaps((before) => tapped(before, question, lists.list, on ? 1 : -1));
    const reply = await session.upvote(question.id, on);
    if (!reply.ok) {
      memory.vote(question.id, !on);
      setTaps((before) => tapped(before, question, lists.list, on ? -1 : 1));
      say(reply.message);
    }
    lists.again();
  }
  async function withdraw(one) {
    const reply = await session.withdraw(one.key);
    if (reply.ok) memory.forget(one.key);
    say(reply.ok ? t("Taken back.") : reply.message);
    lists.again();
  }

  if (asks && qa.open) return html`<${AskForm} qa=${qa} me=${me} memory=${memory} line=${line} onAsk=${ask} onClose=${() => setAsks(false)} />`;
  return html`
    <div class="view questions" onKeyDown=${(event) => event.key === "Escape" && onClose?.()}>
      <div class="bar"><h1 tabindex="-1" ref=${title}>${t("Questions")}</h1>${onClose && html`<button type="button" class="link" onClick=${onClose}>${t("Back")}</button>`}</div>
      ${qa.item && html`<p class="about-item"><b>${qa.item.number}</b> <bdi>${qa.item.title}</bdi></p>`}
      <p class="said" role="status">${said}</p>
      ${!qa.open && html`<${Say} icon=${html`<${Stop} />`}>${t("No questions are taken at the moment.")}<//>`}
      ${own.length > 0 && html`<section class="mine-asked"><h2>${t("My questions")}</h2><ul>${own.map((one) => html`<${Own} key=${one.key} own=${one} onWithdraw=${withdraw} />`)}</ul></section>`}
      <section class="all-asked">${own.length > 0 && html`<h2>${t("Questions of the room")}</h2>`}
        <${List} qa=${qa} lists=${{ ...lists, list: withTaps(lists.list, taps) }} votes=${votes} mineIds=${own.map(({ id }) => id)} busy=${line !== "online"} onVote=${vote} /></section>
      ${qa.open && html`<div class="send"><button type="button" class="go" id="ask" onClick=${() => setAsks(true)}>${memory.read().draft?.text ? t("Go on with my question") : t("Ask a question")}</button></div>`}
    </div>`;
}
