"""Record what pydantic says of narrow and wide numbers, patterns, literals, collections of every kind, keys of maps, bounds of times, unions, aliases
that are paths, and validators.

usage: python record_further.py OUT_DIR

Writes `pydantic_further.ndjson`: a line holds the model's name (`field`), an input, and the outcome in lax and in strict mode.
`tests/pydantic_further` has the same models, name by name.
"""
import datetime
import json
import random
import sys
from decimal import Decimal
from ipaddress import IPv6Address
from pathlib import Path
from typing import Annotated, Any, Generic, Literal, Optional, TypeVar, Union
from uuid import UUID

# Before pydantic, whose texts it shortens.
import recorded

from pydantic import (UUID1, UUID7, AfterValidator, AliasChoices, AliasPath, AnyHttpUrl, AnyUrl, AnyWebsocketUrl, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, EmailStr, Field,
                      HttpUrl, Json, NaiveDatetime, RootModel, StringConstraints, UrlConstraints, computed_field, field_validator, model_validator)
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError


def ranged(low: int, high: int) -> Any:
    return Annotated[int, Field(ge=low, le=high)]


def patterned(pattern: str) -> Any:
    return Annotated[str, Field(pattern=pattern)]


def quoted(texts: list[str]) -> list[str]:
    return [json.dumps(text, ensure_ascii=False) for text in texts]


# ---- models inside the fields ----
class Leaf(BaseModel):
    model_config = ConfigDict(extra="forbid")
    value: int
    next: Optional["Leaf"] = None


class Small(BaseModel):
    size: int


class Wide(BaseModel):
    size: int = 0
    width: int


class Widest(BaseModel):
    size: int = 0
    width: int = 0
    depth: str


class Add(BaseModel):
    op: Literal["+"]
    left: "Term"
    right: "Term"


class Number(BaseModel):
    op: Literal["number"]
    value: float = Field(ge=0)


class Negate(BaseModel):
    op: Literal["it's -"]
    of: "Term"


Term = Annotated[Union[Add, Number, Negate], Field(discriminator="op")]


class Pathed(BaseModel):
    name: str = Field(validation_alias=AliasChoices(AliasPath("user", "names", 0), "name"), max_length=3)
    age: int = Field(default=0, validation_alias=AliasChoices(AliasPath("user", "age"), "age"))


class Camel(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, extra="forbid", populate_by_name=True)
    first_name: str = Field(min_length=2)
    is_it_so: bool = False
    http_port: int = Field(default=80, gt=0)


class Renamed(BaseModel):
    first: int = Field(alias="a b")
    second: str = Field(alias="it's", min_length=1)
    third: list[int] = Field(alias="x.y", max_length=2)


class Ordered(BaseModel):
    low: int
    high: int

    @model_validator(mode="after")
    def is_ordered(self):
        if self.low > self.high:
            raise ValueError("low is above high")
        return self


class Wrapped(BaseModel):
    low: int
    high: int = 5

    @model_validator(mode="before")
    @classmethod
    def unwrap(cls, value: Any) -> Any:
        if isinstance(value, dict):
            if "bad" in value:
                raise ValueError("bad is there")
            return value.get("inside", value)
        return value


class Firm(BaseModel):
    a: int
    b: str

    @model_validator(mode="after")
    def is_fine(self):
        assert self.a != 13, "thirteen"
        if self.a == 14:
            raise PydanticCustomError("fourteen", "not fourteen")
        return self


class Sized(BaseModel):
    width: int = Field(gt=0)
    height: int = Field(gt=0)

    @computed_field
    @property
    def area(self) -> int:
        return self.width * self.height


Item = TypeVar("Item")


class Box(BaseModel, Generic[Item]):
    item: Item
    more: list[Item] = []


class Grid(RootModel[list[Annotated[list[int], Field(max_length=2)]]]):
    pass


class Table(RootModel[dict[str, Small]]):
    pass


class Many(BaseModel):
    i: int
    f: float
    b: bool
    s: str
    l: list[int]
    d: dict[str, int]
    t: tuple[int, str]
    o: Optional[int]
    m: Small
    w: datetime.date


def split(value: Any) -> Any:
    return value.split(",") if isinstance(value, str) else value


def no_dots(value: Any) -> Any:
    if isinstance(value, str) and "." in value:
        raise ValueError("no dots")
    return value


def halved(value: int) -> int:
    if value % 2:
        raise PydanticCustomError("odd", "must be even")
    return value // 2


def calm(value: str) -> str:
    assert not value.endswith("!"), "no shouting"
    return value


def quiet(value: str) -> str:
    assert value != "x"
    return value


