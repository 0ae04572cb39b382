//! [`FieldBits`]: a set of field indexes.

/// Which fields of a model were there. The first 64 need no allocation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldBits {
    low: u64,
    high: Vec<u64>,
}

impl FieldBits {
    /// No field.
    #[must_use]
    pub const fn new() -> Self {
        Self { low: 0, high: Vec::new() }
    }

    /// Adds a field. Whether it is new.
    #[inline]
    pub fn insert(&mut self, index: usize) -> bool {
        if index < 64 {
            let bit = 1 << index;
            let new = self.low & bit == 0;
            self.low |= bit;
            new
        } else {
            self.insert_high(index - 64)
        }
    }

    /// Adds the first fields, up to this number, to an empty set.
    #[inline]
    pub(crate) fn insert_first(&mut self, count: usize) {
        if count < 64 {
            self.low |= (1 << count) - 1;
        } else {
            (0..count).for_each(|index| {
                self.insert(index);
            });
        }
    }

    #[cold]
    fn insert_high(&mut self, index: usize) -> bool {
        let (word, bit) = (index / 64, 1 << (index % 64));
        if word >= self.high.len() {
            self.high.resize(word + 1, 0);
        }
        let new = self.high[word] & bit == 0;
        self.high[word] |= bit;
        new
    }

    /// Whether a field is in the set.
    #[inline]
    #[must_use]
    pub fn contains(&self, index: usize) -> bool {
        if index < 64 {
            self.low >> index & 1 == 1
        } else {
            self.high.get((index - 64) / 64).is_some_and(|word| word >> (index % 64) & 1 == 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::FieldBits;

    #[test]
    fn the_first_ones() {
        for count in [0, 1, 63, 64, 65, 200] {
            let mut bits = FieldBits::new();
            bits.insert_first(count);
            assert!((0..300).all(|index| bits.contains(index) == (index < count)), "{count}");
        }
    }

    #[test]
    fn every_index_has_its_own_bit() {
        let mut bits = FieldBits::new();
        for index in (0..300).step_by(7) {
            assert!(bits.insert(index));
            assert!(!bits.insert(index));
        }
        for index in 0..400 {
            assert_eq!(bits.contains(index), index < 300 && index % 7 == 0, "{index}");
        }
    }
}
