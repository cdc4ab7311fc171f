"""A host to a connection to one of its addresses, none that is not public unless that was allowed."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NameResolutionError, NewConnectionError

# Addresses that carry an IPv4 address inside: NAT64 (RFC 6052, 8215) would reach whatever that one is.
_NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))

Hold = Callable[[socket.socket], None]


class Forbidden(HTTPError):
    """The host has no address that may be reached."""


def is_public(address: str) -> bool:
    """Return whether *address* is one of the public internet: not loopback, private, link-local, metadata, reserved."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and any(ip in network for network in _NAT64):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast


def pools(allow_private: bool, watch: Hold, leave: Hold) -> dict[str, type[HTTPConnectionPool]]:
    """Return urllib3's pools by scheme, with connections that are guarded.

    Each hands a socket to *watch* at each request, and to *leave* when it is closed.
    """

    class Guarded(_Watched, HTTPConnection):
        pass

    class GuardedTls(_Watched, HTTPSConnection):
        pass

    for kind in (Guarded, GuardedTls):
        kind.allow_private, kind.watch, kind.leave = allow_private, staticmethod(watch), staticmethod(leave)
    return {
        "http": type("Pool", (HTTPConnectionPool,), {"ConnectionCls": Guarded}),
        "https": type("TlsPool", (HTTPSConnectionPool,), {"ConnectionCls": GuardedTls}),
    }


class _Watched(HTTPConnection):
    """A connection that chooses its address itself, and can be cut off from another thread."""

    allow_private: bool
    watch: Hold
    leave: Hold
    # A second name of the socket: TLS takes the first one over, and cutting off must work while it shakes hands.
    _handle: socket.socket | None = None

    def request(self, *args: object, **kwargs: object) -> None:
        if self._handle is not None:
            self.watch(self._handle)
        super().request(*args, **kwargs)  # type: ignore[arg-type]

    def close(self) -> None:
        super().close()
        if self._handle is not None:
            self.leave(self._handle)
            self._handle = None

    def _new_conn(self) -> socket.socket:
        failure: OSError | None = None
        for family, kind, protocol, _, address in self._allowed():
            made = socket.socket(family, kind, protocol)
            try:
                made.settimeout(self.timeout if isinstance(self.timeout, int | float) else None)
                made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._handle = made.dup()
                self.watch(self._handle)
                made.connect(address)
            except OSError as error:
                failure = error
                made.close()
                if self._handle is not None:
                    self.leave(self._handle)
                    self._handle = None
            else:
                return made
        if isinstance(failure, TimeoutError):
            raise ConnectTimeoutError(self, "timed out") from failure
        raise NewConnectionError(self, str(failure)) from failure

    def _allowed(self) -> list[tuple[int, int, int, str, tuple[object, ...]]]:
        """Return the host's addresses that may be reached; they are connected to, the resolver is not asked again."""
        host = self._dns_host
        try:
            found = socket.getaddrinfo(host, self.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            gone = error if isinstance(error, socket.gaierror) else socket.gaierror(socket.EAI_NONAME, str(error))
            raise NameResolutionError(host, self, gone) from None
        allowed = [info for info in found if self.allow_private or is_public(str(info[4][0]))]
        if not allowed:
            raise Forbidden("its address is not public; allow_private = true lets this source reach it")
        return allowed  # type: ignore[return-value]
