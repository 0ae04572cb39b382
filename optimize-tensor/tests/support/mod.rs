//! Reads and writes single values through an adapter, as a field with its rules would.
#![allow(dead_code, unused_imports, unused_macros)] // each test file uses its part

use optimize_core::fingerprint::{Fingerprint, FingerprintHasher};
use optimize_core::{Adapted, Adapter, DumpError, ValidationError};

pub(crate) fn read<T, A: Adapter<T>>(json: &str) -> Result<T, ValidationError> {
    optimize_core::from_json::<Adapted<T, A>>(json).map(Adapted::into_inner)
}

pub(crate) fn write<T, A: Adapter<T>>(value: T) -> Result<String, DumpError> {
    let json = optimize_core::to_json(&Adapted::<T, A>::new(value))?;
    Ok(String::from_utf8(json).unwrap())
}

pub(crate) fn fingerprint<T, A: Adapter<T>>(value: T) -> Fingerprint {
    let mut hasher = FingerprintHasher::new();
    A::fingerprint(&value, &mut hasher);
    hasher.finish()
}

/// The type and the message of the only error, after its path.
pub(crate) fn only_error(error: &ValidationError) -> String {
    let [item] = error.errors() else { panic!("not one error: {error}") };
    let path = item.loc().to_string();
    let dot = if path.is_empty() { "" } else { ": " };
    format!("{path}{dot}{}: {}", item.type_name(), item.message())
}

/// An adapter `$name` that is `$adapter` with `$rules`, for values of a type.
macro_rules! with_rules {
    ($name:ident, $adapter:ty, $type:ty, $rules:expr) => {
        struct $name;

        impl optimize_core::Adapter<$type> for $name {
            type Rules = optimize_core::rules::NoRules;

            fn write<S: optimize_core::json::Style>(
                value: &$type,
                _: &Self::Rules,
                writer: &mut optimize_core::json::Writer<'_, S>,
            ) {
                <$adapter as optimize_core::Adapter<$type>>::write(value, &$rules, writer);
            }

            fn parse(
                parser: &mut optimize_core::json::Parser<'_>,
                _: &Self::Rules,
            ) -> Result<$type, optimize_core::json::Stop> {
                <$adapter as optimize_core::Adapter<$type>>::parse(parser, &$rules)
            }

            fn check(value: &$type, _: &Self::Rules, report: &mut optimize_core::error::Report) {
                <$adapter as optimize_core::Adapter<$type>>::check(value, &$rules, report);
            }

            fn fingerprint(value: &$type, hasher: &mut optimize_core::fingerprint::FingerprintHasher) {
                <$adapter as optimize_core::Adapter<$type>>::fingerprint(value, hasher);
            }

            fn schema(
                _: &Self::Rules,
                generator: &mut optimize_core::schema::SchemaGenerator,
            ) -> optimize_core::schema::Schema {
                <$adapter as optimize_core::Adapter<$type>>::schema(&$rules, generator)
            }
        }
    };
}
pub(crate) use with_rules;
