"""Record what pydantic says of decimals, JSON in strings, bytes and IP addresses.

usage: python record_types.py OUT_DIR

Writes `pydantic_types.ndjson`: a line holds the model's name (`field`), an input, and the outcome in lax and in strict mode.
`tests/pydantic_types.rs` has the same models, name by name.
"""
import json
import sys
from decimal import Decimal
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path
from typing import Annotated, Any, Optional

# Before pydantic, whose texts it shortens.
import recorded

from pydantic import BaseModel, ConfigDict, Field, IPvAnyAddress, Json


class Point(BaseModel):
    x: int
    y: int = 0


ADDRESSES = [
    "1.2.3.4", "::1", "x", "1.2.3", "01.2.3.4", "", "1.2.3.4/8", "1.2.3.256", "12345::", "1::2::3", " 1.2.3.4", "1.2.3.4 ", "1..2.3",
    "1.2.3.a", "1.2.3.1234", "[::1]", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8:9:10", ":1", "1:", "1:2:3", "g::", "1:2:3:4:5:6:7::8", "1.2.3.4.5",
    "::1.2.3", "::1.2.3.x", "fe80::1%", "fe80::1%a%b", "::1/128", "1:2:3:4:5:6:7:8::", ":1:2:3:4:5:6:7", "1:2:3:4:5:6:7:", ":1::2", "1::2:", "::", ":::",
    "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:6:1.2.3.4", "2001:DB8::1", "::fffff", "0.0.0.0", "255.255.255.255", "1.2.3.-4", "1.2.3.\u0664", "'1.2.3.4'",
    "1.2.3.4\n", "fe80:\u00e9::", "1 .2.3.4", "00.1.2.3", "0.0.0.00",
]
OTHERS = ["null", "true", "false", "[]", "{}", "0", "1", "-1", "1.5", "-0", "4294967295", "4294967296", "18446744073709551616",
          "340282366920938463463374607431768211455", "340282366920938463463374607431768211456"]
NUMBERS = ["1", "1.50", "-0", "-0.0", "0.0", "0.00", "0e5", "1e3", "1E-3", "1e-10", "0.1", "0.10", "1.0", "100", "12.34", "-12.34", "123.4", "123.45", "1234", "12345", "0.001", "1.234",
           "0.01", "1e4", "99.99", "100.00", "1.100", "12.3456", "0.1234", "0.0001", "1e2", "1.5", "10.5", "10.6", "11", "0.3", "0.5", "-1", "1e-7", "1e-6", "0.0000012", "1e400", "NaN",
           "Infinity", "-Infinity", "79228162514264337593543950335", "123456789.123456789", "1e22", "null", "true", "[]", "{}"]
TEXTS = ["1", "1.50", "1.500", " 1.5 ", "1_000", "1__0", "_1", "+5", "-5", ".5", "5.", "x", "", " ", "-", "+", ".", "e5", "1e", "1e+", "NaN", "nan1", "Infinity", "-inf", "sNaN", "infinit", "1e-5", "1E-7",
         "0x1", "1,5", "00.5", "-0", "-0.00", "0E-8", "1.2.3", "1 2", "12345678901234567890.12345678", "0.0000000000000000000000000001", "1e-28", "--1", "+-1", "1.5e-3", "\t7\n", "1.5\u00a0"]
JSONS = ["1", "{}", "x", "", '"1"', "[1, 2", " 1 ", "1 2", "NaN", "null", "1.0", "true", '"a', "[1,]", "{\"x\":1}", "{\"x\":\"a\"}", "{\"y\":2}", "[]", "{\"x\":1", "[1,2]", "[1,\"x\"]",
         "[\"a\",{\"b\":[null]}]", "{\"x\":1,\"y\":null}", "nul", "\ufeff1", "\n\n  [1,\n x]", "{\"x\":1.5}", "5", "-5"]
BYTES = ["", "a", "ab", "abc", "abcd", "é", "日本", "\u0000"]
BASE64 = ["", "YQ==", "YQ=", "YQ", "YWI=", "YWI", "YWJ", "YWJj", "YWJj=", "Y", "Y===", "=", "YW Jj", "-_-_", "+/+/", "-/-/", "+/+_", "é", "YWJjZA==", "YR==", "YWJj\n", "====", "YQ=A"]
HEX = ["", "6", "61", "6162", "616", "zz", "6z", "AB", "aB", "é1", " 61", "0x61", "61626364"]


def quoted(texts: list[str]) -> list[str]:
    return [json.dumps(text, ensure_ascii=False) for text in texts]


