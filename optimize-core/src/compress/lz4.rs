//! lz4 frames. The codec's reader takes an input that ends between two blocks for a complete
//! frame; [`FrameSource`] notices.

use super::decode::read_limited;
use super::{Algorithm, CompressError, DecompressLimits};
use lz4_flex::frame::{BlockMode, BlockSize, FrameDecoder, FrameEncoder, FrameInfo};
use std::cell::RefCell;
use std::io::{self, BufRead, Read, Write};

pub(super) fn frame_info() -> FrameInfo {
    FrameInfo::new().block_mode(BlockMode::Independent).content_checksum(true)
}

/// Data up to this size is one block, and shares the thread's compressor: its table is as large as a
/// small message's content many times over.
const SHARED_UP_TO: usize = 64 << 10;

thread_local! {
    static COMPRESSOR: RefCell<Option<FrameEncoder<Vec<u8>>>> = const { RefCell::new(None) };
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
    let mut decoder = FrameDecoder::new(FrameSource { inner: data, ended: false });
    read_limited(&mut decoder, data.len(), limits, Algorithm::Lz4, out)?;
    let source = decoder.into_inner();
    if source.ended {
        return Err(CompressError::Truncated { algorithm: Algorithm::Lz4 });
    }
    match source.inner.len() {
        0 => Ok(()),
        bytes => Err(CompressError::Trailing { bytes }),
    }
}

/// Frames one after the other. Each has a decoder of its own: one decoder can't go on with a frame
/// whose blocks are of another size.
pub(super) struct FramesReader<R: BufRead> {
    state: State<R>,
}

enum State<R: BufRead> {
    Between(R),
    Within(FrameDecoder<FrameSource<R>>),
    /// Only while the state changes.
    Moving,
}

impl<R: BufRead> FramesReader<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { state: State::Between(inner) }
    }

    pub(super) fn get_ref(&self) -> Option<&R> {
        match &self.state {
            State::Between(inner) => Some(inner),
            State::Within(decoder) => Some(&decoder.get_ref().inner),
            State::Moving => None,
        }
    }
}

impl<R: BufRead> Read for FramesReader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            match &mut self.state {
                State::Between(inner) => {
                    if out.is_empty() || inner.fill_buf()?.is_empty() {
                        return Ok(0);
                    }
                }
                State::Within(decoder) => {
                    let count = match decoder.read(out) {
                        Ok(count) => count,
                        Err(_) if decoder.get_ref().ended => 0,
                        Err(error) => return Err(named(error)),
                    };
                    if count > 0 || out.is_empty() {
                        return Ok(count);
                    }
                    if decoder.get_ref().ended {
                        return Err(CompressError::Truncated { algorithm: Algorithm::Lz4 }.into_io());
                    }
                }
                State::Moving => return Ok(0),
            }
            self.state = match std::mem::replace(&mut self.state, State::Moving) {
                State::Between(inner) => State::Within(FrameDecoder::new(FrameSource { inner, ended: false })),
                State::Within(decoder) => State::Between(decoder.into_inner().inner),
                State::Moving => State::Moving,
            };
        }
    }
}

/// The frame reader's own errors, as ours; those of the input stay what they are.
fn named(error: io::Error) -> io::Error {
    if error.get_ref().is_some_and(|inner| inner.is::<lz4_flex::frame::Error>()) {
        return CompressError::from_io(Algorithm::Lz4, error).into_io();
    }
    error
}

/// Remembers whether the frame reader asked for bytes beyond the input's end: within a frame it
/// never does so unless the frame is cut off.
struct FrameSource<R> {
    inner: R,
    ended: bool,
}

impl<R: Read> Read for FrameSource<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(out)?;
        self.ended |= count == 0 && !out.is_empty();
        Ok(count)
    }
}
