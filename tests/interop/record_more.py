"""Record what pydantic says of unions, aliases, unknown keys, keys of maps, wide integers, bounds of times, formats and validators.

usage: python record_more.py OUT_DIR

Writes `pydantic_more.ndjson`: a line holds the model's name (`field`), an input, and the outcome in lax and in strict mode.
`tests/pydantic_more.rs` has the same models, name by name. Needs email-validator.
"""
import datetime
import json
import sys
from pathlib import Path
from typing import Annotated, Any, Literal, Optional, Union
from uuid import UUID

# Before pydantic, whose texts it shortens.
import recorded

from pydantic import (UUID4, AfterValidator, AliasChoices, AnyUrl, AwareDatetime, BaseModel, ConfigDict, EmailStr, Field, FutureDate, IPvAnyAddress,
                      NaiveDatetime, PastDate, RootModel, StrictBool, StrictInt, StringConstraints, UrlConstraints)


class Cat(BaseModel):
    kind: Literal["cat"]
    lives: int = Field(ge=0, le=9)


class Dog(BaseModel):
    kind: Literal["dog"]
    name: str = Field(min_length=1)
    tags: list[str] = []


class Nothing(BaseModel):
    kind: Literal["none"]


class ClosedCat(Cat):
    model_config = ConfigDict(extra="forbid")


class ClosedDog(Dog):
    model_config = ConfigDict(extra="forbid")


Pet = Annotated[Union[Cat, Dog, Nothing], Field(discriminator="kind")]
ClosedPet = Annotated[Union[ClosedCat, ClosedDog], Field(discriminator="kind")]


class Circle(BaseModel):
    radius: float = Field(gt=0)


class Sheet(BaseModel):
    width: int
    height: int = 1


class Aliased(BaseModel):
    id: int = Field(validation_alias=AliasChoices("id", "ID", "_id"))
    name: str = Field(default="x", alias="fullName", max_length=4)
    note: Optional[str] = Field(default=None, validation_alias=AliasChoices("note", "memo"))


class ClosedAliased(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: int = Field(validation_alias=AliasChoices("id", "ID"))


class ByName(BaseModel):
    model_config = ConfigDict(populate_by_name=True)
    full_name: str = Field(alias="fullName")
    size: int = Field(default=1, alias="s", gt=0)


class Open(BaseModel):
    model_config = ConfigDict(extra="allow")
    a: int


class OpenInts(BaseModel):
    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Annotated[int, Field(ge=0, le=255)]]
    a: int


class Deep(BaseModel):
    model_config = ConfigDict(extra="forbid")
    inner: Optional["Deep"] = None
    many: list["Deep"] = []
    n: int = 0


class Positive(RootModel[Annotated[int, Field(gt=0)]]):
    pass


class Names(RootModel[list[Annotated[str, Field(min_length=1)]]]):
    pass


def odd(value: int) -> int:
    assert value % 2 == 1, "must be odd"
    return value


def even(value: int) -> int:
    if value % 2:
        raise ValueError("must be even")
    return value


def quoted(texts: list[str]) -> list[str]:
    return [json.dumps(text, ensure_ascii=False) for text in texts]


PETS = ['{"kind":"cat","lives":9}', '{"lives":3,"kind":"cat"}', '{"kind":"dog","name":"Rex","tags":["a"]}', '{"kind":"none"}', '{"kind":"none","x":1}', '{"kind":"cow"}',
        '{"kind":"cat","lives":10}', '{"kind":"cat","lives":"3"}', '{"kind":"cat"}', '{"kind":"dog","name":"","tags":[1,"b",null]}', '{"kind":"dog","tags":{}}', '{"lives":3}', '{}',
        '{"kind":null}', '{"kind":1}', '{"kind":true,"lives":1}', '{"kind":["cat"]}', '{"kind":{"a":1}}', '{"kind":1.5}', '{"kind":"Cat","lives":1}', '{"kind":"cat","lives":1,"extra":2}',
        "null", "1", '"cat"', "[]", "true", '[{"kind":"cat","lives":1}]', '{"kind":"cat","lives":1.0}', '{"kind":"","lives":1}', '{"KIND":"cat"}']
ALIASED = ['{"id":1}', '{"ID":1}', '{"_id":1}', '{"id":"x"}', '{"ID":"x"}', '{"_id":"x"}', '{"id":1,"fullName":"Ann"}', '{"id":1,"name":"Ann"}', '{"id":1,"fullName":5}', '{"id":1,"fullName":"Annette"}', "{}",
           '{"id":1,"memo":"m"}', '{"id":1,"memo":1}', '{"id":1,"note":"n"}', '{"id":null}', '{"Id":1}']
