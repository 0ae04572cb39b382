"""The Python peers: told by lines `case direction contender count`, answers in nanoseconds for that many runs.

Its argument is a folder with the JSON of each case, one value a line. Says `ready` when it has compared
the contenders' results, or says what is missing.
"""

import sys
import time
from pathlib import Path
from typing import Annotated, Literal, Optional

try:
    import msgspec
    import orjson
    from pydantic import BaseModel, ConfigDict, Field
except ImportError as error:
    print(f"missing {error.name}", flush=True)
    sys.exit(0)

Quality = Literal["low", "medium", "high"]


class Video(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    video_id: str = Field(min_length=1, max_length=50)
    title: str = Field(max_length=200)
    duration: float = Field(ge=0.0, le=36000.0)
    quality: Quality
    tags: list[str]
    metadata: dict[str, str]
    description: Optional[str] = Field(max_length=1000)
    thumbnail_url: Optional[str] = Field(max_length=200)


class Size(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    width: int = Field(gt=0)
    height: int = Field(gt=0)


class Clip(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    id: int = Field(ge=0)
    name: str = Field(min_length=1, max_length=100)
    start: float = Field(ge=0.0)
    end: float = Field(ge=0.0)
    track: int = Field(ge=0, le=99)
    enabled: bool
    volume: Optional[float] = Field(ge=0.0, le=2.0)
    size: Size
    tags: list[str] = Field(max_length=8)


class Timeline(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    id: int = Field(ge=0)
    name: str = Field(min_length=1, max_length=100)
    fps: float = Field(gt=0.0)
    clips: list[Clip] = Field(max_length=1000)


class Text(BaseModel):
    text: str


class Numbers(BaseModel):
    values: list[float]


M = msgspec.Meta


class VideoStruct(msgspec.Struct, forbid_unknown_fields=True):
    video_id: Annotated[str, M(min_length=1, max_length=50)]
    title: Annotated[str, M(max_length=200)]
    duration: Annotated[float, M(ge=0.0, le=36000.0)]
    quality: Quality
    tags: list[str]
    metadata: dict[str, str]
    description: Optional[Annotated[str, M(max_length=1000)]]
    thumbnail_url: Optional[Annotated[str, M(max_length=200)]]


class SizeStruct(msgspec.Struct, forbid_unknown_fields=True):
    width: Annotated[int, M(gt=0)]
    height: Annotated[int, M(gt=0)]


class ClipStruct(msgspec.Struct, forbid_unknown_fields=True):
    id: Annotated[int, M(ge=0)]
    name: Annotated[str, M(min_length=1, max_length=100)]
    start: Annotated[float, M(ge=0.0)]
    end: Annotated[float, M(ge=0.0)]
    track: Annotated[int, M(ge=0, le=99)]
    enabled: bool
    volume: Optional[Annotated[float, M(ge=0.0, le=2.0)]]
    size: SizeStruct
    tags: Annotated[list[str], M(max_length=8)]


class TimelineStruct(msgspec.Struct, forbid_unknown_fields=True):
    id: Annotated[int, M(ge=0)]
    name: Annotated[str, M(min_length=1, max_length=100)]
    fps: Annotated[float, M(gt=0.0)]
    clips: Annotated[list[ClipStruct], M(max_length=1000)]


class TextStruct(msgspec.Struct):
    text: str


class NumbersStruct(msgspec.Struct):
    values: list[float]


MODELS = {
    "S": (Video, VideoStruct),
    "M": (Timeline, TimelineStruct),
    "T": (Text, TextStruct),
    "N": (Numbers, NumbersStruct),
}


def contenders(case: str, texts: list[bytes]) -> dict:
    """Each direction's contenders: a function and the values to call it with."""
    model, struct = MODELS[case]
    decode, encode = msgspec.json.Decoder(struct).decode, msgspec.json.Encoder().encode
    read = {"pydantic": model.model_validate_json, "msgspec": decode, "orjson": orjson.loads}
    write = {"pydantic": model.model_dump_json, "msgspec": encode, "orjson": orjson.dumps}
    found = {("in", name): (function, texts) for name, function in read.items()}
    for name, function in write.items():
        values = [read[name](text) for text in texts]
        for text, value in zip(texts, values):
            assert orjson.loads(function(value)) == orjson.loads(text), name
        found["out", name] = (function, values)
    return found


def timed(function, values: list, count: int) -> int:
    turns = [values[turn % len(values)] for turn in range(count)]
    start = time.perf_counter_ns()
    for value in turns:
        function(value)
    return time.perf_counter_ns() - start


def main() -> None:
    folder = Path(sys.argv[1])
    cases = {case: contenders(case, (folder / case).read_bytes().splitlines()) for case in MODELS}
    print("ready", flush=True)
    for line in sys.stdin:
        case, direction, name, count = line.split()
        function, values = cases[case][direction, name]
        print(timed(function, values, int(count)), flush=True)


main()
