// What can be said with one tap: its sign and its word, the same on phone, screen and console.
import { html } from "./html.js";
import { t } from "./i18n.js";

const PATHS = {
  applause: "M12 3v4M12 17v4M3 12h4M17 12h4M5.6 5.6l2.9 2.900M15.5 15.500l2.9 2.900M18.4 5.600l-2.9 2.900M8.5 15.500l-2.9 2.9",
  agree: "M7 11v9H4v-9ZM7 11l4-8a2 2 0 0 1 2 2v4h5a2 2 0 0 1 2 2.300l-1.2 7A2 2 0 0 1 16.8 20H7",
  disagree: "M7 13V4H4v9ZM7 13l4 8a2 2 0 0 0 2-2v-4h5a2 2 0 0 0 2-2.300l-1.2-7A2 2 0 0 0 16.8 4H7",
  too_fast: "M4 6l6 6-6 6M13 6l6 6-6 6",
  cant_hear: "M4 9.500v5h3.500L12 19V5L7.5 9.500ZM16 9.500l5 5M21 9.500l-5 5",
};
const WORDS = {
  applause: () => t("Applause"),
  agree: () => t("Agree"),
  disagree: () => t("Disagree"),
  too_fast: () => t("Too fast"),
  cant_hear: () => t("Can’t hear"),
};

export const REACTIONS = Object.freeze(Object.keys(PATHS));
export const reactionWord = (kind) => WORDS[kind]?.() ?? "";

export const ReactionSign = ({ kind, size = 26 }) => html`
  <svg class=${`icon sign-of ${kind}`} width=${size} height=${size} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.2"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d=${PATHS[kind]} /></svg>`;
