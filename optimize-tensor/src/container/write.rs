//! Writing a file.

use super::SafetensorsError;
use super::header::{Entry, write_header};
use super::sink::{Collector, Streamer};
use crate::pages::{aligned, prefer_large};
use optimize_core::Field;
use optimize_core::json::dump_attached;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// The header of a value's file, and what its tensors are.
fn prepare<T: Field>(value: &T) -> Result<(Vec<u8>, Vec<Entry>), SafetensorsError> {
    let (mut collector, mut text) = (Collector::default(), Vec::new());
    dump_attached(value, &mut collector, &mut text)?;
    let text = String::from_utf8(text).map_err(SafetensorsError::format)?;
    let header = write_header(&collector.entries, text)?;
    Ok((header, collector.entries))
}

/// Writes the tensors, those of the largest alignment first.
fn write_tensors<T: Field, W: Write>(value: &T, entries: &[Entry], out: &mut W) -> Result<(), SafetensorsError> {
    let mut text = Vec::new();
    for alignment in [8, 4, 2, 1] {
        if !entries.iter().any(|entry| entry.alignment() == alignment) {
            continue;
        }
        text.clear();
        let mut streamer = Streamer { entries, alignment, out, seen: 0, failure: None };
        dump_attached(value, &mut streamer, &mut text)?;
        if let Some(error) = streamer.failure {
            return Err(error.into());
        }
    }
    Ok(())
}

pub(super) fn to_writer<T: Field, W: Write>(value: &T, out: &mut W) -> Result<(), SafetensorsError> {
    let (header, entries) = prepare(value)?;
    out.write_all(&header)?;
    write_tensors(value, &entries, out)?;
    Ok(out.flush()?)
}

pub(super) fn to_vec<T: Field>(value: &T) -> Result<Vec<u8>, SafetensorsError> {
    let (mut out, entries) = prepare(value)?;
    // The header has checked that the sum fits.
    let whole = entries.iter().fold(out.len(), |sum, entry| sum + entry.bytes);
    out.reserve_exact(aligned(whole) - out.len());
    prefer_large(out.spare_capacity_mut());
    write_tensors(value, &entries, &mut out)?;
    Ok(out)
}

pub(super) fn to_path<T: Field>(value: &T, path: &Path) -> Result<(), SafetensorsError> {
    let part = PartFile::create(path)?;
    // Small tensors are gathered, large ones go through.
    to_writer(value, &mut BufWriter::with_capacity(1 << 18, &part.file))?;
    part.persist(path)
}

/// A new file beside the one that it will replace. Removed if it does not come to that.
struct PartFile {
    file: File,
    path: Option<PathBuf>,
}

impl PartFile {
    fn create(target: &Path) -> io::Result<Self> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}-{}.part", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed)));
        let path = target.with_file_name(name);
        let file = File::options().write(true).create_new(true).open(&path)?;
        Ok(Self { file, path: Some(path) })
    }

    fn persist(mut self, target: &Path) -> Result<(), SafetensorsError> {
        self.file.sync_data()?;
        if let Some(path) = &self.path {
            fs::rename(path, target)?;
        }
        self.path = None;
        Ok(())
    }
}

impl Drop for PartFile {
    fn drop(&mut self) {
        if let Some(path) = &self.path {
            // Nothing more can be done about it.
            let _ = fs::remove_file(path);
        }
    }
}
