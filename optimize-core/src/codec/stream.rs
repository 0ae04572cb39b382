//! The codec's streams.

use super::{Codec, count};
use crate::model::{Optimized, OptimizedOwned};
use crate::monitor::Timer;
use crate::stream::{StreamError, StreamReader, StreamReaderBuilder, StreamStats, StreamWriter, StreamWriterBuilder};
use std::io::{self, Read, Write};

impl Codec {
    /// Writes models, or references to them, as NDJSON, in compressed chunks if the codec compresses.
    /// The first model that can't be written ends it; those before it are written.
    ///
    /// # Errors
    /// When a model can't be written as JSON, or the writer fails.
    pub fn encode_stream<T: Optimized, W: Write>(
        &self,
        models: impl IntoIterator<Item = T>,
        writer: W,
    ) -> Result<StreamStats, StreamError> {
        let mut timer = self.timer(|monitored| &monitored.encode_stream);
        let result = self.write_stream(models, writer, Err);
        match &result {
            Ok(stats) => count(&mut timer, |timer| timer.bytes_out(written(stats))),
            Err(_) => count(&mut timer, Timer::fail),
        }
        result
    }

    /// As [`encode_stream`](Self::encode_stream), but a model that can't be written is given to
    /// `on_error` and passed over. The statistics say how many there were.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn encode_stream_with<T: Optimized, W: Write>(
        &self,
        models: impl IntoIterator<Item = T>,
        writer: W,
        mut on_error: impl FnMut(StreamError),
    ) -> Result<StreamStats, StreamError> {
        let mut timer = self.timer(|monitored| &monitored.encode_stream);
        let result = self.write_stream(models, writer, |error| {
            if error.is_fatal() {
                return Err(error);
            }
            on_error(error);
            Ok(())
        });
        match &result {
            Ok(stats) => {
                count(&mut timer, |timer| timer.bytes_out(written(stats)));
                if stats.failures > 0 {
                    count(&mut timer, Timer::fail);
                }
            }
            Err(_) => count(&mut timer, Timer::fail),
        }
        result
    }

    /// A writer of NDJSON with the codec's options, for models that come one by one. Records are one
    /// line each, also where the codec indents single values.
    #[must_use]
    pub fn stream_writer<W: Write>(&self, writer: W) -> StreamWriter<W> {
        StreamWriter::with(writer, self.stream_choices())
    }

    /// Reads NDJSON, compressed or not: an iterator over a result for every record.
    ///
    /// # Errors
    /// When the first bytes can't be read.
    pub fn decode_stream<T: OptimizedOwned, R: Read>(&self, reader: R) -> io::Result<StreamReader<R, T>> {
        self.read_choices().open(reader)
    }

    pub(super) fn stream_choices(&self) -> StreamWriterBuilder {
        let choices = StreamWriter::builder()
            // A record is one line, however single values are written.
            .dump_options(crate::options::DumpOptions { indent: None, ..self.inner.dump.clone() })
            .chunk_size(self.inner.chunk_size);
        match &self.inner.policy {
            Some(policy) => choices.policy(policy),
            None => choices,
        }
    }

    pub(super) fn read_choices(&self) -> StreamReaderBuilder {
        let choices = StreamReader::builder().parse_options(self.inner.parse.clone()).limits(self.inner.stream_limits);
        #[cfg(feature = "zstd")]
        let choices = choices.dictionaries(self.inner.opener.dictionaries.clone());
        choices
    }

    fn write_stream<T: Optimized, W: Write>(
        &self,
        models: impl IntoIterator<Item = T>,
        writer: W,
        mut on_error: impl FnMut(StreamError) -> Result<(), StreamError>,
    ) -> Result<StreamStats, StreamError> {
        let mut stream = self.stream_writer(writer);
        for model in models {
            if let Err(error) = stream.write(&model) {
                on_error(error)?;
            }
        }
        let stats = stream.finish()?;
        if let Some(monitored) = &self.inner.monitored
            && self.inner.policy.as_ref().is_some_and(|policy| !policy.compression().is_none())
        {
            monitored.monitor.compressed(usize::try_from(stats.bytes).unwrap_or(usize::MAX), written(&stats));
        }
        Ok(stats)
    }
}

fn written(stats: &StreamStats) -> usize {
    usize::try_from(stats.written).unwrap_or(usize::MAX)
}
