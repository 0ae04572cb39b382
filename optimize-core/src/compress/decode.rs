//! Decompressing one frame that is in memory.

use super::{Algorithm, CompressError, DecompressLimits};

/// Decompresses exactly one frame, without an envelope. The codec is the one named, or the one
/// whose magic number the data begins with.
///
/// # Errors
/// When the data is no such frame, is damaged, cut off or followed by more, when its content is
/// above the limits, or when the codec's feature is off.
pub fn decompress(
    data: &[u8],
    algorithm: Option<Algorithm>,
    limits: &DecompressLimits,
) -> Result<Vec<u8>, CompressError> {
    let detected = Algorithm::detect(data);
    let algorithm = match algorithm {
        Some(Algorithm::None) if data.len() as u64 > limits.output_limit() => {
            return Err(CompressError::TooLarge { limit: limits.output_limit() });
        }
        Some(Algorithm::None) => return Ok(data.to_vec()),
        Some(expected) if detected != Some(expected) => {
            expected.available()?;
            return Err(CompressError::Magic { expected: Some(expected) });
        }
        Some(expected) => expected,
        None => detected.ok_or(CompressError::Magic { expected: None })?,
    };
    match algorithm {
        #[cfg(feature = "gzip")]
        Algorithm::Gzip => gzip(data, limits),
        #[cfg(feature = "lz4")]
        Algorithm::Lz4 => super::lz4::decompress(data, limits),
        #[cfg(feature = "zstd")]
        Algorithm::Zstd => zstd_codec::decompress(data, limits),
        algorithm => Err(CompressError::FeatureOff { algorithm }),
    }
}

/// Reads everything, but no more than the limits allow for this many compressed bytes.
#[cfg(any(feature = "gzip", feature = "lz4"))]
pub(super) fn read_limited(
    reader: &mut impl std::io::Read,
    compressed: usize,
    limits: &DecompressLimits,
    algorithm: Algorithm,
) -> Result<Vec<u8>, CompressError> {
    use std::io::Read;
    let limit = limits.output_for(compressed as u64);
    // Typical JSON shrinks to a quarter: one allocation for it, none for what a header promises.
    let guess = (compressed as u64).saturating_mul(4).min(limit).min(1 << 24);
    let mut out = Vec::with_capacity(usize::try_from(guess).unwrap_or(0));
    reader
        .by_ref()
        .take(limit.saturating_add(1))
        .read_to_end(&mut out)
        .map_err(|error| CompressError::from_io(algorithm, error))?;
    if out.len() as u64 > limit {
        return Err(limits.exceeded(compressed as u64));
    }
    Ok(out)
}

#[cfg(feature = "gzip")]
fn gzip(data: &[u8], limits: &DecompressLimits) -> Result<Vec<u8>, CompressError> {
    let mut decoder = flate2::bufread::GzDecoder::new(data);
    let out = read_limited(&mut decoder, data.len(), limits, Algorithm::Gzip)?;
    match decoder.into_inner().len() {
        0 => Ok(out),
        bytes => Err(CompressError::Trailing { bytes }),
    }
}

#[cfg(feature = "zstd")]
mod zstd_codec {
    use super::{Algorithm, CompressError, DecompressLimits};
    use std::cell::RefCell;
    use zstd::stream::raw::{DParameter, Decoder, InBuffer, Operation, OutBuffer};
    use zstd::zstd_safe::{DCtx, get_frame_content_size};

    /// A context that holds more than this is not kept for the thread's next frame.
    const KEPT_BYTES: usize = 1 << 20;

    thread_local! {
        /// Making a context costs more than decompressing a small record does.
        static CONTEXT: RefCell<Option<DCtx<'static>>> = const { RefCell::new(None) };
    }

    pub(super) fn decompress(data: &[u8], limits: &DecompressLimits) -> Result<Vec<u8>, CompressError> {
        let run = |slot: &mut Option<DCtx<'static>>| {
            let Some(context) = slot.take().or_else(DCtx::try_create) else {
                return Err(corrupt("no memory for a decompression context"));
            };
            let mut context = context;
            let result = run(data, &mut context, limits);
            if context.sizeof() <= KEPT_BYTES {
                *slot = Some(context);
            }
            result
        };
        CONTEXT.try_with(|slot| run(&mut slot.borrow_mut())).unwrap_or_else(|_| run(&mut None))
    }

    fn run(data: &[u8], context: &mut DCtx<'static>, limits: &DecompressLimits) -> Result<Vec<u8>, CompressError> {
        let fail = |error| CompressError::from_io(Algorithm::Zstd, error);
        let limit = limits.output_for(data.len() as u64);
        let stated = get_frame_content_size(data).ok().flatten();
        if stated.is_some_and(|size| size > limit) {
            return Err(limits.exceeded(data.len() as u64));
        }
        let mut decoder = Decoder::with_context(context);
        decoder.set_parameter(DParameter::WindowLogMax(limits.window_log())).map_err(fail)?;

        // The frame's own statement is a claim too: it is believed up to 64 times the input.
        let first = stated.unwrap_or(4 * data.len() as u64).min(64 * data.len() as u64).min(limit);
        let mut out = Vec::with_capacity(usize::try_from(first).unwrap_or(0).max(64));
        let mut input = InBuffer::around(data);
        loop {
            if out.len() == out.capacity() {
                out.reserve(out.len().max(1024));
            }
            let (from, before) = (out.len(), input.pos());
            let hint = decoder.run(&mut input, &mut OutBuffer::around_pos(&mut out, from)).map_err(fail)?;
            if out.len() as u64 > limit {
                return Err(limits.exceeded(data.len() as u64));
            }
            if hint == 0 {
                break;
            }
            if out.len() == from && input.pos() == before && input.pos() == data.len() {
                return Err(CompressError::Truncated { algorithm: Algorithm::Zstd });
            }
        }
        match data.len() - input.pos() {
            0 => Ok(out),
            bytes => Err(CompressError::Trailing { bytes }),
        }
    }

    fn corrupt(reason: &str) -> CompressError {
        CompressError::Corrupt { algorithm: Algorithm::Zstd, reason: reason.to_owned() }
    }
}
