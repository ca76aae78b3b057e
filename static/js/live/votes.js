// What screens, consoles and phones ask of a vote.
export const isSecret = (round) => round?.voting?.secrecy === "secret";
const decides = ({ majority, elects }) => majority !== "none" || elects > 0;

// Whether it is more than a poll as ever.
export const isVote = (round) => Boolean(round?.voting) && (isSecret(round) || round.voting.by === "seats" || decides(round.voting));

// Whether a second phone would be a second vote: nobody is let in while it is open.
export const locksJoining = (round) => isVote(round) && round.voting.by === "phones" && round.phase === "open";

// Closed, and the ballots are still being parted from their voters.
export const isCounting = (round) => isSecret(round) && round.phase === "closed" && round.voted === null;

// As much of a hash as people compare by eye: 64 bits, in groups of four.
export const shortOf = (hash) => hash.slice(0, 16).match(/.{4}/g).join(" ");
