//! Unit enums: a string out of a closed set.

use crate::error::ErrorKind;
use crate::json::parse::window::Window;
use crate::json::parse::{Parser, Stop};
use crate::model::Literal;
use crate::shape::LiteralShape;
use std::marker::PhantomData;

/// Reads a unit enum.
///
/// # Errors
/// [`Stop::Invalid`] with `literal_error` for anything but its names.
pub fn parse_literal<T: Literal>(parser: &mut Parser<'_>) -> Result<T, Stop> {
    if const { Names::<T>::ARE_SHORT }
        && let Some((index, length)) = parser.window().and_then(Names::<T>::find)
        && let Some(variant) = T::from_index(index)
    {
        parser.position += length;
        return Ok(variant);
    }
    let start = parser.start()?;
    if parser.peek() != b'"' {
        return Err(parser.mismatch(start, T::SHAPE.error()));
    }
    let text = parser.string()?;
    let text = if T::SHAPE.mode.trims() { text.trim() } else { &text };
    T::SHAPE.find(text).and_then(T::from_index).ok_or_else(|| parser.reject(start, T::SHAPE.error()))
}

/// A quoted name behind its first quote, as words to compare with input.
#[derive(Clone, Copy)]
struct Name {
    words: [u64; 2],
    /// The bits of the words that count.
    masks: [u64; 2],
    /// Both quotes included.
    length: usize,
}

/// The most names that are compared all.
const MANY: usize = 8;

/// The names of a unit enum, if they are few and short. All of them are compared, whichever it is: a processor that
/// guesses wrongly loses more time than that takes.
struct Names<T>(PhantomData<T>);

impl<T: Literal> Names<T> {
    const COUNT: usize = T::SHAPE.names.len();

    const ARE_SHORT: bool = Self::COUNT <= MANY && {
        let mut index = 0;
        while index < Self::COUNT && is_short(T::SHAPE.names[index].as_bytes()) {
            index += 1;
        }
        index == Self::COUNT
    };

    const ALL: [Name; MANY] = {
        let mut all = [Name { words: [0; 2], masks: [0; 2], length: 0 }; MANY];
        let mut index = 0;
        while Self::ARE_SHORT && index < Self::COUNT {
            all[index] = name(T::SHAPE.names[index].as_bytes());
            index += 1;
        }
        all
    };

    /// The index of the quoted name in front, and its length.
    #[inline(always)]
    fn find(window: Window<'_>) -> Option<(usize, usize)> {
        let word = |at: usize| u64::from_le_bytes(std::array::from_fn(|byte| window[at + byte]));
        let words = [word(1), word(9)];
        let (mut found, mut length) = (0, 0);
        for (index, name) in Self::ALL.iter().take(Self::COUNT).enumerate() {
            let differ = (words[0] & name.masks[0]) ^ name.words[0] | (words[1] & name.masks[1]) ^ name.words[1];
            if differ == 0 {
                (found, length) = (index, name.length);
            }
        }
        (window[0] == b'"' && length > 0).then_some((found, length))
    }
}

/// Whether a name and a quote fit into two words, and stand in JSON as they are.
const fn is_short(name: &[u8]) -> bool {
    let mut at = 0;
    while at < name.len() {
        if name[at] < b' ' || name[at] == b'"' || name[at] == b'\\' {
            return false;
        }
        at += 1;
    }
    name.len() < 16
}

const fn name(text: &[u8]) -> Name {
    let (mut words, mut masks) = ([0; 2], [0; 2]);
    let mut at = 0;
    while at <= text.len() {
        let byte = if at < text.len() { text[at] } else { b'"' };
        words[at / 8] |= (byte as u64) << (at % 8 * 8);
        masks[at / 8] |= 0xff << (at % 8 * 8);
        at += 1;
    }
    Name { words, masks, length: text.len() + 2 }
}

impl LiteralShape {
    /// The variant of a wire name.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<usize> {
        self.names
            .iter()
            .position(|name| *name == text)
            .or_else(|| self.aliases.iter().find(|(alias, _)| *alias == text).map(|(_, index)| *index))
    }

    /// `Input should be 'low', 'medium' or 'high'`
    #[cold]
    #[must_use]
    pub fn error(&self) -> ErrorKind {
        crate::rules::literal_error(self.names.iter().map(|name| crate::error::repr_text(name)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Names, parse_literal};
    use crate::json::Parser;
    use crate::mode::Mode;
    use crate::model::Literal;
    use crate::options::ParseOptions;
    use crate::shape::LiteralShape;

    struct Short(usize);
    struct Long(usize);

    macro_rules! literal {
        ($type:ident, $names:expr) => {
            impl Literal for $type {
                const SHAPE: &'static LiteralShape = &LiteralShape {
                    name: "Word",
                    description: "",
                    names: $names,
                    quoted: &[],
                    aliases: &[("other", 1)],
                    mode: Mode::PLAIN,
                };
                fn index(&self) -> usize {
                    self.0
                }
                fn from_index(index: usize) -> Option<Self> {
                    (index < Self::SHAPE.names.len()).then_some(Self(index))
                }
            }
        };
    }

    literal!(Short, &["", "a", "ab", "seven77", "eight888", "fifteen_letters", "\u{e9}t\u{e9}"]);
    literal!(Long, &["a", "sixteen__letters", "back\\slash", "ab"]);

    fn reads<T: Literal>() {
        let options = ParseOptions::new();
        let odd =
            ["b", "abc", "A", "seven7", "seven778", "eight88", "eight8889", "fifteen_letter", "other", "\u{e9}t\u{e8}"];
        for text in T::SHAPE.names.iter().copied().chain(odd) {
            let expected = T::SHAPE.find(text);
            let written = serde_json::to_string(text).unwrap();
            for text in [written.clone(), format!("{written}{:50}", ","), format!(" {written}{:50}", "}")] {
                let mut parser = Parser::new(text.as_bytes(), &options);
                let read = parse_literal::<T>(&mut parser).ok();
                assert_eq!(read.map(|read| read.index()), expected, "{text}");
                assert_eq!(parser.position, text.rfind('"').unwrap() + 1, "{text}");
            }
        }
    }

    #[test]
    fn names_are_found_whichever_way_they_are_compared() {
        const { assert!(Names::<Short>::ARE_SHORT && !Names::<Long>::ARE_SHORT) };
        reads::<Short>();
        reads::<Long>();
    }
}
