#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| optimize_fuzz::chunks_do_not_matter(data));
