"""Record what pydantic says of malformed JSON, of single fields, and of dates, times and durations.

usage: python record_pydantic.py OUT_DIR

Writes `pydantic_json_errors.ndjson`, `pydantic_fields.ndjson` and `pydantic_time.ndjson`. The Rust tests of the same names
hold this project to them. The models here and those in the tests are the same, name by name.
"""
import base64
import datetime
import json
import random
import sys
from pathlib import Path
from typing import Annotated, Any, Literal, Optional

# Before pydantic, whose texts it shortens.
import recorded
from recorded import finite, outcome

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, NaiveDatetime, TypeAdapter

out = Path(sys.argv[1])
rnd = random.Random(20)


def write(name: str, rows: list[dict]) -> None:
    recorded.write(out / name, rows)


# ---- malformed JSON: as any value, as a model whose fields it has, as a model that skips all of it ----
class Doc(BaseModel):
    id: int
    name: str
    tags: list[str]
    ok: bool
    f: float
    n: Optional[int] = None


class Skip(BaseModel):
    absent: int = 0


BASE = '{"id":12,"name":"a\\u00e9\\n\u00e9\\"","tags":["x","y"],"ok":true,"f":-1.5e3,"n":null}'.encode()

documents: list[bytes] = [BASE[:n] for n in range(len(BASE) + 1)]
for position in range(len(BASE)):
    for other in rnd.sample([b"x", b'"', b",", b"}", b"]", b":", b" ", b"\n", b"\x01", b"0", b"-", b"\\", b"\xff", b"{", b"["], 2):
        documents.append(BASE[:position] + other + BASE[position + 1:])
documents += [BASE[:n] + b"\n" + BASE[n:] for n in range(0, len(BASE), 3)]

