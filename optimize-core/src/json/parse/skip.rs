//! Skipping a value, its syntax checked.

use crate::json::parse::{Parser, Stop};
use crate::json::syntax::SyntaxKind;

impl Parser<'_> {
    /// Moves behind the value at the position. Without recursion: nesting costs no stack.
    pub(crate) fn skip_value(&mut self) -> Result<(), Stop> {
        /// One bit a level: whether it is an object.
        #[derive(Default)]
        struct Levels {
            bits: Vec<u64>,
            count: usize,
        }
        impl Levels {
            fn push(&mut self, object: bool) {
                let (word, bit) = (self.count / 64, self.count % 64);
                if word == self.bits.len() {
                    self.bits.push(0);
                }
                self.bits[word] = self.bits[word] & !(1 << bit) | u64::from(object) << bit;
                self.count += 1;
            }
            fn is_object(&self) -> Option<bool> {
                let last = self.count.checked_sub(1)?;
                Some(self.bits[last / 64] >> (last % 64) & 1 == 1)
            }
        }

        let mut levels = Levels::default();
        self.start()?;
        loop {
            // At a value.
            let opened = match self.peek() {
                b'"' => {
                    self.skip_string()?;
                    false
                }
                b'{' => {
                    if self.object_first()? {
                        self.skip_string()?;
                        self.colon()?;
                        levels.push(true);
                        true
                    } else {
                        false
                    }
                }
                b'[' => {
                    let opened = self.array_first()?;
                    if opened {
                        levels.push(false);
                    }
                    opened
                }
                b't' => self.ident("true").map(|()| false)?,
                b'f' => self.ident("false").map(|()| false)?,
                b'n' => self.ident("null").map(|()| false)?,
                b'-' | b'0'..=b'9' | b'N' | b'I' => {
                    self.scan_number()?;
                    false
                }
                _ if self.at_end() => return Err(self.fatal(SyntaxKind::EofValue)),
                _ => return Err(self.fatal(SyntaxKind::ExpectedValue)),
            };
            // Behind a value, unless a level was opened.
            let mut more = opened;
            while !more {
                match levels.is_object() {
                    None => return Ok(()),
                    Some(true) => {
                        more = self.object_step()?;
                        if more {
                            self.skip_string()?;
                            self.colon()?;
                        }
                    }
                    Some(false) => more = self.array_step()?,
                }
                if !more {
                    levels.count -= 1;
                }
            }
            self.start()?;
        }
    }
}
