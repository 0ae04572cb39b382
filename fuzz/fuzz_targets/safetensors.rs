#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| optimize_fuzz::safetensors_container(data));
