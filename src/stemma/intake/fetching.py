"""Pages fetched politely and safely: robots.txt, a pause between requests to one host, conditional requests, bounds.

Requests go to the very IP address that was checked, so that neither redirects nor a second look-up lead inside a
private network. Slow, endless, packed or broken answers are cut off by time and size.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec

from stemma.intake.addresses import Resolve, Target, Unsafe, target
from stemma.intake.options import Fetching
from stemma.intake.pieces import Address, Budget, Piece
from stemma.intake.problems import Problem, tidy
from stemma.intake.robots import LARGEST as LARGEST_ROBOTS
from stemma.intake.robots import NOTHING, Robots, robots

HOSTS_AT_ONCE = 6
LONGEST_PAUSE = 30.0  # seconds: a Crawl-delay or Retry-After beyond is not waited for
CHUNK = 1 << 16
AGENT = "Stemma/0.1 (reads the pages that its user names)"

_HEADERS = {
    "User-Agent": AGENT,
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/pdf;q=0.8,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}
_REDIRECTS = (301, 302, 303, 307, 308)
_AGAIN = (429, 500, 502, 503, 504)
_NO_PAGES = ("image/", "video/", "audio/", "font/")
_SUFFIXES = (".csv", ".tsv", ".jsonl", ".ndjson")
_REMEDY = "open it in a browser, save the page and give the file"


class _Failed(Exception):  # noqa: N818
    """A page that could not be had: what, and what to do."""

    def __init__(self, what: str, remedy: str = _REMEDY, again: bool = False, after: float | None = None) -> None:
        super().__init__(what)
        self.what, self.remedy, self.again, self.after = what, remedy, again, after


class _Answer(msgspec.Struct):
    """One answer as it came: headers lowered, the body unpacked."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes


