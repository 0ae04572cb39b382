//! Durations, dates and times as bounds.

use super::duration::Span;
use crate::error::Bound;
use crate::rules::TimeBound;
use std::fmt::Write as _;
use std::time::Duration;

/// A duration in pydantic's words: `3 days and 2 hours`.
fn words(span: Span) -> Bound {
    // As Python keeps a negative one: negative days, and a positive rest.
    const DAY: i128 = 86_400_000_000_000;
    let total = i128::try_from(span.nanoseconds).unwrap_or(i128::MAX);
    let total = if span.negative { -total } else { total };
    let (days, rest) = (total.div_euclid(DAY), total.rem_euclid(DAY));
    let mut out = String::new();
    let mut part = |count: i128, unit: &str| {
        if count != 0 {
            let and = if out.is_empty() { "" } else { " and " };
            let _ = write!(out, "{and}{count} {unit}{}", if count == 1 { "" } else { "s" });
        }
    };
    part(days, "day");
    let seconds = rest / 1_000_000_000;
    part(seconds / 3600, "hour");
    part(seconds / 60 % 60, "minute");
    part(seconds % 60, "second");
    part(rest % 1_000_000_000 / 1000, "microsecond");
    part(rest % 1000, "nanosecond");
    Bound::Text(if out.is_empty() { "0 seconds".to_owned() } else { out })
}

impl TimeBound for Duration {
    fn bound(self) -> Bound {
        words(Span { negative: false, nanoseconds: self.as_nanos() })
    }
}

#[cfg(feature = "jiff")]
mod jiff_bounds {
    use super::super::Timely;
    use super::{Bound, Span, TimeBound, words};
    use crate::error::ErrorKind;
    use crate::rules::Calendar;
    use jiff::civil::{Date, DateTime, Time};
    use jiff::tz::Offset;
    use jiff::{SignedDuration, Timestamp};
    use std::cmp::Ordering;

    impl TimeBound for SignedDuration {
        fn bound(self) -> Bound {
            words(Span { negative: self.is_negative(), nanoseconds: self.as_nanos().unsigned_abs() })
        }
    }

    macro_rules! bound {
        ($($type:ty),*) => {$(
            impl TimeBound for $type {
                fn bound(self) -> Bound {
                    Bound::Text(self.to_text().map_or_else(|_| self.to_string(), |text| text.as_str().to_owned()))
                }
            }
        )*};
    }

    bound!(Date, DateTime, Time, Timestamp);

    impl Calendar for Date {
        const NOT_PAST: ErrorKind = ErrorKind::DatePast;
        const NOT_FUTURE: ErrorKind = ErrorKind::DateFuture;

        fn to_now(self) -> Ordering {
            self.cmp(&Offset::UTC.to_datetime(Timestamp::now()).date())
        }
    }

    impl Calendar for DateTime {
        const NOT_PAST: ErrorKind = ErrorKind::DatetimePast;
        const NOT_FUTURE: ErrorKind = ErrorKind::DatetimeFuture;

        fn to_now(self) -> Ordering {
            self.cmp(&Offset::UTC.to_datetime(Timestamp::now()))
        }
    }

    impl Calendar for Timestamp {
        const NOT_PAST: ErrorKind = ErrorKind::DatetimePast;
        const NOT_FUTURE: ErrorKind = ErrorKind::DatetimeFuture;

        fn to_now(self) -> Ordering {
            self.cmp(&Self::now())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Span, words};

    #[test]
    fn durations_read_as_in_pydantic() {
        const DAY: u128 = 86_400_000_000_000;
        for (nanoseconds, negative, text) in [
            (0, false, "0 seconds"),
            (1_000_000_000, false, "1 second"),
            (3 * DAY + 7_200_000_000_000, false, "3 days and 2 hours"),
            (90_000_005_000, false, "1 minute and 30 seconds and 5 microseconds"),
            (23 * 3_600_000_000_000, true, "-1 days and 1 hour"),
            (7, false, "7 nanoseconds"),
        ] {
            assert_eq!(words(Span { negative, nanoseconds }).to_string(), text);
        }
    }
}
