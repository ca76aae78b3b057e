// How far this phone is with the questions beside the stage.
import { myRound } from "../live/store.js";

// What stands in a round: what this phone sent last, else what the server has of it.
export function ownAnswer({ entries, me }, id) {
  const sent = entries?.[id];
  if (sent && sent.status !== "refused") return sent.answer;
  return me?.asides?.[id]?.answer ?? null;
}

export const answeredOf = (model, aside) => aside.rounds.filter(({ id }) => ownAnswer(model, id) !== null).length;

export const isDone = (model, aside) => answeredOf(model, aside) === aside.rounds.length;

// Whether anything waits for an answer of this phone.
export function waiting(model) {
  const { round, asides } = model.state ?? {};
  const mine = myRound(model);
  const open = round?.phase === "open" && !mine?.voted && (mine?.answer ?? null) === null && model.entries?.[round.id] === undefined;
  return open || (asides ?? []).some((aside) => !isDone(model, aside));
}

// The phone as it would be with that question on stage: what answers a question on stage answers this one, too.
export function asOnStage(model, aside, round) {
  const mine = model.me?.asides?.[round.id];
  const own = { id: round.id, answer: mine?.answer ?? null, number: mine?.number ?? 0, deadline_at: null, limit_ms: null, left_ms: null, result: null };
  return {
    ...model,
    sent: model.entries?.[round.id] ?? null,
    state: { ...model.state, kind: "round", activity: aside.activity, round },
    me: model.me && { ...model.me, round: own },
  };
}
