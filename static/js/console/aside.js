// A poll beside the stage: phones answer all its questions whenever they like.
import { html } from "../live/html.js";
import { t, tn } from "../live/i18n.js";
import { hindrance, mayDo } from "./acts.js";
import { Button } from "./button.js";

// Where it may be opened at all; the server has the last word.
const mayOpen = ({ kind, status, count, aside }) => kind === "poll" && count > 0 && status !== "running" && aside !== "open";

export function OpenAside({ activity, model, order }) {
  const { state } = model;
  if (!mayDo(state.role, "moderator") || activity.aside === undefined || !mayOpen(activity)) return null;
  return html`
    <${Button} className="bare" why=${hindrance(model, ["open_aside"])} does=${t("All its questions at once, while the stage goes on with something else.")}
      onPress=${() => order(["open_aside", { floor_id: state.stage.floor_id, activity_id: activity.id }])}>${t("Open on phones, beside the stage")}<//>`;
}

export function AsideNow({ activity, model, order }) {
  if (activity.aside !== "open") return null;
  const { state, crowd } = model;
  const answered = crowd?.asides?.find(({ id }) => id === activity.id)?.answered ?? 0;
  return html`
    <p class="aside-now"><span>${t("Open on phones")} · ${tn("{n} has answered", "{n} have answered", answered)}</span>
      ${mayDo(state.role, "moderator") && html`<${Button} className="bare" why=${hindrance(model, ["close_aside"])} onPress=${() => order(["close_aside", { floor_id: state.stage.floor_id, activity_id: activity.id }])}
        aria-label=${t("Close “{title}” on phones", { title: activity.title })}>${t("Close")}<//>`}</p>`;
}
