//! Durations, dates and times that are written out, as counts.

use super::number::Number;
use syn::Expr;

/// A second in nanoseconds.
const SECOND: i128 = 1_000_000_000;

/// `Duration::MAX` in nanoseconds.
pub(super) const LONGEST_DURATION: i128 = u64::MAX as i128 * SECOND + SECOND - 1;

/// The nanoseconds of `Duration::from_secs(90)` and the like.
pub(super) fn duration_of(value: &Expr) -> Option<i128> {
    let value = ungroup(value);
    if let Expr::Path(path) = value {
        let mut names = path.path.segments.iter().rev().map(|segment| segment.ident.to_string());
        let (name, ty) = (names.next()?, names.next()?);
        return match (ty.as_str(), name.as_str()) {
            ("Duration", "ZERO") => Some(0),
            ("Duration", "MAX") => Some(LONGEST_DURATION),
            _ => None,
        };
    }
    let (ty, name, numbers) = call_of(value)?;
    if ty != "Duration" {
        return None;
    }
    let unit = match name.as_str() {
        "from_hours" => 3600 * SECOND,
        "from_mins" => 60 * SECOND,
        "from_secs" => SECOND,
        "from_millis" => 1_000_000,
        "from_micros" => 1000,
        "from_nanos" => 1,
        "new" => return numbers[..].first()?.checked_mul(SECOND)?.checked_add(*numbers.get(1)?),
        _ => return None,
    };
    numbers.first()?.checked_mul(unit)
}

/// What `date(2024, 5, 1)`, `time(…)` and `datetime(…)` are, the functions of jiff that constants are made with, and
/// `Date::constant(…)`: the days, or the nanoseconds, since a beginning.
pub(super) fn moment_of(value: &Expr) -> Option<(&'static str, i128)> {
    let (kind, numbers) = parts_of(value)?;
    let time = |parts: &[i128]| match parts {
        [hour, minute, second, nanos] => Some(((hour * 60 + minute) * 60 + second) * SECOND + nanos),
        _ => None,
    };
    if numbers.iter().any(|number| number.unsigned_abs() > SECOND.unsigned_abs()) {
        return None;
    }
    let count = match kind {
        "date" => days(&numbers)?,
        "time" => time(&numbers)?,
        _ => days(numbers.get(..3)?)? * 86_400_000_000_000 + time(numbers.get(3..)?)?,
    };
    Some((kind, count))
}

/// What kind of date or time is written out, and its numbers, with those of `date(2024, 5, 1).at(12, 0, 0, 0)`.
fn parts_of(value: &Expr) -> Option<(&'static str, Vec<i128>)> {
    let value = ungroup(value);
    if let Expr::MethodCall(call) = value {
        let ("date", mut numbers) = parts_of(&call.receiver)? else { return None };
        let time: Option<Vec<i128>> = call.args.iter().map(|number| Number::of(number)?.to_int()).collect();
        numbers.extend(time.filter(|_| call.method == "at")?);
        return Some(("datetime", numbers));
    }
    let (ty, name, numbers) = call_of(value)?;
    let kind = match (ty.as_str(), name.as_str()) {
        (_, "date") | ("Date", "constant") => "date",
        (_, "time") | ("Time", "constant") => "time",
        (_, "datetime") | ("DateTime", "constant") => "datetime",
        _ => return None,
    };
    Some((kind, numbers))
}

