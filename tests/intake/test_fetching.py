"""Fetching from a server on this machine that misbehaves: polite, safe, bounded, one clear line for each failure."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import pytest

from stemma.intake.addresses import Unsafe, is_public, target
from stemma.intake.fetching import Fetcher
from stemma.intake.options import Fetching, Options
from stemma.intake.pieces import Address, Budget, Piece
from stemma.intake.problems import Problem
from stemma.intake.robots import robots
from stemma.intake.text import Intake, take_in

Page = Callable[..., str]
Answer = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """Paths to what is done there; every request is noted with its headers and time."""

    def __init__(self) -> None:
        self.paths: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str], float]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}, time.monotonic()))
                with suppress(OSError):
                    outer.paths.get(self.path, answer(status=404))(self)

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def count(self, path: str) -> int:
        return sum(p == path for p, _, _ in self.asked)


def answer(
    body: bytes | str = b"", status: int = 200, media: str = "text/html; charset=utf-8", **headers: str
) -> Answer:
    data = body.encode() if isinstance(body, str) else body

    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        sent = {"Content-Type": media, "Content-Length": str(len(data))} | {
            k.replace("_", "-"): v for k, v in headers.items()
        }
        for name, value in sent.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)

    return act


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.http.shutdown()
    made.http.server_close()


QUICK = Fetching(allow_private=True, interval=0.0, timeout=1.0, total=30.0, largest=200_000, retries=1)


def taken(*urls: str | Path, fetching: Fetching = QUICK) -> Intake:
    return take_in(urls, Options(fetching=fetching))


def refused(url: str, fetching: Fetching = QUICK) -> str:
    got = taken(url, fetching=fetching)
    assert not got.reports and len(got.problems) == 1, got
    assert got.problems[0].remedy and "\n" not in str(got.problems[0])
    return got.problems[0].what


def test_a_page_is_fetched_with_its_address_and_the_moment(server: Server, page: Page, article: str) -> None:
    server.paths["/ferry"] = answer(page(data=False))
    got = taken(f"{server.url}/ferry")
    (report,) = got.reports
    assert not got.problems and report.url == f"{server.url}/ferry" and report.retrieved
    assert all(p in report.text for p in article.split("\n"))
    assert "stemma" in server.asked[-1][1]["user-agent"].lower()


@pytest.mark.parametrize("packing", ["gzip", "deflate", "raw"])
def test_packed_answers_are_unpacked(server: Server, page: Page, packing: str) -> None:
    data = page().encode()
    raw = zlib.compressobj(wbits=-15)
    body = {"gzip": gzip.compress(data), "deflate": zlib.compress(data), "raw": raw.compress(data) + raw.flush()}[
        packing
    ]
    server.paths["/ferry"] = answer(body, Content_Encoding="deflate" if packing == "raw" else packing)
    assert len(taken(f"{server.url}/ferry").reports) == 1


@pytest.mark.parametrize(
    "media", ["text/plain", "application/octet-stream", "application/xml", "text/css", "", "nonsense", "text/html;;="]
)
def test_a_page_is_a_page_whatever_type_it_is_sent_as(server: Server, page: Page, article: str, media: str) -> None:
    server.paths["/1"] = answer(page(), media=media)
    assert taken(f"{server.url}/1").reports[0].text.endswith(article)


@pytest.mark.parametrize("media", ["text/html", "image/svg+xml", "application/pdf"])
def test_what_is_no_page_is_named_or_read_as_what_it_is(server: Server, media: str) -> None:
    server.paths["/1"] = answer(b'{"title": "Ferry", "text": "The ferry sails on Monday."}', media=media)
    got = taken(f"{server.url}/1")
    assert len(got.reports) + len(got.problems) == 1


def test_robots_txt_is_kept_to_and_asked_for_once(server: Server, page: Page) -> None:
    server.paths["/robots.txt"] = answer("User-agent: *\nDisallow: /private\n", media="text/plain")
    server.paths["/private/a"] = server.paths["/b"] = answer(page())
    server.paths["/c"] = answer(page().replace("1,200", "1,300"))
    got = taken(f"{server.url}/private/a", f"{server.url}/b", f"{server.url}/c")
    assert len(got.reports) == 2 and "robots.txt" in got.problems[0].what
    assert server.count("/robots.txt") == 1 and server.count("/private/a") == 0


def test_a_redirect_into_a_closed_place_is_not_followed(server: Server) -> None:
    server.paths["/robots.txt"] = answer("User-agent: stemma\nDisallow: /private\n", media="text/plain")
    server.paths["/a"] = answer(status=302, Location="/private/a")
    assert "robots.txt" in refused(f"{server.url}/a")
    assert server.count("/private/a") == 0


def test_a_site_whose_robots_txt_fails_is_left_alone(server: Server, page: Page) -> None:
    server.paths["/robots.txt"] = answer(status=503)
    server.paths["/a"] = answer(page())
    assert "robots.txt" in refused(f"{server.url}/a") and server.count("/a") == 0


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nDisallow: /*.php$", "/x/y.php", False),
        ("User-agent: *\nDisallow: /*.php$", "/x/y.php?z", True),
        ("User-agent: *\nDisallow: /a*b*c", "/a1b2c3", False),
        ("User-agent: other\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", True),
        ("User-agent: other\nUser-agent: Stemma\nDisallow: /a", "/a", False),
        ("User-agent: *\nDisallow: /\nUser-agent: stemma\nAllow: /", "/a", True),
        ("User-agent: *\nDisallow: /%7Ejoe", "/~joe/x", False),
        ("# nothing\n\x00\xff garbage", "/a", True),
        ("User-agent: *\nDisallow: /" + "*a" * 3000 + "$", "/" + "a" * 3000 + "b", True),
    ],
)
def test_robots_rules(rules: str, path: str, allowed: bool) -> None:
    assert robots(rules).allows(path) is allowed


def test_an_unchanged_page_is_not_sent_again(server: Server, page: Page, tmp_path: Path) -> None:
    def act(handler: BaseHTTPRequestHandler) -> None:
        known = handler.headers.get("If-None-Match") == '"one"'
        (answer(status=304) if known else answer(page(), ETag='"one"'))(handler)

    server.paths["/ferry"] = act
    keep = Fetching(allow_private=True, interval=0.0, keep=tmp_path / "pages")
    first, second = (taken(f"{server.url}/ferry", fetching=keep) for _ in range(2))
    assert first.reports == second.reports and server.count("/ferry") == 2
    assert server.asked[-1][1]["if-none-match"] == '"one"'


def test_a_host_is_asked_no_faster_than_the_interval(server: Server, page: Page) -> None:
    for n in range(3):
        server.paths[f"/{n}"] = answer(page().replace("1,200", f"1,20{n}"))
    slow = Fetching(allow_private=True, interval=0.15)
    assert len(taken(*(f"{server.url}/{n}" for n in range(3)), fetching=slow).reports) == 3
    times = [t for _, _, t in server.asked]
    assert all(b - a > 0.12 for a, b in pairwise(times))


def test_a_crawl_delay_is_kept_to(server: Server, page: Page) -> None:
    server.paths["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 0.3", media="text/plain")
    server.paths["/a"], server.paths["/b"] = answer(page()), answer(page().replace("1,200", "1,300"))
    taken(f"{server.url}/a", f"{server.url}/b")
    times = [t for p, _, t in server.asked if p in ("/a", "/b")]
    assert times[1] - times[0] > 0.25


def test_a_failure_that_passes_is_tried_again(server: Server, page: Page) -> None:
    answers = [answer(status=503, Retry_After="0"), answer(page())]
    server.paths["/a"] = lambda handler: answers[min(server.count("/a"), 2) - 1](handler)
    assert len(taken(f"{server.url}/a").reports) == 1


def raw(data: bytes, pause: float = 0.0, times: int = 1, first: bytes = b"") -> Answer:
    """Sends bytes as they are, again and again if asked to, with a pause before each."""

    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(first)
        for _ in range(times):
            handler.wfile.write(data)
            handler.wfile.flush()
            time.sleep(pause)

    return act


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
BAD = {
    "not there": (answer(status=404), "is not there (HTTP 404)"),
    "refused": (answer(status=403), "refused by the site"),
    "always busy": (answer(status=429, Retry_After="3600"), "too many requests"),
    "broken server": (answer(status=500), "HTTP 500"),
    "circle": (answer(status=301, Location="/bad"), "in a circle"),
    "redirect to a file": (answer(status=302, Location="file:///etc/hostname"), "file scheme"),
    "redirect to ftp": (answer(status=302, Location="ftp://127.0.0.1/x"), "ftp scheme"),
    "redirect with a password": (answer(status=302, Location="http://me:secret@127.0.0.1/"), "user name or password"),
    "redirect to nothing": (answer(status=302, Location="http:///a"), "is not there"),
    "redirect to a wrong port": (answer(status=302, Location="http://127.0.0.1:99999/"), "no address"),
    "too large": (answer(b"<p>ferry</p>" * 50_000), "larger than 200,000"),
    "endless": (raw(HEAD + b"\r\n" + b"x" * 65536, times=200), "larger than 200,000"),
    "packed bomb": (answer(gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip"), "larger than 200,000"),
    "unknown packing": (answer(b"x", Content_Encoding="zstd"), "packed in a way that is not known"),
    "broken packing": (answer(b"\x1f\x8b\x08" + b"\xff" * 50, Content_Encoding="gzip"), "answers wrongly"),
    "slow head": (raw(b"X", pause=0.2, times=30), "too slowly"),
    "slow header lines": (raw(b"X-Drip: 1\r\n", pause=0.2, times=30, first=HEAD), "too slowly"),
    "slow body": (raw(HEAD + b"Content-Length: 90000\r\n\r\n<p>", pause=3.0), "too slowly"),
    "cut off": (raw(HEAD + b"Content-Length: 90000\r\n\r\n<p>The ferry"), "breaks off"),
    "bad chunks": (raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n<p>"), "answers wrongly"),
    "no answer": (raw(b""), "answers wrongly"),
    "no HTTP": (raw(b"SSH-2.0-OpenSSH\r\n"), "answers wrongly"),
    "endless headers": (raw(HEAD + b"".join(b"X-%d: y\r\n" % n for n in range(5000)) + b"\r\n"), "answers wrongly"),
    "long header": (raw(HEAD + b"X: " + b"y" * 200_000 + b"\r\n\r\n"), "answers wrongly"),
    "picture": (answer(b"\x89PNG", media="image/png"), "is no page (image/png)"),
    "picture named page": (answer(b"\x89PNG\r\n\x1a\n" * 40), "is a picture"),
    "empty": (answer(b""), "is an empty page"),
    "binary": (answer(bytes(range(256)) * 40), ""),
}


@pytest.mark.parametrize(("act", "what"), BAD.values(), ids=list(BAD))
def test_what_misbehaves_is_named_in_bounded_time(server: Server, act: Answer, what: str) -> None:
    server.paths["/bad"] = act
    began = time.monotonic()
    assert what in refused(f"{server.url}/bad")
    assert time.monotonic() - began < 6


def test_many_redirects_end(server: Server) -> None:
    for n in range(9):
        server.paths[f"/{n}"] = answer(status=302, Location=f"/{n + 1}")
    assert "more than 5 times" in refused(f"{server.url}/0")


def test_one_bad_address_does_not_stop_the_others(server: Server, page: Page) -> None:
    server.paths["/good"] = answer(page())
    with socket.socket() as shut:
        shut.bind(("127.0.0.1", 0))
        got = taken(f"http://127.0.0.1:{shut.getsockname()[1]}/", f"{server.url}/good", f"{server.url}/none")
    assert len(got.reports) == 1 and len(got.problems) == 2


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://10.0.0.8/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
    ],
)
def test_private_addresses_are_not_asked(url: str) -> None:
    assert "private or reserved" in refused(url, Fetching(interval=0.0)) or "not found" in refused(url)


def test_a_redirect_or_a_name_that_leads_inside_is_not_followed(server: Server) -> None:
    def resolve(host: str, port: int) -> list[str]:
        return {"outside.example": ["93.184.215.14"], "inside.example": ["93.184.215.14", "10.0.0.8"]}[host]

    assert target("http://outside.example/a b?ü=1", False, resolve).path == "/a%20b?%C3%BC=1"
    with pytest.raises(Unsafe, match=r"10\.0\.0\.8"):
        target("https://inside.example/", False, resolve)
    assert not is_public("nonsense") and is_public("2606:2800:21f:cb07:6820:80da:af6b:8b2c")


def test_the_connection_goes_to_the_address_that_was_checked(server: Server, page: Page) -> None:
    server.paths["/a"] = answer(page())
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    url = f"http://ansel-post.example:{server.http.server_port}/a"
    with Fetcher(QUICK, resolve=resolve) as fetcher:
        (got,) = fetcher.fetch([Address(url=url, where=url)], Budget())
    assert isinstance(got, Piece) and set(asked) == {"ansel-post.example"}
    assert server.asked[-1][1]["host"] == f"ansel-post.example:{server.http.server_port}"


def test_pages_beyond_the_limit_are_named_together(server: Server, page: Page) -> None:
    server.paths["/0"] = answer(page())
    got = taken(*(f"{server.url}/{n}" for n in range(5)), fetching=Fetching(allow_private=True, interval=0.0, pages=1))
    assert len(got.reports) == 1 and len(got.problems) == 1 and "3 more addresses" in got.problems[0].what


def test_the_whole_run_ends_in_time(server: Server) -> None:
    for n in range(8):
        server.paths[f"/{n}"] = raw(b"X", pause=0.3, times=30)
    began = time.monotonic()
    short = Fetching(allow_private=True, interval=0.0, timeout=1.0, total=2.0, retries=0)
    got = taken(*(f"{server.url}/{n}" for n in range(8)), fetching=short)
    assert len(got.problems) == 8 and time.monotonic() - began < 5


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Ansel Post</title><language>en-gb</language>{items}</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Ansel Post</title><entry><title>Ferry &amp; talks</title>
<link href="{url}/ferry"/><updated>2031-05-03T12:00:00Z</updated><published>2031-05-03T10:15:00Z</published>
<author><name>Ida Rook</name></author><summary>Short.</summary></entry></feed>"""


