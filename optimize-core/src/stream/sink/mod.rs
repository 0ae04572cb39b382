//! [`FileSink`]: a file of records that survives crashes.

mod error;
mod files;
mod journal;
#[cfg(test)]
mod tests;

use super::chunker::{Chunker, StreamWriterBuilder};
use super::writer::broken;
use super::{StreamCause, StreamError, StreamStats};
use crate::model::Optimized;
pub use error::SinkError;
use files::{Alone, Paths, open_alone, remove, remove_own, sync_folder, verify};
use journal::{Commit, Found, Journal};
use std::fmt;
use std::fs;
use std::hash::Hasher as _;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;
use twox_hash::XxHash3_64;

/// After how many bytes a commit point is made without being asked for: 64 MiB.
pub const DEFAULT_COMMIT_BYTES: u64 = 64 << 20;

/// Choices for a [`FileSink`].
#[derive(Clone, Debug)]
pub struct FileSinkBuilder {
    stream: StreamWriterBuilder,
    commit_bytes: u64,
    sync: bool,
}

impl Default for FileSinkBuilder {
    fn default() -> Self {
        Self { stream: StreamWriterBuilder::default(), commit_bytes: DEFAULT_COMMIT_BYTES, sync: true }
    }
}

impl FileSinkBuilder {
    /// Dump options, compression, chunks and progress.
    #[must_use]
    pub fn stream(mut self, choices: StreamWriterBuilder) -> Self {
        self.stream = choices;
        self
    }

    /// Makes a commit point after this many bytes of the file, beside those that are asked for;
    /// [`DEFAULT_COMMIT_BYTES`] unless set. `u64::MAX` makes none.
    #[must_use]
    pub fn commit_bytes(mut self, bytes: u64) -> Self {
        self.commit_bytes = bytes;
        self
    }

    /// Does not wait for the disk at commit points: they then survive the end of the process, however it
    /// comes, but not that of the machine.
    #[must_use]
    pub fn without_sync(mut self) -> Self {
        self.sync = false;
        self
    }

    /// Begins anew. What an unfinished sink has left beside the file goes.
    ///
    /// # Errors
    /// When the choices can't give a stream, another sink is at work on the file, or the files can't be made.
    pub fn create(self, path: impl AsRef<Path>) -> Result<FileSink, SinkError> {
        self.stream.check()?;
        let paths = Paths::of(path.as_ref())?;
        let file = open_alone(&paths.partial)?;
        self.begin(paths, file)
    }

    /// Begins in the unfinished file, with nothing.
    fn begin(self, paths: Paths, file: Alone) -> Result<FileSink, SinkError> {
        // The journal goes first: one without its data would speak of records that are not there.
        remove(&paths.commits)?;
        file.set_len(0)?;
        let first = Commit::first(self.stream.packing.algorithm());
        let journal = Journal::create(&paths.commits, &first, self.sync)?;
        if self.sync {
            sync_folder(&paths.partial)?;
        }
        Ok(FileSink::new(self, paths, file, (journal, first, XxHash3_64::new())))
    }

    /// Goes on behind the last commit point, or begins if there is none. What was written behind it is
    /// taken away: [`FileSink::position`] says which record comes next. All that was committed is read once, to be sure that
    /// it is what it was.
    ///
    /// # Errors
    /// When committed bytes are missing or changed, or were compressed by another codec; when another sink is at work on
    /// the file; when the choices can't give a stream, or the files can't be opened.
    pub fn resume(self, path: impl AsRef<Path>) -> Result<Resumed, SinkError> {
        self.stream.check()?;
        let paths = Paths::of(path.as_ref())?;
        // First of all: what another sink is at work on is not to be read, and must not change meanwhile.
        let mut file = open_alone(&paths.partial)?;
        let is_empty = file.metadata()?.len() == 0;
        let (journal, commit) = match Journal::open(&paths.commits, self.sync)? {
            Found::Commit(journal, commit) => (journal, commit),
            Found::Nothing => return self.begin(paths, file).map(Resumed::Open),
            // The journal is made before the first byte is written.
            Found::NoCommit if is_empty => return self.begin(paths, file).map(Resumed::Open),
            Found::NoCommit => return Err(SinkError::Damaged { committed: None, found: 0 }),
        };
        // It has its name already, and only the journal was left to remove.
        if commit.finishing && is_empty && commit.stats.written > 0 {
            remove(&paths.commits)?;
            remove(&paths.partial)?;
            return Ok(Resumed::Finished(commit.stats));
        }
        let algorithm = self.stream.packing.algorithm();
        if commit.algorithm != algorithm {
            return Err(SinkError::OtherCodec { written: commit.algorithm, asked: algorithm });
        }
        let hash = verify(&mut file, &commit)?;
        file.set_len(commit.stats.written)?;
        file.seek(SeekFrom::End(0))?;
        let sink = FileSink::new(self, paths, file, (journal, commit, hash));
        if commit.finishing {
            return sink.rename().map(Resumed::Finished);
        }
        Ok(Resumed::Open(sink))
    }
}

/// What [`FileSinkBuilder::resume`] finds.
#[derive(Debug)]
#[allow(clippy::large_enum_variant)] // there is one, and it is moved out at once
pub enum Resumed {
    /// There is something left to write, or everything.
    Open(FileSink),
    /// The file was complete when the process ended; it has its name now.
    Finished(StreamStats),
}

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
/// One sink at a time works on a file: a second one, in another process too, is refused when it is opened, wherever the file
/// system has locks.
///
/// A sink that is dropped leaves its work beside the file, to be resumed.
pub struct FileSink {
    paths: Paths,
    file: Alone,
    journal: Journal,
    chunker: Chunker,
    committed: Commit,
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
        file: Alone,
        (journal, committed, hash): (Journal, Commit, XxHash3_64),
    ) -> Self {
        Self {
            paths,
            file,
            journal,
            chunker: Chunker::resumed(choices.stream, committed.stats),
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
    /// written; then every further call fails, and the sink can be resumed at its last commit point.
    pub fn write<T: Optimized>(&mut self, record: &T) -> Result<(), StreamError> {
        self.whole()?;
        self.chunker.push(record)?;
        self.write_full()
    }

    /// Writes a record that is JSON already.
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
    /// When the file can't be written or renamed. The sink can be resumed then.
    pub fn finish(mut self) -> Result<StreamStats, StreamError> {
        self.whole()?;
        if let Err(error) = self.write_chunk().and_then(|()| self.commit_as(true)) {
            return Err(self.break_with(error));
        }
        self.chunker.finish();
        let at_end = self.chunker.error(StreamCause::Io(broken()));
        self.rename().map_err(|error| match error {
            SinkError::Io(error) => StreamError { cause: StreamCause::Io(error), ..at_end },
            other => StreamError { cause: StreamCause::Io(io::Error::other(other)), ..at_end },
        })
    }

    /// Gives the work up: what lies beside the file goes, and an older file of its name stays.
    ///
    /// # Errors
    /// When the files can't be removed.
    pub fn abandon(self) -> io::Result<()> {
        remove(&self.paths.commits)?;
        remove(&self.paths.partial)
    }

    fn rename(self) -> Result<StreamStats, SinkError> {
        fs::rename(&self.paths.partial, &self.paths.file)?;
        if self.sync {
            sync_folder(&self.paths.file)?;
        }
        // Somebody may have begun anew by now.
        remove_own(&self.journal.file, &self.paths.commits)?;
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
            algorithm: self.committed.algorithm,
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
