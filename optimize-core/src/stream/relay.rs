//! [`Relay`]: records that are encoded on all cores and handed on in their order.
//!
//! A part is what one thread encodes at once: small enough for the caches that are its core's own. Its buffer is used again as
//! soon as the part is handed on, so however many records there are, few pages are touched for the first time, which costs
//! more than encoding small records does. The calling thread encodes too, and hands a part on whenever the next one is
//! there. No thread waits while there is something to encode; those of the pool go when too much waits to be handed on, and
//! are called again.

use super::tally::Tally;
use crate::batch::{BatchError, Control, Cost};
use crate::sync::{Mutex, MutexGuard};
use rayon::Scope;
use std::collections::VecDeque;
use std::ops::Range;
use std::sync::PoisonError;

/// How many bytes of records may wait to be handed on, or else a part for each thread.
const WAITING: usize = 1 << 20;

/// How many bytes a part is meant to have at most.
const PART: usize = 32 << 10;

/// How many parts of each thread may wait.
const PARTS: usize = 8;

/// A part ends early when it has grown to this, by records that are larger than those before them.
const FULL: usize = 8 * PART;

/// Neighbouring records, encoded.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) bytes: Vec<u8>,
    /// Where each record ends in the bytes. One that failed has none.
    pub(super) ends: Vec<usize>,
    /// Those that failed, by their place in the part.
    pub(super) errors: Vec<(usize, BatchError)>,
    /// How many of the bytes are compressed already.
    pub(super) packed: usize,
}

impl Part {
    /// Encodes these records, as many as there is room for.
    fn fill<T>(&mut self, records: &[T], encode: &impl Fn(&T, &mut Vec<u8>) -> Result<usize, BatchError>) {
        self.bytes.clear();
        self.ends.clear();
        self.errors.clear();
        self.packed = 0;
        Control::default().each(
            0..records.len(),
            self,
            |part, index| {
                if part.bytes.len() < FULL {
                    part.packed += encode(&records[index], &mut part.bytes)?;
                    part.ends.push(part.bytes.len());
                }
                Ok(())
            },
            |part, index, error| {
                part.bytes.truncate(part.ends.last().copied().unwrap_or(0));
                part.ends.push(part.bytes.len());
                part.errors.push((index, error));
            },
        );
    }

    /// Where the record at this place begins.
    pub(super) fn start(&self, place: usize) -> usize {
        place.checked_sub(1).map_or(0, |before| self.ends[before])
    }
}

/// What is known of the records before they are encoded.
pub(super) struct Pace<'c> {
    /// How many of them a part has at most.
    pub(super) most: usize,
    /// Some that were encoded before, and to how many bytes.
    pub(super) seen: (usize, usize),
    /// Where it is kept how long one takes.
    pub(super) cost: &'c Cost,
}

/// Buffers for parts, to be used again.
#[derive(Debug, Default)]
pub(super) struct Relay {
    /// For each thread those that it had: they are in its core's caches.
    own: Vec<Vec<Part>>,
    /// Those of large records, one for each thread at most.
    large: Vec<Part>,
}

impl Relay {
    /// Encodes these records and hands every part on, on the calling thread.
    pub(super) fn run<T: Sync, E>(
        &mut self,
        records: &[T],
        Pace { most, seen, cost }: Pace<'_>,
        encode: impl Fn(&T, &mut Vec<u8>) -> Result<usize, BatchError> + Sync,
        hand_on: impl FnMut(&mut Part) -> Result<(), E>,
    ) -> Result<(), E> {
        let threads = rayon::current_num_threads().max(1);
        let mut buffers = std::mem::take(self);
        buffers.own.resize_with(threads, Vec::new);
        let board = Board {
            taken: 0,
            line: VecDeque::new(),
            handed: 0,
            waiting: 0,
            seen,
            idle: (1..threads).rev().collect(),
            buffers,
            stopped: false,
        };
        let run = Run { records, most, cost, threads, encode, board: Mutex::new(board), encoded: Tally::default() };
        let result = rayon::in_place_scope(|scope| run.lead(scope, hand_on));
        *self = run.board.into_inner().unwrap_or_else(PoisonError::into_inner).buffers;
        result
    }
}

