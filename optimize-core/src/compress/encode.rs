//! Compressing bytes that are in memory into one frame.

use super::{Algorithm, CompressError, Compression};

/// Compresses into one frame of the codec, without an envelope. [`decompress`](super::decompress)
/// reads it, and so does every other program that knows the codec.
///
/// # Errors
/// When the codec can't allocate its state, or its feature is off.
pub fn compress(data: &[u8], compression: Compression) -> Result<Vec<u8>, CompressError> {
    let mut out = Vec::new();
    compress_into(data, compression, &mut out)?;
    if out.capacity() > 2 * out.len() {
        out.shrink_to_fit();
    }
    Ok(out)
}

/// As [`compress`], appending to a buffer that can be used again. Every thread keeps one compressor of
/// each codec for data of up to 256 KiB, so small messages allocate nothing. After an error the buffer
/// is as it was.
///
/// # Errors
/// As [`compress`].
pub fn compress_into(data: &[u8], compression: Compression, out: &mut Vec<u8>) -> Result<(), CompressError> {
    let start = out.len();
    let result = match compression.algorithm() {
        Algorithm::None => {
            out.extend_from_slice(data);
            Ok(())
        }
        #[cfg(feature = "gzip")]
        Algorithm::Gzip => super::gzip::compress(data, compression.compression_level(), out),
        #[cfg(feature = "lz4")]
        Algorithm::Lz4 => super::lz4::compress(data, out),
        #[cfg(feature = "zstd")]
        Algorithm::Zstd => super::zstandard::compress(data, compression.compression_level(), out),
        #[cfg(not(all(feature = "gzip", feature = "lz4", feature = "zstd")))]
        algorithm => Err(CompressError::FeatureOff { algorithm }),
    };
    if result.is_err() {
        out.truncate(start);
    }
    result
}

/// Contexts grow with what they are given and would stay that large: only data up to this size shares
/// the thread's.
#[cfg(any(feature = "gzip", feature = "zstd"))]
pub(super) const SHARED_UP_TO: usize = 256 << 10;
