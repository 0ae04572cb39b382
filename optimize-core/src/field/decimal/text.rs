//! The text of decimals, as Python's `Decimal` reads and writes it.

use super::far::Far;
use crate::error::{Bound, ErrorKind};
use crate::json::{MAX_INTEGER_DIGITS, refuse_range};
use rust_decimal::Decimal;

/// The most digits behind the point.
const MAX_SCALE: usize = 28;

/// Why a text is no decimal.
#[derive(Debug)]
pub(super) struct Unread {
    pub(super) kind: ErrorKind,
    /// The number, where it is one that no `Decimal` can hold.
    pub(super) far: Option<Box<Far>>,
}

impl From<ErrorKind> for Unread {
    fn from(kind: ErrorKind) -> Self {
        Self { kind, far: None }
    }
}

/// Reads a text: white space around it, a sign, a point, an exponent and underscores anywhere are fine.
pub(super) fn read(text: &str) -> Result<Decimal, Unread> {
    let text: String = text.trim().chars().filter(|letter| *letter != '_').collect();
    let (negative, number) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, &text[..]),
    };
    if is_non_finite(number) {
        return Err(ErrorKind::FiniteNumber.into());
    }
    let (number, exponent) = match number.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, read_exponent(exponent).ok_or(ErrorKind::DecimalParsing)?),
        None => (number, 0),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !(is_digits(whole) && is_digits(fraction)) || whole.len() + fraction.len() == 0 {
        return Err(ErrorKind::DecimalParsing.into());
    }
    let digits = [whole, fraction].concat();
    let digits = digits.trim_start_matches('0');
    let scale = i64::try_from(fraction.len()).unwrap_or(i64::MAX).saturating_sub(exponent);
    place(digits, scale, negative)
        .map_err(|kind| Unread { kind, far: Some(Box::new(Far { digits: digits.to_owned(), scale, negative })) })
}

/// `nan`, `snan`, `inf`, `infinity`, as Python takes them: in any case, a NaN with digits behind it.
fn is_non_finite(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let nan = text.strip_prefix('s').unwrap_or(&text).strip_prefix("nan");
    text == "inf" || text == "infinity" || nan.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// An exponent, which stops growing where every number with it is out of range.
fn read_exponent(text: &str) -> Option<i64> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let value = digits.bytes().fold(0_i64, |value, digit| {
        value.saturating_mul(10).saturating_add(i64::from(digit - b'0')).min(1_000_000_000)
    });
    Some(if negative { -value } else { value })
}

/// The decimal with these digits, so many of them behind the point. A zero keeps its sign and its places.
fn place(digits: &str, scale: i64, negative: bool) -> Result<Decimal, ErrorKind> {
    let mut digits = digits.to_owned();
    let mut scale = scale;
    if digits.is_empty() {
        scale = scale.clamp(0, MAX_SCALE as i64);
    }
    let out_of_range = || refuse_range(negative, bound(Decimal::MIN), bound(Decimal::MAX));
    if scale < 0 {
        // More digits than there can be, before they are written out.
        let zeros =
            usize::try_from(-scale).ok().filter(|zeros| *zeros <= MAX_INTEGER_DIGITS).ok_or_else(out_of_range)?;
        digits.extend(std::iter::repeat_n('0', zeros));
        scale = 0;
    }
    let too_long = |scale: i64| usize::try_from(scale).map_or(true, |scale| scale > MAX_SCALE);
    // Zeros at the end say nothing: `1.000…0` fits however many there are.
    while digits.ends_with('0') && scale > 0 && (too_long(scale) || mantissa(&digits).is_none()) {
        digits.pop();
        scale -= 1;
    }
    if too_long(scale) {
        return Err(ErrorKind::DecimalMaxPlaces { decimal_places: MAX_SCALE });
    }
    let Some(mantissa) = mantissa(&digits) else {
        // Nothing behind the point, and so no way to say it but the greatest value.
        let whole = digits.len().saturating_sub(usize::try_from(scale).unwrap_or(0));
        return Err(if whole > MAX_SCALE {
            out_of_range()
        } else {
            ErrorKind::DecimalMaxDigits { max_digits: MAX_SCALE }
        });
    };
    let scale = u32::try_from(scale).unwrap_or(0);
    let mut value = Decimal::try_from_i128_with_scale(mantissa, scale).map_err(|_| out_of_range())?;
    value.set_sign_negative(negative);
    Ok(value)
}

/// The digits as a number, if it fits into a decimal's 96 bits.
fn mantissa(digits: &str) -> Option<i128> {
    if digits.is_empty() {
        return Some(0);
    }
    if digits.len() > MAX_SCALE + 1 {
        return None;
    }
    digits.parse().ok().filter(|value| *value <= Decimal::MAX.mantissa())
}

/// The text, in Python's form: with an exponent where more than six zeros would follow the point.
pub(super) fn of(value: Decimal) -> String {
    let digits = value.mantissa().unsigned_abs().to_string();
    let scale = i64::from(value.scale());
    let exponent = i64::try_from(digits.len()).unwrap_or(i64::MAX) - 1 - scale;
    if exponent >= -6 {
        return value.to_string();
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    let (first, rest) = digits.split_at(1);
    let point = if rest.is_empty() { "" } else { "." };
    format!("{sign}{first}{point}{rest}E{exponent}")
}

/// As error messages show it.
pub(super) fn bound(value: Decimal) -> Bound {
    Bound::Text(of(value))
}

#[cfg(test)]
mod tests {
    use super::{of, read};

    #[test]
    fn what_is_written_is_read() {
        for text in ["0", "-0", "1.50", "0.000001", "1E-7", "-1.25E-9", "79228162514264337593543950335", "0E-8"] {
            assert_eq!(of(read(text).expect(text)), text);
        }
    }

    #[test]
    fn nothing_is_rounded() {
        for text in [
            "0.00000000000000000000000000001",
            "79228162514264337593543950336",
            "1e29",
            "1e999999999999",
            "1e-999999999999",
            "92345678901234567890.1234567891",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        let long = format!("1.{}", "0".repeat(5000));
        assert_eq!(read(&long).expect("zeros").to_string(), format!("1.{}", "0".repeat(28)));
    }
}