# ---- inputs ----
EDGES = ["0", "1", "-1", "127", "128", "-128", "-129", "255", "256", "32767", "32768", "-32768", "-32769", "65535", "65536", "2147483647", "2147483648", "4294967295", "4294967296", "-2147483649",
         "1e2", "1.0", "1.5", "-0.0", "1e20", '"1_0"', '"0_0"', '"+7"', '" -8 "', '"1.00"', '"1."', '".0"', '"-0"', '"000128"', '"1e2"', '"129.0"', '""', '"٣"', "true", "false", "null", "[]", '"1 0"', '"+-1"', '"0b1"']
FLOATS = ["0", "1", "-1", "0.5", "1e-7", "1.0000001e-7", "9.99e20", "1e21", "0.07", "0.075", "0.1", "0.3", "0.35", "3", "4.5", "1e300", "NaN", "Infinity", "-Infinity", "1e-5", "0.00001", "123456789012345680", "1e20",
          '"nan"', '"-inf"', '"+Infinity"', '"INF"', '"iNfInItY"', '"infin"', '"1_0.5"', '"1_000.000_1"', '"1._5"', '"1_.5"', '"_1"', '"1e1_0"', '"1e+5"', '" 1.5\\n"', '"0x1p3"', '"1,5"', '"1e"', '"1e400"', '"-1e400"', '"+.5"',
          '"5e-1"', '"1d"', '""', '" "', '"nan1"', '"++1"', "true", "false", "null", "[]", '"1.5f"', '"0.1\\u00a0"', '"1__0"', '"1e-400"']
FLAGS = ["true", "false", "0", "1", "2", "-1", "0.0", "1.0", "0.5", "-0.0", "1e0", "10e-1", "null", "[]", "{}", "NaN", "Infinity", "18446744073709551616"] + quoted(
    ["0", "1", "on", "ON", "oFf", "t", "T", "f", "F", "y", "Y", "n", "N", "yes", "YeS", "no", "nO", "true", "TRUE", "tRuE", "false", "False", " true", "true ", "1.0", "01", "", "ye", "trues", "ÿes", "o\u0131n", "ｔrue"])
TEXTS = ["abc", "ABC", "aBc", "xabc", "abc\n", "foo", "a foo b", "foobar", "x\nx", "x", "é", "日本", "a1", "a b", "", " ", "ab", "abcd", "\u00e9t\u00e9", "a\nb", "aab", "bcbcd", "555-1234", "a@b.co", "a@b", "#aBc123", "#12", "+4917", "017",
         "中文", "中a", "x_y-z", "\u0131", "K", "ſ", "٣", "e\u0301", "😀", "😀😀", "😀😀😀", "ß", "İ", "ΑΣ", "ǆ", "ﬁ", "it's", 'say "x"', "a\\b", "\t", "a\u0000b", "\u2028"]
WORDS = quoted(["a", "b", "it's", 'say "x"', "a\\b", "", "A", " a", "ü", "\n", "c", "bb"]) + ["1", "null", "true", "[]", "{}", "1.5", '["a"]']
LITERALS = ["1", "2", "-6", "3", "1.0", "2.0", "-6.0", "1.5", "true", "false", "null", '"1"', '"2"', '" 1 "', "[1]", "{}", "1e0", "NaN", "Infinity", '"x"', "0", "-0"]
LISTS = ["[]", "[1]", "[1,2]", "[1,2,3]", "[1,2,3,4]", '["1"]', '["x",1]', "[1.0,true]", "[null]", "{}", "null", '"12"', "1", "[[1]]", '[1,1]', '[3,2,1,2,3]', '["a","b"]', '["a","a","é"]', "[true,false,true]", '["x","y","z","w","v"]', '[1,"x"]',
         '["x",2,3,4]', "[1.5,2]", "[1,null,1]", "[[1,2]]", '[[1,"a"]]', '[[1,2],[1,2],[2,1]]', '[["x",1],[1]]', '[["2024-01-01"]]', '["2024-01-01","2024-01-01"]', '["low","low"]', '["low","x"]', '[1,2,"x",4,5]']
KEYED = ["{}", '{"1":1}', '{"x":1}', '{"1":"x"}', '{"x":"y","1":2}', '{"-1":1}', '{"128":1,"256":2}', '{"1":1,"01":2,"+1":3}', '{"1.0":1}', '{"1.5":1}', '{" 1 ":1}', '{"1_0":1}', '{"":1}', '{"2024-01-01":1}', '{"2024-13-01":1}',
         '{"2024-01-01T00:00:00":1}', '{"2024-01-01T00:00:00Z":1}', '{"0":1}', '{"86400":2}', '{"1e3":1}', '{"10:20":1}', '{"10:20:30.5":1,"10:20":2}', '{"PT1S":1}', '{"1 day":2}', '{"::1":1}', '{"1.2.3.4":1}', '{"a":1,"b":2}', '{"a":1,"ab":2,"é":3}',
         '{"low":1,"high":2,"mid":3}', '{"true":1,"on":2}', '{"18446744073709551616":1}', "[]", "null", "1", '[["a",1]]', '{"é":null}', '{"a":{"b":[1,"x"]}}', '{"a":{"b":[1,2,3],"c":[]}}', '{"a":null,"b":true,"c":"yes"}']