impl Relay {
    fn take(&mut self, worker: usize, large: bool) -> Part {
        let (own, others) = (&mut self.own[worker], &mut self.large);
        if large { others.pop().or_else(|| own.pop()) } else { own.pop() }.unwrap_or_default()
    }

    fn give_back(&mut self, worker: usize, part: Part) {
        if part.bytes.capacity() <= FULL {
            self.own[worker].push(part);
        } else if self.large.len() < self.own.len() {
            self.large.push(part);
        }
    }
}

/// Records on their way.
struct Run<'r, T, F> {
    records: &'r [T],
    most: usize,
    cost: &'r Cost,
    threads: usize,
    encode: F,
    board: Mutex<Board>,
    /// How many parts were encoded.
    encoded: Tally,
}

/// What all threads see.
struct Board {
    /// How many records are taken.
    taken: usize,
    /// The parts from the next one to be handed on: `None` while they are encoded.
    line: VecDeque<Option<Ready>>,
    /// How many parts were handed on.
    handed: usize,
    /// The bytes of the parts that wait.
    waiting: usize,
    /// Of the last parts, how many records they had and how many bytes: the next ones are taken to be alike.
    seen: (usize, usize),
    /// The numbers of the helpers that are not at work.
    idle: Vec<usize>,
    buffers: Relay,
    /// Whether nothing more is to be encoded.
    stopped: bool,
}

/// A part, the records that it was begun with, and the number of the thread that has encoded it.
struct Ready {
    part: Part,
    records: Range<usize>,
    worker: usize,
}

