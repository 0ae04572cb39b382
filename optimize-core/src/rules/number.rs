//! The rules of numbers.

use crate::error::{Bound, ErrorKind, Report};
use crate::field::Field;
use crate::rules::{Rules, literal_error};

/// A number that bounds can be put to.
pub trait Number: Copy + PartialOrd + 'static {
    /// As error messages show it.
    fn bound(self) -> Bound;

    /// Whether it is a multiple of another one, which is positive.
    fn is_multiple(self, of: Self) -> bool;
}

/// What is demanded of a number.
#[derive(Clone, Copy, Debug)]
pub struct NumberRules<T: 'static> {
    pub(crate) gt: Option<T>,
    pub(crate) ge: Option<T>,
    pub(crate) lt: Option<T>,
    pub(crate) le: Option<T>,
    pub(crate) multiple_of: Option<T>,
    /// Empty where every number is fine.
    pub(crate) one_of: &'static [T],
}

impl<T: Copy + 'static> Rules for NumberRules<T> {
    const DEFAULT: Self = Self { gt: None, ge: None, lt: None, le: None, multiple_of: None, one_of: &[] };
}

impl<T: Copy + 'static> NumberRules<T> {
    /// Greater than.
    #[must_use]
    pub const fn gt(mut self, bound: T) -> Self {
        self.gt = Some(bound);
        self
    }

    /// Greater than or equal to.
    #[must_use]
    pub const fn ge(mut self, bound: T) -> Self {
        self.ge = Some(bound);
        self
    }

    /// Less than.
    #[must_use]
    pub const fn lt(mut self, bound: T) -> Self {
        self.lt = Some(bound);
        self
    }

    /// Less than or equal to.
    #[must_use]
    pub const fn le(mut self, bound: T) -> Self {
        self.le = Some(bound);
        self
    }

    /// A multiple of.
    #[must_use]
    pub const fn multiple_of(mut self, step: T) -> Self {
        self.multiple_of = Some(step);
        self
    }

    /// One of these.
    #[must_use]
    pub const fn one_of(mut self, members: &'static [T]) -> Self {
        self.one_of = members;
        self
    }
}

impl<T: Number> NumberRules<T> {
    /// Whether the number breaks no rule. NaN breaks every bound.
    #[inline(always)]
    pub(crate) fn holds(&self, value: T) -> bool {
        self.multiple_of.is_none_or(|step| value.is_multiple(step))
            && self.le.is_none_or(|bound| value <= bound)
            && self.lt.is_none_or(|bound| value < bound)
            && self.ge.is_none_or(|bound| value >= bound)
            && self.gt.is_none_or(|bound| value > bound)
            && (self.one_of.is_empty() || self.one_of.contains(&value))
    }

    /// The first rule that the number breaks, in pydantic's order.
    #[inline]
    pub(crate) fn broken_by(&self, value: T) -> Option<ErrorKind> {
        if self.holds(value) { None } else { Some(self.first_broken(value)) }
    }

    #[cold]
    pub(crate) fn first_broken(&self, value: T) -> ErrorKind {
        match *self {
            Self { multiple_of: Some(step), .. } if !value.is_multiple(step) => {
                ErrorKind::MultipleOf { multiple_of: step.bound() }
            }
            Self { le: Some(bound), .. } if !matches!(value.partial_cmp(&bound), Some(o) if o.is_le()) => {
                ErrorKind::LessThanEqual { le: bound.bound() }
            }
            Self { lt: Some(bound), .. } if !matches!(value.partial_cmp(&bound), Some(o) if o.is_lt()) => {
                ErrorKind::LessThan { lt: bound.bound() }
            }
            Self { ge: Some(bound), .. } if !matches!(value.partial_cmp(&bound), Some(o) if o.is_ge()) => {
                ErrorKind::GreaterThanEqual { ge: bound.bound() }
            }
            Self { gt: Some(bound), .. } if !matches!(value.partial_cmp(&bound), Some(o) if o.is_gt()) => {
                ErrorKind::GreaterThan { gt: bound.bound() }
            }
            _ => self.not_listed(),
        }
    }

