//! Constraints that a kind of field does not have, where the type's name did not tell the derive so: each is a setter
//! that can not be called, and says why.

/// What no argument is. It stands in the setters here, so that a constraint of another kind of field is refused in these
/// words, and not as a method that is not there.
#[diagnostic::on_unimplemented(
    message = "this constraint can not apply: the field's type has others",
    label = "the type of the field does not have this constraint",
    note = "the reference of `#[derive(Optimized)]` says which types have it; any value can be checked with a function: \
            `#[opt(check = path)]`"
)]
pub trait Suitable: Copy {}

/// The rules inside what has nothing inside: of whatever is asked of them nothing is said any more.
#[derive(Clone, Copy, Debug)]
pub struct Anything;

/// As [`Suitable`], of the rules of what is inside: those that are none are told where they are taken out.
#[diagnostic::on_unimplemented(
    message = "this constraint can not apply: the field's type has others",
    label = "the type of the field does not have this constraint",
    note = "the reference of `#[derive(Optimized)]` says which types have it; any value can be checked with a function: \
            `#[opt(check = path)]`"
)]
pub trait SuitableInside: Copy {}

impl SuitableInside for Anything {}

macro_rules! anything {
    ({ $($flag:ident)* } { $($number:ident)* } { $($inside:ident)* }) => {
        #[doc(hidden)]
        #[allow(missing_docs)]
        impl Anything {
            $(#[must_use] pub const fn $flag(self) -> Self {
                self
            })*
            $(#[must_use] pub const fn $number<Value: Copy>(self, _value: Value) -> Self {
                self
            })*
            $(#[must_use] pub const fn $inside(self) -> Self {
                self
            })*
            #[must_use]
            pub const fn pattern<Value: Copy, M: Copy>(self, _source: Value, _matches: M) -> Self {
                self
            }
            #[must_use]
            pub const fn url<Value: Copy, const N: usize>(self, _schemes: &[Value; N]) -> Self {
                self
            }
            #[must_use]
            pub const fn one_of<Value: Copy, const N: usize>(self, _members: &[Value; N]) -> Self {
                self
            }
        }
    };
}

anything! {
    { unique ascii trim lowercase uppercase past future email length_in_bytes }
    { gt ge lt le multiple_of min_length max_length max_digits decimal_places uuid ip items keys values }
    { items_inside keys_inside values_inside }
}

/// One setter.
macro_rules! setter {
    (pattern) => {
        #[doc(hidden)]
        #[must_use]
        pub const fn pattern<Value: Suitable, M: Copy>(self, _source: Value, _matches: M) -> Self {
            self
        }
    };
    (url) => {
        #[doc(hidden)]
        #[must_use]
        pub const fn url<Value: Suitable, const N: usize>(self, _schemes: &[Value; N]) -> Self {
            self
        }
    };
    (one_of) => {
        #[doc(hidden)]
        #[must_use]
        pub const fn one_of<Value: Suitable, const N: usize>(self, _members: &[Value; N]) -> Self {
            self
        }
    };
    (flag $name:ident) => {
        #[doc(hidden)]
        #[must_use]
        pub const fn $name(self) -> Self
        where
            // Of the type itself, the compiler would point at what made it.
            for<'x> &'x (): Suitable,
        {
            self
        }
    };
    (inside items) => {
        setter!(inside items, items_inside);
    };
    (inside keys) => {
        setter!(inside keys, keys_inside);
    };
    (inside values) => {
        setter!(inside values, values_inside);
    };
    (inside $name:ident, $inside:ident) => {
        #[doc(hidden)]
        #[must_use]
        pub const fn $name<Value: SuitableInside>(self, _value: Value) -> Self {
            self
        }
        #[doc(hidden)]
        #[must_use]
        pub const fn $inside(self) -> Anything
        where
            for<'x> &'x (): Suitable,
        {
            Anything
        }
    };
    (number $name:ident) => {
        #[doc(hidden)]
        #[must_use]
        pub const fn $name<Value: Suitable>(self, _value: Value) -> Self {
            self
        }
    };
}

/// The setters that a type does not have: flags, those with a number, and the others.
macro_rules! misplaced {
    ($([$($generics:tt)*] $ty:ty { $($flag:ident)* } { $($number:ident)* } { $($other:ident)* } { $($inside:ident)* })*) => {$(
        impl<$($generics)*> $ty {
            $(setter!(flag $flag);)*
            $(setter!(number $number);)*
            $(setter!($other);)*
            $(setter!(inside $inside);)*
        }
    )*};
}

misplaced! {
    [] super::TextRules
        { unique past future }
        { gt ge lt le multiple_of max_digits decimal_places }
        {}
        { items keys values }
    [T: Copy + 'static] super::NumberRules<T>
        { unique ascii trim lowercase uppercase past future email }
        { min_length max_length max_digits decimal_places uuid ip }
        { pattern url }
        { items keys values }
    [] super::CharRules
        { unique ascii trim lowercase uppercase past future email }
        { gt ge lt le multiple_of min_length max_length max_digits decimal_places uuid ip }
        { pattern url }
        { items keys values }
    [] super::BytesRules
        { unique ascii trim lowercase uppercase past future email }
        { gt ge lt le multiple_of max_digits decimal_places uuid ip }
        { pattern url one_of }
        { items keys values }
    [B: Copy + 'static] super::TimeRules<B>
        { unique ascii trim lowercase uppercase email }
        { multiple_of min_length max_length max_digits decimal_places uuid ip }
        { pattern url one_of }
        { items keys values }
    [R: Copy] super::ItemsRules<R>
        { ascii trim lowercase uppercase past future email }
        { gt ge lt le multiple_of max_digits decimal_places uuid ip }
        { pattern url one_of }
        { keys values }
    [K: Copy, V: Copy] super::MapRules<K, V>
        { unique ascii trim lowercase uppercase past future email }
        { gt ge lt le multiple_of max_digits decimal_places uuid ip }
        { pattern url one_of }
        { items }
}

#[cfg(feature = "uuid")]
misplaced! {
    [] super::UuidRules
        { unique ascii trim lowercase uppercase past future email }
        { gt ge lt le multiple_of min_length max_length max_digits decimal_places ip }
        { pattern url one_of }
        { items keys values }
}

#[cfg(feature = "url")]
misplaced! {
    [] super::UrlRules
        { unique ascii trim lowercase uppercase past future email }
        { gt ge lt le multiple_of min_length max_digits decimal_places uuid ip }
        { pattern one_of }
        { items keys values }
}

#[cfg(feature = "decimal")]
misplaced! {
    [] super::DecimalRules
        { unique ascii trim lowercase uppercase past future email }
        { min_length max_length uuid ip }
        { pattern url }
        { items keys values }
}
