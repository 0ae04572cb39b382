//! Strings.
//!
//! One of the crate's few modules with `unsafe`: a run of bytes that a scan found to be ASCII is
//! taken for UTF-8 without a second look.

#![allow(unsafe_code)]

use crate::json::parse::unescape::unescape;
use crate::json::parse::{Parser, Stop};
use crate::json::scan::{PAIR, ascii_run, clean_run, pair_stops};
use crate::json::simd::BLOCK;
use crate::json::syntax::SyntaxKind;
use std::borrow::Cow;

/// A string of less than two blocks, all of it ASCII, and the two blocks that begin with it: a block is copied faster
/// than a length that is not known.
#[derive(Clone, Copy)]
pub struct ShortString<'de> {
    bytes: &'de [u8; PAIR],
    length: usize,
}

impl<'de> ShortString<'de> {
    #[inline(always)]
    pub(crate) fn text(self) -> &'de str {
        // SAFETY: the scan saw nothing but ASCII up to this length.
        unsafe { std::str::from_utf8_unchecked(&self.bytes[..self.length]) }
    }

    /// Whether it is this text.
    #[inline(always)]
    pub(crate) fn is(self, text: &str) -> bool {
        let (mine, text) = (&self.bytes[..self.length], text.as_bytes());
        if mine.len() != text.len() {
            return false;
        }
        // Both ends, which may overlap: a comparison of a length that is not known is a call.
        match self.length {
            4..=8 => mine.first_chunk::<4>() == text.first_chunk() && mine.last_chunk::<4>() == text.last_chunk(),
            9..=16 => mine.first_chunk::<8>() == text.first_chunk() && mine.last_chunk::<8>() == text.last_chunk(),
            _ => mine == text,
        }
    }

    /// In memory of its own.
    #[inline(always)]
    pub(crate) fn to_owned(self) -> String {
        if self.length == 0 {
            return String::new();
        }
        // What allocators give for less is no smaller.
        let mut copy = Vec::with_capacity(if self.length <= BLOCK { BLOCK } else { PAIR });
        copy.extend_from_slice(&self.bytes[..BLOCK]);
        if self.length > BLOCK {
            copy.extend_from_slice(&self.bytes[BLOCK..]);
        }
        copy.truncate(self.length);
        // SAFETY: as above.
        unsafe { String::from_utf8_unchecked(copy) }
    }

    /// In the memory of another string, if that has room for whole blocks.
    #[inline(always)]
    pub(crate) fn copy_over(self, over: &mut String) -> bool {
        let room = over.capacity();
        if room < BLOCK || (room < PAIR && self.length > BLOCK) {
            return false;
        }
        over.clear();
        // SAFETY: as above: what stands behind the text is cut off.
        let bytes = unsafe { over.as_mut_vec() };
        if room < PAIR {
            bytes.extend_from_slice(&self.bytes[..BLOCK]);
        } else {
            bytes.extend_from_slice(self.bytes);
        }
        bytes.truncate(self.length);
        true
    }
}

/// What was seen of a string without moving.
pub(crate) enum Begun<'de> {
    /// All of it.
    Short(ShortString<'de>),
    /// More than a short string has, so far as it is.
    Long(LongString),
    /// Something else, or the end of the input is near.
    Odd,
}

/// A string of which two blocks of ASCII were seen, and not its end.
#[derive(Clone, Copy)]
pub(crate) struct LongString {
    /// The offset behind the quote.
    start: usize,
}

