"""The model that both sides know, and random inputs for it. `tests/src/video.rs` is its twin."""
import json
import random
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, computed_field


class VideoData(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True, extra="forbid", populate_by_name=True)
    video_id: str = Field(min_length=1, max_length=50)
    title: str = Field(max_length=200)
    duration: float = Field(ge=0, le=3600)
    quality: Literal["low", "medium", "high"] = "medium"
    tags: list[str] = Field(default_factory=list)
    metadata: dict[str, Any] = Field(default_factory=dict)
    description: str | None = Field(default=None, max_length=1000)
    thumbnail_url: str | None = Field(default=None, pattern=r"^https?://")

    @computed_field
    @property
    def duration_minutes(self) -> float:
        return self.duration / 60

    @computed_field
    @property
    def is_long_video(self) -> bool:
        return self.duration > 300


DUMPS: dict[str, dict[str, Any]] = {
    "plain": {},
    "exclude_none": {"exclude_none": True},
    "exclude_defaults": {"exclude_defaults": True},
    "exclude_unset": {"exclude_unset": True},
    "indent2": {"indent": 2},
    "include": {"include": {"video_id", "title", "duration_minutes"}},
    "exclude": {"exclude": {"metadata", "tags"}},
    "round_trip": {"round_trip": True},
}

WORDS = ["plain", "Stra\u00dfe", "\u65e5\u672c\u8a9e", 'quote"d', "back\\slash", "tab\t", "line\n", "\x01", "\x7f", "\U0001f600", "\u00e9", "", "</a>", "\u2028", " pad ", "\u3000"]
WRONG: list[Any] = [None, True, False, 0, 1, -1, 2**63 - 1, 2**64 - 1, 0.5, -0.0, 3600.5, "", " ", "x" * 51, "x" * 201, "1.5", " 12 ", "1_0", "nan", [], [1, "a", None], ["a"], {}, {"a": 1},
                    {"a": {"b": [1.5, 1e300]}}, "low", "LOW", "https://x", "http:/x"]


def number(rnd: random.Random) -> Any:
    return rnd.choice([0, 1, 3600, 3599.999, 0.1, 1e-7, 1.5e-9, 5e-324, 300, 300.0000001, rnd.uniform(0, 3600), rnd.random(), rnd.randint(0, 3600), 10 ** rnd.uniform(-300, 3)])


def value(rnd: random.Random, depth: int = 0) -> Any:
    kind = rnd.randrange(9 if depth < 4 else 7)
    if kind == 7:
        return [value(rnd, depth + 1) for _ in range(rnd.randrange(4))]
    if kind == 8:
        return {rnd.choice(WORDS) + str(i): value(rnd, depth + 1) for i in range(rnd.randrange(4))}
    return [None, True, rnd.randint(-(2**63), 2**64 - 1), rnd.uniform(-1e6, 1e6), rnd.choice(WORDS), 10.0 ** rnd.randint(-30, 30), rnd.randint(-9, 9)][kind]


def video(rnd: random.Random) -> dict[str, Any]:
    words = lambda n: " ".join(rnd.choices(WORDS, k=rnd.randint(0, n)))  # noqa: E731
    made: dict[str, Any] = {"video_id": f"v{rnd.randrange(10**6)}", "title": words(6), "duration": number(rnd)}
    if rnd.random() < 0.7:
        made["quality"] = rnd.choice(["low", "medium", "high"])
    if rnd.random() < 0.7:
        made["tags"] = rnd.choices(WORDS, k=rnd.randint(0, 4))
    if rnd.random() < 0.7:
        made["metadata"] = {f"k{i}": value(rnd) for i in range(rnd.randrange(4))}
    if rnd.random() < 0.5:
        made["description"] = rnd.choice([None, words(8)])
    if rnd.random() < 0.5:
        made["thumbnail_url"] = rnd.choice([None, "http://a/b", "https://c/d.png"])
    return made


def spoilt(rnd: random.Random) -> str:
    """A video with some fields wrong, missing or unknown, or with its text damaged."""
    made = video(rnd)
    for _ in range(rnd.randint(1, 4)):
        key = rnd.choice([*VideoData.model_fields, "unknown", "other"])
        if rnd.random() < 0.25:
            made.pop(key, None)
        else:
            made[key] = rnd.choice(WRONG)
    text = dumps(rnd, made)
    if rnd.random() < 0.35:
        at = rnd.randrange(len(text))
        text = text[:at] + rnd.choice(["", "x", '"', ",", "}", "]", "\\", "\x02", "0", "-", " ", "\n"]) + text[at + rnd.randint(0, 2):]
    return text


def dumps(rnd: random.Random, made: dict[str, Any]) -> str:
    keys = list(made)
    rnd.shuffle(keys)
    return json.dumps({key: made[key] for key in keys}, ensure_ascii=rnd.random() < 0.5, indent=rnd.choice([None, None, 1]))
