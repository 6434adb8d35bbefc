"""XML that strangers wrote: no entities, no network, bounded."""

from __future__ import annotations

import functools
from typing import Any

from lxml import etree

from stemma.intake.pieces import Piece
from stemma.intake.problems import Refused

LARGEST_XML = 50_000_000  # bytes; a sitemap may have 50 MB


def root_of(piece: Piece) -> Any:
    """The root element of an XML piece; raises Refused for what is broken, too large or tries to expand entities."""
    data = piece.read(LARGEST_XML)
    if b"<!ENTITY" in data[:100_000]:
        raise Refused(piece.where, "defines entities, as XML bombs do", "remove its document type definition")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused(piece.where, f"is broken XML ({str(error)[:80]})", "export or download it anew") from error
    if root is None:
        raise Refused(piece.where, "is broken XML", "export or download it anew")
    return root


def local(element: Any) -> str:
    """The name of an element without its namespace, lowered."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


@functools.lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2].lower()
