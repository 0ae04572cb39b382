//! Strings, owned and borrowed.

use crate::error::{ErrorKind, Report};
use crate::field::{Field, MapKey, ParseField, ParseKey};
use crate::fingerprint::FingerprintHasher;
use crate::json::{Begun, LongString, Parser, ShortString, Stop, Style, Writer};
use crate::mode::Mode;
use crate::rules::TextRules;
use crate::schema::{Schema, SchemaGenerator};
use serde_core::{Deserialize, Deserializer, Serializer};
use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

/// Reads a string, normalises and checks it.
#[inline(never)]
fn parse_text<'de>(parser: &mut Parser<'de>, rules: &TextRules) -> Result<Cow<'de, str>, Stop> {
    match begin(parser, rules) {
        Begun::Short(string) => Ok(Cow::Borrowed(string.text())),
        Begun::Long(_) | Begun::Odd => parse_other(parser, rules),
    }
}

/// As [`parse_text`], where it is to be: a result that is returned is read back in other pieces than it was written in,
/// for which the processor has to wait.
#[inline(never)]
fn parse_borrowed<'a, 'de: 'a>(
    parser: &mut Parser<'de>,
    rules: &TextRules,
    slot: &mut Option<Cow<'a, str>>,
) -> Result<(), Stop> {
    *slot = Some(match begin(parser, rules) {
        Begun::Short(string) => Cow::Borrowed(string.text()),
        Begun::Long(string) => match long(parser, rules, string) {
            Some(text) => Cow::Borrowed(text),
            None => parse_odd(parser, rules)?,
        },
        Begun::Odd => parse_other(parser, rules)?,
    });
    Ok(())
}

/// As [`parse_borrowed`], into no memory at all: what can't be borrowed is refused.
#[inline(never)]
fn parse_lent<'a, 'de: 'a>(
    parser: &mut Parser<'de>,
    rules: &TextRules,
    slot: &mut Option<&'a str>,
) -> Result<(), Stop> {
    *slot = Some(match begin(parser, rules) {
        Begun::Short(string) => string.text(),
        Begun::Long(string) => match long(parser, rules, string) {
            Some(text) => text,
            None => parse_odd_lent(parser, rules)?,
        },
        Begun::Odd => parse_odd_lent(parser, rules)?,
    });
    Ok(())
}

/// As [`parse_lent`], of any string.
#[inline(never)]
fn parse_odd_lent<'de>(parser: &mut Parser<'de>, rules: &TextRules) -> Result<&'de str, Stop> {
    let start = parser.start()?;
    match parse_other(parser, rules)? {
        Cow::Borrowed(text) => Ok(text),
        Cow::Owned(_) => Err(parser.reject(start, can_not_lend())),
    }
}

/// As [`parse_borrowed`], into memory of its own.
#[inline(never)]
fn parse_owned(parser: &mut Parser<'_>, rules: &TextRules, slot: &mut Option<String>) -> Result<(), Stop> {
    match begin(parser, rules) {
        Begun::Short(string) => *slot = Some(string.to_owned()),
        Begun::Long(string) => return parse_long_owned(parser, rules, slot, string),
        Begun::Odd => return parse_other_owned(parser, rules, slot),
    }
    Ok(())
}

/// As [`parse_owned`], of a long string.
#[inline(never)]
fn parse_long_owned(
    parser: &mut Parser<'_>,
    rules: &TextRules,
    slot: &mut Option<String>,
    string: LongString,
) -> Result<(), Stop> {
    match long(parser, rules, string) {
        Some(text) => *slot = Some(text.to_owned()),
        None => return parse_other_owned(parser, rules, slot),
    }
    Ok(())
}

/// As [`parse_owned`], of any string.
#[inline(never)]
fn parse_other_owned(parser: &mut Parser<'_>, rules: &TextRules, slot: &mut Option<String>) -> Result<(), Stop> {
    *slot = Some(parse_other(parser, rules)?.into_owned());
    Ok(())
}

