//! Strings.
//!
//! One of the crate's few modules with `unsafe`: a run of bytes that a scan found to be ASCII is
//! taken for UTF-8 without a second look.

#![allow(unsafe_code)]

use crate::json::parse::unescape::unescape;
use crate::json::parse::{Parser, Stop};
use crate::json::scan::clean_run;
use crate::json::syntax::SyntaxKind;
use std::borrow::Cow;

impl<'de> Parser<'de> {
    /// Reads the string at the position if it stands in the input as it is: no escapes, nothing wrong.
    /// `None`, with nothing consumed, for anything else.
    #[inline(always)]
    pub(crate) fn plain_string(&mut self) -> Option<&'de str> {
        let input = self.input;
        if input.get(self.position) != Some(&b'"') {
            return None;
        }
        let start = self.position + 1;
        let run = clean_run(input, start);
        if input.get(run.end) != Some(&b'"') {
            return None;
        }
        let bytes = &input[start..run.end];
        let text = if run.wide {
            valid(bytes)?
        } else {
            // SAFETY: `wide` is false only where the scan saw nothing but ASCII.
            unsafe { std::str::from_utf8_unchecked(bytes) }
        };
        self.position = run.end + 1;
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
