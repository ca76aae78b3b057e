// A button that may say why it can't be pressed: it keeps its place, its focus and its words, and does nothing.
import { html } from "../live/html.js";

export const Key = ({ name }) => (name ? html`<kbd aria-hidden="true">${name}</kbd>` : null);

// `why`: null where it can be pressed. `keyName`: the key that does the same.
export function Button({ why = null, does = "", keyName = null, on, className = "", onPress, children, ...rest }) {
  const title = why ?? does;
  return html`
    <button type="button" class=${className} title=${title || undefined} aria-disabled=${why ? "true" : undefined}
      aria-pressed=${on === undefined ? undefined : String(on)} aria-description=${title || undefined} aria-keyshortcuts=${keyName && /^[A-Z]$/.test(keyName) ? keyName : undefined}
      onClick=${(event) => !why && onPress(event)} ...${rest}>${children}</button>`;
}
