"""The Socket.IO edge: parse, authorise, call one service, answer."""
