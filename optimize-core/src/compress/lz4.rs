//! lz4 frames. The codec's reader takes an input that ends between two blocks for a complete
//! frame; [`FrameSource`] notices.

use super::{Algorithm, CompressError, DecompressLimits};
use lz4_flex::frame::{BlockMode, BlockSize, FrameDecoder, FrameEncoder, FrameInfo};
use std::cell::RefCell;
use std::io::{self, BufRead as _, Read, Write};

/// Blocks of 256 KB: larger ones shrink less than a hundredth more, and both sides hold a whole block at a
/// time, in memory that most allocators give back and ask for anew with each frame when it is 4 MB.
pub(super) fn frame_info() -> FrameInfo {
    FrameInfo::new().block_mode(BlockMode::Independent).block_size(BlockSize::Max256KB).content_checksum(true)
}

/// The most content that one byte of a frame can stand for.
const MOST_FOR_A_BYTE: u64 = 255;

/// Data up to this size is one block, and shares the thread's compressor: its table is as large as a
/// small message's content many times over.
const SHARED_UP_TO: usize = 64 << 10;

/// Where a frame's flags are; the sizes follow.
const FLAGS: usize = 4;
/// In the flags: no block refers to one before it.
const INDEPENDENT: u8 = 1 << 5;
/// In the flags: the content's size follows the sizes.
const CONTENT_SIZE_FOLLOWS: u8 = 1 << 3;
/// In the sizes: the blocks' size.
const BLOCK_SIZE: u8 = 7 << 4;
const BLOCKS_OF_64_KB: u8 = 4 << 4;

/// The thread's decoder, whose buffers are made for blocks of one kind: whether they are independent, and their size.
struct Kept {
    blocks: [u8; 2],
    decoder: FrameDecoder<FrameSource<io::Cursor<Vec<u8>>>>,
}

thread_local! {
    static COMPRESSOR: RefCell<Option<FrameEncoder<Vec<u8>>>> = const { RefCell::new(None) };
    static DECOMPRESSOR: RefCell<Option<Kept>> = const { RefCell::new(None) };
}

pub(super) fn compress(data: &[u8], out: &mut Vec<u8>) -> Result<(), CompressError> {
    let fail = |error| CompressError::from_io(Algorithm::Lz4, error);
    // The codec's own memory of a frame without content keeps it from beginning a second one.
    if data.is_empty() || data.len() > SHARED_UP_TO {
        let info = frame_info().content_size(Some(data.len() as u64));
        out.reserve(data.len() / 4 + 64);
        let mut encoder = FrameEncoder::with_frame_info(info, out);
        return encoder
            .write_all(data)
            .and_then(|()| encoder.finish().map_err(io::Error::from))
            .map(drop)
            .map_err(fail);
    }
    let shared = |slot: &RefCell<Option<FrameEncoder<Vec<u8>>>>| {
        let mut slot = slot.borrow_mut();
        let info = frame_info().block_size(BlockSize::Max64KB);
        let mut encoder = slot.take().unwrap_or_else(|| FrameEncoder::with_frame_info(info, Vec::new()));
        std::mem::swap(encoder.get_mut(), out);
        let result = encoder.write_all(data).and_then(|()| encoder.try_finish().map_err(io::Error::from));
        std::mem::swap(encoder.get_mut(), out);
        // An encoder that failed is within a frame: it is not used again.
        if result.is_ok() {
            *slot = Some(encoder);
        }
        result.map_err(fail)
    };
    COMPRESSOR.try_with(shared).unwrap_or_else(|_| {
        Err(CompressError::Corrupt { algorithm: Algorithm::Lz4, reason: "the thread is ending".to_owned() })
    })
}

pub(super) fn decompress(data: &[u8], limits: &DecompressLimits, out: &mut Vec<u8>) -> Result<(), CompressError> {
    let blocks = match data.get(FLAGS..FLAGS + 2) {
        Some(&[flags, sizes]) if sizes & BLOCK_SIZE == BLOCKS_OF_64_KB => [flags & INDEPENDENT, sizes],
        _ => [0; 2],
    };
    if blocks == [0; 2] || data.len() > SHARED_UP_TO {
        let mut decoder = FrameDecoder::new(FrameSource { inner: data, ended: false });
        let result = frame(&mut decoder, data, limits, out);
        return result.and_then(|()| whole(decoder.get_ref().inner.len(), decoder.get_ref().ended));
    }
    // A destructor that runs while the thread ends may come here after the decoder is gone.
    let kept = DECOMPRESSOR.try_with(RefCell::take).ok().flatten();
    let mut decoder = match kept {
        Some(kept) if kept.blocks == blocks => kept.decoder,
        _ => FrameDecoder::new(FrameSource { inner: io::Cursor::new(Vec::new()), ended: false }),
    };
    let source = decoder.get_mut();
    source.ended = false;
    source.inner.set_position(0);
    source.inner.get_mut().clear();
    source.inner.get_mut().extend_from_slice(data);
    frame(&mut decoder, data, limits, out)?;
    let source = decoder.get_ref();
    let left = source.inner.get_ref().len() - usize::try_from(source.inner.position()).unwrap_or(0);
    whole(left, source.ended)?;
    // A decoder that failed is within a frame: it is not used again.
    let _ = DECOMPRESSOR.try_with(|slot| *slot.borrow_mut() = Some(Kept { blocks, decoder }));
    Ok(())
}

/// Appends one frame's content, if the limits allow for it.
fn frame<R: Read>(
    decoder: &mut FrameDecoder<FrameSource<R>>,
    data: &[u8],
    limits: &DecompressLimits,
    out: &mut Vec<u8>,
) -> Result<(), CompressError> {
    let compressed = data.len() as u64;
    let mut left = limits.output_for(compressed);
    out.reserve(usize::try_from(likely_content(data).min(left)).unwrap_or(0));
    loop {
        let block = decoder.fill_buf().map_err(|error| CompressError::from_io(Algorithm::Lz4, error))?;
        let count = block.len();
        if count == 0 {
            return Ok(());
        }
        left = left.checked_sub(count as u64).ok_or_else(|| limits.exceeded(compressed))?;
        out.extend_from_slice(block);
        decoder.consume(count);
    }
}

/// Whether the frame's end was the input's.
fn whole(left: usize, ended: bool) -> Result<(), CompressError> {
    match left {
        _ if ended => Err(CompressError::Truncated { algorithm: Algorithm::Lz4 }),
        0 => Ok(()),
        bytes => Err(CompressError::Trailing { bytes }),
    }
}

/// The room to have ready: what the frame's header states, if so much can come of so few bytes at all, or else
/// four times the frame, which is how typical JSON shrinks. It is address space until content fills it.
pub(super) fn likely_content(frame: &[u8]) -> u64 {
    let stated = match frame.get(FLAGS..FLAGS + 10) {
        Some([flags, _, size @ ..]) if flags & CONTENT_SIZE_FOLLOWS != 0 => {
            size.try_into().ok().map(u64::from_le_bytes)
        }
        _ => None,
    };
    let length = frame.len() as u64;
    match stated {
        Some(size) => size.min(length.saturating_mul(MOST_FOR_A_BYTE)),
        None => length.saturating_mul(4).min(1 << 24),
    }
}

/// Remembers whether the frame reader asked for bytes beyond the input's end: within a frame it
/// never does so unless the frame is cut off.
pub(super) struct FrameSource<R> {
    pub(super) inner: R,
    pub(super) ended: bool,
}

impl<R: Read> Read for FrameSource<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(out)?;
        self.ended |= count == 0 && !out.is_empty();
        Ok(count)
    }
}
