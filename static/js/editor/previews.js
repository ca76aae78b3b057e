// Phone and screen beside the fields: their own pages in frames, told what is typed.
import { html, useEffect, useRef, useState } from "../live/html.js";
import { ownName, t } from "../live/i18n.js";

const SIZES = { phone: [390, 780], screen: [1280, 720] };

// The frame has the size of the real thing and is shown smaller.
function Frame({ kind, url, draft, label }) {
  const box = useRef(null);
  const frame = useRef(null);
  const [scale, setScale] = useState(0.5);
  const [ready, setReady] = useState(false);
  const [width, height] = SIZES[kind];

  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setScale(entry.contentRect.width / width));
    watch.observe(box.current);
    const hear = ({ source, origin, data }) => {
      if (origin === location.origin && source === frame.current.contentWindow && data?.ready) setReady(true);
    };
    addEventListener("message", hear);
    return () => {
      watch.disconnect();
      removeEventListener("message", hear);
    };
  }, []);
  useEffect(() => {
    if (ready && draft) frame.current.contentWindow.postMessage(draft, location.origin);
  }, [ready, draft]);
  return html`
    <div class=${`preview ${kind}`} ref=${box} style=${{ aspectRatio: `${width} / ${height}` }}>
      <iframe ref=${frame} src=${url} title=${label} tabindex="-1" width=${width} height=${height} style=${{ transform: `scale(${scale})` }}></iframe>
    </div>`;
}

const Tabs = ({ label, choices, value, onPick }) => html`
  <div class="tabs" role="group" aria-label=${label}>
    ${choices.map(([key, text]) => html`<button key=${key} type="button" aria-pressed=${String(key === value)} onClick=${() => onPick(key)}>${text}</button>`)}
  </div>`;

export function Previews({ page, type, content, preview, stale }) {
  const [language, setLanguage] = useState(page.languages[0]);
  const [beat, setBeat] = useState("open");
  const results = Boolean(preview?.results);
  const shown = beat === "revealed" && results ? "revealed" : "open";
  const graded = type.gradable && Boolean(preview?.reveals && Object.keys(Object.values(preview.reveals)[0].key).length);
  const draft = useRef(null);
  const key = JSON.stringify([preview, language, shown, content.time_limit_s, content.points, graded]);
  if (preview && draft.current?.key !== key) {
    draft.current = {
      key, views: preview.views, reveals: preview.reveals, results: preview.results, languages: page.languages, language, beat: shown, title: page.bank.title,
      limit_s: content.time_limit_s ?? 20, points: content.points ?? 1000, graded, answerable: type.answerable,
    };
  }
  return html`
    <aside class=${stale || !preview ? "previews stale" : "previews"} aria-label=${t("Preview")}>
      <div class="preview-tools">
        ${page.languages.length > 1 ? html`<${Tabs} label=${t("Language of the preview")} value=${language} onPick=${setLanguage} choices=${page.languages.map((code) => [code, ownName(code)])} />` : null}
        ${type.answerable ? html`<${Tabs} label=${t("What the preview shows")} value=${shown} onPick=${setBeat} choices=${[["open", t("Question")], ["revealed", t("Result")]]} />` : null}
      </div>
      <${Frame} kind="screen" url=${page.urls.screen} draft=${draft.current} label=${t("The screen")} />
      <${Frame} kind="phone" url=${page.urls.phone} draft=${draft.current} label=${t("A phone")} />
      ${preview ? null : html`<p class="note" role="status">${t("The preview follows as soon as there is enough to show.")}</p>`}
      ${shown === "revealed" ? html`<p class="note">${t("The figures are made up by phones that choose at random.")}</p>` : beat === "revealed" ? html`<p class="note">${t("A result can be shown once nothing is missing.")}</p>` : null}
    </aside>`;
}
