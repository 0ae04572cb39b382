"""Read what this project writes with the real Python libraries.

usage: python check.py make OUT [SEED]     writes OUT/inputs.ndjson for the program `interop_write`
       python check.py read OUT            reads all that it wrote there, and says so, a line a kind

Ends with status 1 when anything differs.
"""
import base64
import gzip
import io
import json
import os
import random
import sys
from pathlib import Path
from typing import Any, Callable

os.environ["PYDANTIC_ERRORS_INCLUDE_URL"] = "0"
import lz4.frame  # noqa: E402
import numpy as np  # noqa: E402
import xxhash  # noqa: E402
import zstandard  # noqa: E402
from PIL import Image  # noqa: E402
from pydantic import ValidationError  # noqa: E402
from video import DUMPS, VideoData, dumps, spoilt, video  # noqa: E402

try:
    import torch
except ImportError:
    torch = None


def rows(path: Path) -> list[Any]:
    # Not `splitlines`: it also splits at U+2028, which JSON strings may hold.
    found = [json.loads(line) for line in path.read_text().split("\n") if line]
    assert found, f"{path.name} is empty"
    return found


def make(out: Path, seed: int) -> None:
    rnd = random.Random(seed)
    good = [dumps(rnd, video(rnd)) for _ in range(400)]
    bad = [spoilt(rnd) for _ in range(800)]
    (out / "inputs.ndjson").write_text("".join(json.dumps({"input": text}) + "\n" for text in good + bad))


def unzstd(data: bytes) -> bytes:
    return zstandard.ZstdDecompressor().stream_reader(data, read_across_frames=True).read()


DECOMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.decompress, "lz4": lz4.frame.decompress, "zstd": unzstd, "none": lambda data: data}


# ---- models ----
def check_dumps(out: Path) -> str:
    compared = 0
    for row in rows(out / "dumps.ndjson"):
        model = VideoData.model_validate_json(row["input"])
        for name, dump in row["dumps"].items():
            expected = model.model_dump_json(**DUMPS[name])
            assert dump == expected, f"{row['input']}\n{name}\npydantic {expected}\nours     {dump}"
            compared += 1
        assert VideoData.model_validate_json(row["dumps"]["round_trip"]) == model
    assert compared >= 400 * len(DUMPS)
    return f"{compared} dumps are pydantic's, byte for byte"


def check_errors(out: Path) -> str:
    refused, different = 0, []
    recorded = rows(out / "errors.ndjson")
    for row in recorded:
        for mode, strict in (("lax", None), ("strict", True)):
            try:
                expected: Any = {"ok": json.loads(VideoData.model_validate_json(row["input"], strict=strict).model_dump_json())}
            except ValidationError as error:
                refused += 1
                expected = {"errors": json.loads(error.json(include_url=False)), "text": str(error)}
            for key in sorted({*expected, *row[mode]}):
                theirs, ours = expected.get(key), row[mode].get(key)
                if theirs != ours:
                    different.append(f"{row['input']!r} {mode} {key}\n  pydantic {theirs!r}\n  ours     {ours!r}")
    assert not different, f"{len(different)} parts of {2 * len(recorded)} verdicts differ\n" + "\n".join(sorted(different, key=len)[:20])
    return f"{2 * len(recorded)} verdicts ({refused} refusals with type, loc, msg, ctx, input and text) are pydantic's"


# ---- bytes ----
def check_envelopes(out: Path) -> str:
    payload = (out / "payload.json").read_bytes()
    for kind, decompress in DECOMPRESS.items():
        head, body = (out / f"envelope.{kind}").read_bytes().split(b"\n", 1)
        header = json.loads(head)
        assert header["compressed"] is (kind != "none") and header["compression_type"] == kind, header
        assert header["original_size"] == len(payload) and header["compressed_size"] == len(body), header
        assert header["checksum"] == "xxh3:" + xxhash.xxh3_64_hexdigest(body), header
        assert decompress(body) == payload, kind
    return f"envelopes of {len(payload)} bytes open, checksums right: " + ", ".join(DECOMPRESS)


def check_streams(out: Path) -> str:
    plain = (out / "stream.none").read_bytes()
    assert plain.endswith(b"\n")
    records = [VideoData.model_validate_json(line) for line in plain[:-1].split(b"\n")]
    assert len(records) == 400
    for kind, decompress in DECOMPRESS.items():
        data = (out / f"stream.{kind}").read_bytes()
        if kind == "lz4":
            with lz4.frame.open(io.BytesIO(data)) as frames:
                assert frames.read() == plain, kind
        else:
            assert decompress(data) == plain, kind
    return f"streams of {len(records)} records read: " + ", ".join(DECOMPRESS)


# ---- tensors and images: element i is a function of i, so both sides know all values ----
def expected_array(dtype: np.dtype, shape: list[int]) -> np.ndarray:
    index = np.arange(int(np.prod(shape)))
    if dtype.kind == "b":
        return (index % 2 == 1).reshape(shape)
    if dtype.kind == "c":
        return (index + 1j * (index + 1)).astype(dtype).reshape(shape)
    if dtype.kind == "f":
        return (index * 0.5 - 3).astype(dtype).reshape(shape)
    return (index * 3).astype(dtype).reshape(shape)


