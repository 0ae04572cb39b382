//! A reader of lz4 frames, one after the other.

use super::lz4::FrameSource;
use super::{Algorithm, CompressError};
use lz4_flex::frame::FrameDecoder;
use std::io::{self, BufRead, Read};

/// Frames one after the other. Each has a decoder of its own: one decoder can't go on with a frame
/// whose blocks are of another size. Those that other programs put between them, to be passed over, are.
pub(super) struct FramesReader<R: BufRead> {
    state: State<R>,
}

enum State<R: BufRead> {
    Between(R),
    Within(FrameDecoder<FrameSource<R>>),
    /// So much of a frame that is to be passed over is left.
    Passing(R, u64),
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
            State::Passing(inner, _) => Some(inner),
            State::Moving => None,
        }
    }
}

impl<R: BufRead> Read for FramesReader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            let mut pass = 0;
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
                        Err(error) => {
                            pass = passed_over(&error).ok_or_else(|| named(error))?;
                            0
                        }
                    };
                    if count > 0 || out.is_empty() {
                        return Ok(count);
                    }
                    if decoder.get_ref().ended {
                        return Err(CompressError::Truncated { algorithm: Algorithm::Lz4 }.into_io());
                    }
                }
                State::Passing(inner, left) => {
                    while *left > 0 {
                        let there = inner.fill_buf()?.len() as u64;
                        if there == 0 {
                            return Err(CompressError::Truncated { algorithm: Algorithm::Lz4 }.into_io());
                        }
                        let count = there.min(*left);
                        inner.consume(usize::try_from(count).unwrap_or(0));
                        *left -= count;
                    }
                }
                State::Moving => return Ok(0),
            }
            self.state = match std::mem::replace(&mut self.state, State::Moving) {
                State::Between(inner) => State::Within(FrameDecoder::new(FrameSource { inner, ended: false })),
                State::Within(decoder) if pass > 0 => State::Passing(decoder.into_inner().inner, pass),
                State::Within(decoder) => State::Between(decoder.into_inner().inner),
                State::Passing(inner, _) => State::Between(inner),
                State::Moving => State::Moving,
            };
        }
    }
}

/// How long the frame is that the reader has met and which is none of lz4's; its own header is read.
fn passed_over(error: &io::Error) -> Option<u64> {
    match error.get_ref()?.downcast_ref()? {
        lz4_flex::frame::Error::SkippableFrame(length) => Some(u64::from(*length)),
        _ => None,
    }
}

/// The frame reader's own errors, as ours; those of the input stay what they are.
fn named(error: io::Error) -> io::Error {
    if error.get_ref().is_some_and(|inner| inner.is::<lz4_flex::frame::Error>()) {
        return CompressError::from_io(Algorithm::Lz4, error).into_io();
    }
    error
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compress::lz4::compress;
    use std::io::BufReader;

    fn read(data: &[u8], buffer: usize) -> Result<Vec<u8>, io::ErrorKind> {
        let mut out = Vec::new();
        let mut reader = FramesReader::new(BufReader::with_capacity(buffer, data));
        reader.read_to_end(&mut out).map(|_| out).map_err(|error| error.kind())
    }

    #[test]
    fn frames_that_are_not_ours_are_passed_over() {
        let mut frame = Vec::new();
        compress(b"a text", &mut frame).unwrap();
        let other = |kind: u8, length: u32| {
            let head = [&[0x50 + kind, 0x2a, 0x4d, 0x18][..], &length.to_le_bytes()].concat();
            [head, vec![b'x'; length as usize]].concat()
        };
        let others = [other(0, 0), other(7, 1), other(15, 70_000)].concat();
        let file = [&others[..], &frame, &others.repeat(3), &frame, &others].concat();
        for buffer in [1, 7, 32 << 10] {
            assert_eq!(read(&file, buffer).unwrap(), b"a texta text");
        }
        for cut in [1, 8, 69_999] {
            assert_eq!(read(&file[..file.len() - cut], 512), Err(io::ErrorKind::UnexpectedEof));
        }
    }
}
