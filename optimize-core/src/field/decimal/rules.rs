//! The rules of decimals.

use super::far::Far;
use super::text::{bound, of};
use crate::error::ErrorKind;
use crate::rules::{Rules, literal_error};
use crate::schema::Schema;
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// What is demanded of a decimal.
#[derive(Clone, Copy, Debug)]
pub struct DecimalRules {
    gt: Option<Decimal>,
    ge: Option<Decimal>,
    lt: Option<Decimal>,
    le: Option<Decimal>,
    multiple_of: Option<Decimal>,
    max_digits: Option<usize>,
    decimal_places: Option<usize>,
    /// Empty where every decimal is fine.
    one_of: &'static [Decimal],
}

impl Rules for DecimalRules {
    const DEFAULT: Self = Self {
        gt: None,
        ge: None,
        lt: None,
        le: None,
        multiple_of: None,
        max_digits: None,
        decimal_places: None,
        one_of: &[],
    };
}

macro_rules! setters {
    ($($(#[$about:meta])* $name:ident($argument:ident: $ty:ty);)*) => {
        impl DecimalRules {$(
            $(#[$about])*
            #[must_use]
            pub const fn $name(mut self, $argument: $ty) -> Self {
                self.$name = Some($argument);
                self
            }
        )*}
    };
}

setters! {
    /// Greater than.
    gt(bound: Decimal);
    /// Greater than or equal to.
    ge(bound: Decimal);
    /// Less than.
    lt(bound: Decimal);
    /// Less than or equal to.
    le(bound: Decimal);
    /// A multiple of.
    multiple_of(step: Decimal);
    /// The most digits, those behind the point included; zeros before the first digit and behind the last do not count.
    max_digits(digits: usize);
    /// The most digits behind the point; zeros at the end do not count.
    decimal_places(digits: usize);
}

impl DecimalRules {
    /// One of these.
    #[must_use]
    pub const fn one_of(mut self, members: &'static [Decimal]) -> Self {
        self.one_of = members;
        self
    }

    /// The first rule that the value breaks, in pydantic's order.
    pub(super) fn broken_by(&self, value: Decimal) -> Option<ErrorKind> {
        if let Some(kind) = self.broken_by_digits(|| [Digits::of(value), Digits::of(value.normalize())]) {
            return Some(kind);
        }
        match *self {
            Self { multiple_of: Some(step), .. } if value.checked_rem(step).is_none_or(|rest| !rest.is_zero()) => {
                Some(ErrorKind::MultipleOf { multiple_of: bound(step) })
            }
            Self { le: Some(le), .. } if value > le => Some(ErrorKind::LessThanEqual { le: bound(le) }),
            Self { lt: Some(lt), .. } if value >= lt => Some(ErrorKind::LessThan { lt: bound(lt) }),
            Self { ge: Some(ge), .. } if value < ge => Some(ErrorKind::GreaterThanEqual { ge: bound(ge) }),
            Self { gt: Some(gt), .. } if value <= gt => Some(ErrorKind::GreaterThan { gt: bound(gt) }),
            Self { one_of, .. } if !one_of.is_empty() && !one_of.contains(&value) => {
                Some(literal_error(one_of.iter().map(|member| of(*member))))
            }
            _ => None,
        }
    }

    /// The first rule that a number breaks which no `Decimal` can hold.
    #[cold]
    pub(super) fn broken_by_far(&self, far: &Far) -> Option<ErrorKind> {
        if let Some(kind) = self.broken_by_digits(|| [Digits::of_far(far), Digits::of_far(&far.normalized())]) {
            return Some(kind);
        }
        match *self {
            // Python's remainder gives up at 28 digits.
            Self { multiple_of: Some(step), .. } => Some(ErrorKind::MultipleOf { multiple_of: bound(step) }),
            Self { le: Some(le), .. } if far.order(le).is_gt() => Some(ErrorKind::LessThanEqual { le: bound(le) }),
            Self { lt: Some(lt), .. } if far.order(lt).is_ge() => Some(ErrorKind::LessThan { lt: bound(lt) }),
            Self { ge: Some(ge), .. } if far.order(ge).is_lt() => Some(ErrorKind::GreaterThanEqual { ge: bound(ge) }),
            Self { gt: Some(gt), .. } if far.order(gt).is_le() => Some(ErrorKind::GreaterThan { gt: bound(gt) }),
            Self { one_of, .. } if !one_of.is_empty() => Some(literal_error(one_of.iter().map(|member| of(*member)))),
            _ => None,
        }
    }

    /// The digits are those of the value as it came, or without the zeros at its end: the fewer count.
    fn broken_by_digits(&self, digits: impl FnOnce() -> [Digits; 2]) -> Option<ErrorKind> {
        let (max_digits, decimal_places) = (self.max_digits, self.decimal_places);
        if max_digits.is_none() && decimal_places.is_none() {
            return None;
        }
        let [given, least] = digits();
        if let Some(max_digits) = max_digits.filter(|max| given.all.min(least.all) > *max) {
            return Some(ErrorKind::DecimalMaxDigits { max_digits });
        }
        let decimal_places = decimal_places?;
        if given.places.min(least.places) > decimal_places {
            return Some(ErrorKind::DecimalMaxPlaces { decimal_places });
        }
        let whole_digits = max_digits?.saturating_sub(decimal_places);
        (given.whole().min(least.whole()) > whole_digits).then_some(ErrorKind::DecimalWholeDigits { whole_digits })
    }

    /// A number within the bounds, or a string, of which no keyword says more.
    pub(super) fn schema(&self) -> Schema {
        let value = |value: Option<Decimal>| value.and_then(|value| of(value).parse::<f64>().ok()).map(Value::from);
        if !self.one_of.is_empty() {
            let members: Vec<Value> = self.one_of.iter().map(|member| of(*member).into()).collect();
            return Schema::any().with("examples", members.into()).with("type", json!(["number", "string"]));
        }
        let number = Schema::of_type("number")
            .with_some("exclusiveMinimum", value(self.gt))
            .with_some("minimum", value(self.ge))
            .with_some("exclusiveMaximum", value(self.lt))
            .with_some("maximum", value(self.le))
            .with_some("multipleOf", value(self.multiple_of));
        Schema::any().with("anyOf", json!([number.into_value(), { "type": "string" }]))
    }
}

/// How many digits a value has.
struct Digits {
    all: usize,
    places: usize,
}

impl Digits {
    fn of(value: Decimal) -> Self {
        let places = value.scale() as usize;
        let digits = value.mantissa().unsigned_abs().to_string().len();
        Self { all: digits.max(places), places }
    }

    fn of_far(far: &Far) -> Self {
        let digits = far.digits.len();
        let zeros = usize::try_from(far.scale.unsigned_abs()).unwrap_or(usize::MAX);
        if far.scale <= 0 {
            Self { all: digits.saturating_add(zeros), places: 0 }
        } else {
            Self { all: digits.max(zeros), places: zeros }
        }
    }

    fn whole(&self) -> usize {
        self.all - self.places
    }
}

/// A bound that the derive read: so many of its digits stand behind the point.
#[must_use]
pub const fn decimal_literal(digits: i128, scale: u32) -> Decimal {
    let parts = digits.unsigned_abs();
    #[allow(clippy::cast_possible_truncation)] // the three parts of the number
    Decimal::from_parts(parts as u32, (parts >> 32) as u32, (parts >> 64) as u32, digits < 0, scale)
}
