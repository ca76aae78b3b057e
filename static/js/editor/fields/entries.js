// Statements, items, sides of a matching: a list of texts.
import { html } from "../../live/html.js";
import { EntryList } from "../entries.js";

export function Field(props) {
  return html`<${EntryList} ...${props} />`;
}
