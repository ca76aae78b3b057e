"""The listening socket, and how many others the system grants."""

import errno
import socket
import sys
from typing import Final

RESERVED_FILES: Final = 256
"""Files that are no phones: database, logs, Redis, libraries, the odd browser tab."""

WINDOWS_PHONES: Final = 400
"""Python's select() on Windows takes 512 sockets, and no limit can be raised there."""


class ListenError(RuntimeError):
    """The address can't be listened on; the message is one line for the operator."""


class PortInUse(ListenError):
    pass


def listen(host: str, port: int, backlog: int) -> socket.socket:
    """A listening socket that no second copy can share. Raises ListenError.

    With SO_REUSEPORT (eventlet.listen sets it unless told) a second copy would
    silently take half the phones.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=backlog, reuse_port=False)
    except OSError as error:
        raise _listen_error(host, port, error) from error


def _listen_error(host: str, port: int, error: OSError) -> ListenError:
    if error.errno == errno.EADDRINUSE:
        return PortInUse(
            f"port {port} is in use by another program; stop it or choose another with --port"
        )
    if error.errno == errno.EACCES:
        return ListenError(f"port {port} may not be used by this user; choose one above 1023")
    return ListenError(f"cannot listen on {host}:{port}: {error.strerror or error}")


def raise_file_limit() -> int:
    """Raise the limit of open files as far as it goes; return how many phones that allows."""
    if sys.platform == "win32":
        return WINDOWS_PHONES
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    for wanted in _limits_to_try(hard, resource.RLIM_INFINITY):
        if soft != resource.RLIM_INFINITY and wanted <= soft:
            break
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        except (OSError, ValueError):
            continue
        soft = wanted
    return max(0, soft - RESERVED_FILES)


def _limits_to_try(hard: int, infinity: int) -> tuple[int, ...]:
    # macOS says "unlimited" and then grants kern.maxfilesperproc or OPEN_MAX.
    return (1_048_576, 122_880, 61_440, 24_576, 10_240) if hard == infinity else (hard,)
