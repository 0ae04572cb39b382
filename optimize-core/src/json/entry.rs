//! The ways in and out: whole documents.

use crate::error::{DumpError, ErrorKind, Report, ValidationError};
use crate::field::{Field, ParseField};
use crate::json::write::{Compact, Custom, Writer};
use crate::json::{Parser, Style};
use crate::options::{DumpOptions, ParseOptions};
use crate::rules::Rules;
use crate::schema::{Describe, describe};
use crate::tracked::{FieldTree, Tracked};
use serde_json::Value;
use std::io::Read;

use super::write::{Failure, Loan, fresh};

/// The name under which problems of a value that is no model are shown.
const DOCUMENT: &str = "JSON";

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

/// Any value that could be a field as compact JSON.
///
/// # Errors
/// When an adapter refuses the value, or it nests too deeply.
pub fn to_json<T: Field>(value: &T) -> Result<Vec<u8>, DumpError> {
    to_vec(value)
}

/// Any value that could be a field as JSON, written as the options ask.
///
/// # Errors
/// As [`to_json`], and when the options refuse NaN.
pub fn to_json_with<T: Field>(value: &T, options: &DumpOptions) -> Result<Vec<u8>, DumpError> {
    let rules = &<T::Rules as Rules>::DEFAULT;
    if options.is_compact() {
        fresh(kind::<T, Compact>(), |out| run::<T, Compact>(value, rules, options, None, out))
    } else {
        fresh(kind::<T, Custom>(), |out| run::<T, Custom>(value, rules, options, None, out))
    }
}

/// The value as compact JSON.
///
/// # Errors
/// As [`to_json`].
pub fn to_vec<T: Field>(value: &T) -> Result<Vec<u8>, DumpError> {
    static PLAIN: DumpOptions = DumpOptions::new();
    fresh(kind::<T, Compact>(), |out| run::<T, Compact>(value, &<T::Rules as Rules>::DEFAULT, &PLAIN, None, out))
}

/// A number for a type and a style, by which sizes are remembered: where the code that dumps them is.
#[inline(always)]
fn kind<T: Field, S: Style>() -> usize {
    (measured::<T, S> as *const ()).addr() / 16
}

/// The value as compact JSON text.
///
/// # Errors
/// As [`to_json`].
pub fn to_string<T: Field>(value: &T) -> Result<String, DumpError> {
    String::from_utf8(to_vec(value)?)
        .map_err(|_| DumpError::refused("an adapter wrote bytes that are no UTF-8".to_owned(), String::new()))
}

/// The value as a `serde_json::Value`.
///
/// # Errors
/// As [`to_json`].
pub fn to_value<T: Field>(value: &T) -> Result<Value, DumpError> {
    let text = to_vec(value)?;
    parse_named(DOCUMENT, &text, &ParseOptions::new())
        .map_err(|error| DumpError::refused(format!("{error:#}"), String::new()))
}

/// A value as its rules write it, as a `serde_json::Value`.
pub(crate) fn write_rules<T: Field>(value: &T, rules: &T::Rules) -> Result<Value, DumpError> {
    let mut text = Vec::new();
    write_into(value, rules, &DumpOptions::new(), &mut text)?;
    parse_named(DOCUMENT, &text, &ParseOptions::new())
        .map_err(|error| DumpError::refused(format!("{error:#}"), String::new()))
}

pub(crate) fn dump_into<T: Field>(value: &T, options: &DumpOptions, out: &mut Vec<u8>) -> Result<(), DumpError> {
    write_into(value, &<T::Rules as Rules>::DEFAULT, options, out)
}

pub(crate) fn write_into<T: Field>(
    value: &T,
    rules: &T::Rules,
    options: &DumpOptions,
    out: &mut Vec<u8>,
) -> Result<(), DumpError> {
    if options.is_compact() {
        run::<T, Compact>(value, rules, options, None, out)
    } else {
        run::<T, Custom>(value, rules, options, None, out)
    }
}

/// The value as an error or a log shows it; nothing where it can't be written. Nobody asks why, so that this is all
/// that is compiled for a type.
pub(crate) fn write_shown<T: Field>(value: &T, rules: &T::Rules, options: &DumpOptions) -> Option<Vec<u8>> {
    let mut writer = Writer::<Custom>::new(Vec::new(), options, None);
    value.write(rules, &mut writer);
    if writer.failure.is_some() { None } else { Some(std::mem::take(&mut writer.out)) }
}

pub(crate) fn dump_tracked<T: Field>(
    value: &T,
    fields: &FieldTree,
    options: &DumpOptions,
) -> Result<Vec<u8>, DumpError> {
    fresh(kind::<T, Custom>(), |out| run::<T, Custom>(value, &<T::Rules as Rules>::DEFAULT, options, Some(fields), out))
}

/// What was written.
#[cfg_attr(not(feature = "runtime"), allow(dead_code))] // nobody asks then
#[derive(Clone, Copy, Debug)]
pub(crate) struct Written {
    /// How many bytes of the text stand for data that is compressed already.
    pub(crate) packed: usize,
    /// Whether there may be line breaks in it, from text that was taken as it came.
    pub(crate) foreign: bool,
}

