//! Decompressing one frame that is in memory.

use super::{Algorithm, CompressError, DecompressLimits};

/// Decompresses exactly one frame, without an envelope. The codec is the one named, or the one
/// whose magic number the data begins with.
///
/// # Errors
/// When the data is no such frame, is damaged, cut off or followed by more, when its content is
/// above the limits, when it needs a dictionary, or when the codec's feature is off.
pub fn decompress(
    data: &[u8],
    algorithm: Option<Algorithm>,
    limits: &DecompressLimits,
) -> Result<Vec<u8>, CompressError> {
    let mut out = Vec::new();
    decompress_into(data, algorithm, limits, &mut out)?;
    Ok(out)
}

/// As [`decompress`], appending to a buffer that can be used again. After an error the buffer is as it
/// was.
///
/// # Errors
/// As [`decompress`].
pub fn decompress_into(
    data: &[u8],
    algorithm: Option<Algorithm>,
    limits: &DecompressLimits,
    out: &mut Vec<u8>,
) -> Result<(), CompressError> {
    let detected = Algorithm::detect(data);
    let algorithm = match algorithm {
        Some(Algorithm::None) if data.len() as u64 > limits.output_limit() => {
            return Err(CompressError::TooLarge { limit: limits.output_limit() });
        }
        Some(Algorithm::None) => {
            out.extend_from_slice(data);
            return Ok(());
        }
        Some(expected) if detected != Some(expected) => {
            expected.available()?;
            return Err(CompressError::Magic { expected: Some(expected) });
        }
        Some(expected) => expected,
        None => detected.ok_or(CompressError::Magic { expected: None })?,
    };
    let start = out.len();
    let result = match algorithm {
        #[cfg(feature = "gzip")]
        Algorithm::Gzip => super::gzip::decompress(data, limits, out),
        #[cfg(feature = "lz4")]
        Algorithm::Lz4 => super::lz4::decompress(data, limits, out),
        #[cfg(feature = "zstd")]
        Algorithm::Zstd => super::zstandard::decompress(data, limits, out),
        algorithm => Err(CompressError::FeatureOff { algorithm }),
    };
    if result.is_err() {
        out.truncate(start);
    }
    result
}
