// Everything a moderator can do: its words, its key, the command it sends, and why it can't be done now.
// One list feeds the buttons, the keys and the help, so that none of them can say something else than the others.
//   act: { id, label, key, least, order: [name, args], step, on, why, ask, does }
//   least: the role it takes   step: refused when the stage moved on   on: a switch's position   ask: confirm first
import { t, tn } from "../live/i18n.js";
import { isCounting, locksJoining } from "../live/votes.js";
import { openRound } from "./stage_words.js";
import { nextText } from "./step_words.js";
import { undoText } from "./undo_words.js";

const ROLES = ["viewer", "helper", "moderator"];
export const mayDo = (role, least) => ROLES.indexOf(role) >= ROLES.indexOf(least);

export const KEYS = { next: "→", back: "←", extend: "T", pause: "P", blank: "B", qr: "Q", hide: "H", lock: "L", reveal: "C", ranking: "R", undo: "Z" };

const unless = (possible, why) => (possible ? null : why);

// The room looks at something earlier: what is about the question on stage has to wait.
const ahead = (state, why) => (state.stage.at_head ? why : t("The room looks at something earlier. Go forward first."));

// Nothing is before what is on stage: neither something earlier nor a cover.
export const inView = ({ stage, blank, big_qr: bigQr, spotlight, top }) => stage.at_head && !blank && !bigQr && !spotlight && !top;

// A secret ballot is shown only once it is apart from its voters.
const counted = ({ next, round }) => (next?.kind === "reveal" && isCounting(round) ? t("The ballots are being counted.") : null);

function steps({ state, floor }) {
  return [
    { id: "next", label: nextText(state), step: true, order: ["next_step", floor], why: unless(state.next, t("Everything on the run sheet is done.")) ?? counted(state) },
    { id: "back", label: t("Back"), step: true, order: ["back", floor], why: unless(state.can.back, t("Nothing was shown before this.")), does: t("Shows what was on stage before. Nothing else changes.") },
  ];
}

function time({ state, floor, open }) {
  const none = t("No question is open.");
  const { can, round } = state;
  return [
    { id: "extend", label: t("+10 s"), order: ["extend_round", { ...floor, by_ms: 10_000 }], why: unless(can.extend, open ? t("This question has no time limit.") : none), does: t("Gives ten seconds more.") },
    { id: "pause", label: t("Pause"), on: can.resume || Boolean(round?.paused), order: ["pause_round", { ...floor, on: can.pause }], why: unless(can.pause || can.resume, none), does: t("Stops the count-down, or lets it go on.") },
  ];
}

function covers({ state, floor }) {
  return [
    { id: "blank", label: t("Blank"), on: state.blank, order: ["blank_screen", { ...floor, on: !state.blank }], does: t("Darkens the screen, or shows it again.") },
    { id: "qr", label: t("Big QR"), on: state.big_qr, least: "helper", order: ["enlarge_qr", { ...floor, on: !state.big_qr }], does: t("Fills the screen with the QR code, or takes it away.") },
    { id: "hide", label: t("Hide results"), on: state.results_hidden, order: ["hide_results", { ...floor, on: !state.results_hidden }], does: t("Keeps figures off the screen and the phones, or shows them.") },
    { id: "lock", label: t("Lock joining"), on: state.event.locked, least: "helper", order: ["lock_joining", { on: !state.event.locked }], why: locksJoining(state.round) ? t("While phones vote, nobody new may come in.") : null, does: t("Keeps new phones out, or lets them in. Who is in stays in.") },
  ];
}

function results({ state, floor, crowd }) {
  const { round, can } = state;
  const reveal = { id: "reveal", label: round && !round.graded ? t("Show result") : t("Correct answer"), step: true, order: ["reveal", floor], does: t("Closes the question if it is open, and shows its result.") };
  reveal.why = unless(can.reveal, ahead(state, ["revealed", "ranking"].includes(round?.phase) ? t("The result is shown already.") : t("There is no result to show now.")));
  if (can.reveal && round?.phase === "open") reveal.ask = earlyReveal(crowd, round);
  return [
    reveal,
    { id: "ranking", label: t("Ranking"), step: true, order: ["show_ranking", floor], why: unless(can.ranking, ahead(state, t("The ranking comes after the result of a quiz question."))), does: t("Shows the ranking so far.") },
  ];
}

