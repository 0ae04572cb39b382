//! Writing strings.

use crate::json::scan::clean_run;
use crate::json::write::append::append_quoted;

/// The second byte of a short escape, `u` for a long one, 0 for a byte that stands for itself.
const ESCAPES: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = b'u';
        byte += 1;
    }
    table[0x08] = b'b';
    table[0x09] = b't';
    table[0x0a] = b'n';
    table[0x0c] = b'f';
    table[0x0d] = b'r';
    table[b'"' as usize] = b'"';
    table[b'\\' as usize] = b'\\';
    table
};

const HEX: &[u8; 16] = b"0123456789abcdef";

/// Appends a quoted string.
#[inline]
pub(crate) fn write_escaped(out: &mut Vec<u8>, text: &str, ascii: bool) {
    let bytes = text.as_bytes();
    let run = clean_run(bytes, 0);
    if run.end == bytes.len() && !(ascii && run.wide) {
        append_quoted(out, bytes);
        return;
    }
    out.reserve(text.len() + 2);
    out.push(b'"');
    if ascii {
        write_ascii(out, text);
    } else {
        write_runs(out, bytes, run.end);
    }
    out.push(b'"');
}

/// The rest of a string, whose bytes up to `end` are clean.
#[inline(never)]
fn write_runs(out: &mut Vec<u8>, bytes: &[u8], end: usize) {
    let mut start = 0;
    let mut end = end;
    while end < bytes.len() {
        out.extend_from_slice(&bytes[start..end]);
        write_escape(out, bytes[end]);
        start = end + 1;
        end = clean_run(bytes, start).end;
    }
    out.extend_from_slice(&bytes[start..]);
}

#[inline]
fn write_escape(out: &mut Vec<u8>, byte: u8) {
    match ESCAPES[usize::from(byte)] {
        b'u' => {
            let (high, low) = (HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]);
            out.extend_from_slice(&[b'\\', b'u', b'0', b'0', high, low]);
        }
        short => out.extend_from_slice(&[b'\\', short]),
    }
}

/// Characters outside ASCII as UTF-16 escapes.
#[inline(never)]
fn write_ascii(out: &mut Vec<u8>, text: &str) {
    for character in text.chars() {
        match u8::try_from(character) {
            Ok(byte) if byte < 0x80 => {
                if ESCAPES[usize::from(byte)] == 0 {
                    out.push(byte);
                } else {
                    write_escape(out, byte);
                }
            }
            _ => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    let digit = |shift: u16| HEX[usize::from(*unit >> shift & 15)];
                    out.extend_from_slice(&[b'\\', b'u', digit(12), digit(8), digit(4), digit(0)]);
                }
            }
        }
    }
}
