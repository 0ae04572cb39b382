//! [`EncodedStream`]: a stream of models as a stream of chunks.

use super::sealing::Sealing;
use crate::model::Optimized;
use crate::stream::chunker::Chunker;
use crate::stream::{StreamCause, StreamConfigError, StreamError, StreamStats, StreamWriterBuilder};
use futures_core::Stream;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

impl StreamWriterBuilder {
    /// A stream of models as a stream of its chunks: the body of a response, for instance.
    ///
    /// # Errors
    /// When the choices can't give a stream.
    pub fn encode_stream<S>(self, records: S) -> Result<EncodedStream<S>, StreamConfigError>
    where
        S: Stream + Unpin,
        S::Item: Optimized,
    {
        self.check()?;
        Ok(EncodedStream { records: Some(records), chunker: Chunker::new(self), sealing: None })
    }
}

/// The chunks of a stream, each complete records and compressed by itself. A record that can't be
/// written as JSON is an error item, and the stream goes on behind it.
pub struct EncodedStream<S> {
    /// `None` when they have all come.
    records: Option<S>,
    chunker: Chunker,
    sealing: Option<Sealing>,
}

impl<S> EncodedStream<S> {
    /// What the stream has so far. Records that wait for their chunk count as written.
    #[must_use]
    pub const fn stats(&self) -> StreamStats {
        self.chunker.stats
    }

    fn seal(&mut self) {
        let (chunk, packing) = self.chunker.take();
        self.sealing = Some(Sealing::new(chunk, packing));
    }
}

impl<S> Stream for EncodedStream<S>
where
    S: Stream + Unpin,
    S::Item: Optimized,
{
    type Item = Result<Vec<u8>, StreamError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(sealing) = &mut this.sealing {
                let chunk = ready!(sealing.poll(context));
                this.sealing = None;
                return Poll::Ready(Some(match chunk {
                    Ok(chunk) => {
                        this.chunker.count_written(chunk.len());
                        Ok(chunk)
                    }
                    Err(error) => Err(this.chunker.error(StreamCause::Io(error))),
                }));
            }
            let Some(records) = &mut this.records else {
                this.chunker.finish();
                return Poll::Ready(None);
            };
            match ready!(Pin::new(records).poll_next(context)) {
                Some(record) => {
                    if let Err(error) = this.chunker.push(&record) {
                        return Poll::Ready(Some(Err(error)));
                    }
                    if this.chunker.is_full() {
                        this.seal();
                    }
                }
                None => {
                    this.records = None;
                    if !this.chunker.is_empty() {
                        this.seal();
                    }
                }
            }
        }
    }
}

impl<S> fmt::Debug for EncodedStream<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncodedStream").field("stats", &self.stats()).finish_non_exhaustive()
    }
}
