//! [`Due`]: a key that is expected, as words to compare with the input.

/// `,"key":` in words of eight bytes: a comparison takes a few instructions, whatever the key is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Due {
    /// The first eight bytes, zeros behind a shorter text.
    head: u64,
    /// The bytes of `head` that count.
    mask: u64,
    /// The last eight bytes; `head` of a shorter text.
    tail: u64,
    /// Where the last eight bytes begin; 0 in a shorter text.
    tail_at: usize,
    length: usize,
}

impl Due {
    pub(crate) const fn new(text: &[u8]) -> Self {
        let length = text.len();
        let head = word(text, 0);
        if length <= 8 {
            let mask = if length == 0 { 0 } else { u64::MAX >> (64 - 8 * length) };
            // An empty text is no key, and is never found: its mask lets a byte through that it has not.
            let head = if length == 0 { 1 << 8 } else { head };
            return Self { head, mask, tail: head, tail_at: 0, length };
        }
        Self { head, mask: u64::MAX, tail: word(text, length - 8), tail_at: length - 8, length }
    }

    /// The length of the key at the beginning of the input, comma and colon included. With `first` there is no
    /// comma, but some other byte in its place.
    ///
    /// `None` is no answer at the very end of the input.
    #[inline(always)]
    pub(crate) fn found(&self, key: &[u8], input: &[u8], first: bool) -> Option<usize> {
        let skipped = if first { 0xff } else { 0 };
        let (mask, head) = (self.mask & !skipped, self.head & !skipped);
        if word_at(input, 0)? & mask != head {
            return None;
        }
        if self.length > 8 {
            if word_at(input, self.tail_at)? != self.tail {
                return None;
            }
            if self.length > 16 && input.get(8..self.tail_at)? != key.get(8..self.tail_at)? {
                return None;
            }
        }
        Some(self.length)
    }
}

const fn word(text: &[u8], from: usize) -> u64 {
    let mut word = [0; 8];
    let mut at = 0;
    while at < 8 && from + at < text.len() {
        word[at] = text[from + at];
        at += 1;
    }
    u64::from_le_bytes(word)
}

#[inline(always)]
fn word_at(input: &[u8], at: usize) -> Option<u64> {
    input.get(at..)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::Due;

    #[test]
    fn every_byte_of_a_key_counts() {
        for length in 1..40 {
            let key: Vec<u8> = (b'a'..).take(length).collect();
            let due = Due::new(&key);
            let mut text = key.clone();
            text.extend_from_slice(b"12345678");
            assert_eq!(due.found(&key, &text, false), Some(length));
            for position in 0..length {
                text[position] ^= 1;
                assert_eq!(due.found(&key, &text, false), None, "{length} {position}");
                assert_eq!(due.found(&key, &text, true), (position == 0).then_some(length), "{length} {position}");
                text[position] ^= 1;
                assert_eq!(due.found(&key, &text[..position], false), None, "{length} {position}");
            }
        }
    }

    #[test]
    fn no_key_is_never_found() {
        let none = Due::new(b"");
        for text in [&b"12345678"[..], b"\0\0\0\0\0\0\0\0", b"\x01\0\0\0\0\0\0\0", b""] {
            assert_eq!((none.found(b"", text, false), none.found(b"", text, true)), (None, None));
        }
    }
}