class Fetcher:
    """Fetches pages for one run; it remembers each host's robots.txt and when it was last asked."""

    def __init__(
        self,
        options: Fetching,
        resolve: Resolve | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._options = options
        self._resolve = resolve
        self._clock, self._sleep = clock, sleep
        self._ends = clock() + options.total
        self._left = options.pages
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}
        self._robots: dict[str, Robots] = {}

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self._robots.clear()

    def fetch(self, addresses: Sequence[Address], budget: Budget) -> list[Piece | Problem]:
        """The pages of the addresses in their order, or what stands against each; hosts at the same time."""
        taken, beyond = addresses[: self._left], addresses[self._left :]
        self._left -= len(taken)
        by_host: dict[str, list[int]] = {}
        for number, address in enumerate(taken):
            by_host.setdefault(_host(address.url), []).append(number)
        got: dict[int, Piece | Problem] = {}

        def host(numbers: list[int]) -> None:
            for number in numbers:
                got[number] = self._one(taken[number], budget)

        if by_host:
            with ThreadPoolExecutor(min(HOSTS_AT_ONCE, len(by_host)), thread_name_prefix="fetch") as pool:
                list(pool.map(host, by_host.values()))
        made = [got[n] for n in sorted(got)]
        if beyond:
            words = f"and {len(beyond) - 1} more addresses are beyond the {self._options.pages} pages of one run"
            made.append(Problem(beyond[0].url, words, "give fewer, or allow more pages"))
        return made

    def _one(self, address: Address, budget: Budget) -> Piece | Problem:
        try:
            return self._piece(address, self._tried(address.url), budget)
        except _Failed as failed:
            return tidy(Problem(address.where, failed.what, failed.remedy))

    def _piece(self, address: Address, answer: _Answer, budget: Budget) -> Piece:
        media, _, rest = answer.headers.get("content-type", "").partition(";")
        charset = rest.lower().partition("charset=")[2].split(";")[0].strip("\"' ") or None
        known: dict[str, Any] = {**address.known, "url": answer.url, "retrieved": answer.headers["x-retrieved"]}
        suffix = urlsplit(answer.url).path.lower()
        name = next((s for s in _SUFFIXES if suffix.endswith(s)), "")
        return Piece(
            where=address.where,
            name=name,
            data=answer.body,
            media=media.strip().lower(),
            charset=charset,
            known=known,
            budget=budget,
        )

    def _tried(self, url: str) -> _Answer:
        """The answer after as many tries as are allowed, with a longer pause before each."""
        for attempt in range(self._options.retries + 1):
            try:
                return self._followed(url)
            except _Failed as failed:
                pause = failed.after if failed.after is not None else 2.0**attempt * min(1.0, self._options.interval)
                last = attempt == self._options.retries or not failed.again or pause > LONGEST_PAUSE
                if last or self._clock() + pause > self._ends:
                    raise
                self._sleep(pause)
        raise AssertionError("unreachable")

    def _followed(self, url: str) -> _Answer:
        """The answer behind redirects, each hop checked like the first."""
        kept = _Kept.of(self._options.keep, url)
        seen: list[str] = []
        while True:
            if url in seen:
                raise _Failed(f"is redirected in a circle (back to {url})")
            if len(seen) > self._options.redirects:
                raise _Failed(f"is redirected more than {self._options.redirects} times")
            seen.append(url)
            aim = self._aim(url)
            if not self._rules(aim).allows(aim.path):
                raise _Failed("is closed to programs by the site's robots.txt")
            answer = self._asked(aim, kept.conditions if kept and len(seen) == 1 else {}, self._options.largest)
            if answer.status in _REDIRECTS and answer.headers.get("location"):
                url = urljoin(url, answer.headers["location"].strip())
                continue
            if answer.status == 304 and kept:
                return kept.answer
            if answer.status != 200:
                again = answer.status in _AGAIN
                raise _Failed(_status(answer.status), again=again, after=_after(answer) if again else None)
            if not answer.body.strip():
                raise _Failed("is an empty page")
            answer.headers["x-retrieved"] = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")  # noqa: UP017
            if len(seen) == 1 and self._options.keep:
                _Kept.keep(self._options.keep, seen[0], answer)
            return answer

    def _aim(self, url: str) -> Target:
        try:
            return target(url, self._options.allow_private, self._resolve)
        except Unsafe as error:
            raise _Failed(str(error), "give another address, or --allow-private for your own network") from error
        except OSError as error:
            raise _Failed(
                f"names a host that is not found ({_host(url)})", "check the address and the connection"
            ) from error

    def _rules(self, aim: Target) -> Robots:
        """The host's robots.txt, asked for once: none where it has none, closed where it answers with an error."""
        with self._lock:
            known = self._robots.get(aim.site)
        if known is not None:
            return known
        found = Robots()
        try:
            hop = msgspec.structs.replace(aim, url=f"{aim.site}/robots.txt", path="/robots.txt")
            for _ in range(self._options.redirects + 1):
                answer = self._asked(hop, {}, LARGEST_ROBOTS, cut=True)
                if answer.status in _REDIRECTS and answer.headers.get("location"):
                    hop = self._aim(urljoin(hop.url, answer.headers["location"]))
                    continue
                if answer.status == 200:
                    found = robots(answer.body.decode("utf-8", "replace"))
                elif answer.status >= 500:
                    found = NOTHING
                break
        except _Failed as failed:
            raise _Failed(
                f"has a robots.txt that cannot be had ({failed.what})", failed.remedy, failed.again
            ) from failed
        with self._lock:
            self._robots[aim.site] = found
        return found

    def _asked(self, aim: Target, headers: dict[str, str], largest: int, cut: bool = False) -> _Answer:
        """One request and its answer, within the bounds of time and size."""
        self._wait(aim)
        left = min(self._options.timeout, self._ends - self._clock())
        if left <= 0:
            raise _Failed(f"was not fetched: {self._options.total:.0f} seconds are over", "give fewer addresses")
        connection = _Connection(aim, left)
        late = threading.Event()
        watch = threading.Timer(left, _cut, (connection, late))
        watch.daemon = True
        watch.start()
        try:
            connection.request("GET", aim.path, headers=_HEADERS | headers)
            response = connection.getresponse()
            given = {k.lower(): v for k, v in response.getheaders()}
            if response.status == 200 and given.get("content-type", "").lower().startswith(_NO_PAGES):
                raise _Failed(f"is no page ({given['content-type']})", "give the address of an article")
            body = _body(response, given, largest, cut) if response.status == 200 else b""
            if late.is_set():
                raise _Failed(_slow(left))
            return _Answer(aim.url, response.status, given, body)
        except _Failed as failed:
            if late.is_set():
                raise _Failed(_slow(left)) from failed
            raise
        except ssl.SSLError as error:
            raise _Failed(f"has no valid certificate ({error.reason or error})") from error
        except (TimeoutError, OSError, http.client.HTTPException, ValueError, zlib.error) as error:
            if late.is_set() or isinstance(error, TimeoutError):
                raise _Failed(_slow(left)) from error
            words = str(error).splitlines()[0][:80] if str(error) else type(error).__name__
            raise _Failed(f"answers wrongly or not at all ({words})", again=True) from error
        finally:
            watch.cancel()
            connection.close()

    def _wait(self, aim: Target) -> None:
        """Waits for the host's turn: at least the interval, or its Crawl-delay, after the request before."""
        with self._lock:
            rules = self._robots.get(aim.site)
            pause = max(self._options.interval, min((rules.delay if rules else None) or 0.0, LONGEST_PAUSE))
            now = self._clock()
            turn = max(now, self._next.get(aim.host, now))
            self._next[aim.host] = turn + pause
        if turn > now:
            self._sleep(turn - now)


