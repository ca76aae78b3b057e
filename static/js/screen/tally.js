// While a poll grows, the counts come apart from the state and more often. They are taken only into
// results that the state shows: where it has none, there is nothing to fill.
export function withTally(state, live) {
  const round = state?.round;
  if (!round?.results || !live || live.round !== round.id) return state;
  const answered = live.tally.voters + (live.tally.abstained ?? 0);
  if (round.phase !== "open" || answered < round.results.answered) return state;
  const results = { ...round.results, tally: live.tally, answered };
  return { ...state, round: { ...round, results } };
}