DATES = ["2020-01-01T00:00:00", "2020-01-01T00:00:00Z", "2019-12-31T23:59:59.999999", "2020-01-01T00:00:00.000001", "2020-01-01", "2999-01-01T00:00:00Z", "2999-01-01T00:00:00", "1999-01-01T00:00:00Z", "1999-01-01T00:00:00+14:00",
         "1999-01-01T00:00:00-23:59", "2024-02-29T23:59:59.123456789Z", "2023-02-29T00:00:00Z", "2024-06-30T23:59:60Z", "08:00", "07:59:59.999999", "18:30", "18:29:59", "18:30:00.000001", "x", "", "0", "1577836800", "-1", "1577836800000",
         "2020-01-01t00:00z", "2020-01-01 00:00:00 Z", "2020-01-01T00:00:00+0000", "2020-01-01T00", "P1D", "-P1D", "-P2D", "P7D", "P6DT23H59M59.999999S", "-1 day, 23:59:59", "7 days", "PT0S", "168:00:00", "-24:00:00"]
NUMERIC = ["0", "1", "-1", "1577836800", "1577836800000", "1577836799.999", "86400", "-86400", "-86401", "604800", "604799.999999", "20000000000", "20000000001", "28800", "66600", "null", "true", "[]", "{}", "1e400", "NaN"]
URLS = ["http://a.b", "https://a.b/c", "ws://a.b", "wss://a.b:443/x", "ftp://a.b", "file:///a/b", "HTTP://A.B/C", "http://user:pw@a.b:8080/p?q#f", "x", "", "http://", "//a.b", "http:a.b", "http://a b", " http://a.b", "http://a.b:99999", "http://[::1]:80/",
        "http://[::1", "mailto:a@b.c", "data:,x", "http://münchen.de/ü", "http://a.b/" + "x" * 30, "http://a.b\\c", "http://1.2.3.256", "http://a..b", "http://a.b/%zz", "http://a.b?x=ü", "postgres://u:p@h:5432/db", "ht tp://a", "1http://a", "http://a.b:80",
        "https://a.b:443", "http://xn--a", "http://a.b/../c", "javascript:x", "http://-a.b", "http://a_b", "http://a.b:", "http://:80", "http://@a.b", "http://a.b/\t"]
IDS = ["550e8400-e29b-11d4-a716-446655440000", "550e8400-e29b-41d4-a716-446655440000", "018f4a3e-7b1c-7def-8123-456789abcdef", "550e8400e29b11d4a716446655440000", "{550e8400-e29b-11d4-a716-446655440000}", "urn:uuid:550e8400-e29b-11d4-a716-446655440000",
       "URN:UUID:550e8400-e29b-11d4-a716-446655440000", "550e8400-e29b-11d4-a716-44665544000g", "550e8400-e29b-11d4-a716-4466554400", "550e8400-e29b-11d4-a716_446655440000", "", "x", "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
       "(550e8400-e29b-11d4-a716-446655440000)", "550e8400-e29b-11d4-c716-446655440000", " 550e8400-e29b-11d4-a716-446655440000"]
SIZES = ['{"size":1}', '{"width":1}', '{"size":1,"width":2}', '{"depth":"x"}', '{"size":1,"width":2,"depth":"x"}', '{"size":1,"depth":5}', "{}", '{"size":"1"}', '{"size":"1","width":2}', '{"size":"x","width":2}', '{"width":"x","size":1}', "null", "1", "[]",
         '{"size":1,"other":2}', '{"width":1,"depth":"a"}', '{"size":null}']
TERMS = ['{"op":"number","value":1}', '{"op":"+","left":{"op":"number","value":1},"right":{"op":"number","value":-1}}', '{"op":"+","left":{"op":"-"},"right":{}}', '{"op":"it\'s -","of":{"op":"number","value":"x"}}', '{"op":"it\'s","of":1}', '{"op":"+","left":5}',
         '{"op":"number","value":"1.5"}', '{"value":1,"op":"number","extra":1}', '{"op":["number"]}', '{"op":5}', '{"op":null,"value":1}', '{"OP":"number"}', "[]", "null", '"number"', '{"op":"+","left":{"op":"it\'s -","of":{"op":"number"}},"right":{"op":"number","value":2}}',
         '{"op":"it\'s -","of":{"op":"+","left":{"op":"it\'s -"},"right":null}}']
