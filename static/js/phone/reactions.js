// Five buttons under whatever goes on: a tap says something without words. Nothing comes back but a nod.
import { html, useEffect, useRef, useState } from "../live/html.js";
import { t } from "../live/i18n.js";
import { styled } from "./asking_style.js";
import { REACTIONS, ReactionSign, reactionWord } from "../live/reaction_signs.js";

await styled;

const NOD_MS = 600;
const LEAST_BETWEEN_MS = 250;

export function Reactions({ session, line }) {
  const [nod, setNod] = useState(null);
  const last = useRef(0);
  useEffect(() => {
    if (!nod) return undefined;
    const timer = setTimeout(() => setNod(null), NOD_MS);
    return () => clearTimeout(timer);
  }, [nod]);
  function tap(kind) {
    const now = performance.now();
    if (now - last.current < LEAST_BETWEEN_MS || line !== "online") return;
    last.current = now;
    setNod({ kind });
    session.react(kind);
  }
  return html`
    <section class="reactions" aria-label=${t("Reactions")}>
      <div class="row-of-five">
        ${REACTIONS.map((kind) => html`
          <button key=${kind} type="button" class=${`reaction ${kind} ${nod?.kind === kind ? "nod" : ""}`} aria-disabled=${String(line !== "online")} onClick=${() => tap(kind)}>
            <${ReactionSign} kind=${kind} /><span>${reactionWord(kind)}</span></button>`)}
      </div>
      <p class="sr-only" role="status">${nod ? t("Said: {word}", { word: reactionWord(nod.kind) }) : ""}</p>
    </section>`;
}
