//! ISO 8601 dates and times. The layout is read here, for pydantic's own account of what is wrong;
//! the calendar is jiff's.

use super::scan::{Clock, Reason, Scan, TOO_SHORT};
use super::text::Text;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

pub(super) const YEAR_ZERO: Reason = "year 0 is out of range";

/// A date, or why there is none. Python has no year zero, and a four-digit layout none above 9999.
const NO_DATE: Reason = "day value is outside expected range";

const NO_HOUR: Reason = "hour value is outside expected range of 0-23";

/// A date and time as written: with an offset or without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) date: Date,
    pub(super) time: Time,
    pub(super) offset: Option<Offset>,
}

/// A civil time.
fn time_of(clock: Clock) -> Result<Time, Reason> {
    let (minute, second) = (clock.minute.cast_signed(), clock.second.cast_signed());
    i8::try_from(clock.hour)
        .ok()
        .and_then(|hour| Time::new(hour, minute, second, clock.nanosecond.cast_signed()).ok())
        .ok_or(NO_HOUR)
}

impl Scan<'_> {
    /// `2024-01-02`.
    fn date(&mut self) -> Result<Date, Reason> {
        if self.length() < 10 {
            return Err(TOO_SHORT);
        }
        let century = i16::from(self.two("invalid character in year")?);
        let year = century * 100 + i16::from(self.two("invalid character in year")?);
        let mut separated = |reason| {
            if self.take(b"-") { self.two(reason) } else { Err("invalid date separator, expected `-`") }
        };
        let month = separated("invalid character in month")?;
        let day = separated("invalid character in day")?;
        if !(1..=12).contains(&month) {
            return Err("month value is outside expected range of 1-12");
        }
        Date::new(year, month.cast_signed(), day.cast_signed()).map_err(|_| NO_DATE)
    }

    /// `03:04`, `03:04:05.678`, with an offset behind it or none, to the end of the text.
    fn time(&mut self) -> Result<(Time, Option<Offset>), Reason> {
        if self.left() < 5 {
            return Err(TOO_SHORT);
        }
        let hour = self.two("invalid character in hour")?;
        if !self.take(b":") {
            return Err("invalid time separator, expected `:`");
        }
        let minute = self.two("invalid character in minute")?;
        if hour > 23 {
            return Err(NO_HOUR);
        }
        let time = time_of(self.behind_minute(hour.into(), minute)?)?;
        let offset = if self.left() > 0 { Some(self.offset()?) } else { None };
        self.end()?;
        Ok((time, offset))
    }

    /// `Z`, `+05:30` or `+0530`.
    fn offset(&mut self) -> Result<Offset, Reason> {
        if self.take(b"Zz") {
            return Ok(Offset::UTC);
        }
        let negative = self.take(b"-") || self.take_word("\u{2212}");
        if !negative && !self.take(b"+") {
            return Err("invalid timezone sign");
        }
        let hour = self.two("invalid timezone hour")?;
        self.take(b":");
        let minute = self.two("invalid timezone minute")?;
        if minute > 59 {
            return Err("timezone minute value is outside expected range of 0-59");
        }
        if hour > 23 {
            return Err("timezone offset must be less than 24 hours");
        }
        let seconds = i32::from(hour) * 3600 + i32::from(minute) * 60;
        Offset::from_seconds(if negative { -seconds } else { seconds })
            .map_err(|_| "timezone offset must be less than 24 hours")
    }
}

/// Reads `2024-01-02`.
pub(super) fn parse_date(text: &str) -> Result<Date, Reason> {
    let mut scan = Scan::new(text);
    let date = scan.date()?;
    scan.end()?;
    Ok(date)
}

/// Reads `03:04:05.678` and an offset if there is one.
pub(super) fn parse_time(text: &str) -> Result<(Time, Option<Offset>), Reason> {
    Scan::new(text).time()
}

/// Reads `2024-01-02T03:04:05.678Z`.
pub(super) fn parse_moment(text: &str) -> Result<Moment, Reason> {
    let mut scan = Scan::new(text);
    let date = scan.date()?;
    if !scan.take(b"Tt _") {
        return Err("invalid datetime separator, expected `T`, `t`, `_` or space");
    }
    let (time, offset) = scan.time()?;
    Ok(Moment { date, time, offset })
}

/// Refuses the years that four digits can't write, and year zero, which Python does not have.
pub(super) fn check_year(date: Date) -> Result<(), &'static str> {
    if (1..=9999).contains(&date.year()) { Ok(()) } else { Err("years before 1 and after 9999 can not be written") }
}

/// Appends `2024-01-02`.
pub(super) fn push_date(text: &mut Text, date: Date) -> Result<(), &'static str> {
    check_year(date)?;
    text.push_padded(u64::from(date.year().unsigned_abs()), 4);
    for part in [date.month(), date.day()] {
        text.push(b'-');
        text.push_padded(u64::from(part.unsigned_abs()), 2);
    }
    Ok(())
}

/// Appends `03:04:05.678000`.
pub(super) fn push_time(text: &mut Text, time: Time) {
    text.push_padded(u64::from(time.hour().unsigned_abs()), 2);
    for part in [time.minute(), time.second()] {
        text.push(b':');
        text.push_padded(u64::from(part.unsigned_abs()), 2);
    }
    text.push_fraction(time.subsec_nanosecond().unsigned_abs());
}

/// Appends `2024-01-02T03:04:05`.
pub(super) fn push_date_time(text: &mut Text, moment: DateTime) -> Result<(), &'static str> {
    push_date(text, moment.date())?;
    text.push(b'T');
    push_time(text, moment.time());
    Ok(())
}

/// Appends `Z` or `+05:30`. The offset has whole minutes.
pub(super) fn push_offset(text: &mut Text, offset: Offset) {
    if offset == Offset::UTC {
        return text.push(b'Z');
    }
    text.push(if offset.seconds() < 0 { b'-' } else { b'+' });
    let minutes = u64::from(offset.seconds().unsigned_abs() / 60);
    text.push_padded(minutes / 60, 2);
    text.push(b':');
    text.push_padded(minutes % 60, 2);
}

#[cfg(test)]
mod tests {
    use super::{parse_date, parse_moment};
    use crate::field::time::scan::EXTRA;

    #[test]
    fn positions_behind_the_end_are_no_panic() {
        let whole = "2024-01-02T03:04:05.678901234+05:30";
        for end in 0..=whole.len() {
            let _ = parse_moment(&whole[..end]);
        }
        assert_eq!(parse_date("2024-01-02x"), Err(EXTRA));
        assert!(parse_moment("2024-01-02é3:04:05").is_err());
    }
}
