//! The `pattern` constraint.

#[cfg(feature = "regex")]
use super::engine::Engine;
use std::fmt;
#[cfg(feature = "regex")]
use std::sync::OnceLock;

/// A pattern: its source for messages, and its test as code.
#[derive(Clone, Copy)]
pub struct Pattern {
    /// The regular expression.
    pub source: &'static str,
    /// Whether a text contains a match.
    pub matches: fn(&str) -> bool,
}

impl fmt::Debug for Pattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "/{}/", self.source)
    }
}

/// A regular expression that is compiled when it is first needed, once in a process. Matching takes
/// time linear in the text.
#[cfg(feature = "regex")]
#[derive(Debug)]
pub struct LazyRegex {
    source: &'static str,
    regex: OnceLock<Option<Engine>>,
}

#[cfg(feature = "regex")]
impl LazyRegex {
    /// A regular expression that the derive has already parsed.
    #[must_use]
    pub const fn new(source: &'static str) -> Self {
        Self { source, regex: OnceLock::new() }
    }

    /// Whether the text contains a match.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        // The derive refuses what the engine can't parse; what is too large to compile matches nothing.
        self.regex.get_or_init(|| Engine::new(self.source)).as_ref().is_some_and(|regex| regex.is_match(text))
    }
}

/// Stands for the engine where it is off: only patterns that are plain code work then.
#[cfg(not(feature = "regex"))]
#[derive(Debug)]
pub struct LazyRegex;

/// What has no implementation: its error says which feature is off.
#[cfg(not(feature = "regex"))]
#[diagnostic::on_unimplemented(
    message = "this `pattern` needs the feature `regex` of `optimize-core`",
    label = "this feature is off",
    note = "turn it on: `cargo add optimize-core --features regex`",
    note = "literals and character classes with counts between `^` and `$` need no feature"
)]
pub trait NeedsRegex {}

#[cfg(not(feature = "regex"))]
impl LazyRegex {
    /// Can not be called.
    #[must_use]
    pub const fn new(_: &'static str) -> Self
    where
        for<'x> &'x Self: NeedsRegex,
    {
        Self
    }

    /// Can not be called.
    #[must_use]
    pub fn is_match(&self, _: &str) -> bool {
        false
    }
}
