//! [`Desk`]: blocks of a stream that all cores read, taken back in their order.
//!
//! The thread that takes them back reads too, rather than wait for a block that nobody has begun. So one thread of the pool
//! less is asked for than there are cores, and a block costs no thread its sleep while there are others.

use super::blocks::{Records, read_block};
use super::reader::Choices;
use crate::batch::LOOK;
use crate::model::OptimizedOwned;
use std::collections::VecDeque;
use std::hint::spin_loop;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

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
    /// Whether the thread that takes them back sleeps.
    asleep: bool,
}

struct Shared<T> {
    jobs: Mutex<Jobs<T>>,
    choices: Arc<Choices>,
    /// How many blocks were read.
    read: AtomicUsize,
    wake: Condvar,
}

/// Where blocks are put, read and taken back. Those that nobody has begun go with it.
pub(super) struct Desk<T> {
    shared: Arc<Shared<T>>,
    /// How many threads of the pool may be at work.
    helpers: usize,
}

impl<T: OptimizedOwned + Send + 'static> Desk<T> {
    pub(super) fn new(choices: Arc<Choices>) -> Self {
        let jobs = Jobs { line: VecDeque::new(), taken: 0, helpers: 0, asleep: false };
        let shared = Shared { jobs: Mutex::new(jobs), choices, read: AtomicUsize::new(0), wake: Condvar::new() };
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
            jobs = if read { next } else { self.shared.wait(next) };
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
        self.read.fetch_add(1, Ordering::Release);
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
        if jobs.asleep {
            self.wake.notify_one();
        }
        (true, jobs)
    }

    /// Waits until another thread has read a block.
    fn wait<'j>(&'j self, jobs: MutexGuard<'j, Jobs<T>>) -> MutexGuard<'j, Jobs<T>> {
        let before = self.read.load(Ordering::Acquire);
        drop(jobs);
        let start = Instant::now();
        while self.read.load(Ordering::Acquire) == before && start.elapsed() < LOOK {
            spin_loop();
        }
        let mut jobs = self.lock();
        while self.read.load(Ordering::Acquire) == before {
            jobs.asleep = true;
            jobs = self.wake.wait(jobs).unwrap_or_else(PoisonError::into_inner);
        }
        jobs.asleep = false;
        jobs
    }
}

#[cfg(test)]
mod tests {
    use super::super::StreamReader;
    use crate::test_model::Clip;

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
}
