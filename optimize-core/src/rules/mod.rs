//! Constraints as constant data: one type of rules for each kind of field.

mod items;
mod number;
mod pattern;
mod text;

pub use items::{ItemsRules, MapRules};
pub(crate) use items::broken_by_count;
pub use number::{Number, NumberRules};
#[cfg(feature = "regex")]
pub use pattern::LazyRegex;
pub use pattern::Pattern;
pub use text::{LengthUnit, TextRules};

/// The constraints and settings of a kind of field. Built in constants, by `const fn` setters.
pub trait Rules: Copy + 'static {
    /// No constraints.
    const DEFAULT: Self;
}

/// The rules of types that have no constraints: booleans, models, enums.
#[derive(Clone, Copy, Debug)]
pub struct NoRules;

impl Rules for NoRules {
    const DEFAULT: Self = Self;
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
