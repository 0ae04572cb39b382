//! [`FileSink`]: a file of records that survives crashes.

mod journal;
#[cfg(test)]
mod tests;

use super::chunker::{Chunker, StreamWriterBuilder};
use super::writer::broken;
use super::{StreamCause, StreamConfigError, StreamError, StreamStats};
use crate::compress::Algorithm;
use crate::model::Optimized;
use journal::{Commit, Found, Journal};
use std::ffi::OsString;
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::hash::Hasher as _;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
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
    /// When the choices can't give a stream, or the files can't be made.
    pub fn create(self, path: impl AsRef<Path>) -> Result<FileSink, SinkError> {
        self.stream.check()?;
        let paths = Paths::of(path.as_ref())?;
        let algorithm = self.stream.packing.algorithm();
        // The journal goes first: one without its data would speak of records that are not there.
        remove(&paths.commits)?;
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(true).open(&paths.partial)?;
        let first = Commit::first(algorithm);
        let journal = Journal::create(&paths.commits, &first, self.sync)?;
        if self.sync {
            sync_folder(&paths.partial)?;
        }
        Ok(FileSink::new(self, paths, file, journal, first))
    }

    /// Goes on behind the last commit point, or begins if there is none. What was written behind it is
    /// taken away: [`FileSink::position`] says which record comes next.
    ///
    /// # Errors
    /// When committed bytes are missing or changed, or were compressed by another codec; when the
    /// choices can't give a stream, or the files can't be opened.
    pub fn resume(self, path: impl AsRef<Path>) -> Result<Resumed, SinkError> {
        self.stream.check()?;
        let paths = Paths::of(path.as_ref())?;
        let (journal, commit) = match Journal::open(&paths.commits, self.sync)? {
            Found::Commit(journal, commit) => (journal, commit),
            Found::Nothing => return self.create(path).map(Resumed::Open),
            // The journal is made before the first byte is written.
            Found::NoCommit if fs::metadata(&paths.partial).map_or(0, |data| data.len()) == 0 => {
                return self.create(path).map(Resumed::Open);
            }
            Found::NoCommit => return Err(SinkError::Damaged { committed: None, found: 0 }),
        };
        let file = OpenOptions::new().read(true).write(true).open(&paths.partial);
        let mut file = match file {
            // Only the journal was left to remove.
            Err(error) if commit.finishing && error.kind() == io::ErrorKind::NotFound => {
                remove(&paths.commits)?;
                return Ok(Resumed::Finished(commit.stats));
            }
            file => file?,
        };
        let algorithm = self.stream.packing.algorithm();
        if commit.algorithm != algorithm {
            return Err(SinkError::OtherCodec { written: commit.algorithm, asked: algorithm });
        }
        verify(&mut file, &commit)?;
        file.set_len(commit.stats.written)?;
        file.seek(SeekFrom::End(0))?;
        let sink = FileSink::new(self, paths, file, journal, commit);
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
/// of that name stands whole, also when the disk is full.
///
/// A sink that is dropped leaves its work beside the file, to be resumed.
pub struct FileSink {
    paths: Paths,
    file: File,
    journal: Journal,
    chunker: Chunker,
    committed: Commit,
    /// Hashes what was written since.
    tail: XxHash3_64,
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

    fn new(choices: FileSinkBuilder, paths: Paths, file: File, journal: Journal, committed: Commit) -> Self {
        Self {
            paths,
            file,
            journal,
            chunker: Chunker::resumed(choices.stream, committed.stats),
            committed,
            tail: XxHash3_64::new(),
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
        remove(&self.paths.commits)?;
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
        self.tail.write(&sealed);
        let written = sealed.len();
        self.chunker.sent(written);
        Ok(())
    }

    fn commit_as(&mut self, finishing: bool) -> io::Result<()> {
        let stats = self.chunker.stats;
        if stats == self.committed.stats && !finishing {
            return Ok(());
        }
        // Two sinks on one file would each cut off what the other has committed.
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
            tail_from: self.committed.stats.written,
            tail_hash: self.tail.finish(),
            algorithm: self.committed.algorithm,
        };
        self.journal.write(&commit)?;
        self.committed = commit;
        self.tail = XxHash3_64::new();
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

#[derive(Debug)]
struct Paths {
    file: PathBuf,
    partial: PathBuf,
    commits: PathBuf,
}

impl Paths {
    fn of(path: &Path) -> Result<Self, SinkError> {
        let name =
            path.file_name().ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "the path names no file"))?;
        let beside = |ending: &str| {
            let mut name = OsString::from(name);
            name.push(ending);
            path.with_file_name(name)
        };
        Ok(Self { file: path.to_owned(), partial: beside(".partial"), commits: beside(".commits") })
    }
}

/// Checks that the committed bytes are there, and that those of the last commit are what they were.
fn verify(file: &mut File, commit: &Commit) -> Result<(), SinkError> {
    let found = file.metadata()?.len();
    let (from, to) = (commit.tail_from, commit.stats.written);
    if found < to || from > to {
        return Err(SinkError::Damaged { committed: Some(to), found });
    }
    file.seek(SeekFrom::Start(from))?;
    let (mut tail, mut hash) = (file.take(to - from), XxHash3_64::new());
    let mut buffer = vec![0; 64 << 10];
    loop {
        match tail.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => hash.write(&buffer[..count]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
    if hash.finish() == commit.tail_hash { Ok(()) } else { Err(SinkError::Damaged { committed: Some(to), found }) }
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Makes the names in a file's folder safe.
fn sync_folder(file: &Path) -> io::Result<()> {
    // Only Unix can open folders.
    if cfg!(unix) {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// Why a sink can't be opened.
#[derive(Debug)]
#[non_exhaustive]
pub enum SinkError {
    /// The choices can't give a stream.
    Config(StreamConfigError),
    /// Committed bytes are missing or not what they were: no record of the file can be trusted.
    Damaged {
        /// How many bytes were committed; `None` if the commit points themselves are damaged.
        committed: Option<u64>,
        /// How many bytes there are.
        found: u64,
    },
    /// The file was begun with another codec.
    OtherCodec {
        /// The codec of what is there.
        written: Algorithm,
        /// The codec that was asked for.
        asked: Algorithm,
    },
    /// A file can't be made, opened, read or renamed.
    Io(io::Error),
}

impl From<StreamConfigError> for SinkError {
    fn from(error: StreamConfigError) -> Self {
        Self::Config(error)
    }
}

impl From<io::Error> for SinkError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl fmt::Display for SinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Config(error) => error.fmt(f),
            Self::Damaged { committed: Some(committed), found } if found < committed => {
                write!(f, "{committed} bytes were committed, the unfinished file has {found}: begin anew with `create`")
            }
            Self::Damaged { committed: Some(_), .. } => {
                f.write_str("committed bytes of the unfinished file were changed: begin anew with `create`")
            }
            Self::Damaged { committed: None, .. } => {
                f.write_str("the commit points of the unfinished file are damaged: begin anew with `create`")
            }
            Self::OtherCodec { written, asked } => {
                write!(f, "the unfinished file is written with {written}, not {asked}: resume it with {written}")
            }
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for SinkError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Config(error) => Some(error),
            Self::Io(error) => Some(error),
            Self::Damaged { .. } | Self::OtherCodec { .. } => None,
        }
    }
}
