// Pictures of questions and options. Their size is known before they are there, so that nothing moves
// when they come.
import { html, useRef } from "./html.js";
import { t } from "./i18n.js";

const ratioOf = ({ width, height }) => ({ "--ratio": width / height });

export function Img({ picture, alt = picture.alt, name = "" }) {
  return html`<img class=${name} src=${picture.src} alt=${alt} width=${picture.width} height=${picture.height} decoding="async" draggable=${false} />`;
}

// Filling whatever room there is, whole: on the wall. What it leaves free is nobody's.
export function Shot({ picture, name = "" }) {
  return html`<div class=${`shot ${name}`} style=${ratioOf(picture)}><${Img} picture=${picture} /></div>`;
}

export const anyPicture = (entries) => entries.some(({ picture }) => picture);

const Lens = () => html`
  <svg class="lens" viewBox="0 0 24 24" aria-hidden="true"><path d="M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13M15.500 15.500 20 20M10.500 7.500v6M7.500 10.500h6" /></svg>`;

// On a phone: above the answers; tapped, as large as the phone, to be moved about with a finger.
export function QuestionPicture({ picture }) {
  const dialog = useRef(null);
  function enlarge() {
    dialog.current.showModal?.();
    dialog.current.querySelector("img").scrollIntoView({ block: "center", inline: "center" });
  }
  const close = () => dialog.current.close();
  return html`
    <button type="button" class="question-picture" style=${ratioOf(picture)} aria-haspopup="dialog"
      aria-label=${t("Picture: {alt}. Tap to enlarge.", { alt: picture.alt })} onClick=${enlarge}>
      <${Img} picture=${picture} alt="" /><${Lens} />
    </button>
    <dialog ref=${dialog} class="enlarged" style=${ratioOf(picture)} aria-label=${picture.alt}>
      <div class="sheet-of" onClick=${close}><${Img} picture=${picture} /></div>
      <button type="button" class="go" onClick=${close}>${t("Close")}</button>
    </dialog>`;
}