impl<'de> Parser<'de> {
    /// Looks at the string at the position. It is short if it is of ASCII, not at the very end of the input, and stands
    /// there as it is. Nothing is consumed.
    #[inline(always)]
    pub(crate) fn begin_string(&self) -> Begun<'de> {
        let quoted = self.windows.quoted(self.position);
        let Some((b'"', bytes)) = quoted.and_then(|bytes| bytes.split_first()) else { return Begun::Odd };
        let Some(bytes) = bytes.first_chunk() else { return Begun::Odd };
        let stops = pair_stops(bytes);
        if stops == 0 {
            return Begun::Long(LongString { start: self.position + 1 });
        }
        // The remainder changes nothing, and the index needs no check.
        let length = (stops.trailing_zeros() as usize) % PAIR;
        if bytes[length] == b'"' { Begun::Short(ShortString { bytes, length }) } else { Begun::Odd }
    }

    /// The string at the position, if it is [short](Self::begin_string).
    #[inline(always)]
    pub(crate) fn short_string(&self) -> Option<ShortString<'de>> {
        match self.begin_string() {
            Begun::Short(string) => Some(string),
            _ => None,
        }
    }

    /// As [`short_string`](Self::short_string), if a colon is right behind it.
    #[inline(always)]
    pub(crate) fn short_key(&self) -> Option<ShortString<'de>> {
        let key = self.short_string()?;
        (self.input.get(self.position + key.length + 2) == Some(&b':')).then_some(key)
    }

    /// Consumes a key that [`short_key`](Self::short_key) has found, and the colon.
    #[inline(always)]
    pub(crate) fn pass_short_key(&mut self, key: ShortString<'_>) {
        self.position += key.length + 3;
    }

    /// Consumes a string that [`short_string`](Self::short_string) has found.
    #[inline(always)]
    pub(crate) fn pass_short(&mut self, string: ShortString<'_>) {
        self.position += string.length + 2;
    }

    /// Reads the string at the position if it stands in the input as it is: no escapes, nothing wrong.
    /// `None`, with nothing consumed, for anything else.
    #[inline(always)]
    pub(crate) fn plain_string(&mut self) -> Option<&'de str> {
        match self.begin_string() {
            Begun::Short(string) => {
                self.pass_short(string);
                Some(string.text())
            }
            Begun::Long(string) => self.long_string(string),
            Begun::Odd => self.odd_string(),
        }
    }

    /// Reads a long string if it stands in the input as it is.
    #[inline(always)]
    pub(crate) fn long_string(&mut self, LongString { start }: LongString) -> Option<&'de str> {
        let seen = start + PAIR;
        let end = match self.windows.quoted(seen).and_then(|bytes| bytes.first_chunk()).map_or(0, pair_stops) {
            0 => ascii_run(self.input, seen),
            stops => seen + stops.trailing_zeros() as usize,
        };
        self.plain_until(start, end)
    }

    /// As [`plain_string`](Self::plain_string), of one that nothing is known of.
    #[inline(never)]
    pub(crate) fn odd_string(&mut self) -> Option<&'de str> {
        if self.input.get(self.position) != Some(&b'"') {
            return None;
        }
        let start = self.position + 1;
        self.plain_until(start, ascii_run(self.input, start))
    }

    /// Reads the string that begins at `start` and is of plain ASCII up to `end`.
    #[inline(always)]
    fn plain_until(&mut self, start: usize, end: usize) -> Option<&'de str> {
        let input = self.input;
        match input.get(end) {
            Some(b'"') => {}
            Some(0x80..) => return self.wide_string(start, end),
            _ => return None,
        }
        self.position = end + 1;
        // SAFETY: the callers' scans saw nothing but ASCII from `start` up to `end`.
        Some(unsafe { std::str::from_utf8_unchecked(&input[start..end]) })
    }

    /// As [`plain_string`](Self::plain_string), for one that begins at `start` and whose first byte outside ASCII is at
    /// `wide`.
    #[inline(never)]
    fn wide_string(&mut self, start: usize, wide: usize) -> Option<&'de str> {
        let input = self.input;
        let end = clean_run(input, wide).end;
        if input.get(end) != Some(&b'"') {
            return None;
        }
        let text = valid(&input[start..end])?;
        self.position = end + 1;
        Some(text)
    }

    /// Reads the string whose opening quote is at the position.
    #[inline]
    pub(crate) fn string(&mut self) -> Result<Cow<'de, str>, Stop> {
        match self.plain_string() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.escaped_string().map(Cow::Owned),
        }
    }

    /// Moves behind the string whose opening quote is at the position.
    #[inline]
    pub(crate) fn skip_string(&mut self) -> Result<(), Stop> {
        match self.plain_string() {
            Some(_) => Ok(()),
            None => self.escaped_string().map(drop),
        }
    }

    /// Reads a string that is not plain: with escapes, or wrong.
    #[cold]
    #[inline(never)]
    pub(crate) fn escaped_string(&mut self) -> Result<String, Stop> {
        let start = self.position + 1;
        if let Some((text, behind)) = unescape(&self.input[start..]) {
            self.position = start + behind;
            return Ok(text);
        }
        // It is wrong: once more, to find where.
        match self.walk_string(start) {
            Err(stop) => Err(stop),
            Ok(()) => Err(self.fatal_at(SyntaxKind::InvalidUnicode, start)),
        }
    }

    /// Finds what is wrong with a string, escape by escape.
    fn walk_string(&mut self, start: usize) -> Result<(), Stop> {
        let mut at = start;
        loop {
            let run = clean_run(self.input, at);
            if let Err(error) = std::str::from_utf8(&self.input[at..run.end]) {
                return Err(self.fatal_at(SyntaxKind::InvalidUnicode, at + error.valid_up_to()));
            }
            match self.input.get(run.end) {
                Some(b'"') => return Ok(()),
                Some(b'\\') => at = self.escape(run.end)?.1,
                Some(_) => return Err(self.fatal_at(SyntaxKind::ControlCharacter, run.end)),
                None => return Err(self.fatal_at(SyntaxKind::EofString, self.input.len())),
            }
        }
    }

    /// The character of the escape whose backslash is at `at`, and the offset behind it.
    fn escape(&mut self, at: usize) -> Result<(char, usize), Stop> {
        let character = match self.input.get(at + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(at + 2),
            Some(_) => return Err(self.fatal_at(SyntaxKind::InvalidEscape, at + 1)),
            None => return Err(self.fatal_at(SyntaxKind::EofString, self.input.len())),
        };
        Ok((character, at + 2))
    }

    /// The character whose four hex digits, or the first four of eight, begin at `at`.
    fn unicode_escape(&mut self, at: usize) -> Result<(char, usize), Stop> {
        let unit = self.hex_unit(at)?;
        let behind = at + 4;
        match unit {
            0xdc00..=0xdfff => Err(self.fatal_at(SyntaxKind::LoneSurrogate, behind - 1)),
            0xd800..=0xdbff => match (self.input.get(behind), self.input.get(behind + 1)) {
                (Some(b'\\'), Some(b'u')) => {
                    let low = self.hex_unit(behind + 2)?;
                    if !(0xdc00..=0xdfff).contains(&low) {
                        return Err(self.fatal_at(SyntaxKind::LoneSurrogate, behind + 5));
                    }
                    let code = 0x1_0000 + ((u32::from(unit) - 0xd800) << 10 | (u32::from(low) - 0xdc00));
                    char::from_u32(code)
                        .map(|character| (character, behind + 6))
                        .ok_or_else(|| self.fatal_at(SyntaxKind::InvalidUnicode, behind))
                }
                (Some(b'\\'), Some(_)) => Err(self.fatal_at(SyntaxKind::EndOfHexEscape, behind + 1)),
                (Some(b'\\'), None) | (None, _) => Err(self.fatal_at(SyntaxKind::EofString, self.input.len())),
                (Some(_), _) => Err(self.fatal_at(SyntaxKind::EndOfHexEscape, behind)),
            },
            _ => char::from_u32(unit.into())
                .map(|character| (character, behind))
                .ok_or_else(|| self.fatal_at(SyntaxKind::InvalidUnicode, at)),
        }
    }

    fn hex_unit(&mut self, at: usize) -> Result<u16, Stop> {
        let Some(digits) = self.input.get(at..at + 4) else {
            return Err(self.fatal_at(SyntaxKind::EofString, self.input.len()));
        };
        let mut unit = 0;
        for (position, &digit) in digits.iter().enumerate() {
            let Some(value) = char::from(digit).to_digit(16) else {
                return Err(self.fatal_at(SyntaxKind::InvalidEscape, at + position));
            };
            unit = unit << 4 | value;
        }
        u16::try_from(unit).map_err(|_| self.fatal_at(SyntaxKind::InvalidEscape, at))
    }
}

