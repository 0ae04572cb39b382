//! [`Journal`]: where a file sink's commit points are kept.
//!
//! Two slots are written in turn, each on a page of its own, so that one is whole whenever the process
//! or the machine stops. A slot is numbers of eight bytes, little-endian, then the name of the records' model,
//! and in the end a checksum of all that.

use super::SinkError;
use super::files::{Alone, at, lock};
use super::model::{Kind, MAX_NAME};
use crate::compress::Algorithm;
use crate::stream::StreamStats;
use std::fs::OpenOptions;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use twox_hash::XxHash3_64;

/// How a slot begins.
const MAGIC: u64 = u64::from_le_bytes(*b"OPTSINK3");

const NUMBERS: usize = 13;

/// Where the model's name begins.
const NAME: usize = 8 * NUMBERS;

const SLOT: usize = 384;
const PAGE: u64 = 4096;

const _: () = assert!(NAME + MAX_NAME + 8 <= SLOT && SLOT as u64 <= PAGE);

/// What is known at a commit point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Commit {
    /// Counts the commits; the higher one of two is the later.
    pub(super) sequence: u64,
    /// Whether all is written, and only the file's name is left to change.
    pub(super) finishing: bool,
    pub(super) stats: StreamStats,
    /// xxh3-64 of all bytes that were written.
    pub(super) hash: u64,
    pub(super) packed: Packed,
    /// What the records are, if they were not JSON already when they came.
    pub(super) kind: Option<Kind>,
}

/// How all chunks of a file are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Packed {
    pub(super) algorithm: Algorithm,
    /// The dictionary's checksum.
    pub(super) dictionary: Option<u64>,
}

impl Commit {
    /// Nothing is written.
    pub(super) fn first(sequence: u64, packed: Packed) -> Self {
        let (stats, hash) = (StreamStats::default(), XxHash3_64::oneshot(&[]));
        Self { sequence, finishing: false, stats, hash, packed, kind: None }
    }

    fn to_slot(&self) -> [u8; SLOT] {
        let StreamStats { records, failures, chunks, bytes, written } = self.stats;
        let Packed { algorithm, dictionary } = self.packed;
        let (name, schema) = self.kind.as_ref().map_or(("", 0), |kind| (kind.name.as_str(), kind.schema));
        let numbers: [u64; NUMBERS] = [
            MAGIC,
            self.sequence,
            u64::from(self.finishing) | u64::from(dictionary.is_some()) << 1 | u64::from(self.kind.is_some()) << 2,
            algorithm as u64,
            records,
            failures,
            chunks,
            bytes,
            written,
            self.hash,
            dictionary.unwrap_or(0),
            schema,
            name.len() as u64,
        ];
        let mut slot = [0; SLOT];
        for (place, number) in slot.chunks_exact_mut(8).zip(numbers) {
            place.copy_from_slice(&number.to_le_bytes());
        }
        slot[NAME..NAME + name.len()].copy_from_slice(name.as_bytes());
        let checksum = XxHash3_64::oneshot(&slot[..SLOT - 8]);
        slot[SLOT - 8..].copy_from_slice(&checksum.to_le_bytes());
        slot
    }

    /// `None` if the slot is not whole.
    fn from_slot(slot: &[u8; SLOT]) -> Option<Self> {
        let checksum = XxHash3_64::oneshot(&slot[..SLOT - 8]);
        if slot[SLOT - 8..] != checksum.to_le_bytes() {
            return None;
        }
        let mut numbers = [0; NUMBERS];
        for (number, place) in numbers.iter_mut().zip(slot.chunks_exact(8)) {
            *number = u64::from_le_bytes(place.try_into().ok()?);
        }
        let [magic, sequence, flags, algorithm, records, failures, chunks, bytes, written, hash, key, schema, length] =
            numbers;
        if magic != MAGIC {
            return None;
        }
        let name = slot[NAME..SLOT - 8].get(..usize::try_from(length).ok()?)?;
        let name = str::from_utf8(name).ok()?.to_owned();
        let all = [Algorithm::None, Algorithm::Gzip, Algorithm::Lz4, Algorithm::Zstd];
        Some(Self {
            sequence,
            finishing: flags & 1 != 0,
            stats: StreamStats { records, failures, chunks, bytes, written },
            hash,
            packed: Packed {
                algorithm: all.into_iter().find(|other| *other as u64 == algorithm)?,
                dictionary: (flags & 2 != 0).then_some(key),
            },
            kind: (flags & 4 != 0).then_some(Kind { name, schema }),
        })
    }
}

/// The file of the commit points.
#[derive(Debug)]
pub(super) struct Journal {
    /// Locked like the records' own file: a sink that has just finished removes its journal, and must not meet the next
    /// sink's there.
    pub(super) file: Alone,
    sync: bool,
}

/// What a journal says.
pub(super) enum Found {
    Nothing,
    /// A journal without a whole slot: it was just being made, or is damaged.
    NoCommit,
    Commit(Journal, Commit),
}

impl Journal {
    pub(super) fn create(path: &Path, first: &Commit, sync: bool) -> Result<Self, SinkError> {
        // A new one: what somebody has put in its place is not followed and not written over.
        let file = OpenOptions::new().read(true).write(true).create_new(true).open(path).map_err(at(path))?;
        let Some(file) = lock(file, path)? else { return Err(SinkError::InUse) };
        let mut journal = Self { file, sync };
        journal.write(first).map_err(at(path))?;
        Ok(journal)
    }

    pub(super) fn open(path: &Path, sync: bool) -> Result<Found, SinkError> {
        loop {
            match std::fs::symlink_metadata(path) {
                Ok(there) if there.is_file() => {}
                Ok(_) => return Ok(Found::NoCommit),
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
                Err(error) => return Err(at(path)(error).into()),
            }
            let file = match OpenOptions::new().read(true).write(true).open(path) {
                Ok(file) => file,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(at(path)(error).into()),
            };
            if let Some(file) = lock(file, path)? {
                return Self::read(file, sync).map_err(|error| at(path)(error).into());
            }
        }
    }

    fn read(mut file: Alone, sync: bool) -> io::Result<Found> {
        let mut latest: Option<Commit> = None;
        for page in [0, PAGE] {
            let mut slot = [0; SLOT];
            file.seek(SeekFrom::Start(page))?;
            match file.read_exact(&mut slot) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => continue,
                Err(error) => return Err(error),
            }
            if let Some(commit) = Commit::from_slot(&slot)
                && latest.as_ref().is_none_or(|latest| commit.sequence > latest.sequence)
            {
                latest = Some(commit);
            }
        }
        Ok(match latest {
            Some(commit) => Found::Commit(Self { file, sync }, commit),
            None => Found::NoCommit,
        })
    }

    /// Writes a commit point over the one before the last.
    pub(super) fn write(&mut self, commit: &Commit) -> io::Result<()> {
        self.file.seek(SeekFrom::Start((commit.sequence % 2) * PAGE))?;
        self.file.write_all(&commit.to_slot())?;
        if self.sync { self.file.sync_data() } else { Ok(()) }
    }
}
