// A number, with decimals where it needs them.
import { html } from "../../live/html.js";
import { NumberField } from "../numbers.js";

export const Field = (props) => html`<${NumberField} ...${props} step="any" />`;