/// Text, if it is UTF-8. Short ones are not worth the way to the vector code.
#[inline(never)]
fn valid(bytes: &[u8]) -> Option<&str> {
    if bytes.len() < 64 { std::str::from_utf8(bytes).ok() } else { simdutf8::basic::from_utf8(bytes).ok() }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::collections::BTreeMap;

    /// Every length around the two blocks of a short string, something odd at every place of it, and every distance
    /// from the end of the input: whichever way a string takes, serde_json reads the same.
    #[test]
    fn all_ways_read_the_same() {
        for length in 0..70 {
            for odd in ["", "é", "\\n", "\\u00e9", "\u{1}", "\\x", "\u{7f}"] {
                for position in [0, 1, 15, 16, 17, 30, 31, 32, 33, 63, 64].into_iter().filter(|&at| at <= length) {
                    let content = format!("{}{odd}{}", "a".repeat(position), "b".repeat(length - position));
                    for behind in [0, 1, 2, 15, 16, 30, 31, 32, 33, 34, 64] {
                        for before in ["", " "] {
                            let text = format!("{before}\"{content}\"{:behind$}", "");
                            let expected = serde_json::from_str::<String>(&text).ok();
                            assert_eq!(crate::from_json::<String>(&text).ok(), expected, "{text:?}");
                            assert_eq!(crate::from_json::<Box<str>>(&text).ok().map(String::from), expected);
                            assert_eq!(crate::from_json::<Cow<'_, str>>(&text).ok().map(Cow::into_owned), expected);
                            for capacity in [0, 16, 32, 100] {
                                let mut list = Some(vec![String::with_capacity(capacity)]);
                                let listed = format!("[{text}]");
                                let options = crate::ParseOptions::new();
                                let read = crate::json::parse_into("list", listed.as_bytes(), &mut list, &options);
                                assert_eq!(read.ok().map(|list| list[0].clone()), expected, "{capacity} {text:?}");
                            }
                        }
                    }
                }
            }
        }
    }

    /// Whether an entry of before is read over does not show: every length of a key, and another byte at every place.
    #[test]
    fn keys_of_before_are_told_from_others() {
        let options = crate::ParseOptions::new();
        for length in 0..40 {
            let key = "k".repeat(length);
            for other in (0..length).map(|at| format!("{}x{}", &key[..at], &key[at + 1..])).chain([key.clone()]) {
                let text = format!("{{\"{other}\":\"new\",\"z\":\"{:40}\"}}", "");
                let mut map = Some(BTreeMap::from([(key.clone(), "old".to_owned()), ("z".to_owned(), String::new())]));
                crate::json::parse_into("map", text.as_bytes(), &mut map, &options).unwrap();
                assert_eq!(map, crate::from_json(&text).ok(), "{text}");
            }
        }
    }

    #[test]
    fn a_short_string_holds_no_more_than_an_allocator_gives() {
        for length in 0..40 {
            let text = format!("\"{}\"{:40}", "x".repeat(length), "");
            let read = crate::from_json::<String>(&text).unwrap();
            assert_eq!(read.capacity(), if length == 0 { 0 } else { length.next_multiple_of(16).min(32).max(length) });
        }
    }
}
