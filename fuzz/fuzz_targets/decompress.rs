#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| optimize_fuzz::decompress_within_limits(data));
