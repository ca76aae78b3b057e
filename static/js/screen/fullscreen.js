// The one key of the screen. It changes this window and nothing else: a screen steers nothing.
export function listenForFullScreen(target = window) {
  target.addEventListener("keydown", (event) => {
    // By place as well as by letter: on a Cyrillic or Arabic layout the key says something else.
    const pressed = event.code === "KeyF" || event.key.toLowerCase() === "f";
    if (!pressed || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    toggle();
  });
}

async function toggle() {
  try {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await document.documentElement.requestFullscreen();
  } catch {
    // Refused inside the console's frame or by the browser's policy: the picture stays as it is.
  }
}
