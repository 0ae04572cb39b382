#!/usr/bin/env bash
# Both directions between this project and the Python libraries, in a virtual environment `.venv/` of the checkout.
#
#   tests/interop/run.sh [SEED]
#
# With INTEROP_TORCH=1 real torch reads the tensors (it takes 5 GB and a minute or two to install), else numpy does.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
here="$root/tests/interop"
python="${PYTHON:-python3}"
venv="$root/.venv"
out="$(mktemp -d)"
trap 'rm -rf "$out"' EXIT

if [[ ! -x "$venv/bin/python" ]]; then
    "$python" -m venv "$venv"
fi
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$here/requirements.txt"
if [[ "${INTEROP_TORCH:-0}" == 1 ]]; then
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-cache-dir \
        --find-links "$root/.libtorch/wheels" -r "$here/requirements-torch.txt"
fi

echo "-- what the libraries write is what the tests hold this project to"
mkdir "$out/recorded"
"$venv/bin/python" "$here/record_pydantic.py" "$out/recorded"
"$venv/bin/python" "$here/record_composite.py" "$out/recorded"
"$venv/bin/python" "$here/record_types.py" "$out/recorded"
"$venv/bin/python" "$here/record_more.py" "$out/recorded"
"$venv/bin/python" "$here/record_further.py" "$out/recorded"
for file in "$out"/recorded/*; do
    cmp "$file" "$root/tests/data/$(basename "$file")"
done

echo "-- what this project writes is read by the libraries"
"$venv/bin/python" "$here/check.py" make "$out/written" "${1:-1}"
cargo run --quiet --manifest-path "$root/Cargo.toml" -p optimize-tests --bin interop_write -- "$out/written"
"$venv/bin/python" "$here/check.py" read "$out/written"
