//! Numbers: the grammar, and the conversions to Rust's types.

use crate::error::{Bound, ErrorKind};
use crate::json::parse::{Parser, Stop};
use crate::json::syntax::SyntaxKind;

/// A number as it stands in the input.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scanned {
    /// The offset of its first byte; the parser's position is behind its last.
    pub(crate) start: usize,
    negative: bool,
    /// All digits, those behind the point included, as far as they fit.
    mantissa: u64,
    /// The power of ten that the mantissa is to be multiplied by.
    exponent: i32,
    /// Whether the mantissa holds every digit.
    exact: bool,
    /// Whether there is a point or an exponent.
    pub(crate) is_float: bool,
}

/// A literal that JSON does not have and float fields take all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NonFinite {
    NaN,
    Infinity,
    NegativeInfinity,
}

impl NonFinite {
    pub(crate) fn to_f64(self) -> f64 {
        match self {
            Self::NaN => f64::NAN,
            Self::Infinity => f64::INFINITY,
            Self::NegativeInfinity => f64::NEG_INFINITY,
        }
    }
}

/// Nineteen digits always fit into 64 bits.
pub(super) const MAX_DIGITS: usize = 19;

/// Python's limit: a number with more digits before the point is refused. It keeps the conversion
/// of hostile input cheap.
pub(crate) const MAX_INTEGER_DIGITS: usize = 4300;

/// The powers of ten that a double holds exactly.
pub(super) const EXACT_POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

impl Parser<'_> {
    /// Reads the number at the position, which is at a minus or a digit.
    #[inline]
    pub(crate) fn scan_number(&mut self) -> Result<Scanned, Stop> {
        let start = self.position;
        let input = self.input;
        let mut at = start;
        let negative = input.get(at) == Some(&b'-');
        if negative {
            at += 1;
        }
        let digits_start = at;
        let mut mantissa: u64 = 0;
        while let Some(digit @ b'0'..=b'9') = input.get(at) {
            mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
            at += 1;
        }
        let whole_digits = at - digits_start;
        if whole_digits == 0 {
            return Err(match input.get(at) {
                None => self.fatal_at(SyntaxKind::EofValue, at),
                Some(b'N' | b'I') if !negative => self.fatal_at(SyntaxKind::ExpectedValue, at),
                Some(_) => self.fatal_at(SyntaxKind::InvalidNumber, at),
            });
        }
        if whole_digits > MAX_INTEGER_DIGITS {
            return Err(self.fatal_at(SyntaxKind::NumberOutOfRange, digits_start + MAX_INTEGER_DIGITS + 1));
        }
        if whole_digits > 1 && input[digits_start] == b'0' {
            return Err(self.fatal_at(SyntaxKind::InvalidNumber, digits_start + 1));
        }
        let mut scanned =
            Scanned { start, negative, mantissa, exponent: 0, exact: whole_digits <= MAX_DIGITS, is_float: false };
        if let Some(b'.' | b'e' | b'E') = input.get(at) {
            at = self.scan_fraction(&mut scanned, at, whole_digits)?;
        }
        self.position = at;
        Ok(scanned)
    }

    fn scan_fraction(&mut self, scanned: &mut Scanned, mut at: usize, whole_digits: usize) -> Result<usize, Stop> {
        let input = self.input;
        scanned.is_float = true;
        if input.get(at) == Some(&b'.') {
            at += 1;
            let fraction_start = at;
            let mut mantissa = scanned.mantissa;
            while let Some(digit @ b'0'..=b'9') = input.get(at) {
                mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
                at += 1;
            }
            let fraction_digits = at - fraction_start;
            if fraction_digits == 0 {
                return Err(self.bad_digit(at));
            }
            scanned.mantissa = mantissa;
            scanned.exact = whole_digits + fraction_digits <= MAX_DIGITS;
            scanned.exponent = -i32::try_from(fraction_digits).unwrap_or(i32::MAX);
        }
        if let Some(b'e' | b'E') = input.get(at) {
            at += 1;
            let negative = input.get(at) == Some(&b'-');
            if let Some(b'+' | b'-') = input.get(at) {
                at += 1;
            }
            let exponent_start = at;
            let mut exponent: i32 = 0;
            while let Some(digit @ b'0'..=b'9') = input.get(at) {
                exponent = exponent.saturating_mul(10).saturating_add(i32::from(digit - b'0'));
                at += 1;
            }
            if at == exponent_start {
                return Err(self.bad_digit(at));
            }
            let exponent = if negative { -exponent } else { exponent };
            scanned.exponent = scanned.exponent.saturating_add(exponent);
        }
        Ok(at)
    }

    #[cold]
    fn bad_digit(&mut self, at: usize) -> Stop {
        let kind = if at < self.input.len() { SyntaxKind::InvalidNumber } else { SyntaxKind::EofValue };
        self.fatal_at(kind, at)
    }

    /// The text of a number.
    pub(crate) fn number_text(&self, scanned: Scanned) -> &str {
        std::str::from_utf8(&self.input[scanned.start..self.position]).unwrap_or("0")
    }

    /// The nearest double; an infinity beyond the range.
    #[inline]
    pub(crate) fn to_f64(&self, scanned: Scanned) -> f64 {
        // Both the mantissa and the power are exact, so one correctly rounded operation is too.
        if scanned.exact && scanned.mantissa < 1 << 53 && (-22..=22).contains(&scanned.exponent) {
            #[allow(clippy::cast_precision_loss)] // below 2^53
            let mantissa = scanned.mantissa as f64;
            let power = EXACT_POWERS[scanned.exponent.unsigned_abs() as usize];
            let value = if scanned.exponent < 0 { mantissa / power } else { mantissa * power };
            return if scanned.negative { -value } else { value };
        }
        self.number_text(scanned).parse().unwrap_or(f64::NAN)
    }

    /// The integer, if it has at most nineteen digits.
    #[inline]
    pub(crate) fn small_integer(scanned: Scanned) -> Option<i128> {
        scanned.exact.then(|| {
            let value = i128::from(scanned.mantissa);
            if scanned.negative { -value } else { value }
        })
    }

    /// Refuses a number that only an infinity could hold.
    #[cold]
    pub(crate) fn number_out_of_range(&mut self, scanned: Scanned) -> Stop {
        self.fatal_at(SyntaxKind::NumberOutOfRange, scanned.start)
    }

    /// Reads `NaN`, `Infinity` or `-Infinity` if it is next.
    pub(crate) fn non_finite(&mut self) -> Result<Option<NonFinite>, Stop> {
        let found = match (self.peek(), self.input.get(self.position + 1)) {
            (b'N', _) => {
                self.ident("NaN")?;
                NonFinite::NaN
            }
            (b'I', _) => {
                self.ident("Infinity")?;
                NonFinite::Infinity
            }
            (b'-', Some(b'I')) => {
                self.ident("-Infinity")?;
                NonFinite::NegativeInfinity
            }
            _ => return Ok(None),
        };
        Ok(Some(found))
    }
}

/// What an integer outside its Rust type breaks: the type's own bounds.
#[cold]
pub(crate) fn refuse_range(negative: bool, min: Bound, max: Bound) -> ErrorKind {
    if negative { ErrorKind::GreaterThanEqual { ge: min } } else { ErrorKind::LessThanEqual { le: max } }
}

impl Scanned {
    pub(crate) fn is_negative(self) -> bool {
        self.negative
    }
}
