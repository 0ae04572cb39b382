//! The ways in: whole documents as values.
//!
//! What does not depend on a type stands in [`document`], and is compiled once for all.

use super::dump;
use crate::error::{ErrorKind, Report, ValidationError};
use crate::field::ParseField;
use crate::json::{Attachments, DOCUMENT, Parser, Stop};
use crate::options::ParseOptions;
use crate::rules::Rules;
use crate::schema::{Describe, describe};
use crate::tracked::{FieldTree, Tracked};
use serde_json::Value;
use std::io::Read;

/// Parses and validates any value that could be a field: a list of models, a map, a number.
///
/// ```
/// let sizes: Vec<(u32, u32)> = optimize_core::from_json("[[640, 480], [1920, 1080]]")?;
/// assert_eq!(sizes[1], (1920, 1080));
/// # Ok::<(), optimize_core::ValidationError>(())
/// ```
///
/// # Errors
/// Every problem of the input at once.
pub fn from_json<'de, T: ParseField<'de>>(input: &'de (impl AsRef<[u8]> + ?Sized)) -> Result<T, ValidationError> {
    from_json_with(input, &ParseOptions::new())
}

/// Parses and validates any value as the options ask.
///
/// # Errors
/// Every problem of the input at once.
pub fn from_json_with<'de, T: ParseField<'de>>(
    input: &'de (impl AsRef<[u8]> + ?Sized),
    options: &ParseOptions,
) -> Result<T, ValidationError> {
    parse_named(DOCUMENT, input.as_ref(), options)
}

/// A document from a reader, or as much of it as tells that it is longer than allowed.
pub(crate) fn read_within<R: Read>(reader: R, bytes: usize) -> std::io::Result<Vec<u8>> {
    let mut text = Vec::new();
    let most = u64::try_from(bytes).unwrap_or(u64::MAX).saturating_add(1);
    reader.take(most).read_to_end(&mut text)?;
    Ok(text)
}

pub(crate) fn parse_named<'de, T: ParseField<'de>>(
    name: &'static str,
    input: &'de [u8],
    options: &ParseOptions,
) -> Result<T, ValidationError> {
    // Through a slot, so that a large value is moved once.
    let mut slot = None;
    let read = &mut |parser: &mut Parser<'de>| T::parse_slot(parser, &<T::Rules as Rules>::DEFAULT, &mut slot);
    document(name, input, options, describe::<T>, read)?;
    slot.ok_or_else(|| nothing(name))
}

pub(crate) fn parse_field<'de, T: ParseField<'de>>(
    input: &'de [u8],
    rules: &T::Rules,
    options: &ParseOptions,
) -> Result<T, ValidationError> {
    let mut slot = None;
    let read = &mut |parser: &mut Parser<'de>| T::parse_slot(parser, rules, &mut slot);
    document(DOCUMENT, input, options, describe::<T>, read)?;
    slot.ok_or_else(|| nothing(DOCUMENT))
}

/// Empties a slot whose value is half read, whatever ended the reading: an error, or a panic of the user's validators.
struct HalfRead<'v, T> {
    slot: &'v mut Option<T>,
    whole: bool,
}

impl<T> Drop for HalfRead<'_, T> {
    fn drop(&mut self) {
        if !self.whole {
            *self.slot = None;
        }
    }
}

/// Reads a document over the value in the slot. After an error the slot is empty.
pub(crate) fn parse_into<'de, 's, T: ParseField<'de>>(
    name: &'static str,
    input: &'de [u8],
    slot: &'s mut Option<T>,
    options: &ParseOptions,
) -> Result<&'s mut T, ValidationError> {
    let mut half = HalfRead { slot: &mut *slot, whole: false };
    let read = &mut |parser: &mut Parser<'de>| match half.slot {
        Some(value) => value.parse_over(parser, &<T::Rules as Rules>::DEFAULT),
        None => T::parse_slot(parser, &<T::Rules as Rules>::DEFAULT, half.slot),
    };
    document(name, input, options, describe::<T>, read)?;
    half.whole = true;
    drop(half);
    slot.as_mut().ok_or_else(|| nothing(name))
}

