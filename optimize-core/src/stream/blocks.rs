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
pub(super) const BLOCK: usize = if cfg!(test) { 4 << 10 } else { 32 << 10 };

/// The same while it is being found out whether more threads are faster: many small steps show it soon.
pub(super) const LONE_BLOCK: usize = if cfg!(test) { 1 << 10 } else { 4 << 10 };

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
    pub(super) fn next(&mut self, mut buffer: Vec<u8>, size: usize) -> io::Result<Option<Piece>> {
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        if self.within {
            return self.pass_over().map(Some);
        }
        // What the buffer holds is of no use, but spares the clearing of what is read into.
        let mut length = self.carry.len();
        grow(&mut buffer, length);
        buffer[..length].copy_from_slice(&self.carry);
        self.carry.clear();
        let (mut searched, mut want) = (0, length + size);
        loop {
            let end = match self.fill(&mut buffer, &mut length, want) {
                Ok(end) => end,
                Err(error) => {
                    // Whole lines that were read before are records like others.
                    let lines = memchr::memrchr(b'\n', &buffer[..length]).map_or(0, |at| at + 1);
                    if lines == 0 {
                        return Err(error);
                    }
                    buffer.truncate(lines);
                    self.failed = Some(error);
                    return Ok(Some(Piece::Lines(buffer)));
                }
            };
            match memchr::memrchr(b'\n', &buffer[searched..length]) {
                Some(at) => {
                    self.carry.extend_from_slice(&buffer[searched + at + 1..length]);
                    buffer.truncate(searched + at + 1);
                    return Ok(Some(Piece::Lines(buffer)));
                }
                None if end => {
                    buffer.truncate(length);
                    return Ok((length > 0).then_some(Piece::Lines(buffer)));
                }
                None if length > self.limit => {
                    self.within = true;
                    buffer.truncate(length);
                    return Ok(Some(Piece::Lines(buffer)));
                }
                None => searched = length,
            }
            // A long line is read in steps, so that little of what follows it has to be carried over. One that goes on
            // beyond the limit is cut: its beginning says that it is too long.
            want = (length + BLOCK).min(self.limit.saturating_add(2));
        }
    }

    /// Reads until so many bytes of the buffer are filled; says whether the stream ended before.
    fn fill(&mut self, buffer: &mut Vec<u8>, length: &mut usize, want: usize) -> io::Result<bool> {
        while *length < want {
            // Grown as bytes come, not as the limit would allow.
            let end = want.min(*length + BLOCK);
            grow(buffer, end);
            match self.reader.read(&mut buffer[*length..end]) {
                Ok(0) => return Ok(true),
                Ok(count) => *length += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(false)
    }

    /// Passes over the rest of a line that is too long.
    fn pass_over(&mut self) -> io::Result<Piece> {
        let mut passed = 0;
        let mut buffer = Vec::new();
        loop {
            let mut length = 0;
            let end = self.fill(&mut buffer, &mut length, BLOCK)?;
            let newline = memchr::memchr(b'\n', &buffer[..length]);
            passed += newline.map_or(length, |at| at + 1) as u64;
            if let Some(at) = newline {
                self.carry.extend_from_slice(&buffer[at + 1..length]);
            }
            if end || newline.is_some() {
                self.within = false;
                return Ok(Piece::Rest(passed));
            }
        }
    }
}

/// Makes room for so many bytes.
fn grow(buffer: &mut Vec<u8>, length: usize) {
    if buffer.len() < length {
        buffer.resize(length, 0);
    }
}

/// The records of a block.
pub(super) struct Records<T> {
    /// A place for each, empty where it could not be read.
    pub(super) slots: Vec<Option<T>>,
    /// Why those could not be read, in their order, placed relative to the block's beginning.
    pub(super) errors: Vec<StreamError>,
    /// How many lines the block has; a line that goes on behind it is one.
    pub(super) lines: u64,
    /// The block's own buffer, to be used again.
    pub(super) buffer: Vec<u8>,
}

/// Reads a block's records, over those of an older block.
pub(super) fn read_block<T: OptimizedOwned>(
    block: Vec<u8>,
    older: Vec<Option<T>>,
    limit: usize,
    options: &ParseOptions,
) -> Records<T> {
    let mut lines = Lines::new(&block[..], limit);
    let (mut slots, mut errors, mut count, mut line) = (older, Vec::new(), 0, 0);
    loop {
        let offset = lines.offset();
        if slots.len() == count {
            slots.push(None);
        }
        // Reading from memory does not fail.
        let read = match lines.next().unwrap_or(Line::End) {
            Line::End => break,
            Line::Text(text) => read_record_into(text, &mut slots[count], options),
            Line::TooLong => Some(Err(StreamCause::TooLong { limit })),
        };
        line += 1;
        let Some(read) = read else { continue };
        count += 1;
        if let Err(cause) = read {
            slots[count - 1] = None;
            errors.push(StreamError { record: count as u64, line, offset, cause });
        }
    }
    drop(lines);
    slots.truncate(count);
    Records { slots, errors, lines: line, buffer: block }
}

/// Reads one line's record into the memory of the record before; `None` if the line is blank.
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

#[cfg(test)]
mod tests {
    use super::*;

    struct Counting<'a>(&'a [u8], usize);

    impl Read for Counting<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            self.1 += 1;
            self.0.read(out)
        }
    }

    #[test]
    fn a_long_line_is_read_in_few_steps() {
        let text = ["x".repeat(3_000_000).as_bytes(), b"\nshort\n"].concat();
        for size in [LONE_BLOCK, BLOCK] {
            let mut blocks = Blocks::new(Counting(&text, 0), 1 << 30);
            let mut found = Vec::new();
            while let Some(piece) = blocks.next(Vec::new(), size).unwrap() {
                let Piece::Lines(lines) = piece else { panic!("nothing is above the limit") };
                found.extend(lines);
            }
            assert!(found == text);
            assert!(blocks.get_ref().1 < 10_000, "{} reads", blocks.get_ref().1);
        }
    }

    /// What was read behind a long line is copied into the next block, so it must not be much.
    #[test]
    fn little_is_carried_over_a_long_line() {
        let text = ("x".repeat(100_000) + "\n").repeat(20) + &"short\n".repeat(1_000);
        for size in [LONE_BLOCK, BLOCK] {
            let mut blocks = Blocks::new(text.as_bytes(), 1 << 30);
            let (mut length, mut carried) = (0, 0);
            while let Some(piece) = blocks.next(Vec::new(), size).unwrap() {
                let Piece::Lines(lines) = piece else { panic!("nothing is above the limit") };
                assert!(blocks.carry.len() <= size.max(BLOCK), "{} of blocks of {size}", blocks.carry.len());
                length += lines.len();
                carried += blocks.carry.len();
            }
            assert!(length == text.len() && carried < text.len() / 8, "{carried} of {length}");
        }
    }

    #[test]
    fn blocks_are_as_long_as_is_asked_for() {
        let text = "short\n".repeat(100_000);
        for (size, reused) in [(LONE_BLOCK, 0), (BLOCK, 0), (LONE_BLOCK, 3 * BLOCK)] {
            let mut blocks = Blocks::new(text.as_bytes(), 1 << 30);
            let mut found = Vec::new();
            while let Some(piece) = blocks.next(vec![b'?'; reused], size).unwrap() {
                let Piece::Lines(lines) = piece else { panic!("nothing is above the limit") };
                let left = text.len() - found.len();
                assert!(lines.len() <= size + 6 && (lines.len() + 6 > size || lines.len() == left), "{}", lines.len());
                found.extend(lines);
            }
            assert!(found == text.as_bytes());
        }
    }
}
