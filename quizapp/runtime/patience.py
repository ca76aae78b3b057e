"""How long a client may take. Read when a server starts, in every twin."""

IDLE_S = 20.0
"""Until the first byte of a request, also the next one on a line that is kept: each holds a file."""

REQUEST_S = 20.0
"""From then until the request's last header, however many bytes keep dripping in."""

SOCKET_S = 30.0
"""For a client that neither reads nor sends; above Engine.IO's ping interval and timeout."""

BODY_S = 30.0
"""For a request's body, and as much more as it takes at the slowest speed that is an honest line's."""

SLOWEST_BODY = 2 * 1024
"""Bytes a second."""
