// Answers that were not right, the most frequent first: one of them may be right after all.
import { html } from "../live/html.js";
import { number, t } from "../live/i18n.js";
import { hindrance, mayDo } from "./acts.js";
import { Button } from "./button.js";

export function Wrong({ model, order }) {
  const { round, role } = model.state;
  const wrong = round?.wrong ?? [];
  if (!wrong.length && !round?.amended) return null;
  const why = hindrance(model, ["accept_answer"]);
  return html`
    <section class="wrong" aria-labelledby="wrong-title">
      <h2 id="wrong-title">${t("Not right so far")}</h2>
      ${round.amended && html`<p class="fine">${t("An answer was accepted after the close; points and ranking have followed. Undo takes it back.")}</p>`}
      <ul>${wrong.map(({ key, text, count }) => html`
        <li key=${key}><span><bdi>${text}</bdi> <small>× ${number(count)}</small></span>
          ${mayDo(role, "moderator") && html`<${Button} className="bare" why=${why} does=${t("Counts as right from now on; points and ranking follow.")} onPress=${() => order(["accept_answer", { round_id: round.id, key }])}
            aria-label=${t("Accept “{text}” as right", { text })}>${t("Accept")}<//>`}</li>`)}</ul>
    </section>`;
}