DECIMALS = NUMBERS + quoted(TEXTS)
MODELS: dict[str, tuple[Any, dict, list[str]]] = {
    "Number": (Decimal, {}, DECIMALS),
    "Price": (Annotated[Decimal, Field(max_digits=4, decimal_places=2)], {}, DECIMALS),
    "Digits": (Annotated[Decimal, Field(max_digits=3)], {}, DECIMALS),
    "Whole": (Annotated[Decimal, Field(decimal_places=0)], {}, DECIMALS),
    "OneDigit": (Annotated[Decimal, Field(max_digits=1, decimal_places=1)], {}, DECIMALS),
    "Between": (Annotated[Decimal, Field(gt=0, le=Decimal("10.5"), multiple_of=Decimal("0.5"))], {}, DECIMALS),
    "Open": (Annotated[Decimal, Field(ge=Decimal("-1.5"), lt=Decimal("0.1"))], {}, DECIMALS),
    "MaybeNumber": (Optional[Decimal], {}, ["null", "1", '"x"', "true"]),
    "Numbers": (list[Decimal], {}, ['[1,"2.0",true,"x",1.25]', "[]", "1"]),
    "NumberKeys": (dict[Decimal, int], {}, ['{"1.5":1}', '{"x":1}', '{" 2 ":"a","nan":1}']),
    "AnyJson": (Json, {}, quoted(JSONS) + OTHERS),
    "IntJson": (Json[int], {}, quoted(JSONS) + OTHERS),
    "ListJson": (Json[list[int]], {}, quoted(JSONS) + OTHERS),
    "PointJson": (Json[Point], {}, quoted(JSONS) + OTHERS),
    "PositiveJson": (Json[Annotated[int, Field(gt=0)]], {}, quoted(JSONS)),
    "MaybeJson": (Optional[Json[int]], {}, ["null", '"null"', '"5"', "5", '"x"']),
    "JsonList": (list[Json[int]], {}, ['["1","x",2,"\\"a\\""]']),
    "JsonInJson": (Json[list[Json[int]]], {}, ['"[\\"1\\"]"', '"[\\"x\\",1]"', '"[\\"1\\""']),
    "Text": (bytes, {}, quoted(BYTES) + OTHERS),
    "ShortText": (Annotated[bytes, Field(min_length=2, max_length=3)], {}, quoted(BYTES)),
    "OneByte": (Annotated[bytes, Field(min_length=1, max_length=1)], {}, quoted(BYTES)),
    "Base64": (bytes, {"val_json_bytes": "base64", "ser_json_bytes": "base64"}, quoted(BASE64) + OTHERS),
    "ShortBase64": (Annotated[bytes, Field(min_length=2, max_length=3)], {"val_json_bytes": "base64", "ser_json_bytes": "base64"}, quoted(BASE64)),
    "Hex": (bytes, {"val_json_bytes": "hex", "ser_json_bytes": "hex"}, quoted(HEX) + OTHERS),
    "ShortHex": (Annotated[bytes, Field(min_length=2, max_length=3)], {"val_json_bytes": "hex", "ser_json_bytes": "hex"}, quoted(HEX)),
    "V4": (IPv4Address, {}, quoted(ADDRESSES) + OTHERS),
    "V6": (IPv6Address, {}, quoted(ADDRESSES) + OTHERS),
    "AnyAddress": (IPvAnyAddress, {}, quoted(ADDRESSES) + OTHERS),
    "AddressKeys": (dict[IPv4Address, int], {}, ['{"1.2.3.4":1}', '{"x":1}', '{"1.2.3":"a"}']),
}


def outcome(model: type[BaseModel], raw: str, strict: Optional[bool]) -> dict:
    dump = lambda value: json.loads(value.model_dump_json())["v"]  # noqa: E731
    return recorded.outcome(lambda: model.model_validate_json(raw, strict=strict), dump)


def main() -> None:
    rows = []
    for name, (annotation, config, values) in MODELS.items():
        members: dict[str, Any] = {"__annotations__": {"v": annotation}, "__module__": __name__, "model_config": ConfigDict(**config)}
        model = type(name, (BaseModel,), members)
        for value in dict.fromkeys(values):
            raw = '{"v":' + value + "}"
            rows.append({"field": name, "input": raw, "lax": outcome(model, raw, None), "strict": outcome(model, raw, True)})
    recorded.write(Path(sys.argv[1], "pydantic_types.ndjson"), rows)


main()
