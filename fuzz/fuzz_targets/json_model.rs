#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| optimize_fuzz::model_agrees_with_serde(data));