// Who voted how: where it was said before the vote that the room may see it.
function rollAct({ state, floor }) {
  const shown = Boolean(state.roll);
  if (!state.can.roll && !shown) return [];
  return [{ id: "roll", label: t("Roll call"), on: shown, order: ["show_roll", { ...floor, on: !shown }], does: t("Shows on the screen who voted how, or takes it away.") }];
}

function earlyReveal(crowd, round) {
  const missing = crowd?.round === round.id ? Math.max(0, crowd.of - crowd.answered) : 0;
  if (!missing) return null;
  return {
    title: t("Close the question and show the result?"),
    text: tn("{n} phone has not answered yet.", "{n} phones have not answered yet.", missing),
    yes: t("Close and show"),
  };
}

function questionActs({ state, floor, open }) {
  const { round, can } = state;
  const none = t("No question is on stage.");
  const close = t("Close the open question first.");
  return [
    { id: "reopen", label: t("Reopen"), step: true, order: ["reopen_round", floor], why: unless(can.reopen, ahead(state, round ? t("Only a closed question whose result was not shown can be reopened.") : none)), does: t("Takes answers again.") },
    { id: "again", label: t("Ask again"), step: true, order: ["ask_again", floor], why: unless(can.again, ahead(state, open ? close : none)), does: t("Asks this question once more, as a new round.") },
    can.unvoid ? { id: "void", label: t("Count it again"), order: ["unvoid_round", { round_id: round?.id ?? "" }], does: t("The voided question counts again; the ranking follows.") } : voidAct(round, can),
  ];
}

function voidAct(round, can) {
  return { id: "void", label: t("Void question…"), kind: "warn", order: ["void_round", { round_id: round?.id ?? "" }], ask: voidAsk(round), why: unless(can.void && round, t("No question is on stage.")), does: t("Counts this question for nothing; the ranking follows.") };
}

export function voidAsk(round) {
  return {
    title: t("Void question {number}?", { number: round?.number ?? 0 }),
    text: t("It will count for nothing: points given for it are taken away, and the ranking follows. The answers stay in the results."),
    yes: t("Void the question"),
    kind: "danger",
  };
}

function rest({ state, floor, open }) {
  const close = t("Close the open question first.");
  const lobby = state.kind === "lobby" && inView(state);
  return [
    { id: "undo", label: t("Undo"), order: ["undo", { ...floor, of: state.can.undo }], why: unless(state.can.undo, t("The last act can’t be undone.")), does: state.can.undo ? undoText(state.can.undo) : t("Takes back the last act.") },
    { id: "finish", label: t("Finish"), step: true, order: ["finish_activity", floor], ask: finishAsk(state), why: unless(state.can.finish, ahead(state, open ? close : t("No activity is on stage."))), does: t("Ends the activity on stage.") },
    { id: "lobby", label: t("Lobby"), step: true, order: ["show_lobby", floor], why: unless(!open && !lobby, open ? close : t("The lobby is on stage.")), does: t("Shows the room how to join.") },
  ];
}

// It can be undone, but the room would see a podium too early. Not asked once every question was.
function finishAsk(state) {
  const running = state.run.flatMap((line) => line.activities).find((each) => each.id === state.activity?.id);
  const left = running ? running.count - running.asked : 0;
  if (left <= 0) return null;
  return {
    title: t("Finish “{title}” now?", { title: running.title }),
    text: tn("{n} question was not asked yet.", "{n} questions were not asked yet.", left),
    yes: t("Finish now"),
    kind: "danger",
  };
}

const STEPS = new Set(["next_step", "back", "start_activity", "take_item", "leave_item", "show_lobby", "show_idle", "reveal", "show_ranking", "finish_activity", "ask_again", "reopen_round"]);
export const isStep = (name) => STEPS.has(name);

// `line` not online, a step under way: nothing that would be sent may be pressed.
export function hindrance({ line, orders }, order, step = isStep(order[0])) {
  if (line !== "online") return t("Not connected to the server.");
  const moves = (name) => isStep(name) || name === "undo";
  const busy = orders.some((each) => (step || moves(order[0]) ? moves(each.name) : each.name === order[0]));
  return busy ? t("One moment: it is being done.") : null;
}

export function actsOf(model) {
  const { state, crowd } = model;
  const about = { state, crowd, floor: { floor_id: state.stage.floor_id }, open: openRound(state) };
  const all = [steps, time, covers, results, rollAct, questionActs, rest].flatMap((some) => some(about));
  return new Map(all.map((act) => [act.id, {
    least: "moderator", step: false, ask: null, ...act, key: KEYS[act.id] ?? null,
    why: act.why ?? hindrance(model, act.order, act.step),
  }]));
}
