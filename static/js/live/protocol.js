// Every message name, in and out. docs/protocol.md says what they carry; quizapp/protocol.py is the twin.
export const SEND = Object.freeze({
  join: "join",
  leave: "leave",
  answer: "answer",
  language: "language",
  history: "history",
  day: "day",
  team: "team",
  seat: "seat",
  ask: "ask",
  withdraw: "withdraw",
  upvote: "upvote",
  react: "react",
  command: "command",
  ping: "ping_server",
});

export const HEAR = Object.freeze({
  state: "state",
  me: "me",
  tally: "tally",
  crowd: "crowd",
  qa: "qa",
  pulse: "pulse",
  notice: "notice",
});

// Refusals after which the same message may be sent again.
export const TRY_AGAIN = Object.freeze(["busy", "not_saved", "slow_down"]);

// Made here, never by the server: no acknowledgement came in time.
export const NO_REPLY = "no_reply";
