//! Values as Python shows them: pydantic's text form quotes the wrong input this way.
//!
//! The text is made straight from the JSON text, so that a number shows every digit that it had.

use crate::json::{Parser, Stop};
use crate::options::ParseOptions;
use std::fmt::Write;

/// Python's name of the type of a JSON text.
pub(super) fn type_name(json: &[u8]) -> &'static str {
    match json.first() {
        Some(b'n') | None => "NoneType",
        Some(b't' | b'f') => "bool",
        Some(b'"') => "str",
        Some(b'[') => "list",
        Some(b'{') => "dict",
        Some(_) if json.iter().any(|byte| matches!(byte, b'.' | b'e' | b'E' | b'N' | b'I')) => "float",
        Some(_) => "int",
    }
}

/// Python's `repr` of a JSON text; `None` when it is none.
pub(crate) fn repr(json: &[u8]) -> Option<String> {
    let mut out = String::new();
    let options = ParseOptions::new();
    let mut parser = Parser::new(json, &options);
    parser.start().ok()?;
    write_value(&mut parser, &mut out).ok()?;
    Some(out)
}

/// Python's `repr` of a text.
pub(crate) fn repr_text(text: &str) -> String {
    let mut out = String::new();
    write_text(text, &mut out);
    out
}

/// Longer texts lose their middle: 25 bytes, three dots, 24 bytes, as whole characters.
pub(super) fn truncate(text: &str) -> String {
    const HEAD: usize = 25;
    const TAIL: usize = 24;
    if text.len() <= HEAD + TAIL + 1 {
        return text.to_owned();
    }
    let head = (0..=HEAD).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    let tail = (text.len() - TAIL..).find(|start| text.is_char_boundary(*start)).unwrap_or(text.len());
    format!("{}...{}", &text[..head], &text[tail..])
}

fn write_value(parser: &mut Parser<'_>, out: &mut String) -> Result<(), Stop> {
    parser.start()?;
    match parser.peek() {
        b'n' => parser.ident("null").map(|()| out.push_str("None")),
        b't' => parser.ident("true").map(|()| out.push_str("True")),
        b'f' => parser.ident("false").map(|()| out.push_str("False")),
        b'"' => parser.string().map(|text| write_text(&text, out)),
        b'[' => {
            out.push('[');
            let mut more = parser.array_first()?;
            while more {
                write_value(parser, out)?;
                more = parser.array_step()?;
                out.push_str(if more { ", " } else { "" });
            }
            out.push(']');
            Ok(())
        }
        b'{' => {
            out.push('{');
            let mut more = parser.object_first()?;
            while more {
                write_text(&parser.key()?, out);
                out.push_str(": ");
                write_value(parser, out)?;
                more = parser.object_step()?;
                out.push_str(if more { ", " } else { "" });
            }
            out.push('}');
            Ok(())
        }
        _ => write_number(parser, out),
    }
}

fn write_number(parser: &mut Parser<'_>, out: &mut String) -> Result<(), Stop> {
    if let Some(value) = parser.non_finite()? {
        write_float(value.to_f64(), out);
        return Ok(());
    }
    let scanned = parser.scan_number()?;
    if scanned.is_float {
        write_float(parser.to_f64(scanned), out);
    } else {
        let text = parser.number_text(scanned);
        out.push_str(if text == "-0" { "0" } else { text });
    }
    Ok(())
}

