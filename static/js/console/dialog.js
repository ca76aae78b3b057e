// A dialogue over everything: it holds the focus, gives it back, and Escape or a click beside it closes it.
import { html, useEffect, useRef } from "../live/html.js";

// `closeKey`: a further key that closes it, the one that opened it.
export function Dialog({ title, className = "", closeKey = null, onClose, children }) {
  const place = useRef(null);
  useEffect(() => {
    const dialog = place.current;
    dialog.showModal();
    return () => dialog.close();
  }, []);
  function key(event) {
    if (!closeKey || event.key !== closeKey || event.repeat) return;
    event.preventDefault();
    onClose();
  }
  return html`
    <dialog ref=${place} class=${className} aria-labelledby="dialog-title" onKeyDown=${key}
      onCancel=${(event) => { event.preventDefault(); onClose(); }} onClick=${(event) => event.target === place.current && onClose()}>
      <div class="inner"><h2 id="dialog-title">${title}</h2>${children}</div>
    </dialog>`;
}
