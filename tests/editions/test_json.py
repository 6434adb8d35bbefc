"""JSON holds to the contract and comes back the same."""

import json as std

import jsonschema
import pytest

from stemma.editions import json
from stemma.errors import UserError
from stemma.model import Collation


def test_a_collation_comes_back_the_same(strike: Collation) -> None:
    data = json.encode(strike)
    assert data.endswith(b"}\n")
    assert json.decode(data) == strike
    assert json.encode(json.decode(data)) == data


@pytest.mark.parametrize("which", ["strike", "empty"])
def test_it_validates_against_the_contract(which: str, request: pytest.FixtureRequest) -> None:
    schema = std.loads(json.schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(std.loads(json.encode(request.getfixturevalue(which))), schema)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"format": 1}', b"\xff"])
def test_other_bytes_are_refused_with_a_remedy(data: bytes) -> None:
    with pytest.raises(UserError, match="stemma collate PATH --json FILE"):
        json.decode(data)


def test_another_format_is_refused(strike: Collation) -> None:
    data = json.encode(strike).replace(b"stemma.collation/1", b"stemma.collation/9")
    with pytest.raises(UserError, match="this version reads"):
        json.decode(data)
