//! Constraints as constant data: one type of rules for each kind of field.

mod bytes;
#[cfg(feature = "regex")]
mod engine;
mod format;
mod items;
mod misplaced;
mod number;
mod one_of;
mod pattern;
mod scan;
mod text;
mod time;
mod unique;

pub use crate::field::CharRules;
#[cfg(feature = "url")]
pub use crate::field::UrlRules;
#[cfg(feature = "uuid")]
pub use crate::field::UuidRules;
#[cfg(feature = "decimal")]
pub use crate::field::{DecimalRules, decimal_literal};
pub use bytes::BytesRules;
pub(crate) use format::*;
pub(crate) use items::broken_by_count;
pub use items::{ItemsRules, MapRules};
pub(crate) use number::decimal_of;
pub use number::{Number, NumberRules};
#[cfg(feature = "url")]
pub(crate) use one_of::either;
pub(crate) use one_of::literal_error;
pub use pattern::LazyRegex;
pub use pattern::Pattern;
pub use scan::{Ascii, Scan, begins, contains, ends, is_in};
pub use text::{LengthUnit, TextRules, text_length};
pub use time::{Calendar, TimeBound, TimeRules};
pub(crate) use unique::broken_by_repeat;

use crate::mode::Mode;

/// The constraints and settings of a kind of field. Built in constants, by `const fn` setters.
pub trait Rules: Copy + 'static {
    /// No constraints.
    const DEFAULT: Self;

    /// How the rules themselves ask to read a value, beside what the field says.
    fn mode(&self) -> Mode {
        Mode::PLAIN
    }
}

/// The rules of types that have no constraints: booleans, models, enums.
#[derive(Clone, Copy, Debug)]
pub struct NoRules;

impl Rules for NoRules {
    const DEFAULT: Self = Self;
}

/// What no argument is. It stands in the setters of [`NoRules`], so that a constraint on a type that has
/// none is refused in these words.
#[diagnostic::on_unimplemented(
    message = "this constraint can not apply: the field's type has no constraints",
    label = "the type of the field is a model, an enum or another type that takes no constraints",
    note = "check the value with a function: `#[opt(check = path)]`"
)]
pub trait Applicable: Copy {}

macro_rules! refuse {
    ($($name:ident($argument:ident $(, $other:ident)?);)*) => {
        /// Constraints that no such type has: none of these can be called.
        impl NoRules {$(
            #[doc(hidden)]
            #[must_use]
            pub const fn $name<T: Applicable $(, $other: Copy)?>(self, $argument: T $(, _: $other)?) -> Self {
                self
            }
        )*}
    };
}

macro_rules! refuse_inside {
    ($($name:ident $inside:ident),*) => {
        /// What is inside no such type.
        impl NoRules {$(
            #[doc(hidden)]
            #[must_use]
            pub const fn $name<T: misplaced::SuitableInside>(self, _rules: T) -> Self {
                self
            }

            #[doc(hidden)]
            #[must_use]
            pub const fn $inside(self) -> misplaced::Anything
            where
                for<'x> &'x Self: Applicable,
            {
                misplaced::Anything
            }
        )*}
    };
}

refuse_inside!(items items_inside, keys keys_inside, values values_inside);

impl NoRules {
    #[doc(hidden)]
    #[must_use]
    pub const fn url<T: Applicable, const N: usize>(self, _schemes: &[T; N]) -> Self {
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn one_of<T: Applicable, const N: usize>(self, _members: &[T; N]) -> Self {
        self
    }
}

macro_rules! refuse_flag {
    ($($name:ident),*) => {
        /// Flags that no such type has.
        impl NoRules {$(
            #[doc(hidden)]
            #[must_use]
            pub const fn $name(self) -> Self
            where
                for<'x> &'x Self: Applicable,
            {
                self
            }
        )*}
    };
}

refuse_flag!(unique, ascii, trim, lowercase, uppercase, past, future, email);

refuse! {
    gt(_bound);
    ge(_bound);
    lt(_bound);
    le(_bound);
    multiple_of(_step);
    min_length(_length);
    max_length(_length);
    pattern(_source, Matches);
    uuid(_version);
    ip(_version);
}

refuse! {
    max_digits(_digits);
    decimal_places(_digits);
}

macro_rules! tuple {
    ($($name:ident),*) => {
        impl<$($name: Rules),*> Rules for ($($name,)*) {
            const DEFAULT: Self = ($($name::DEFAULT,)*);
        }
    };
}

tuple!(A);
tuple!(A, B);
tuple!(A, B, C);
tuple!(A, B, C, D);
tuple!(A, B, C, D, E);
tuple!(A, B, C, D, E, F);
tuple!(A, B, C, D, E, F, G);
tuple!(A, B, C, D, E, F, G, H);
tuple!(A, B, C, D, E, F, G, H, I);
tuple!(A, B, C, D, E, F, G, H, I, J);
tuple!(A, B, C, D, E, F, G, H, I, J, K);
tuple!(A, B, C, D, E, F, G, H, I, J, K, L);

/// No constraints on a `T`: where the derive begins to build a field's rules.
#[must_use]
pub const fn rules<T: crate::field::Field>() -> T::Rules {
    <T::Rules as Rules>::DEFAULT
}
