// A line of the run sheet that can be put on stage; below it its rounds and its results.
import { html } from "../live/html.js";
import { number, t, tn } from "../live/i18n.js";
import { hindrance, inView, mayDo, voidAsk } from "./acts.js";
import { AsideNow, OpenAside } from "./aside.js";
import { Button } from "./button.js";
import { Notes } from "./notes.js";
import { openRound } from "./stage_words.js";

const kinds = { quiz: () => t("Quiz"), poll: () => t("Poll") };
const phases = { asked: () => t("asked"), open: () => t("open"), closed: () => t("closed"), revealed: () => t("shown"), ranking: () => t("shown") };
const FILES = ["xlsx", "csv", "json"];

function statusText(activity) {
  const { status, asked, count } = activity;
  if (status === "running") return t("{asked} of {count}", { asked: number(asked), count: number(count) });
  const size = tn("{n} question", "{n} questions", count);
  return status === "done" ? t("done") : size;
}

function whyNot({ activity, model, current }) {
  if (!mayDo(model.state.role, "moderator")) return t("Only a moderator starts activities.");
  const open = openRound(model.state);
  const here = activity.status === "running" && (current || open?.activity.id === activity.id);
  if (here && current && inView(model.state)) return t("It is on stage.");
  if (!activity.count) return t("It has no questions yet.");
  if (activity.aside === "open") return t("Its questions are open on phones. Close them first.");
  if (open && !here) return t("Close the open question first.");
  return hindrance(model, ["start_activity"]);
}

export function startAsk(activity) {
  if (activity.status !== "done" || activity.aside === "done") return null;
  return { title: t("Run “{title}” again?", { title: activity.title }), text: t("It starts from its first question. Earlier results are kept."), yes: t("Run again") };
}

function Rounds({ activity, model, onVoid }) {
  const able = mayDo(model.state.role, "moderator");
  const why = hindrance(model, ["void_round"]);
  return html`
    <ul class="rounds">
      ${activity.rounds.map((round) => html`
        <li key=${round.id} class=${round.voided ? "voided" : ""}>
          <span>${t("Question {number}", { number: round.number })}</span> <small>${round.voided ? t("voided") : (phases[round.phase] ?? phases.closed)()}</small>
          ${able && round.voided && html`<${Button} className="bare" why=${why} onPress=${() => onVoid(["unvoid_round", { round_id: round.id }])}
            aria-label=${t("Count question {number} again", { number: round.number })}>${t("Count it again")}<//>`}
          ${able && !round.voided && html`<${Button} className="bare warn" why=${why} onPress=${() => onVoid(["void_round", { round_id: round.id }], voidAsk(round))}
            aria-label=${t("Void question {number}…", { number: round.number })}>${t("Void…")}<//>`}
        </li>`)}
    </ul>`;
}

function More({ activity, page, model, session, order, onVoid }) {
  const base = `${page.urls.results}${encodeURIComponent(activity.id)}/results`;
  const notes = mayDo(model.state.role, "moderator") && activity.notes !== undefined;
  return html`
    <details class="more">
      <summary title=${t("Results and rounds")}><span class="sr-only">${t("Results and rounds of “{title}”", { title: activity.title })}</span></summary>
      <${OpenAside} activity=${activity} model=${model} order=${order} />
      ${notes && html`<${Notes} kind="activity" id=${activity.id} text=${activity.notes} session=${session} label=${t("Notes on this activity")} />`}
      <p class="links" hidden=${activity.status === "new"}>
        <a href=${base} target="_blank" rel="noopener">${t("Results")}</a>
        ${mayDo(model.state.role, "moderator") && FILES.map((slug) => html`<a key=${slug} href=${`${base}.${slug}`} download>${slug.toUpperCase()}</a>`)}
      </p>
      ${activity.rounds.length > 0 && html`<${Rounds} activity=${activity} model=${model} onVoid=${onVoid} />`}
    </details>`;
}

const STEPS = { ArrowUp: -1, ArrowDown: 1 };

function doesText({ status, aside }) {
  if (aside === "done") return t("Shows what phones answered, question by question.");
  return status === "running" ? t("Puts it on stage where it was left.") : t("Puts it on stage.");
}

export function Activity({ activity, page, model, session, current, next, moving, order, onStart, onVoid }) {
  const why = whyNot({ activity, model, current });
  const does = doesText(activity);
  function keyed(event) {
    if (!moving || !event.altKey || !(event.key in STEPS)) return;
    event.preventDefault();
    moving.by(activity, STEPS[event.key]);
  }
  const more = activity.status !== "new" || activity.notes !== undefined;
  return html`
    <div class=${`activity ${activity.status} ${more ? "has-more" : ""} ${current ? "current" : ""}`} data-activity=${activity.id} onKeyDown=${keyed} ...${moving?.onto(activity) ?? {}}>
      ${moving && html`<i class="grip" aria-hidden="true" title=${t("Drag it, or move it with Alt and the arrow keys.")} ...${moving.grip(activity)}></i>`}
      <${Button} className="start" why=${why} does=${does} aria-current=${current ? "true" : undefined} onPress=${() => onStart(activity.id, startAsk(activity))}>
        <i class="dot" aria-hidden="true"></i>
        <span class="what"><span dir="auto">${activity.title}</span>
          <small>${kinds[activity.kind]?.() ?? activity.kind} · ${statusText(activity)}${next ? html` · <b>${t("next")}</b>` : null}</small></span>
      <//>
      <${AsideNow} activity=${activity} model=${model} order=${order} />
      ${more && html`<${More} activity=${activity} page=${page} model=${model} session=${session} order=${order} onVoid=${onVoid} />`}
    </div>`;
}
