//! Strings, owned and borrowed.

use crate::error::{ErrorKind, Report};
use crate::field::{Field, MapKey, ParseField, ParseKey};
use crate::fingerprint::FingerprintHasher;
use crate::json::{Parser, ShortString, Stop, Style, Writer};
use crate::mode::Mode;
use crate::rules::TextRules;
use crate::schema::{Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serializer};
use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

/// Reads a string, normalises and checks it.
#[inline(never)]
fn parse_text<'de>(parser: &mut Parser<'de>, rules: &TextRules) -> Result<Cow<'de, str>, Stop> {
    match short(parser, rules) {
        Some(string) => Ok(Cow::Borrowed(string.text())),
        None => parse_long(parser, rules),
    }
}

/// As [`parse_text`], into memory of its own, where it is to be.
#[inline(never)]
fn parse_owned(parser: &mut Parser<'_>, rules: &TextRules, slot: &mut Option<String>) -> Result<(), Stop> {
    let Some(string) = short(parser, rules) else { return parse_long_owned(parser, rules, slot) };
    *slot = Some(string.to_owned());
    Ok(())
}

/// As [`parse_owned`], of any length.
#[inline(never)]
fn parse_long_owned(parser: &mut Parser<'_>, rules: &TextRules, slot: &mut Option<String>) -> Result<(), Stop> {
    *slot = Some(match plain(parser, rules) {
        Some(text) => text.to_owned(),
        None => parse_odd(parser, rules)?.into_owned(),
    });
    Ok(())
}

/// As [`parse_text`], into no memory at all: what can't be borrowed is refused.
#[inline(never)]
fn parse_lent<'de>(parser: &mut Parser<'de>, rules: &TextRules) -> Result<&'de str, Stop> {
    if let Some(string) = short(parser, rules) {
        return Ok(string.text());
    }
    if let Some(text) = plain(parser, rules) {
        return Ok(text);
    }
    let start = parser.start()?;
    match parse_odd(parser, rules)? {
        Cow::Borrowed(text) => Ok(text),
        Cow::Owned(_) => Err(parser.reject(start, can_not_lend())),
    }
}

/// As [`parse_owned`], into the memory of another string.
#[inline(never)]
fn parse_over(text: &mut String, parser: &mut Parser<'_>, rules: &TextRules) -> Result<(), Stop> {
    match short(parser, rules) {
        Some(string) => {
            string.copy_over(text);
            Ok(())
        }
        None => parse_long_over(text, parser, rules),
    }
}

/// As [`parse_over`], of any length.
#[inline(never)]
fn parse_long_over(text: &mut String, parser: &mut Parser<'_>, rules: &TextRules) -> Result<(), Stop> {
    match plain(parser, rules) {
        Some(long) => {
            text.clear();
            text.push_str(long);
        }
        None => *text = parse_odd(parser, rules)?.into_owned(),
    }
    Ok(())
}

/// Reads a string that is short, is to be as it stands in the input, and valid. `None`, with nothing consumed, for
/// anything else.
#[inline(always)]
fn short<'de>(parser: &mut Parser<'de>, rules: &TextRules) -> Option<ShortString<'de>> {
    let string = parser.short_string()?;
    if parser.mode.normalises_inside(rules.mode) || !rules.holds(string.text()) {
        return None;
    }
    parser.pass_short(string);
    Some(string)
}

/// As [`short`], of any length.
#[inline(always)]
fn plain<'de>(parser: &mut Parser<'de>, rules: &TextRules) -> Option<&'de str> {
    if parser.mode.normalises_inside(rules.mode) {
        return None;
    }
    let start = parser.position;
    let text = parser.long_string()?;
    if !rules.holds(text) {
        parser.position = start;
        return None;
    }
    Some(text)
}

/// Reads a string of any length.
#[inline(never)]
fn parse_long<'de>(parser: &mut Parser<'de>, rules: &TextRules) -> Result<Cow<'de, str>, Stop> {
    match plain(parser, rules) {
        Some(text) => Ok(Cow::Borrowed(text)),
        None => parse_odd(parser, rules),
    }
}

/// Reads any string.
#[inline(never)]
fn parse_odd<'de>(parser: &mut Parser<'de>, rules: &TextRules) -> Result<Cow<'de, str>, Stop> {
    let start = parser.start()?;
    if parser.peek() != b'"' {
        return Err(parser.mismatch(start, ErrorKind::StringType));
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
                key_is_plain(key, mode, rules).then(|| key.to_owned().into())
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
    fn parse(parser: &mut Parser<'de>, rules: &TextRules) -> Result<Self, Stop> {
        parse_text(parser, rules)
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
        key_is_plain(key, mode, rules).then(|| Cow::Borrowed(key.text()))
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
        key_is_plain(key, mode, rules).then(|| key.text())
    }

    fn from_key(key: Cow<'de, str>, mode: Mode) -> Result<Self, ErrorKind> {
        match mode.normalise(key) {
            Cow::Borrowed(text) => Ok(text),
            Cow::Owned(_) => Err(can_not_lend()),
        }
    }
}

/// Whether a key is to be as it stands in the input, and valid.
#[inline(always)]
fn key_is_plain(key: ShortString<'_>, mode: Mode, rules: &TextRules) -> bool {
    !mode.normalises_inside(rules.mode) && rules.holds(key.text())
}

/// What is wrong with a string that has to be unescaped, where it is to be borrowed.
#[cold]
fn can_not_lend() -> ErrorKind {
    let message = "the string has escapes and can not be borrowed: make it a `Cow<str>` or `String`";
    ErrorKind::ValueError { message: message.to_owned() }
}

/// Borrows where the format can lend.
pub(super) struct CowVisitor;

impl<'de> serde::de::Visitor<'de> for CowVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_borrowed_str<E: serde::de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_string<E: serde::de::Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text))
    }
}

impl<'de: 'a, 'a> ParseField<'de> for &'a str {
    fn parse(parser: &mut Parser<'de>, rules: &TextRules) -> Result<Self, Stop> {
        parse_lent(parser, rules)
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
