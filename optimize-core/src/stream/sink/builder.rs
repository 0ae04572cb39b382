//! [`FileSinkBuilder`]: begins a file sink, or goes on with one.

use super::files::{Alone, Paths, open_alone, remove, sync_folder, verify};
use super::journal::{Commit, Found, Journal, Packed};
use super::{FileSink, SinkError};
use crate::stream::{StreamStats, StreamWriterBuilder};
use std::fs::File;
use std::io::{self, Seek, SeekFrom};
use std::path::Path;
use twox_hash::XxHash3_64;

/// After how many bytes a commit point is made without being asked for: 64 MiB.
pub const DEFAULT_COMMIT_BYTES: u64 = 64 << 20;

/// Choices for a [`FileSink`].
#[derive(Clone, Debug)]
pub struct FileSinkBuilder {
    pub(super) stream: StreamWriterBuilder,
    pub(super) commit_bytes: u64,
    pub(super) sync: bool,
    pub(super) any_model: bool,
}

impl Default for FileSinkBuilder {
    fn default() -> Self {
        let stream = StreamWriterBuilder::default();
        Self { stream, commit_bytes: DEFAULT_COMMIT_BYTES, sync: true, any_model: false }
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

    /// Takes records of another model than the file was begun with: of several in turn, or of a later version of the
    /// first. Whoever reads the file has to tell them apart.
    #[must_use]
    pub fn any_model(mut self) -> Self {
        self.any_model = true;
        self
    }

    /// Begins anew. What an unfinished sink has left beside the file goes.
    ///
    /// # Errors
    /// When the choices can't give a stream, another sink is at work on the file, the files can't be made, or what
    /// has the file's name is no file: a folder, a device, a pipe.
    pub fn create(self, path: impl AsRef<Path>) -> Result<FileSink, SinkError> {
        let (paths, file) = self.alone(path.as_ref())?;
        let older = Journal::open(&paths.commits, self.sync)?;
        self.begin(paths, file, older)
    }

    /// The unfinished file, after all that can be known to be in the way of the finished one.
    fn alone(&self, path: &Path) -> Result<(Paths, Alone), SinkError> {
        self.stream.check()?;
        let paths = Paths::of(path)?;
        paths.check_target()?;
        // First of all files: what another sink is at work on is not to be read, and must not change meanwhile.
        let file = open_alone(&paths.partial)?;
        Ok((paths, file))
    }

    /// Begins in the unfinished file, with nothing.
    fn begin(self, paths: Paths, file: Alone, older: Found) -> Result<FileSink, SinkError> {
        let (journal, first) = match older {
            // In this order a stop in between leaves a journal that speaks of no record, and not of one that is gone.
            Found::Commit(mut journal, older) => {
                let first = Commit::first(older.sequence + 1, self.packed());
                journal.write(&first)?;
                file.set_len(0)?;
                (journal, first)
            }
            // Without any record a journal may be missing.
            Found::NoCommit | Found::Nothing => {
                file.set_len(0)?;
                remove(&paths.commits)?;
                let first = Commit::first(1, self.packed());
                (Journal::create(&paths.commits, &first, self.sync)?, first)
            }
        };
        if self.sync {
            sync_folder(&paths.partial)?;
        }
        Ok(FileSink::new(self, paths, file, (journal, first, XxHash3_64::new())))
    }

    /// Goes on behind the last commit point, or begins if there is none. What was written behind it is
    /// taken away: [`FileSink::position`] says which record comes next. All that was committed is read once, to be sure that
    /// it is what it was.
    ///
    /// The codec and the dictionary must be those that the file was begun with, and so must the model, which is only known when
    /// the first record comes. Its level, dump options and the sizes of chunks may be others: they hold from there on.
    ///
    /// # Errors
    /// When committed bytes or their commit points are missing or changed; when they were compressed by another codec or
    /// with another dictionary; as [`create`](Self::create) otherwise. Nothing is changed then.
    pub fn resume(self, path: impl AsRef<Path>) -> Result<Resumed, SinkError> {
        let (paths, mut file) = self.alone(path.as_ref())?;
        let found = file.metadata()?.len();
        let (journal, commit) = match Journal::open(&paths.commits, self.sync)? {
            Found::Commit(journal, commit) => (journal, commit),
            // The journal is made before the first byte is written.
            nothing if found == 0 => return self.begin(paths, file, nothing).map(Resumed::Open),
            Found::NoCommit | Found::Nothing => return Err(SinkError::Damaged { committed: None, found }),
        };
        // Either it has its name already, and only the journal was left to remove, or it is gone.
        if commit.finishing && found == 0 && commit.stats.written > 0 {
            let mut finished = match File::open(&paths.file) {
                Ok(finished) => finished,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    return Err(SinkError::Damaged { committed: Some(commit.stats.written), found });
                }
                Err(error) => return Err(error.into()),
            };
            verify(&mut finished, &commit)?;
            if self.sync {
                sync_folder(&paths.file)?;
            }
            remove(&paths.commits)?;
            remove(&paths.partial)?;
            return Ok(Resumed::Finished(commit.stats));
        }
        let (written, asked) = (commit.packed, self.packed());
        if written.algorithm != asked.algorithm {
            return Err(SinkError::OtherCodec { written: written.algorithm, asked: asked.algorithm });
        }
        if written.dictionary != asked.dictionary {
            return Err(SinkError::OtherDictionary { written: written.dictionary, asked: asked.dictionary });
        }
        let hash = verify(&mut file, &commit)?;
        file.set_len(commit.stats.written)?;
        file.seek(SeekFrom::End(0))?;
        let finishing = commit.finishing;
        let sink = FileSink::new(self, paths, file, (journal, commit, hash));
        if finishing {
            return Ok(Resumed::Finished(sink.rename()?));
        }
        Ok(Resumed::Open(sink))
    }

    fn packed(&self) -> Packed {
        let packing = &self.stream.packing;
        Packed { algorithm: packing.algorithm(), dictionary: packing.dictionary_key() }
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
