//! Unit enums: a string out of a closed set.

use crate::error::ErrorKind;
use crate::json::parse::{Parser, Stop};
use crate::model::Literal;
use crate::shape::LiteralShape;

/// Reads a unit enum.
///
/// # Errors
/// [`Stop::Invalid`] with `literal_error` for anything but its names.
pub fn parse_literal<T: Literal>(parser: &mut Parser<'_>) -> Result<T, Stop> {
    if let Some(text) = parser.short_string()
        && let Some(variant) = T::SHAPE.find(text.text()).and_then(T::from_index)
    {
        parser.pass_short(text);
        return Ok(variant);
    }
    let start = parser.start()?;
    if parser.peek() != b'"' {
        return Err(parser.mismatch(start, T::SHAPE.error()));
    }
    let text = parser.string()?;
    let text = if T::SHAPE.mode.trims() { text.trim() } else { &text };
    T::SHAPE.find(text).and_then(T::from_index).ok_or_else(|| parser.reject(start, T::SHAPE.error()))
}

impl LiteralShape {
    /// The variant of a wire name.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<usize> {
        self.names
            .iter()
            .position(|name| *name == text)
            .or_else(|| self.aliases.iter().find(|(alias, _)| *alias == text).map(|(_, index)| *index))
    }

    /// `Input should be 'low', 'medium' or 'high'`
    #[cold]
    #[must_use]
    pub fn error(&self) -> ErrorKind {
        crate::rules::literal_error(self.names.iter().map(|name| format!("'{name}'")))
    }
}
