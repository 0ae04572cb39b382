//! The rules of durations, dates and times.

use crate::error::{Bound, ErrorKind};
use crate::rules::Rules;
use std::cmp::Ordering;

/// A duration, date, time or instant that bounds can be put to.
pub trait TimeBound: Copy + PartialOrd + 'static {
    /// As error messages show it.
    fn bound(self) -> Bound;
}

/// A type that lies before or behind the present.
#[diagnostic::on_unimplemented(
    message = "`past` and `future` need a date or an instant, not `{Self}`",
    label = "a value of this type is neither past nor future"
)]
pub trait Calendar: TimeBound {
    /// What it is to the present: that of UTC, where the value has no zone of its own.
    fn to_now(self) -> Ordering;

    /// What to say of a value that is not in the past.
    const NOT_PAST: ErrorKind;

    /// What to say of a value that is not in the future.
    const NOT_FUTURE: ErrorKind;
}

/// On which side of the present a value must be.
#[derive(Clone, Copy, Debug)]
struct Side<B> {
    /// What the value must be to the present.
    side: Ordering,
    to_now: fn(B) -> Ordering,
    kind: fn() -> ErrorKind,
}

/// What is demanded of a duration, date or time. `B` is what bounds are given as: the field's own type,
/// an instant for a time with a zone.
#[derive(Clone, Copy, Debug)]
pub struct TimeRules<B: 'static> {
    gt: Option<B>,
    ge: Option<B>,
    lt: Option<B>,
    le: Option<B>,
    side: Option<Side<B>>,
}

impl<B: Copy + 'static> Rules for TimeRules<B> {
    const DEFAULT: Self = Self { gt: None, ge: None, lt: None, le: None, side: None };
}

impl<B: Copy + 'static> TimeRules<B> {
    /// Later or longer than.
    #[must_use]
    pub const fn gt(mut self, bound: B) -> Self {
        self.gt = Some(bound);
        self
    }

    /// Not earlier or shorter than.
    #[must_use]
    pub const fn ge(mut self, bound: B) -> Self {
        self.ge = Some(bound);
        self
    }

    /// Earlier or shorter than.
    #[must_use]
    pub const fn lt(mut self, bound: B) -> Self {
        self.lt = Some(bound);
        self
    }

    /// Not later or longer than.
    #[must_use]
    pub const fn le(mut self, bound: B) -> Self {
        self.le = Some(bound);
        self
    }

    /// Before the present.
    #[must_use]
    pub const fn past(mut self) -> Self
    where
        B: Calendar,
    {
        self.side = Some(Side { side: Ordering::Less, to_now: B::to_now, kind: || B::NOT_PAST });
        self
    }

    /// Behind the present.
    #[must_use]
    pub const fn future(mut self) -> Self
    where
        B: Calendar,
    {
        self.side = Some(Side { side: Ordering::Greater, to_now: B::to_now, kind: || B::NOT_FUTURE });
        self
    }
}

impl<B: TimeBound> TimeRules<B> {
    /// What a value breaks that is below everything.
    pub(crate) fn lower_bound(&self) -> Option<ErrorKind> {
        let ge = self.ge.map(|ge| ErrorKind::GreaterThanEqual { ge: ge.bound() });
        ge.or_else(|| self.gt.map(|gt| ErrorKind::GreaterThan { gt: gt.bound() }))
    }

    /// The first rule that the value breaks, in pydantic's order.
    pub(crate) fn broken_by(&self, value: B) -> Option<ErrorKind> {
        match *self {
            Self { le: Some(le), .. } if value > le => Some(ErrorKind::LessThanEqual { le: le.bound() }),
            Self { lt: Some(lt), .. } if value >= lt => Some(ErrorKind::LessThan { lt: lt.bound() }),
            Self { ge: Some(ge), .. } if value < ge => Some(ErrorKind::GreaterThanEqual { ge: ge.bound() }),
            Self { gt: Some(gt), .. } if value <= gt => Some(ErrorKind::GreaterThan { gt: gt.bound() }),
            Self { side: Some(side), .. } if (side.to_now)(value) != side.side => Some((side.kind)()),
            _ => None,
        }
    }
}