def item(url: str, content: str = "") -> str:
    whole = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    date = "<pubDate>Sat, 03 May 2031 10:15:00 +0200</pubDate>"
    return (
        f"<item><title>Ferry &amp; talks</title><link>{url}</link>{date}<description>Short.</description>{whole}</item>"
    )


@pytest.mark.parametrize("kind", ["rss", "atom", "json"])
def test_the_pages_behind_a_feeds_entries_are_fetched(server: Server, page: Page, article: str, kind: str) -> None:
    server.paths["/ferry"] = answer(page(data=False, title="x").replace("<h1>Ferry talks at Port Ansel</h1>", ""))
    feeds = {
        "rss": answer(RSS.format(items=item(f"{server.url}/ferry")), media="application/rss+xml"),
        "atom": answer(ATOM.format(url=server.url), media="application/atom+xml"),
        "json": answer(
            json.dumps(
                {
                    "version": "https://jsonfeed.org/version/1.1",
                    "title": "Ansel Post",
                    "items": [
                        {"url": "/ferry", "title": "x", "date_published": "2031-05-03T10:15:00Z", "summary": "Short."}
                    ],
                }
            ),
            media="application/feed+json",
        ),
    }
    server.paths["/feed"] = feeds[kind]
    got = taken(f"{server.url}/feed")
    assert not got.problems
    (report,) = got.reports
    assert report.outlet == "Ansel Post" and (report.published or "").startswith("2031-05-03T10:15")
    assert report.url == f"{server.url}/ferry" and all(p in report.text for p in article.split("\n"))


