#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| optimize_fuzz::binary_comes_back(data));
