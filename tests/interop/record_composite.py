"""Record what pydantic says of models made of models.

usage: python record_composite.py OUT_DIR

Writes `pydantic_composite.ndjson`: a line holds the model's name, an input, and the outcome in lax and in strict mode. The
inputs are valid ones, each with a part replaced, removed or added. `tests/pydantic_composite.rs` has the same models, name by name.
"""
import copy
import datetime
import json
import os
import random
import sys
from pathlib import Path
from typing import Annotated, Any, Generic, Literal, Optional, TypeVar
from uuid import UUID

os.environ["PYDANTIC_ERRORS_INCLUDE_URL"] = "0"
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, computed_field  # noqa: E402

rnd = random.Random(7)
Country = Literal["DE", "FR", "US"]


class Address(BaseModel):
    street: str = Field(min_length=1)
    zip: str = Field(pattern=r"^\d{5}$")
    country: Country = "DE"


class User(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: int = Field(ge=1)
    name: str = Field(min_length=2, max_length=12)
    tags: list[Annotated[str, Field(min_length=1)]] = Field(default=[], max_length=3)
    address: Optional[Address] = None
    previous: dict[str, Address] = {}
    score: float = Field(default=0.5, ge=0, le=1)
    active: bool = True


class Line(BaseModel):
    sku: str = Field(pattern="^[A-Z]{2}-[0-9]+$")
    qty: int = Field(gt=0, le=99)
    price: float = Field(ge=0)
    options: dict[str, list[int]] = {}


class Order(BaseModel):
    order_id: UUID = Field(alias="orderId")
    lines: list[Line] = Field(min_length=1)
    status: Literal["open", "paid", "sent"] = "open"
    discount: tuple[int, float] = (0, 0.0)
    placed: datetime.datetime
    ship: Optional[datetime.date] = None
    window: Optional[datetime.timedelta] = None

    @computed_field
    @property
    def count(self) -> int:
        return len(self.lines)


class Tree(BaseModel):
    name: str = Field(max_length=5)
    children: list["Tree"] = []


class Limits(BaseModel):
    model_config = ConfigDict(extra="forbid")
    low: int = Field(default=0, multiple_of=5)
    high: Optional[int] = Field(lt=1000)


class Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    name: str = Field(min_length=1, alias="n")
    limits: dict[str, Limits] = Field(min_length=1, max_length=2)
    codes: dict[int, str] = {}
    ports: set[int] = Field(default=set(), max_length=3)
    start: datetime.time = datetime.time(0, 0)
    ratio: Optional[float] = None


class Matrix(BaseModel):
    rows: list[list[float]]
    shape: tuple[int, int, str]
    pairs: list[tuple[str, int]] = []
    lookup: dict[str, dict[str, int]] = {}
    flags: list[Optional[bool]] = []
    anything: Any = None


Item = TypeVar("Item")


class Paged(BaseModel, Generic[Item]):
    items: list[Item] = Field(max_length=2)
    next: Optional[str]
    first: Optional[Item] = None


class Page(Paged[Limits]):
    pass


VALID: list[tuple[type[BaseModel], dict]] = [
    (User, {"id": 1, "name": "Ann", "tags": ["a", "b"], "address": {"street": "x", "zip": "12345", "country": "US"},
            "previous": {"home": {"street": "y", "zip": "00000"}}, "score": 0.25, "active": False}),
    (User, {"id": 7, "name": "Böb"}),
    (Order, {"orderId": "550e8400-e29b-41d4-a716-446655440000", "lines": [{"sku": "AB-1", "qty": 2, "price": 9.5, "options": {"sizes": [1, 2]}},
             {"sku": "XY-77", "qty": 99, "price": 0}], "status": "paid", "discount": [1, 0.5], "placed": "2026-11-24T08:00:00Z",
             "ship": "2026-11-25", "window": "PT2H"}),
    (Tree, {"name": "a", "children": [{"name": "b", "children": [{"name": "c"}]}, {"name": "d", "children": []}]}),
    (Settings, {"n": " s ", "limits": {"a": {"low": 5, "high": 10}, "b": {"high": None}}, "codes": {"1": "x", "-2": "y"}, "ports": [80, 443],
                "start": "08:30:00", "ratio": 1.5}),
    (Matrix, {"rows": [[1.0, 2.5], []], "shape": [2, 2, "x"], "pairs": [["a", 1]], "lookup": {"k": {"v": 1}}, "flags": [True, None],
              "anything": {"deep": [1, "two"]}}),
    (Page, {"items": [{"low": 10, "high": 1}], "next": None, "first": {"high": 5}}),
]

REPLACEMENTS: list[Any] = [
    None, True, False, 0, 1, -1, 7, 100, 1.0, 1.5, -0.5, 1e3, "", "a", "abcdefghijklmnop", " 12 ", "12", "1.5", "true", "paid", "DE", "é",
    "AB-12", "2026-01-01", "2026-01-01T00:00:00", "10:20", "P1D", "1.2.3.4", [], [1], ["a"], [None], [[1, 2]], [1, 0.5], [1, 2, "x"],
    {}, {"a": 1}, {"low": 5}, {"high": 5000, "low": 3}, {"street": "s", "zip": "123"}, {"name": "toolong", "children": {}},
]


def paths(value: Any, path: tuple = ()) -> list[tuple]:
    found = [path] if path else []
    if isinstance(value, dict):
        for key, inner in value.items():
            found += paths(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            found += paths(inner, (*path, index))
    return found


def parent(value: Any, path: tuple) -> Any:
    for step in path[:-1]:
        value = value[step]
    return value


def variants(base: dict, count: int) -> list[Any]:
    places = paths(base)
    made: list[Any] = [base, None, [], "x", 1, [base], {}]
    for _ in range(count):
        value = copy.deepcopy(base)
        # Up to three damages in one input: errors are gathered.
        for path in rnd.sample(places, min(len(places), rnd.choice([1, 1, 2, 3]))):
            try:
                around = parent(value, path)
                action = rnd.random()
                if action < 0.7:
                    around[path[-1]] = copy.deepcopy(rnd.choice(REPLACEMENTS))
                elif action < 0.85:
                    del around[path[-1]]
                elif isinstance(around, dict):
                    around[rnd.choice(["extra", "", "é", "count", "N"])] = rnd.choice(REPLACEMENTS)
                else:
                    around.append(copy.deepcopy(rnd.choice(REPLACEMENTS)))
            except (KeyError, IndexError, TypeError, AttributeError):
                continue
        made.append(value)
    return made


def outcome(model: type[BaseModel], text: str, strict: bool) -> dict:
    try:
        value = model.model_validate_json(text, strict=strict or None)
    except ValidationError as e:
        return {"errors": json.loads(e.json(include_url=False)), "text": str(e)}
    dumped = json.loads(value.model_dump_json(by_alias=True))
    if "ports" in dumped:
        # A set has no order in Python.
        dumped["ports"].sort()
    return {"ok": dumped}


def main() -> None:
    seen, rows = set(), []
    for model, base in VALID:
        for value in variants(base, 140):
            text = json.dumps(value, ensure_ascii=False)
            if (model.__name__, text) in seen:
                continue
            seen.add((model.__name__, text))
            rows.append({"model": model.__name__, "input": text, "lax": outcome(model, text, False), "strict": outcome(model, text, True)})
    lines = "".join(json.dumps(row, separators=(",", ":"), allow_nan=False) + "\n" for row in rows)
    Path(sys.argv[1], "pydantic_composite.ndjson").write_text(lines)
    schemas = {}
    for model in dict.fromkeys(model for model, _ in VALID):
        for mode in ("validation", "serialization"):
            schemas[f"{model.__name__}/{mode}"] = TypeAdapter(model).json_schema(mode=mode)
    Path(sys.argv[1], "pydantic_schemas.json").write_text(json.dumps(schemas, indent=1) + "\n")
    print("pydantic_composite.ndjson", len(rows), "lines;", len(schemas), "schemas")


main()
