// Both modules that draw by it wait for the same sheet.
import { stylesheet } from "../live/stylesheet.js";

export const styled = stylesheet("asking");
