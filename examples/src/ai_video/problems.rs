//! [`Problems`]: what was wrong with which record or frame, for people and for programs.

use super::PipelineError;
use optimize_core::error::ErrorItem;
use optimize_core::stream::{StreamCause, StreamError, StreamWriter};
use optimize_core::{DumpOptions, Optimized};
use serde_json::{Value, json};
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

/// So many problems are shown; all are in the file.
const SHOWN: usize = 20;

/// Everything that is wrong with one record or frame: a line of `errors.ndjson`.
#[derive(Optimized, Debug)]
struct Failure {
    /// The file that it is in.
    source: String,
    /// The record's number, from 1.
    record: Option<u64>,
    /// The line, from 1.
    line: Option<u64>,
    /// Where the record begins, in bytes of the uncompressed file.
    offset: Option<u64>,
    /// Pydantic's error objects, each with the `line` and `column` of the wrong value beside.
    errors: Vec<Value>,
}

/// Collects what is wrong: the first problems to be shown, all of them in a file.
pub(super) struct Problems {
    path: PathBuf,
    file: StreamWriter<BufWriter<File>>,
    lines: Vec<String>,
    problems: u64,
    failures: u64,
}

/// What was wrong in a whole run.
#[derive(Clone, Debug, Default)]
pub(super) struct ProblemSummary {
    /// The first problems, one a line: file, line, column, path, reason.
    pub(super) lines: Vec<String>,
    /// How many problems there were.
    pub(super) problems: u64,
    /// How many records and frames had one.
    pub(super) failures: u64,
}

impl Problems {
    /// Begins the file.
    pub(super) fn create(path: PathBuf) -> Result<Self, PipelineError> {
        let file = File::create(&path).map_err(PipelineError::at(&path))?;
        let choices = StreamWriter::builder().dump_options(DumpOptions::new().exclude_none());
        let file = choices.open(BufWriter::new(file)).map_err(PipelineError::at(&path))?;
        Ok(Self { path, file, lines: Vec::new(), problems: 0, failures: 0 })
    }

    /// A record that could not be read.
    pub(super) fn record(&mut self, source: &str, error: &StreamError) -> Result<(), PipelineError> {
        let line = error.line();
        let errors = match error.cause() {
            StreamCause::Invalid(invalid) => {
                invalid.errors().iter().map(|item| self.item(source, line, item)).collect()
            }
            cause => {
                let (kind, reason) = match cause {
                    StreamCause::TooLong { limit } => {
                        ("record_too_long", format!("the record is longer than {limit} bytes"))
                    }
                    StreamCause::Panic(message) => ("panic", format!("a validator panicked: {message}")),
                    StreamCause::Io(error) => ("io_error", format!("reading ends here: {error}")),
                    _ => ("stream_error", error.to_string()),
                };
                self.show(format!("{source}:{line}: {reason}"));
                vec![plain(kind, &reason)]
            }
        };
        let place = (Some(error.record()), Some(line), Some(error.offset()));
        self.write(source, place, errors)
    }

    /// A frame, or an encoded item, that has no place in a file's lines.
    pub(super) fn other(&mut self, source: &str, kind: &str, reason: &str) -> Result<(), PipelineError> {
        self.show(format!("{source}: {reason}"));
        self.write(source, (None, None, None), vec![plain(kind, reason)])
    }

    /// Completes the file.
    pub(super) fn finish(self) -> Result<ProblemSummary, PipelineError> {
        self.file.finish().map_err(PipelineError::at(&self.path))?;
        Ok(ProblemSummary { lines: self.lines, problems: self.problems, failures: self.failures })
    }

    /// Shows one problem of a record, and gives its JSON.
    fn item(&mut self, source: &str, line: u64, item: &ErrorItem) -> Value {
        let column = item.column().unwrap_or(1);
        self.show(describe(source, line, item));
        let mut error = item.to_value();
        error["line"] = line.into();
        error["column"] = column.into();
        error
    }

    fn show(&mut self, line: String) {
        self.problems += 1;
        if self.lines.len() < SHOWN {
            self.lines.push(printable(&line));
        }
    }

    fn write(
        &mut self,
        source: &str,
        (record, line, offset): (Option<u64>, Option<u64>, Option<u64>),
        errors: Vec<Value>,
    ) -> Result<(), PipelineError> {
        self.failures += 1;
        let failure = Failure { source: source.to_owned(), record, line, offset, errors };
        self.file.write(&failure).map_err(PipelineError::at(&self.path))
    }
}

/// One problem of a record: `videos.ndjson:3:14: title: String should have at most 200 characters`.
pub(super) fn describe(source: &str, line: u64, item: &ErrorItem) -> String {
    let column = item.column().unwrap_or(1);
    let path = if item.loc().items().is_empty() { String::new() } else { format!("{}: ", item.loc()) };
    let message = item.message();
    // Such a message ends in the place within the record, which stands in front already.
    let reason = match message.rsplit_once(" at line ") {
        Some((reason, _)) if item.type_name() == "json_invalid" => reason,
        _ => &message,
    };
    printable(&format!("{source}:{line}:{column}: {path}{reason}"))
}

/// The last part of a path, as messages name a file.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// An error without a place in a record.
fn plain(kind: &str, reason: &str) -> Value {
    json!({ "type": kind, "loc": [], "msg": reason, "input": null })
}

/// Keys and names come from the input: they must not steer the terminal.
fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_control() {
            out.extend(character.escape_default());
        } else {
            out.push(character);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_escaped() {
        assert_eq!(printable("tïtle\u{1b}[31m\n"), "tïtle\\u{1b}[31m\\n");
    }
}
