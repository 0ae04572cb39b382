#!/usr/bin/env bash
# Puts a CPU libtorch that the `tch` feature can be built against into `.libtorch/`, once, and prints its folder.
#
#   eval "$(.ci/libtorch.sh --export)"    # LIBTORCH and LD_LIBRARY_PATH for this shell
#   .ci/libtorch.sh                       # only the folder
#
# The libraries come out of PyTorch's wheel on PyPI. Its CPU library links two small CUDA libraries, which come from
# wheels of their own; the CUDA back end itself is left out, so no GPU is looked for. The wheels stay in
# `.libtorch/wheels` for whoever wants to install them into a virtual environment.
set -euo pipefail

torch_version=2.13.0
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cache="$root/.libtorch"
home="$cache/libtorch-$torch_version"
python="${PYTHON:-python3}"

say() { printf '%s\n' "$*" >&2; }

fetch() {
    # The wheels are named for one Python, whatever runs here: nothing of them is executed.
    local minor
    minor="$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
    say "libtorch: downloading the wheels (about 540 MB)"
    mkdir -p "$cache/wheels"
    "$python" -m pip download --quiet --disable-pip-version-check --no-cache-dir --no-deps --only-binary=:all: \
        --python-version "$minor" --implementation cp \
        --platform manylinux_2_28_x86_64 --platform manylinux_2_25_x86_64 \
        --platform manylinux_2_17_x86_64 --platform manylinux2014_x86_64 \
        --dest "$cache/wheels" "torch==$torch_version" 'nvidia-cuda-runtime==13.0.*' 'nvidia-cuda-cupti==13.0.*'
}

unpack() {
    say "libtorch: unpacking into $home"
    rm -rf "$home.part"
    mkdir -p "$home.part/lib"
    "$python" - "$cache/wheels" "$home.part" "$torch_version" <<'PY'
import pathlib, shutil, sys, zipfile

wheels, home, version = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
LIBRARIES = {"libtorch_cpu.so", "libc10.so", "libtorch.so", "libgomp.so.1", "libcudart.so.13", "libcupti.so.13"}
found = set()


def copy(archive, name, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(name) as source, open(target, "wb") as file:
        shutil.copyfileobj(source, file, 1 << 20)


for wheel in sorted([*wheels.glob(f"torch-{version}-*.whl"), *wheels.glob("nvidia_cuda_*-13.0.*.whl")]):
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            base = name.rsplit("/", 1)[-1]
            if base in LIBRARIES and base not in found:
                copy(archive, name, home / "lib" / base)
                found.add(base)
            elif name.startswith("torch/include/") and base:
                copy(archive, name, home / name.removeprefix("torch/"))
if missing := LIBRARIES - found:
    sys.exit(f"libtorch: not in the wheels: {', '.join(sorted(missing))}")
(home / "build-version").write_text(version + "\n")
PY
    rm -rf "$home"
    mv "$home.part" "$home"
}

if [[ ! -f "$home/build-version" ]]; then
    compgen -G "$cache/wheels/torch-$torch_version-*.whl" >/dev/null \
        && compgen -G "$cache/wheels/nvidia_cuda_runtime-13.0.*.whl" >/dev/null \
        && compgen -G "$cache/wheels/nvidia_cuda_cupti-13.0.*.whl" >/dev/null || fetch
    unpack
fi

if [[ "${1:-}" == --export ]]; then
    printf 'export LIBTORCH=%q\nexport LD_LIBRARY_PATH=%q\n' "$home" "$home/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
else
    printf '%s\n' "$home"
fi
