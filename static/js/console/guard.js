// One part that can't be drawn must not take the whole console with it: the steps stay in reach.
import { Component } from "../live/html.js";

export class Guard extends Component {
  componentDidCatch(error) {
    console.error(error);
    this.setState({ broken: true });
  }

  render({ children }, { broken }) {
    return broken ? null : children;
  }
}