/// As `dump_into`; says what was written.
#[cfg(feature = "runtime")]
pub(crate) fn dump_measured<T: Field>(
    value: &T,
    options: &DumpOptions,
    out: &mut Vec<u8>,
) -> Result<Written, DumpError> {
    let rules = &<T::Rules as Rules>::DEFAULT;
    if options.is_compact() {
        measured::<T, Compact>(value, rules, options, None, out)
    } else {
        measured::<T, Custom>(value, rules, options, None, out)
    }
}

#[inline]
fn run<T: Field, S: Style>(
    value: &T,
    rules: &T::Rules,
    options: &DumpOptions,
    set: Option<&FieldTree>,
    out: &mut Vec<u8>,
) -> Result<(), DumpError> {
    measured::<T, S>(value, rules, options, set, out).map(drop)
}

// Once for a type and a style, with all of its fields in it: everything that dumps comes here.
#[inline(never)]
fn measured<T: Field, S: Style>(
    value: &T,
    rules: &T::Rules,
    options: &DumpOptions,
    set: Option<&FieldTree>,
    out: &mut Vec<u8>,
) -> Result<Written, DumpError> {
    let (loan, buffer) = Loan::take(out);
    let mut lent = Lent { loan, writer: Writer::<S>::new(buffer, options, set) };
    value.write(rules, &mut lent.writer);
    let failure = lent.writer.failure.take();
    let written = Written { packed: lent.writer.packed, foreign: lent.writer.foreign };
    lent.loan.complete = failure.is_none();
    lent.give_back();
    // Nothing is left that would need dropping, which the compiler can't see.
    std::mem::forget(lent);
    match failure {
        None => Ok(written),
        Some(failure) => Err(trace(value, rules, options, set, *failure)),
    }
}

/// A writer and the loan of its buffer.
struct Lent<'a, 'b, S: Style> {
    loan: Loan<'a>,
    writer: Writer<'b, S>,
}

impl<S: Style> Lent<'_, '_, S> {
    #[inline(always)]
    fn give_back(&mut self) {
        self.loan.give_back(std::mem::take(&mut self.writer.out));
    }
}

/// When the value's own code panics.
impl<S: Style> Drop for Lent<'_, '_, S> {
    fn drop(&mut self) {
        self.give_back();
    }
}

/// Writes the value once more to learn the path of what failed: success pays nothing for paths.
#[cold]
fn trace<T: Field>(
    value: &T,
    rules: &T::Rules,
    options: &DumpOptions,
    set: Option<&FieldTree>,
    first: Failure,
) -> DumpError {
    let mut writer = Writer::<Custom>::new(Vec::new(), options, set).traced();
    value.write(rules, &mut writer);
    cause(writer, options, first)
}

#[cold]
fn cause(writer: Writer<'_, Custom>, options: &DumpOptions, first: Failure) -> DumpError {
    match writer.failure.map_or(first, |failure| *failure) {
        Failure::Refused { reason, path } => DumpError::refused(reason, path),
        Failure::TooDeep => DumpError::too_deep(options.max_depth),
    }
}

pub(crate) fn parse_named<'de, T: ParseField<'de>>(
    name: &'static str,
    input: &'de [u8],
    options: &ParseOptions,
) -> Result<T, ValidationError> {
    let mut parser = Parser::new(input, options);
    let mut slot = None;
    // Through a slot, so that a large value is moved once.
    match (parser.document_slot(&<T::Rules as Rules>::DEFAULT, &mut slot), slot) {
        (Ok(()), Some(value)) => Ok(value),
        _ => Err(error_of(parser, name, describe::<T>)),
    }
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
    let mut parser = Parser::new(input, options);
    let mut half = HalfRead { slot: &mut *slot, whole: false };
    half.whole = parser.document_into(&<T::Rules as Rules>::DEFAULT, half.slot).is_ok();
    drop(half);
    slot.as_mut().ok_or_else(|| error_of(parser, name, describe::<T>))
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
    let mut parser = Parser::new(input, options);
    match parser.document_over(&<T::Rules as Rules>::DEFAULT, value) {
        Ok(()) => Ok(()),
        Err(_) => Err(error_of(parser, name, describe::<T>)),
    }
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

pub(crate) fn parse_field<'de, T: ParseField<'de>>(
    input: &'de [u8],
    rules: &T::Rules,
    options: &ParseOptions,
) -> Result<T, ValidationError> {
    let mut parser = Parser::new(input, options);
    parser.document(rules).map_err(|_| error_of(parser, DOCUMENT, describe::<T>))
}

pub(crate) fn parse_tracked<'de, T: ParseField<'de>>(
    name: &'static str,
    input: &'de [u8],
    options: &ParseOptions,
) -> Result<Tracked<T>, ValidationError> {
    let mut parser = Parser::new(input, options);
    parser.tracker = Some(Box::default());
    match parser.document(&<T::Rules as Rules>::DEFAULT) {
        Ok(value) => Ok(Tracked::new(value, parser.tracker.map_or_else(Default::default, |tracker| tracker.root))),
        Err(_) => Err(error_of(parser, name, describe::<T>)),
    }
}

pub(crate) fn from_value<T: for<'de> ParseField<'de>>(
    name: &'static str,
    value: &Value,
    options: &ParseOptions,
) -> Result<T, ValidationError> {
    match to_vec(value) {
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