SCALARS = ["1", "1.0", "1.5", "true", "false", "null", '"1"', '"1.5"', '"x"', '"true"', '"yes"', '"a"', '"b"', '"2024-01-01"', '"2024-13-01"', '"550e8400-e29b-41d4-a716-446655440000"', "[]", "[1]", '["x"]', '[1,"x"]', "{}", '{"a":1}', '{"a":"x"}', '{"size":1}', "0", "-1", '""', "1e400",
           "18446744073709551616", '"2024-01-01T00:00:00"', '[{"size":1}]', '[[1]]', "1e3", '" 1 "']

MODELS: dict[str, tuple[Any, dict, list[str]]] = {
    # numbers
    "I8": (ranged(-128, 127), {}, EDGES),
    "I16": (ranged(-2**15, 2**15 - 1), {}, EDGES),
    "U16": (ranged(0, 2**16 - 1), {}, EDGES),
    "U32": (ranged(0, 2**32 - 1), {}, EDGES),
    "Counted": (Annotated[int, Field(gt=0, le=255)], {}, EDGES),
    "Odds": (Annotated[int, Field(gt=-3, lt=300, multiple_of=2)], {}, EDGES),
    "Sevens": (Annotated[int, Field(multiple_of=7, ge=-100)], {}, EDGES + ["7", "-14", "-105", "14.0", '"21"', "-7.5"]),
    "MaybeByte": (Optional[ranged(0, 255)], {}, EDGES),
    "Bytes": (list[ranged(0, 255)], {}, LISTS + ["[0,255,256,-1]", '["255","256"]']),
    "Tiny": (Annotated[float, Field(gt=1e-7, lt=1e21)], {}, FLOATS),
    "Exact": (Annotated[float, Field(ge=1e-5, le=123456789012345680.0)], {}, FLOATS),
    "Cents": (Annotated[float, Field(multiple_of=0.01)], {}, FLOATS),
    "Thirds": (Annotated[float, Field(multiple_of=3.0, ge=-3)], {}, FLOATS),
    "Minus": (Annotated[float, Field(gt=-0.5, lt=-0.0)], {}, FLOATS + ["-0.25", "-1e-300"]),
    "Floats": (list[float], {}, ["[]", '[1,2.5,"3","x",null]', "[NaN,1e400]", "{}", "[true]", '["nan","-inf"]']),
    "MaybeFloat": (Optional[float], {}, FLOATS),
    "Flag": (bool, {}, FLAGS),
    "Flags": (list[Optional[bool]], {}, ["[true,null,1,\"on\"]", '["x",2,0.0]', "[]"]),
    # strings
    "AnyCase": (patterned("(?i)^abc$"), {}, quoted(TEXTS)),
    "WordOnly": (patterned(r"^\w+$"), {}, quoted(TEXTS)),
    "HasFoo": (patterned(r"\bfoo\b"), {}, quoted(TEXTS)),
    "Letters": (patterned(r"^\p{L}+$"), {}, quoted(TEXTS)),
    "TwoOrThree": (patterned("^.{2,3}$"), {}, quoted(TEXTS)),
    "Groups": (patterned("^(?:a|bc)*d?$"), {}, quoted(TEXTS)),
    "Phone": (patterned(r"\d{3}-\d{4}"), {}, quoted(TEXTS)),
    "Mailish": (patterned(r"^[^@\s]+@[^@\s]+\.[a-z]{2,}$"), {}, quoted(TEXTS)),
    "AnyDot": (patterned("(?s)^a.b"), {}, quoted(TEXTS)),
    "Lines": (patterned("(?m)^x$"), {}, quoted(TEXTS)),
    "Colour": (patterned("^#[0-9a-fA-F]{6}$"), {}, quoted(TEXTS)),
    "Dialled": (patterned(r"^\+?[1-9]\d{1,14}$"), {}, quoted(TEXTS)),
    "Han": (patterned("^[一-龥]+$"), {}, quoted(TEXTS)),
    "Slug": (patterned("^[a-z0-9]+(?:[_-][a-z0-9]+)*$"), {}, quoted(TEXTS)),
    "NotSpace": (patterned(r"^\S*$"), {}, quoted(TEXTS)),
    "Absolute": (patterned(r"\A[a-z]+\z"), {}, quoted(TEXTS)),
    "FoldedLong": (patterned("(?i)kelvin|straße|ſ"), {}, quoted(TEXTS + ["\u212aelvin", "STRASSE", "STRAẞE", "S"])),
    "Three": (Annotated[str, Field(min_length=3, max_length=3)], {}, quoted(TEXTS)),
    "Ascii": (Annotated[str, StringConstraints(ascii_only=True, max_length=3)], {}, quoted(TEXTS) + ["1"]),
    "Trimmed": (Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=3, pattern="^[a-zé]*$")], {}, quoted(TEXTS + [" abc ", "\u2003a\u2003", "\u200ba", "\ufeffa", " a b ", "\u001fa"])),
    "Lower": (Annotated[str, StringConstraints(to_lower=True)], {}, quoted(TEXTS)),
    "Upper": (Annotated[str, StringConstraints(to_upper=True)], {}, quoted(TEXTS)),
    "Letter": (Annotated[str, Field(min_length=1, max_length=1, pattern="[a-zé😀]")], {}, quoted(TEXTS)),
    
    "OddWords": (Literal["a", "it's", 'say "x"', "a\\b", ""], {}, WORDS),
    "OddEnum": (Literal["a b", "it's", 'say "x"', "ü", "\n"], {}, WORDS),
    "OneWord": (Literal["it's"], {}, WORDS),
    "SomeInts": (Literal[1, 2, -6], {}, LITERALS),
    "OneInt": (Literal[2], {}, LITERALS),
    "MaybeWord": (Optional[Literal["a", "b"]], {}, WORDS),
    "WordList": (list[Literal["a", "b"]], {}, ['["a","c",1,null]', "[]", '"a"']),
    "WordMap": (dict[Literal["a", "it's"], Literal[1, 2]], {}, KEYED + ['{"it\'s":2,"its":3}']),
    # collections
    "Queue": (list[int], {}, LISTS),
    "ShortQueue": (Annotated[list[int], Field(min_length=1, max_length=2)], {}, LISTS),
    "TextSet": (set[str], {}, LISTS),
    "FloatList": (Annotated[list[float], Field(min_length=2)], {}, LISTS),
    "Triple": (tuple[int, int, int], {}, LISTS),
    "Lone": (tuple[int], {}, LISTS),
    "PairList": (list[tuple[int, str]], {}, LISTS),
    "PairSet": (set[tuple[int, int]], {}, LISTS),
    "MaybeSet": (set[Optional[int]], {}, LISTS),
    "FlagSet": (set[bool], {}, LISTS),
    "DateSet": (set[datetime.date], {}, LISTS),
    "LevelSet": (Annotated[set[Literal["low", "high"]], Field(min_length=1)], {}, LISTS),
    "Deep": (list[Optional[list[Optional[int]]]], {}, LISTS + ["[null,[null,1],[\"x\"]]"]),
    "BoundItems": (Annotated[list[Annotated[int, Field(ge=2, multiple_of=2)]], Field(min_length=2, max_length=4)], {}, LISTS),
    "TextItems": (list[Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]], {}, ['["a"," "," b ",1]', "[]"]),
    "ShortSet": (Annotated[set[int], Field(max_length=2)], {}, LISTS),
    "Mixed": (tuple[Literal["a"], Optional[float], list[int]], {}, ['["a",null,[]]', '["b","x",["y"]]', '["a"]', '["a",1,[1],2]', "[]", '["a",1.5,{}]', '["x",1,2,3,4]']),
    # maps
    "ByteKeys": (dict[ranged(-128, 127), int], {}, KEYED),
    "WideKeys": (dict[ranged(0, 2**64 - 1), int], {}, KEYED),
    "DateKeys": (dict[datetime.date, int], {}, KEYED),
    "MomentKeys": (dict[AwareDatetime, int], {}, KEYED),
    "TimeKeys": (dict[datetime.time, int], {}, KEYED),
    "SpanKeys": (dict[datetime.timedelta, int], {}, KEYED),
    "AddressKeys": (dict[IPv6Address, int], {}, KEYED),
    "LetterKeys": (dict[Annotated[str, Field(min_length=1, max_length=1)], int], {}, KEYED),
    "LevelKeys": (Annotated[dict[Literal["low", "high"], int], Field(max_length=1)], {}, KEYED),
    "MaybeValues": (dict[str, Optional[bool]], {}, KEYED),
    "DeepMap": (dict[str, dict[str, Annotated[list[int], Field(max_length=2)]]], {}, KEYED),
    "AnyMap": (Annotated[dict[str, Any], Field(min_length=1, max_length=2)], {}, KEYED),
    "TrimKeys": (dict[Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)], int], {}, KEYED + ['{" ":1}', '{" a":1,"a ":2}']),
    # times
    "SinceNaive": (Annotated[NaiveDatetime, Field(ge=datetime.datetime(2020, 1, 1), lt=datetime.datetime(2024, 1, 1))], {}, quoted(DATES) + NUMERIC),
    "AfterAware": (Annotated[AwareDatetime, Field(gt=datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc))], {}, quoted(DATES) + NUMERIC),
    "OfficeHours": (Annotated[datetime.time, Field(ge=datetime.time(8), lt=datetime.time(18, 30))], {}, quoted(DATES) + ["null", "true", "[]", "{}"]),
    "Week": (Annotated[datetime.timedelta, Field(ge=datetime.timedelta(days=-1), lt=datetime.timedelta(weeks=1))], {}, quoted(DATES) + NUMERIC),
    "Dates": (list[datetime.date], {}, ['["2020-01-01","x",0,null,"2020-01-01T00:00:00"]']),
    "Latest": (Annotated[datetime.date, Field(le=datetime.date(2020, 1, 1))], {}, quoted(DATES) + NUMERIC),
    # formats
    "Web": (AnyHttpUrl, {}, quoted(URLS) + ["1", "null"]),
    "Http": (HttpUrl, {}, quoted(URLS) + ["1", "null"]),
    "Socket": (AnyWebsocketUrl, {}, quoted(URLS)),
    "Ftp": (Annotated[AnyUrl, UrlConstraints(allowed_schemes=["ftp"])], {}, quoted(URLS)),
    "AnyLink": (AnyUrl, {}, quoted(URLS)),
    "Id1": (UUID1, {}, quoted(IDS) + ["1", "null"]),
    "Id7": (UUID7, {}, quoted(IDS)),
    "AnyId": (UUID, {}, quoted(IDS) + ["1", "null", "[]"]),
    "Price": (Annotated[Decimal, Field(gt=Decimal("0"), lt=Decimal("1000"), max_digits=5, decimal_places=2)], {}, FLOATS + EDGES),
    "JsonMap": (Json[dict[str, int]], {}, quoted(['{"a":1}', '{"a":"x"}', "[1]", "x", ""]) + ["1", "null"]),
    # models and unions
    "Leaves": (Leaf, {}, ['{"value":1}', '{"value":1,"next":{"value":2,"next":{"value":"x","y":1}}}', '{"next":{"next":{}}}', '{"value":1,"next":5,"z":null}', '{"value":1,"value":"x"}', '{"value":"x","value":1}', "[]", '{"Value":1}', '{"value":1,"":2}']),
    "Sizes": (Union[Small, Wide, Widest], {}, SIZES),
    "SizeList": (list[Union[Small, Wide]], {}, ['[{"size":1},{"width":2},{},5]', "{}"]),
    "MaybeSizes": (Optional[Union[Small, Wide]], {}, SIZES),
    "Terms": (Term, {}, TERMS),
    "IntFloat": (Union[int, float], {}, SCALARS),
    "FloatInt": (Union[float, int], {}, SCALARS),
    "BoolIntText": (Union[bool, int, str], {}, SCALARS),
    "TextBool": (Union[str, bool], {}, SCALARS),
    "DateText": (Union[datetime.date, str], {}, SCALARS),
    "TextDate": (Union[str, datetime.date], {}, SCALARS),
    "IdText": (Union[UUID, str], {}, SCALARS),
    "WordInt": (Union[Literal["a"], int], {}, SCALARS),
    "NoneIntList": (Union[None, int, list[int]], {}, SCALARS),
    "MapList": (Union[dict[str, int], list[int]], {}, SCALARS),
    "ModelText": (Union[Small, str, list[Small]], {}, SCALARS),
    "Scalars": (list[Union[int, str]], {}, ['[1,"a",1.5,null,true,"1"]', "[]", "{}"]),
    "ScalarMap": (dict[str, Union[bool, float, list[str]]], {}, ['{"a":true,"b":1,"c":["x"],"d":"x","e":[1],"f":null}', "{}"]),
    # names
    "Paths": (Pathed, {}, ['{"name":"Ann"}', '{"user":{"names":["Bob"]}}', '{"user":{"names":[]}}', '{"user":{"names":["Robert"],"age":"x"}}', '{"user":5}', '{"user":{"names":"Ann"}}', "{}", '{"user":{"names":[5],"age":7}}', '{"user":null}', '{"name":"Annette"}', '{"user":{"names":{"0":"Ann"}}}',
                           '{"name":"A","user":{"names":["B"]}}', '{"user":[{"names":["x"]}]}']),
    "Camels": (Camel, {}, ['{"firstName":"Ann"}', '{"first_name":"Ann"}', '{"firstName":"A","isItSo":"x","httpPort":0}', '{"first_name":"A","is_it_so":1,"http_port":"x"}', '{"FirstName":"Ann"}', "{}", '{"firstName":"Ann","x":1,"y":{}}', '{"firstName":"Ann","isItSo":null}']),
    "Renames": (Renamed, {}, ['{"a b":1,"it\'s":"x","x.y":[]}', "{}", '{"a b":"x","it\'s":"","x.y":[1,"y",3]}', '{"first":1}', '{"a b":1,"it\'s":null,"x.y":{}}']),
    # validators
    "Order": (Ordered, {}, ['{"low":1,"high":2}', '{"low":3,"high":2}', '{"low":"x","high":1}', '{"low":3}', "5", '{"low":"3","high":"2"}']),
    "Orders": (list[Ordered], {}, ['[{"low":1,"high":2},{"low":3,"high":2},{}]']),
    "Unwrap": (Wrapped, {}, ['{"low":1}', '{"inside":{"low":"x"}}', '{"inside":5}', '{"bad":1}', "5", "null", '{"inside":{"low":1,"high":"y"}}', '{"low":"x","high":"y"}']),
    "FirmOnes": (Firm, {}, ['{"a":13,"b":"x"}', '{"a":14,"b":"x"}', '{"a":15,"b":"x"}', '{"a":13,"b":1}', '{"a":13}']),
    "Split": (Annotated[list[str], BeforeValidator(split)], {}, ['"a,b"', '["a"]', "5", "[1]", '""', "null"]),
    "NoDots": (Annotated[int, BeforeValidator(no_dots), Field(gt=0)], {}, ["1", "0", '"1.0"', '"1"', '"x"', "1.5"]),
    "Halved": (Annotated[int, Field(gt=0), AfterValidator(halved)], {}, ["4", "3", "0", '"8"', '"7"', "null"]),
    "Calm": (Annotated[str, Field(max_length=4), AfterValidator(calm)], {}, quoted(["ab", "ab!", "abcde!", "!"]) + ["1"]),
    "Quiet": (Annotated[str, AfterValidator(quiet)], {}, quoted(["x", "y"])),
    # the rest
    "Areas": (Sized, {}, ['{"width":2,"height":3}', '{"width":0,"height":"x"}', '{"width":2,"height":3,"area":7}']),
    "IntBox": (Box[int], {}, ['{"item":1}', '{"item":"x","more":[1,"y"]}', "{}", '{"item":null,"more":null}']),
    "BoxBox": (Box[Box[str]], {}, ['{"item":{"item":"x"},"more":[{"item":"y","more":["z"]}]}', '{"item":{"item":1},"more":[{},5]}', '{"item":5}']),
    "Grids": (Grid, {}, ["[[1],[2,3]]", '[[1,2,3],["x"],5]', "{}", "[]"]),
    "Tables": (Table, {}, ['{"a":{"size":1}}', '{"a":{},"b":{"size":"x"},"c":5}', "[]"]),
    "Most": (Many, {}, ["{}", '{"i":1,"f":1.5,"b":true,"s":"x","l":[1],"d":{"a":1},"t":[1,"a"],"o":null,"m":{"size":1},"w":"2024-01-01"}', '{"i":"x","f":"x","b":"x","s":1,"l":1,"d":1,"t":1,"o":"x","m":1,"w":1.5}',
                        '{"i":null,"f":null,"b":null,"s":null,"l":null,"d":null,"t":null,"o":null,"m":null,"w":null}', '{"w":"x","m":{},"o":[],"t":[1],"d":{"a":"x"},"l":["x"],"s":[],"b":2,"f":[],"i":{}}',
                        '{"i":1.5,"f":true,"b":1,"s":"","l":[1,2],"d":{},"t":["1","a"],"o":1,"m":{"size":1.0,"x":2},"w":"2024-01-01T00:00:00"}']),
}

