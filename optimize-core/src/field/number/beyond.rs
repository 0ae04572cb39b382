//! Integers that their Rust type can't hold.

use crate::error::{Bound, ErrorKind};
use crate::json::refuse_range;
use crate::rules::{Number, NumberRules};

/// What such an integer breaks: in pydantic's order a rule of the field, which says more than the type does, and else the
/// type's own bound. The text is the integer's.
#[cold]
pub(super) fn beyond<T: Number>(rules: &NumberRules<T>, text: &str, min: Bound, max: Bound) -> ErrorKind {
    let negative = text.starts_with('-');
    match *rules {
        NumberRules { multiple_of: Some(step), .. } if !is_multiple(text, &step.bound()) => {
            ErrorKind::MultipleOf { multiple_of: step.bound() }
        }
        NumberRules { le: Some(le), .. } if !negative => ErrorKind::LessThanEqual { le: le.bound() },
        NumberRules { lt: Some(lt), .. } if !negative => ErrorKind::LessThan { lt: lt.bound() },
        NumberRules { ge: Some(ge), .. } if negative => ErrorKind::GreaterThanEqual { ge: ge.bound() },
        NumberRules { gt: Some(gt), .. } if negative => ErrorKind::GreaterThan { gt: gt.bound() },
        _ if !rules.one_of.is_empty() => rules.not_listed(),
        _ => refuse_range(negative, min, max),
    }
}

/// Whether an integer of any length is a multiple of a step, digit by digit.
fn is_multiple(text: &str, step: &Bound) -> bool {
    let step = match *step {
        Bound::Int(step) => step.unsigned_abs(),
        Bound::UInt(step) => step,
        _ => return true,
    };
    // Ten times a rest, and a digit, must fit. Larger steps have no rest that could be told.
    if step == 0 || step > u128::MAX / 16 {
        return true;
    }
    let digits = text.bytes().filter(u8::is_ascii_digit);
    digits.fold(0, |rest, digit| (rest * 10 + u128::from(digit - b'0')) % step) == 0
}

#[cfg(test)]
mod tests {
    use crate::error::Bound;
    use crate::options::ParseOptions;
    use crate::rules::{NumberRules, Rules};

    #[test]
    fn rests_of_long_integers_are_told() {
        for (text, step, multiple) in
            [("-300", 3, true), ("18446744073709551617", 2, false), ("1000000000000000000000", 7, false)]
        {
            assert_eq!(super::is_multiple(text, &Bound::UInt(step)), multiple, "{text} {step}");
        }
    }

    #[test]
    fn the_fields_own_rule_is_named_before_the_types() {
        const RULES: NumberRules<u8> = NumberRules::DEFAULT.gt(1).le(60);
        let options = ParseOptions::new();
        for (text, kind) in
            [("300", "Input should be less than or equal to 60"), ("-5", "Input should be greater than 1")]
        {
            let mut parser = crate::json::Parser::new(text.as_bytes(), &options);
            assert!(<u8 as crate::field::ParseField>::parse(&mut parser, &RULES).is_err());
            let error = parser.report.take().into_error("u8", None);
            assert_eq!(error.errors()[0].message(), kind, "{text}");
        }
    }
}
