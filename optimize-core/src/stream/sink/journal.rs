//! [`Journal`]: where a file sink's commit points are kept.
//!
//! Two slots are written in turn, each on a page of its own, so that one is whole whenever the process
//! or the machine stops. A slot is sixteen numbers of eight bytes, little-endian, the last of them a
//! checksum of the others.

use super::SinkError;
use crate::compress::Algorithm;
use crate::stream::StreamStats;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use twox_hash::XxHash3_64;

/// How a slot begins.
const MAGIC: u64 = u64::from_le_bytes(*b"OPTSINK2");

const SLOT: usize = 128;
const PAGE: u64 = 4096;

/// What is known at a commit point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Commit {
    /// Counts the commits; the higher one of two is the later.
    pub(super) sequence: u64,
    /// Whether all is written, and only the file's name is left to change.
    pub(super) finishing: bool,
    pub(super) stats: StreamStats,
    /// xxh3-64 of all bytes that were written.
    pub(super) hash: u64,
    pub(super) algorithm: Algorithm,
}

impl Commit {
    pub(super) fn first(algorithm: Algorithm) -> Self {
        let (stats, hash) = (StreamStats::default(), XxHash3_64::oneshot(&[]));
        Self { sequence: 1, finishing: false, stats, hash, algorithm }
    }

    fn to_slot(self) -> [u8; SLOT] {
        let StreamStats { records, failures, chunks, bytes, written } = self.stats;
        let algorithm = self.algorithm as u64;
        let numbers = [
            MAGIC,
            self.sequence,
            self.finishing.into(),
            algorithm,
            records,
            failures,
            chunks,
            bytes,
            written,
            self.hash,
        ];
        let mut slot = [0; SLOT];
        for (place, number) in slot.chunks_exact_mut(8).zip(numbers) {
            place.copy_from_slice(&number.to_le_bytes());
        }
        let checksum = XxHash3_64::oneshot(&slot[..SLOT - 8]);
        slot[SLOT - 8..].copy_from_slice(&checksum.to_le_bytes());
        slot
    }

    /// `None` if the slot is not whole.
    fn from_slot(slot: &[u8; SLOT]) -> Option<Self> {
        let mut numbers = [0; SLOT / 8];
        for (number, place) in numbers.iter_mut().zip(slot.chunks_exact(8)) {
            *number = u64::from_le_bytes(place.try_into().ok()?);
        }
        if numbers[0] != MAGIC || numbers[15] != XxHash3_64::oneshot(&slot[..SLOT - 8]) {
            return None;
        }
        let all = [Algorithm::None, Algorithm::Gzip, Algorithm::Lz4, Algorithm::Zstd];
        let [_, sequence, finishing, algorithm, records, failures, chunks, bytes, written, hash, ..] = numbers;
        Some(Self {
            sequence,
            finishing: finishing != 0,
            stats: StreamStats { records, failures, chunks, bytes, written },
            hash,
            algorithm: all.into_iter().find(|other| *other as u64 == algorithm)?,
        })
    }
}

/// The file of the commit points.
#[derive(Debug)]
pub(super) struct Journal {
    pub(super) file: File,
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
    pub(super) fn create(path: &Path, first: &Commit, sync: bool) -> io::Result<Self> {
        // A new one: what somebody has put in its place is not followed and not written over.
        let file = OpenOptions::new().read(true).write(true).create_new(true).open(path)?;
        let mut journal = Self { file, sync };
        journal.write(first)?;
        Ok(journal)
    }

    pub(super) fn open(path: &Path, sync: bool) -> Result<Found, SinkError> {
        let mut file = match OpenOptions::new().read(true).write(true).open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
            Err(error) => return Err(error.into()),
        };
        let mut latest: Option<Commit> = None;
        for page in [0, PAGE] {
            let mut slot = [0; SLOT];
            file.seek(SeekFrom::Start(page))?;
            match file.read_exact(&mut slot) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => continue,
                Err(error) => return Err(error.into()),
            }
            if let Some(commit) = Commit::from_slot(&slot)
                && latest.is_none_or(|latest| commit.sequence > latest.sequence)
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
