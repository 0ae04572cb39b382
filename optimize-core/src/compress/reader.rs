//! [`DecompressReader`]: a limited reader over a compressed stream.

use super::source::Source;
use super::{Algorithm, CompressError, DecompressLimits};
use std::fmt;
use std::io::{self, BufReader, Read};

/// How much compressed input is read at once, in bytes.
const BUFFER: usize = 32 << 10;

type Input<R> = BufReader<Source<R>>;

/// Reads the content of a compressed stream: any number of frames of one codec, one after the
/// other. Memory is bounded by the codec's window.
///
/// ```
/// # use std::io::{Read, Write};
/// use optimize_core::compress::{CompressWriter, Compression, DecompressLimits, DecompressReader};
///
/// let mut writer = CompressWriter::new(Vec::new(), Compression::lz4())?;
/// writer.write_all(b"first line\nsecond line\n")?;
/// let file = writer.finish()?;
///
/// let mut text = String::new();
/// DecompressReader::detect(&file[..], DecompressLimits::streaming())?.read_to_string(&mut text)?;
/// assert_eq!(text, "first line\nsecond line\n");
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct DecompressReader<R: Read> {
    decoder: Decoder<R>,
    algorithm: Algorithm,
    limits: DecompressLimits,
    produced: u64,
    /// What lies above the limits is not given out.
    over: Option<CompressError>,
}

enum Decoder<R: Read> {
    Raw(Input<R>),
    #[cfg(feature = "gzip")]
    Gzip(super::gzip_reader::MembersReader<Input<R>>),
    #[cfg(feature = "lz4")]
    Lz4(Box<super::lz4_reader::FramesReader<Input<R>>>),
    #[cfg(feature = "zstd")]
    Zstd(super::zstd_reader::FramesReader<Input<R>>),
}

impl<R: Read> DecompressReader<R> {
    /// Reads frames of this codec.
    ///
    /// # Errors
    /// When the codec's feature is off, or its state can't be allocated.
    pub fn new(inner: R, algorithm: Algorithm, limits: DecompressLimits) -> io::Result<Self> {
        Self::with_source(Source::new(inner), algorithm, limits)
    }

    /// Finds the codec by its magic number. Input without one is taken as it is.
    ///
    /// # Errors
    /// When reading the first bytes fails, or the codec's feature is off.
    pub fn detect(inner: R, limits: DecompressLimits) -> io::Result<Self> {
        let mut source = Source::new(inner);
        let algorithm = Algorithm::detect(source.peek()?).unwrap_or_default();
        Self::with_source(source, algorithm, limits)
    }

    fn with_source(source: Source<R>, algorithm: Algorithm, limits: DecompressLimits) -> io::Result<Self> {
        let input = BufReader::with_capacity(BUFFER, source);
        let decoder = match algorithm {
            Algorithm::None => Decoder::Raw(input),
            #[cfg(feature = "gzip")]
            Algorithm::Gzip => Decoder::Gzip(super::gzip_reader::MembersReader::new(input)),
            #[cfg(feature = "lz4")]
            Algorithm::Lz4 => Decoder::Lz4(Box::new(super::lz4_reader::FramesReader::new(input))),
            #[cfg(feature = "zstd")]
            Algorithm::Zstd => {
                Decoder::Zstd(super::zstd_reader::FramesReader::new(input, &limits).map_err(CompressError::into_io)?)
            }
            #[cfg(not(all(feature = "gzip", feature = "lz4", feature = "zstd")))]
            algorithm => return Err(CompressError::FeatureOff { algorithm }.into_io()),
        };
        Ok(Self { decoder, algorithm, limits, produced: 0, over: None })
    }

    /// Reads zstd frames that name one of these dictionaries with it, from the next frame on. A frame that
    /// names another is an error that says which.
    #[cfg(feature = "zstd")]
    #[must_use]
    pub fn with_dictionaries(mut self, dictionaries: super::Dictionaries) -> Self {
        if let Decoder::Zstd(decoder) = &mut self.decoder {
            decoder.know(dictionaries);
        }
        self
    }

    /// The codec.
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// How many bytes were read from the underlying reader and given to the codec.
    #[must_use]
    pub fn compressed_bytes(&self) -> u64 {
        match &self.decoder {
            Decoder::Raw(input) => input.get_ref().count(),
            #[cfg(feature = "gzip")]
            Decoder::Gzip(decoder) => decoder.get_ref().get_ref().count(),
            #[cfg(feature = "lz4")]
            Decoder::Lz4(decoder) => decoder.get_ref().map_or(0, |input| input.get_ref().count()),
            #[cfg(feature = "zstd")]
            Decoder::Zstd(decoder) => decoder.get_ref().get_ref().count(),
        }
    }

    /// The underlying reader of an uncompressed stream; of a compressed one nothing is left to use.
    #[must_use]
    pub fn into_inner(self) -> Option<R> {
        match self.decoder {
            Decoder::Raw(input) => Some(input.into_inner().into_inner()),
            #[cfg(any(feature = "gzip", feature = "lz4", feature = "zstd"))]
            _ => None,
        }
    }
}

impl<R: Read> DecompressReader<R> {
    /// The compressed bytes that what has come out by now is measured against. They are the same for the
    /// same input, whatever the borders between the pieces in which that was read.
    fn taken(&self, ended: bool) -> u64 {
        let _ = ended;
        match &self.decoder {
            Decoder::Raw(_) => u64::MAX,
            #[cfg(feature = "gzip")]
            Decoder::Gzip(decoder) if ended => decoder.taken(),
            #[cfg(feature = "gzip")]
            Decoder::Gzip(decoder) => decoder.taken().next_multiple_of(super::gzip_reader::STEP),
            #[cfg(feature = "lz4")]
            Decoder::Lz4(decoder) => {
                decoder.get_ref().map_or(0, |input| input.get_ref().count() - input.buffer().len() as u64)
            }
            #[cfg(feature = "zstd")]
            Decoder::Zstd(decoder) => decoder.taken(),
        }
    }
}

impl<R: Read> Read for DecompressReader<R> {
    /// # Errors
    /// As the underlying reader; when the data is damaged or cut off; when the content exceeds the
    /// limits. What comes before the damage, and what the limits allow, is read first. The error of a
    /// codec or of a limit holds a [`CompressError`].
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if let Some(error) = &self.over {
            return Err(error.clone().into_io());
        }
        let count = match &mut self.decoder {
            Decoder::Raw(input) => input.read(out)?,
            #[cfg(feature = "gzip")]
            Decoder::Gzip(decoder) => decoder.read(out)?,
            #[cfg(feature = "lz4")]
            Decoder::Lz4(decoder) => decoder.read(out)?,
            #[cfg(feature = "zstd")]
            Decoder::Zstd(decoder) => decoder.read(out)?,
        };
        self.produced += count as u64;
        let taken = self.taken(count == 0 && !out.is_empty());
        let above = self.produced.saturating_sub(self.limits.output_for(taken));
        if above == 0 {
            return Ok(count);
        }
        let error = self.over.insert(self.limits.exceeded(taken));
        match count.saturating_sub(usize::try_from(above).unwrap_or(usize::MAX)) {
            0 => Err(error.clone().into_io()),
            good => Ok(good),
        }
    }
}

impl<R: Read> fmt::Debug for DecompressReader<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecompressReader")
            .field("algorithm", &self.algorithm)
            .field("compressed", &self.compressed_bytes())
            .field("produced", &self.produced)
            .finish_non_exhaustive()
    }
}