    /// Whether only some values are fine.
    pub(crate) const fn is_listed(&self) -> bool {
        !self.one_of.is_empty()
    }

    /// What a value breaks that is none of those which are fine.
    #[cold]
    pub(crate) fn not_listed(&self) -> ErrorKind {
        literal_error(self.members().iter().map(Bound::to_string))
    }

    /// The members of `one_of` as messages and schemas show them. What is made of them is compiled once for all types.
    #[inline(never)]
    pub(crate) fn members(&self) -> Vec<Bound> {
        let mut members = Vec::new();
        for member in self.one_of {
            members.push(member.bound());
        }
        members
    }

    pub(crate) fn check<F: Field>(&self, number: T, value: &F, rules: &F::Rules, report: &mut Report) {
        if let Some(kind) = self.broken_by(number) {
            report.refuse(value, rules, kind);
        }
    }
}

macro_rules! integer {
    ($variant:ident: $($type:ty),*) => {$(
        impl Number for $type {
            #[allow(clippy::cast_lossless)]
            fn bound(self) -> Bound {
                Bound::$variant(self as _)
            }

            fn is_multiple(self, of: Self) -> bool {
                self.checked_rem(of).is_none_or(|rest| rest == 0)
            }
        }
    )*};
}

integer!(Int: i8, i16, i32, i64, i128, isize);
integer!(UInt: u8, u16, u32, u64, u128, usize);

impl Number for f64 {
    fn bound(self) -> Bound {
        Bound::Float(self)
    }

    fn is_multiple(self, of: Self) -> bool {
        let nearest = (self / of).round() * of;
        // NaN and the infinities, which have no nearest one, break no step.
        (self - nearest).abs() <= TOLERANCE || !self.is_finite()
    }
}

/// By how much a float may miss the nearest multiple, as pydantic has it.
const TOLERANCE: f64 = 1e-9;

impl Number for f32 {
    fn bound(self) -> Bound {
        Bound::Float(decimal_of(self))
    }

    fn is_multiple(self, of: Self) -> bool {
        decimal_of(self).is_multiple(decimal_of(of))
    }
}

/// The number that a float of single precision is written as: 0.1, where the nearest double is 0.10000000149.
#[inline(never)]
pub(crate) fn decimal_of(number: f32) -> f64 {
    number.to_string().parse().unwrap_or_else(|_| number.into())
}

#[cfg(test)]
mod tests {
    use super::{NumberRules, Rules};

    #[test]
    fn nan_breaks_every_bound() {
        let any = NumberRules::<f64>::DEFAULT;
        assert!(any.broken_by(f64::NAN).is_none());
        for rules in [any.ge(0.0), any.gt(0.0), any.le(0.0), any.lt(0.0)] {
            assert!(rules.broken_by(f64::NAN).is_some(), "{rules:?}");
        }
    }

    #[test]
    fn bounds_are_sharp() {
        let rules = NumberRules::<i64>::DEFAULT.gt(1).lt(5).multiple_of(2);
        let fine: Vec<i64> = (-10..10).filter(|value| rules.broken_by(*value).is_none()).collect();
        assert_eq!(fine, [2, 4]);
        let rules = NumberRules::<i64>::DEFAULT.ge(i64::MIN).le(i64::MAX);
        assert!(rules.broken_by(i64::MIN).is_none() && rules.broken_by(i64::MAX).is_none());
    }

    #[test]
    fn float_multiples_have_a_tolerance() {
        let rules = NumberRules::<f64>::DEFAULT.multiple_of(0.1);
        assert!(rules.broken_by(0.3).is_none());
        assert!(rules.broken_by(0.35).is_some());
        // It is the same for large numbers and small ones.
        let rules = NumberRules::<f64>::DEFAULT.multiple_of(0.5);
        assert!(rules.broken_by(1e12).is_none() && rules.broken_by(1e12 + 0.25).is_some());
        assert!(rules.broken_by(1e-9).is_none() && rules.broken_by(2e-9).is_some());
        assert!(rules.broken_by(f64::NAN).is_none() && rules.broken_by(f64::INFINITY).is_none());
    }
}