/// As [`parse_owned`], into the memory of another string. Nothing is called here that comes back: what would have to be
/// kept for that is a third of the way.
#[inline(never)]
fn parse_over(text: &mut String, parser: &mut Parser<'_>, rules: &TextRules) -> Result<(), Stop> {
    match parser.begin_string() {
        Begun::Short(string) if is_plain(string, parser.mode, rules) && string.copy_over(text) => {
            parser.pass_short(string);
            Ok(())
        }
        Begun::Long(string) => parse_long_over(text, parser, rules, string),
        Begun::Short(_) | Begun::Odd => parse_other_over(text, parser, rules),
    }
}

/// As [`parse_over`], of a long string.
#[inline(never)]
fn parse_long_over(
    text: &mut String,
    parser: &mut Parser<'_>,
    rules: &TextRules,
    string: LongString,
) -> Result<(), Stop> {
    match long(parser, rules, string) {
        Some(long) => put(text, long),
        None => return parse_other_over(text, parser, rules),
    }
    Ok(())
}

/// As [`parse_over`], of any string.
#[inline(never)]
fn parse_other_over(text: &mut String, parser: &mut Parser<'_>, rules: &TextRules) -> Result<(), Stop> {
    match parse_other(parser, rules)? {
        Cow::Borrowed(other) => put(text, other),
        Cow::Owned(other) => *text = other,
    }
    Ok(())
}

/// Puts a text into the memory of another one.
#[inline(always)]
fn put(over: &mut String, text: &str) {
    over.clear();
    over.push_str(text);
}

/// Looks at a string, and reads it if it is short, is to be as it stands in the input, and valid.
#[inline(always)]
fn begin<'de>(parser: &mut Parser<'de>, rules: &TextRules) -> Begun<'de> {
    match parser.begin_string() {
        Begun::Short(string) if is_plain(string, parser.mode, rules) => {
            parser.pass_short(string);
            Begun::Short(string)
        }
        Begun::Long(string) => Begun::Long(string),
        Begun::Short(_) | Begun::Odd => Begun::Odd,
    }
}

/// Whether a string is to be as it stands in the input, and valid. `false` is no answer.
#[inline(always)]
fn is_plain(string: ShortString<'_>, mode: Mode, rules: &TextRules) -> bool {
    !mode.normalises_inside(rules.mode) && rules.holds_at_once(string.text())
}

/// Reads a long string that is to be as it stands in the input, and valid. `None`, with nothing consumed, for anything
/// else.
#[inline(always)]
fn long<'de>(parser: &mut Parser<'de>, rules: &TextRules, string: LongString) -> Option<&'de str> {
    if parser.mode.normalises_inside(rules.mode) {
        return None;
    }
    let start = parser.position;
    let text = parser.long_string(string)?;
    if !rules.holds_at_once(text) {
        parser.position = start;
        return None;
    }
    Some(text)
}

/// Reads any string.
#[inline(never)]
fn parse_other<'de>(parser: &mut Parser<'de>, rules: &TextRules) -> Result<Cow<'de, str>, Stop> {
    if !parser.mode.normalises_inside(rules.mode) {
        let start = parser.position;
        if let Some(text) = parser.odd_string() {
            if rules.holds(text) {
                return Ok(Cow::Borrowed(text));
            }
            parser.position = start;
        }
    }
    parse_odd(parser, rules)
}

/// Reads any string, step by step.
#[inline(never)]
fn parse_odd<'de>(parser: &mut Parser<'de>, rules: &TextRules) -> Result<Cow<'de, str>, Stop> {
    let start = parser.start()?;
    if parser.peek() != b'"' {
        return Err(parser.mismatch(start, rules.wrong_type()));
    }
    let text = parser.string()?;
    let text = parser.mode.inside(rules.mode).normalise(text);
    match rules.broken_by(&text) {
        None => Ok(text),
        Some(kind) => Err(parser.reject(start, kind)),
    }
}

