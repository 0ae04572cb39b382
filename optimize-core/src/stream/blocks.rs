//! Cutting a byte stream into blocks of whole lines, in bounded memory, and reading their records.

use super::lines::{Line, Lines};
use super::{StreamCause, StreamError};
use crate::batch::panic_text;
use crate::error::ValidationError;
use crate::model::OptimizedOwned;
use crate::options::ParseOptions;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How many bytes of whole lines a block has at least, unless the stream ends. Tests need not be long to
/// go over its borders.
pub(super) const BLOCK: usize = if cfg!(test) { 4 << 10 } else { 256 << 10 };

/// What a place of the stream gives.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Whole lines; the stream's last one may lack its newline.
    Lines(Vec<u8>),
    /// The rest, of this many bytes, of a line whose beginning ended the last block. It belongs to a
    /// record above the limit, and was passed over.
    Rest(u64),
}

/// Cuts a reader's bytes into blocks.
pub(super) struct Blocks<R> {
    reader: R,
    /// The longest line that is kept.
    limit: usize,
    /// What was read behind the last newline.
    carry: Vec<u8>,
    /// Whether the last block ended within a line above the limit.
    within: bool,
    /// Why the reader ended, to be told behind the lines before that.
    failed: Option<io::Error>,
}

impl<R: Read> Blocks<R> {
    pub(super) const fn new(reader: R, limit: usize) -> Self {
        Self { reader, limit, carry: Vec::new(), within: false, failed: None }
    }

    pub(super) const fn get_ref(&self) -> &R {
        &self.reader
    }

    /// The next piece, put into a buffer that is of no further use. `None` at the end.
    pub(super) fn next(&mut self, mut buffer: Vec<u8>) -> io::Result<Option<Piece>> {
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        if self.within {
            return self.pass_over().map(Some);
        }
        buffer.clear();
        buffer.append(&mut self.carry);
        let mut searched = 0;
        loop {
            // A line that goes on beyond the limit is cut: its beginning says that it is too long.
            let want = BLOCK.max(buffer.len().saturating_add(1).min(self.limit.saturating_add(2)));
            let end = match self.fill(&mut buffer, want) {
                Ok(end) => end,
                Err(error) => {
                    // Whole lines that were read before are records like others.
                    let lines = memchr::memrchr(b'\n', &buffer).map_or(0, |at| at + 1);
                    if lines == 0 {
                        return Err(error);
                    }
                    buffer.truncate(lines);
                    self.failed = Some(error);
                    return Ok(Some(Piece::Lines(buffer)));
                }
            };
            match memchr::memrchr(b'\n', &buffer[searched..]) {
                Some(at) => {
                    self.carry.extend_from_slice(&buffer[searched + at + 1..]);
                    buffer.truncate(searched + at + 1);
                    return Ok(Some(Piece::Lines(buffer)));
                }
                None if end => return Ok((!buffer.is_empty()).then_some(Piece::Lines(buffer))),
                None if buffer.len() > self.limit => {
                    self.within = true;
                    return Ok(Some(Piece::Lines(buffer)));
                }
                None => searched = buffer.len(),
            }
        }
    }

    /// Reads until the buffer has this many bytes; says whether the stream ended before.
    fn fill(&mut self, buffer: &mut Vec<u8>, want: usize) -> io::Result<bool> {
        // Grown as bytes come, not as the limit would allow.
        let mut room = want.saturating_sub(buffer.len()).min(BLOCK);
        while buffer.len() < want {
            let start = buffer.len();
            room = room.min(want - start).max(1);
            let read = self.reader.by_ref().take(room as u64).read_to_end(buffer)?;
            if read < room {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Passes over the rest of a line that is too long.
    fn pass_over(&mut self) -> io::Result<Piece> {
        let mut passed = 0;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let end = self.fill(&mut buffer, BLOCK)?;
            let newline = memchr::memchr(b'\n', &buffer);
            passed += newline.map_or(buffer.len(), |at| at + 1) as u64;
            if let Some(at) = newline {
                self.carry = buffer.split_off(at + 1);
            }
            if end || newline.is_some() {
                self.within = false;
                return Ok(Piece::Rest(passed));
            }
        }
    }
}

/// The records of a block, their errors placed relative to its beginning.
pub(super) struct Records<T> {
    pub(super) results: Vec<Result<T, StreamError>>,
    /// How many lines the block has; a line that goes on behind it is one.
    pub(super) lines: u64,
    /// The block's own buffer, to be used again.
    pub(super) buffer: Vec<u8>,
}

/// Reads a block's records.
pub(super) fn read_block<T: OptimizedOwned>(block: Vec<u8>, limit: usize, options: &ParseOptions) -> Records<T> {
    let mut lines = Lines::new(&block[..], limit);
    let (mut results, mut line) = (Vec::new(), 0);
    loop {
        let offset = lines.offset();
        // Reading from memory does not fail.
        let cause = match lines.next().unwrap_or(Line::End) {
            Line::End => break,
            Line::Text(text) => match read_record(text, options) {
                None => {
                    line += 1;
                    continue;
                }
                Some(Ok(record)) => {
                    line += 1;
                    results.push(Ok(record));
                    continue;
                }
                Some(Err(cause)) => cause,
            },
            Line::TooLong => StreamCause::TooLong { limit },
        };
        line += 1;
        results.push(Err(StreamError { record: results.len() as u64 + 1, line, offset, cause }));
    }
    drop(lines);
    Records { results, lines: line, buffer: block }
}

/// Reads one line's record; `None` if the line is blank.
pub(super) fn read_record<T: OptimizedOwned>(text: &[u8], options: &ParseOptions) -> Option<Result<T, StreamCause>> {
    if text.trim_ascii().is_empty() {
        return None;
    }
    Some(caught(|| T::from_json_with(text, options)))
}

/// As [`read_record`], into the memory of the record before. After an error the slot is empty.
pub(super) fn read_record_into<T: OptimizedOwned>(
    text: &[u8],
    slot: &mut Option<T>,
    options: &ParseOptions,
) -> Option<Result<(), StreamCause>> {
    if text.trim_ascii().is_empty() {
        return None;
    }
    Some(caught(|| T::from_json_into_with(text, slot, options).map(drop)))
}

/// What reading a record gives; a panic of its validators is its error.
fn caught<V>(read: impl FnOnce() -> Result<V, ValidationError>) -> Result<V, StreamCause> {
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(read) => read.map_err(StreamCause::Invalid),
        Err(payload) => Err(StreamCause::Panic(panic_text(payload))),
    }
}
