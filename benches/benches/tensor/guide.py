"""The guide's way: numpy, base64, Pillow, json. Told by lines `case direction contender count`, answers in
nanoseconds for that many runs.

Its argument is a folder. It puts `picture.rgb` there, two photographs as one frame of 1920 x 1080, and says
`ready`, or what is missing.
"""

import base64
import importlib.util
import io
import json
import sys
import time
from pathlib import Path

try:
    import numpy as np
    import safetensors.numpy
    from PIL import Image
except ImportError as error:
    print(f"missing {error.name}", flush=True)
    sys.exit(0)

WIDTH, HEIGHT = 1920, 1080


def picture() -> np.ndarray:
    """Photographs side by side and upside down: none repeats where a compressor would see it."""
    found = importlib.util.find_spec("sklearn")
    if found is None:
        print("missing scikit-learn", flush=True)
        sys.exit(0)
    images = Path(found.origin).parent / "datasets" / "images"
    china, flower = (np.asarray(Image.open(images / f"{name}.jpg").convert("RGB")) for name in ("china", "flower"))
    row = np.concatenate([china, flower, china[:, ::-1]], axis=1)
    below = np.concatenate([flower[::-1, ::-1], china[::-1], flower[:, ::-1]], axis=1)
    whole = np.concatenate([row, below, row[::-1]], axis=0)
    return np.ascontiguousarray(whole[:HEIGHT, :WIDTH])


def dump(value: dict) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def write_array(array: np.ndarray) -> bytes:
    data = base64.b64encode(array.tobytes()).decode("utf-8")
    return dump({"x": {"__type__": "numpy_array", "data": data, "dtype": str(array.dtype), "shape": array.shape}})


def read_array(text: bytes) -> np.ndarray:
    value = json.loads(text)["x"]
    data = base64.b64decode(value["data"])
    return np.frombuffer(data, dtype=np.dtype(value["dtype"])).reshape(value["shape"])


def write_image(image: Image.Image, **options) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, **options)
    data = base64.b64encode(buffer.getvalue()).decode("utf-8")
    return dump({"x": {"__type__": "pil_image", "data": data, "mode": image.mode, "size": image.size}})


def read_image(text: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(base64.b64decode(json.loads(text)["x"]["data"])))
    image.load()
    return image


def timed(function, count: int) -> int:
    start = time.perf_counter_ns()
    for _ in range(count):
        function()
    return time.perf_counter_ns() - start


def main() -> None:
    folder = Path(sys.argv[1])
    frame = picture()
    (folder / "picture.rgb").write_bytes(frame.tobytes())
    image = Image.fromarray(frame)
    floats = np.arange(16 << 20, dtype="float32").reshape(4096, 4096)
    png, jpeg = {"format": "PNG", "optimize": True}, {"format": "JPEG", "quality": 85}
    text = {
        "frame": write_array(frame),
        "floats": write_array(floats),
        "png": write_image(image, **png),
        "jpeg": write_image(image, **jpeg),
    }
    (folder / "png.size").write_text(str(len(text["png"])))
    container = safetensors.numpy.save({"x": floats})
    assert (read_array(text["frame"]) == frame).all() and (np.asarray(read_image(text["png"])) == frame).all()
    runs = {
        ("frame", "out"): lambda: write_array(frame),
        ("frame", "in"): lambda: read_array(text["frame"]),
        ("floats", "out"): lambda: write_array(floats),
        ("floats", "in"): lambda: read_array(text["floats"]),
        ("png", "out"): lambda: write_image(image, **png),
        ("png", "in"): lambda: read_image(text["png"]),
        ("jpeg", "out"): lambda: write_image(image, **jpeg),
        ("jpeg", "in"): lambda: read_image(text["jpeg"]),
        ("container", "out"): lambda: safetensors.numpy.save({"x": floats}),
        ("container", "in"): lambda: safetensors.numpy.load(container),
    }
    print("ready", flush=True)
    for line in sys.stdin:
        case, direction, _, count = line.split()
        print(timed(runs[case, direction], int(count)), flush=True)


main()
