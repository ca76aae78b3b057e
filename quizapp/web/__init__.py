"""The HTTP edge: parse, authorise, call one service, answer."""
