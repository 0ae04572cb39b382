//! [`Desk`]: blocks of a stream that all cores read, taken back in their order.
//!
//! The thread that takes them back reads too, rather than wait for a block that nobody has begun. So one thread of the pool
//! less is asked for than there are cores, and a block costs no thread its sleep while there are others.

use super::blocks::{Records, read_block};
use super::reader::Choices;
use super::tally::Tally;
use crate::model::OptimizedOwned;
use crate::sync::{Mutex, MutexGuard};
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, PoisonError};

/// A block under way.
enum Job<T> {
    /// Its bytes, and the records of an older block to read it over.
    Waiting(Vec<u8>, Vec<Option<T>>),
    UnderWay,
    /// `None` if reading panicked, outside of any record's reading: a destructor did.
    Done(Option<Records<T>>),
}

struct Jobs<T> {
    /// From the one that is taken back next.
    line: VecDeque<Job<T>>,
    /// How many were taken back.
    taken: usize,
    /// How many threads of the pool are at work.
    helpers: usize,
}

struct Shared<T> {
    jobs: Mutex<Jobs<T>>,
    choices: Arc<Choices>,
    /// How many blocks were read.
    read: Tally,
}

/// Where blocks are put, read and taken back. Those that nobody has begun go with it.
pub(super) struct Desk<T> {
    shared: Arc<Shared<T>>,
    /// How many threads of the pool may be at work.
    helpers: usize,
}

impl<T: OptimizedOwned + Send + 'static> Desk<T> {
    pub(super) fn new(choices: Arc<Choices>) -> Self {
        let jobs = Jobs { line: VecDeque::new(), taken: 0, helpers: 0 };
        let shared = Shared { jobs: Mutex::new(jobs), choices, read: Tally::default() };
        Self { shared: Arc::new(shared), helpers: rayon::current_num_threads().saturating_sub(1) }
    }

    #[cfg(test)]
    pub(super) fn shared(&self) -> Arc<impl Sized + use<T>> {
        Arc::clone(&self.shared)
    }

    /// Puts a block at the end of the line.
    pub(super) fn put(&self, block: Vec<u8>, older: Vec<Option<T>>) {
        let mut jobs = self.shared.lock();
        jobs.line.push_back(Job::Waiting(block, older));
        if jobs.helpers < self.helpers {
            jobs.helpers += 1;
            drop(jobs);
            let shared = Arc::clone(&self.shared);
            rayon::spawn(move || shared.help());
        }
    }

    /// The records of the first block in the line, and reads others until they are there. `None` if a panic lost them.
    pub(super) fn take(&self) -> Option<Records<T>> {
        let mut jobs = self.shared.lock();
        loop {
            match jobs.line.front() {
                None => return None,
                Some(Job::Done(_)) => {
                    jobs.taken += 1;
                    let Some(Job::Done(records)) = jobs.line.pop_front() else { return None };
                    return records;
                }
                Some(_) => {}
            }
            let (read, next) = self.shared.read_next(jobs);
            jobs = if read { next } else { self.shared.read.wait(&self.shared.jobs, next) };
        }
    }
}

impl<T> Drop for Desk<T> {
    fn drop(&mut self) {
        let mut jobs = self.shared.lock();
        jobs.taken += jobs.line.len();
        let rest = std::mem::take(&mut jobs.line);
        drop(jobs);
        drop(rest);
    }
}

impl<T> Shared<T> {
    fn lock(&self) -> MutexGuard<'_, Jobs<T>> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T: OptimizedOwned> Shared<T> {
    /// What a thread of the pool does.
    fn help(&self) {
        let mut jobs = self.lock();
        loop {
            let (read, next) = self.read_next(jobs);
            jobs = next;
            if !read {
                jobs.helpers -= 1;
                return;
            }
        }
    }

    /// Reads the first block that nobody has begun, without the lock. Says whether there was one.
    fn read_next<'j>(&'j self, mut jobs: MutexGuard<'j, Jobs<T>>) -> (bool, MutexGuard<'j, Jobs<T>>) {
        let Some(place) = jobs.line.iter().position(|job| matches!(job, Job::Waiting(..))) else {
            return (false, jobs);
        };
        let number = jobs.taken + place;
        let Job::Waiting(block, older) = std::mem::replace(&mut jobs.line[place], Job::UnderWay) else {
            return (false, jobs);
        };
        drop(jobs);
        let Choices { max_record, options } = &*self.choices;
        let records = catch_unwind(AssertUnwindSafe(|| read_block(block, older, *max_record, options)));
        let records = records.map_err(std::mem::forget).ok();
        let mut jobs = self.lock();
        self.read.add(&jobs, true);
        let place = number.checked_sub(jobs.taken).filter(|&place| place < jobs.line.len());
        match place {
            Some(place) => jobs.line[place] = Job::Done(records),
            // Nobody takes it any more.
            None => {
                drop(jobs);
                if let Err(payload) = catch_unwind(AssertUnwindSafe(|| drop(records))) {
                    std::mem::forget(payload);
                }
                jobs = self.lock();
            }
        }
        (true, jobs)
    }
}

#[cfg(test)]
mod tests {
    use super::super::StreamReader;
    use crate::stream::StreamCause;
    use crate::test_model::{BURSTS, Clip, Fragile};

    #[test]
    fn a_reader_that_is_left_leaves_nothing_behind() {
        let text = "{\"id\":1,\"title\":\"a title\"}\n".repeat(20_000);
        for taken in [0, 1, 300, 19_999] {
            let mut reader = StreamReader::builder().open_parallel::<_, Clip>(text.as_bytes()).unwrap();
            let (mut slot, mut count) = (None, 0);
            while count < taken && reader.read_into(&mut slot).is_some_and(|record| record.is_ok()) {
                count += 1;
            }
            assert_eq!(count, taken);
            let shared = std::sync::Arc::downgrade(&reader.desk_shared());
            drop(reader);
            while shared.strong_count() > 0 {
                std::thread::yield_now();
            }
        }
    }

    /// Older records go on the pool, which would end the process if one of them panics there.
    #[test]
    fn records_whose_destructors_panic() {
        let line = |id| format!("{{\"id\":{id},\"title\":\"a title\"}}\n");
        let text: String = (0..20_000).map(|number| line(if number % 499 == 7 { BURSTS } else { number })).collect();
        let mut reader = StreamReader::builder().open_parallel::<_, Fragile>(text.as_bytes()).unwrap();
        let (mut slot, mut good, mut panicked) = (None, 0, 0);
        while let Some(record) = reader.read_into(&mut slot) {
            match record.map_err(crate::stream::StreamError::into_cause) {
                Ok(_) => good += 1,
                Err(StreamCause::Panic(text)) => {
                    assert_eq!(text, "a clip that bursts");
                    panicked += 1;
                }
                // A block may be lost whole.
                Err(StreamCause::Io(error)) => assert!(error.to_string().contains("lost to a panic")),
                Err(other) => panic!("{other:?}"),
            }
        }
        assert!(good > 500 && panicked < 100, "{good} {panicked}");
        // Those that are left would panic here.
        std::mem::forget((slot, reader));
        let mut reader = StreamReader::builder().open_parallel::<_, Clip>(text.as_bytes()).unwrap();
        assert_eq!(reader.by_ref().filter(Result::is_ok).count(), 20_000, "the pool works on");
    }
}