TEXTS = [
    # literals
    "nul", "nulll", "NULL", "tru", "True", "fals", "falsey", "t", "f", "n", "nan", "undefined", "None", "tRue", "nuLl", "trux",
    # numbers
    "01", "-", "+1", "-01", "1.", ".5", "1.e3", "1e", "1e+", "1E-", "1e+-2", "--1", "0x10", "1_000", "1.2.3", "1a", "-a", "0e", "00",
    "1.5x", "-0", "-0.0", "1e5", "123456789012345678901234567890", "9" * 4300, "9" * 4301, "1." + "0" * 5000, "1e400", "-1e400", "1e-400",
    "NaN", "Infinity", "-Infinity", "+Infinity", "-NaN", "+NaN", "Inf", "inf", "infinity", "Infinit", "-Infinit", "Na", "[NaN]",
    '{"f":NaN}', '{"f":Infinity}', '{"f":-Infinity}', '{"id":NaN}', '{"x":NaN}', '{"f":1.}', '{"f":-}', '{"id":01}', '{"id":-}', '{"id":1.}',
    '{"x":01}', '{"x":-}', '{"x":1.}', '{"x":1e}', '{"x":NaN,', '{"x":tru}', '{"x":nul,"y":1}',
    # strings
    '"', '"a', "'a'", '"\\', '"\\"', '"\\x"', '"\\u"', '"\\u12"', '"\\u12', '"\\u123g"', '"\\uD800"', '"\\uD800', '"\\uD800\\', '"\\uD800\\u',
    '"\\uD800\\u0041"', '"\\uDC00"', '"\\uDC00\\uD800"', '"\\uD83D\\uDE00"', '"\\uD800x"', '"\\uD800\\n"', '"\\U0041"', '"\\a"', '"\\0"',
    '"a\tb"', '"a\nb"', '"\x00"', '"\x1f"', '"\x7f"', '"a\rb"', '["ok","a\nb"]', '"a" "b"', '"é', '"é\\x"', '"日本\t"', '{"name":"a\tb"}',
    '{"name":"\\uD800"}', '{"name":"\\uDC00"}', '{"name":"\\x"}', '{"x":"\\uD800"}', '{"x":"\\x"}', '{"x":"a\tb"}', '{"x\ty":1}', '{"\\x":1}',
    '{"\\uD800":1}', '{"na\\u006de":1}',
    # arrays
    "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1,,2]", "[1 2]", "[1}", "[1:2]", "[[]", "[]]", '["a"', '["a",', '{"tags":[', '{"tags":["a"',
    '{"tags":["a",', '{"tags":["a",]', '{"tags":["a" "b"]}', '{"tags":["a":1]}', '{"tags":[,]}', '{"tags":[1,', '{"x":[1,]}', '{"x":[', '{"x":[1 2]}',
    "[\n1,\n2,\n]", "[\r\n1,\r\n]", "[\n\n  tru\n]", '[1,\n"é",\nx]', "[\t1\t,\tx]", "[1\x0b]", "[1\u00a0]", "[1\u2028]",
    # objects
    "{", "}", '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '{,}', '{"a" 1}', '{"a"=1}', "{a:1}", "{1:2}", '{"a":1 "b":2}', '{"a":1;"b":2}', '{"a":}',
    '{"a",1}', '{"a":1]', '{null:1}', '{"a"::1}', '{"a":1,,"b":2}', "{'a':1}", '{ ', '{ "a" ', '{ "a" : ', '{\n"a"\n:\n1\n,\n}', '{"id"', '{"id":', '{"id":1',
    '{"id":1,', '{"id":1,}', '{"id":1]', '{"id" 1}', '{"id":,}', '{"id":1,"name"}', '{"id":"x","name":}', '{"id":"x","name":1,"tags":{}', '{"id":{"a":}}',
    '{"id":[1,}}', '{"x":{"a":}}', '{"x":{"a" 1}}', '{"x":{a:1}}', '{"x":{"a":1,}}', '{"x":{"a":1]}', '{"x":{', '{"x":{"a"', '{"x":{"a":1',
    # around the value
    "", " ", "\n", "\n\n ", "\t", "1 2", "1,", "{} {}", "[] x", "null\n\nx", "{}\n,", "/* c */ 1", "// c\n1", "1 // c", "#", "\ufeff1", "\ufeff{}", "{}\x00", "\x00",
    BASE.decode() + "x", BASE.decode() + "\n}", "  " + BASE.decode() + "  \n\t ", "{}" + BASE.decode(), ";", ":", ",", "=", "<a/>", "\u00e9", "日本",
    # depth: inside everybody's limit
    "[" * 50 + "]" * 50, "[" * 50, "[" * 50 + "]" * 51, '{"a":' * 50 + "1" + "}" * 50, '{"a":' * 50, '{"x":' + "[" * 50 + "]" * 49 + "}",
]
documents += [text.encode() for text in TEXTS]
documents += [b"\xff", b'"\xff"', b'"a\xc3"', b'"\xed\xa0\x80"', b'"\xf4\x90\x80\x80"', b'"\xc0\xaf"', b'{"name":"\xff"}', b'{"x":"\xff"}', b'{"\xff":1}', b'"\xe6\x97',
              b'["a",\n"\xe6\x97"]', b'"\xf0\x9f\x98"', b"[\xff]", b'"abcdefghijklmnopqrstuvwxyz \xff"', b"\xef\xbb\xbf{}", b"\xfe\xff\x00{", b'"\x80"']
documents = list(dict.fromkeys(documents))

ANY = TypeAdapter(Any)
rows = []
for document in documents:
    try:
        given: Any = document.decode()
        row: dict[str, Any] = {"input": given}
    except UnicodeDecodeError:
        given = document
        row = {"input_base64": base64.b64encode(document).decode()}
    row["any"] = outcome(lambda: ANY.validate_json(given), lambda v: v if finite(v) else None)
    row["doc"] = outcome(lambda: Doc.model_validate_json(given, strict=True), lambda m: m.model_dump(mode="json"))
    row["skip"] = outcome(lambda: Skip.model_validate_json(given, strict=True), lambda m: m.model_dump(mode="json"))
    rows.append(row)
write("pydantic_json_errors.ndjson", rows)


# ---- one field, lax and strict ----
class Point(BaseModel):
    x: int
    y: int = 0


class ClosedPoint(BaseModel):
    model_config = ConfigDict(extra="forbid")
    x: int
    y: int = 0


