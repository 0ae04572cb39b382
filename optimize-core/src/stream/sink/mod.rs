//! [`FileSink`]: a file of records that survives crashes.

mod builder;
mod error;
mod files;
mod journal;
mod model;
#[cfg(test)]
mod tests;

use super::chunker::Chunker;
use super::writer::broken;
use super::{StreamCause, StreamError, StreamStats};
use crate::model::Optimized;
pub use builder::{DEFAULT_COMMIT_BYTES, FileSinkBuilder, Resumed};
pub use error::SinkError;
use files::{Alone, Paths, at, is_at, remove_own, sync_folder};
use journal::{Commit, Journal};
use model::Kind;
use std::any::TypeId;
use std::fmt;
use std::fs;
use std::hash::Hasher as _;
use std::io::{self, Write};
use twox_hash::XxHash3_64;

/// Writes models to a file that survives crashes, with commit points.
///
/// ```
/// use optimize_core::Optimized;
/// use optimize_core::stream::{FileSink, Resumed};
///
/// #[derive(Optimized)]
/// struct Clip { id: u64 }
///
/// # let folder = std::env::temp_dir().join(format!("optimize-sink-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder)?;
/// # let path = folder.join("clips.ndjson");
/// // The same code begins the work and goes on with it after a crash.
/// match FileSink::builder().resume(&path)? {
///     Resumed::Open(mut sink) => {
///         for id in sink.position()..10_000 {
///             sink.write(&Clip { id })?;
///             if id % 1000 == 999 {
///                 sink.commit()?; // what is written up to here stays written
///             }
///         }
///         sink.finish()?;
///     }
///     Resumed::Finished(stats) => println!("{} records were written before", stats.records),
/// }
/// assert_eq!(std::fs::read_to_string(&path)?.lines().count(), 10_000);
/// # std::fs::remove_dir_all(&folder)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Records go to `NAME.partial` beside the file, and its commit points to `NAME.commits`. Only
/// [`finish`](Self::finish) gives the records the file's name, in one step: until then an older file
/// of that name stands whole, also when the disk is full. A symbolic link of that name is replaced, not followed.
///
/// A file holds records of one model: another type, or the same one with other fields, is refused with an error that names
/// both, after a crash too, unless [`any_model`](FileSinkBuilder::any_model) allows it.
///
/// Until the file is finished its journal knows a hash of all that is committed. Once it is, the frames of every codec have
/// checksums, with which a reader finds each change. Plain NDJSON has no place for one: a changed letter in it may well make
/// another valid record. Compress where that must be known; lz4 and the low levels of zstd cost little.
///
/// One sink at a time works on a file: a second one, in another process too, is refused when it is opened, wherever the file
/// system has locks.
///
/// A sink that is dropped leaves its work beside the file, to be resumed.
pub struct FileSink {
    paths: Paths,
    // Unlocked before the file: whoever finds that free finds this free too.
    journal: Journal,
    file: Alone,
    chunker: Chunker,
    committed: Commit,
    /// What the records are, and the last type that was seen to be that.
    kind: Option<Kind>,
    known: Option<TypeId>,
    any_model: bool,
    /// Hashes what is written.
    hash: XxHash3_64,
    commit_bytes: u64,
    sync: bool,
    broken: bool,
}

impl FileSink {
    /// Choices for a sink.
    #[must_use]
    pub fn builder() -> FileSinkBuilder {
        FileSinkBuilder::default()
    }

    fn new(
        choices: FileSinkBuilder,
        paths: Paths,
        mut file: Alone,
        (journal, committed, hash): (Journal, Commit, XxHash3_64),
    ) -> Self {
        file.keep();
        Self {
            paths,
            journal,
            file,
            chunker: Chunker::resumed(choices.stream, committed.stats),
            kind: committed.kind.clone(),
            known: None,
            any_model: choices.any_model,
            committed,
            hash,
            commit_bytes: choices.commit_bytes,
            sync: choices.sync,
            broken: false,
        }
    }

    /// How many records were handed over, those that could not be written included: the index of the
    /// one that comes next.
    #[must_use]
    pub const fn position(&self) -> u64 {
        self.chunker.stats.records + self.chunker.stats.failures
    }

    /// What was written so far, before the last crash too. Records that are held back count as written.
    #[must_use]
    pub const fn stats(&self) -> StreamStats {
        self.chunker.stats
    }

    /// What is safe: the state at the last commit point.
    #[must_use]
    pub const fn committed(&self) -> StreamStats {
        self.committed.stats
    }

    /// Writes a record. A record that can't be written as JSON leaves no trace in the file.
    ///
    /// # Errors
    /// When the record can't be written as JSON or panics; the sink goes on. When the file can't be
    /// written, or was begun with another model; then every further call fails, and the sink can be resumed at its last
    /// commit point.
    pub fn write<T: Optimized>(&mut self, record: &T) -> Result<(), StreamError> {
        self.whole()?;
        if self.known != Some(typeid::of::<T>()) {
            self.know::<T>()?;
        }
        self.chunker.push(record)?;
        self.write_full()
    }

