"""What a piece of input is: by its first bytes, then by its name, then by what a server says of it."""

from __future__ import annotations

import re

from stemma.intake.pieces import Piece

SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".pdf": "pdf",
    ".docx": "docx",
    ".json": "json",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".warc": "warc",
    ".wacz": "zip",
    ".zip": "zip",
    ".gz": "gzip",
    ".xml": "xml",
    ".rss": "feed",
    ".atom": "feed",
    ".opml": "opml",
    ".urls": "text",
}
_MEDIA = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "text/csv": "csv",
    "application/json": "json",
    "application/ld+json": "json",
    "application/feed+json": "json",
    "application/x-ndjson": "lines",
    "application/jsonl": "lines",
    "multipart/related": "mhtml",
    "message/rfc822": "mhtml",
    "text/plain": "text",
    "text/markdown": "text",
}
_MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"PAR1", "parquet"),
    (b"WARC/", "warc"),
)
# What is known and not read: (first bytes, what it is, the remedy).
_FOREIGN = (
    (b"{\\rtf", "is rich text (RTF)", "save it as .docx or .txt"),
    (b"\xd0\xcf\x11\xe0", "is an old Office file", "save it as .docx or .txt"),
    (b"BZh", "is packed with bzip2", "unpack it first"),
    (b"\xfd7zXZ", "is packed with xz", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "is packed with zstandard", "unpack it first"),
    (b"7z\xbc\xaf", "is a 7z archive", "unpack it first"),
    (b"Rar!", "is a RAR archive", "unpack it first"),
    (b"SQLite format 3", "is a SQLite database", "export the articles as CSV or JSON lines"),
    (b"\x89PNG", "is a picture", "give the report's text"),
    (b"\xff\xd8\xff", "is a picture", "give the report's text"),
    (b"GIF8", "is a picture", "give the report's text"),
)
_PAGE = re.compile(rb"<!doctype html|<html[\s>]", re.IGNORECASE)
_ROOT = re.compile(rb"<(?!\?|!)(?:[\w.-]+:)?([\w.-]+)")
_ROOTS = {
    b"rss": "feed",
    b"feed": "feed",
    b"rdf": "feed",
    b"opml": "opml",
    b"urlset": "sitemap",
    b"sitemapindex": "sitemap",
    b"newsitem": "newsml",
    b"newsmessage": "newsml",
    b"packageitem": "newsml",
    b"nitf": "newsml",
    b"html": "html",
}
_MULTIPART = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)


def kind_of(piece: Piece) -> str:
    """The kind of a piece: a key of the ways in, or "binary", or "foreign: what; remedy" for what is not read."""
    if piece.media in ("docx", "application/warc"):  # told by archives.py, which looked inside
        return piece.media.removeprefix("application/")
    head = piece.head()
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if b"%PDF-" in head[:1024]:
        return "pdf"
    for magic, what, remedy in _FOREIGN:
        if head.startswith(magic):
            return f"foreign: {what}; {remedy}"
    suffix = piece.name[piece.name.rfind(".") :].lower() if "." in piece.name else ""
    named = SUFFIXES.get(suffix)
    if named in ("lines", "csv"):
        return named
    words = head.replace(b"\0", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
    words = words.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n")
    if _PAGE.match(words):
        return "html"
    if named == "mhtml" or _MULTIPART.search(words[:4096]):
        return "mhtml"
    if words[:1] == b"<" and named not in ("text", "html") and (root := _ROOT.search(_bare(words))):
        known = _ROOTS.get(root[1].lower())
        return known or (named if named and named != "xml" else "html" if "html" in piece.media else "xml")
    media = _MEDIA.get(piece.media.split(";")[0].strip().lower())
    if named is None and (media or "json" in piece.media):
        return media or "json"
    if named is None and piece.media and words[:1] in b"{[":
        return "json"
    return named or "text"


def _bare(words: bytes) -> bytes:
    """Without comments and declarations before the root."""
    return re.sub(rb"<!--.*?-->|<\?.*?\?>|<!\w.*?>", b"", words, flags=re.DOTALL)