FIELDS: dict[str, Any] = {
    "Int": int,
    "Byte": Annotated[int, Field(ge=0, le=255)],
    "Float": float,
    "Bool": bool,
    "Text": str,
    "IntList": list[int],
    "IntMap": dict[str, int],
    "Pair": tuple[int, str],
    "IntSet": set[int],
    "MaybeInt": Optional[int],
    "MaybeText": Optional[str],
    "OpenInt": Annotated[int, Field(gt=0, lt=10)],
    "ClosedInt": Annotated[int, Field(ge=-5, le=5)],
    "StepInt": Annotated[int, Field(multiple_of=3)],
    "OpenFloat": Annotated[float, Field(gt=0.0, lt=1.0)],
    "ClosedFloat": Annotated[float, Field(ge=-0.5, le=2.25)],
    "StepFloat": Annotated[float, Field(multiple_of=0.5)],
    "BigFloat": Annotated[float, Field(ge=1e16, le=1e22)],
    "ShortText": Annotated[str, Field(min_length=2, max_length=4)],
    "OneText": Annotated[str, Field(min_length=1, max_length=1)],
    "MatchText": Annotated[str, Field(pattern=r"^[a-z]+\d$")],
    "QuoteText": Annotated[str, Field(pattern=r"it's \"x\"")],
    "ShortList": Annotated[list[int], Field(min_length=1, max_length=2)],
    "ShortMap": Annotated[dict[str, int], Field(min_length=1, max_length=2)],
    "ShortSet": Annotated[set[int], Field(min_length=1, max_length=2)],
    "BoolList": list[bool],
    "Nested": list[list[int]],
    "MapOfLists": dict[str, list[int]],
    "IntKeys": dict[int, int],
    "Inner": Point,
    "ClosedInner": ClosedPoint,
    "InnerList": list[Point],
    "MaybeInner": Optional[Point],
    "Level": Literal["low", "medium", "high"],
    "Single": Literal["only"],
    "LevelMap": dict[Literal["low", "medium", "high"], int],
    "Whatever": Any,
    "MaybeOpenInt": Optional[Annotated[int, Field(gt=0)]],
    # These models strip white space.
    "TrimText": Annotated[str, Field(min_length=1, max_length=3)],
    "TrimPattern": Annotated[str, Field(pattern=r"^a+$")],
    "TrimLevel": Literal["low", "medium", "high"],
    "TrimList": list[str],
    "TrimMap": dict[str, str],
    "TrimWhatever": Any,
    "TrimInt": int,
    "TrimPair": tuple[str, Optional[str]],
}

NUMBERS = ["0", "1", "-1", "5", "12", "255", "256", "-0", "1.0", "1.5", "-0.0", "0.5", "2.25", "2.5", "1e3", "1E2", "1e-3", "1e16", "1e22", "1e23", "0.30000000000000004",
           "9223372036854775807", "-9223372036854775808"]
STRINGS = ['""', '"1"', '"12"', '" 12 "', '"+5"', '"-5"', '"1_000"', '"12.0"', '"12.5"', '"1e3"', '"1__0"', '"_1"', '"1_"', '"0x10"', '"abc"', '"1.5"', '" 1.5 "', '"1."', '".5"',
           '"inf"', '"-Infinity"', '"NaN"', '"true"', '"FALSE"', '"yes"', '"No"', '"on"', '"off"', '"T"', '"f"', '"y"', '"0"', '" true"', '"2"', '"\\u0661"', '"007"', '"+ 5"', '"1 2"',
           '"-0"', '"1,5"', '"--1"', '"\\t7\\n"', '"00.50"', '"5.00"']