impl<T: Sync, F: Fn(&T, &mut Vec<u8>) -> Result<usize, BatchError> + Sync> Run<'_, T, F> {
    /// What the calling thread does.
    fn lead<'scope, E>(
        &'scope self,
        scope: &Scope<'scope>,
        mut hand_on: impl FnMut(&mut Part) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut board = self.lock();
        loop {
            // Whoever has gone for want of room is called when there is some for long.
            while board.line.len() * 2 <= PARTS * self.threads
                && self.next_len(&board).is_some()
                && let Some(worker) = board.idle.pop()
            {
                drop(board);
                scope.spawn(move |_| self.help(worker));
                board = self.lock();
            }
            if let Some(Ready { mut part, records, worker }) = board.line.front_mut().and_then(Option::take) {
                board.line.pop_front();
                board.handed += 1;
                board.waiting -= part.bytes.len();
                drop(board);
                let mut handed = hand_on(&mut part);
                // What had no room in it is encoded here.
                let mut next = records.start + part.ends.len();
                while handed.is_ok() && next < records.end {
                    part.fill(&self.records[next..records.end], &self.encode);
                    next += part.ends.len();
                    handed = hand_on(&mut part);
                }
                board = self.lock();
                board.buffers.give_back(worker, part);
                if handed.is_err() {
                    board.stopped = true;
                    return handed;
                }
            } else if self.next_len(&board).is_some() {
                board = self.encode_next(0, board);
            } else if board.line.is_empty() {
                return Ok(());
            } else {
                board = self.encoded.wait(&self.board, board);
            }
        }
    }

    /// What a thread of the pool does.
    fn help(&self, worker: usize) {
        let mut board = self.lock();
        while self.next_len(&board).is_some() {
            board = self.encode_next(worker, board);
        }
        board.idle.push(worker);
    }

    fn lock(&self) -> MutexGuard<'_, Board> {
        self.board.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many records the next part has; `None` if there are none, or enough waits.
    fn next_len(&self, board: &Board) -> Option<usize> {
        let (records, bytes) = board.seen;
        // Of unknown ones as few as can be.
        let mean = bytes.checked_div(records).map_or(PART, |mean| mean.max(1));
        let length = self.most.min(PART / mean).max(1).min(self.records.len() - board.taken);
        let under_way = board.line.iter().filter(|part| part.is_none()).count();
        let expected = (under_way + 1).saturating_mul(length).saturating_mul(mean);
        let fits = board.line.len() < PARTS * self.threads && board.waiting.saturating_add(expected) <= WAITING;
        (length > 0 && !board.stopped && (fits || board.line.len() < self.threads)).then_some(length)
    }

    /// Encodes the next part, without the lock.
    fn encode_next<'b>(&'b self, worker: usize, mut board: MutexGuard<'b, Board>) -> MutexGuard<'b, Board> {
        let Some(length) = self.next_len(&board) else { return board };
        let number = board.handed + board.line.len();
        let records = board.taken..board.taken + length;
        board.taken = records.end;
        board.line.push_back(None);
        let mut part = board.buffers.take(worker, length == 1);
        // As much as the last ones took, and an eighth.
        let expected = board.seen.1.checked_div(board.seen.0).map_or(0, |mean| mean.saturating_mul(length)).min(FULL);
        drop(board);
        part.bytes.clear();
        part.bytes.reserve(expected + expected / 8);
        let mut fill = || part.fill(&self.records[records.clone()], &self.encode);
        if number == 0 {
            self.cost.measure(length, fill);
        } else {
            fill();
        }
        let mut board = self.lock();
        board.waiting += part.bytes.len();
        board.seen = (board.seen.0 / 2 + part.ends.len(), board.seen.1 / 2 + part.bytes.len());
        let place = number - board.handed;
        board.line[place] = Some(Ready { part, records, worker });
        // The calling thread waits for the next one alone.
        self.encoded.add(&board, place == 0);
        board
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Encodes records of these sizes, and tells each part's size and how much was encoded and not handed on at most.
    fn run(sizes: &[usize], mut slow: impl FnMut(&Part)) -> (usize, usize) {
        let (encoded, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let (mut largest, mut records) = (0, 0);
        let encode = |&size: &usize, out: &mut Vec<u8>| {
            out.resize(out.len() + size, b'x');
            most.fetch_max(size + encoded.fetch_add(size, Ordering::Relaxed), Ordering::Relaxed);
            Ok(0)
        };
        let costs = crate::batch::Costs::new();
        let pace = Pace { most: 1_000, seen: (10, 100), cost: costs.of::<usize>() };
        let done: Result<(), ()> = Relay::default().run(sizes, pace, encode, |part| {
            for end in 0..part.ends.len() {
                assert_eq!(part.ends[end] - part.start(end), sizes[records + end]);
            }
            slow(part);
            records += part.ends.len();
            largest = largest.max(part.bytes.len());
            encoded.fetch_sub(part.bytes.len(), Ordering::Relaxed);
            Ok(())
        });
        assert_eq!((done, records), (Ok(()), sizes.len()));
        (largest, most.into_inner())
    }

    #[test]
    fn memory_is_bounded_whatever_the_records() {
        const LARGE: usize = 300 << 10;
        let sizes = |small: usize, large: usize| [vec![10; small], vec![LARGE; large]].concat();
        // Large ones are not foreseen by those before them, and the first parts may hold thousands.
        for sizes in [sizes(5_000, 400), sizes(1, 400), sizes(400, 0), [sizes(300, 5), sizes(300, 5)].concat()] {
            let (largest, most) = run(&sizes, |_| ());
            assert!(largest <= FULL + LARGE, "{largest}");
            let parts = PARTS * rayon::current_num_threads().max(1);
            assert!(most <= parts * (FULL + 2 * LARGE), "{most}");
        }
    }

    #[test]
    fn others_stop_while_the_writer_is_slow() {
        let (_, most) = run(&vec![1_000; 20_000], |_| std::thread::sleep(std::time::Duration::from_micros(300)));
        let threads = rayon::current_num_threads().max(1);
        assert!(most <= WAITING + (threads + 2) * FULL, "{most} bytes wait");
    }

    #[test]
    fn an_error_ends_it() {
        let mut parts = 0;
        let costs = crate::batch::Costs::new();
        let pace = Pace { most: 10, seen: (1, 100), cost: costs.of::<usize>() };
        let encode = |_: &usize, out: &mut Vec<u8>| {
            out.push(b'x');
            Ok(0)
        };
        let result = Relay::default().run(&vec![0; 10_000], pace, encode, |_| {
            parts += 1;
            if parts == 7 { Err("full") } else { Ok(()) }
        });
        assert_eq!((result, parts), (Err("full"), 7));
    }
}
