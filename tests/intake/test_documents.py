"""PDF and Word files, and the exports of press databases that hold many articles."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest

from stemma.intake.exports import articles
from stemma.intake.text import Intake, take_in

docx = pytest.importorskip("docx")
pytest.importorskip("pypdf")


def pdf(*pages: list[str], title: str = "") -> bytes:
    """A PDF whose pages show lines of Latin text."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for page in pages:
        shown = "".join(f"({x.translate({40: '', 41: '', 92: ''})}) Tj T*\n" for x in page)
        stream = f"BT /F1 10 Tf 14 TL 50 780 Td\n{shown}ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 820] /Resources << /Font << /F1 << /Type /Font"
            f" /Subtype /Type1 /BaseFont /Helvetica >> >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< /Title ({title}) /CreationDate (D:20310504080000+02'00') >>")
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, 2)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1"))
    table = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.writelines(f"{place:010} 00000 n \n".encode() for place in places)
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>"
    out.write(f"trailer\n{trailer}\nstartxref\n{table}\n%%EOF\n".encode())
    return out.getvalue()


def word(*paragraphs: str, title: str = "", link: tuple[str, str] | None = None) -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    for words in paragraphs:
        made = document.add_paragraph(words)
        if link and link[0] in words:
            made.clear()
            before, after = words.split(link[0])
            made.add_run(before)
            relation = made.part.relate_to(link[1], docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            node = docx.oxml.OxmlElement("w:hyperlink")
            node.set(docx.oxml.ns.qn("r:id"), relation)
            run = docx.oxml.OxmlElement("w:r")
            run.append(docx.oxml.OxmlElement("w:t"))
            run[0].text = link[0]
            node.append(run)
            made._p.append(node)
            made.add_run(after)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def taken(folder: Path, name: str, data: bytes) -> Intake:
    (folder / name).write_bytes(data)
    return take_in([folder])


LINES = [
    "The harbour office in Port Ansel said on Monday that the ferries would stay in",
    "port until the talks had ended. Union leader Tobin Quay told reporters that the",
    "offer of the ministry was an insult to every crew on the coast, and that the har-",
    "bour would be idle.",
    "About 1,200 passengers were stranded on the islands, according to the harbour",
    "office.",
]


def test_a_pdf_has_its_paragraphs_mended(tmp_path: Path) -> None:
    (report,) = taken(tmp_path, "ferry.pdf", pdf(LINES, title="Ferry talks at Port Ansel")).reports
    one, two = report.text.split("\n")
    assert one.startswith("The harbour office") and one.endswith("that the harbour would be idle.")
    assert two == "About 1,200 passengers were stranded on the islands, according to the harbour office."
    assert (report.id, report.title, report.retrieved) == (
        "ferry",
        "Ferry talks at Port Ansel",
        "2031-05-04T08:00:00+02:00",
    )


def test_running_heads_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    pages = [["Ansel Post  3 May 2031", f"{n} ships lay idle.", *LINES, f"So said {n}.", str(n)] for n in (11, 12, 13)]
    (report,) = taken(tmp_path, "ferry.pdf", pdf(*pages)).reports
    assert "Ansel Post" not in report.text and report.text.count("The harbour office in Port Ansel") == 3
    assert not any(line.isdigit() for line in report.text.split("\n"))


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (pdf([]), "holds pictures of text"),
        (pdf(LINES)[:200], "broken PDF"),
        (b"%PDF-1.7\n" + b"\xff\x00" * 3000, "broken PDF"),
        (b"%PDF-1.4\n" + b"<<" * 50_000, "broken PDF"),
    ],
    ids=["pictures", "cut off", "noise", "nested"],
)
def test_a_pdf_that_cannot_be_read_is_named(tmp_path: Path, data: bytes, what: str) -> None:
    began = time.monotonic()
    got = taken(tmp_path, "ferry.pdf", data)
    assert not got.reports and len(got.problems) == 1 and time.monotonic() - began < 20
    assert what in got.problems[0].what or "cannot be read" in got.problems[0].what


