//! [`Window`]: the next bytes of the input, as many as a key, a short string or a number needs, after one comparison.
//!
//! One of the crate's few modules with `unsafe`: a part of the input becomes an array without a second check.

#![allow(unsafe_code)]

use crate::json::parse::Parser;
use crate::json::scan::PAIR;

/// Bytes in a window.
pub(crate) const WINDOW: usize = 40;

/// The bytes from the position on.
pub(crate) type Window<'de> = &'de [u8; WINDOW];

/// The input of one parser, and where in it windows can begin. Neither changes, which is what [`Parser::window`] rests on.
#[derive(Clone, Copy)]
pub(crate) struct Windows<'de> {
    input: &'de [u8],
    /// How many windows there are: the first is at the first byte.
    count: usize,
    /// How many pairs of blocks there are with a quote before them.
    quoted: usize,
}

/// Two blocks of text, and a byte before them.
pub(crate) type Quoted<'de> = &'de [u8; PAIR + 1];

impl<'de> Windows<'de> {
    pub(crate) fn new(input: &'de [u8]) -> Self {
        let places = |size| (input.len() + 1).saturating_sub(size);
        Self { input, count: places(WINDOW), quoted: places(PAIR + 1) }
    }

    /// The window that begins at this offset, if it ends within the input.
    #[inline(always)]
    pub(super) fn at(&self, offset: usize) -> Option<Window<'de>> {
        if offset >= self.count {
            return None;
        }
        // SAFETY: below `count` an offset and a window's size are at most the input's length.
        Some(unsafe { &*self.input.as_ptr().add(offset).cast() })
    }

    /// As [`at`](Self::at), of the bytes that a short string needs.
    #[inline(always)]
    pub(super) fn quoted(&self, offset: usize) -> Option<Quoted<'de>> {
        if offset >= self.quoted {
            return None;
        }
        // SAFETY: below `quoted` an offset and so many bytes are at most the input's length.
        Some(unsafe { &*self.input.as_ptr().add(offset).cast() })
    }
}

impl<'de> Parser<'de> {
    /// The bytes at the position, if there are enough of them.
    #[inline(always)]
    pub(crate) fn window(&self) -> Option<Window<'de>> {
        self.windows.at(self.position)
    }
}

#[cfg(test)]
mod tests {
    use super::{WINDOW, Windows};

    #[test]
    fn windows_are_in_the_input() {
        let input: Vec<u8> = (0..100).collect();
        for length in 0..=input.len() {
            let windows = Windows::new(&input[..length]);
            for offset in (0..=length + 1).chain([usize::MAX, usize::MAX - WINDOW]) {
                let expected = offset.checked_add(WINDOW).and_then(|end| input[..length].get(offset..end));
                assert_eq!(windows.at(offset).map(|window| &window[..]), expected, "{offset} of {length}");
                let expected = offset.checked_add(33).and_then(|end| input[..length].get(offset..end));
                assert_eq!(windows.quoted(offset).map(|bytes| &bytes[..]), expected, "{offset} of {length}");
            }
        }
    }
}