# Of these every input is recorded.
CLOCKS = ["1234567890:00", "2400000000:00:00", "2400000001:00:00", "4294967295:00:00", "9999999999:00", "01234567890:00:00", "-0123456789:00", "+01234567890:00", "+012345678x:00", "2024-01-02T00:00:00", "12x45:6", "12345:6", "12345:", "12345:5:", "12345:60", "12345:59x", "12345:59:60",
          ":00:00", ":0000", ":1:00", ":00:0", "-:00:00", "123456789", "12345678901234", "1 day 24:00:00", "1 day 99:99", "1 day 24:00x", "1 day 2x:00", "1 day 23-59", "1 day 1234567890123:00", "1000000000 days 24:00", "1000000000 days 01:00x",
          "4294967296 days", "4294967295 days 01:00", "P300000000Y", "P11767033Y", "P4294967295D1D", "P613566757W", "PT4294967295S", "PT4294967296S", "PT1193046H1790S", "PT4294967295S1S", "P99999D99999999999999D", "P1Y4294967296x", "1 dx"]
INSTANTS = quoted(["2124-01-02 304:05Z", "2024-01-02T25x00", "2024-01-02T25:xx", "2024-01-02T25:61", "2024-01-02T25:6", "1.5e3", "1.e5", ".5E3", "1.5e", "1.5x", "1.inf", "-1.5e1"]) + [
    "-5e-07", "-1.5e-06", "-2.5e-06", "2.5e-06", "-0.9999995", "-0.1234565", "-1.0000005", "-20000000001.5"]