/// The first part of a date or time that is written out which there is not: its name, its number, and the least and the
/// greatest that there are. jiff would panic where it is made.
pub(super) fn impossible(value: &Expr) -> Option<(&'static str, i128, (i128, i128))> {
    let (kind, numbers) = parts_of(value)?;
    let (date, time) = match (kind, numbers.len()) {
        ("date", 3) => (Some(&numbers[..]), None),
        ("time", 4) => (None, Some(&numbers[..])),
        ("datetime", 7) => (Some(&numbers[..3]), Some(&numbers[3..])),
        _ => return None,
    };
    let mut limits = Vec::new();
    if let Some(&[year, month, _]) = date {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let last = match month {
            2 => 28 + i128::from(leap),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        limits.extend([("year", (-9999, 9999)), ("month", (1, 12)), ("day", (1, last))]);
    }
    if time.is_some() {
        limits.extend([("hour", (0, 23)), ("minute", (0, 59)), ("second", (0, 59)), ("nanosecond", (0, SECOND - 1))]);
    }
    let mut parts = numbers.iter().zip(limits).map(|(number, (part, limits))| (part, *number, limits));
    parts.find(|(_, number, (least, most))| number < least || number > most)
}

/// The days since the first of March of the year 0.
fn days(date: &[i128]) -> Option<i128> {
    let &[year, month, day] = date else { return None };
    if !(1..=12).contains(&month) {
        return None;
    }
    // Years that begin in March have their leap day at the end.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    Some(year * 365 + leap + (153 * month + 2) / 5 + day - 1)
}

/// The type, the name and the numbers of a call.
fn call_of(value: &Expr) -> Option<(String, String, Vec<i128>)> {
    let Expr::Call(call) = value else { return None };
    let Expr::Path(function) = &*call.func else { return None };
    let mut names = function.path.segments.iter().rev().map(|segment| segment.ident.to_string());
    let name = names.next()?;
    let numbers: Option<Vec<i128>> = call.args.iter().map(|number| Number::of(number)?.to_int()).collect();
    Some((names.next().unwrap_or_default(), name, numbers?))
}

fn ungroup(value: &Expr) -> &Expr {
    match value {
        Expr::Group(group) => ungroup(&group.expr),
        Expr::Paren(paren) => ungroup(&paren.expr),
        value => value,
    }
}

#[cfg(test)]
mod tests {
    use super::{duration_of, impossible, moment_of};

    fn expr(text: &str) -> syn::Expr {
        syn::parse_str(text).expect("an expression")
    }

    #[test]
    fn days_follow_each_other() {
        let of = |text: &str| moment_of(&expr(text)).expect("a date").1;
        for (first, next) in [
            ("date(2024, 2, 28)", "date(2024, 2, 29)"),
            ("date(2024, 2, 29)", "date(2024, 3, 1)"),
            ("date(2023, 2, 28)", "date(2023, 3, 1)"),
            ("date(1900, 2, 28)", "date(1900, 3, 1)"),
            ("date(2000, 2, 29)", "Date::constant(2000, 3, 1)"),
            ("jiff::civil::date(2023, 12, 31)", "date(2024, 1, 1)"),
            ("date(-1, 12, 31)", "date(0, 1, 1)"),
        ] {
            assert_eq!(of(first) + 1, of(next), "{first} {next}");
        }
        assert!(of("datetime(2024, 1, 1, 23, 59, 59, 999_999_999)") + 1 == of("datetime(2024, 1, 2, 0, 0, 0, 0)"));
        assert!(moment_of(&expr("date(YEAR, 1, 1)")).is_none());
        assert_eq!(
            moment_of(&expr("date(2024, 5, 1).at(6, 0, 0, 7)")),
            moment_of(&expr("datetime(2024, 5, 1, 6, 0, 0, 7)"))
        );
    }

    #[test]
    fn days_and_hours_that_there_are_not() {
        for (text, found) in [
            ("date(2024, 13, 1)", ("month", 13, (1, 12))),
            ("date(2023, 2, 29)", ("day", 29, (1, 28))),
            ("jiff::civil::date(1900, 2, 29)", ("day", 29, (1, 28))),
            ("time(24, 0, 0, 0)", ("hour", 24, (0, 23))),
            ("date(2024, 1, 1).at(0, 60, 0, 0)", ("minute", 60, (0, 59))),
        ] {
            assert_eq!(impossible(&expr(text)), Some(found), "{text}");
        }
        for text in
            ["date(2024, 2, 29)", "date(2000, 2, 29)", "time(23, 59, 59, 999_999_999)", "date(1, 2)", "date(Y, 13, 1)"]
        {
            assert_eq!(impossible(&expr(text)), None, "{text}");
        }
    }

    #[test]
    fn durations_are_counted_in_nanoseconds() {
        assert_eq!(duration_of(&expr("std::time::Duration::from_secs(60 * 60)")), Some(3_600_000_000_000));
        assert_eq!(duration_of(&expr("Duration::new(1, 5)")), Some(1_000_000_005));
        assert_eq!(duration_of(&expr("Duration::ZERO")), Some(0));
        assert_eq!(duration_of(&expr("Duration::from_secs(LIMIT)")), None);
    }
}
