"""What the recordings share: pydantic's answer to an input as a line of JSON."""
import datetime
import json
import math
import os
from pathlib import Path
from typing import Any

os.environ["PYDANTIC_ERRORS_INCLUDE_URL"] = "0"
from pydantic import ValidationError  # noqa: E402


def finite(value: Any) -> bool:
    """Whether JSON, as most readers have it, can hold the value."""
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, int):
        return -(2**63) <= value < 2**64
    if isinstance(value, dict):
        return all(finite(inner) for inner in value.values())
    if isinstance(value, (list, tuple)):
        return all(finite(inner) for inner in value)
    return not isinstance(value, (bytes, datetime.date, datetime.time, datetime.timedelta))


def plain(value: Any) -> Any:
    """What a context holds, as JSON shows it."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return value if isinstance(value, (str, int, float, type(None))) else str(value)


def error(item: dict) -> dict:
    """One error; `input` is left out where JSON can't hold it."""
    shown = {"type": item["type"], "loc": list(item["loc"]), "msg": item["msg"]}
    if finite(item["input"]):
        shown["input"] = item["input"]
    if "ctx" in item:
        shown["ctx"] = plain(item["ctx"])
    return shown


def outcome(validate, dump) -> dict:
    """The dumped value, or every error and the text of all."""
    try:
        value = validate()
    except ValidationError as e:
        return {"errors": [error(item) for item in e.errors(include_url=False)], "text": str(e)}
    return {"ok": dump(value)}


def write(file: Path, rows: list[dict]) -> None:
    lines = "".join(json.dumps(row, separators=(",", ":"), allow_nan=False) + "\n" for row in rows)
    file.write_text(lines)
    print(file.name, len(rows), "lines")
