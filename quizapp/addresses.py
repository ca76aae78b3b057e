"""Under which addresses phones in the room reach this machine."""

from __future__ import annotations

import ipaddress
import socket

_PROBES = ("192.0.2.1", "10.255.255.255", "192.168.255.255", "172.31.255.255")
"""Nothing is sent there: a UDP socket that is connected only tells which interface would be used."""


def lan_addresses() -> tuple[str, ...]:
    """IPv4 addresses of this machine that others may reach, the likeliest first."""
    found = [address for probe in _PROBES if (address := _facing(probe)) is not None]
    found.extend(_named())
    usable = [each for each in found if not ipaddress.ip_address(each).is_loopback]
    return tuple(dict.fromkeys(usable))


def public_addresses(configured: tuple[str, ...], port: int) -> tuple[str, ...]:
    """URLs to print and to put into QR codes: as configured, else the LAN, else this machine."""
    if configured:
        return configured
    hosts = lan_addresses() or ("127.0.0.1",)
    return tuple(f"http://{host}" if port == 80 else f"http://{host}:{port}" for host in hosts)


def _facing(probe: str) -> str | None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        try:
            udp.connect((probe, 9))
        except OSError:
            return None
        return str(udp.getsockname()[0])


def _named() -> tuple[str, ...]:
    try:
        entries = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    except OSError:
        return ()
    return tuple(str(entry[4][0]) for entry in entries)