def check_numpy(out: Path) -> str:
    seen = set()
    for row in rows(out / "numpy.ndjson"):
        assert row["__type__"] == "numpy_array" and list(row) == ["__type__", "data", "dtype", "shape"], row
        array = np.frombuffer(base64.b64decode(row["data"], validate=True), dtype=np.dtype(row["dtype"])).reshape(row["shape"])
        assert str(array.dtype) == row["dtype"] and list(array.shape) == row["shape"], row
        np.testing.assert_array_equal(array, expected_array(array.dtype, row["shape"]))
        seen.add(row["dtype"])
    wanted = {"bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float16", "float32", "float64", "complex64", "complex128"}
    assert wanted <= seen, wanted - seen
    return f"numpy arrays of {len(seen)} dtypes have their values"


def check_lists(out: Path) -> str:
    found = rows(out / "lists.ndjson")
    for row in found:
        array = np.array(row["list"], dtype=row["dtype"])
        np.testing.assert_array_equal(array, expected_array(array.dtype, row["shape"]))
    return f"{len(found)} arrays as nested lists have their values"


def check_torch(out: Path) -> str:
    seen = set()
    for row in rows(out / "torch.ndjson"):
        assert row["__type__"] == "torch_tensor" and list(row) == ["__type__", "data", "dtype", "shape", "device"], row
        assert row["device"] == "cpu" and row["dtype"].startswith("torch."), row
        name = row["dtype"].removeprefix("torch.")
        raw = bytearray(base64.b64decode(row["data"], validate=True))
        wide = np.dtype("float32" if name == "bfloat16" else name)
        expected = expected_array(wide, row["shape"])
        if torch is not None:
            dtype = getattr(torch, name)
            # `frombuffer` refuses an empty buffer.
            tensor = (torch.frombuffer(raw, dtype=dtype) if raw else torch.empty(0, dtype=dtype)).reshape(row["shape"])
            assert str(tensor.dtype) == row["dtype"]
            found = tensor.to(torch.float32).numpy() if name == "bfloat16" else tensor.numpy()
        elif name == "bfloat16":
            # The upper half of a float32.
            found = (np.frombuffer(raw, dtype="<u2").astype("<u4") << 16).view("<f4").reshape(row["shape"])
        else:
            found = np.frombuffer(raw, dtype=wide).reshape(row["shape"])
        np.testing.assert_array_equal(found, expected)
        seen.add(name)
    assert {"bool", "uint8", "int64", "float16", "bfloat16", "float32", "float64", "complex64"} <= seen, seen
    return f"torch tensors of {len(seen)} dtypes have their values (read with {'torch ' + torch.__version__ if torch else 'numpy'})"


CHANNELS = {"L": 1, "LA": 2, "RGB": 3, "RGBA": 4}


def check_pillow(out: Path) -> str:
    seen = set()
    for row in rows(out / "pillow.ndjson"):
        envelope = row["envelope"]
        assert envelope["__type__"] == "pil_image" and list(envelope) == ["__type__", "data", "mode", "size"], list(envelope)
        image = Image.open(io.BytesIO(base64.b64decode(envelope["data"], validate=True)))
        image.load()
        assert image.mode == envelope["mode"] and list(image.size) == envelope["size"], (image.mode, image.size, envelope["mode"], envelope["size"])
        assert image.format == row["format"], image.format
        width, height = image.size
        y, x = np.mgrid[0:height, 0:width]
        if image.mode == "I;16":
            expected = (x * 700 + y * 1300).astype("uint16")
        else:
            c = np.arange(CHANNELS[image.mode])
            expected = ((x[..., None] * 7 + y[..., None] * 13 + c * 31) % 256).astype("uint8")
        found = np.asarray(image).reshape(expected.shape)
        if row["format"] == "PNG":
            np.testing.assert_array_equal(found, expected)
        else:
            # JPEG loses detail; a picture it stays.
            assert np.abs(found.astype(int) - expected.astype(int)).mean() < 24
        seen.add((row["format"], image.mode))
    assert {("PNG", mode) for mode in [*CHANNELS, "I;16"]} <= seen, seen
    return "images open in Pillow: " + ", ".join(f"{mode} as {kind}" for kind, mode in sorted(seen))


def read(out: Path) -> int:
    failed = 0
    for check in [check_dumps, check_errors, check_envelopes, check_streams, check_numpy, check_lists, check_torch, check_pillow]:
        name = check.__name__.removeprefix("check_")
        try:
            print(f"{name}: ok, {check(out)}", flush=True)
        except Exception as error:  # noqa: BLE001 - each kind is reported
            failed += 1
            print(f"{name}: FAILED, {type(error).__name__}: {error}", flush=True)
    print(f"{8 - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] not in ("make", "read"):
        sys.exit(__doc__)
    folder = Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    if sys.argv[1] == "make":
        make(folder, int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    else:
        sys.exit(read(folder))
