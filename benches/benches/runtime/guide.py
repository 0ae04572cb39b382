"""The design of the guide, for its figures: pydantic models, a thread for each item of a batch, a garbage
collection for each chunk of a stream.

Told by lines `what count`, answers in nanoseconds for that many runs. Its argument is a file with the JSON
of one video a line; batches take the first thousand. Says `ready`, or what is missing.
"""

import asyncio
import gc
import gzip
import json
import sys
import time
from typing import Literal, Optional

try:
    from pydantic import BaseModel, ConfigDict, Field
except ImportError as error:
    print(f"missing {error.name}", flush=True)
    sys.exit(0)

BATCH = 1000
CHUNK = 1000


class Video(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    video_id: str = Field(min_length=1, max_length=50)
    title: str = Field(max_length=200)
    duration: float = Field(ge=0.0, le=36000.0)
    quality: Literal["low", "medium", "high"]
    tags: list[str]
    metadata: dict[str, str]
    description: Optional[str] = Field(max_length=1000)
    thumbnail_url: Optional[str] = Field(max_length=200)


def dump(video):
    return video.model_dump_json().encode()


def load(data):
    return Video.model_validate_json(data.decode())


async def batch(work, items):
    tasks = [asyncio.create_task(asyncio.to_thread(work, item)) for item in items]
    results = await asyncio.gather(*tasks, return_exceptions=True)
    return [result for result in results if not isinstance(result, Exception)]


def write_stream(videos):
    for start in range(0, len(videos), CHUNK):
        yield b"\n".join(dump(video) for video in videos[start : start + CHUNK])
        gc.collect()


def read_stream(chunks):
    for chunk in chunks:
        for line in chunk.split(b"\n"):
            if line.strip():
                yield load(line)
        gc.collect()


def envelope(video):
    data = dump(video)
    packed = gzip.compress(data, compresslevel=6)
    header = {
        "compressed": True,
        "compression_type": "gzip",
        "original_size": len(data),
        "compressed_size": len(packed),
    }
    return json.dumps(header).encode() + b"\n" + packed


def main():
    with open(sys.argv[1], "rb") as file:
        lines = file.read().splitlines()
    videos = [load(line) for line in lines]
    chunks = [b"\n".join(lines[start : start + CHUNK]) for start in range(0, len(lines), CHUNK)]
    jobs = {
        "batch_encode": lambda: asyncio.run(batch(dump, videos[:BATCH])),
        "batch_decode": lambda: asyncio.run(batch(load, lines[:BATCH])),
        "stream_write": lambda: sum(len(chunk) for chunk in write_stream(videos)),
        "stream_read": lambda: sum(1 for _ in read_stream(chunks)),
        "envelope": lambda: envelope(videos[0]),
    }
    assert asyncio.run(batch(dump, videos[:BATCH])) == lines[:BATCH]
    assert b"\n".join(write_stream(videos)) == b"\n".join(lines)
    assert list(read_stream(chunks)) == videos
    print("ready", flush=True)
    for line in sys.stdin:
        what, count = line.split()
        job = jobs[what]
        start = time.perf_counter_ns()
        for _ in range(int(count)):
            job()
        print(time.perf_counter_ns() - start, flush=True)


main()