def test_an_entry_with_its_full_text_is_read_without_a_request(tmp_path: Path, paragraphs: tuple[str, ...]) -> None:
    linked = paragraphs[0].replace("harbour office", '<a href="https://harbour.example/">harbour office</a>')
    content = "".join(f"<p>{p} And more was said on the quay that day.</p>" for p in (linked, *paragraphs[1:]))
    (tmp_path / "feed.xml").write_text(RSS.format(items=item("https://ansel-post.example/ferry", content * 2)))
    got = take_in([tmp_path])
    (report,) = got.reports
    assert not got.problems and report.published == "2031-05-03T10:15:00+02:00" and report.title == "Ferry & talks"
    assert report.links[0].url == "https://harbour.example/"


def test_no_request_follows_from_a_file_that_a_folder_holds(tmp_path: Path, server: Server) -> None:
    (tmp_path / "feed.rss").write_text(RSS.format(items=item(f"{server.url}/ferry")))
    (tmp_path / "pages.txt").write_text(f"# mine\n{server.url}/a\n{server.url}/b\n")
    (tmp_path / "good.txt").write_text("The ferry sails.")
    got = take_in([tmp_path], Options(fetching=QUICK))
    assert len(got.reports) == 1 and not server.asked
    assert all("name the" in p.remedy and "to fetch them" in p.remedy and not p.lost for p in got.problems)
    assert len(got.problems) == 2


