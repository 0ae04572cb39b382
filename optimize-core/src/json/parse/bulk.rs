//! Strings that an adapter reads in one go: megabytes of base64 need not be scanned before they are decoded.

use super::{Parser, Stop};

impl<'de> Parser<'de> {
    /// Offers the input behind a string's opening quote to `read`, which says what it made of it and how
    /// many bytes it took. `Ok(None)` when the next value is no string, when `read` gives up, or when no
    /// closing quote stands behind what it took: nothing is consumed then, and [`text`](Self::text) reads the
    /// string as any other.
    ///
    /// The bytes are raw: `read` must give up at an escape, a control character or anything that is not
    /// ASCII, which no base64 has.
    ///
    /// # Errors
    /// [`Stop::Fatal`] at the end of the input.
    pub fn text_with<T>(&mut self, read: impl FnOnce(&'de [u8]) -> Option<(T, usize)>) -> Result<Option<T>, Stop> {
        let start = self.start()?;
        if self.peek() != b'"' {
            return Ok(None);
        }
        let rest = self.input.get(start + 1..).unwrap_or_default();
        let Some((value, taken)) = read(rest) else { return Ok(None) };
        if rest.get(taken) != Some(&b'"') {
            return Ok(None);
        }
        self.position = start + taken + 2;
        Ok(Some(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::ParseOptions;

    /// Takes letters.
    fn letters(rest: &[u8]) -> Option<(usize, usize)> {
        let taken = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        Some((taken, taken))
    }

    #[test]
    fn a_string_is_taken_whole_or_not_at_all() {
        let options = ParseOptions::new();
        for (input, taken) in [
            (&br#" "abc" ,"#[..], Some(3)),
            (br#""""#, Some(0)),
            (br#""ab c""#, None),
            (br#""abc"#, None),
            (b"12", None),
        ] {
            let mut parser = Parser::new(input, &options);
            assert_eq!(parser.text_with(letters).unwrap(), taken, "{input:?}");
            let text = Parser::new(input, &options).text().ok();
            if taken.is_some() {
                assert!(matches!(parser.skip(), Err(Stop::Fatal) | Ok(_)));
            } else {
                // What was not taken reads as any string.
                assert_eq!(parser.text().ok(), text);
            }
        }
    }

    #[test]
    fn a_reader_that_lies_takes_nothing() {
        let options = ParseOptions::new();
        let mut parser = Parser::new(br#""abc""#, &options);
        assert_eq!(parser.text_with(|_| Some(((), usize::MAX))).unwrap(), None);
        assert_eq!(parser.text_with(|_| Some(((), 1))).unwrap(), None);
        assert_eq!(parser.text().unwrap(), "abc");
    }
}
