//! [`ValidationError`]: every problem of an input, and its text and JSON forms.

use crate::error::{ErrorKind, Loc, python};
use crate::json::Position;
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// The wrong part of the input.
#[derive(Clone, Debug)]
pub(crate) enum Input {
    /// JSON text, or a part of it.
    Json(Arc<[u8]>, Option<Range<usize>>),
    /// Text that is no JSON.
    Text(Arc<[u8]>),
    /// Too large to be kept.
    Unknown,
}

/// One problem.
#[derive(Clone, Debug)]
pub struct ErrorItem {
    kind: ErrorKind,
    loc: Loc,
    position: Option<Position>,
    input: Input,
}

impl ErrorItem {
    pub(crate) fn new(kind: ErrorKind, loc: Loc, position: Option<Position>, input: Input) -> Self {
        Self { kind, loc, position, input }
    }

    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    /// Pydantic's `type`.
    #[must_use]
    pub fn type_name(&self) -> &str {
        self.kind.type_name()
    }

    /// Pydantic's `msg`.
    #[must_use]
    pub fn message(&self) -> Cow<'_, str> {
        self.kind.message()
    }

    /// Pydantic's `loc`: the path to the wrong value.
    #[must_use]
    pub fn loc(&self) -> &Loc {
        &self.loc
    }

    /// Where the wrong value begins in the input. `None` for a value that was not parsed.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.position
    }

    /// The byte offset of the wrong value, from 0.
    #[must_use]
    pub fn offset(&self) -> Option<usize> {
        self.position.map(|position| position.offset)
    }

    /// The line of the wrong value, from 1.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.position.map(|position| position.line)
    }

    /// The column of the wrong value in bytes, from 1.
    #[must_use]
    pub fn column(&self) -> Option<usize> {
        self.position.map(|position| position.column)
    }

    /// The wrong value. `None` when it was too large to be kept (1 MiB of input).
    #[must_use]
    pub fn input(&self) -> Option<Value> {
        match &self.input {
            Input::Json(text, span) => {
                let text = span.as_ref().map_or(&text[..], |span| &text[span.clone()]);
                crate::json::value_of_text(text)
            }
            Input::Text(text) => Some(Value::from(String::from_utf8_lossy(text))),
            Input::Unknown => None,
        }
    }

    /// How many bytes of the input the wrong value takes, where that was kept.
    #[cfg(feature = "miette")]
    pub(crate) fn input_length(&self) -> Option<usize> {
        match &self.input {
            Input::Json(_, span) => span.as_ref().map(ExactSizeIterator::len),
            _ => None,
        }
    }

    /// The problem as pydantic's error JSON: `type`, `loc`, `msg`, `input` and, where there is one, `ctx`.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let mut object = Map::new();
        object.insert("type".into(), self.type_name().into());
        object.insert("loc".into(), self.loc.to_value());
        object.insert("msg".into(), self.message().as_ref().into());
        object.insert("input".into(), self.input().unwrap_or(Value::Null));
        if let Some(context) = self.kind.context() {
            object.insert("ctx".into(), Value::Object(context));
        }
        Value::Object(object)
    }

    /// The wrong value and its type as Python shows them.
    fn python_input(&self) -> Option<(String, &'static str)> {
        match &self.input {
            Input::Json(text, span) => {
                let json = span.as_ref().map_or(&text[..], |span| &text[span.clone()]);
                python::repr(json).map(|repr| (repr, python::type_name(json)))
            }
            Input::Text(text) => Some(match std::str::from_utf8(text) {
                Ok(text) => (python::repr_text(text), "str"),
                Err(_) => (python::repr_bytes(text), "bytes"),
            }),
            Input::Unknown => None,
        }
    }

    /// `[type=…, input_value=…, input_type=…]`
    fn write_note(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "[type={}", self.type_name())?;
        if let Some((repr, type_name)) = self.python_input() {
            write!(formatter, ", input_value={}, input_type={type_name}", python::truncate(&repr))?;
        }
        formatter.write_str("]")
    }
}

