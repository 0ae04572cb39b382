//! Strings.
//!
//! One of the crate's few modules with `unsafe`: a run of bytes that a scan found to be ASCII is
//! taken for UTF-8 without a second look.

#![allow(unsafe_code)]

use crate::json::parse::{Parser, Stop};
use crate::json::scan::clean_run;
use crate::json::syntax::SyntaxKind;
use std::borrow::Cow;

impl<'de> Parser<'de> {
    /// Reads the string whose opening quote is at the position.
    #[inline]
    pub(crate) fn string(&mut self) -> Result<Cow<'de, str>, Stop> {
        let start = self.position + 1;
        let run = clean_run(self.input, start);
        if self.input.get(run.end) == Some(&b'"') {
            let text = self.utf8(start, run.end, run.wide)?;
            self.position = run.end + 1;
            return Ok(Cow::Borrowed(text));
        }
        self.escaped_string(start).map(Cow::Owned)
    }

    /// Moves behind the string whose opening quote is at the position.
    pub(crate) fn skip_string(&mut self) -> Result<(), Stop> {
        let start = self.position + 1;
        let run = clean_run(self.input, start);
        if self.input.get(run.end) == Some(&b'"') {
            self.utf8(start, run.end, run.wide)?;
            self.position = run.end + 1;
            return Ok(());
        }
        self.escaped_string(start).map(drop)
    }

    #[inline]
    fn utf8(&mut self, start: usize, end: usize, wide: bool) -> Result<&'de str, Stop> {
        let input = self.input;
        let bytes = &input[start..end];
        if !wide {
            // SAFETY: `wide` is false only where the scan saw nothing but ASCII.
            return Ok(unsafe { std::str::from_utf8_unchecked(bytes) });
        }
        match simdutf8::basic::from_utf8(bytes) {
            Ok(text) => Ok(text),
            Err(_) => {
                let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
                Err(self.fatal_at(SyntaxKind::InvalidUnicode, start + valid))
            }
        }
    }

    #[inline(never)]
    fn escaped_string(&mut self, start: usize) -> Result<String, Stop> {
        let mut text = String::new();
        let mut at = start;
        loop {
            let run = clean_run(self.input, at);
            let piece = self.utf8(at, run.end, run.wide)?;
            text.push_str(piece);
            match self.input.get(run.end) {
                Some(b'"') => {
                    self.position = run.end + 1;
                    return Ok(text);
                }
                Some(b'\\') => {
                    let (character, next) = self.escape(run.end)?;
                    text.push(character);
                    at = next;
                }
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
