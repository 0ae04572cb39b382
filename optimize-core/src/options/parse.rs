//! [`ParseOptions`].

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
    pub(crate) max_depth: usize,
    pub(crate) max_errors: usize,
    pub(crate) max_bytes: usize,
}

impl ParseOptions {
    /// As the model's attributes say; at most 128 levels and 1,000 errors.
    #[must_use]
    pub const fn new() -> Self {
        Self { coerce: None, max_depth: DEFAULT_MAX_DEPTH, max_errors: DEFAULT_MAX_ERRORS, max_bytes: usize::MAX }
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
        self.max_depth = levels;
        self
    }

    /// How many problems are kept, at least one; further ones are only counted.
    #[must_use]
    pub const fn max_errors(mut self, errors: usize) -> Self {
        self.max_errors = errors;
        self
    }

    /// The size of an input in bytes above which it is refused unread.
    #[must_use]
    pub const fn max_bytes(mut self, bytes: usize) -> Self {
        self.max_bytes = bytes;
        self
    }
}

impl Default for ParseOptions {
    fn default() -> Self {
        Self::new()
    }
}
