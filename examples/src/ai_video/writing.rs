//! [`LineWriter`]: writes encoded batches to disk, on a thread of its own while the next ones are made.

use super::PipelineError;
use super::stage::Stage;
use optimize_core::batch::BatchOutput;
use optimize_core::compress::{Compression, compress};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread::{self, JoinHandle};

/// A file that grows by the lines of whole batches. One batch waits at most while another is written.
pub(super) struct LineWriter {
    batches: SyncSender<BatchOutput>,
    /// What is written: its buffers can be used again.
    spares: Receiver<BatchOutput>,
    thread: JoinHandle<io::Result<Written>>,
}

/// A file that is complete.
pub(super) struct Written {
    pub(super) stage: Stage,
    pub(super) json_bytes: u64,
    pub(super) file_bytes: u64,
}

impl LineWriter {
    /// Begins a file: of lines, or of compressed frames, one a batch.
    pub(super) fn create(path: &Path, compression: Compression, stage: Stage) -> io::Result<Self> {
        // File systems bring a file that was cut to nothing to the disk as soon as it is closed, a new one in their time.
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = Lines { file: BufWriter::new(File::create(path)?), compression, joined: Vec::new() };
        let (batches, coming) = sync_channel::<BatchOutput>(1);
        let (used, spares) = channel();
        let thread = thread::Builder::new().name(stage.name().to_owned()).spawn(move || {
            let mut written = Written { stage, json_bytes: 0, file_bytes: 0 };
            for batch in coming {
                file.write(&batch, &mut written)?;
                // Nobody wants the last ones.
                let _ = used.send(batch);
            }
            file.file.flush()?;
            Ok(written)
        })?;
        Ok(Self { batches, spares, thread })
    }

    /// Buffers for a batch: those of one that is written, if there is one.
    pub(super) fn spare(&self) -> BatchOutput {
        self.spares.try_recv().unwrap_or_default()
    }

    /// Hands a batch over. If writing has failed, nobody takes it: [`finish`](Self::finish) says why.
    pub(super) fn write(&self, batch: BatchOutput) -> bool {
        self.batches.send(batch).is_ok()
    }

    /// Waits until everything is written.
    pub(super) fn finish(self, path: &Path) -> Result<Written, PipelineError> {
        drop(self.batches);
        let lost = |_| Err(io::Error::other("the thread that writes has panicked"));
        self.thread.join().unwrap_or_else(lost).map_err(PipelineError::at(path))
    }
}

struct Lines {
    file: BufWriter<File>,
    compression: Compression,
    /// The lines of a batch that is compressed, to be used again.
    joined: Vec<u8>,
}

impl Lines {
    fn write(&mut self, batch: &BatchOutput, written: &mut Written) -> io::Result<()> {
        let mut timer = written.stage.start();
        let lines = || batch.iter().filter_map(Result::ok);
        let count = batch.len() - batch.failures();
        let length = batch.total_bytes() + count;
        timer.bytes_in(length);
        let file_bytes = if self.compression.is_none() {
            // Long lines pass by the buffer: they are not copied.
            for line in lines() {
                self.file.write_all(line)?;
                self.file.write_all(b"\n")?;
            }
            length
        } else {
            self.joined.clear();
            for line in lines() {
                self.joined.extend_from_slice(line);
                self.joined.push(b'\n');
            }
            let frame = compress(&self.joined, self.compression).map_err(io::Error::other)?;
            self.file.write_all(&frame)?;
            frame.len()
        };
        timer.bytes_out(file_bytes);
        drop(timer);
        written.stage.count(count, 0);
        written.json_bytes += length as u64;
        written.file_bytes += file_bytes as u64;
        Ok(())
    }
}
