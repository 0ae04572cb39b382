//! [`AsyncStreamWriter`]: writes models as NDJSON to an `AsyncWrite`.

use super::sealing::Sealing;
use crate::model::Optimized;
use crate::stream::chunker::Chunker;
use crate::stream::writer::broken;
use crate::stream::{StreamCause, StreamConfigError, StreamError, StreamStats, StreamWriterBuilder};
use std::fmt;
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::AsyncWrite;

impl StreamWriterBuilder {
    /// A writer over an `AsyncWrite`.
    ///
    /// # Errors
    /// When the choices can't give a stream.
    pub fn open_async<W: AsyncWrite + Unpin>(self, inner: W) -> Result<AsyncStreamWriter<W>, StreamConfigError> {
        self.check()?;
        Ok(AsyncStreamWriter {
            inner,
            chunker: Chunker::new(self),
            sealing: None,
            out: Vec::new(),
            sent: 0,
            broken: false,
        })
    }
}

/// Writes models as NDJSON, a chunk at a time. [`finish`](Self::finish) writes the last chunk: without it
/// the records of that chunk are lost.
///
/// Its futures can be dropped at any point: the record that was handed over is in the stream all the
/// same, and the next call goes on with what was being written.
///
/// ```
/// use optimize_core::Optimized;
/// use optimize_core::stream::StreamWriter;
///
/// #[derive(Optimized)]
/// struct Clip { id: u32 }
///
/// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
/// let mut writer = StreamWriter::builder().open_async(Vec::new())?;
/// writer.write(&Clip { id: 1 }).await?;
/// let (file, stats) = writer.finish().await?;
/// assert_eq!((&file[..], stats.records), (&b"{\"id\":1}\n"[..], 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct AsyncStreamWriter<W> {
    inner: W,
    chunker: Chunker,
    /// A chunk that is not yet in `out`.
    sealing: Option<Sealing>,
    /// What is being written, and how much of it was.
    out: Vec<u8>,
    sent: usize,
    broken: bool,
}

impl<W: AsyncWrite + Unpin> AsyncStreamWriter<W> {
    /// Writes a record. A record that can't be written as JSON leaves no trace in the stream.
    ///
    /// # Errors
    /// When the record can't be written as JSON or panics; the stream goes on. When the underlying
    /// writer fails; then every further call fails.
    pub async fn write<T: Optimized>(&mut self, record: &T) -> Result<(), StreamError> {
        self.whole()?;
        self.chunker.push(record)?;
        self.send_full().await
    }

    /// Writes a record that is JSON already: what a cache or a batch has encoded.
    ///
    /// # Errors
    /// When the bytes are not one JSON text; the stream goes on. As [`write`](Self::write) when the
    /// underlying writer fails.
    pub async fn write_encoded(&mut self, json: &[u8]) -> Result<(), StreamError> {
        self.whole()?;
        self.chunker.push_encoded(json)?;
        self.send_full().await
    }

    /// Writes the records that are held back, as a chunk of its own.
    ///
    /// # Errors
    /// When the underlying writer fails.
    pub async fn flush(&mut self) -> Result<(), StreamError> {
        self.whole()?;
        self.send(|writer, context| Pin::new(&mut writer.inner).poll_flush(context)).await
    }

    /// Writes what is left, closes the underlying writer and gives it back with what was written.
    ///
    /// # Errors
    /// When the underlying writer fails.
    pub async fn finish(mut self) -> Result<(W, StreamStats), StreamError> {
        self.whole()?;
        self.send(|writer, context| Pin::new(&mut writer.inner).poll_shutdown(context)).await?;
        let stats = self.chunker.finish();
        Ok((self.inner, stats))
    }

    async fn send_full(&mut self) -> Result<(), StreamError> {
        if !self.chunker.is_full() {
            return Ok(());
        }
        self.send(|_, _| Poll::Ready(Ok(()))).await
    }

    /// Writes everything, and then does what else there is to do.
    async fn send(&mut self, then: fn(&mut Self, &mut Context<'_>) -> Poll<io::Result<()>>) -> Result<(), StreamError> {
        let result = poll_fn(|context| {
            ready!(self.poll_send(context))?;
            then(self, context)
        })
        .await;
        result.map_err(|error| {
            self.broken = true;
            self.chunker.error(StreamCause::Io(error))
        })
    }

    fn poll_send(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        loop {
            while self.sent < self.out.len() {
                match ready!(Pin::new(&mut self.inner).poll_write(context, &self.out[self.sent..]))? {
                    0 => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                    count => self.sent += count,
                }
            }
            if let Some(sealing) = &mut self.sealing {
                self.out = ready!(sealing.poll(context))?;
                self.sent = 0;
                self.sealing = None;
                self.chunker.count_written(self.out.len());
            } else if self.chunker.is_empty() {
                return Poll::Ready(Ok(()));
            } else {
                let (chunk, packing) = self.chunker.take();
                self.sealing = Some(Sealing::new(chunk, packing));
            }
        }
    }

    fn whole(&self) -> Result<(), StreamError> {
        if self.broken { Err(self.chunker.error(StreamCause::Io(broken()))) } else { Ok(()) }
    }
}

impl<W> AsyncStreamWriter<W> {
    /// What was written so far. Records that are held back count as written.
    #[must_use]
    pub const fn stats(&self) -> StreamStats {
        self.chunker.stats
    }
}

impl<W> fmt::Debug for AsyncStreamWriter<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AsyncStreamWriter").field("stats", &self.stats()).finish_non_exhaustive()
    }
}
