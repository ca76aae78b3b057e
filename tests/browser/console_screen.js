// The room's picture inside the console's frame: the real wall, drawn from what the test says the room sees.
import { openWall } from "/static/js/screen/wall.js";

const model = await (await fetch("/room.json")).json();
const began = Date.now();
const draw = openWall(document.getElementById("app"), () => (model.state?.now ?? 0) + Date.now() - began);
draw({ tally: null, crowd: null, link: "online", refusal: null, ...model });
