// Keys of the console; they are those that presentation clickers send. A key does nothing while somebody types,
// when it is held down, together with another one, or under a dialogue.
const BY_NAME = {
  ArrowRight: "next", PageDown: "next", " ": "next", ArrowLeft: "back", PageUp: "back",
  t: "extend", p: "pause", b: "blank", ".": "blank", q: "qr", h: "hide", l: "lock", c: "reveal", r: "ranking", z: "undo",
  f: "fullscreen", "?": "help", Escape: "close",
};
const SHIFT_MAY_BE_NEEDED = ["?", "."];
const PRESSES = "button, a[href], summary, [role='button']";
const TYPING = "textarea, select, [contenteditable], input:not([type='checkbox'], [type='radio'], [type='button'])";

// By the letter on the key; where the layout has no Latin letters, by its place.
function nameOf(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key in BY_NAME || key < "\u0250") return key;
  return /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : key;
}

const chord = (event, key) => event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && !SHIFT_MAY_BE_NEEDED.includes(key));

// The id of the act that a key press asks for, or null.
export function actFor(event) {
  const key = nameOf(event);
  if (!(key in BY_NAME) || event.isComposing || chord(event, key)) return null;
  if (event.target.closest?.(TYPING)) return null;
  // Space and Enter press what has the focus, as everywhere.
  if (key === " " && event.target.closest?.(PRESSES)) return null;
  return BY_NAME[key];
}

// `press(id)` for each key press that asks for something.
export function listenForKeys(press, target = document) {
  function down(event) {
    if (event.defaultPrevented || target.querySelector("dialog[open]")) return;
    if (event.repeat && event.key === "Enter" && event.target.closest?.(PRESSES)) event.preventDefault();
    const id = actFor(event);
    if (!id) return;
    event.preventDefault();
    if (!event.repeat) press(id);
  }

  // Whoever works with the mouse must find the next step under Space again, not the button pressed last.
  function clicked(event) {
    if (event.detail > 0 && !event.target.closest("dialog")) event.target.closest("button, summary")?.blur();
  }

  target.addEventListener("keydown", down);
  target.addEventListener("click", clicked);
  return () => {
    target.removeEventListener("keydown", down);
    target.removeEventListener("click", clicked);
  };
}
