// The stage over the whole display, for a laptop that is itself on the projector: keys and clicker go on working.
export async function toggleFullscreen(element) {
  try {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await element?.requestFullscreen();
    return true;
  } catch {
    return false;
  }
}
