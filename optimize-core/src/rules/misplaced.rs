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
    ($([$($generics:tt)*] $ty:ty { $($flag:ident)* } { $($number:ident)* } { $($other:ident)* })*) => {$(
        impl<$($generics)*> $ty {
            $(setter!(flag $flag);)*
            $(setter!(number $number);)*
            $(setter!($other);)*
        }
    )*};
}

misplaced! {
    [] super::TextRules
        { unique past future }
        { gt ge lt le multiple_of max_digits decimal_places items keys values }
        {}
    [T: Copy + 'static] super::NumberRules<T>
        { unique ascii trim lowercase uppercase past future email }
        { min_length max_length max_digits decimal_places uuid ip items keys values }
        { pattern url }
    [] super::CharRules
        { unique ascii trim lowercase uppercase past future email }
        { gt ge lt le multiple_of min_length max_length max_digits decimal_places uuid ip items keys values }
        { pattern url }
    [] super::BytesRules
        { unique ascii trim lowercase uppercase past future email }
        { gt ge lt le multiple_of max_digits decimal_places uuid ip items keys values }
        { pattern url one_of }
    [B: Copy + 'static] super::TimeRules<B>
        { unique ascii trim lowercase uppercase email }
        { multiple_of min_length max_length max_digits decimal_places uuid ip items keys values }
        { pattern url one_of }
    [R: Copy] super::ItemsRules<R>
        { ascii trim lowercase uppercase past future email }
        { gt ge lt le multiple_of max_digits decimal_places uuid ip keys values }
        { pattern url one_of }
    [K: Copy, V: Copy] super::MapRules<K, V>
        { unique ascii trim lowercase uppercase past future email }
        { gt ge lt le multiple_of max_digits decimal_places uuid ip items }
        { pattern url one_of }
}

#[cfg(feature = "uuid")]
misplaced! {
    [] super::UuidRules
        { unique ascii trim lowercase uppercase past future email }
        { gt ge lt le multiple_of min_length max_length max_digits decimal_places ip items keys values }
        { pattern url one_of }
}

#[cfg(feature = "url")]
misplaced! {
    [] super::UrlRules
        { unique ascii trim lowercase uppercase past future email }
        { gt ge lt le multiple_of min_length max_digits decimal_places uuid ip items keys values }
        { pattern one_of }
}

#[cfg(feature = "decimal")]
misplaced! {
    [] super::DecimalRules
        { unique ascii trim lowercase uppercase past future email }
        { min_length max_length uuid ip items keys values }
        { pattern url }
}
