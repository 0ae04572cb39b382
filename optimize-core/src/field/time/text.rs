//! [`Text`]: a short text on the stack.

/// The text of a date, time or duration. None is longer than the array.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text {
    bytes: [u8; 48],
    length: usize,
}

impl Text {
    pub(super) fn new() -> Self {
        Self { bytes: [0; 48], length: 0 }
    }

    /// What was pushed: ASCII only.
    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.length]).unwrap_or_default()
    }

    /// Appends an ASCII character.
    pub(super) fn push(&mut self, byte: u8) {
        self.bytes[self.length] = byte;
        self.length += 1;
    }

    /// Appends a number, with zeros before it up to a width.
    pub(super) fn push_padded(&mut self, mut value: u64, width: usize) {
        let mut digits = [b'0'; 20];
        let mut start = digits.len();
        while value > 0 {
            start -= 1;
            digits[start] = b'0' + (value % 10) as u8;
            value /= 10;
        }
        for digit in &digits[start.min(digits.len() - width)..] {
            self.push(*digit);
        }
    }

    /// Appends a fraction of a second behind a point: six digits or, where those do not do, nine.
    /// Nothing when it is zero.
    pub(super) fn push_fraction(&mut self, nanoseconds: u32) {
        if nanoseconds == 0 {
            return;
        }
        self.push(b'.');
        if nanoseconds.is_multiple_of(1000) {
            self.push_padded(u64::from(nanoseconds / 1000), 6);
        } else {
            self.push_padded(u64::from(nanoseconds), 9);
        }
    }

    /// Removes zeros at the end.
    pub(super) fn trim_zeros(&mut self) {
        while self.length > 0 && self.bytes[self.length - 1] == b'0' {
            self.length -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn numbers_have_their_width() {
        let mut text = Text::new();
        text.push_padded(0, 1);
        text.push(b'|');
        text.push_padded(7, 2);
        text.push(b'|');
        text.push_padded(123, 2);
        text.push(b'|');
        text.push_padded(u64::MAX, 1);
        text.push_fraction(0);
        assert_eq!(text.as_str(), "0|07|123|18446744073709551615");
    }

    #[test]
    fn fractions_have_six_or_nine_digits() {
        for (nanoseconds, expected) in [(500_000_000, ".500000"), (1000, ".000001"), (1, ".000000001"), (0, "")] {
            let mut text = Text::new();
            text.push_fraction(nanoseconds);
            assert_eq!(text.as_str(), expected);
        }
    }
}
