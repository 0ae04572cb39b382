//! lz4 frames. The codec's reader takes an input that ends between two blocks for a complete
//! frame; [`FrameSource`] notices.

use super::decode::read_limited;
use super::{Algorithm, CompressError, DecompressLimits};
use lz4_flex::frame::{BlockMode, FrameDecoder, FrameEncoder, FrameInfo};
use std::io::{self, BufRead, Read, Write};

pub(super) fn frame_info() -> FrameInfo {
    FrameInfo::new().block_mode(BlockMode::Independent).content_checksum(true)
}

pub(super) fn compress(data: &[u8]) -> Result<Vec<u8>, CompressError> {
    let info = frame_info().content_size(Some(data.len() as u64));
    let mut encoder = FrameEncoder::with_frame_info(info, Vec::with_capacity(data.len() / 4 + 64));
    encoder
        .write_all(data)
        .and_then(|()| encoder.finish().map_err(io::Error::from))
        .map_err(|error| CompressError::from_io(Algorithm::Lz4, error))
}

pub(super) fn decompress(data: &[u8], limits: &DecompressLimits) -> Result<Vec<u8>, CompressError> {
    let mut decoder = FrameDecoder::new(FrameSource { inner: data, ended: false });
    let out = read_limited(&mut decoder, data.len(), limits, Algorithm::Lz4)?;
    let source = decoder.into_inner();
    if source.ended {
        return Err(CompressError::Truncated { algorithm: Algorithm::Lz4 });
    }
    match source.inner.len() {
        0 => Ok(out),
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
                    let count = decoder.read(out)?;
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
