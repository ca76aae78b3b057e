// The door: one button, or one field and a button; what is kept is said before it is given.
import { html, useEffect, useRef, useState } from "../live/html.js";
import { t } from "../live/i18n.js";

// Twice what the server takes (quizapp/domain/names.py): it counts a letter with its marks as one.
export const LONGEST = { nickname: 48, name: 80 };

const kept = {
  anonymous: () => t("No name is asked. Your answers are kept without one; this phone keeps a random key, so that a reload loses nothing."),
  nickname: () => t("Your nickname is shown in the ranking and kept with your answers. It need not be your name."),
  name: () => t("Your name is shown in the ranking and kept with your answers."),
};

function Problem({ problem, id, teams }) {
  if (!problem) return null;
  const own = {
    joining_locked: () => t("The moderator has closed the door for now. Please try again in a moment, or raise your hand."),
    no_such_team: (known) => (known ? null : t("There are teams now. Please load this page again and choose yours.")),
    network: () => t("The server can’t be reached. Is this phone on the Wi-Fi of the room?"),
  };
  return html`<p class="problem" id=${id} role="alert">${own[problem.code]?.(teams) ?? problem.message}</p>`;
}

const factors = { 10: () => t("no, thank you"), 15: () => t("half as much again"), 20: () => t("twice as much") };

// Folded: who needs it finds it, and nobody has to say no to it.
function MoreTime({ factor, onChange }) {
  return html`
    <details class="more-time">
      <summary>${t("I need more time to read")}</summary>
      <fieldset>
        <legend>${t("Time for each question")}</legend>
        ${Object.entries(factors).map(([value, words]) => html`
          <label key=${value}><input type="radio" name="extra_time" value=${value} checked=${factor === Number(value)} onChange=${() => onChange(Number(value))} /> <span>${words()}</span></label>`)}
      </fieldset>
      <p class="fine">${t("Questions stay open longer for you. Only the moderator can see it.")}</p>
    </details>`;
}

// Fetched where there are teams to choose from, and again until it is there.
function usePicker(wanted) {
  const [found, set] = useState(null);
  useEffect(() => {
    let timer = 0;
    const load = (tries) => import(tries ? `./teams.js?again=${tries}` : "./teams.js").then(set, () => {
      timer = setTimeout(() => load(tries + 1), 500 + Math.random() * 1500);
    });
    if (wanted) load(0);
    return () => clearTimeout(timer);
  }, [wanted]);
  return found?.Picker ?? null;
}

// Fetched where there is a seat list, and again until it is there.
function useSeat(wanted) {
  const [found, set] = useState(null);
  useEffect(() => {
    let timer = 0;
    const load = (tries) => import(tries ? `./seat.js?again=${tries}` : "./seat.js").then(set, () => {
      timer = setTimeout(() => load(tries + 1), 500 + Math.random() * 1500);
    });
    if (wanted) load(0);
    return () => clearTimeout(timer);
  }, [wanted]);
  return found?.CodeField ?? null;
}

export function Join({ page, joining, problem, known, card = null, onJoin, onIntent }) {
  const [name, setName] = useState(known ?? "");
  const [empty, setEmpty] = useState("");
  const [factor, setFactor] = useState(10);
  const [team, setTeam] = useState("");
  const form = useRef(null);
  const [code, setCode] = useState(card ?? "");
  const Picker = usePicker(Boolean(page.teams));
  const CodeField = useSeat(Boolean(page.seats));
  const named = page.join !== "anonymous";
  const asked = page.join === "nickname" ? t("Your nickname") : t("Your name");
  const shown = empty === "team" ? { code: "no_such_team", message: t("Please choose from the list.") } : empty ? { code: "bad_name", message: page.join === "nickname" ? t("Please type a nickname.") : t("Please type your name.") } : problem;

  function submit(event) {
    event.preventDefault();
    const missing = named && !name.trim();
    const teamless = Boolean(page.teams) && !team;
    setEmpty(missing ? "name" : teamless ? "team" : "");
    if (missing) form.current.elements.name.focus();
    else if (teamless) form.current.querySelector("select, [type=search]")?.focus();
    else if (!joining) onJoin(named ? name.trim() : "", { ...(page.extra_time ? { extra_time: factor } : {}), ...(team ? { team } : {}), ...(page.seats && code.trim() ? { seat: code.trim() } : {}) });
  }

  return html`
    <form class="view door" ref=${form} onSubmit=${submit} onfocusin=${onIntent} onPointerDown=${onIntent} novalidate>
      <div class="welcome">
        <h1><bdi>${page.title}</bdi></h1>
        ${page.theme ? html`<p class="theme"><bdi>${page.theme}</bdi></p>` : null}
      </div>
      <div class="reach">
        ${named ? html`
          <label class="field">
            <span>${asked}</span>
            <input type="text" name="name" dir="auto" maxlength=${LONGEST[page.join]} autocomplete=${page.join === "name" ? "name" : "nickname"}
              autocapitalize="words" enterkeyhint="go" spellcheck="false" value=${name} aria-invalid=${shown && shown.code !== "no_such_team" ? "true" : undefined}
              aria-describedby="kept problem" onInput=${(event) => setName(event.currentTarget.value)} />
          </label>` : null}
        ${page.teams && Picker ? html`<${Picker} teams=${page.teams} chosen=${team} onPick=${setTeam} invalid=${shown?.code === "no_such_team"} />` : null}
        ${page.seats && CodeField ? html`<${CodeField} value=${code} onInput=${setCode} invalid=${problem?.code === "wrong_seat_code"} />` : null}
        ${page.extra_time ? html`<${MoreTime} factor=${factor} onChange=${setFactor} />` : null}
        <${Problem} problem=${shown} id="problem" teams=${page.teams} />
        <button type="submit" class="go" aria-busy=${String(joining)}>${joining ? t("Joining …") : t("Join")}</button>
        <p class="fine" id="kept">${kept[page.join]()}</p>
        <p class="links">
          ${page.privacy_url ? html`<a href=${page.privacy_url}>${t("What is kept, and who sees it")}</a>` : null}
          ${page.help_url ? html`<a href=${page.help_url}>${t("Help with the Wi-Fi")}</a>` : null}
        </p>
      </div>
    </form>`;
}
