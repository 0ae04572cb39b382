//! What is written reads back, however it is laid out.

use optimize_core::DumpOptions;
use serde_json::Value;

/// Reads a value, writes it in every layout and reads it back.
///
/// # Panics
/// When it comes back as another.
pub fn dump_parses_back(data: &[u8]) {
    let Ok(value) = optimize_core::from_json::<Value>(data) else { return };
    let plain = DumpOptions::new();
    let layouts = [plain.clone(), plain.clone().spaced(), plain.clone().indent(1), plain.ensure_ascii()];
    for options in layouts {
        let text = optimize_core::to_json_with(&value, &options).expect("a value that was read can be written");
        assert!(std::str::from_utf8(&text).is_ok());
        let theirs: Value = serde_json::from_slice(&text).expect("serde_json reads it");
        assert_eq!(theirs, value);
        let back: Value = optimize_core::from_json(&text).expect("it is read back");
        assert_eq!(back, value);
    }
}
