// All modules of the day draw by one sheet.
import { stylesheet } from "../live/stylesheet.js";

export const styled = stylesheet("day");
