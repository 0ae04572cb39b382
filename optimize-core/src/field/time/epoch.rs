//! Numbers in the place of dates and times: seconds or milliseconds since 1970.

use super::Number;
use super::moment::Moment;
use super::scan::{NAN, Reason};
use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::Offset;

/// Up to here a number is seconds, above milliseconds.
const WATERSHED: i64 = 20_000_000_000;

const TOO_LATE: Reason = "dates after 9999 are not supported as unix timestamps";
const TOO_EARLY: Reason = "dates before 0000 are not supported as unix timestamps";

/// The first second of year 0 and the last of year 9999.
const FIRST: i128 = -62_167_219_200;
const LAST: i128 = 253_402_300_799;

/// The instant of a number, in UTC. `None` where the number is no 64-bit integer.
pub(super) fn moment_of_number(number: Number) -> Option<Result<Moment, Reason>> {
    let microseconds = match number {
        Number::Huge => return None,
        Number::Float(value) if value.is_nan() => return Some(Err(NAN)),
        Number::Int(value) => i128::from(value) * unit(value.unsigned_abs() > WATERSHED.unsigned_abs()),
        Number::Float(value) => {
            // The whole part apart from the fraction, which would lose digits in a product.
            let unit = unit(value.abs() > WATERSHED as f64);
            let whole = value.floor();
            let rest = ((value - whole) * unit as f64).round();
            (whole as i128).clamp(-(1 << 80), 1 << 80) * unit + rest as i128
        }
    };
    Some(moment_of_microseconds(microseconds))
}

/// Microseconds in the number's unit.
fn unit(milliseconds: bool) -> i128 {
    if milliseconds { 1000 } else { 1_000_000 }
}

fn moment_of_microseconds(microseconds: i128) -> Result<Moment, Reason> {
    let seconds = microseconds.div_euclid(1_000_000);
    if seconds > LAST {
        return Err(TOO_LATE);
    }
    if seconds < FIRST {
        return Err(TOO_EARLY);
    }
    let nanoseconds = microseconds * 1000;
    // jiff's instants end two days before the year 9999 does; whole days are civil.
    let day = 86_400_000_000_000;
    let midnight = jiff::civil::date(1970, 1, 1);
    let days = jiff::Span::new().days(i32::try_from(nanoseconds.div_euclid(day)).map_err(|_| TOO_LATE)?);
    let date = midnight.checked_add(days).map_err(|_| TOO_LATE)?;
    let rest = nanoseconds.rem_euclid(day);
    let time = Timestamp::from_nanosecond(rest).map_err(|_| TOO_LATE)?;
    Ok(Moment { date, time: Offset::UTC.to_datetime(time).time(), offset: Some(Offset::UTC) })
}

/// The number that a text holds: digits with a sign or without and, behind a point alone, an exponent.
pub(super) fn number_of_text(text: &str) -> Option<Number> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_fraction = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'e' | b'E' | b'+' | b'-');
    if digits.is_empty() || !whole.bytes().all(|byte| byte.is_ascii_digit()) || !fraction.bytes().all(is_fraction) {
        return None;
    }
    if digits.contains('.') { text.parse().ok().map(Number::Float) } else { text.parse().ok().map(Number::Int) }
}

/// The time of the day that is this many seconds after midnight.
pub(super) fn time_of_number(number: Number) -> Result<Time, Reason> {
    const TOO_LARGE: Reason = "numeric times may not exceed 86,399 seconds";
    let microseconds = match number {
        Number::Huge => return Err(TOO_LARGE),
        Number::Float(value) if value.is_nan() => return Err(NAN),
        Number::Int(value) => i128::from(value) * 1_000_000,
        Number::Float(value) => (value * 1e6).round() as i128,
    };
    if microseconds < 0 {
        return Err("time in seconds should be positive");
    }
    if microseconds >= 86_400_000_000 {
        return Err(TOO_LARGE);
    }
    let instant = Timestamp::from_nanosecond(microseconds * 1000).map_err(|_| TOO_LARGE)?;
    Ok(Offset::UTC.to_datetime(instant).time())
}
