"""Read what this project writes with the real Python libraries.

usage: python check.py make OUT [SEED]     writes OUT/inputs.ndjson and OUT/python.* for the program `interop_write`
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
import msgpack  # noqa: E402
import numpy as np  # noqa: E402
import xxhash  # noqa: E402
import zstandard  # noqa: E402
import png  # noqa: E402
import safetensors  # noqa: E402
import safetensors.numpy  # noqa: E402
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
    make_container(out)
    make_compressed(out, good)
    (out / "inputs.ndjson").write_text("".join(json.dumps({"input": text}) + "\n" for text in good + bad))


def round_trips(texts: list[str]) -> list[bytes]:
    return [VideoData.model_validate_json(text).model_dump_json(round_trip=True).encode() for text in texts]


def make_compressed(out: Path, good: list[str]) -> None:
    """A dictionary, a stream of frames that were made with it, and MessagePack."""
    records = round_trips(good)
    dictionary = zstandard.train_dictionary(8192, records)
    (out / "python.dictionary").write_bytes(dictionary.as_bytes())
    compressor = zstandard.ZstdCompressor(dict_data=dictionary)
    frames = [compressor.compress(record + b"\n") for record in records]
    # One without a dictionary among them.
    frames[7] = zstandard.compress(records[7] + b"\n")
    (out / "stream.python").write_bytes(b"".join(frames))
    packed = [msgpack.packb(json.loads(record)) for record in records]
    (out / "python.msgpack").write_bytes(b"".join(len(item).to_bytes(4, "little") + item for item in packed))


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


def check_dictionaries(out: Path) -> str:
    plain = (out / "stream.none").read_bytes()
    sizes = []
    for name in ("model", "trained"):
        dictionary = zstandard.ZstdCompressionDict((out / f"{name}.dictionary").read_bytes())
        packed = (out / f"stream.{name}").read_bytes()
        assert zstandard.get_frame_parameters(packed).dict_id == dictionary.dict_id() != 0
        reader = zstandard.ZstdDecompressor(dict_data=dictionary).stream_reader(packed, read_across_frames=True)
        assert reader.read() == plain, name
        sizes.append(f"{name} {len(packed)} bytes of {len(plain)}")
        try:
            unzstd(packed)
        except zstandard.ZstdError:
            continue
        raise AssertionError(f"{name} is read without its dictionary")
    found = (out / "python.read.ndjson").read_bytes().split(b"\n")[:-1]
    dictionary = zstandard.ZstdCompressionDict((out / "python.dictionary").read_bytes())
    reader = zstandard.ZstdDecompressor(dict_data=dictionary).stream_reader(
        (out / "stream.python").read_bytes(), read_across_frames=True)
    assert found == reader.read().split(b"\n")[:-1] and len(found) == 400
    return f"streams with dictionaries read: {', '.join(sizes)}; {len(found)} records of Python's came back"


def check_messagepack(out: Path) -> str:
    videos = [json.loads(line) for line in (out / "payload.json").read_bytes().split(b"\n")[:-1]]
    with (out / "videos.msgpack").open("rb") as file:
        unpacked = list(msgpack.Unpacker(file))
    assert len(unpacked) == len(videos) >= 400
    for video, plain in zip(unpacked, videos):
        # The dumps have the computed fields too, which do not go into a round trip.
        assert video == {key: plain[key] for key in video} and list(video) == [key for key in plain if key in video], video
        assert VideoData.model_validate(video).model_dump(round_trip=True) == video
    found = [json.loads(line) for line in (out / "msgpack.read.ndjson").read_bytes().split(b"\n")[:-1]]
    packed, expected = (out / "python.msgpack").read_bytes(), []
    while packed:
        end = 4 + int.from_bytes(packed[:4], "little")
        expected.append(msgpack.unpackb(packed[4:end]))
        packed = packed[end:]
    assert found == expected and len(found) == 400
    return f"{len(unpacked)} videos read from MessagePack; {len(found)} of Python's came back"


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


CHANNELS = {"L": 1, "LA": 2, "RGB": 3, "RGBA": 4, "I;16": 1, "LA;16": 2, "RGB;16": 3, "RGBA;16": 4, "F": 1, "RGB;32F": 3, "RGBA;32F": 4}


def expected_pixels(mode: str, size: list[int]) -> np.ndarray:
    """Height, width, channels."""
    width, height = size
    y, x, c = np.mgrid[0:height, 0:width, 0:CHANNELS[mode]]
    if mode.endswith(";16"):
        return ((x * 700 + y * 1300 + c * 9000) % 65536).astype("<u2")
    if mode == "F" or mode.endswith("32F"):
        return (x * 0.5 - y + c).astype("<f4")
    return ((x * 7 + y * 13 + c * 31) % 256).astype("uint8")


def check_pillow(out: Path) -> str:
    seen = set()
    for row in rows(out / "pillow.ndjson"):
        envelope = row["envelope"]
        kind, mode, size = row["format"], envelope["mode"], envelope["size"]
        keys = ["__type__", "data", "mode", "size", *(["codec"] if kind == "raw" else [])]
        assert envelope["__type__"] == "pil_image" and list(envelope) == keys, list(envelope)
        expected = expected_pixels(mode, size)
        data = base64.b64decode(envelope["data"], validate=True)
        seen.add((kind, mode))
        if kind == "raw":
            found = np.frombuffer(data, dtype=expected.dtype).reshape(expected.shape)
            np.testing.assert_array_equal(found, expected)
            if mode in ("L", "LA", "RGB", "RGBA", "I;16", "F"):
                image = Image.frombytes(mode, size, data)
                np.testing.assert_array_equal(np.asarray(image).reshape(expected.shape), expected)
            continue
        image = Image.open(io.BytesIO(data))
        image.load()
        assert image.format == kind and list(image.size) == size, (image.format, image.size, kind, size)
        if mode in ("LA;16", "RGB;16", "RGBA;16"):
            # Pillow has no such mode: it keeps the upper byte of each sample. Another reader finds both.
            upper = (expected >> 8).astype("uint8")
            if mode == "LA;16":
                upper = upper[..., [0, 0, 0, 1]]
            np.testing.assert_array_equal(np.asarray(image), upper)
            width, height, lines, info = png.Reader(bytes=data).read()
            assert info["bitdepth"] == 16 and info["planes"] == CHANNELS[mode], info
            found = np.array([list(line) for line in lines], dtype="<u2").reshape(expected.shape)
            np.testing.assert_array_equal(found, expected)
            continue
        assert image.mode == mode, (image.mode, mode)
        found = np.asarray(image).reshape(expected.shape)
        if kind == "PNG":
            np.testing.assert_array_equal(found, expected)
        else:
            # JPEG loses detail; a picture it stays.
            assert np.abs(found.astype(int) - expected.astype(int)).mean() < 24
    integers = [mode for mode in CHANNELS if "32F" not in mode and mode != "F"]
    wanted = {("PNG", mode) for mode in integers} | {("raw", mode) for mode in CHANNELS} | {("JPEG", "L"), ("JPEG", "RGB")}
    assert wanted <= seen, wanted - seen
    return f"{len(seen)} pairs of codec and mode have their pixels: " + ", ".join(f"{mode} as {kind}" for kind, mode in sorted(seen))


# ---- containers ----
NUMPY_DTYPES = ["bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float16", "float32", "float64", "complex64"]


def make_container(out: Path) -> None:
    tensors = {}
    for name in NUMPY_DTYPES:
        for index, shape in enumerate([[], [0], [5], [2, 3], [2, 3, 4]]):
            tensors[f"{name}.{index}"] = expected_array(np.dtype(name), shape)
    safetensors.numpy.save_file(tensors, out / "python.safetensors", metadata={"who": "python"})


def check_containers(out: Path) -> str:
    theirs, ours = (safetensors.numpy.load_file(out / f"{name}.safetensors") for name in ("python", "ours"))
    assert list(sorted(theirs)) == list(sorted(ours)) and len(ours) == 5 * len(NUMPY_DTYPES), sorted(ours)
    for name, array in theirs.items():
        found = ours[name]
        assert found.dtype == array.dtype and found.shape == array.shape and found.tobytes() == array.tobytes(), name
    with safetensors.safe_open(out / "frames.safetensors", framework="numpy") as file:
        frames = json.loads(file.metadata()["model"])
        assert [frame["frame_id"] for frame in frames] == ["frame 0", "frame 1", "frame 2"], frames
        assert len(list(file.keys())) == 3 * 5, list(file.keys())
        for index, frame in enumerate(frames):
            assert frame["pixels"] == {"__type__": "numpy_array", "tensor": f"{index}.pixels"}, frame
            tensor = {name: file.get_tensor(frame[name]["tensor"]) for name in ("pixels", "turned", "spectrum", "png", "raw")}
            y, x, c = np.mgrid[0:4, 0:6, 0:3]
            np.testing.assert_array_equal(tensor["pixels"], (y * 18 + x * 3 + c + index).astype("uint8"))
            np.testing.assert_array_equal(tensor["turned"], np.arange(6, dtype="float32").reshape(3, 2).T)
            assert tensor["spectrum"].view("complex128").ravel().tolist() == [1 - 2j, index + 0.5j], tensor["spectrum"]
            image = np.asarray(Image.open(io.BytesIO(tensor["png"].tobytes())))
            np.testing.assert_array_equal(image, np.stack([x[..., 0], y[..., 0], np.full((4, 6), index)], -1).astype("uint8"))
            y, x = np.mgrid[0:2, 0:3]
            raw = np.stack([x * 300, y * 3000, np.full((2, 3), 65535)], -1).astype("uint16")
            np.testing.assert_array_equal(tensor["raw"], raw)
    if torch is not None:
        from safetensors.torch import load_file
        for name, tensor in load_file(out / "ours.safetensors").items():
            np.testing.assert_array_equal(tensor.numpy(), ours[name])
    return f"{len(ours)} tensors of Python came back bit for bit; 3 frames in one file opened"


def read(out: Path) -> int:
    failed = 0
    checks = [check_dumps, check_errors, check_envelopes, check_streams, check_dictionaries, check_messagepack, check_numpy, check_lists, check_torch, check_pillow, check_containers]
    for check in checks:
        name = check.__name__.removeprefix("check_")
        try:
            print(f"{name}: ok, {check(out)}", flush=True)
        except Exception as error:  # noqa: BLE001 - each kind is reported
            failed += 1
            print(f"{name}: FAILED, {type(error).__name__}: {error}", flush=True)
    print(f"{len(checks) - failed} passed, {failed} failed")
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
