//! Compressing bytes that are in memory into one frame.

use super::{Algorithm, CompressError, Compression};

/// Compresses into one frame of the codec, without an envelope. [`decompress`](super::decompress)
/// reads it, and so does every other program that knows the codec.
///
/// # Errors
/// When the codec can't allocate its state, or its feature is off.
pub fn compress(data: &[u8], compression: Compression) -> Result<Vec<u8>, CompressError> {
    match compression.algorithm() {
        Algorithm::None => Ok(data.to_vec()),
        #[cfg(feature = "gzip")]
        Algorithm::Gzip => gzip(data, compression.compression_level()),
        #[cfg(feature = "lz4")]
        Algorithm::Lz4 => super::lz4::compress(data),
        #[cfg(feature = "zstd")]
        Algorithm::Zstd => zstd_codec::compress(data, compression.compression_level()),
        #[cfg(not(all(feature = "gzip", feature = "lz4", feature = "zstd")))]
        algorithm => Err(CompressError::FeatureOff { algorithm }),
    }
}

#[cfg(feature = "gzip")]
fn gzip(data: &[u8], level: i32) -> Result<Vec<u8>, CompressError> {
    use std::io::Write;
    let level = flate2::Compression::new(level.unsigned_abs());
    let mut encoder = flate2::write::GzEncoder::new(Vec::with_capacity(data.len() / 4 + 64), level);
    encoder
        .write_all(data)
        .and_then(|()| encoder.finish())
        .map_err(|error| CompressError::from_io(Algorithm::Gzip, error))
}

#[cfg(feature = "zstd")]
mod zstd_codec {
    use super::{Algorithm, CompressError};
    use std::cell::RefCell;
    use zstd::bulk::Compressor;

    /// A context grows with level and input and would stay that large: only small work shares one.
    const SHARED_UP_TO: usize = 256 << 10;
    const SHARED_LEVEL: i32 = 9;

    thread_local! {
        /// Making a context costs four times what compressing a small record does.
        static CONTEXT: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    }

    pub(super) fn compress(data: &[u8], level: i32) -> Result<Vec<u8>, CompressError> {
        let run = |slot: &mut Option<Compressor<'static>>| {
            let context = match slot {
                Some(context) => context,
                None => {
                    let mut context = Compressor::new(level)?;
                    context.include_checksum(true)?;
                    slot.insert(context)
                }
            };
            context.set_compression_level(level)?;
            context.compress(data)
        };
        let result = if data.len() <= SHARED_UP_TO && level <= SHARED_LEVEL {
            // A destructor that runs while the thread ends may come here after the context is gone.
            CONTEXT.try_with(|slot| run(&mut slot.borrow_mut())).unwrap_or_else(|_| run(&mut None))
        } else {
            run(&mut None)
        };
        let mut out = result.map_err(|error| CompressError::from_io(Algorithm::Zstd, error))?;
        out.shrink_to_fit();
        Ok(out)
    }
}
