//! gzip members one after the other, read as they come.
//!
//! The library's own reader loses what it had decompressed when it meets damage in the same call, so
//! that what comes before the damage would depend on the borders between the pieces of input.

use super::{Algorithm, CompressError};
use flate2::{Decompress, FlushDecompress, Status};
use std::io::{self, BufRead, Read};

/// The decompressor stops at every multiple of this many bytes of input: there, what came out of them
/// is the same however they were read.
pub(super) const STEP: u64 = 4 << 10;

/// The largest window there is, as every gzip writer has it.
const WINDOW: u8 = 15;

pub(super) struct MembersReader<R> {
    inner: R,
    /// The member that is being read, in it or before its end.
    member: Option<Box<Decompress>>,
    taken: u64,
    /// Whether the decompressor may hold content that the last buffer had no room for.
    full: bool,
    failed: Option<CompressError>,
}

impl<R: BufRead> MembersReader<R> {
    pub(super) const fn new(inner: R) -> Self {
        Self { inner, member: None, taken: 0, full: false, failed: None }
    }

    pub(super) const fn get_ref(&self) -> &R {
        &self.inner
    }

    /// How many bytes of input the decompressor took.
    pub(super) const fn taken(&self) -> u64 {
        self.taken
    }
}

impl<R: BufRead> Read for MembersReader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while !out.is_empty() {
            if let Some(error) = &self.failed {
                return Err(error.clone().into_io());
            }
            // What there is comes out before more is waited for.
            let input = if self.full { &[][..] } else { self.inner.fill_buf()? };
            let ended = !self.full && input.is_empty();
            let step = usize::try_from(STEP - self.taken % STEP).unwrap_or(1);
            let input = &input[..input.len().min(step)];
            let member = match &mut self.member {
                Some(member) => member,
                None if ended => return Ok(0),
                none => none.insert(Box::new(Decompress::new_gzip(WINDOW))),
            };
            let before = (member.total_in(), member.total_out());
            let status = member.decompress(input, out, FlushDecompress::None);
            let count = |now: u64, before: u64| usize::try_from(now - before).unwrap_or(0);
            let read = count(member.total_in(), before.0).min(input.len());
            let written = count(member.total_out(), before.1).min(out.len());
            let stuck = read == 0 && written == 0 && !self.full;
            self.full = written == out.len();
            match status {
                Ok(Status::StreamEnd) => (self.member, self.full) = (None, false),
                Ok(_) if ended && written == 0 => {
                    self.failed = Some(CompressError::Truncated { algorithm: Algorithm::Gzip });
                }
                Ok(_) if stuck => self.failed = Some(damaged("it does not go on")),
                Ok(_) => {}
                Err(error) => self.failed = Some(damaged(reason(error.message()))),
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

/// What is wrong. Of damage within the deflated data the library says one thing or another as the borders
/// between the pieces lie.
fn reason(message: Option<&str>) -> &str {
    const STABLE: [&str; 6] = [
        "incorrect header check",
        "unknown compression method",
        "unknown header flags set",
        "header crc mismatch",
        "incorrect data check",
        "incorrect length check",
    ];
    message.filter(|message| STABLE.contains(message)).unwrap_or("invalid deflate data")
}

fn damaged(reason: &str) -> CompressError {
    CompressError::Corrupt { algorithm: Algorithm::Gzip, reason: reason.to_owned() }
}