SHAPES = ["null", "true", "false", "[]", "{}", "[1]", '["a"]', '{"a":1}', "[null]", '{"a":"b"}', "[[1]]", "1", '"a"', "1.5"]
EXTRA: dict[str, list[str]] = {
    "Int": NUMBERS + STRINGS + ["NaN", "Infinity", "1e400", "9223372036854775808", "-9223372036854775809", "9.3e18", '"9223372036854775807"', '"9223372036854775808"'],
    "Byte": ["-1", "0", "255", "256", "-1.0", "256.0", '"255"', '"256"', '"-1"', "1e2", "1e3", "true", "300", "1000000000000"],
    "Float": NUMBERS + STRINGS + ["NaN", "Infinity", "-Infinity", "1e400", "-1e400", "123456789012345678901234567890", "5e-324", "1e-400"],
    "Bool": NUMBERS[:12] + STRINGS + ["2", "NaN", '"TRUE"', '"Off"', '"oN"', '"t"', '"n"', '"N"', '"YES"'],
    "Text": ['"\\u00e9"', '"\\ud83d\\ude00"', '"a\\u0000b"', "12", "1.5", '" a "'],
    "IntList": ["[1,2,3]", '[1,"2",3.0]', '[1,"x",null,[],{}]', '{"0":1}', '"123"', "[1.5,true]", "[[],[]]", "[9223372036854775807]"],
    "IntMap": ['{"a":1,"b":"2"}', '{"a":"x","b":null,"c":1}', '{"a":1,"a":2}', '{"":1}', '{"a.b":[]}', '[["a",1]]', '{"é":true}', '{"a":{"b":1}}'],
    "Pair": ['[1,"a"]', '["1","a"]', '[1]', '[1,"a",2]', '["x",2]', '[null,null]', '{"0":1,"1":"a"}', '"ab"', "[]", '[1,2,3,4]', '["x"]', '["x",1,2]'],
    "IntSet": ["[1,2,2,1]", '["1",1]', '[1,"x",2,null]', '{"1":1}'],
    "MaybeInt": ["null", '"null"', '""', '"7"', "1.5"],
    "MaybeText": ["null", '"x"', "1"],
    "OpenInt": ["0", "1", "9", "10", "-3", "0.0", '"0"', '"10"', '"5"', "true", "false"],
    "ClosedInt": ["-6", "-5", "5", "6", '"-6"', "6.0", '"6.0"'],
    "StepInt": ["0", "3", "4", "-3", "-4", '"6"', '"7"', "9.0", "10.0"],
    "OpenFloat": ["0", "0.0", "1", "1.0", "0.5", "-0.0", '"0.5"', '"2"', "1e-320", "NaN", "Infinity", "true"],
    "ClosedFloat": ["-0.5", "-0.51", "2.25", "2.26", "3", "-1", '"9"', "NaN"],
    "StepFloat": ["0.5", "0.25", "-1.5", "1", "1e10", "0.1", '"0.75"', "0"],
    "BigFloat": ["1e15", "1e16", "1e22", "1.5e22", "1e300"],
    "ShortText": ['"a"', '"ab"', '"abcd"', '"abcde"', '"é"', '"ééééé"', '"\\ud83d\\ude00"', '"\\ud83d\\ude00\\ud83d\\ude00"', '"a\\nb"', '"     "'],
    "OneText": ['""', '"a"', '"ab"'],
    "MatchText": ['"abc1"', '"abc"', '"ABC1"', '"abc1\\n"', '"x abc1"', '""'],
    "QuoteText": ['"x"', '"it\'s \\"x\\""'],
    "ShortList": ["[]", "[1]", "[1,2]", "[1,2,3]", '[1,2,"x"]', '["x","y","z","w"]', '["x"]', "[1,2,3,4,5]"],
    "ShortMap": ["{}", '{"a":1}', '{"a":1,"b":2,"c":3}', '{"a":"x","b":1,"c":2}', '{"a":1,"a":2,"a":3}'],
    "ShortSet": ["[]", "[1,1,1]", "[1,2,3]", "[1,2,2]", '["x",1,2]', "[1,2,3,4]"],
    "BoolList": ['[true,1,"yes",2,"maybe"]', "[0,1,0.0,1.0]"],
    "Nested": ["[[1],[2,3]]", '[[1,"x"],["y"],3]', "[[[]]]"],
    "MapOfLists": ['{"a":[1],"b":["x",2]}', '{"a":1}'],
    "IntKeys": ['{"1":1}', '{"x":1}', '{"1":"x","y":"z"}', '{" 2 ":2}', '{"1.0":1}', '{"1":1,"01":2}', '{"":0}', '{"-3":1}', '{"9223372036854775807":1}'],
    "Inner": ['{"x":1}', '{"x":1,"y":2}', '{"y":"a"}', '{"x":null,"z":1}', '{"x":"1","y":1.0}', '"x"', '{"X":1}'],
    "ClosedInner": ['{"x":1,"z":2}', '{"z":{},"x":"q","w":null}', '{"z":1}', '{}'],
    "InnerList": ['[{"x":1},{"x":"a"},{},5,null]', '{"x":1}', "[[]]"],
    "MaybeInner": ["null", '{"x":1}', '{"x":"a"}', "[]", "5"],
    "Level": ['"low"', '"Low"', '"high"', '"hig"', '""', "1", '["low"]'],
    "Single": ['"only"', '"other"', "null"],
    "LevelMap": ['{"low":1,"high":2}', '{"mid":1}', '{"low":"x","mid":"y"}'],
    "Whatever": ['{"a":[1,2.5,null,true,"x"]}', "1e3", "12345678901234567890", '"x"', "-0.0", "1.0", "100000000000000000000000.0"],
    "MaybeOpenInt": ["0", "1", '"0"', "null"],
    "TrimText": ['"  "', '" ab "', '"abcd "', '"\\u00a0a\\u3000"', '"\\u0085\\u2028b\\u200b"', '"\\u001fc\\u001c"', '"\\ufeffd"', '"\\tabcd\\n"'],
    "TrimPattern": ['" aa\\n"', '" b "'],
    "TrimLevel": ['" low"', '"low"', '"low\\n"'],
    "TrimList": ['[" a ","b ",1]', '["  "]'],
    "TrimMap": ['{" a ":" b "}', '{"a":1," a":2}', '{" a":"1","a ":"2"}'],
    "TrimWhatever": ['" a "', '[" a "]'],
    "TrimInt": ['" 12 "', '"\\u00a012"', '"\\u300012"'],
    "TrimPair": ['[" a "," b "]', '[" a ",null]'],
}

