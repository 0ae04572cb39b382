//! jiff's types as fields.
//!
//! [`Timestamp`] and [`Zoned`] ask for an offset, [`DateTime`] and [`Time`] refuse one, as pydantic's
//! `AwareDatetime` and `NaiveDatetime` do. A [`Zoned`] keeps its offset; the name of its zone is
//! not written.

use super::duration::Span;
use super::epoch::{moment_of_number, number_of_text, time_of_number};
use super::moment::{
    Moment, YEAR_ZERO, check_year, parse_date, parse_moment, parse_time, push_date, push_date_time, push_offset,
    push_time,
};
use super::scan::Reason;
use super::text::Text;
use super::{Given, Number, Timely};
use crate::error::ErrorKind;
use crate::fingerprint::FingerprintHasher;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp, Zoned};

fn bad_datetime(error: Reason) -> ErrorKind {
    ErrorKind::DatetimeParsing { error: error.into() }
}

/// Years start with 1.
fn with_year(moment: Moment) -> Result<Moment, ErrorKind> {
    if moment.date.year() == 0 { Err(bad_datetime(YEAR_ZERO)) } else { Ok(moment) }
}

/// A date and time, or a number in a string.
fn moment_or_number(text: &str) -> Result<Moment, Reason> {
    parse_moment(text).or_else(|reason| match number_of_text(text).and_then(moment_of_number) {
        Some(moment) => moment,
        None => Err(reason),
    })
}

/// A date and time; in lax mode a date alone is its midnight.
fn moment_of_text(text: &str, coerce: bool) -> Result<Moment, ErrorKind> {
    match moment_or_number(text) {
        Ok(moment) => Ok(moment),
        Err(reason) if !coerce => Err(bad_datetime(reason)),
        Err(_) => match date_or_integer(text) {
            Ok(date) => Ok(Moment { date, time: Time::midnight(), offset: None }),
            Err(reason) => Err(ErrorKind::DatetimeFromDateParsing { error: reason.into() }),
        },
    }
}

fn moment_at(number: Number) -> Result<Moment, ErrorKind> {
    match moment_of_number(number) {
        Some(moment) => moment.map_err(bad_datetime),
        None => Err(ErrorKind::DatetimeType),
    }
}

/// The instant of a moment that has an offset.
fn zoned(moment: Moment) -> Result<Zoned, ErrorKind> {
    let offset = moment.offset.ok_or(ErrorKind::TimezoneAware)?;
    let moment = with_year(moment)?;
    let local = DateTime::from_parts(moment.date, moment.time);
    local
        .to_zoned(TimeZone::fixed(offset))
        .map_err(|_| bad_datetime("the instant is too near to the end of the year 9999"))
}

/// The date and time as they stand there, whatever the zone.
fn local(given: Given<'_>) -> Option<DateTime> {
    let moment = match given {
        Given::Text(text, coerce) => moment_of_text(text, coerce),
        Given::Number(number) => moment_at(number),
    };
    moment.and_then(with_year).ok().map(|moment| DateTime::from_parts(moment.date, moment.time))
}

/// The same, of UTC.
fn local_instant(given: Given<'_>) -> Option<Timestamp> {
    local(given).and_then(|local| Offset::UTC.to_timestamp(local).ok())
}

impl Timely for Zoned {
    type Bound = Timestamp;
    const FORMAT: &'static str = "date-time";
    const WRONG_TYPE: ErrorKind = ErrorKind::DatetimeType;

    fn from_text(text: &str, coerce: bool) -> Result<Self, ErrorKind> {
        moment_of_text(text, coerce).and_then(zoned)
    }

    fn from_number(number: Number) -> Result<Self, ErrorKind> {
        moment_at(number).and_then(zoned)
    }

    fn without_zone(given: Given<'_>) -> Option<Timestamp> {
        local_instant(given)
    }