/// What all strings' implementations share but for how they are read.
macro_rules! text_field {
    ($type:ty $(, $lifetime:lifetime)?; $normalise:expr) => {
        impl$(<$lifetime>)? Field for $type {
            type Rules = TextRules;

            fn normalise(&mut self, rules: &TextRules, mode: Mode) {
                let mode = mode.inside(rules.mode);
                if mode.normalises() {
                    let normalise: fn(&mut Self, Mode) = $normalise;
                    normalise(self, mode);
                }
            }

            #[inline]
            fn write<S: Style>(&self, _: &TextRules, writer: &mut Writer<'_, S>) {
                writer.string(self);
            }

            fn check(&self, rules: &TextRules, report: &mut Report) {
                rules.check(self, report);
            }

            #[inline]
            fn hash_content(&self, hasher: &mut FingerprintHasher) {
                hasher.write_bytes(self.as_bytes());
            }

            fn schema(rules: &TextRules, _: &mut SchemaGenerator) -> Schema {
                Schema::of_text(rules)
            }

            fn serialize_with<Z: Serializer>(&self, _: &TextRules, serializer: Z) -> Result<Z::Ok, Z::Error> {
                serializer.serialize_str(self)
            }

            fn same(&self, other: &Self) -> bool {
                self == other
            }
        }
    };
}

text_field!(String; |text, mode| *text = mode.normalise(std::mem::take(text).into()).into_owned());
text_field!(Box<str>; |text, mode| *text = mode.normalise((&**text).into()).into());
text_field!(Rc<str>; |text, mode| *text = mode.normalise((&**text).into()).into());
text_field!(Arc<str>; |text, mode| *text = mode.normalise((&**text).into()).into());
text_field!(Cow<'a, str>, 'a; |text, mode| *text = mode.normalise(std::mem::take(text)));
// Another case would be another text: the derive refuses that.
text_field!(&'a str, 'a; |text, mode| if mode.trims() { *text = text.trim() });

/// Strings that own their text, and how each is read.
macro_rules! owned_text {
    ($($type:ty { $($read:tt)+ })*) => {$(
        impl<'de> ParseField<'de> for $type {
            $($read)+

            fn deserialize_with<D: Deserializer<'de>>(
                rules: &TextRules,
                mode: Mode,
                deserializer: D,
                report: &mut Report,
            ) -> Result<Self, D::Error> {
                let text = <String as Deserialize>::deserialize(deserializer)?;
                let text = mode.inside(rules.mode).normalise(text.into());
                rules.check(&text, report);
                Ok(text.into_owned().into())
            }
        }

        impl MapKey for $type {
            fn with_key<R>(&self, write: impl FnOnce(&str) -> R) -> R {
                write(self)
            }
        }

        impl ParseKey<'_> for $type {
            #[inline(always)]
            fn from_short(key: ShortString<'_>, mode: Mode, rules: &TextRules) -> Option<Self> {
                is_plain(key, mode, rules).then(|| key.to_owned().into())
            }

            #[inline(always)]
            fn is_short(&self, key: ShortString<'_>, mode: Mode, rules: &TextRules) -> bool {
                is_plain(key, mode, rules) && key.is(self)
            }

            fn from_key(key: Cow<'_, str>, mode: Mode) -> Result<Self, ErrorKind> {
                let key = if mode.normalises() { mode.normalise(key) } else { key };
                Ok(key.into_owned().into())
            }
        }
    )*};
}

owned_text! {
    String {
        #[inline(always)]
        fn parse_slot(parser: &mut Parser<'de>, rules: &TextRules, slot: &mut Option<Self>) -> Result<(), Stop> {
            parse_owned(parser, rules, slot)
        }

        #[inline(always)]
        fn parse_over(&mut self, parser: &mut Parser<'de>, rules: &TextRules) -> Result<(), Stop> {
            parse_over(self, parser, rules)
        }
    }
    Box<str> {
        fn parse(parser: &mut Parser<'de>, rules: &TextRules) -> Result<Self, Stop> {
            parse_text(parser, rules).map(Into::into)
        }
    }
    Rc<str> {
        fn parse(parser: &mut Parser<'de>, rules: &TextRules) -> Result<Self, Stop> {
            parse_text(parser, rules).map(Into::into)
        }
    }
    Arc<str> {
        fn parse(parser: &mut Parser<'de>, rules: &TextRules) -> Result<Self, Stop> {
            parse_text(parser, rules).map(Into::into)
        }
    }
}