WIDE = ["0", "1", "-1", "9223372036854775807", "9223372036854775808", "18446744073709551615", "18446744073709551616", "-9223372036854775809", "340282366920938463463374607431768211455",
        "340282366920938463463374607431768211456", "170141183460469231731687303715884105727", "-170141183460469231731687303715884105728", "1.5", "1e3", "1e30", "-0", '"18446744073709551615"', '"18446744073709551616"',
        '"-1"', '"1_000"', '" 7 "', '"340282366920938463463374607431768211455"', '"1e5"', '"0x1"', "true", "NaN", "Infinity", "null", '"' + "9" * 4301 + '"']
BOXES = ['{"radius":1.5}', '{"radius":0}', '{"width":1}', '{"width":1,"height":2}', '{"width":"a"}', "{}", "5", '"x"', "null", "[]", '{"radius":1,"width":"x"}', '{"radius":"1"}', "true", "1.5"]
DAYS = ["2019-12-31", "2020-01-01", "2029-12-31", "2030-01-01", "2024-02-29", "2023-02-29", "x"]

MODELS: dict[str, tuple[Any, dict, list[str]]] = {
    "Tagged": (Pet, {}, PETS),
    "TaggedList": (list[Pet], {}, ["[]", '[{"kind":"cat","lives":1},{"kind":"cow"},{"kind":"dog"},{},1,{"kind":"dog","name":"x","tags":[5]}]', "{}"]),
    "TaggedMap": (dict[str, Pet], {}, ['{"a":{"kind":"cat","lives":1}}', '{"a":{"kind":"cow"},"b":{"kind":"cat","lives":-1},"c.d":{}}']),
    "MaybeTagged": (Optional[Pet], {}, ["null", '{"kind":"none"}', '{"kind":"cow"}', "5"]),
    "ClosedTagged": (ClosedPet, {}, ['{"kind":"cat","lives":1}', '{"kind":"cat","lives":1,"x":2,"y":{}}', '{"x":1,"kind":"dog"}', '{"kind":"dog","name":"","z":null}', '{"kind":"none"}']),
    "IntOrText": (Union[int, str], {}, ["1", '"a"', '"1"', "1.0", "1.5", "null", "true", "[]", "{}"]),
    "TextOrInt": (Union[str, int], {}, ["1", '"a"', '"1"', "1.5", "null", "[]"]),
    "ShapeOf": (Union[Circle, Sheet], {}, BOXES),
    "ListOrInt": (Union[list[int], int], {}, ["[1]", "[]", "5", '["a"]', '"x"', "null", "{}", '[1,"b",[]]']),
    "BoundOrText": (Union[Annotated[int, Field(gt=0)], Annotated[str, Field(max_length=2)]], {}, ["1", "0", '"ab"', '"abc"', "null", '"7"', "-3"]),
    "Aliases": (Aliased, {}, ALIASED),
    "TwoNames": (Aliased, {}, ['{"ID":1,"id":2}', '{"_id":1,"ID":2}', '{"ID":2,"_id":1}', '{"id":"x","ID":2}', '{"memo":"m","note":"n","id":1}', '{"ID":"x","id":5}']),
    "ClosedAliases": (ClosedAliased, {}, ['{"id":1}', '{"ID":1}', '{"ID":1,"x":2}', '{"i":1}']),
    "ByNames": (ByName, {}, ['{"fullName":"a"}', '{"full_name":"a"}', '{"full_name":1}', '{"fullName":1}', "{}", '{"full_name":"a","size":0}', '{"full_name":"a","s":0}', '{"full_name":"a","s":2}']),
    "Opened": (Open, {}, ['{"a":1}', '{"a":1,"b":[1,{"c":null}]}', '{"b":1}', '{"a":"x","b":1}', '{"a":1,"":2,"é":"x"}']),
    "OpenedInts": (OpenInts, {}, ['{"a":1}', '{"a":1,"b":2}', '{"a":1,"b":"x","c":300,"d":-1}', '{"a":"x","b":null}', '{"a":1,"b":"7"}']),
    "DeepForbid": (Deep, {}, ['{"inner":{"inner":{"n":1,"x":2}}}', '{"many":[{},{"y":1},{"many":[{"z":[]}]}],"q":0}', '{"n":"a","inner":{"n":null}}', '{"inner":null,"many":null}']),
    "Root": (Positive, {}, ["1", "0", '"1"', '"x"', "null", "[]", '{"root":1}', "1.0"]),
    "RootList": (list[Positive], {}, ["[1,2]", '[0,"x",null,3]', "{}"]),
    "RootNames": (Names, {}, ['["a"]', '["",1,"b"]', '"a"', "[]", '{"0":"a"}']),
    "RootMap": (dict[str, Names], {}, ['{"a":["b"],"c":[""]}', '{"a":"b"}']),
    "BoolKeys": (dict[bool, int], {}, ['{"true":1,"false":2}', '{"True":1}', '{"x":1}', '{"1":1}', '{"":1}']),
    "UuidKeys": (dict[UUID, int], {}, ['{"550e8400-e29b-41d4-a716-446655440000":1}', '{"x":1}', '{"550e8400":"a"}']),
    "PatternKeys": (dict[Annotated[str, Field(pattern="^[a-z]+$")], int], {}, ['{"a":1}', '{"A":1}', '{"a1":"x","b":2}', '{"":1}', "{}"]),
    "LengthKeys": (dict[Annotated[str, Field(min_length=2, max_length=3)], int], {}, ['{"ab":1}', '{"a":1}', '{"abcd":1,"é":2}', '{"éé":1}']),
    "BoundKeys": (dict[Annotated[int, Field(ge=10)], Annotated[list[int], Field(max_length=1)]], {}, ['{"10":[]}', '{"9":[]}', '{"x":[1,2],"11":[1,2]}', '{"12.0":[1]}', '{" 13 ":["a"]}', '{"9":1}']),
    "ChoiceKeys": (dict[Literal["a", "b"], int], {}, ['{"a":1,"b":2}', '{"c":1}', '{"A":"x"}']),
    "Unsigned": (Annotated[int, Field(ge=0, le=2**64 - 1)], {}, WIDE),
    "Signed": (Annotated[int, Field(ge=-2**31, le=2**31 - 1)], {}, ["2147483647", "2147483648", "-2147483648", "-2147483649", "2147483648.0", '"2147483648"', "1e9", "1e10", "-1e10"]),
    "Widest": (Annotated[int, Field(ge=0, le=2**128 - 1)], {}, WIDE),
    "WidestSigned": (Annotated[int, Field(ge=-2**127, le=2**127 - 1)], {}, WIDE),
    "Dates": (Annotated[datetime.date, Field(ge=datetime.date(2020, 1, 1), lt=datetime.date(2030, 1, 1))], {}, quoted(DAYS) + ["null", "0", "1577836800"]),
    "LongAgo": (PastDate, {}, quoted(["1900-01-01", "2999-01-01", "x", "2999-01-01T00:00:00", "1900-01-01T00:00:01"]) + ["5", "null"]),
    "FarAhead": (FutureDate, {}, quoted(["1900-01-01", "2999-01-01", "x"]) + ["5", "null"]),
    "Short": (Annotated[datetime.timedelta, Field(gt=datetime.timedelta(seconds=1), le=datetime.timedelta(minutes=1))], {}, quoted(["PT1S", "PT1.000001S", "PT1M", "PT61S", "P1D", "x"]) + ["1", "2", "60", "60.5", "null"]),
    "SinceEpoch": (Annotated[AwareDatetime, Field(ge=datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc))], {}, quoted(["1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "1970-01-01T01:00:00+02:00", "1970-01-01T00:00:00", "x"]) + ["0", "-1"]),
    "Moments": (list[NaiveDatetime], {}, ['["2024-01-02T03:04:05","2024-01-02T03:04:05Z","x",5,null]']),
    "DayMap": (dict[str, datetime.date], {}, ['{"a":"2024-01-02","b":"2024-13-01","c":1}']),
    "Grid": (Annotated[list[Annotated[list[Annotated[int, Field(ge=0)]], Field(min_length=2, max_length=2)]], Field(min_length=1, max_length=2)], {}, ["[[1,2]]", "[[1]]", "[[1,2,3],[-1,2]]", "[]", "[[1,2],[3,4],[5,6]]", '[["a",-1],5]', '[[1,2],[3,4],["x"]]']),
    "Words": (Annotated[set[Annotated[str, Field(min_length=1)]], Field(min_length=1, max_length=2)], {}, ['["a"]', '["a","a"]', '["",""]', "[]", '["a","b","c"]', '[1,"a"]']),
    "Triple": (tuple[Annotated[int, Field(gt=0)], Annotated[str, Field(max_length=1)], Optional[bool]], {}, ['[1,"a",null]', '[0,"ab",1]', '[1,"a"]', '[1,"a",true,4]', "[]", '{"0":1}', '["1","a","yes"]']),
    "MaybeList": (Optional[Annotated[list[int], Field(min_length=1)]], {}, ["null", "[]", "[1]", '["x"]', "{}"]),
    "MaybeMaybe": (list[Optional[Annotated[float, Field(lt=1)]]], {}, ["[null,0.5,1]", '["0.5",null,"x"]', "[NaN]"]),
    "Low": (Annotated[str, StringConstraints(to_lower=True, pattern="^[a-z]+$", max_length=3)], {}, quoted(["abc", "ABC", "AbCd", "1", "ÄB", ""]) + ["1", "null"]),
    "Up": (Annotated[str, StringConstraints(to_upper=True, strip_whitespace=True, min_length=2)], {}, quoted(["ab", " a ", " ab ", "ß", "ab\n"]) + ["[]"]),
    "StrictNumber": (StrictInt, {}, ["1", '"1"', "1.0", "true", "null"]),
    "StrictFlags": (list[StrictBool], {}, ["[true,1]", '["yes",false,null]']),
    "Mail": (EmailStr, {}, quoted(["a@b.co", "a", "a@", "@b.co", "a b@c.de"]) + ["1", "null", "[]"]),
    "Link": (Annotated[AnyUrl, UrlConstraints(max_length=20, allowed_schemes=["http", "https"])], {}, quoted(["http://a.b/c", "ftp://a.b/c", "x", "http://aaaaaaaaaaaaaaaaaaaa.b/", ""]) + ["1", "null"]),
    "Id": (UUID4, {}, quoted(["550e8400-e29b-41d4-a716-446655440000", "550e8400-e29b-11d4-a716-446655440000", "x", "550E8400-E29B-41D4-A716-446655440000"]) + ["1", "null", "{}"]),
    "Host": (Optional[IPvAnyAddress], {}, quoted(["1.2.3.4", "::1", "1.2.3"]) + ["null", "[]"]),
    "Links": (dict[str, list[EmailStr]], {}, ['{"a":["a@b.co","x"],"b":[1]}']),
    "Odd": (Annotated[int, AfterValidator(odd)], {}, ["1", "2", '"x"', '"4"']),
    "Even": (Annotated[int, Field(gt=0), AfterValidator(even)], {}, ["1", "2", "0", "-1", "null"]),
    "Null": (None, {}, ["null", "0", '""', "{}", "false"]),
    "Letter": (Annotated[str, Field(min_length=1, max_length=1)], {}, quoted(["a", "ab", "", "é", "😀", "e\u0301"]) + ["1"]),
}


# What a call says goes before what a field says, in both libraries; without a word of the call, pydantic's fields are strict here.
FIRM = {"StrictNumber": False, "StrictFlags": False}
# A member of a union is called by its type, a variant of an enum by its name.
MEMBERS = {"IntOrText": {"int": "Int", "str": "Text"}, "TextOrInt": {"int": "Int", "str": "Text"}, "ListOrInt": {"list[int]": "List", "int": "Int"},
           "BoundOrText": {"constrained-int": "Int", "constrained-str": "Text"}}


def by_variant(name: str, recorded_outcome: dict) -> dict:
    for label, variant in MEMBERS.get(name, {}).items():
        for error in recorded_outcome.get("errors", []):
            error["loc"] = [error["loc"][0], *[variant if step == label else step for step in error["loc"][1:]]]
        if "text" in recorded_outcome:
            recorded_outcome["text"] = recorded_outcome["text"].replace(f"\nv.{label}", f"\nv.{variant}")
    return recorded_outcome


def outcome(model: type[BaseModel], raw: str, strict: Optional[bool]) -> dict:
    def dump(value: BaseModel) -> Any:
        held = json.loads(value.model_dump_json(by_alias=True))["v"]
        held = sorted(held) if isinstance(value.v, set) else held
        return held if recorded.finite(held) else {"repr": repr(held)}
    return recorded.outcome(lambda: model.model_validate_json(raw, strict=strict), dump)


def main() -> None:
    rows = []
    for name, (annotation, config, values) in MODELS.items():
        members: dict[str, Any] = {"__annotations__": {"v": annotation}, "__module__": __name__, "model_config": ConfigDict(**config)}
        if name.startswith("Maybe") and name != "MaybeMaybe" or name == "Host":
            members["v"] = None
        model = type(name, (BaseModel,), members)
        for value in dict.fromkeys(values):
            raw = '{"v":' + value + "}"
            rows.append({"field": name, "input": raw, "lax": by_variant(name, outcome(model, raw, FIRM.get(name))), "strict": by_variant(name, outcome(model, raw, True))})
    recorded.write(Path(sys.argv[1], "pydantic_more.ndjson"), rows)


main()
