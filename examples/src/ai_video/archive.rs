//! [`Archive`]: encodes models in batches through the codec's cache, and writes them to disk.

use super::PipelineError;
use super::problems::Problems;
use super::report::FileReport;
use super::stage::Stage;
use optimize_core::compress::{Compression, compress};
use optimize_core::monitor::Monitor;
use optimize_core::{Codec, Fingerprint, Optimized};
use std::borrow::Cow;
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;

/// What the stages are called.
pub(super) struct Names {
    /// Models become JSON.
    pub(super) encode: &'static str,
    /// JSON goes to disk.
    pub(super) write: &'static str,
}

/// A file of NDJSON, as it is or in compressed frames, one a batch. The cache's bytes go there as they are:
/// no model is encoded twice.
pub(super) struct Archive {
    path: PathBuf,
    compression: Compression,
    file: File,
    encode: Stage,
    write: Stage,
    /// The lines of one batch, to be used again.
    lines: Vec<u8>,
    json_bytes: u64,
    file_bytes: u64,
    /// What was written, in order, for the comparison afterwards: 16 bytes a model.
    sent: Vec<Fingerprint>,
}

/// A file that is complete.
pub(super) struct Archived {
    pub(super) path: PathBuf,
    pub(super) sent: Vec<Fingerprint>,
    pub(super) report: FileReport,
    pub(super) stages: [Stage; 2],
}

impl Archive {
    /// Begins a file.
    pub(super) fn create(
        path: PathBuf,
        compression: Compression,
        monitor: &Monitor,
        names: &Names,
    ) -> Result<Self, PipelineError> {
        let file = File::create(&path).map_err(PipelineError::at(&path))?;
        Ok(Self {
            path,
            compression,
            file,
            encode: Stage::new(monitor, names.encode, "batch"),
            write: Stage::new(monitor, names.write, "batch"),
            lines: Vec::new(),
            json_bytes: 0,
            file_bytes: 0,
            sent: Vec::new(),
        })
    }

    /// Encodes a batch and writes it. A model that can't be encoded is a problem, and the others go on.
    pub(super) fn add<T: Optimized + Sync>(
        &mut self,
        batch: &[T],
        codec: &Codec,
        problems: &mut Problems,
        name: impl Fn(&T) -> &str,
    ) -> Result<(), PipelineError> {
        if batch.is_empty() {
            return Ok(());
        }
        let before = codec.cache().map(|cache| cache.stats());
        let mut timer = self.encode.start();
        let output = codec.encode_batch(batch);
        timer.bytes_out(output.total_bytes());
        drop(timer);
        self.encode.count(batch.len() - output.failures(), output.failures());
        if let (Some(before), Some(cache)) = (before, codec.cache()) {
            self.encode.count_lookups(&before, &cache.stats());
        }

        self.lines.clear();
        for (model, encoded) in batch.iter().zip(&output) {
            match encoded {
                Ok(json) => {
                    self.lines.extend_from_slice(json);
                    self.lines.push(b'\n');
                    self.sent.push(Optimized::fingerprint(model));
                }
                Err(error) => problems.other(name(model), "encode_error", &error.to_string())?,
            }
        }
        self.write_lines(batch.len() - output.failures())
    }

    /// Writes the batch's lines, where they are compressed into a frame of their own.
    fn write_lines(&mut self, count: usize) -> Result<(), PipelineError> {
        let mut timer = self.write.start();
        timer.bytes_in(self.lines.len());
        let frame = if self.compression.is_none() {
            Cow::Borrowed(&self.lines)
        } else {
            Cow::Owned(compress(&self.lines, self.compression).map_err(PipelineError::at(&self.path))?)
        };
        self.file.write_all(&frame).map_err(PipelineError::at(&self.path))?;
        timer.bytes_out(frame.len());
        drop(timer);
        self.write.count(count, 0);
        self.json_bytes += self.lines.len() as u64;
        self.file_bytes += frame.len() as u64;
        Ok(())
    }

    /// Completes the file.
    pub(super) fn finish(mut self) -> Result<Archived, PipelineError> {
        self.file.flush().map_err(PipelineError::at(&self.path))?;
        let report = FileReport {
            file: self.path.display().to_string(),
            items: self.sent.len() as u64,
            json_bytes: self.json_bytes,
            file_bytes: self.file_bytes,
        };
        Ok(Archived { path: self.path, sent: self.sent, report, stages: [self.encode, self.write] })
    }
}
