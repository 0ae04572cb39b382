//! [`Source`]: the compressed input of a [`DecompressReader`](super::DecompressReader).

use std::io::{self, Read};

/// Counts what is read, and gives back the bytes that were read ahead to find the codec.
pub(super) struct Source<R> {
    inner: R,
    ahead: [u8; 4],
    start: usize,
    end: usize,
    count: u64,
}

impl<R: Read> Source<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, ahead: [0; 4], start: 0, end: 0, count: 0 }
    }

    /// The first bytes, at most four.
    pub(super) fn peek(&mut self) -> io::Result<&[u8]> {
        while self.end < self.ahead.len() {
            match self.inner.read(&mut self.ahead[self.end..]) {
                Ok(0) => break,
                Ok(count) => self.end += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(&self.ahead[..self.end])
    }

    /// How many bytes were given out.
    pub(super) const fn count(&self) -> u64 {
        self.count
    }

    pub(super) fn into_inner(self) -> R {
        self.inner
    }
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = if self.start < self.end {
            let count = (self.end - self.start).min(out.len());
            out[..count].copy_from_slice(&self.ahead[self.start..self.start + count]);
            self.start += count;
            count
        } else {
            // Decoders lose what they had read when they are interrupted.
            loop {
                match self.inner.read(out) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    result => break result?,
                }
            }
        };
        self.count += count as u64;
        Ok(count)
    }
}
