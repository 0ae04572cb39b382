//! [`Timeline`]: how many operations ended when, in bounded memory however long that goes on.

/// Points in time that are told apart.
const POINTS: usize = 128;

/// The first width of a point: an eighth of a second. It doubles when the points are used up.
const FIRST_WIDTH: u32 = 27;

#[derive(Clone)]
pub(super) struct Timeline {
    /// A point is 2^width nanoseconds wide.
    width: u32,
    counts: [u32; POINTS],
    used: usize,
}

impl Default for Timeline {
    fn default() -> Self {
        Self { width: FIRST_WIDTH, counts: [0; POINTS], used: 0 }
    }
}

impl Timeline {
    /// An operation ended, so many nanoseconds since the beginning.
    #[inline]
    pub(super) fn add(&mut self, ended: u64) {
        while ended >> self.width >= POINTS as u64 {
            self.widen();
        }
        let index = (ended >> self.width) as usize;
        self.counts[index] = self.counts[index].saturating_add(1);
        self.used = self.used.max(index + 1);
    }

    #[cold]
    fn widen(&mut self) {
        for index in 0..POINTS / 2 {
            self.counts[index] = self.counts[2 * index].saturating_add(self.counts[2 * index + 1]);
        }
        self.counts[POINTS / 2..].fill(0);
        self.used = self.used.div_ceil(2);
        self.width += 1;
    }

    pub(super) fn merge(&mut self, other: &Self) {
        let mut other = other.clone();
        while self.width < other.width {
            self.widen();
        }
        while other.width < self.width {
            other.widen();
        }
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            *count = count.saturating_add(more);
        }
        self.used = self.used.max(other.used);
    }

    /// When each point begins, in seconds since the monitor was made, and how many ended in each second of it.
    pub(super) fn points(&self) -> Vec<(f64, f64)> {
        let width = (1_u64 << self.width) as f64 / 1e9;
        let point = |(index, count): (usize, &u32)| (index as f64 * width, f64::from(*count) / width);
        self.counts[..self.used].iter().enumerate().map(point).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{POINTS, Timeline};

    fn total(timeline: &Timeline) -> f64 {
        let width = (1_u64 << timeline.width) as f64 / 1e9;
        timeline.points().iter().map(|(_, rate)| rate * width).sum()
    }

    #[test]
    fn nothing_is_lost_however_long_it_goes_on() {
        let (mut long, mut short) = (Timeline::default(), Timeline::default());
        for step in 0..1000_u64 {
            long.add(step * 3_600_000_000_000);
            short.add(step * 1_000_000);
            assert!(long.points().len() <= POINTS);
        }
        assert!((total(&long) - 1000.0).abs() < 1e-6 && (total(&short) - 1000.0).abs() < 1e-6);
        short.merge(&long);
        assert!((total(&short) - 2000.0).abs() < 1e-6);
        assert_eq!(short.width, long.width);
        long.add(u64::MAX);
        assert!((total(&long) - 1001.0).abs() < 1e-3);
    }
}