LARGE = ["1e30", "-1e30", "79228162514264337593543950336", "1e-40", '"1e30"', '"-1e30"', '"1e-40"', '"-1e-40"', '"1234567801234567890890.12345678"', '"0.09999999999999999999999999999"', '"0.10000000000000000000000000001"', '"1e999999"', "5", "0.05"]
MAILS = ["a :@c.de", "a@b\\co", "\\a b@c.de", ".@b.co", ".a.@b.co", "b@b.0o", "b@b.o0"]
WHOLE: dict[str, tuple[Any, dict, list[str]]] = {
    "Clocks": (datetime.timedelta, {}, quoted(CLOCKS)),
    "Instants": (AwareDatetime, {}, INSTANTS),
    "Zeros": (int, {}, quoted(["0__0", "00__1", "0_", "_0", "-0__1", "0__", "0_0__0", "0__1__2", "0_.0", "0__1.0", " 0___5", "00"]) + ["-9.223372036854776e+18"]),
    "Underscores": (float, {}, quoted(["1_.5", "1._5", "1_e5", "1e_5", "+_1", "._5", "_.5", "5_.", "5._", "i_nf", "1__0", "1e+_5"])),
    "Halves": (Annotated[float, Field(multiple_of=0.5)], {}, ["1e-12", "1e-9", "2e-9", "0.4999999995", "0.49999999", "1000000000000.25", "12345678901.3", "1e300", "-0.3", "NaN"]),
    "Frames": (Annotated[int, Field(gt=0, le=60, multiple_of=2)], {}, ["300", "301", "-5", "-6", "0", "60", '"300"', "1e3", "18446744073709551616", "-18446744073709551616"]),
    "Large": (Annotated[Decimal, Field(max_digits=4, decimal_places=2, lt=10)], {}, LARGE),
    "LargeBounds": (Annotated[Decimal, Field(ge=Decimal("-1.5"), lt=Decimal("0.1"))], {}, LARGE[:-4] + LARGE[-2:]),
    "Mails": (EmailStr, {}, quoted(MAILS)),
}

