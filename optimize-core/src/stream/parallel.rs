//! [`ParallelReader`]: reads models from NDJSON on all cores, in order.

use super::blocks::{BLOCK, Blocks, LONE_BLOCK, Piece, read_record_into};
use super::desk::Desk;
use super::reader::Choices;
use super::trial::{Trial, Way};
use super::{StreamCause, StreamError, StreamReaderBuilder};
use crate::compress::{Algorithm, DecompressReader};
use crate::model::OptimizedOwned;
use crate::progress::Course;
use std::collections::VecDeque;
use std::fmt;
use std::io::{self, Read};
use std::iter::FusedIterator;
use std::sync::Arc;
use std::time::Instant;
use std::vec::IntoIter;

impl StreamReaderBuilder {
    /// A reader that parses on all cores, the calling thread's and those of rayon's pool, and gives the records in their
    /// order. The calling thread reads and decompresses. At most three blocks of 32 KiB for every core, or one
    /// longer record each, and what they were parsed to are in memory.
    ///
    /// Small records that hold many strings cost the allocator more than the parser, and the more if they are made on one
    /// thread and dropped on another. For such types the reader tries both ways and stays with the faster; large records
    /// are shared at once. Use [`read_into`](ParallelReader::read_into) where records are not kept: it allocates nothing.
    /// Small records are read as fast by [`StreamReader::read_into`](super::StreamReader::read_into) on one core.
    ///
    /// ```
    /// # use optimize_core::Optimized;
    /// # use optimize_core::stream::StreamReader;
    /// # #[derive(Optimized, Debug)]
    /// # struct Clip { id: u32 }
    /// let file: String = (0..50_000).map(|id| format!("{{\"id\":{id}}}\n")).collect();
    /// let reader = StreamReader::builder().open_parallel::<_, Clip>(file.as_bytes())?;
    /// for (id, clip) in reader.enumerate() {
    ///     assert_eq!(clip?.id as usize, id);
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When the first bytes can't be read, or the codec's feature is off.
    pub fn open_parallel<R: Read, T: OptimizedOwned + Send + 'static>(
        self,
        inner: R,
    ) -> io::Result<ParallelReader<R, T>> {
        let course = self.course();
        let (reader, choices) = self.decompressed(inner)?;
        // A reader on a thread of the pool must not wait for the pool.
        let alone = rayon::current_num_threads() < 2 || rayon::current_thread_index().is_some();
        let (shared, trial) = Trial::of::<T>();
        let choices = Arc::new(choices);
        Ok(ParallelReader {
            blocks: Blocks::new(reader, choices.max_record),
            desk: Desk::new(Arc::clone(&choices)),
            choices,
            window: 3 * rayon::current_num_threads(),
            alone,
            shared: shared && !alone,
            trial: trial.filter(|_| !alone),
            pending: VecDeque::new(),
            current: Vec::new(),
            errors: Vec::new().into_iter(),
            buffer: Vec::new(),
            at: 0,
            lone: None,
            spare: Vec::new(),
            base: Base { record: 0, line: 0, offset: 0 },
            given: 0,
            ended: false,
            course,
        })
    }
}

/// Reads models from NDJSON on all cores: an iterator over a result for every record, in order. Made by
/// [`StreamReaderBuilder::open_parallel`]; what it says of records is as with a
/// [`StreamReader`](super::StreamReader).
pub struct ParallelReader<R: Read, T> {
    blocks: Blocks<DecompressReader<R>>,
    choices: Arc<Choices>,
    /// How many blocks may be under way.
    window: usize,
    /// Whether the pool can't help.
    alone: bool,
    /// Whether it does.
    shared: bool,
    trial: Option<Trial>,
    pending: VecDeque<Pending<T>>,
    /// Where the pending blocks are that all cores read.
    desk: Desk<T>,
    current: Vec<Option<T>>,
    /// Why those of them that are missing could not be read.
    errors: IntoIter<StreamError>,
    /// What they were read from.
    buffer: Vec<u8>,
    /// Which of the current records comes next.
    at: usize,
    /// Where in the buffer the next record is that this thread has to read itself, one by one.
    lone: Option<usize>,
    /// Blocks that were read, and what they were read to, to be used again.
    spare: Vec<(Vec<u8>, Vec<Option<T>>)>,
    base: Base,
    given: u64,
    /// Whether nothing more comes from the blocks.
    ended: bool,
    course: Option<Course>,
}

