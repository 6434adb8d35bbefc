"""The command line: what it prints and writes, and that what goes wrong is one line and exit code 2."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import jsonschema
import msgspec
import pytest
import typer

from stemma import __version__
from stemma.cli import app, main
from stemma.editions.json import schema
from stemma.model import Report

ESCAPE = "\x1b"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, reports: Sequence[Report]) -> Path:
    """The made-up story as a folder with its reports.jsonl."""
    made = tmp_path_factory.mktemp("story")
    lines = [
        msgspec.json.encode({k: getattr(r, k) for k in ("id", "outlet", "title", "published", "text")}) for r in reports
    ]
    (made / "reports.jsonl").write_bytes(b"\n".join(lines))
    return made


@pytest.fixture(autouse=True, scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Readings are kept in a folder of the tests' own."""
    kept = tmp_path_factory.mktemp("cache")
    patch = pytest.MonkeyPatch()
    patch.setenv("XDG_CACHE_HOME", str(kept))
    patch.delenv("NO_COLOR", raising=False)
    patch.delenv("FORCE_COLOR", raising=False)
    yield kept  # type: ignore[misc]
    patch.undo()


@pytest.fixture
def stemma(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command in this process: ``stemma("collate", folder)`` gives (exit code, output, errors)."""

    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["stemma", *map(str, words)])
        capsys.readouterr()
        try:
            main()
            code = 0
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 0
        out, err = capsys.readouterr()
        return code, out, err

    return run


def commands() -> list[tuple[str, object]]:
    """(name, parameter) of every argument and option of every command."""
    group = typer.main.get_command(app)
    found = [("stemma", p) for p in group.params]
    for name, command in sorted(group.commands.items()):  # type: ignore[attr-defined]
        found += [(name, p) for p in command.params]
    return found


@pytest.mark.parametrize(("command", "parameter"), commands(), ids=lambda x: getattr(x, "name", x))
def test_every_option_has_help(command: str, parameter: object) -> None:
    words = getattr(parameter, "help", None)
    assert words and words[0].isupper() and words.endswith((".", ").")), (command, parameter)


def test_help_names_the_commands(stemma: Run) -> None:
    code, out, err = stemma("--help")
    assert code == 0 and not err
    assert all(word in out for word in ("collate", "read", "show", "--version"))


@pytest.mark.parametrize("command", ["collate", "read", "show"])
def test_each_command_has_help(stemma: Run, command: str) -> None:
    code, out, _ = stemma(command, "--help")
    assert code == 0 and out.startswith("Usage:")


def test_version(stemma: Run) -> None:
    assert stemma("--version") == (0, f"stemma {__version__}\n", "")


def test_collate_prints_a_dossier_without_escape_codes_in_a_pipe(stemma: Run, folder: Path) -> None:
    code, out, err = stemma("collate", folder)
    assert (code, err) == (0, "")
    assert "STATEMENTS" in out and "WHO RESTS ON WHOM" in out and "Orla Veit" in out
    assert ESCAPE not in out


def test_quiet_prints_nothing(stemma: Run, folder: Path) -> None:
    assert stemma("collate", folder, "--quiet") == (0, "", "")
    assert stemma("read", folder / "reports.jsonl", "-q") == (0, "", "")


def test_quiet_still_tells_of_problems(stemma: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    code, out, err = stemma("collate", folder, tmp_path, "--quiet")
    assert (code, out) == (2, "")
    assert err == f"stemma: {tmp_path / 'empty.txt'}: is empty; remove it or put the report's text in it\n"


def test_verbose_prints_more(stemma: Run, folder: Path) -> None:
    assert len(stemma("collate", folder, "--verbose")[1]) > len(stemma("collate", folder)[1])


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_the_dossier_keeps_within_the_terminal(
    stemma: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    code, out, _ = stemma("collate", folder)
    assert code == 0 and max(map(len, out.splitlines())) <= width


def test_about_puts_the_claim_on_top(stemma: Run, folder: Path) -> None:
    _, plain, _ = stemma("collate", folder)
    _, asked, _ = stemma("collate", folder, "--about", "the strike costs the port four million crowns")
    assert asked != plain and "4 million crowns" in "\n".join(asked.splitlines()[:14])


def test_editions_are_written(stemma: Run, folder: Path, tmp_path: Path) -> None:
    names = {"--json": "c.json", "--markdown": "c.md", "--html": "c.html", "--csv": "c.csv"}
    words = [w for option, name in names.items() for w in (option, tmp_path / name)]
    code, out, _ = stemma("collate", folder, *words)
    assert code == 0 and out
    jsonschema.validate(json.loads((tmp_path / "c.json").read_bytes()), json.loads(schema()))
    assert (tmp_path / "c.md").read_text("utf-8").startswith("# ")
    html = (tmp_path / "c.html").read_text("utf-8")
    assert html.lower().startswith("<!doctype html>")
    assert not re.search(r"(?:src|href)=[\"']https?://(?!.*example)", html)
    assert (tmp_path / "c.csv").read_text("utf-8").startswith("label,id,")


def test_the_same_command_writes_the_same_bytes(stemma: Run, folder: Path, tmp_path: Path) -> None:
    for name, extra in (("a.json", ()), ("b.json", ()), ("c.json", ("--no-cache",))):
        assert stemma("collate", folder, "-q", "--json", tmp_path / name, *extra)[0] == 0
    assert len({(tmp_path / n).read_bytes() for n in ("a.json", "b.json", "c.json")}) == 1


def test_show_opens_a_record(stemma: Run, folder: Path, tmp_path: Path) -> None:
    stemma("collate", folder, "-q", "--json", tmp_path / "c.json")
    code, out, err = stemma("show", "S1", tmp_path / "c.json")
    assert (code, err) == (0, "") and "S1" in out


def test_read_shows_one_report_in_its_text(stemma: Run, folder: Path, tmp_path: Path) -> None:
    code, out, err = stemma("read", folder / "reports.jsonl", "--json", tmp_path / "r.jsonl")
    assert (code, err) == (0, "") and "Tobin Quay" in out and ESCAPE not in out
    assert len((tmp_path / "r.jsonl").read_bytes().splitlines()) == 3


FAULTS: dict[str, tuple[Sequence[str], str]] = {
    "missing path": (("collate", "missing"), "stemma: missing: no such file or folder; check the name"),
    "missing file to read": (("read", "missing.txt"), "stemma: missing.txt: no such file or folder; check the name"),
    "nothing readable": (("collate", "none"), "no report that can be read; give .txt files or a reports.jsonl"),
    "target in no folder": (("collate", "a.txt", "--json", "no/c.json"), "no/c.json: cannot be written; name a file"),
    "target is a folder": (("collate", "a.txt", "--html", "none"), "none: cannot be written; name a file"),
    "reading's target": (("read", "a.txt", "--json", "no/r.jsonl"), "no/r.jsonl: cannot be written; name a file"),
    "no collation": (("show", "S1", "a.txt"), "a.txt: not a collation"),
    "no such collation": (("show", "S1", "c.json"), "c.json: cannot be read"),
    "no such record": (("show", "S99", "good.json"), "S99: no such record"),
}


@pytest.mark.parametrize(("words", "message"), FAULTS.values(), ids=list(FAULTS))
def test_what_goes_wrong_is_one_line_and_exit_code_2(
    stemma: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: Sequence[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("The ferry will sail on Monday, the harbour office said.")
    (tmp_path / "none").mkdir()
    if "good.json" in words:
        stemma("collate", folder, "-q", "--json", "good.json")
    code, out, err = stemma(*words)
    assert (code, out) == (2, "")
    last = err.splitlines()[-1]
    assert message in last and last.startswith("stemma: ") and "Traceback" not in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", ["collate", "read"])
def test_a_full_disk_is_told(stemma: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "a.txt").write_text("The ferry will sail on Monday, the harbour office said.")
    code, _, err = stemma(command, tmp_path / "a.txt", "-q", "--json", "/dev/full")
    assert code == 2 and err.startswith("stemma: /dev/full: cannot be written (") and err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [("collate",), ("collate", "--nothing"), ("show", "S1"), ("collate", ".", "--processes", "0"), ("nothing",)],
)
def test_wrong_usage_says_how(stemma: Run, words: Sequence[str]) -> None:
    code, out, err = stemma(*words)
    assert (code, out) == (2, "") and "--help" in err and "Error: " in err


def test_input_that_is_lost_is_named_in_the_dossier(stemma: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.txt").write_bytes("Żółć i gęś – łódź".encode() * 9 + b"\xc5")
    code, out, err = stemma("collate", folder, tmp_path)
    assert code == 2 and "is broken UTF-8" in err and "save it as UTF-8 text" in err
    assert "LEFT OUT" in out and "Orla Veit" in out


def test_an_input_read_with_a_word_is_no_failure(stemma: Run, tmp_path: Path) -> None:
    text = "The café’s owner said “no” to the harbour office on Monday.\n"
    (tmp_path / "a.txt").write_bytes(text.encode("cp1252"))
    code, out, err = stemma("collate", tmp_path)
    assert code == 0 and "read as cp1252" in err and out


def in_a_terminal(words: Sequence[object], **env: str) -> str:
    """What a command prints to a terminal of 100 columns."""
    pty = pytest.importorskip("pty")
    mine, theirs = pty.openpty()
    command = [sys.executable, "-m", "stemma.cli", *map(str, words)]
    given = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")}
    given |= {"TERM": "xterm-256color", "COLUMNS": "100", **env}
    child = subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, stdin=theirs, env=given)
    os.close(theirs)
    out = b""
    while True:
        try:
            piece = os.read(mine, 65536)
        except OSError:
            break
        if not piece:
            break
        out += piece
    assert child.wait(60) == 0
    return out.decode()


COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:3[0-7]|38|9[0-7]|4[0-7]|48)(?:;\d+)*m")


@pytest.fixture(scope="module")
def written(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up story's collation as JSON."""
    file = tmp_path_factory.mktemp("written") / "c.json"
    subprocess.run(
        [sys.executable, "-m", "stemma.cli", "collate", folder, "-q", "--json", file], check=True, timeout=120
    )
    return file


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_colour_in_a_terminal_unless_told_otherwise(written: Path) -> None:
    words = ("show", "S1", written)
    assert ESCAPE in in_a_terminal(words)
    assert not COLOUR.search(in_a_terminal(words, NO_COLOR="1"))
    assert not COLOUR.search(in_a_terminal([*words, "--no-color"]))


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_an_interruption_is_one_line(tmp_path: Path) -> None:
    for n in range(30):
        (tmp_path / f"{n}.txt").write_text(f"The ferry {n} will sail on Monday, the harbour office said.\n" * 400)
    command = [sys.executable, "-m", "stemma.cli", "collate", str(tmp_path), "-q", "--no-cache"]
    child = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    time.sleep(3)
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=60)
    assert (child.returncode, out) == (130, "")
    assert err == "stemma: interrupted; run the same command to go on\n"


def test_a_reader_that_leaves_early_is_no_error(written: Path) -> None:
    command = [sys.executable, "-m", "stemma.cli", "show", "S1", str(written)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout is not None and child.stderr is not None
    child.stdout.close()
    assert "Traceback" not in child.stderr.read()
    child.wait(60)