    /// Holds a type that comes for the first time against the one that the file was begun with.
    #[cold]
    fn know<T: Optimized>(&mut self) -> Result<(), StreamError> {
        let asked = Kind::of::<T>();
        match &self.kind {
            Some(begun) if *begun != asked && !self.any_model => {
                let cause = StreamCause::OtherModel { begun: begun.to_string(), asked: asked.to_string() };
                self.broken = true;
                return Err(self.chunker.error(cause));
            }
            Some(_) => {}
            None => self.kind = Some(asked),
        }
        self.known = Some(typeid::of::<T>());
        Ok(())
    }

    /// Writes a record that is JSON already, of whichever model.
    ///
    /// # Errors
    /// When the bytes are not one JSON text; the sink goes on. As [`write`](Self::write) when the file
    /// can't be written.
    pub fn write_encoded(&mut self, json: &[u8]) -> Result<(), StreamError> {
        self.whole()?;
        self.chunker.push_encoded(json)?;
        self.write_full()
    }

    /// Makes everything written so far safe, as a chunk of its own.
    ///
    /// # Errors
    /// When the file can't be written, or somebody else has written to it.
    pub fn commit(&mut self) -> Result<(), StreamError> {
        self.whole()?;
        let result = self.write_chunk().and_then(|()| self.commit_as(false));
        result.map_err(|error| self.break_with(error))
    }

    /// Writes what is left and gives the file its name, in one step: whoever opens it sees all records
    /// or the file that was there before.
    ///
    /// # Errors
    /// When the file can't be written or renamed. What is written stays in `NAME.partial`, and the sink can be resumed.
    pub fn finish(mut self) -> Result<StreamStats, StreamError> {
        self.whole()?;
        if let Err(error) = self.write_chunk().and_then(|()| self.commit_as(true)) {
            return Err(self.break_with(error));
        }
        self.chunker.finish();
        let at_end = self.chunker.error(StreamCause::Io(broken()));
        self.rename().map_err(|error| StreamError { cause: StreamCause::Io(error), ..at_end })
    }

    /// Gives the work up: what lies beside the file goes, and an older file of its name stays.
    ///
    /// # Errors
    /// When the files can't be removed.
    pub fn abandon(mut self) -> io::Result<()> {
        // Should it stop in between, a sink that is resumed misses nothing. On a full disk that can't be written, and needs not.
        let _ = self.journal.write(&Commit::first(self.committed.sequence + 1, self.committed.packed));
        remove_own(&self.file, &self.paths.partial)?;
        remove_own(&self.journal.file, &self.paths.commits)
    }

    fn rename(self) -> io::Result<StreamStats> {
        let Paths { file, partial, commits } = &self.paths;
        let named = self.paths.check_target().and_then(|()| {
            if !is_at(&self.file, partial)? {
                return Err(io::Error::other("somebody else has taken the records' own file away"));
            }
            fs::rename(partial, file).map_err(at(file))
        });
        named.map_err(|error| {
            let text = format!("{error}; the records stay in `{}`, to be resumed", partial.display());
            io::Error::new(error.kind(), text)
        })?;
        if self.sync {
            sync_folder(file)?;
        }
        // Somebody who knows of no lock may have begun anew by now.
        remove_own(&self.journal.file, commits)?;
        Ok(self.committed.stats)
    }

    fn write_full(&mut self) -> Result<(), StreamError> {
        if !self.chunker.is_full() {
            return Ok(());
        }
        let due = |sink: &Self| sink.chunker.stats.written - sink.committed.stats.written >= sink.commit_bytes;
        let result = self.write_chunk().and_then(|()| if due(self) { self.commit_as(false) } else { Ok(()) });
        result.map_err(|error| self.break_with(error))
    }

    fn write_chunk(&mut self) -> io::Result<()> {
        if self.chunker.is_empty() {
            return Ok(());
        }
        let sealed = self.chunker.sealed()?;
        self.file.write_all(&sealed)?;
        self.hash.write(&sealed);
        let written = sealed.len();
        self.chunker.sent(written);
        Ok(())
    }

    fn commit_as(&mut self, finishing: bool) -> io::Result<()> {
        let stats = self.chunker.stats;
        if stats == self.committed.stats && !finishing {
            return Ok(());
        }
        // Whoever knows of no lock may have written to it all the same.
        if self.file.metadata()?.len() != stats.written {
            return Err(io::Error::other("somebody else has written to the file"));
        }
        if self.sync {
            self.file.sync_data()?;
        }
        let commit = Commit {
            sequence: self.committed.sequence + 1,
            finishing,
            stats,
            hash: self.hash.finish(),
            packed: self.committed.packed,
            kind: self.kind.clone(),
        };
        self.journal.write(&commit)?;
        self.committed = commit;
        Ok(())
    }

    fn whole(&self) -> Result<(), StreamError> {
        if self.broken { Err(self.chunker.error(StreamCause::Io(broken()))) } else { Ok(()) }
    }

    fn break_with(&mut self, error: io::Error) -> StreamError {
        self.broken = true;
        self.chunker.error(StreamCause::Io(error))
    }
}

impl fmt::Debug for FileSink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileSink")
            .field("file", &self.paths.file)
            .field("stats", &self.stats())
            .field("committed", &self.committed())
            .finish_non_exhaustive()
    }
}
