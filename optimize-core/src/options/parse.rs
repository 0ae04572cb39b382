//! [`ParseOptions`].

use crate::limits::Limits;

/// How deep arrays and objects may nest unless the options say otherwise.
pub const DEFAULT_MAX_DEPTH: usize = 128;

/// How many problems of one input are kept unless the options say otherwise.
pub const DEFAULT_MAX_ERRORS: usize = 1000;

/// How to read one input.
///
/// ```
/// use optimize_core::{Optimized, ParseOptions};
///
/// #[derive(Optimized, Debug)]
/// struct Size { width: u32 }
///
/// assert!(Size::from_json(r#"{"width": "640"}"#).is_err());
/// let lax = ParseOptions::new().coerce();
/// assert_eq!(Size::from_json_with(r#"{"width": "640"}"#, &lax)?.width, 640);
/// # Ok::<(), optimize_core::ValidationError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseOptions {
    pub(crate) coerce: Option<bool>,
    /// What was asked for; a type's own limits fill the gaps.
    pub(crate) limits: Limits,
}

impl ParseOptions {
    /// As the model's attributes say; unless they say otherwise at most 128 levels and 1,000 errors.
    #[must_use]
    pub const fn new() -> Self {
        Self { coerce: None, limits: Limits::NONE }
    }

    /// Pydantic's lax conversions everywhere, whatever the attributes say.
    #[must_use]
    pub const fn coerce(mut self) -> Self {
        self.coerce = Some(true);
        self
    }

    /// No conversions anywhere, whatever the attributes say.
    #[must_use]
    pub const fn strict(mut self) -> Self {
        self.coerce = Some(false);
        self
    }

    /// How deep arrays and objects may nest. The parser uses the thread's stack: a level takes up to
    /// about a kilobyte of it in optimised code.
    #[must_use]
    pub const fn max_depth(mut self, levels: usize) -> Self {
        self.limits.depth = Some(levels);
        self
    }

    /// How many problems are kept, at least one; further ones are only counted.
    #[must_use]
    pub const fn max_errors(mut self, errors: usize) -> Self {
        self.limits.errors = Some(errors);
        self
    }

    /// The size of an input in bytes above which it is refused unread.
    #[must_use]
    pub const fn max_bytes(mut self, bytes: usize) -> Self {
        self.limits.bytes = Some(bytes);
        self
    }

    /// How many items and entries the lists, sets and maps of an input may have, taken together.
    #[must_use]
    pub const fn max_items(mut self, items: usize) -> Self {
        self.limits.items = Some(items);
        self
    }

    /// How deep the input may nest.
    pub(crate) fn levels(&self) -> usize {
        self.limits.depth.unwrap_or(DEFAULT_MAX_DEPTH)
    }

    /// How many problems are kept.
    pub(crate) fn errors(&self) -> usize {
        self.limits.errors.unwrap_or(DEFAULT_MAX_ERRORS)
    }

    /// How large the input may be.
    pub(crate) fn bytes(&self) -> usize {
        self.limits.bytes.unwrap_or(usize::MAX)
    }

    /// These options, with a type's limits where they have none of their own.
    pub(crate) fn within(&self, limits: Limits) -> Self {
        let Limits { depth, bytes, items, errors } = self.limits;
        let limits = Limits {
            depth: depth.or(limits.depth),
            bytes: bytes.or(limits.bytes),
            items: items.or(limits.items),
            errors: errors.or(limits.errors),
        };
        Self { limits, ..self.clone() }
    }
}

impl Default for ParseOptions {
    fn default() -> Self {
        Self::new()
    }
}
