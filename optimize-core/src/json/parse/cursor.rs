//! The grammar of white space, punctuation and keywords.

use crate::json::parse::{Parser, Stop};
use crate::json::syntax::SyntaxKind;
use std::borrow::Cow;

impl<'de> Parser<'de> {
    /// The byte at the position; 0, which begins nothing, at the end.
    #[inline(always)]
    pub(crate) fn peek(&self) -> u8 {
        self.input.get(self.position).copied().unwrap_or(0)
    }

    #[inline(always)]
    pub(crate) fn at_end(&self) -> bool {
        self.position >= self.input.len()
    }

    #[inline(always)]
    pub(crate) fn skip_space(&mut self) {
        // Compact JSON has no white space: one comparison decides.
        if self.peek() <= b' ' {
            self.skip_space_run();
        }
    }

    #[cold]
    #[inline(never)]
    fn skip_space_run(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.input.get(self.position) {
            self.position += 1;
        }
    }

    /// The first offset from this one on that is no white space.
    #[cold]
    pub(crate) fn behind_space(&self, at: usize) -> usize {
        at + self.input[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t')).count()
    }

    /// Consumes `true`, `false` or `null`, whose first letter is next.
    pub(crate) fn ident(&mut self, ident: &'static str) -> Result<(), Stop> {
        let rest = &self.input[self.position..];
        if rest.starts_with(ident.as_bytes()) {
            self.position += ident.len();
            return Ok(());
        }
        let matching = rest.iter().zip(ident.as_bytes()).take_while(|(found, wanted)| found == wanted).count();
        self.position += matching;
        Err(self.fatal(if self.at_end() { SyntaxKind::EofValue } else { SyntaxKind::ExpectedIdent }))
    }

    /// Counts a level that begins at the position, and does not move.
    #[inline]
    pub(crate) fn open_level(&mut self) -> Result<(), Stop> {
        match self.depth.checked_sub(1) {
            Some(depth) => {
                self.depth = depth;
                Ok(())
            }
            None => Err(self.fatal(SyntaxKind::TooDeep)),
        }
    }

    /// Opens a level.
    #[inline]
    fn descend(&mut self) -> Result<(), Stop> {
        self.open_level()?;
        self.position += 1;
        Ok(())
    }

    #[inline]
    fn ascend(&mut self) {
        self.depth += 1;
        self.position += 1;
    }

    /// Enters the object at the position. Whether it has an entry; the position is then at its key.
    #[inline]
    pub(crate) fn object_first(&mut self) -> Result<bool, Stop> {
        self.open_level()?;
        self.object_first_inside()
    }

    /// Enters the object at the position, whose level is counted already.
    #[inline]
    pub(crate) fn object_first_inside(&mut self) -> Result<bool, Stop> {
        self.position += 1;
        self.skip_space();
        match self.peek() {
            b'"' => Ok(true),
            b'}' => {
                self.ascend();
                Ok(false)
            }
            _ if self.at_end() => Err(self.fatal(SyntaxKind::EofObject)),
            _ => Err(self.fatal(SyntaxKind::KeyMustBeString)),
        }
    }

    /// Leaves an object whose end is right here, behind a value.
    #[inline]
    pub(crate) fn object_ends(&mut self) -> bool {
        let ends = self.peek() == b'}';
        if ends {
            self.ascend();
        }
        ends
    }

    /// As [`object_step`](Self::object_step), for maps: what is between most entries is a comma.
    #[inline(always)]
    pub(crate) fn object_next(&mut self) -> Result<bool, Stop> {
        if let Some([b',', b'"', ..]) = self.window() {
            self.position += 1;
            return Ok(true);
        }
        self.object_step()
    }

    /// Goes on behind a value of an object. Whether another entry follows; the position is then at its key.
    #[inline]
    pub(crate) fn object_step(&mut self) -> Result<bool, Stop> {
        self.skip_space();
        match self.peek() {
            b',' => {
                self.position += 1;
                self.skip_space();
                match self.peek() {
                    b'"' => Ok(true),
                    b'}' => Err(self.fatal(SyntaxKind::TrailingComma)),
                    _ if self.at_end() => Err(self.fatal(SyntaxKind::EofValue)),
                    _ => Err(self.fatal(SyntaxKind::KeyMustBeString)),
                }
            }
            b'}' => {
                self.ascend();
                Ok(false)
            }
            _ if self.at_end() => Err(self.fatal(SyntaxKind::EofObject)),
            _ => Err(self.fatal(SyntaxKind::ExpectedObjectEnd)),
        }
    }

    /// Reads the key at the position and the colon behind it.
    pub(crate) fn key(&mut self) -> Result<Cow<'de, str>, Stop> {
        let key = self.string()?;
        self.colon()?;
        Ok(key)
    }

    #[inline]
    pub(crate) fn colon(&mut self) -> Result<(), Stop> {
        self.skip_space();
        match self.peek() {
            b':' => {
                self.position += 1;
                Ok(())
            }
            _ if self.at_end() => Err(self.fatal(SyntaxKind::EofObject)),
            _ => Err(self.fatal(SyntaxKind::ExpectedColon)),
        }
    }

    /// Enters the array at the position. Whether it has an item; the position is then at it.
    #[inline]
    pub(crate) fn array_first(&mut self) -> Result<bool, Stop> {
        self.descend()?;
        self.skip_space();
        match self.peek() {
            b']' => {
                self.ascend();
                Ok(false)
            }
            _ if self.at_end() => Err(self.fatal(SyntaxKind::EofList)),
            _ => Ok(true),
        }
    }

    /// As [`array_step`](Self::array_step), for long arrays: what is between most items is a comma.
    #[inline(always)]
    pub(crate) fn array_next(&mut self) -> Result<bool, Stop> {
        if let Some(&[b',', next, ..]) = self.window()
            && next > b' '
            && next != b']'
        {
            self.position += 1;
            return Ok(true);
        }
        self.array_step()
    }

    /// Goes on behind an item of an array. Whether another one follows; the position is then at it.
    #[inline(never)]
    pub(crate) fn array_step(&mut self) -> Result<bool, Stop> {
        self.skip_space();
        match self.peek() {
            b',' => {
                self.position += 1;
                self.skip_space();
                match self.peek() {
                    b']' => Err(self.fatal(SyntaxKind::TrailingComma)),
                    _ if self.at_end() => Err(self.fatal(SyntaxKind::EofValue)),
                    _ => Ok(true),
                }
            }
            b']' => {
                self.ascend();
                Ok(false)
            }
            _ if self.at_end() => Err(self.fatal(SyntaxKind::EofList)),
            _ => Err(self.fatal(SyntaxKind::ExpectedListEnd)),
        }
    }
}
