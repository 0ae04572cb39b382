#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| optimize_fuzz::shapes_agree_with_serde(data));
