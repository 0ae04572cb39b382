//! `std::time::Duration`, and the text forms that it shares with `jiff::SignedDuration`.

use super::scan::{EXTRA, NAN, Reason, Scan, TOO_SHORT};
use super::text::Text;
use super::{Number, Timely};
use crate::error::{Bound, ErrorKind};
use crate::fingerprint::FingerprintHasher;
use std::time::Duration;

const SECOND: u128 = 1_000_000_000;
const HOUR: u128 = 3600 * SECOND;
const DAY: u128 = 24 * HOUR;

/// Python's `timedelta` ends before this many nanoseconds, in both directions.
const LIMIT: u128 = 1_000_000_000 * DAY;

const TOO_LONG: Reason = "durations may not exceed 999,999,999 days";
/// A quantity of an ISO duration, and the sum of those with one unit, are 32-bit numbers of days or of seconds.
const MAX_QUANTITY: u64 = u32::MAX as u64;
/// The most hours of a clock, and their digits.
const MAX_HOURS: u64 = 2_400_000_000;
const MAX_HOUR_DIGITS: usize = 10;

const TOO_MANY_HOURS: Reason = "durations may not exceed 999,999,999 hours";
const TOO_LARGE: Reason = "a numeric value in the duration is too large";
const BAD_DIGIT: Reason = "invalid digit in duration";
const BAD_DAY: Reason = "\"day\" identifier in duration not correctly formatted";
const BAD_HOUR: Reason = "invalid character in hour";

/// A duration below [`LIMIT`], as a sign and nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) negative: bool,
    pub(super) nanoseconds: u128,
}

fn limited(negative: bool, nanoseconds: u128) -> Result<Span, Reason> {
    if nanoseconds >= LIMIT { Err(TOO_LONG) } else { Ok(Span { negative: negative && nanoseconds > 0, nanoseconds }) }
}

impl Span {
    /// Reads `P1DT2H3M4.5S`, `26:03:04.5` or `1 day, 2:03:04.5`, with a sign before it or none.
    pub(super) fn from_text(text: &str) -> Result<Self, ErrorKind> {
        parse(&mut Scan::new(text)).map_err(|error| ErrorKind::TimeDeltaParsing { error: error.into() })
    }

    /// Reads seconds. Of a fraction the microseconds count: a float's further digits are noise.
    pub(super) fn from_number(number: Number) -> Result<Self, ErrorKind> {
        let span = match number {
            Number::Int(seconds) => limited(seconds < 0, u128::from(seconds.unsigned_abs()) * SECOND),
            Number::Huge => return Err(ErrorKind::TimeDeltaType),
            Number::Float(seconds) if seconds.is_nan() => Err(NAN),
            Number::Float(seconds) => {
                let microseconds = (seconds.abs().fract() * 1e6).round();
                // Casts of floats saturate, and what is too large stays so.
                let whole = (seconds.abs().trunc() as u128).min(LIMIT);
                limited(seconds < 0.0, whole * SECOND + microseconds as u128 * 1000)
            }
        };
        span.map_err(|error| ErrorKind::TimeDeltaParsing { error: error.into() })
    }

    /// As pydantic writes it: years of 365 days, days, hours, minutes and seconds, zeros left out.
    pub(super) fn to_text(self) -> Result<Text, &'static str> {
        if self.nanoseconds >= LIMIT {
            return Err("a duration of more than 999,999,999 days can not be written");
        }
        let mut text = Text::new();
        if self.negative {
            text.push(b'-');
        }
        text.push(b'P');
        let days = (self.nanoseconds / DAY) as u64;
        let rest = (self.nanoseconds % DAY) as u64;
        let (seconds, fraction) = (rest / SECOND as u64, (rest % SECOND as u64) as u32);
        let mut part = |value: u64, unit: u8| {
            if value > 0 {
                text.push_padded(value, 1);
                text.push(unit);
            }
        };
        part(days / 365, b'Y');
        part(days % 365, b'D');
        if rest > 0 || days == 0 {
            text.push(b'T');
        }
        let mut part = |value: u64, unit: u8| {
            if value > 0 {
                text.push_padded(value, 1);
                text.push(unit);
            }
        };
        part(seconds / 3600, b'H');
        part(seconds / 60 % 60, b'M');
        if seconds % 60 > 0 || fraction > 0 || self.nanoseconds == 0 {
            text.push_padded(seconds % 60, 1);
            text.push_fraction(fraction);
            if fraction > 0 {
                text.trim_zeros();
            }
            text.push(b'S');
        }
        Ok(text)
    }
}

