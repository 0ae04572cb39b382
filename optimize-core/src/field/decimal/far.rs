//! Numbers that no `Decimal` can hold, as their digits: so that a field's own rules can be named before the type's limits.

use rust_decimal::Decimal;
use std::cmp::Ordering;

/// Digits without zeros before them, at least one, so many of them behind the point.
#[derive(Clone, Debug)]
pub(super) struct Far {
    pub(super) digits: String,
    pub(super) scale: i64,
    pub(super) negative: bool,
}

impl Far {
    /// The same number with as few digits as can be.
    pub(super) fn normalized(&self) -> Self {
        let digits = self.digits.trim_end_matches('0');
        let zeros = self.digits.len() - digits.len();
        Self {
            digits: digits.to_owned(),
            scale: self.scale - i64::try_from(zeros).unwrap_or(0),
            negative: self.negative,
        }
    }

    /// Which of two numbers is greater.
    pub(super) fn order(&self, other: Decimal) -> Ordering {
        let above = if self.negative { Ordering::Less } else { Ordering::Greater };
        if other.is_zero() || other.is_sign_negative() != self.negative {
            return above;
        }
        let digits = other.mantissa().unsigned_abs().to_string();
        // Where the first digit stands says most; digits that are not there are zeros.
        let first = |digits: &str, scale: i64| i64::try_from(digits.len()).unwrap_or(i64::MAX).saturating_sub(scale);
        let length = self.digits.len().max(digits.len());
        let places = |digits: &str| digits.bytes().chain(std::iter::repeat(b'0')).take(length).collect::<Vec<_>>();
        let magnitudes = first(&self.digits, self.scale)
            .cmp(&first(&digits, other.scale().into()))
            .then_with(|| places(&self.digits).cmp(&places(&digits)));
        if self.negative { magnitudes.reverse() } else { magnitudes }
    }
}

#[cfg(test)]
mod tests {
    use super::Far;
    use rust_decimal::Decimal;
    use std::cmp::Ordering::{self, Equal, Greater, Less};

    #[track_caller]
    fn check(digits: &str, scale: i64, negative: bool, other: &str, order: Ordering) {
        let far = Far { digits: digits.to_owned(), scale, negative };
        let other: Decimal = other.parse().unwrap();
        assert_eq!(far.order(other), order);
        assert_eq!(far.normalized().order(other), order);
    }

    #[test]
    fn numbers_of_any_length_have_an_order() {
        check("1", -30, false, "5", Greater);
        check("1", -30, true, "5", Less);
        check("1", 30, false, "0", Greater);
        check("1", 30, true, "0", Less);
        check("1", 30, false, "0.1", Less);
        check("1", 30, false, "-0.1", Greater);
        check("1500", 3, false, "1.5", Equal);
        check("15000000000000000000000000000000001", 34, false, "1.5", Greater);
        check("14999999999999999999999999999999999", 34, false, "1.5", Less);
        check("14999999999999999999999999999999999", 34, true, "-1.5", Greater);
    }
}
