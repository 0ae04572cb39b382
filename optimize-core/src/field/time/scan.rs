//! [`Scan`]: a position in a text of fixed-width numbers, with pydantic's names of what is wrong.

/// What is wrong with a text: the end of pydantic's message.
pub(super) type Reason = &'static str;

pub(super) const TOO_SHORT: Reason = "input is too short";
pub(super) const EXTRA: Reason = "unexpected extra characters at the end of the input";
pub(super) const NAN: Reason = "NaN values not permitted";

/// Reads a text front to back.
pub(super) struct Scan<'t> {
    bytes: &'t [u8],
    pub(super) at: usize,
}

/// What stands before the zone of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: u64,
    pub(super) minute: u8,
    pub(super) second: u8,
    pub(super) nanosecond: u32,
}

impl<'t> Scan<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { bytes: text.as_bytes(), at: 0 }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Consumes one of these bytes if it is next.
    pub(super) fn take(&mut self, bytes: &[u8]) -> bool {
        let found = self.peek().is_some_and(|byte| bytes.contains(&byte));
        self.at += usize::from(found);
        found
    }

    /// Consumes a word if it is next.
    #[cfg(feature = "jiff")]
    pub(super) fn take_word(&mut self, word: &str) -> bool {
        let next = self.bytes.get(self.at..self.at + word.len());
        let found = next.is_some_and(|next| next == word.as_bytes());
        self.at += if found { word.len() } else { 0 };
        found
    }

    /// What stands before the next byte of this kind, if there is one.
    pub(super) fn up_to(&self, byte: u8) -> Option<&'t [u8]> {
        let rest = &self.bytes[self.at..];
        memchr::memchr(byte, rest).map(|end| &rest[..end])
    }

    pub(super) fn left(&self) -> usize {
        self.bytes.len() - self.at
    }

    #[cfg(feature = "jiff")]
    pub(super) fn length(&self) -> usize {
        self.bytes.len()
    }

    /// Whether a byte, in any case, is anywhere in the text.
    pub(super) fn has(&self, byte: u8) -> bool {
        self.bytes.iter().any(|other| other.eq_ignore_ascii_case(&byte))
    }

    #[cfg(feature = "jiff")]
    pub(super) fn end(&self) -> Result<(), Reason> {
        if self.left() == 0 { Ok(()) } else { Err(EXTRA) }
    }

    /// A digit, if it is next.
    pub(super) fn digit(&mut self) -> Option<u8> {
        let digit = self.peek().filter(u8::is_ascii_digit)?;
        self.at += 1;
        Some(digit - b'0')
    }

    /// Exactly two digits.
    pub(super) fn two(&mut self, reason: Reason) -> Result<u8, Reason> {
        let tens = self.digit().ok_or(reason)?;
        Ok(tens * 10 + self.digit().ok_or(reason)?)
    }

    /// All digits up to the first other byte, at least one.
    ///
    /// `too_large` where the number does not fit.
    pub(super) fn digits(&mut self, missing: Reason, too_large: Reason) -> Result<u64, Reason> {
        let mut value = u64::from(self.digit().ok_or(missing)?);
        while let Some(digit) = self.digit() {
            value = value.checked_mul(10).and_then(|value| value.checked_add(digit.into())).ok_or(too_large)?;
        }
        Ok(value)
    }

    /// Minutes, and seconds and their fraction where there are any.
    pub(super) fn rest_of_clock(&mut self, hour: u64) -> Result<Clock, Reason> {
        let minute = self.two("invalid character in minute")?;
        self.behind_minute(hour, minute)
    }

    /// What stands behind a minute.
    pub(super) fn behind_minute(&mut self, hour: u64, minute: u8) -> Result<Clock, Reason> {
        if minute > 59 {
            return Err("minute value is outside expected range of 0-59");
        }
        let mut clock = Clock { hour, minute, second: 0, nanosecond: 0 };
        if !self.take(b":") {
            return Ok(clock);
        }
        clock.second = self.two("invalid character in second")?;
        if clock.second > 59 {
            return Err("second value is outside expected range of 0-59");
        }
        if self.take(b".,") {
            clock.nanosecond = self.nanoseconds().ok_or("second fraction digits missing after `.`")?;
        }
        Ok(clock)
    }

    /// The digits behind a point. Those below a nanosecond are read over.
    fn nanoseconds(&mut self) -> Option<u32> {
        let mut value = u32::from(self.digit()?) * 100_000_000;
        let mut unit = 10_000_000;
        while let Some(digit) = self.digit() {
            value += u32::from(digit) * unit;
            unit /= 10;
        }
        Some(value)
    }
}