# A member of a union is called by its type, a variant of an enum by its name.
MEMBERS = {
    "IntFloat": {"int": "Int", "float": "Float"}, "FloatInt": {"float": "Float", "int": "Int"}, "BoolIntText": {"bool": "Bool", "int": "Int", "str": "Text"}, "TextBool": {"str": "Text", "bool": "Bool"},
    "DateText": {"date": "Date", "str": "Text"}, "TextDate": {"str": "Text", "date": "Date"}, "IdText": {"uuid": "Id", "str": "Text"}, "WordInt": {"literal['a']": "Word", "int": "Int"}, "NoneIntList": {"int": "Int", "list[int]": "List"},
    "MapList": {"dict[str,int]": "Map", "list[int]": "List"}, "ModelText": {"Small": "Small", "str": "Text", "list[Small]": "List"}, "Scalars": {"int": "Int", "str": "Text"}, "ScalarMap": {"bool": "Bool", "float": "Float", "list[str]": "List"},
}


def by_variant(name: str, outcome: dict) -> dict:
    """The outcome with the names of Rust's variants."""
    for error in outcome.get("errors", []):
        error["loc"] = [MEMBERS.get(name, {}).get(step, step) if isinstance(step, str) else step for step in error["loc"]]
    for label, variant in MEMBERS.get(name, {}).items():
        if "text" in outcome:
            outcome["text"] = "\n".join(named(line, label, variant) for line in outcome["text"].split("\n"))
    return outcome


