//! Out and in again.

use optimize_core::options::InfNan;
use optimize_core::{DumpOptions, Field, ParseFieldOwned};

/// Writes a value that was read, and reads it back.
///
/// # Panics
/// When it can't be written, or comes back as another.
pub(crate) fn comes_back<T: Field + ParseFieldOwned>(value: &T) {
    // A number too large for its type is infinite, and `null` would be no number.
    let options = DumpOptions::new().inf_nan(InfNan::Constants);
    let text = optimize_core::to_json_with(value, &options).expect("written");
    let back = optimize_core::from_json::<T>(&text).expect("read back");
    let again = optimize_core::to_json_with(&back, &options).expect("written again");
    assert!(again == text, "it came back as another");
}

/// The same with what a text gives, if it gives anything.
pub(crate) fn comes_back_if_read<T: Field + ParseFieldOwned>(data: &[u8]) {
    if let Ok(value) = optimize_core::from_json::<T>(data) {
        comes_back(&value);
    }
}
