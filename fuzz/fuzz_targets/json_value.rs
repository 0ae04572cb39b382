#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| optimize_fuzz::value_as_serde_json(data));