def named(line: str, label: str, variant: str) -> str:
    """A line of an error's text that is a place."""
    return f".{line}.".replace(f".{label}.", f".{variant}.")[1:-1] if line.startswith("v.") else line


def members_of(name: str, annotation: Any, config: dict) -> dict:
    members: dict[str, Any] = {"__annotations__": {"v": annotation}, "__module__": __name__, "model_config": ConfigDict(**config)}
    if name.startswith("Maybe") and name not in ("MaybeSet", "MaybeValues"):
        members["v"] = None
    return members


def outcome(model: type[BaseModel], raw: str, strict: Optional[bool]) -> dict:
    def dump(value: BaseModel) -> Any:
        held = json.loads(value.model_dump_json(by_alias=True))["v"]
        held = sorted(held, key=lambda item: (item is not None, item)) if isinstance(value.v, set) else held
        return held if recorded.finite(held) else {"repr": repr(held)}
    return recorded.outcome(lambda: model.model_validate_json(raw, strict=strict), dump)


def main() -> None:
    rows = []
    for name, (annotation, config, values) in (MODELS | WHOLE).items():
        model = type(name, (BaseModel,), members_of(name, annotation, config))
        values = list(dict.fromkeys(values))
        # Each model meets some of what its kind is asked, another part each.
        for value in sorted(random.Random(name).sample(values, len(values) if name in WHOLE else min(len(values), 10)), key=values.index):
            raw = '{"v":' + value + "}"
            rows.append({"field": name, "input": raw, "lax": by_variant(name, outcome(model, raw, None)), "strict": by_variant(name, outcome(model, raw, True))})
    recorded.write(Path(sys.argv[1], "pydantic_further.ndjson"), rows)


main()