enum Pending<T> {
    /// On the desk, of so many bytes.
    UnderWay(u64),
    Lone(Vec<u8>, Vec<Option<T>>),
    Rest(u64),
    Failed(io::Error),
}

/// Where the next block begins.
struct Base {
    record: u64,
    line: u64,
    offset: u64,
}

impl<R: Read, T: OptimizedOwned + Send + 'static> ParallelReader<R, T> {
    /// Exchanges the slot's record for the next one. What was in it goes back to the threads, which read later records
    /// over it: a loop over millions of records hardly allocates, and all cores parse. `None` at the end. After an error
    /// the slot is empty. As [`StreamReader::read_into`](super::StreamReader::read_into) otherwise.
    ///
    /// ```
    /// # use optimize_core::Optimized;
    /// # use optimize_core::stream::StreamReader;
    /// # #[derive(Optimized)]
    /// # struct Clip { title: String }
    /// let file: String = (0..50_000).map(|id| format!("{{\"title\":\"number {id}\"}}\n")).collect();
    /// let mut reader = StreamReader::builder().open_parallel::<_, Clip>(file.as_bytes())?;
    /// let (mut slot, mut length) = (None, 0);
    /// while let Some(clip) = reader.read_into(&mut slot) {
    ///     length += clip?.title.len();
    /// }
    /// assert_eq!(length, 588_890);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read_into<'s>(&mut self, slot: &'s mut Option<T>) -> Option<Result<&'s mut T, StreamError>> {
        (self.shared, self.trial) = (!self.alone, None);
        std::mem::swap(self.next_slot()?, slot);
        match slot {
            Some(record) => Some(Ok(record)),
            None => self.errors.next().map(Err),
        }
    }

    #[cfg(test)]
    pub(super) fn desk_shared(&self) -> Arc<impl Sized + use<R, T>> {
        self.desk.shared()
    }

    /// Brings as many blocks under way as there may be.
    fn fill(&mut self) {
        let window = if self.shared { self.window } else { 1 };
        while !self.ended && self.pending.len() < window {
            let (buffer, older) = self.spare.pop().unwrap_or_default();
            let size = if self.shared || self.trial.is_none() { BLOCK } else { LONE_BLOCK };
            match self.blocks.next(buffer, size) {
                Ok(Some(Piece::Lines(block))) => {
                    let length = block.len() as u64;
                    let pending = self.begin(block, older, length);
                    self.pending.push_back(pending);
                }
                Ok(Some(Piece::Rest(length))) => self.pending.push_back(Pending::Rest(length)),
                Ok(None) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    self.pending.push_back(Pending::Failed(error));
                }
            }
        }
    }

    /// Goes on as the trial asks.
    fn try_ways(&mut self) {
        let Some(trial) = &mut self.trial else { return };
        let window = u32::try_from(self.window).unwrap_or(u32::MAX / 4);
        match trial.reached::<T>(Instant::now(), self.base.offset, window) {
            Way::AsBefore => {}
            Way::Shared => self.shared = true,
            Way::Decided { shared } => (self.shared, self.trial) = (shared, None),
        }
    }

    fn begin(&self, block: Vec<u8>, older: Vec<Option<T>>, length: u64) -> Pending<T> {
        if !self.shared {
            return Pending::Lone(block, older);
        }
        self.desk.put(block, older);
        Pending::UnderWay(length)
    }

    /// Makes the next block's records the current ones. `false` at the end.
    fn advance(&mut self) -> bool {
        let used = (std::mem::take(&mut self.buffer), std::mem::take(&mut self.current));
        (self.at, self.lone) = (0, None);
        if used.0.capacity() > 0 {
            self.spare.push(used);
        }
        self.try_ways();
        self.fill();
        let Some(pending) = self.pending.pop_front() else { return false };
        let (records, length) = match pending {
            Pending::Lone(block, older) => {
                (self.buffer, self.current, self.lone) = (block, older, Some(0));
                self.current.resize_with(1, || None);
                self.at = 1;
                self.tell();
                return true;
            }
            Pending::UnderWay(length) => match self.desk.take() {
                Some(records) => (records, length),
                None => return self.fail(io::Error::other("a block of the stream was lost to a panic")),
            },
            Pending::Rest(length) => {
                self.base.offset += length;
                return true;
            }
            Pending::Failed(error) => return self.fail(error),
        };
        let mut errors = records.errors;
        for error in &mut errors {
            error.record += self.base.record;
            error.line += self.base.line;
            error.offset += self.base.offset;
        }
        self.base.record += records.slots.len() as u64;
        self.base.line += records.lines;
        self.base.offset += length;
        (self.buffer, self.current, self.errors) = (records.buffer, records.slots, errors.into_iter());
        self.tell();
        true
    }

    fn tell(&mut self) {
        if let Some(course) = &mut self.course {
            course.reached(self.base.record, self.base.offset);
        }
    }

    /// Reads the next record of the block on this thread. `false` at the block's end.
    fn read_lone(&mut self) -> bool {
        let Some(lone) = &mut self.lone else { return false };
        while *lone < self.buffer.len() {
            let line = &self.buffer[*lone..];
            let newline = memchr::memchr(b'\n', line);
            let (line, used) = newline.map_or((line, line.len()), |at| (&line[..at], at + 1));
            let limit = self.choices.max_record;
            let read = if line.len() > limit {
                Some(Err(StreamCause::TooLong { limit }))
            } else {
                read_record_into(line, &mut self.current[0], &self.choices.options)
            };
            let offset = self.base.offset;
            *lone += used;
            self.base.offset += used as u64;
            self.base.line += 1;
            let Some(read) = read else { continue };
            self.base.record += 1;
            self.at = 0;
            if let Err(cause) = read {
                let error = StreamError { record: self.base.record, line: self.base.line, offset, cause };
                self.current[0] = None;
                self.errors = vec![error].into_iter();
            }
            return true;
        }
        false
    }

    /// Goes to the next record; `None` at the end. Where it could not be read the slot is empty.
    fn next_slot(&mut self) -> Option<&mut Option<T>> {
        while self.at == self.current.len() {
            if !self.read_lone() && !self.advance() {
                if let Some(course) = self.course.take() {
                    course.finish(self.base.record, self.base.offset);
                }
                return None;
            }
        }
        self.given += 1;
        self.at += 1;
        self.current.get_mut(self.at - 1)
    }

    fn fail(&mut self, error: io::Error) -> bool {
        self.ended = true;
        self.pending.clear();
        let Base { record, line, offset } = self.base;
        let error = StreamError { record: record + 1, line: line + 1, offset, cause: StreamCause::Io(error) };
        (self.current, self.errors) = (vec![None], vec![error].into_iter());
        true
    }
}

impl<R: Read, T> ParallelReader<R, T> {
    /// How many records were given out, those with errors included.
    #[must_use]
    pub const fn records(&self) -> u64 {
        self.given
    }

    /// How many bytes of the underlying reader were used so far; reading is ahead of the records.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.blocks.get_ref().compressed_bytes()
    }

    /// The stream's codec.
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        self.blocks.get_ref().algorithm()
    }
}

impl<R: Read, T: OptimizedOwned + Send + 'static> Iterator for ParallelReader<R, T> {
    type Item = Result<T, StreamError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.next_slot()?.take() {
            Some(record) => Some(Ok(record)),
            None => self.errors.next().map(Err),
        }
    }
}

impl<R: Read, T: OptimizedOwned + Send + 'static> FusedIterator for ParallelReader<R, T> {}

impl<R: Read, T> fmt::Debug for ParallelReader<R, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ParallelReader")
            .field("records", &self.given)
            .field("algorithm", &self.algorithm())
            .finish_non_exhaustive()
    }
}
