// While a poll grows, the counts come apart from the state and more often. They are taken only into
// results that the state shows: where it has none, there is nothing to fill.
export function withTally(state, live) {
  const round = state?.round;
  if (!round?.results || !live || live.round !== round.id) return state;
  if (round.phase !== "open" || live.tally.voters < round.results.tally.voters) return state;
  const results = { ...round.results, tally: live.tally, answered: live.tally.voters };
  return { ...state, round: { ...round, results } };
}