class _Kept(msgspec.Struct):
    """A page fetched before, with what tells whether it has changed."""

    url: str
    etag: str
    modified: str
    answer: _Answer

    @property
    def conditions(self) -> dict[str, str]:
        made = {"If-None-Match": self.etag} if self.etag else {}
        return made | ({"If-Modified-Since": self.modified} if self.modified else {})

    @staticmethod
    def of(folder: Path | None, url: str) -> _Kept | None:
        if folder is None:
            return None
        try:
            kept = msgspec.msgpack.decode((folder / _file(url)).read_bytes(), type=_Kept)
        except (OSError, msgspec.DecodeError):
            return None
        return kept if kept.url == url else None

    @staticmethod
    def keep(folder: Path, url: str, answer: _Answer) -> None:
        etag, modified = answer.headers.get("etag", ""), answer.headers.get("last-modified", "")
        if not (etag or modified) or "no-store" in answer.headers.get("cache-control", "").lower():
            return
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            half = folder / f"{_file(url)}.{threading.get_ident()}.part"
            half.write_bytes(msgspec.msgpack.encode(_Kept(url, etag, modified, answer)))
            half.replace(folder / _file(url))


class _Connection(http.client.HTTPConnection):
    """A connection to an IP address that was checked, under the host's name."""

    def __init__(self, aim: Target, timeout: float) -> None:
        super().__init__(aim.host, aim.port, timeout=timeout)
        self._aim = aim
        self.default_port = 443 if aim.secure else 80
        self.line: socket.socket | None = None  # http.client lets go of its own once it has the answer's head

    def connect(self) -> None:
        self.sock = self.line = socket.create_connection((self._aim.ip, self._aim.port), self.timeout)
        if self._aim.secure:
            self.sock = self.line = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self._aim.host)


def _cut(connection: _Connection, late: threading.Event) -> None:
    """Ends a request whose time is over, wherever it waits."""
    late.set()
    with contextlib.suppress(OSError, AttributeError):
        connection.line.shutdown(socket.SHUT_RDWR)  # type: ignore[union-attr]


def _body(response: http.client.HTTPResponse, headers: dict[str, str], largest: int, cut: bool) -> bytes:
    """The body, unpacked as it comes; refused (or with ``cut`` cut off) above ``largest`` bytes."""
    packing = headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise _Failed(f"is packed in a way that is not known ({packing})")
    unpack = None if packing in ("", "identity") else zlib.decompressobj(wbits=47 if "gzip" in packing else 15)
    parts, size, came = [], 0, 0
    expected = response.length
    while size <= largest:
        data = response.read1(CHUNK)
        if not data:
            break
        came += len(data)
        while data:
            out = data
            if unpack is not None:
                try:
                    out = unpack.decompress(data, CHUNK)
                except zlib.error:
                    if packing != "deflate" or size:
                        raise
                    unpack = zlib.decompressobj(wbits=-15)  # some servers send deflate without its frame
                    continue
            parts.append(out)
            size += len(out)
            data = unpack.unconsumed_tail if unpack is not None and size <= largest else b""
    if size > largest and not cut:
        raise _Failed(f"is larger than {largest:,} bytes")
    if size <= largest and expected is not None and came < expected:
        raise _Failed(f"breaks off after {came:,} of {expected:,} bytes", again=True)
    return b"".join(parts)[:largest]


def _after(answer: _Answer) -> float | None:
    """The seconds that a Retry-After header asks for."""
    words = answer.headers.get("retry-after", "").strip()
    if words.isdigit():
        return float(words[:9])
    with contextlib.suppress(ValueError, TypeError):
        moment = parsedate_to_datetime(words)
        return max(0.0, (moment - datetime.now(moment.tzinfo)).total_seconds())
    return None


def _status(status: int) -> str:
    words = {
        401: "asks for a login",
        402: "asks for payment",
        403: "is refused by the site",
        404: "is not there",
        410: "was taken down",
        429: "is refused for now: too many requests",
        451: "is blocked for legal reasons",
    }
    return f"{words.get(status, 'cannot be had')} (HTTP {status})"


def _slow(seconds: float) -> str:
    return f"answers too slowly (more than {seconds:.0f} seconds)"


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _file(url: str) -> str:
    return hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:40]
