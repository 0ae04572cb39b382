//! Any JSON: the verdict and the value are serde_json's.

use serde_json::Value;

/// Reads the text with this crate and with serde_json.
///
/// # Panics
/// When they disagree on more than what is on purpose: a number that no float can hold, and `-0`.
pub fn value_as_serde_json(data: &[u8]) {
    let ours = optimize_core::from_json::<Value>(data);
    let theirs = serde_json::from_slice::<Value>(data);
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => assert!(same(&ours, &theirs), "{ours} is not {theirs}"),
        (Err(_), Err(_)) => {}
        // Longer integers than Python's 4,300 digits are refused.
        (Err(error), Ok(_)) => assert!(long_digits(data), "refused: {error}"),
        (Ok(ours), Err(error)) => panic!("accepted as {ours}, though {error}"),
    }
}

/// Equal, but that `-0` is an integer here.
fn same(ours: &Value, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Value::Number(ours), Value::Number(theirs)) => {
            ours == theirs || (ours.as_i64() == Some(0) && theirs.as_f64() == Some(0.0))
        }
        (Value::Array(ours), Value::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| same(ours, theirs))
        }
        (Value::Object(ours), Value::Object(theirs)) => {
            ours.len() == theirs.len()
                && ours.iter().zip(theirs).all(|((key, ours), (other, theirs))| key == other && same(ours, theirs))
        }
        _ => ours == theirs,
    }
}

fn long_digits(data: &[u8]) -> bool {
    data.split(|byte| !byte.is_ascii_digit()).any(|digits| digits.len() > 4300)
}
