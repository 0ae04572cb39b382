//! [`ParallelReader`]: reads models from NDJSON on all cores, in order.

use super::blocks::{Blocks, Piece, Records, read_block};
use super::reader::Choices;
use super::{StreamCause, StreamError, StreamReaderBuilder};
use crate::compress::{Algorithm, DecompressReader};
use crate::model::OptimizedOwned;
use crate::progress::Course;
use std::collections::VecDeque;
use std::fmt;
use std::io::{self, Read};
use std::iter::FusedIterator;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::vec::IntoIter;

impl StreamReaderBuilder {
    /// A reader that parses on all cores of rayon's pool and gives the records in their order. The
    /// calling thread reads and decompresses. At most three blocks of 256 KiB for every core, or one
    /// longer record each, and what they were parsed to are in memory.
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
        Ok(ParallelReader {
            blocks: Blocks::new(reader, choices.max_record),
            choices: Arc::new(choices),
            window: if alone { 1 } else { 3 * rayon::current_num_threads() },
            alone,
            pending: VecDeque::new(),
            current: Vec::new().into_iter(),
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
    alone: bool,
    pending: VecDeque<Pending<T>>,
    current: IntoIter<Result<T, StreamError>>,
    /// Buffers of blocks that were read, to be used again.
    spare: Vec<Vec<u8>>,
    base: Base,
    given: u64,
    /// Whether nothing more comes from the blocks.
    ended: bool,
    course: Option<Course>,
}

enum Pending<T> {
    UnderWay(Receiver<Records<T>>, u64),
    Done(Records<T>, u64),
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
    /// Brings as many blocks under way as there may be.
    fn fill(&mut self) {
        while !self.ended && self.pending.len() < self.window {
            let buffer = self.spare.pop().unwrap_or_default();
            match self.blocks.next(buffer) {
                Ok(Some(Piece::Lines(block))) => {
                    let length = block.len() as u64;
                    let pending = self.begin(block, length);
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

    fn begin(&self, block: Vec<u8>, length: u64) -> Pending<T> {
        let choices = Arc::clone(&self.choices);
        let read = move || read_block(block, choices.max_record, &choices.options);
        if self.alone {
            return Pending::Done(read(), length);
        }
        let (sender, receiver) = sync_channel(1);
        rayon::spawn(move || {
            // If nobody reads on, the records go.
            drop(sender.send(read()));
        });
        Pending::UnderWay(receiver, length)
    }

    /// Makes the next block's records the current ones. `false` at the end.
    fn advance(&mut self) -> bool {
        self.fill();
        let Some(pending) = self.pending.pop_front() else { return false };
        let (records, length) = match pending {
            Pending::Done(records, length) => (records, length),
            Pending::UnderWay(receiver, length) => match receiver.recv() {
                Ok(records) => (records, length),
                Err(_) => return self.fail(io::Error::other("the thread pool lost a block of the stream")),
            },
            Pending::Rest(length) => {
                self.base.offset += length;
                return true;
            }
            Pending::Failed(error) => return self.fail(error),
        };
        let mut results = records.results;
        for error in results.iter_mut().filter_map(|result| result.as_mut().err()) {
            error.record += self.base.record;
            error.line += self.base.line;
            error.offset += self.base.offset;
        }
        self.base.record += results.len() as u64;
        self.base.line += records.lines;
        self.base.offset += length;
        self.spare.push(records.buffer);
        self.current = results.into_iter();
        if let Some(course) = &mut self.course {
            course.reached(self.base.record, self.base.offset);
        }
        true
    }

    fn fail(&mut self, error: io::Error) -> bool {
        self.ended = true;
        self.pending.clear();
        let Base { record, line, offset } = self.base;
        let error = StreamError { record: record + 1, line: line + 1, offset, cause: StreamCause::Io(error) };
        self.current = vec![Err(error)].into_iter();
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
        loop {
            if let Some(result) = self.current.next() {
                self.given += 1;
                return Some(result);
            }
            if !self.advance() {
                if let Some(course) = self.course.take() {
                    course.finish(self.base.record, self.base.offset);
                }
                return None;
            }
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
