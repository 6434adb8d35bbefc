"""The JSON edition: a collation exactly as the contract ``stemma.collation/1`` has it, in and out."""

from __future__ import annotations

from importlib import resources

import msgspec

from stemma.errors import UserError
from stemma.model import Collation

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Collation)
_FIELDS = msgspec.json.Decoder(dict[str, msgspec.Raw])
_RECORDS = msgspec.json.Decoder(list[msgspec.Raw])


def encode(collation: Collation) -> bytes:
    """UTF-8 JSON, one record a line, with a final newline; the same collation gives the same bytes."""
    fields = []
    for name, raw in _FIELDS.decode(_ENCODER.encode(collation)).items():
        value = bytes(raw)
        if value.startswith(b"[{"):
            value = b"[\n" + b",\n".join(bytes(r) for r in _RECORDS.decode(value)) + b"\n]"
        fields.append(_ENCODER.encode(name) + b":" + value)
    return b"{\n" + b",\n".join(fields) + b"\n}\n"


def decode(data: bytes) -> Collation:
    """The collation that ``encode`` wrote. Raises UserError where the bytes are no such collation."""
    try:
        collation = _DECODER.decode(data)
    except msgspec.DecodeError as error:
        raise UserError(f"not a collation ({error}); make one with: stemma collate PATH --json FILE") from error
    if collation.format != "stemma.collation/1":
        raise UserError(f"format {collation.format}: this version reads stemma.collation/1; collate the reports again")
    return collation


def schema() -> bytes:
    """The JSON Schema of the contract."""
    return resources.files("stemma.editions").joinpath("collation.schema.json").read_bytes()