rows = []
for name, annotation in FIELDS.items():
    members: dict[str, Any] = {"__annotations__": {"v": annotation}, "__module__": __name__}
    if name.startswith("Maybe"):
        members["v"] = None
    if name.startswith("Trim"):
        members["model_config"] = ConfigDict(str_strip_whitespace=True)
    model = type(name, (BaseModel,), members)
    for value in dict.fromkeys(SHAPES + EXTRA.get(name, [])):
        raw = '{"v":' + value + "}"
        row = {"field": name, "input": raw}
        for mode, strict in (("lax", None), ("strict", True)):
            def dump(m):
                held = m.model_dump(mode="json")["v"]
                held = sorted(held) if isinstance(m.v, set) else held
                # What JSON can't hold is shown by its repr.
                return held if finite(held) else {"repr": repr(held)}
            row[mode] = outcome(lambda: model.model_validate_json(raw, strict=strict), dump)
        rows.append(row)
    row = {"field": name, "input": "{}"}
    for mode, strict in (("lax", None), ("strict", True)):
        row[mode] = outcome(lambda: model.model_validate_json("{}", strict=strict), lambda m: m.v)
    rows.append(row)
write("pydantic_fields.ndjson", rows)


# ---- dates, times and durations, lax and strict ----
TIMES: dict[str, Any] = {
    "Aware": AwareDatetime,
    "Naive": NaiveDatetime,
    "Day": datetime.date,
    "Clock": datetime.time,
    "Delta": datetime.timedelta,
    "Span": Annotated[datetime.timedelta, Field(ge=datetime.timedelta(0))],
    "MaybeDay": Optional[datetime.date],
    "DeltaList": list[datetime.timedelta],
}

