//! Durations, dates and times that are written out, as counts.

use super::number::Number;
use syn::Expr;

/// The nanoseconds of `Duration::from_secs(90)` and the like.
pub(super) fn duration_of(value: &Expr) -> Option<i128> {
    const SECOND: i128 = 1_000_000_000;
    let value = ungroup(value);
    if let Expr::Path(path) = value {
        let mut names = path.path.segments.iter().rev().map(|segment| segment.ident.to_string());
        let (name, ty) = (names.next()?, names.next()?);
        return match (ty.as_str(), name.as_str()) {
            ("Duration", "ZERO") => Some(0),
            ("Duration", "MAX") => Some(i128::from(u64::MAX) * SECOND + SECOND - 1),
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
    let (ty, name, numbers) = call_of(ungroup(value))?;
    let kind = match (ty.as_str(), name.as_str()) {
        (_, "date") | ("Date", "constant") => "date",
        (_, "time") | ("Time", "constant") => "time",
        (_, "datetime") | ("DateTime", "constant") => "datetime",
        _ => return None,
    };
    let time = |parts: &[i128]| match parts {
        [hour, minute, second, nanos] => Some(((hour * 60 + minute) * 60 + second) * 1_000_000_000 + nanos),
        _ => None,
    };
    if numbers.iter().any(|number| number.unsigned_abs() > 1_000_000_000) {
        return None;
    }
    let count = match kind {
        "date" => days(&numbers)?,
        "time" => time(&numbers)?,
        _ => days(numbers.get(..3)?)? * 86_400_000_000_000 + time(numbers.get(3..)?)?,
    };
    Some((kind, count))
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
    use super::{duration_of, moment_of};

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
    }

    #[test]
    fn durations_are_counted_in_nanoseconds() {
        assert_eq!(duration_of(&expr("std::time::Duration::from_secs(60 * 60)")), Some(3_600_000_000_000));
        assert_eq!(duration_of(&expr("Duration::new(1, 5)")), Some(1_000_000_005));
        assert_eq!(duration_of(&expr("Duration::ZERO")), Some(0));
        assert_eq!(duration_of(&expr("Duration::from_secs(LIMIT)")), None);
    }
}
