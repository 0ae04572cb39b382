//! What can be wrong with JSON text itself.

use std::fmt;

/// A place in the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Bytes from the beginning.
    pub offset: usize,
    /// From 1.
    pub line: usize,
    /// Bytes from the beginning of the line, from 1. A syntax error counts as pydantic does: the line
    /// break itself and the end of an empty input are column 0.
    pub column: usize,
}

/// Why a text is no JSON, in the words that serde_json, jiter and pydantic share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SyntaxKind {
    EofValue,
    EofList,
    EofObject,
    EofString,
    ExpectedValue,
    ExpectedIdent,
    ExpectedColon,
    ExpectedListEnd,
    ExpectedObjectEnd,
    KeyMustBeString,
    TrailingComma,
    TrailingCharacters,
    InvalidNumber,
    NumberOutOfRange,
    InvalidEscape,
    InvalidUnicode,
    ControlCharacter,
    LoneSurrogate,
    EndOfHexEscape,
    TooDeep,
    TooLarge,
    TooManyItems,
}

impl fmt::Display for SyntaxKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::EofValue => "EOF while parsing a value",
            Self::EofList => "EOF while parsing a list",
            Self::EofObject => "EOF while parsing an object",
            Self::EofString => "EOF while parsing a string",
            Self::ExpectedValue => "expected value",
            Self::ExpectedIdent => "expected ident",
            Self::ExpectedColon => "expected `:`",
            Self::ExpectedListEnd => "expected `,` or `]`",
            Self::ExpectedObjectEnd => "expected `,` or `}`",
            Self::KeyMustBeString => "key must be a string",
            Self::TrailingComma => "trailing comma",
            Self::TrailingCharacters => "trailing characters",
            Self::InvalidNumber => "invalid number",
            Self::NumberOutOfRange => "number out of range",
            Self::InvalidEscape => "invalid escape",
            Self::InvalidUnicode => "invalid unicode code point",
            Self::ControlCharacter => "control character (\\u0000-\\u001F) found while parsing a string",
            Self::LoneSurrogate => "lone leading surrogate in hex escape",
            Self::EndOfHexEscape => "unexpected end of hex escape",
            Self::TooDeep => "recursion limit exceeded",
            Self::TooLarge => "input larger than the limit",
            Self::TooManyItems => "more items than the limit",
        })
    }
}

/// A syntax error and the byte offset at which it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    pub(crate) kind: SyntaxKind,
    pub(crate) offset: usize,
}

impl SyntaxError {
    /// Line and column as jiter counts them: a line break belongs to the line that it begins, the end
    /// of the input lies on the last character's column.
    pub(crate) fn position(self, input: &[u8]) -> Position {
        let end = self.offset.min(input.len());
        let counted = &input[..(end + 1).min(input.len())];
        let line = 1 + memchr::memchr_iter(b'\n', counted).count();
        let line_start = memchr::memrchr(b'\n', counted).map_or(0, |newline| newline + 1);
        let column = if end < input.len() { end + 1 - line_start } else { end.saturating_sub(line_start) };
        Position { offset: end, line, column }
    }

    /// The message with line and column.
    pub(crate) fn message(self, input: &[u8]) -> String {
        let Position { line, column, .. } = self.position(input);
        format!("{} at line {line} column {column}", self.kind)
    }
}
