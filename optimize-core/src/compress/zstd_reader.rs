//! zstd frames one after the other, read as they come.
//!
//! zstd forgets what it had written when it meets damage in the same call. It is given one block at a
//! time, so that what comes before the damage does not depend on the borders between pieces of input.

use super::zstandard::{dictionary_id, failed};
use super::{Algorithm, CompressError, DecompressLimits, Dictionaries};
use std::io::{self, BufRead, Read};
use zstd::zstd_safe::{DCtx, DParameter, InBuffer, OutBuffer};

/// What a block's header takes.
const BLOCK_HEADER: usize = 3;

/// How a frame with content begins.
const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// A frame's header.
#[derive(Clone, Copy, Default)]
struct Head {
    bytes: [u8; 18],
    read: usize,
}

impl Head {
    /// How many bytes there are to be: five to begin with, and what the fifth says.
    fn wanted(&self) -> usize {
        let [a, b, c, d, descriptor, ..] = self.bytes;
        if self.read < 5 || [a, b, c, d] != MAGIC {
            return 5;
        }
        let single = descriptor & 0x20 != 0;
        let (window, size) = (usize::from(!single), usize::from(descriptor >> 6));
        let size = [usize::from(single), 2, 4, 8][size];
        5 + window + [0, 1, 2, 4][usize::from(descriptor & 3)] + size
    }

    fn is_whole(&self) -> bool {
        self.read >= self.wanted()
    }

    /// Takes what it lacks from the input, and says how much that was.
    fn fill(&mut self, input: &[u8]) -> usize {
        let mut taken = 0;
        while !self.is_whole() && taken < input.len() {
            self.bytes[self.read] = input[taken];
            self.read += 1;
            taken += 1;
        }
        taken
    }

    fn get(&self) -> &[u8] {
        &self.bytes[..self.read]
    }
}

pub(super) struct FramesReader<R> {
    inner: R,
    context: DCtx<'static>,
    /// How many bytes the frame wants next; none between two frames.
    wanted: usize,
    taken: u64,
    /// Whether the context may hold content that the last buffer had no room for.
    full: bool,
    failed: Option<CompressError>,
    head: Head,
    dictionaries: Dictionaries,
    /// The number of the dictionary that the context has.
    loaded: Option<u32>,
}

impl<R: BufRead> FramesReader<R> {
    pub(super) fn new(inner: R, limits: &DecompressLimits) -> Result<Self, CompressError> {
        let mut context = DCtx::try_create().ok_or_else(|| CompressError::Corrupt {
            algorithm: Algorithm::Zstd,
            reason: "no memory for a decompression context".to_owned(),
        })?;
        context.set_parameter(DParameter::WindowLogMax(limits.window_log())).map_err(failed)?;
        Ok(Self {
            inner,
            context,
            wanted: 0,
            taken: 0,
            full: false,
            failed: None,
            head: Head::default(),
            dictionaries: Dictionaries::new(),
            loaded: None,
        })
    }

    pub(super) fn know(&mut self, dictionaries: Dictionaries) {
        self.dictionaries = dictionaries;
    }

    /// Reads the next frame's header, as far as it has come, and makes the context ready for the
    /// frame. `false` at the end.
    fn begin(&mut self) -> io::Result<bool> {
        let input = self.inner.fill_buf()?;
        if input.is_empty() {
            if self.head.read > 0 {
                self.failed = Some(CompressError::Truncated { algorithm: Algorithm::Zstd });
            }
            return Ok(self.head.read > 0);
        }
        let read = self.head.fill(input);
        self.inner.consume(read);
        self.taken += read as u64;
        if self.head.is_whole() {
            let head = std::mem::take(&mut self.head);
            match self.load(head.get()).and_then(|()| self.give(head.get())) {
                Ok(wanted) => self.wanted = wanted,
                Err(error) => self.failed = Some(error),
            }
        }
        Ok(true)
    }

    /// Gives the context the dictionary that the frame names, or none.
    fn load(&mut self, head: &[u8]) -> Result<(), CompressError> {
        let id = dictionary_id(head);
        if id != self.loaded {
            let bytes = match id {
                Some(id) => match self.dictionaries.numbered(id) {
                    Some(dictionary) => dictionary.as_bytes(),
                    None => return Err(CompressError::Dictionary { id, key: None }),
                },
                None => &[],
            };
            self.context.load_dictionary(bytes).map_err(failed)?;
            self.loaded = id;
        }
        Ok(())
    }

    /// Gives zstd a frame's header; says what it wants next.
    fn give(&mut self, head: &[u8]) -> Result<usize, CompressError> {
        let mut nowhere = [0; 0];
        let mut target = OutBuffer::around(&mut nowhere[..]);
        self.context.decompress_stream(&mut target, &mut InBuffer::around(head)).map_err(failed)
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
            if self.wanted == 0 {
                if self.begin()? {
                    continue;
                }
                return Ok(0);
            }
            // What there is comes out before more is waited for.
            let input = if self.full { &[][..] } else { self.inner.fill_buf()? };
            if input.is_empty() && !self.full {
                self.failed = Some(CompressError::Truncated { algorithm: Algorithm::Zstd });
                continue;
            }
            // What zstd asks for goes as far as the next block's header, which is given by itself.
            let share = self.wanted.checked_sub(BLOCK_HEADER).filter(|&block| block > 0).unwrap_or(self.wanted);
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