    fn to_text(&self) -> Result<Text, &'static str> {
        let offset = self.offset();
        // An offset with seconds, as zones had before 1900, has no text of its own.
        let whole = offset.seconds() % 60 == 0 && offset.seconds().abs() < 86_400;
        if !whole {
            return self.timestamp().to_text();
        }
        let mut text = Text::new();
        push_date_time(&mut text, self.datetime())?;
        push_offset(&mut text, offset);
        Ok(text)
    }

    fn to_bound(&self) -> Timestamp {
        self.timestamp()
    }

    fn hash(&self, hasher: &mut FingerprintHasher) {
        self.timestamp().hash(hasher);
        hasher.write_bytes_of(&self.offset().seconds().to_le_bytes());
    }
}

impl Timely for Timestamp {
    type Bound = Self;
    const FORMAT: &'static str = "date-time";
    const WRONG_TYPE: ErrorKind = ErrorKind::DatetimeType;

    fn from_text(text: &str, coerce: bool) -> Result<Self, ErrorKind> {
        let instant = Zoned::from_text(text, coerce)?.timestamp();
        // The first day of year 1 east of Greenwich is in year 0 there.
        check_year(Offset::UTC.to_datetime(instant).date()).map_err(|_| bad_datetime(YEAR_ZERO))?;
        Ok(instant)
    }

    fn from_number(number: Number) -> Result<Self, ErrorKind> {
        Zoned::from_number(number).map(|zoned| zoned.timestamp())
    }

    fn without_zone(given: Given<'_>) -> Option<Self> {
        local_instant(given)
    }

    fn to_text(&self) -> Result<Text, &'static str> {
        let mut text = Text::new();
        push_date_time(&mut text, Offset::UTC.to_datetime(*self))?;
        text.push(b'Z');
        Ok(text)
    }

    fn to_bound(&self) -> Self {
        *self
    }

    fn hash(&self, hasher: &mut FingerprintHasher) {
        hasher.write_bytes_of(&self.as_nanosecond().to_le_bytes());
    }
}

/// The date and time of a moment that has no offset.
fn naive(moment: Moment) -> Result<DateTime, ErrorKind> {
    match moment.offset {
        None => with_year(moment).map(|moment| DateTime::from_parts(moment.date, moment.time)),
        Some(_) => Err(ErrorKind::TimezoneNaive),
    }
}

impl Timely for DateTime {
    type Bound = Self;
    const FORMAT: &'static str = "date-time";
    const WRONG_TYPE: ErrorKind = ErrorKind::DatetimeType;

    fn from_text(text: &str, coerce: bool) -> Result<Self, ErrorKind> {
        moment_of_text(text, coerce).and_then(naive)
    }

    fn from_number(number: Number) -> Result<Self, ErrorKind> {
        moment_at(number).and_then(naive)
    }

    fn without_zone(given: Given<'_>) -> Option<Self> {
        local(given)
    }

    fn to_text(&self) -> Result<Text, &'static str> {
        let mut text = Text::new();
        push_date_time(&mut text, *self)?;
        Ok(text)
    }

    fn to_bound(&self) -> Self {
        *self
    }

    fn hash(&self, hasher: &mut FingerprintHasher) {
        self.date().hash(hasher);
        self.time().hash(hasher);
    }
}

fn bad_date(error: Reason) -> ErrorKind {
    ErrorKind::DateParsing { error: error.into() }
}

/// The date of a midnight.
fn exact_date(moment: Result<Moment, Reason>) -> Result<Date, ErrorKind> {
    match moment {
        Err(error) => Err(ErrorKind::DateFromDatetimeParsing { error: error.into() }),
        Ok(moment) if moment.time != Time::midnight() => Err(ErrorKind::DateFromDatetimeInexact),
        Ok(moment) => Ok(moment.date),
    }
}

/// A date, or an integer in a string that is the number of a midnight.
fn date_or_integer(text: &str) -> Result<Date, Reason> {
    parse_date(text).or_else(|reason| match number_of_text(text) {
        Some(number @ Number::Int(_)) => match moment_of_number(number) {
            Some(moment) => match exact_date(moment) {
                Ok(date) => Ok(date),
                Err(_) => moment.and(Err("Timestamp is not an exact date")),
            },
            None => Err(reason),
        },
        _ => Err(reason),
    })
}