fn parse(scan: &mut Scan<'_>) -> Result<Span, Reason> {
    let negative = scan.peek() == Some(b'-');
    scan.take(b"+-");
    let nanoseconds = match scan.peek() {
        None => return Err(TOO_SHORT),
        Some(b'P') => iso(scan)?,
        Some(_) if scan.has(b'd') || scan.left() < 5 => days(scan)?,
        Some(_) => clock(scan, MAX_HOURS)?,
    };
    limited(negative, nanoseconds)
}

/// `P1Y2M3W4DT5H6M7.5S`: quantities in any order, months of 30 days, a fraction in the last one.
fn iso(scan: &mut Scan<'_>) -> Result<u128, Reason> {
    let start = scan.at;
    scan.at += 1;
    // Whole days and seconds, and the nanoseconds of fractions.
    let (mut days, mut seconds, mut rest) = (0_u64, 0_u64, 0_u128);
    let (mut in_time, mut had_fraction) = (false, false);
    while scan.left() > 0 {
        if scan.take(b"T") {
            if in_time {
                return Err("`t` character repeated in duration");
            }
            in_time = true;
            continue;
        }
        let whole = quantity(scan)?;
        let fraction = if scan.take(b".,") { Some(fraction(scan)) } else { None };
        if had_fraction {
            return Err("quantity fraction invalid in duration");
        }
        had_fraction = fraction.is_some();
        let unit = match (in_time, scan.peek()) {
            (false, Some(b'Y')) => 365,
            (false, Some(b'M')) => 30,
            (false, Some(b'W')) => 7,
            (false, Some(b'D')) | (true, Some(b'S')) => 1,
            (false, _) => return Err("quantity invalid in date part of duration"),
            (true, Some(b'H')) => 3600,
            (true, Some(b'M')) => 60,
            (true, _) => return Err("quantity invalid in time part of duration"),
        };
        scan.at += 1;
        let (sum, nanoseconds) = if in_time { (&mut seconds, SECOND) } else { (&mut days, DAY) };
        *sum += whole * unit;
        if *sum > MAX_QUANTITY {
            return Err(TOO_LARGE);
        }
        if let Some((digits, scale)) = fraction {
            rest += digits * u128::from(unit) * nanoseconds / scale;
        }
    }
    if scan.at - start < 3 { Err(TOO_SHORT) } else { Ok(u128::from(days) * DAY + u128::from(seconds) * SECOND + rest) }
}

/// A number of 32 bits.
fn quantity(scan: &mut Scan<'_>) -> Result<u64, Reason> {
    let value = scan.digits(BAD_DIGIT, TOO_LARGE)?;
    if value > MAX_QUANTITY { Err(TOO_LARGE) } else { Ok(value) }
}

/// The digits behind a point, none at all included, and the power of ten to divide them by.
fn fraction(scan: &mut Scan<'_>) -> (u128, u128) {
    let (mut digits, mut scale) = (0, 1);
    while let Some(digit) = scan.digit() {
        // Eighteen digits are more than the nanoseconds of a year have.
        if scale < 1_000_000_000_000_000_000 {
            digits = digits * 10 + u128::from(digit);
            scale *= 10;
        }
    }
    (digits, scale)
}

/// `1 day, 2:03:04`: days, and a time of the day or none.
fn days(scan: &mut Scan<'_>) -> Result<u128, Reason> {
    let days = quantity(scan)?;
    scan.take(b" ");
    if !scan.take(b"dD") {
        return Err(BAD_DAY);
    }
    // `ay` and an `s` if there is one, in one case.
    for [first, second, third] in [*b"ays", *b"AYS"] {
        if scan.take(&[first]) {
            if !scan.take(&[second]) {
                return Err(BAD_DAY);
            }
            scan.take(&[third]);
            break;
        }
    }
    scan.take(b",");
    scan.take(b" ");
    let days = u128::from(days) * DAY;
    if scan.left() == 0 {
        return Ok(days);
    }
    Ok(days + clock(scan, 23)?)
}

