//! [`Mapping`]: a file as memory.
//!
//! One of the crate's few modules with `unsafe`: mapping a file.

#![allow(unsafe_code)]

use std::fs::File;
use std::io;
use std::path::Path;

/// A file mapped into memory, read-only. Opening it reads nothing; pages come when they are looked at.
///
/// As with every memory map, the file must not be changed or cut while it is mapped: what is seen then is
/// undefined, and a cut file ends the process. Write a new file beside it and rename it, as
/// [`save_safetensors`](crate::Safetensors::save_safetensors) does: a map keeps the old one.
#[derive(Debug)]
pub struct Mapping(memmap2::Mmap);

impl Mapping {
    /// Maps the file at a path.
    ///
    /// # Errors
    /// The file can't be opened or mapped.
    pub fn open(path: impl AsRef<Path>) -> io::Result<Self> {
        let file = File::open(path)?;
        // SAFETY: the map is read-only and private to this value. That nobody changes the file meanwhile is asked
        // of the caller in the type's documentation; every use of `memmap2` rests on that.
        unsafe { memmap2::MmapOptions::new().map(&file) }.map(Self)
    }
}

impl AsRef<[u8]> for Mapping {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}