/// Python writes an exponent with a sign and two digits: `1e-07`, `1e+16`.
fn write_float(float: f64, out: &mut String) {
    let magnitude = float.abs();
    if float.is_nan() {
        out.push_str("nan");
    } else if float.is_infinite() {
        out.push_str(if float > 0.0 { "inf" } else { "-inf" });
    } else if magnitude != 0.0 && !(1e-4..1e16).contains(&magnitude) {
        let text = zmij::Buffer::new().format_finite(float).to_owned();
        let text = if text.contains('e') { text } else { format!("{float:e}") };
        let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let (sign, exponent) = match exponent.strip_prefix('-') {
            Some(exponent) => ('-', exponent),
            None => ('+', exponent.trim_start_matches('+')),
        };
        let digits = digits.strip_suffix(".0").unwrap_or(digits);
        let _ = write!(out, "{digits}e{sign}{exponent:0>2}");
    } else {
        // Of two texts that are equally near Rust's own takes the other one than Python's.
        out.push_str(zmij::Buffer::new().format_finite(float));
    }
}

/// The quote that needs no escape, single if both would do.
fn quote_for(single: bool, double: bool) -> char {
    if single && !double { '"' } else { '\'' }
}

fn write_text(text: &str, out: &mut String) {
    let quote = quote_for(text.contains('\''), text.contains('"'));
    out.push(quote);
    for character in text.chars() {
        match character {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if character == quote => {
                out.push('\\');
                out.push(character);
            }
            _ if is_printable(character) => out.push(character),
            _ => {
                let code = u32::from(character);
                let _ = match code {
                    0..=0xff => write!(out, "\\x{code:02x}"),
                    0x100..=0xffff => write!(out, "\\u{code:04x}"),
                    _ => write!(out, "\\U{code:08x}"),
                };
            }
        }
    }
    out.push(quote);
}

/// Whether Python prints a character as it is. Rust escapes by the same categories, and a combining
/// mark only where it begins a text.
fn is_printable(character: char) -> bool {
    character.is_ascii_graphic()
        || character == ' '
        || !character.is_control() && !format!("x{character}").escape_debug().to_string().contains("\\u{")
}

/// Python's `repr` of bytes that are no text.
pub(super) fn repr_bytes(bytes: &[u8]) -> String {
    let quote = quote_for(bytes.contains(&b'\''), bytes.contains(&b'"'));
    let mut out = String::from("b");
    out.push(quote);
    for &byte in bytes {
        match byte {
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            _ if char::from(byte) == quote => {
                out.push('\\');
                out.push(quote);
            }
            b' '..=b'~' => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "\\x{byte:02x}");
            }
        }
    }
    out.push(quote);
    out
}

#[cfg(test)]
mod tests {
    use super::{repr, repr_bytes, truncate};

    #[test]
    fn values_look_like_python() {
        for (json, python) in [
            (r#"{"a":[1, 2.5,null,true,1e-7]}"#, "{'a': [1, 2.5, None, True, 1e-07]}"),
            ("[1000000000000000.25,-0.0,5e-324,0.0001,1.5e-5]", "[1000000000000000.2, -0.0, 5e-324, 0.0001, 1.5e-05]"),
            (r#""it's""#, "\"it's\""),
            (r#""a\nb\u0001\"'""#, "'a\\nb\\x01\"\\''"),
            ("[1e16,123456.0,1e22,[],{}]", "[1e+16, 123456.0, 1e+22, [], {}]"),
            ("\"\u{3000}\u{a0}e\u{301}\u{10ffff}\"", "'\\u3000\\xa0e\u{301}\\U0010ffff'"),
            (
                "[NaN,-Infinity,1e999,123456789012345678901234567890]",
                "[nan, -inf, inf, 123456789012345678901234567890]",
            ),
        ] {
            assert_eq!(repr(json.as_bytes()).as_deref(), Some(python), "{json}");
        }
        assert_eq!(repr_bytes(b"\xff'\n"), "b\"\\xff'\\n\"");
    }

    #[test]
    fn long_texts_lose_their_middle() {
        let text = format!("'{}'", "x".repeat(100));
        assert_eq!(truncate(&text), format!("'{}...{}'", "x".repeat(24), "x".repeat(23)));
        let wide = "é".repeat(40);
        assert_eq!(truncate(&wide), format!("{}...{}", "é".repeat(12), "é".repeat(12)));
    }
}
