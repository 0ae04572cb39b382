//! zstd frames, with a context each way that every thread keeps.

use super::encode::SHARED_UP_TO;
use super::{Algorithm, CompressError, DecompressLimits};
use std::cell::RefCell;
use zstd::stream::raw::{DParameter, Decoder, InBuffer, Operation, OutBuffer};
use zstd::zstd_safe::{
    CCtx, CDict, CParameter, DCtx, DDict, ErrorCode, compress_bound, get_dict_id_from_frame, get_error_name,
    get_frame_content_size, zstd_sys::ZSTD_EndDirective,
};

/// Higher levels need contexts of many megabytes: those are not kept.
const SHARED_LEVEL: i32 = 9;

/// A decompression context that holds more than this is not kept for the thread's next frame.
const KEPT_BYTES: usize = 1 << 20;

/// From this size on data is compressed by all cores.
const PARALLEL_FROM: usize = 8 << 20;

/// What one core takes at once: a constant, so that the frame does not depend on how many there are.
const JOB_BYTES: u32 = 2 << 20;

thread_local! {
    /// Its level, and the context: making one costs four times what compressing a small record does.
    static COMPRESSOR: RefCell<Option<(i32, CCtx<'static>)>> = const { RefCell::new(None) };
    static DECOMPRESSOR: RefCell<Option<DCtx<'static>>> = const { RefCell::new(None) };
}

pub(super) fn compress(data: &[u8], level: i32, out: &mut Vec<u8>) -> Result<(), CompressError> {
    if data.len() > SHARED_UP_TO || level > SHARED_LEVEL {
        return compress_large(data, level, out);
    }
    let shared = |slot: &mut Option<(i32, CCtx<'static>)>| {
        let (of, mut context) = match slot.take() {
            Some(shared) => shared,
            None => (level.wrapping_add(1), new_context()?),
        };
        if of != level {
            context.set_parameter(CParameter::CompressionLevel(level)).map_err(failed)?;
        }
        let start = out.len();
        out.resize(start + compress_bound(data.len()), 0);
        let written = context.compress2(&mut out[start..], data).map_err(failed)?;
        out.truncate(start + written);
        *slot = Some((level, context));
        Ok(())
    };
    with_compressor(shared)
}

fn compress_large(data: &[u8], level: i32, out: &mut Vec<u8>) -> Result<(), CompressError> {
    let mut context = new_context()?;
    context.set_parameter(CParameter::CompressionLevel(level)).map_err(failed)?;
    if data.len() >= PARALLEL_FROM {
        let cores = std::thread::available_parallelism().map_or(1, usize::from).min(64);
        context.set_parameter(CParameter::NbWorkers(u32::try_from(cores).unwrap_or(1))).map_err(failed)?;
        context.set_parameter(CParameter::JobSize(JOB_BYTES)).map_err(failed)?;
    }
    let start = out.len();
    let mut input = InBuffer::around(data);
    loop {
        out.reserve((out.len() - start).max(data.len() / 8 + 1024));
        let from = out.len();
        let mut output = OutBuffer::around_pos(out, from);
        let left = context.compress_stream2(&mut output, &mut input, ZSTD_EndDirective::ZSTD_e_end).map_err(failed)?;
        if left == 0 {
            return Ok(());
        }
    }
}

/// One frame whose dictionary is named in it. There is no checksum: it would be a twelfth of a small
/// frame, and whoever keeps such frames has one over more of them at once.
pub(super) fn compress_with(data: &[u8], dictionary: &CDict<'_>, out: &mut Vec<u8>) -> Result<(), CompressError> {
    with_compressor(|slot| {
        let (level, mut context) = match slot.take() {
            Some(shared) => shared,
            None => (i32::MIN, new_context()?),
        };
        let start = out.len();
        out.resize(start + compress_bound(data.len()), 0);
        let written = context.compress_using_cdict(&mut out[start..], data, dictionary).map_err(failed)?;
        out.truncate(start + written);
        if data.len() <= SHARED_UP_TO {
            *slot = Some((level, context));
        }
        Ok(())
    })
}

/// One frame with a checksum, whose dictionary is named in it.
pub(super) fn compress_checked_with(data: &[u8], dictionary: &CDict<'static>) -> Result<Vec<u8>, CompressError> {
    let mut context = new_context()?;
    context.ref_cdict(dictionary).map_err(failed)?;
    let mut out = vec![0; compress_bound(data.len())];
    let written = context.compress2(&mut out[..], data).map_err(failed)?;
    out.truncate(written);
    out.shrink_to_fit();
    Ok(out)
}

fn new_context<'d>() -> Result<CCtx<'d>, CompressError> {
    let mut context = CCtx::try_create().ok_or_else(|| corrupt("no memory for a compression context"))?;
    context.set_parameter(CParameter::ChecksumFlag(true)).map_err(failed)?;
    Ok(context)
}

/// Runs with the thread's context, or what takes its place.
fn with_compressor<R>(run: impl FnOnce(&mut Option<(i32, CCtx<'static>)>) -> R) -> R {
    // A destructor that runs while the thread ends may come here after the context is gone.
    let mut slot = COMPRESSOR.try_with(RefCell::take).ok().flatten();
    let result = run(&mut slot);
    let _ = COMPRESSOR.try_with(|kept| *kept.borrow_mut() = slot);
    result
}

/// The id of the dictionary that the frame was made with.
pub(super) fn dictionary_id(frame: &[u8]) -> Option<u32> {
    get_dict_id_from_frame(frame).map(std::num::NonZero::get)
}

pub(super) fn decompress(data: &[u8], limits: &DecompressLimits, out: &mut Vec<u8>) -> Result<(), CompressError> {
    if let Some(id) = dictionary_id(data) {
        return Err(CompressError::Dictionary { id, key: None });
    }
    with_decompressor(|context| stream(data, context, limits, out))
}

fn with_decompressor<R>(run: impl FnOnce(&mut DCtx<'static>) -> Result<R, CompressError>) -> Result<R, CompressError> {
    let with = |slot: &mut Option<DCtx<'static>>| {
        let mut context =
            slot.take().or_else(DCtx::try_create).ok_or_else(|| corrupt("no memory for a decompression context"))?;
        let result = run(&mut context);
        if context.sizeof() <= KEPT_BYTES {
            *slot = Some(context);
        }
        result
    };
    // As in compressing: the thread's context may be gone already.
    let mut slot = DECOMPRESSOR.try_with(RefCell::take).ok().flatten();
    let result = with(&mut slot);
    let _ = DECOMPRESSOR.try_with(|kept| *kept.borrow_mut() = slot);
    result
}

fn stream(
    data: &[u8],
    context: &mut DCtx<'static>,
    limits: &DecompressLimits,
    out: &mut Vec<u8>,
) -> Result<(), CompressError> {
    let fail = |error| CompressError::from_io(Algorithm::Zstd, error);
    let (start, limit) = (out.len(), limits.output_for(data.len() as u64));
    let stated = stated_size(data, limits, limit)?;
    let mut decoder = Decoder::with_context(context);
    decoder.set_parameter(DParameter::WindowLogMax(limits.window_log())).map_err(fail)?;

    // The frame's own statement is a claim too: it is believed up to 64 times the input.
    let first = stated.unwrap_or(4 * data.len() as u64).min(64 * data.len() as u64).min(limit);
    out.reserve_exact(usize::try_from(first).unwrap_or(0).max(64));
    let mut input = InBuffer::around(data);
    loop {
        if out.len() == out.capacity() {
            // As much again, but no more than the byte that is too many: the decompressor may fill what it
            // is given before anybody looks.
            let have = out.len() - start;
            let left = usize::try_from(limit.saturating_add(1)).unwrap_or(usize::MAX).saturating_sub(have);
            out.reserve_exact(have.max(1024).min(left.max(1)));
        }
        let (from, before) = (out.len(), input.pos());
        let hint = decoder.run(&mut input, &mut OutBuffer::around_pos(out, from)).map_err(fail)?;
        if (out.len() - start) as u64 > limit {
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
        0 => Ok(()),
        bytes => Err(CompressError::Trailing { bytes }),
    }
}

/// Decompresses one frame that was made with this dictionary.
pub(super) fn decompress_with(
    data: &[u8],
    dictionary: &DDict<'_>,
    limits: &DecompressLimits,
    out: &mut Vec<u8>,
) -> Result<(), CompressError> {
    let (start, limit) = (out.len(), limits.output_for(data.len() as u64));
    let frame = zstd::zstd_safe::find_frame_compressed_size(data).map_err(failed)?;
    if frame < data.len() {
        return Err(CompressError::Trailing { bytes: data.len() - frame });
    }
    // A frame with a dictionary is one message, and states its size.
    let stated = stated_size(data, limits, limit)?.ok_or_else(|| corrupt("the frame does not state its size"))?;
    let stated = usize::try_from(stated).map_err(|_| limits.exceeded(data.len() as u64))?;
    // The statement is believed up to 64 times the input, and further as far as that is used up.
    let mut room = stated.min(data.len().saturating_mul(64).max(1024));
    loop {
        out.resize(start + room, 0);
        let result =
            with_decompressor(|context| Ok(context.decompress_using_ddict(&mut out[start..], data, dictionary)))?;
        match result {
            Ok(written) => {
                out.truncate(start + written);
                return Ok(());
            }
            Err(code) if room < stated && get_error_name(code).contains("too small") => {
                room = room.saturating_mul(8).min(stated);
            }
            Err(code) => return Err(failed(code)),
        }
    }
}

fn stated_size(data: &[u8], limits: &DecompressLimits, limit: u64) -> Result<Option<u64>, CompressError> {
    let stated = get_frame_content_size(data).ok().flatten();
    if stated.is_some_and(|size| size > limit) {
        return Err(limits.exceeded(data.len() as u64));
    }
    Ok(stated)
}

pub(super) fn failed(code: ErrorCode) -> CompressError {
    corrupt(get_error_name(code))
}

fn corrupt(reason: &str) -> CompressError {
    CompressError::Corrupt { algorithm: Algorithm::Zstd, reason: reason.to_owned() }
}
