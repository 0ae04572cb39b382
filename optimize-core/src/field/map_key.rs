//! Keys of maps: JSON's are strings.

use crate::error::ErrorKind;
use crate::field::Field;
use crate::field::boolean::bool_of_text;
use crate::json::ShortString;
use crate::mode::Mode;
use std::borrow::Cow;

/// A type that can be a map's key: JSON's keys are strings.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can not be the key of a map",
    label = "JSON keys are strings, and this type has no text form here",
    note = "keys can be strings, characters, integers, booleans, dates and unit enums that derive `Optimized`"
)]
pub trait MapKey: Field {
    /// Hands the key's text over.
    fn with_key<R>(&self, write: impl FnOnce(&str) -> R) -> R;

    /// Why the key has no text that can be read back, if it has none: the dump then ends in an error.
    #[doc(hidden)]
    #[inline(always)]
    fn unwritable(&self) -> Option<&'static str> {
        None
    }
}

/// A [`MapKey`] that can be read from input that lives for `'de`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can not be read as the key of a map",
    label = "JSON keys are strings, and this type has no text form here, or borrows for too long",
    note = "keys can be strings, characters, integers, booleans, dates and unit enums that derive `Optimized`"
)]
pub trait ParseKey<'de>: MapKey {
    /// The key of a text.
    ///
    /// # Errors
    /// What is wrong with the text.
    fn from_key(key: Cow<'de, str>, mode: Mode) -> Result<Self, ErrorKind>;

    /// The key of a short text, where that is quickly told and keeps its rules. `None` is no answer.
    #[doc(hidden)]
    #[inline(always)]
    fn from_short(_: ShortString<'de>, _: Mode, _: &Self::Rules) -> Option<Self> {
        None
    }

    /// Whether a short text is this key and keeps its rules, where that is quickly told. `false` is no answer.
    #[doc(hidden)]
    #[inline(always)]
    fn is_short(&self, _: ShortString<'de>, _: Mode, _: &Self::Rules) -> bool {
        false
    }
}

impl MapKey for bool {
    fn with_key<R>(&self, write: impl FnOnce(&str) -> R) -> R {
        write(if *self { "true" } else { "false" })
    }
}

impl ParseKey<'_> for bool {
    fn from_key(key: Cow<'_, str>, _: Mode) -> Result<Self, ErrorKind> {
        // Keys are strings, and read as pydantic reads them in either mode: by every word for yes and no.
        bool_of_text(&key).ok_or(ErrorKind::BoolParsing)
    }
}
