import subprocess
import sys


def test_spacy_starts_without_its_commands_and_has_them_when_asked() -> None:
    code = (
        "import sys, stemma.reading; assert 'httpx' not in sys.modules and 'spacy.cli' not in sys.modules;"
        "import spacy.cli; assert spacy.cli.download and spacy.cli.info.__name__ == 'info'"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