/// `26:03:04.5`, with up to so many hours.
fn clock(scan: &mut Scan<'_>, max_hours: u64) -> Result<u128, Reason> {
    if scan.left() < 5 {
        return Err(TOO_SHORT);
    }
    // The hour is what stands before the first colon, if that is nothing.
    let digits = scan.up_to(b':').ok_or(BAD_HOUR)?;
    if digits.len() > MAX_HOUR_DIGITS {
        return Err(TOO_MANY_HOURS);
    }
    if !digits.iter().all(u8::is_ascii_digit) {
        return Err(BAD_HOUR);
    }
    let hour = digits.iter().fold(0, |hour, digit| hour * 10 + u64::from(digit - b'0'));
    if hour > MAX_HOURS {
        return Err(TOO_MANY_HOURS);
    }
    scan.at += digits.len() + 1;
    if scan.left() < 2 {
        return Err(TOO_SHORT);
    }
    let clock = scan.rest_of_clock(hour)?;
    if scan.left() > 0 {
        return Err(EXTRA);
    }
    if hour > max_hours {
        return Err(TOO_MANY_HOURS);
    }
    let seconds = clock.hour * 3600 + u64::from(clock.minute) * 60 + u64::from(clock.second);
    Ok(u128::from(seconds) * SECOND + u128::from(clock.nanosecond))
}

/// A span without a sign.
fn positive(span: Span) -> Result<Duration, ErrorKind> {
    if span.negative {
        return Err(ErrorKind::GreaterThanEqual { ge: Bound::Text("0 seconds".to_owned()) });
    }
    Ok(Duration::new((span.nanoseconds / SECOND) as u64, (span.nanoseconds % SECOND) as u32))
}

impl Timely for Duration {
    type Bound = Self;
    const FORMAT: &'static str = "duration";
    const WRONG_TYPE: ErrorKind = ErrorKind::TimeDeltaType;

    fn from_text(text: &str, _: bool) -> Result<Self, ErrorKind> {
        Span::from_text(text).and_then(positive)
    }

    fn from_number(number: Number) -> Result<Self, ErrorKind> {
        Span::from_number(number).and_then(positive)
    }

    fn to_text(&self) -> Result<Text, &'static str> {
        Span { negative: false, nanoseconds: self.as_nanos() }.to_text()
    }

    fn to_bound(&self) -> Self {
        *self
    }

    fn hash(&self, hasher: &mut FingerprintHasher) {
        hasher.write_u64(self.as_secs());
        hasher.write_bytes_of(&self.subsec_nanos().to_le_bytes());
    }
}

#[cfg(test)]
mod tests {
    use crate::{from_json, to_json};
    use std::time::Duration;

    #[test]
    fn nanoseconds_survive() {
        for nanoseconds in [0, 1, 999, 1000, 1_000_000_001, 86_400_000_000_000, 31_536_000_000_000_007] {
            let duration = Duration::from_nanos(nanoseconds);
            let text = to_json(&duration).unwrap();
            assert_eq!(from_json::<Duration>(&text).unwrap(), duration, "{}", String::from_utf8_lossy(&text));
        }
    }

    #[test]
    fn the_longest_is_written_and_longer_ones_are_refused() {
        let longest = Duration::new(86_399_999_999_999, 999_999_999);
        let text = to_json(&longest).unwrap();
        assert_eq!(text, br#""P2739726Y9DT23H59M59.999999999S""#);
        assert_eq!(from_json::<Duration>(&text).unwrap(), longest);
        assert!(
            to_json(&Duration::from_secs(86_400_000_000_000)).unwrap_err().to_string().contains("999,999,999 days")
        );
        assert!(to_json(&Duration::MAX).is_err());
    }

    #[test]
    fn negative_ones_are_refused() {
        let error = from_json::<Duration>(r#""-PT0.5S""#).unwrap_err();
        assert_eq!(error.errors()[0].type_name(), "greater_than_equal");
        assert_eq!(from_json::<Duration>(r#""-PT0S""#).unwrap(), Duration::ZERO);
    }

    #[test]
    fn huge_quantities_are_refused() {
        for text in
            ["P18446744073709551615Y", "P18446744073709551615YT18446744073709551615H", "18446744073709551615 days"]
        {
            assert!(from_json::<Duration>(&format!("\"{text}\"")).is_err(), "{text}");
        }
    }
}
