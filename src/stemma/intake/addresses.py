"""Where a request may go: http(s) alone, and no private, loopback or link-local address unless that is allowed."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from urllib.parse import quote, urlsplit

import msgspec

Resolve = Callable[[str, int], list[str]]

_SAFE = "%/:=&?~#+!$,;'@()*[]"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Unsafe(ValueError):  # noqa: N818  (what is unsafe is the address)
    """An address that must not be asked; the message says why."""


class Target(msgspec.Struct, frozen=True):
    """One request's aim: the host is resolved once, checked, and the connection made to that very IP address."""

    url: str
    secure: bool
    host: str
    port: int
    path: str
    ip: str

    @property
    def site(self) -> str:
        """Scheme, host and port: what one robots.txt holds for."""
        return f"{'https' if self.secure else 'http'}://{self.host}:{self.port}"


def target(url: str, allow_private: bool, resolve: Resolve | None = None) -> Target:
    """The aim of a request to ``url``. Raises Unsafe for what must not be asked and OSError where no host is found."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        host = (
            (parts.hostname or "").encode("idna").decode() if not (parts.hostname or "").isascii() else parts.hostname
        )
    except (ValueError, UnicodeError) as error:
        raise Unsafe("is no address") from error
    if parts.scheme not in ("http", "https"):
        raise Unsafe(f"leads to {parts.scheme or 'no'} scheme; only http and https are fetched")
    if not host:
        raise Unsafe("names no host")
    if parts.username or parts.password:
        raise Unsafe("holds a user name or password")
    path = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    found = (resolve or addresses_of)(host, port)
    if not found:
        raise OSError(f"no address for {host}")
    if not allow_private and (private := next((ip for ip in found if not is_public(ip)), None)):
        raise Unsafe(f"leads to {private}, an address that is private or reserved")
    return Target(url, parts.scheme == "https", host, port, path, found[0])


def addresses_of(host: str, port: int) -> list[str]:
    """The IP addresses of a host, by the system's resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]).split("%")[0] for info in found))


def is_public(ip: str) -> bool:
    """Is this an address of the public internet, whatever it is wrapped in (IPv4 in IPv6, 6to4, Teredo, NAT64)?"""
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64:
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if any(x is not None and not is_public(str(x)) for x in inner):
            return False
        if address.ipv4_mapped is not None:
            return True
    return address.is_global and not address.is_multicast
