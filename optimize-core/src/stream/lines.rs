//! Cutting a byte stream into lines, in bounded memory.

use std::io::{self, BufRead};

/// What stands at a place of the stream.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line<'a> {
    /// A line without its newline.
    Text(&'a [u8]),
    /// A line above the limit, which was passed over.
    TooLong,
    /// The end of the stream.
    End,
}

/// Lines of a reader. A line that lies whole in the reader's buffer is not copied.
pub(super) struct Lines<R> {
    reader: R,
    limit: usize,
    /// The beginning of a line that does not lie whole in the buffer.
    carry: Vec<u8>,
    /// How much of the reader's buffer the line that was last given out takes.
    taken: usize,
    offset: u64,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(reader: R, limit: usize) -> Self {
        Self { reader, limit, carry: Vec::new(), taken: 0, offset: 0 }
    }

    /// Where the next line begins, in bytes.
    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    pub(super) fn get_ref(&self) -> &R {
        &self.reader
    }

    /// The next line.
    pub(super) fn next(&mut self) -> io::Result<Line<'_>> {
        self.reader.consume(std::mem::take(&mut self.taken));
        self.carry.clear();
        let mut too_long = false;
        let mut length = 0u64;
        loop {
            let buffer = match self.reader.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let newline = memchr::memchr(b'\n', buffer);
            let (part, ended) = match newline {
                Some(end) => (end, true),
                None => (buffer.len(), buffer.is_empty()),
            };
            length += part as u64;
            too_long |= length > self.limit as u64;
            if ended && self.carry.is_empty() && !too_long {
                if newline.is_none() && length == 0 {
                    return Ok(Line::End);
                }
                self.taken = part + usize::from(newline.is_some());
                self.offset += self.taken as u64;
                // Borrowed again, because the loop can't give out what it has borrowed. The buffer
                // is not empty, so this reads nothing.
                return Ok(Line::Text(&self.reader.fill_buf()?[..part]));
            }
            if too_long {
                // What was kept of it is of no use, and may be much.
                self.carry = Vec::new();
            } else {
                self.carry.extend_from_slice(&buffer[..part]);
            }
            let used = part + usize::from(newline.is_some());
            self.reader.consume(used);
            if ended {
                self.offset += length + u64::from(newline.is_some());
                return Ok(if too_long { Line::TooLong } else { Line::Text(&self.carry) });
            }
        }
    }
}

impl<R: io::Read> Lines<io::BufReader<R>> {
    /// Whether a whole line lies in the buffer.
    #[cfg(feature = "tokio")]
    pub(super) fn has_line_ready(&self) -> bool {
        let rest = self.reader.buffer().get(self.taken..);
        rest.is_some_and(|rest| memchr::memchr(b'\n', rest).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    fn lines(text: &[u8], buffer: usize, limit: usize) -> Vec<Option<Vec<u8>>> {
        let mut lines = Lines::new(BufReader::with_capacity(buffer, text), limit);
        let mut found = Vec::new();
        loop {
            match lines.next().unwrap() {
                Line::Text(line) => found.push(Some(line.to_vec())),
                Line::TooLong => found.push(None),
                Line::End => break,
            }
        }
        assert_eq!(lines.offset(), text.len() as u64);
        found
    }

    #[test]
    fn whatever_the_buffer() {
        let texts: [&[u8]; 8] =
            [b"", b"\n", b"a", b"a\n", b"\n\na\n\n", b"first\nsecond\nthird", b"ab\ncdefgh\ni\n", b"x\r\ny\r\n"];
        for text in texts {
            let mut expected: Vec<Vec<u8>> = text.split(|&byte| byte == b'\n').map(<[u8]>::to_vec).collect();
            if expected.last().is_some_and(Vec::is_empty) {
                expected.pop();
            }
            for buffer in 1..=text.len() + 1 {
                for limit in 0..8 {
                    let expected: Vec<Option<Vec<u8>>> =
                        expected.iter().map(|line| (line.len() <= limit).then(|| line.clone())).collect();
                    assert_eq!(lines(text, buffer, limit), expected, "{text:?}, buffer {buffer}, limit {limit}");
                }
            }
        }
    }

    #[test]
    fn a_line_above_the_limit_is_not_kept() {
        let endless = io::Read::take(io::repeat(b'x'), 100 << 20);
        let mut lines = Lines::new(BufReader::new(endless), 1000);
        assert_eq!(lines.next().unwrap(), Line::TooLong);
        assert_eq!(lines.carry.capacity(), 0);
        assert_eq!(lines.next().unwrap(), Line::End);
        assert_eq!(lines.offset(), 100 << 20);
    }
}
