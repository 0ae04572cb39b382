//! [`Archive`]: encodes models in batches through the codec's cache, and has them written to disk.

use super::PipelineError;
use super::problems::Problems;
use super::report::FileReport;
use super::stage::Stage;
use super::writing::LineWriter;
use optimize_core::compress::Compression;
use optimize_core::monitor::Monitor;
use optimize_core::{Codec, Fingerprint, Optimized};
use rayon::iter::{IntoParallelRefIterator as _, ParallelExtend as _, ParallelIterator as _};
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
    encode: Stage,
    writer: LineWriter,
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
        let write = Stage::new(monitor, names.write, "batch");
        let writer = LineWriter::create(&path, compression, write).map_err(PipelineError::at(&path))?;
        Ok(Self { path, encode: Stage::new(monitor, names.encode, "batch"), writer, sent: Vec::new() })
    }

    /// Encodes a batch and hands it over to be written. A model that can't be encoded is a problem, and the others go on.
    /// `false` if writing has failed: [`finish`](Self::finish) then says why.
    pub(super) fn add<T: Optimized + Sync>(
        &mut self,
        batch: &[T],
        codec: &Codec,
        problems: &mut Problems,
        name: impl Fn(&T) -> &str,
    ) -> Result<bool, PipelineError> {
        if batch.is_empty() {
            return Ok(true);
        }
        let before = codec.cache().map(|cache| cache.stats());
        let mut timer = self.encode.start();
        let mut output = self.writer.spare();
        codec.encode_batch_into(batch, &mut output);
        timer.bytes_out(output.total_bytes());
        drop(timer);
        self.encode.count(batch.len() - output.failures(), output.failures());
        if let (Some(before), Some(cache)) = (before, codec.cache()) {
            self.encode.count_lookups(&before, &cache.stats());
        }

        let mut models = Vec::with_capacity(batch.len());
        for (model, encoded) in batch.iter().zip(&output) {
            match encoded {
                Ok(_) => models.push(model),
                Err(error) => problems.other(name(model), "encode_error", &error.to_string())?,
            }
        }
        self.sent.par_extend(models.par_iter().map(|model| Optimized::fingerprint(*model)));
        Ok(self.writer.write(output))
    }

    /// Completes the file.
    pub(super) fn finish(self) -> Result<Archived, PipelineError> {
        let written = self.writer.finish(&self.path)?;
        let report = FileReport {
            file: self.path.display().to_string(),
            items: self.sent.len() as u64,
            json_bytes: written.json_bytes,
            file_bytes: written.file_bytes,
        };
        Ok(Archived { path: self.path, sent: self.sent, report, stages: [self.encode, written.stage] })
    }
}
