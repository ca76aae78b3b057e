// A picture with its description: brought from the disk, by dropping it, or from the clipboard.
import { html, useRef, useState } from "../live/html.js";
import { t } from "../live/i18n.js";
import { CROSS, Icon, PICTURE, Problems, Texts } from "./parts.js";

export const addressOf = (picture) => `/pictures/${picture.id}.webp`;

export function PictureField({ path, picture, languages, set, problems, page, small = false }) {
  const file = useRef(null);
  const [state, setState] = useState({ busy: false, fault: "" });

  async function bring(chosen) {
    if (!chosen) return;
    setState({ busy: true, fault: "" });
    const form = new FormData();
    form.append("picture", chosen);
    const { ok, data } = await page.line.send(page.urls.pictures, form);
    setState({ busy: false, fault: ok ? "" : (data?.message ?? t("The picture could not be sent. Please try again.")) });
    if (ok) set(path, { id: data.id, width: data.width, height: data.height, alt: picture?.alt ?? {} });
  }

  const pictureIn = (list) => [...(list ?? [])].find((each) => each.type.startsWith("image/"));
  function drop(event) {
    const chosen = pictureIn(event.dataTransfer?.files ?? event.clipboardData?.files);
    if (!chosen) return;
    event.preventDefault();
    bring(chosen);
  }

  const choose = html`
    <input ref=${file} type="file" accept="image/*" hidden onChange=${(event) => bring(event.currentTarget.files[0])} />
    <button type="button" class=${small ? "quiet" : "plain"} disabled=${state.busy} onClick=${() => file.current.click()}>
      <${Icon} path=${PICTURE} />${state.busy ? t("Being sent …") : picture ? t("Another picture") : t("Add a picture")}</button>`;
  return html`
    <div class=${small ? "picture small" : "picture"} data-path=${path} onDrop=${drop} onPaste=${drop} onDragOver=${(event) => event.preventDefault()}>
      ${picture ? html`
        <div class="picture-row">
          <img src=${addressOf(picture)} width=${picture.width} height=${picture.height} alt="" />
          <div class="picture-words">
            <${Texts} path=${`${path}.alt`} label=${t("What is to be seen, for those who can’t see it")} texts=${picture.alt} languages=${languages} set=${set} problems=${problems} hidden=${small} />
            <div class="actions">${choose}<button type="button" class="quiet" onClick=${() => set(path, undefined)}><${Icon} path=${CROSS} />${t("Take the picture out")}</button></div>
          </div>
        </div>` : choose}
      ${state.fault ? html`<p class="note wrong" role="alert">${state.fault}</p>` : null}
      <${Problems} problems=${problems} path=${path} />
    </div>`;
}
