// A star, as large and as full as the style says.
import { html } from "./html.js";

export const Star = () => html`
  <svg class="star" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 2.6l2.9 6 6.500.900-4.700 4.600 1.100 6.500L12 17.500l-5.800 3.100 1.100-6.500L2.600 9.500l6.500-.900z" /></svg>`;
