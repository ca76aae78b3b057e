// Stands in for the line to the server: `feed(model)` draws, as main.js would after hearing it.
import { openWall } from "/static/js/screen/wall.js";
import { listenForFullScreen } from "/static/js/screen/fullscreen.js";

const draw = openWall(document.getElementById("app"), () => window.fakeNow ?? Date.now());
listenForFullScreen();
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective));
window.feed = (model) => draw({ tally: null, crowd: null, link: "online", refusal: null, ...model });
window.ready = document.fonts.ready;
document.documentElement.dataset.ready = "yes";