impl Timely for Date {
    type Bound = Self;
    const FORMAT: &'static str = "date";
    const WRONG_TYPE: ErrorKind = ErrorKind::DateType;

    fn from_text(text: &str, coerce: bool) -> Result<Self, ErrorKind> {
        let date = match date_or_integer(text) {
            Ok(date) => date,
            Err(_) if coerce => exact_date(moment_or_number(text))?,
            Err(reason) => return Err(bad_date(reason)),
        };
        if date.year() == 0 { Err(bad_date(YEAR_ZERO)) } else { Ok(date) }
    }

    fn from_number(number: Number) -> Result<Self, ErrorKind> {
        let date = exact_date(moment_of_number(number).ok_or(ErrorKind::DateType)?)?;
        if date.year() == 0 { Err(bad_date(YEAR_ZERO)) } else { Ok(date) }
    }

    fn to_text(&self) -> Result<Text, &'static str> {
        let mut text = Text::new();
        push_date(&mut text, *self)?;
        Ok(text)
    }

    fn to_bound(&self) -> Self {
        *self
    }

    fn hash(&self, hasher: &mut FingerprintHasher) {
        hasher.write_bytes_of(&self.year().to_le_bytes());
        hasher.write_bytes_of(&[self.month().cast_unsigned(), self.day().cast_unsigned()]);
    }
}

impl Timely for Time {
    type Bound = Self;
    const FORMAT: &'static str = "time";
    const WRONG_TYPE: ErrorKind = ErrorKind::TimeType;

    fn from_text(text: &str, _: bool) -> Result<Self, ErrorKind> {
        match parse_time(text) {
            Ok((time, None)) => Ok(time),
            Ok((_, Some(_))) => Err(ErrorKind::TimezoneNaive),
            Err(error) => Err(ErrorKind::TimeParsing { error: error.into() }),
        }
    }

    fn from_number(number: Number) -> Result<Self, ErrorKind> {
        time_of_number(number).map_err(|error| ErrorKind::TimeParsing { error: error.into() })
    }

    fn without_zone(given: Given<'_>) -> Option<Self> {
        match given {
            Given::Text(text, _) => parse_time(text).ok().map(|(time, _)| time),
            Given::Number(_) => None,
        }
    }

    fn to_text(&self) -> Result<Text, &'static str> {
        let mut text = Text::new();
        push_time(&mut text, *self);
        Ok(text)
    }

    fn to_bound(&self) -> Self {
        *self
    }

    fn hash(&self, hasher: &mut FingerprintHasher) {
        let seconds = (i32::from(self.hour()) * 60 + i32::from(self.minute())) * 60 + i32::from(self.second());
        hasher.write_bytes_of(&seconds.to_le_bytes());
        hasher.write_bytes_of(&self.subsec_nanosecond().to_le_bytes());
    }
}

impl Timely for SignedDuration {
    type Bound = Self;
    const FORMAT: &'static str = "duration";
    const WRONG_TYPE: ErrorKind = ErrorKind::TimeDeltaType;

    fn from_text(text: &str, _: bool) -> Result<Self, ErrorKind> {
        Span::from_text(text).map(signed)
    }

    fn from_number(number: Number) -> Result<Self, ErrorKind> {
        Span::from_number(number).map(signed)
    }

    fn to_text(&self) -> Result<Text, &'static str> {
        Span { negative: self.is_negative(), nanoseconds: self.as_nanos().unsigned_abs() }.to_text()
    }

    fn to_bound(&self) -> Self {
        *self
    }

    fn hash(&self, hasher: &mut FingerprintHasher) {
        hasher.write_bytes_of(&self.as_nanos().to_le_bytes());
    }
}

/// A span's limit is far inside 96 bits.
fn signed(span: Span) -> SignedDuration {
    let nanoseconds = span.nanoseconds.cast_signed();
    SignedDuration::from_nanos_i128(if span.negative { -nanoseconds } else { nanoseconds })
}