MOMENTS = """2024-01-02T03:04:05Z|2024-01-02T03:04:05.678901+00:00|2024-01-02 03:04:05Z|2024-01-02_03:04:05|2024-01-02t03:04z|2024-01-02|2024-01-02T03:04
2024-01-02T03:04:05,123Z|2024-01-02T03:04:05.1234567Z|2024-01-02T03:04:05.6789|2024-01-02T24:00:00|2024-13-02T00:00:00Z|2024-02-30T00:00:00|2024-02-29T00:00:00Z|1900-02-29T00:00:00|2024-00-02T00:00:00
2024-01-00T00:00:00|2024-01-0xT00:00:00|20x4-01-01T00:00:00|2024-01-01X00:00:00|2024-01-01T0x:00:00|2024-01-01T00x00:00|2024-01-01T00:0x:00|2024-01-01T00:00x00
2024-01-01T00:00:0x|2024-01-01T03:60:00|2024-01-01T03:04:60|2024-01-01T00:00:00+0530|2024-01-01T00:00:00+05:30|2024-01-01T00:00:00-23:59|2024-01-01T00:00:00+24:00
2024-01-01T00:00:00+05|2024-01-01T00:00:00+0x:00|2024-01-01T00:00:00+01:0x|2024-01-01T00:00:00+01:60|2024-01-01T00:00:00+|2024-01-01T00:00:00+01:00:00|2024-01-01T00:00:00-00:00
2024-01-01T00:00:00\u221201:00|2024-01-01T00:00:00x|2024-01-01T00:00:00 |2024-01-01T00:00:00 +01:00| 2024-01-01T00:00:00|2024-01-01T00:00:|2024-01-01T00:00Z|2024-01-01T00
2024-01-01T|2024-01-01T00:00:00.|2024-01-01T00:00:00.x|2024-01-01T00:00:00Zx|20240102T030405|2024-1-2T03:04:05|2024-W01-1|2024-001|+2024-01-02T00:00:00|2024/01/02
0000-01-01T00:00:00Z|0001-01-01T00:00:00Z|9999-12-30T21:59:59.999999Z|1999-12-31T23:59:59||x|12:00|1704164645|1704164645.5|1704164645000|-1|-1.5|+5|5.|.5|-|1.5.5|1e5|1_000|NaN
99999999999999999999|-99999999999999|99999999999999999|20240|0|\u0661\u0662|2024-01-02x|2024-01-02 |\u65e5\u672c-01-02T00:00:00""".replace("\n", "|").split("|")
EPOCHS = ["1704164645", "1704164645.5", "1704164645000", "20000000000", "20000000001", "20000000000.5", "-20000000000", "-20000000001", "-20000000000.5", "20000000000500.25",
          "-1", "-0.5", "1e3", "1704164645.1234567", "1704164645.9999999", "1e400", "-1e400", "NaN", "253402300800", "253402300800000", "-62135596800000", "-62135596800001",
          "-62167219200001", "99999999999999999", "9223372036854775807", "9223372036854775808", "0", "-0.0", "1e-7", "0.0000005", "86400", "86400.0", "86401", "1.0000001"]
DAYS = ["2024-01-02", "2024-01-02T00:00:00", "2024-01-02T00:00:00Z", "2024-01-02T00:00:00+05:00", "2024-01-02T00:00:01", "2024-01-02T00:00", "2024-01-02_00:00", "2024-01-02T00:00:00.5",
        "2024-01-02T00:00:00x", "2024-01-02T25:00:00", "2024-01-02T", "2024-02-30", "20240102", "2024-1-2", "2024/01/02", "0000-01-01", "0000-01-01T00:00:00", "0001-01-01", "9999-12-31",
        "1704153600", "1704153601", "-86400", "86400.0", "86400.5", "253402300799", "99999999999999999", "x", "", "2024-01-02 ", "2024-01-02x", "12"]
CLOCKS = ["03:04:05", "03:04", "03:04:05.678901", "03:04:05.5", "03:04:05,5", "23:59:59.999999", "24:00:00", "3:04", "03:60", "03:04:60", "0x:00", "00x00", "00:0x", "00:00x", "00:00:0x", "00:00:",
          "00:00:00.", "00:00:00x", "00:00:00+24:00", " 00:00", "00:00 ", "03:04:05.1234567", "03:04:05Z", "03:04:05+01:00", "T03:04:05", "12345", "3600", "-1", "x", "", "03"]
