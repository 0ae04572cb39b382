//! zstd frames one after the other, read as they come.
//!
//! zstd forgets what it had written when it meets damage in the same call. It is given one block at a
//! time, so that what comes before the damage does not depend on the borders between pieces of input.

use super::zstandard::failed;
use super::{Algorithm, CompressError, DecompressLimits};
use std::io::{self, BufRead, Read};
use zstd::zstd_safe::{DCtx, DParameter, InBuffer, OutBuffer};

/// What a block's header takes.
const BLOCK_HEADER: usize = 3;

pub(super) struct FramesReader<R> {
    inner: R,
    context: DCtx<'static>,
    /// How many bytes the frame wants next; none between two frames.
    wanted: usize,
    taken: u64,
    /// Whether the context may hold content that the last buffer had no room for.
    full: bool,
    failed: Option<CompressError>,
}

impl<R: BufRead> FramesReader<R> {
    pub(super) fn new(inner: R, limits: &DecompressLimits) -> Result<Self, CompressError> {
        let mut context = DCtx::try_create().ok_or_else(|| CompressError::Corrupt {
            algorithm: Algorithm::Zstd,
            reason: "no memory for a decompression context".to_owned(),
        })?;
        context.set_parameter(DParameter::WindowLogMax(limits.window_log())).map_err(failed)?;
        Ok(Self { inner, context, wanted: 0, taken: 0, full: false, failed: None })
    }

    pub(super) const fn get_ref(&self) -> &R {
        &self.inner
    }

    /// How many bytes of input were given to zstd.
    pub(super) const fn taken(&self) -> u64 {
        self.taken
    }
}

impl<R: BufRead> Read for FramesReader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while !out.is_empty() {
            if let Some(error) = &self.failed {
                return Err(error.clone().into_io());
            }
            // What there is comes out before more is waited for.
            let input = if self.full { &[][..] } else { self.inner.fill_buf()? };
            if input.is_empty() && !self.full {
                if self.wanted == 0 {
                    return Ok(0);
                }
                self.failed = Some(CompressError::Truncated { algorithm: Algorithm::Zstd });
                continue;
            }
            // What zstd asks for goes as far as the next block's header, which is given by itself.
            let share = self.wanted.checked_sub(BLOCK_HEADER).filter(|&block| block > 0).unwrap_or(self.wanted).max(1);
            let mut source = InBuffer::around(&input[..input.len().min(share)]);
            let mut target = OutBuffer::around(&mut *out);
            let result = self.context.decompress_stream(&mut target, &mut source);
            let (read, written) = (source.pos(), target.pos());
            self.full = false;
            match result {
                Ok(wanted) => {
                    self.full = wanted > 0 && written == out.len();
                    self.wanted = wanted;
                }
                Err(code) => self.failed = Some(failed(code)),
            }
            self.inner.consume(read);
            self.taken += read as u64;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}