impl fmt::Display for ErrorItem {
    /// One line: `line 3, column 14: title: String should have at most 3 characters`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(position) = self.position {
            write!(formatter, "line {}, column {}: ", position.line, position.column)?;
        }
        if !self.loc.items().is_empty() {
            write!(formatter, "{}: ", self.loc)?;
        }
        formatter.write_str(&self.message())
    }
}

/// Every problem of an input.
///
/// Shown with `{}` it reads as pydantic's own error does; with `{:#}` every problem is a line with
/// its position:
///
/// ```
/// use optimize_core::Optimized;
///
/// #[derive(Optimized, Debug)]
/// struct Point {
///     #[opt(ge = 0)]
///     x: i32,
///     y: i32,
/// }
///
/// let error = Point::from_json(r#"{"x": -1, "y": "two"}"#).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "2 validation errors for Point\n\
///      x\n  Input should be greater than or equal to 0 [type=greater_than_equal, input_value=-1, input_type=int]\n\
///      y\n  Input should be a valid integer [type=int_type, input_value='two', input_type=str]"
/// );
/// assert_eq!(
///     format!("{error:#}"),
///     "2 validation errors for Point\n\
///      line 1, column 7: x: Input should be greater than or equal to 0\n\
///      line 1, column 16: y: Input should be a valid integer"
/// );
/// assert_eq!(error.to_value()[0]["ctx"]["ge"], 0);
/// ```
#[derive(Clone)]
pub struct ValidationError {
    inner: Box<Inner>,
}

#[derive(Clone)]
struct Inner {
    name: &'static str,
    items: Vec<ErrorItem>,
    omitted: usize,
}

impl ValidationError {
    pub(crate) fn new(name: &'static str, items: Vec<ErrorItem>, omitted: usize) -> Self {
        Self { inner: Box::new(Inner { name, items, omitted }) }
    }

    /// The same problems, all of them at this place: that of a syntax error, as its message counts.
    pub(crate) fn at(mut self, position: Position) -> Self {
        for item in &mut self.inner.items {
            item.position = Some(position);
        }
        self
    }

    /// The problems: in the order of the model's fields, unknown keys behind them.
    #[must_use]
    pub fn errors(&self) -> &[ErrorItem] {
        &self.inner.items
    }

    /// How many problems there are, those beyond the limit of the parse options included.
    #[must_use]
    pub fn error_count(&self) -> usize {
        self.inner.items.len() + self.inner.omitted
    }

    /// The model's name.
    #[must_use]
    pub fn title(&self) -> &'static str {
        self.inner.name
    }

    /// Whether the input was no JSON at all.
    #[must_use]
    pub fn is_syntax(&self) -> bool {
        let whole = |item: &ErrorItem| item.loc.items().is_empty();
        self.inner.items.iter().any(|item| whole(item) && matches!(item.kind, ErrorKind::JsonInvalid { .. }))
    }

    /// The problems as pydantic's error JSON: an array.
    #[doc(alias = "json")]
    #[must_use]
    pub fn to_value(&self) -> Value {
        json!(self.inner.items.iter().map(ErrorItem::to_value).collect::<Vec<_>>())
    }
}

impl fmt::Display for ValidationError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.error_count();
        write!(formatter, "{count} validation error{} for {}", if count == 1 { "" } else { "s" }, self.inner.name)?;
        for item in &self.inner.items {
            if formatter.alternate() {
                write!(formatter, "\n{item}")?;
                continue;
            }
            if !item.loc.items().is_empty() {
                write!(formatter, "\n{}", item.loc)?;
            }
            write!(formatter, "\n  {} ", item.message())?;
            item.write_note(formatter)?;
        }
        if self.inner.omitted > 0 {
            write!(formatter, "\n… and {} more", self.inner.omitted)?;
        }
        Ok(())
    }
}

impl fmt::Debug for ValidationError {
    /// The text form: `unwrap` then says what is wrong.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl std::error::Error for ValidationError {}
