//! Base64 between the wire and memory: the standard alphabet, padded, and nothing else.

use crate::decode::decode_text;
use crate::pages::{aligned, prefer_large};
use base64_simd::{AsOut, STANDARD};
use std::io;

/// For pieces of so many bytes room is made first: the text that follows a whole file then stays in it.
const LONG: usize = 4 << 10;

/// The bytes that a text stands for.
///
/// # Errors
/// The length or the padding is impossible.
pub(crate) fn decoded_length(text: impl AsRef<[u8]>) -> Result<usize, String> {
    let text = text.as_ref();
    if !text.len().is_multiple_of(4) {
        return Err(format!("no base64: its {} characters are no multiple of 4", text.len()));
    }
    STANDARD.decoded_length(text).map_err(|_| complain(text))
}

/// Decodes into a buffer of exactly [`decoded_length`] bytes.
pub(crate) fn decode_into(text: impl AsRef<[u8]>, out: &mut [u8]) -> Result<(), String> {
    let text = text.as_ref();
    match STANDARD.decode(text, out.as_out()) {
        Ok(_) => Ok(()),
        Err(_) => Err(complain(text)),
    }
}

/// Decodes into elements of their own, which are not zeroed first. Bytes behind the last whole one are lost.
pub(crate) fn decode<A: bytemuck::AnyBitPattern>(text: impl AsRef<[u8]>) -> Result<Vec<A>, String> {
    let text = text.as_ref();
    decoded_length(text)?;
    decode_text(text).map(|decoded| decoded.items).ok_or_else(|| complain(text))
}

/// Makes room for the base64 of so many bytes and a little more, so that what follows a large text
/// does not move it.
pub(crate) fn reserve(bytes: usize, out: &mut Vec<u8>) {
    // Twice as the text may come in pieces: the last one finds what the first one has left for what follows.
    const BEHIND: usize = 128;
    let text = bytes.div_ceil(3).saturating_mul(4);
    let needed = text.saturating_add(BEHIND);
    if out.capacity() - out.len() < needed {
        out.reserve(aligned(needed.saturating_add(BEHIND)));
        prefer_large(out.spare_capacity_mut());
    } else {
        // What others have reserved they may not have written yet.
        prefer_large(&mut out.spare_capacity_mut()[..needed]);
    }
}

/// Appends the base64 of the bytes.
pub(crate) fn append(bytes: &[u8], out: &mut Vec<u8>) {
    STANDARD.encode_append(bytes, out);
}

/// Turns what is written to it into base64 at the end of a text, without a copy in between: at most two
/// bytes wait for the third of their group.
pub(crate) struct Encoder<'a> {
    out: &'a mut Vec<u8>,
    waiting: [u8; 3],
    count: usize,
}

impl<'a> Encoder<'a> {
    /// Appends to `out`.
    pub(crate) fn new(out: &'a mut Vec<u8>) -> Self {
        Self { out, waiting: [0; 3], count: 0 }
    }

    /// Encodes more bytes.
    pub(crate) fn push(&mut self, mut bytes: &[u8]) {
        if self.count > 0 {
            let taken = bytes.len().min(3 - self.count);
            self.waiting[self.count..self.count + taken].copy_from_slice(&bytes[..taken]);
            self.count += taken;
            bytes = &bytes[taken..];
            if self.count < 3 {
                return;
            }
            append(&self.waiting, self.out);
        }
        let (groups, rest) = bytes.split_at(bytes.len() - bytes.len() % 3);
        if groups.len() >= LONG {
            reserve(groups.len(), self.out);
        }
        append(groups, self.out);
        self.waiting[..rest.len()].copy_from_slice(rest);
        self.count = rest.len();
    }

    /// Encodes what waits, with its padding.
    pub(crate) fn finish(self) {
        append(&self.waiting[..self.count], self.out);
    }
}

impl io::Write for Encoder<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.push(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Says what is wrong with a text that does not decode. Slow, and only for messages.
fn complain(text: &[u8]) -> String {
    let text = &*String::from_utf8_lossy(text);
    let padding = text.bytes().rev().take(2).take_while(|&byte| byte == b'=').count();
    let strange = text
        .char_indices()
        .find(|&(at, char)| !(char.is_ascii_alphanumeric() || matches!(char, '+' | '/')) && at < text.len() - padding);
    match strange {
        Some((at, char)) => format!("no base64: {char:?} at position {at}"),
        None => "no base64: the last character has bits that belong to no byte".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::base64::Engine as _;
    use ::base64::engine::general_purpose::STANDARD as ORACLE;

    /// Both ways of decoding, which agree.
    fn decode(text: &str) -> Result<Vec<u8>, String> {
        let mut bytes = vec![0; decoded_length(text)?];
        let decoded = decode_into(text, &mut bytes).map(|()| bytes);
        assert_eq!(decoded, super::decode::<u8>(text));
        decoded
    }

    #[test]
    fn the_same_texts_are_accepted_as_by_the_oracle() {
        let alphabet = ['A', 'B', 'w', '/', '+', '-', '=', ' ', '\n', 'é'];
        let mut texts = vec![String::new()];
        for _ in 0..4 {
            let longer: Vec<String> =
                texts.iter().flat_map(|text| alphabet.iter().map(move |char| format!("{text}{char}"))).collect();
            for text in &longer {
                for whole in [text.clone(), format!("AAAA{text}")] {
                    assert_eq!(decode(&whole).ok(), ORACLE.decode(&whole).ok(), "{whole:?}");
                }
            }
            texts = longer;
        }
    }

    #[test]
    fn every_length_comes_back() {
        for length in 0..200_u8 {
            let bytes: Vec<u8> = (0..length).map(|index| index.wrapping_mul(37)).collect();
            let mut text = b"before".to_vec();
            append(&bytes, &mut text);
            let text = String::from_utf8(text).unwrap();
            assert_eq!(text["before".len()..], ORACLE.encode(&bytes));
            assert_eq!(decode(&text["before".len()..]).unwrap(), bytes);
        }
    }

    #[test]
    fn pieces_join_to_the_base64_of_the_whole() {
        let bytes: Vec<u8> = (0..200).collect();
        for size in 1..20 {
            let mut text = b"before".to_vec();
            let mut encoder = Encoder::new(&mut text);
            bytes.chunks(size).for_each(|piece| encoder.push(piece));
            encoder.push(&[]);
            encoder.finish();
            assert_eq!(text["before".len()..], *ORACLE.encode(&bytes).as_bytes(), "{size}");
        }
    }

    #[test]
    fn what_follows_a_long_text_does_not_move_it() {
        for length in [LONG + 3, 1 << 20] {
            let mut text = b"\"".to_vec();
            let mut encoder = Encoder::new(&mut text);
            encoder.push(&[7; 8]);
            encoder.push(&vec![7; length]);
            encoder.finish();
            let capacity = text.capacity();
            text.extend_from_slice(&[b' '; 100]);
            assert_eq!(text.capacity(), capacity, "{length}");
        }
    }

    #[test]
    fn messages_name_the_fault() {
        assert_eq!(decode("AAA").unwrap_err(), "no base64: its 3 characters are no multiple of 4");
        assert_eq!(decode("AA-A").unwrap_err(), "no base64: '-' at position 2");
        assert_eq!(decode("A=AA").unwrap_err(), "no base64: '=' at position 1");
        assert_eq!(decode("AB==").unwrap_err(), "no base64: the last character has bits that belong to no byte");
    }
}
