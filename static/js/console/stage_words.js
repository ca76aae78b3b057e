// What the room sees, in words: the title above the stage, the name of its frame, and what a screen reader hears.
import { t } from "../live/i18n.js";

const kinds = {
  lobby: () => t("The lobby: how to join"),
  idle: ({ on_floor: item }) => (item ? t("Agenda item {item}", { item: item.number || item.title }) : t("The title of the event")),
  intro: ({ activity }) => t("The title of “{title}”", { title: activity?.title ?? "" }),
  podium: () => t("The podium"),
  breather: ({ breather }) => t("A breather before question {number}", { number: breather?.number ?? "" }),
};

const beats = {
  asked: (number) => t("Question {number} alone, no answers yet", { number }),
  open: (number) => t("Question {number}, open", { number }),
  closed: (number) => t("Question {number}, closed", { number }),
  revealed: (number) => t("The result of question {number}", { number }),
  ranking: (number) => t("The ranking after question {number}", { number }),
};

function picture(state) {
  if (state.kind !== "round" || !state.round) return (kinds[state.kind] ?? kinds.idle)(state);
  if (state.round.answerable === false) return t("A slide");
  return (beats[state.round.beat] ?? beats.closed)(state.round.number);
}

// What lies over the picture comes first: nobody sees what is below it.
export function seenText(state) {
  if (state.blank) return t("A dark screen");
  if (state.big_qr) return t("The big QR code");
  if (state.spotlight) return t("A question from the floor");
  if (state.top) return t("The list of questions");
  return picture(state);
}

// What the room would see: only told where something lies over it.
export const beneathText = (state) => (state.blank || state.big_qr || state.spotlight || state.top ? picture(state) : null);

// Questions that take answers now, whatever the stage shows.
export function openRound(state) {
  for (const { activities } of state.run) {
    for (const activity of activities) {
      if (activity.aside === "open") continue; // beside the stage
      const round = activity.rounds.find((each) => each.phase === "open" && !each.voided);
      if (round) return { ...round, activity };
    }
  }
  return null;
}

// A question goes on taking answers while the stage shows something else.
function elsewhere(state) {
  const open = openRound(state);
  return open && open.id !== state.round?.id && ["warn", t("question {number} is still open", { number: open.number })];
}

export function flagsOf(state) {
  return [
    !state.stage.at_head && ["back", t("looking back")],
    elsewhere(state),
    state.round?.paused && ["warn", t("paused")],
    state.round?.voided && ["no", t("voided")],
    state.results_hidden && ["warn", t("results hidden")],
    state.event.locked && ["warn", t("joining locked")],
    state.event.rehearsal && ["warn", t("rehearsal")],
  ].filter(Boolean);
}
