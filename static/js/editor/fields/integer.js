// A whole number.
import { html } from "../../live/html.js";
import { NumberField } from "../numbers.js";

export const Field = (props) => html`<${NumberField} ...${props} step="1" />`;
