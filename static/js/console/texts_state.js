// The typed texts of the round on stage as the console knows them; null where nobody types anything there.
//   { all, waiting, shown, hidden, titles, spotlight, moderated, cards, isShown }
// While a round takes answers the figures come by themselves; once shown they stand in the state.
function latest({ state, tally }) {
  const { round } = state;
  if (!round) return null;
  const growing = tally?.round === round.id && ["open", "closed"].includes(round.phase);
  return (growing ? tally.tally : round.texts) ?? (tally?.round === round.id ? tally.tally : null);
}

export function textsOf(model) {
  const tally = latest(model);
  if (tally?.shape !== "texts") return null;
  const { groups, moderated = false, spotlight = null } = tally;
  const isShown = ({ state }) => state === "approved" || (state !== "hidden" && !moderated);
  return {
    all: groups,
    waiting: groups.filter((each) => each.state !== "hidden" && !isShown(each)),
    shown: groups.filter(isShown),
    hidden: groups.filter((each) => each.state === "hidden"),
    titles: [...new Set(groups.map(({ title }) => title).filter(Boolean))],
    spotlight,
    moderated,
    cards: tally.look === "cards",
    isShown,
  };
}
