// Which team, delegation or region is mine: a list to choose from; a long one can be searched.
import { html, useEffect, useRef, useState } from "../live/html.js";
import { language, percent, t } from "../live/i18n.js";

const LONG = 12;
const MOST_FOUND = 6;

const labels = {
  delegation: () => t("Your delegation"),
  region: () => t("Your region"),
};

export const labelOf = (mode) => labels[mode]?.() ?? t("Your team");

const nameOf = ({ name }) => name[language()] ?? Object.values(name)[0] ?? "";

// Typed without accents and in any language of the event, it is found all the same.
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();

const found = (list, wanted) => {
  const words = folded(wanted.trim());
  return list.filter(({ name }) => Object.values(name).some((each) => folded(each).includes(words)));
};

function Few({ teams, chosen, onPick, invalid }) {
  return html`
    <label class="field">
      <span>${labelOf(teams.mode)}</span>
      <select name="team" aria-invalid=${invalid ? "true" : undefined} onChange=${(event) => onPick(event.currentTarget.value)}>
        <option value="" selected=${!chosen} disabled>${t("Please choose")}</option>
        ${teams.list.map((team) => html`<option key=${team.id} value=${team.id} selected=${team.id === chosen}>${nameOf(team)}</option>`)}
      </select>
    </label>`;
}

function Match({ team, chosen, onPick }) {
  return html`<li><button type="button" class="team-match" aria-pressed=${String(team.id === chosen)} onClick=${() => onPick(team.id)}><bdi>${nameOf(team)}</bdi></button></li>`;
}

function Many({ teams, chosen, onPick, invalid }) {
  const [wanted, search] = useState("");
  const mine = teams.list.find((team) => team.id === chosen);
  const list = wanted.trim() ? found(teams.list, wanted) : mine ? [mine] : [];
  const shown = list.slice(0, MOST_FOUND);
  const said = !wanted.trim() ? t("Type the first letters.") : !list.length ? t("Nothing is called that.") : list.length > MOST_FOUND ? t("There are more: go on typing.") : "";
  return html`
    <fieldset class="many">
      <legend class="sr-only">${labelOf(teams.mode)}</legend>
      <label class="field"><span>${labelOf(teams.mode)}</span>
        <input type="search" name="search-team" dir="auto" autocomplete="off" enterkeyhint="done" value=${wanted} aria-invalid=${invalid ? "true" : undefined}
          onInput=${(event) => search(event.currentTarget.value)} onKeyDown=${(event) => pickFirst(event, shown, onPick)} /></label>
      ${shown.length ? html`<ul class="team-matches">${shown.map((team) => html`<${Match} key=${team.id} team=${team} chosen=${chosen} onPick=${onPick} />`)}</ul>` : null}
      <p class="fine" role="status">${mine && !wanted.trim() ? "" : said}</p>
    </fieldset>`;
}

// Enter takes the only one that is left instead of sending the form.
function pickFirst(event, shown, onPick) {
  if (event.key !== "Enter") return;
  event.preventDefault();
  if (shown.length === 1) onPick(shown[0].id);
}

export const Picker = (props) => (props.teams.list.length > LONG ? html`<${Many} ...${props} />` : html`<${Few} ...${props} />`);

// In the room: my team, and while it may be changed, how.
export function Mine({ page, model, session }) {
  const { teams } = model.state.event;
  const mine = model.me?.participant?.team ?? null;
  const [chosen, pick] = useState(mine?.id ?? "");
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState("");
  const form = useRef(null);
  useEffect(() => {
    if (open) form.current?.querySelector("select, input")?.focus();
  }, [open]);
  if (!teams || !model.me || (!mine && teams.mode === "assigned")) return null;
  async function save(event) {
    event.preventDefault();
    if (!chosen) return;
    const reply = await session.team(chosen);
    setProblem(reply.ok ? "" : (reply.message ?? t("That did not work. Please try again.")));
    setOpen(!reply.ok);
  }
  if (page.teams && (!mine || (open && !teams.fixed))) {
    return html`
      <form class="team-form" ref=${form} onSubmit=${save}>
        <${Picker} teams=${page.teams} chosen=${chosen} onPick=${pick} invalid=${Boolean(problem)} />
        ${problem ? html`<p class="problem" role="alert">${problem}</p>` : null}
        <button type="submit" class="go" disabled=${!chosen}>${t("Save")}</button>
      </form>`;
  }
  if (!mine) return html`<p class="links"><button type="button" class="link" onClick=${() => location.reload()}>${t("Choose your team")}</button></p>`;
  return html`
    <p class="who team"><small>${labelOf(teams.mode)}</small><bdi>${mine.name}</bdi>
      ${page.teams && !teams.fixed ? html`<button type="button" class="link" onClick=${() => setOpen(true)}>${t("Change")}</button>` : null}</p>`;
}

// At the reveal: which of the teams knew it; my own is marked.
export function RightByTeam({ teams, mine }) {
  return html`
    <section class="by-team">
      <h2>${t("Right by team")}</h2>
      <ul>${teams.rows.map((team) => html`
        <li key=${team.id} class=${team.id === mine?.id ? "mine" : ""}>
          <bdi>${team.name}</bdi><b>${percent(team.right / team.answered)}</b>
          <span class="track" aria-hidden="true"><i style=${{ transform: `scaleX(${team.right / team.answered})` }}></i></span>
        </li>`)}</ul>
    </section>`;
}
