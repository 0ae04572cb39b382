//! Decimal fractions to doubles: the algorithm of Eisel and Lemire ("Number parsing at a gigabyte per second", 2021).
//!
//! The mantissa is multiplied by a power of ten of 128 bits, of which mostly the upper half decides. For the few places that
//! fractions without an exponent have, the result is the nearest double in every case.

/// The most digits behind the point.
pub(super) const MAX_PLACES: u32 = 24;

/// `2^b / 5^places`, rounded up, with `b` such that it takes 128 bits.
const RECIPROCALS: [u128; MAX_PLACES as usize + 1] = {
    let mut table = [0; MAX_PLACES as usize + 1];
    let mut places = 1;
    let mut power = 5;
    while places < table.len() {
        table[places] = reciprocal(power);
        power *= 5;
        places += 1;
    }
    table
};

/// 128 bits of one over a number that is no power of two, rounded up.
const fn reciprocal(divisor: u128) -> u128 {
    let mut quotient: u128 = 0;
    let mut rest: u128 = 1;
    // Long division, bit by bit, until the quotient is full.
    while quotient >> 127 == 0 {
        rest <<= 1;
        quotient <<= 1;
        if rest >= divisor {
            rest -= divisor;
            quotient |= 1;
        }
    }
    quotient + 1
}

/// Bits of a double's fraction.
const FRACTION: u32 = 52;

/// The double that is nearest to `mantissa / 10^places`, the even one of two.
///
/// The mantissa is not zero, and there are 1 to [`MAX_PLACES`] places.
#[inline(always)]
pub(super) fn nearest(mantissa: u64, places: u32) -> f64 {
    let zeros = mantissa.leading_zeros();
    let mantissa = mantissa << zeros;
    let reciprocal = RECIPROCALS[places as usize];
    let product = wide(mantissa, (reciprocal >> 64) as u64);
    let (mut upper, mut lower) = ((product >> 64) as u64, product as u64);
    // The lower half of the power counts only where everything below the bits that are kept is set.
    let below = u64::MAX >> (FRACTION + 3);
    if upper & below == below {
        let carried = (wide(mantissa, reciprocal as u64) >> 64) as u64;
        let carry;
        (lower, carry) = lower.overflowing_add(carried);
        upper += u64::from(carry);
    }
    let top = (upper >> 63) as u32;
    let shift = top + 64 - FRACTION - 3;
    let mut fraction = upper >> shift;
    // Half way between two doubles, exactly: only few places can give that.
    if lower <= 1 && places <= 4 && fraction & 3 == 1 && fraction << shift == upper {
        fraction &= !1;
    }
    fraction += fraction & 1;
    fraction >>= 1;
    // Rounding up may have reached the next power of two: the sum carries into the exponent as it should.
    let exponent = u64::from(BINARY_EXPONENTS[places as usize] + top - zeros);
    f64::from_bits((exponent << FRACTION) + (fraction - (1 << FRACTION)))
}

#[inline(always)]
fn wide(left: u64, right: u64) -> u128 {
    u128::from(left) * u128::from(right)
}

/// A double's exponent field for a mantissa below `2^63` whose first bit is set, before its shift is taken off.
const BINARY_EXPONENTS: [u32; MAX_PLACES as usize + 1] = {
    let mut table = [0; MAX_PLACES as usize + 1];
    let mut places = 0;
    while places < table.len() {
        // floor(places * log2(10)), as long as places are few.
        let bits = (places as u32 * 217_706 + 65_535) >> 16;
        table[places] = 1023 + 63 - bits;
        places += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::{MAX_PLACES, nearest};

    #[track_caller]
    fn check(mantissa: u64, places: u32) {
        let text = format!("{mantissa}e-{places}");
        let wanted: f64 = text.parse().unwrap();
        assert_eq!(nearest(mantissa, places).to_bits(), wanted.to_bits(), "{text}");
    }

    #[test]
    fn every_decimal_is_the_nearest_double() {
        let mut state = 1_u64;
        let mut random = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        };
        for round in 0..200_000_u32 {
            let mantissa = (random() >> (round % 64)).clamp(1, 9_999_999_999_999_999_999);
            check(mantissa, 1 + round % MAX_PLACES);
        }
    }

    #[test]
    fn halves_go_to_the_even_one() {
        for places in 1..=MAX_PLACES {
            for bits in 0..64 {
                for near in 0..5_u64 {
                    check((1_u64 << bits).saturating_add(near), places);
                    check((u64::MAX >> bits).saturating_sub(near).max(1), places);
                }
            }
        }
        // A double and a half of its last place, exactly: (2^53 + 1) / 2 and the like.
        for places in 1..=4 {
            for odd in (1..2000).step_by(2) {
                let halves = (1_u64 << 53) + odd;
                let ten = 10_u64.pow(places);
                if let Some(scaled) = halves.checked_mul(ten) {
                    check(scaled, places);
                }
                let five = 5_u64.pow(places);
                if let Some(scaled) = halves.checked_mul(five) {
                    check(scaled, places);
                }
            }
        }
    }
}