/// Reads a document over a value. After an error, or a panic of the user's validators, that is neither the old nor the new
/// one, and only good to be dropped.
#[cfg(feature = "runtime")]
pub(crate) fn parse_over<'de, T: ParseField<'de>>(
    name: &'static str,
    input: &'de [u8],
    value: &mut T,
    options: &ParseOptions,
) -> Result<(), ValidationError> {
    let read = &mut |parser: &mut Parser<'de>| value.parse_over(parser, &<T::Rules as Rules>::DEFAULT);
    document(name, input, options, describe::<T>, read)
}

pub(crate) fn parse_tracked<'de, T: ParseField<'de>>(
    name: &'static str,
    input: &'de [u8],
    options: &ParseOptions,
) -> Result<Tracked<T>, ValidationError> {
    let (mut slot, mut fields) = (None, FieldTree::default());
    let read = &mut |parser: &mut Parser<'de>| {
        parser.tracker = Some(Box::default());
        let read = T::parse_slot(parser, &<T::Rules as Rules>::DEFAULT, &mut slot);
        fields = parser.tracker.take().map_or_else(FieldTree::default, |tracker| tracker.root);
        read
    };
    document(name, input, options, describe::<T>, read)?;
    slot.map(|value| Tracked::new(value, fields)).ok_or_else(|| nothing(name))
}

/// Parses and validates JSON that names data beside it. What is read may borrow from both.
///
/// # Errors
/// Every problem of the input at once.
pub fn parse_attached<'de, T: ParseField<'de>>(
    name: &'static str,
    input: &'de [u8],
    attachments: &'de dyn Attachments,
    options: &ParseOptions,
) -> Result<T, ValidationError> {
    let mut slot = None;
    let read = &mut |parser: &mut Parser<'de>| {
        parser.attachments = Some(attachments);
        T::parse_slot(parser, &<T::Rules as Rules>::DEFAULT, &mut slot)
    };
    document(name, input, options, describe::<T>, read)?;
    slot.ok_or_else(|| nothing(name))
}

// ---- what is compiled once ----

/// Reads the one value of a document, with a parser of its own.
fn document<'de>(
    name: &'static str,
    input: &'de [u8],
    options: &ParseOptions,
    describe: Describe,
    read: &mut dyn FnMut(&mut Parser<'de>) -> Result<(), Stop>,
) -> Result<(), ValidationError> {
    let mut parser = Parser::new(input, options);
    match parser.document(read) {
        Ok(()) => Ok(()),
        Err(_) => Err(error_of(parser, name, describe)),
    }
}

/// Where a type's own code says that it has read a value, and there is none.
#[cold]
fn nothing(name: &'static str) -> ValidationError {
    Report::new(1).into_error(name, None)
}

/// The error of a document. One that is no JSON is not shown if its type knows secrets: where they are in
/// it is unknown.
#[cold]
fn error_of(mut parser: Parser<'_>, name: &'static str, describe: Describe) -> ValidationError {
    let names = crate::redacted::secret_names(describe);
    parser.sensitive |= !names.is_empty();
    parser.report.secret_names = names;
    parser.into_error(name)
}

/// Checks that the input is one JSON text, whatever it says.
#[cfg(feature = "runtime")]
pub(crate) fn check_json(input: &[u8], options: &ParseOptions) -> Result<(), ValidationError> {
    let mut parser = Parser::new(input, options);
    parser.whole_text().map_err(|_| parser.into_error(DOCUMENT))
}

pub(crate) fn from_value<T: for<'de> ParseField<'de>>(
    name: &'static str,
    value: &Value,
    options: &ParseOptions,
) -> Result<T, ValidationError> {
    match dump::to_vec(value) {
        Ok(text) => parse_named(name, &text, options),
        // Nothing but its depth can keep a `serde_json::Value` from being written.
        Err(_) => {
            let mut report = Report::new(1);
            report.error(ErrorKind::RecursionLoop);
            Err(report.into_error(name, None))
        }
    }
}

/// A piece of JSON text as a value, for error messages.
pub(crate) fn value_of_text(text: &[u8]) -> Option<Value> {
    match text {
        b"NaN" | b"Infinity" | b"-Infinity" => Some(Value::from(String::from_utf8_lossy(text).into_owned())),
        _ => from_json(text).ok(),
    }
}