impl<'de: 'a, 'a> ParseField<'de> for Cow<'a, str> {
    #[inline(always)]
    fn parse_slot(parser: &mut Parser<'de>, rules: &TextRules, slot: &mut Option<Self>) -> Result<(), Stop> {
        parse_borrowed(parser, rules, slot)
    }

    fn deserialize_with<D: Deserializer<'de>>(
        rules: &TextRules,
        mode: Mode,
        deserializer: D,
        report: &mut Report,
    ) -> Result<Self, D::Error> {
        let text = deserializer.deserialize_str(CowVisitor)?;
        let text = mode.inside(rules.mode).normalise(text);
        rules.check(&text, report);
        Ok(text)
    }
}

impl MapKey for Cow<'_, str> {
    fn with_key<R>(&self, write: impl FnOnce(&str) -> R) -> R {
        write(self)
    }
}

impl<'de: 'a, 'a> ParseKey<'de> for Cow<'a, str> {
    #[inline(always)]
    fn from_short(key: ShortString<'de>, mode: Mode, rules: &TextRules) -> Option<Self> {
        is_plain(key, mode, rules).then(|| Cow::Borrowed(key.text()))
    }

    #[inline(always)]
    fn is_short(&self, key: ShortString<'de>, mode: Mode, rules: &TextRules) -> bool {
        is_plain(key, mode, rules) && key.is(self)
    }

    fn from_key(key: Cow<'de, str>, mode: Mode) -> Result<Self, ErrorKind> {
        Ok(mode.normalise(key))
    }
}

impl MapKey for &str {
    fn with_key<R>(&self, write: impl FnOnce(&str) -> R) -> R {
        write(self)
    }
}

impl<'de: 'a, 'a> ParseKey<'de> for &'a str {
    #[inline(always)]
    fn from_short(key: ShortString<'de>, mode: Mode, rules: &TextRules) -> Option<Self> {
        is_plain(key, mode, rules).then(|| key.text())
    }

    #[inline(always)]
    fn is_short(&self, key: ShortString<'de>, mode: Mode, rules: &TextRules) -> bool {
        is_plain(key, mode, rules) && key.is(self)
    }

    fn from_key(key: Cow<'de, str>, mode: Mode) -> Result<Self, ErrorKind> {
        match mode.normalise(key) {
            Cow::Borrowed(text) => Ok(text),
            Cow::Owned(_) => Err(can_not_lend()),
        }
    }
}

/// What is wrong with a string that has to be unescaped, where it is to be borrowed.
#[cold]
fn can_not_lend() -> ErrorKind {
    let message = "the string has escapes and can not be borrowed: make it a `Cow<str>` or `String`";
    ErrorKind::ValueError { message: message.to_owned() }
}

/// Borrows where the format can lend.
pub(super) struct CowVisitor;

impl<'de> serde_core::de::Visitor<'de> for CowVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_borrowed_str<E: serde_core::de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: serde_core::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_string<E: serde_core::de::Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text))
    }
}

impl<'de: 'a, 'a> ParseField<'de> for &'a str {
    #[inline(always)]
    fn parse_slot(parser: &mut Parser<'de>, rules: &TextRules, slot: &mut Option<Self>) -> Result<(), Stop> {
        parse_lent(parser, rules, slot)
    }

    fn deserialize_with<D: Deserializer<'de>>(
        rules: &TextRules,
        mode: Mode,
        deserializer: D,
        report: &mut Report,
    ) -> Result<Self, D::Error> {
        let text = <&'de str as Deserialize>::deserialize(deserializer)?;
        let text = if mode.inside(rules.mode).trims() { text.trim() } else { text };
        rules.check(text, report);
        Ok(text)
    }
}
