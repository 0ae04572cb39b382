//! [`CompressWriter`]: a writer that compresses.

use super::{Algorithm, Compression};
use std::fmt;
use std::io::{self, Write};

/// Compresses what is written to it into one frame. [`finish`](Self::finish) completes the frame;
/// a writer that is dropped without it may leave a frame that readers refuse as cut off.
pub struct CompressWriter<W: Write> {
    encoder: Encoder<W>,
    algorithm: Algorithm,
}

enum Encoder<W: Write> {
    Raw(W),
    #[cfg(feature = "gzip")]
    Gzip(Box<flate2::write::GzEncoder<W>>),
    #[cfg(feature = "lz4")]
    Lz4(Box<lz4_flex::frame::FrameEncoder<W>>),
    #[cfg(feature = "zstd")]
    Zstd(zstd::stream::write::Encoder<'static, W>),
}

impl<W: Write> CompressWriter<W> {
    /// Compresses into the writer.
    ///
    /// # Errors
    /// When the codec's state can't be allocated.
    pub fn new(inner: W, compression: Compression) -> io::Result<Self> {
        let algorithm = compression.algorithm();
        let encoder = match algorithm {
            Algorithm::None => Encoder::Raw(inner),
            #[cfg(feature = "gzip")]
            Algorithm::Gzip => {
                let level = flate2::Compression::new(compression.compression_level().unsigned_abs());
                Encoder::Gzip(Box::new(flate2::write::GzEncoder::new(inner, level)))
            }
            #[cfg(feature = "lz4")]
            Algorithm::Lz4 => {
                let encoder = lz4_flex::frame::FrameEncoder::with_frame_info(super::lz4::frame_info(), inner);
                Encoder::Lz4(Box::new(encoder))
            }
            #[cfg(feature = "zstd")]
            Algorithm::Zstd => {
                let mut encoder = zstd::stream::write::Encoder::new(inner, compression.compression_level())?;
                encoder.include_checksum(true)?;
                Encoder::Zstd(encoder)
            }
            #[cfg(not(all(feature = "gzip", feature = "lz4", feature = "zstd")))]
            algorithm => return Err(super::CompressError::FeatureOff { algorithm }.into_io()),
        };
        Ok(Self { encoder, algorithm })
    }

    /// Completes the frame and gives the writer back.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn finish(self) -> io::Result<W> {
        match self.encoder {
            Encoder::Raw(mut inner) => inner.flush().map(|()| inner),
            #[cfg(feature = "gzip")]
            Encoder::Gzip(encoder) => encoder.finish(),
            #[cfg(feature = "lz4")]
            Encoder::Lz4(encoder) => encoder.finish().map_err(io::Error::from),
            #[cfg(feature = "zstd")]
            Encoder::Zstd(encoder) => encoder.finish(),
        }
    }
}

impl<W: Write> Write for CompressWriter<W> {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        match &mut self.encoder {
            Encoder::Raw(inner) => inner.write(data),
            #[cfg(feature = "gzip")]
            Encoder::Gzip(encoder) => encoder.write(data),
            #[cfg(feature = "lz4")]
            Encoder::Lz4(encoder) => encoder.write(data),
            #[cfg(feature = "zstd")]
            Encoder::Zstd(encoder) => encoder.write(data),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.encoder {
            Encoder::Raw(inner) => inner.flush(),
            #[cfg(feature = "gzip")]
            Encoder::Gzip(encoder) => encoder.flush(),
            #[cfg(feature = "lz4")]
            Encoder::Lz4(encoder) => encoder.flush(),
            #[cfg(feature = "zstd")]
            Encoder::Zstd(encoder) => encoder.flush(),
        }
    }
}

impl<W: Write> fmt::Debug for CompressWriter<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CompressWriter").field("algorithm", &self.algorithm).finish_non_exhaustive()
    }
}
