"""The design of the guide, for its figures: pydantic models, a thread for each item of a batch, a garbage
collection for each chunk of a stream.

Told by lines `what count`, answers in nanoseconds for that many runs. Its argument is a file with the JSON
of one video a line; batches take the first thousand. Says `ready`, or what is missing.
"""

import asyncio
import gc
import gzip
import hashlib
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


class Cache:
    """The guide's cache: keyed by the digest of the text of the model, the oldest looked for among all."""

    def __init__(self, max_size=1000, ttl=3600):
        self.max_size, self.ttl, self.entries, self.used = max_size, ttl, {}, {}

    def key(self, data, options):
        return hashlib.md5(f"{data}:{sorted(options.items())}".encode()).hexdigest()

    def get(self, data, options):
        key = self.key(data, options)
        if key not in self.entries:
            return None
        entry = self.entries[key]
        if time.time() - entry["timestamp"] > self.ttl:
            del self.entries[key], self.used[key]
            return None
        self.used[key] = time.time()
        return entry["data"]

    def set(self, data, options, dumped):
        key = self.key(data, options)
        if len(self.entries) >= self.max_size:
            oldest = min(self.used.keys(), key=lambda key: self.used[key])
            del self.entries[oldest], self.used[oldest]
        self.entries[key] = {"data": dumped, "timestamp": time.time(), "size": len(dumped)}
        self.used[key] = time.time()


class Monitor:
    """The guide's monitor, without the memory readings that it only makes where psutil is installed."""

    def __init__(self):
        self.samples = {}

    def observe(self, operation, work):
        start = time.time()
        try:
            return work()
        finally:
            samples = self.samples.setdefault(operation, [])
            taken = {"duration": time.time() - start, "memory_delta": 0.0, "data_size": 0, "timestamp": time.time()}
            samples.append(taken)
            if len(samples) > 1000:
                self.samples[operation] = samples[-1000:]


def rotating(items):
    """The next of the items at each call."""
    index = 0

    def following():
        nonlocal index
        index = (index + 1) % len(items)
        return items[index]

    return following


def main():
    with open(sys.argv[1], "rb") as file:
        lines = file.read().splitlines()
    videos = [load(line) for line in lines]
    chunks = [b"\n".join(lines[start : start + CHUNK]) for start in range(0, len(lines), CHUNK)]
    hit, full, monitor = Cache(), Cache(), Monitor()
    for video in videos[:64]:
        hit.set(video, {}, dump(video))
    for video in videos[:1000]:
        full.set(video, {}, b"")
    known, new = rotating(videos[:64]), rotating(videos)
    jobs = {
        "cache_key": lambda: hit.key(known(), {}),
        "cache_hit": lambda: hit.get(known(), {}),
        "cache_set_full": lambda: full.set(new(), {}, b""),
        "monitor": lambda: monitor.observe("encode", lambda: None),
        "batch_encode": lambda: asyncio.run(batch(dump, videos[:BATCH])),
        "batch_decode": lambda: asyncio.run(batch(load, lines[:BATCH])),
        "stream_write": lambda: sum(len(chunk) for chunk in write_stream(videos)),
        "stream_read": lambda: sum(1 for _ in read_stream(chunks)),
        "envelope": lambda: envelope(videos[0]),
    }
    assert asyncio.run(batch(dump, videos[:BATCH])) == lines[:BATCH]
    assert b"\n".join(write_stream(videos)) == b"\n".join(lines)
    assert list(read_stream(chunks)) == videos
    assert hit.get(videos[3], {}) == lines[3]
    print("ready", flush=True)
    for line in sys.stdin:
        what, count = line.split()
        job = jobs[what]
        start = time.perf_counter_ns()
        for _ in range(int(count)):
            job()
        print(time.perf_counter_ns() - start, flush=True)


main()