DELTAS = ["P1DT2.000003S", "-PT0.5S", "PT0S", "P1D", "P1W", "P1W2D", "P1Y", "P1M", "PT1M", "P1DT2H3M4S", "P1.5D", "PT1.5H", "P1M2W3D", "P1D1D", "PT1S1H", "P1DT", "P1.D", "PT1.S", "PT1,5S", "+PT1S",
          "P1S", "P1H", "PT1D", "PT1W", "P1", "PT1", "PT", "P", "-P", "-PT", "+PT", "P-", "PTS", "PD", "P1TD", "PTT1S", "P1.5DT1.5H", "P1.5D1W", "P.5D", "PT.5S", "P1x", "pt1s", "PT-1S", "P-1D", "P1DT1S ",
          "P999999999D", "P1000000000D", "P99999999999999999999D", "P3000000Y", "1 day, 2:03:04", "1 days 2:03:04", "-1 day, 0:00:01", "-1 days, 23:59:59.5", "2 days", "1d", "1 D", "1 DAYS", "1days,",
          "1 d, ", "1 day,2:03:04", "1d 00:00:01", "+1 day", "1 dayx", "1 dy", "1  day", "1 day  2:03:04", "1 day 2:03", "1 day 2:3:04", "1 day 24:00:00", "1 day 23:00:00Z", "1 day, 2:03:04x",
          "1000000000 days", "99999999999999999999 days", "1.5 days", " 1 day", "--1 day", "day", "26:03:04", "26:03:04.5", "26:03:04x", "26:03:04.", "1:02:03", "00:00", "1000:00:00", "24:60:00", "24:00:60",
          "01:2:03", "01:02:3", "1:02:03:04", "00:00:00Z", "00:00:00,5", "-00:00:01", "-1:02", "-1:02:03", "+90:1", "-1234", "10000000000:00:00", "99999999999999999999:00", "a:00:00", "0a:00:00", "00-00-00", "123456789",
          "90", "1:02", "1 ", "1.5", "-", "+", "", "x", "d", "1 das", "1 dayS 1:02:03", "1 dAY", "1 daY", "1 DAYs", "1 DAys", "1 dAYS 1:02:03", "1 Days 1:02:03", "1 DAYS 1:02:03", "1 dA", "1 ds",
          "PT0.0000001S", "PT1.123456789S", "P0.000000001D", "26:03:04.1234567", "-PT0S"]
SECONDS = ["90", "90.5", "-0.5", "86402.000003", "3", "0", "0.0000001", "0.0000005", "1.0000015", "1e-6", "1.5e3", "86400", "-86400", "604800", "31536000", "31622400.5", "2592000", "1e400", "-1e400", "NaN", "1e15",
           "86399999999999", "86400000000000", "-86399999913600", "9223372036854775807", "9223372036854775808", "-9223372036854775809"]
TIMED: dict[str, list[str]] = {
    "Aware": MOMENTS, "Naive": MOMENTS, "Day": DAYS + MOMENTS, "Clock": CLOCKS, "Delta": DELTAS, "Span": ["PT1S", "-PT1S", "P1D", "-1 day", "x", "-PT0S", "PT0S"],
    "MaybeDay": ["2024-01-02", "x"], "DeltaList": [],
}
NUMERIC: dict[str, list[str]] = {
    "Aware": EPOCHS, "Naive": EPOCHS, "Day": EPOCHS, "Clock": ["3600", "3600.5", "86399", "86399.5", "86400", "86399.9999999", "-1", "-0.5", "-0.0", "0", "0.0000005", "1e10", "1e400", "NaN",
                                                             "9223372036854775808", "-9223372036854775809"],
    "Delta": SECONDS, "Span": ["1", "-1", "0", "-0.5"], "MaybeDay": ["null", "86400"], "DeltaList": ['["PT1S","x",5,null]', '["P1D"]'],
}

rows = []
for name, annotation in TIMES.items():
    model = type(name, (BaseModel,), {"__annotations__": {"v": annotation}, "__module__": __name__})
    for value in dict.fromkeys(["null", "true", "[]", "{}"] + ['"' + text + '"' for text in TIMED[name]] + NUMERIC[name]):
        raw = '{"v":' + value + "}"
        row = {"field": name, "input": raw}
        for mode, strict in (("lax", None), ("strict", True)):
            row[mode] = outcome(lambda: model.model_validate_json(raw, strict=strict), lambda m: m.model_dump(mode="json")["v"])
        rows.append(row)
write("pydantic_time.ndjson", rows)
