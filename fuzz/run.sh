#!/usr/bin/env bash
# Runs the fuzz targets under libFuzzer and AddressSanitizer, on a stable compiler.
#
#   fuzz/run.sh [SECONDS] [TARGET…]    # 60 seconds of every target unless told otherwise
#   FUZZ_SEED=7 fuzz/run.sh            # the same mutations again; another seed each time unless told
#
# A folder `corpus/<target>` holds the inputs to start from. A crash is an input in `artifacts/<target>`: mend what it shows,
# then move it into the corpus, which `tests/tests/fuzz_corpus.rs` runs through every target. With a nightly toolchain
# `cargo fuzz run <target>` does the same.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

seconds="${1:-60}"
shift || true
targets=("$@")
((${#targets[@]})) || targets=(json_value json_dump json_model json_shapes tensor image safetensors decompress stream binary dictionary)

host="$(rustc -vV | sed -n 's/^host: //p')"
# The flags that cargo-fuzz gives: edges and comparisons are counted, errors of memory abort.
export RUSTFLAGS="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
-Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing -Zsanitizer=address -Cdebug-assertions -Coverflow-checks"
# The sanitizer's switch is unstable in name only: the compiler brings its runtime.
export RUSTC_BOOTSTRAP=1
export CARGO_TARGET_DIR="${FUZZ_TARGET_DIR:-../target/fuzz}"
cargo build --release --target "$host" --bins

# What is found goes to `found/`, which git does not keep; the corpus is what starts.
# Where memory was allocated is not recorded, which takes a tenth of the time: run what was found without the options.
fuzz() {
    local target="$1" log="found/$1.log"
    mkdir -p "artifacts/$target" "corpus/$target" "found/$target"
    ASAN_OPTIONS=detect_leaks=0:malloc_context_size=0:quarantine_size_mb=64 "$CARGO_TARGET_DIR/$host/release/$target" "found/$target" "corpus/$target" \
        -max_total_time="$seconds" -max_len=4096 -timeout=10 -rss_limit_mb=2048 -artifact_prefix="artifacts/$target/" \
        -print_final_stats=1 -seed="${FUZZ_SEED:-0}" >"$log" 2>&1
}

# As many at a time as there are cores: each works on one.
failed=()
together="$(nproc)"
for ((first = 0; first < ${#targets[@]}; first += together)); do
    group=("${targets[@]:first:together}")
    processes=()
    for target in "${group[@]}"; do
        fuzz "$target" &
        processes+=($!)
    done
    for index in "${!group[@]}"; do
        target="${group[index]}"
        if wait "${processes[index]}"; then
            echo "-- $target, $seconds s"
        else
            echo "-- $target, FAILED"
            failed+=("$target")
            tail -n 40 "found/$target.log"
        fi
        grep -E 'stat::number_of_executed_units|cov: ' "found/$target.log" | tail -n 2 || true
    done
done
if ((${#failed[@]})); then
    echo "failed: ${failed[*]}" >&2
    exit 1
fi