def test_lists_sitemaps_and_opml_that_are_named_are_fetched(tmp_path: Path, server: Server, page: Page) -> None:
    for n in range(4):
        server.paths[f"/{n}"] = answer(page(data=False).replace("1,200", f"1,20{n}"))
    (tmp_path / "pages.txt").write_text(f"# mine\n{server.url}/0\n")
    news = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    inner = (
        "<news:news><news:publication><news:name>Ansel Post</news:name><news:language>en</news:language>"
        "</news:publication>"
        "<news:publication_date>2031-05-03</news:publication_date><news:title>Ferry</news:title></news:news>"
    )
    server.paths["/map.xml"] = answer(
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {news}>'
        f"<url><loc>{server.url}/1</loc>{inner}</url><url><loc>{server.url}/2</loc><lastmod>2031-05-02</lastmod></url></urlset>",
        media="application/xml",
    )
    server.paths["/index.xml"] = answer(
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>{server.url}/map.xml</loc>'
        "</sitemap></sitemapindex>",
        media="application/xml",
    )
    server.paths["/feed"] = answer(RSS.format(items=item(f"{server.url}/3")), media="application/rss+xml")
    opml = tmp_path / "feeds.opml"
    opml.write_text(
        f'<opml version="2.0"><body><outline text="A"><outline xmlUrl="{server.url}/feed"/></outline></body></opml>'
    )
    got = taken(tmp_path / "pages.txt", f"{server.url}/index.xml", opml)
    assert not got.problems and sorted(r.url or "" for r in got.reports) == [f"{server.url}/{n}" for n in range(4)]
    one = next(r for r in got.reports if r.url == f"{server.url}/1")
    assert (one.outlet, one.published) == ("Ansel Post", "2031-05-03")


def test_sitemaps_that_list_each_other_end(server: Server) -> None:
    for n in range(9):
        inner = f"<sitemap><loc>{server.url}/{n + 1}.xml</loc></sitemap>"
        server.paths[f"/{n}.xml"] = answer(f"<sitemapindex>{inner}</sitemapindex>", media="text/xml")
    got = taken(f"{server.url}/0.xml")
    assert "lists of lists that never end" in got.problems[0].what


def test_a_problem_names_the_address() -> None:
    with Fetcher(Fetching(interval=0.0), resolve=lambda host, port: []) as fetcher:
        (got,) = fetcher.fetch([Address(url="http://none.example/", where="http://none.example/")], Budget())
    assert isinstance(got, Problem) and str(got).startswith("http://none.example/: names a host that is not found")
