//! The ways out: whole values as JSON.
//!
//! What does not depend on a type stands behind [`Dumped`], and is compiled once for all.

use super::write::{Failure, Loan, fresh};
use crate::error::DumpError;
use crate::field::Field;
use crate::json::write::{Compact, Custom, Writer};
use crate::json::{DOCUMENT, Style, load};
use crate::options::{DumpOptions, ParseOptions};
use crate::ruled::Ruled;
use crate::rules::Rules;
use crate::tracked::FieldTree;
use serde_json::Value;

static PLAIN: DumpOptions = DumpOptions::new();

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
    new_buffer(value, kind::<T>(), options, None)
}

/// The value as compact JSON.
///
/// # Errors
/// As [`to_json`].
pub fn to_vec<T: Field>(value: &T) -> Result<Vec<u8>, DumpError> {
    compact_buffer(value, kind::<T>())
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
    value_of(&to_vec(value)?)
}

/// A value as its rules write it, as a `serde_json::Value`.
pub(crate) fn write_rules<T: Field>(value: &T, rules: &T::Rules) -> Result<Value, DumpError> {
    let mut text = Vec::new();
    write_into(value, rules, &PLAIN, &mut text)?;
    value_of(&text)
}

pub(crate) fn dump_into<T: Field>(value: &T, options: &DumpOptions, out: &mut Vec<u8>) -> Result<(), DumpError> {
    append(value, options, out).map(drop)
}

pub(crate) fn write_into<T: Field>(
    value: &T,
    rules: &T::Rules,
    options: &DumpOptions,
    out: &mut Vec<u8>,
) -> Result<(), DumpError> {
    append(&Ruled::new(value, rules), options, out).map(drop)
}

/// As `dump_into`; says what was written.
#[cfg(feature = "runtime")]
pub(crate) fn dump_measured<T: Field>(
    value: &T,
    options: &DumpOptions,
    out: &mut Vec<u8>,
) -> Result<Written, DumpError> {
    append(value, options, out)
}

pub(crate) fn dump_tracked<T: Field>(
    value: &T,
    fields: &FieldTree,
    options: &DumpOptions,
) -> Result<Vec<u8>, DumpError> {
    new_buffer(value, kind::<T>(), options, Some(fields))
}

/// The value as an error or a log shows it; nothing where it can't be written. Nobody asks why, so that this is all
/// that is compiled for a type.
pub(crate) fn write_shown<T: Field>(value: &T, rules: &T::Rules, options: &DumpOptions) -> Option<Vec<u8>> {
    let mut writer = Writer::<Custom>::new(Vec::new(), options, None);
    value.write(rules, &mut writer);
    if writer.failure.is_some() { None } else { Some(std::mem::take(&mut writer.out)) }
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

// ---- what is compiled for a type: all of its fields, once in each style ----

/// A value that knows how it is to be written.
trait Dumped {
    fn compact(&self, writer: &mut Writer<'_, Compact>);

    fn custom(&self, writer: &mut Writer<'_, Custom>);
}

impl<T: Field> Dumped for T {
    fn compact(&self, writer: &mut Writer<'_, Compact>) {
        self.write(&<T::Rules as Rules>::DEFAULT, writer);
    }

    fn custom(&self, writer: &mut Writer<'_, Custom>) {
        self.write(&<T::Rules as Rules>::DEFAULT, writer);
    }
}

impl<T: Field> Dumped for Ruled<'_, T> {
    fn compact(&self, writer: &mut Writer<'_, Compact>) {
        self.value.write(self.rules, writer);
    }

    fn custom(&self, writer: &mut Writer<'_, Custom>) {
        self.value.write(self.rules, writer);
    }
}

/// A style in which a value is dumped.
trait DumpStyle: Style + Sized {
    fn dump(value: &dyn Dumped, writer: &mut Writer<'_, Self>);
}

impl DumpStyle for Compact {
    fn dump(value: &dyn Dumped, writer: &mut Writer<'_, Self>) {
        value.compact(writer);
    }
}

impl DumpStyle for Custom {
    fn dump(value: &dyn Dumped, writer: &mut Writer<'_, Self>) {
        value.custom(writer);
    }
}

/// A number for a type, by which sizes are remembered: where the code that dumps it is.
#[inline(always)]
fn kind<T: Field>() -> usize {
    (<T as Dumped>::compact as *const ()).addr() / 16
}

// ---- what is compiled once ----

fn compact_buffer(value: &dyn Dumped, kind: usize) -> Result<Vec<u8>, DumpError> {
    fresh(kind, |out| run_fresh::<Compact>(value, &PLAIN, None, out))
}

fn new_buffer(
    value: &dyn Dumped,
    kind: usize,
    options: &DumpOptions,
    set: Option<&FieldTree>,
) -> Result<Vec<u8>, DumpError> {
    if set.is_none() && options.is_compact() {
        fresh(kind, |out| run_fresh::<Compact>(value, options, None, out))
    } else {
        // Beside the sizes in the other style.
        fresh(kind + 1, |out| run_fresh::<Custom>(value, options, set, out))
    }
}

fn append(value: &dyn Dumped, options: &DumpOptions, out: &mut Vec<u8>) -> Result<Written, DumpError> {
    if options.is_compact() { run::<Compact>(value, options, out) } else { run::<Custom>(value, options, out) }
}

/// Writes into a new buffer, which is given up when that fails.
#[inline(always)]
fn run_fresh<S: DumpStyle>(
    value: &dyn Dumped,
    options: &DumpOptions,
    set: Option<&FieldTree>,
    buffer: Vec<u8>,
) -> Result<Vec<u8>, DumpError> {
    let mut writer = Writer::<S>::new(buffer, options, set);
    S::dump(value, &mut writer);
    match writer.failure.take() {
        None => {
            let out = std::mem::take(&mut writer.out);
            // Nothing is left that would need dropping, which the compiler can't see.
            std::mem::forget(writer);
            Ok(out)
        }
        Some(failure) => Err(trace(value, options, set, *failure)),
    }
}

/// Appends to a buffer of the caller's, who has it back as it was when that fails.
#[inline(always)]
fn run<S: DumpStyle>(value: &dyn Dumped, options: &DumpOptions, out: &mut Vec<u8>) -> Result<Written, DumpError> {
    let (loan, buffer) = Loan::take(out);
    let mut lent = Lent { loan, writer: Writer::<S>::new(buffer, options, None) };
    S::dump(value, &mut lent.writer);
    let failure = lent.writer.failure.take();
    let written = Written { packed: lent.writer.packed, foreign: lent.writer.foreign };
    lent.loan.complete = failure.is_none();
    lent.give_back();
    // Nothing is left that would need dropping, which the compiler can't see.
    std::mem::forget(lent);
    match failure {
        None => Ok(written),
        Some(failure) => Err(trace(value, options, None, *failure)),
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
fn trace(value: &dyn Dumped, options: &DumpOptions, set: Option<&FieldTree>, first: Failure) -> DumpError {
    let mut writer = Writer::<Custom>::new(Vec::new(), options, set).traced();
    value.custom(&mut writer);
    match writer.failure.map_or(first, |failure| *failure) {
        Failure::Refused { reason, path } => DumpError::refused(reason, path),
        Failure::TooDeep => DumpError::too_deep(options.max_depth),
    }
}

fn value_of(text: &[u8]) -> Result<Value, DumpError> {
    load::parse_named(DOCUMENT, text, &ParseOptions::new())
        .map_err(|error| DumpError::refused(format!("{error:#}"), String::new()))
}