def test_a_locked_pdf_is_named(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(io.BytesIO(pdf(LINES))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert "locked with a password" in taken(tmp_path, "ferry.pdf", out.getvalue()).problems[0].what


def test_a_word_file_keeps_its_paragraphs_and_links(tmp_path: Path, paragraphs: tuple[str, ...]) -> None:
    data = word(
        paragraphs[0], paragraphs[1], title="Ferry talks", link=("harbour office", "https://harbour.example/news")
    )
    (report,) = taken(tmp_path, "ferry.docx", data).reports
    (link,) = report.links
    assert report.text == "\n".join(paragraphs[:2]) and report.title == "Ferry talks"
    assert (report.text[link.start : link.end], link.url) == ("harbour office", "https://harbour.example/news")


def test_a_broken_word_file_is_named(tmp_path: Path) -> None:
    got = taken(tmp_path, "ferry.docx", word("The ferry sails.")[:-400])
    assert not got.reports and got.problems[0].remedy


NEXIS = """Ferry talks at Port Ansel
Ansel Post
May 3, 2031 Saturday

Copyright 2031 Ansel Post All Rights Reserved

Section: NEWS; Pg. 3
Length: 41 words
Byline: Ida Rook and Jo Pell

Body

The harbour office said that the ferries would stay in port.

Quay called the offer an insult.

Load-Date: May 4, 2031

End of Document
"""
NEXIS_OLD = """                               1 of 2 DOCUMENTS

                                Ansel Post

                          May 3, 2031 Saturday

Ferry talks at Port Ansel

BYLINE: Ida Rook

SECTION: NEWS; Pg. 3

LENGTH: 41 words

The harbour office said that the ferries would stay in port.

LOAD-DATE: May 4, 2031

LANGUAGE: ENGLISH

                               2 of 2 DOCUMENTS

                                Dune Courier

                          May 4, 2031 Sunday

No ferries on Sunday

LENGTH: 12 words

No ferry left Port Ansel on Sunday.

Copyright 2031 Dune Courier
"""
FACTIVA = """Ferry talks at Port Ansel
By Ida Rook
41 words
3 May 2031
10:15
Ansel Post
ANPO
English
Copyright 2031 Ansel Post. All rights reserved.

The harbour office said that the ferries would stay in port.

Document ANPO000020310503eh5300001
"""
CODED = """HD  Ferry talks at
    Port Ansel
BY  By Ida Rook
WC  41 words
PD  3 May 2031
SN  Ansel Post
LA  English
LP
The harbour office said that the ferries would stay in port.
TD
Quay called the offer an insult.
AN  Document ANPO000020310503eh5300001
"""
PROQUEST = """____________________________________________________________

Title: Ferry talks at Port Ansel

Author: Rook, Ida

Publication title: Ansel Post; Port Ansel

Publication date: May 3, 2031

Full text: The harbour office said that the ferries would stay in port.

Quay called the offer an insult.

Language: English

____________________________________________________________
"""


@pytest.mark.parametrize(
    ("text", "count"), [(NEXIS * 2, 2), (NEXIS_OLD, 2), (FACTIVA * 3, 3), (CODED, 1), (PROQUEST, 1)],
    ids=["nexis", "old nexis", "factiva", "coded factiva", "proquest"],
)  # fmt: skip
def test_exports_are_parted_with_their_fields(text: str, count: int) -> None:
    found = articles(text)
    assert len(found) == count
    first = found[0]
    assert (first["title"], first["outlet"], first["published"]) == (
        "Ferry talks at Port Ansel",
        "Ansel Post",
        "2031-05-03",
    )
    assert first["text"].startswith("The harbour office said") and "Load" not in first["text"]
    assert any("Rook" in a for a in first["authors"])


def test_an_ordinary_report_is_no_export(article: str) -> None:
    assert articles(article) == []
    assert articles(f"{article}\nThe Document 12 of 20 DOCUMENTS was read aloud.\nEnd of Document\n") == []


@pytest.mark.parametrize("name", ["export.txt", "export.docx", "export.pdf"])
def test_an_export_of_any_format_gives_a_report_an_article(tmp_path: Path, name: str) -> None:
    lines = (NEXIS + NEXIS.replace("Ansel Post", "Dune Courier")).split("\n")
    data = {"export.txt": "\n".join(lines).encode(), "export.docx": word(*lines), "export.pdf": pdf(lines)}[name]
    got = taken(tmp_path, name, data)
    assert [r.outlet for r in got.reports] == ["Ansel Post", "Dune Courier"], got
    assert [r.id for r in got.reports] == ["export-1", "export-2"] and not got.problems
