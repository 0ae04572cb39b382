//! [`BatchOutput`]: the encoded items.

use super::BatchError;
use std::fmt;
use std::ops::Range;

/// The results of encoding a batch, one for every item, in order.
///
/// Its buffers can be used again: hand it to [`Batch::encode_into`](super::Batch::encode_into). From
/// the second batch on nothing is allocated then, and no page is touched for the first time, which
/// costs more than encoding small models does.
#[derive(Default)]
pub struct BatchOutput {
    /// One for each thread that took part, the calling one's first. Those that the batch did not need are empty and wait
    /// for a larger one.
    arenas: Vec<Arena>,
    /// Where the items behind the first ones are, by portions: the arena, and the first one's number in it.
    portions: Vec<(usize, usize)>,
    /// How many items came before the others were shared out: they begin the first arena.
    head_len: usize,
    /// How many items every portion but the last has.
    portion_len: usize,
    len: usize,
    /// The failed items by their index, ascending.
    errors: Vec<(usize, BatchError)>,
}

/// What one thread encoded, one item after the other. On cache lines of its own: the threads write to theirs at once.
#[derive(Default)]
#[repr(align(128))]
pub(super) struct Arena {
    pub(super) bytes: Vec<u8>,
    /// Where each item ends in the bytes. A failed item has none.
    pub(super) ends: Vec<usize>,
    /// The portions that are here, and the number of the first item of each.
    pub(super) runs: Vec<(usize, usize)>,
    /// Room for what an item needs on its way.
    pub(super) scratch: Vec<u8>,
    errors: Vec<(usize, BatchError)>,
}

impl Arena {
    /// Takes back what the item has written, of which there may be half after a panic, and keeps its error.
    pub(super) fn fail(&mut self, index: usize, error: BatchError) {
        self.bytes.truncate(self.ends.last().copied().unwrap_or(0));
        self.ends.push(self.bytes.len());
        self.errors.push((index, error));
    }

    /// Where the item of this number begins and ends.
    fn span(&self, number: usize) -> Option<Range<usize>> {
        let end = *self.ends.get(number)?;
        Some(number.checked_sub(1).map_or(0, |before| self.ends[before])..end)
    }
}

impl BatchOutput {
    /// No results, and no buffers yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The output of a batch that the pool lost.
    #[cfg(feature = "tokio")]
    pub(crate) fn lost(len: usize) -> Self {
        let mut output = Self::new();
        let head = output.begin(len, 1);
        (0..len).for_each(|index| head.fail(index, BatchError::lost()));
        output.end();
        output
    }

    /// Makes room for the results of a batch by so many threads, in the buffers that there are: the calling one's arena.
    pub(super) fn begin(&mut self, len: usize, threads: usize) -> &mut Arena {
        if self.arenas.len() < threads {
            self.arenas.resize_with(threads, Arena::default);
        }
        for Arena { bytes, ends, runs, scratch: _, errors } in &mut self.arenas {
            bytes.clear();
            ends.clear();
            runs.clear();
            errors.clear();
        }
        self.portions.clear();
        self.errors.clear();
        (self.len, self.head_len, self.portion_len) = (len, len, 1);
        &mut self.arenas[0]
    }

    /// The arenas of so many threads, for the portions of the items behind the first ones.
    pub(super) fn share(&mut self, head_len: usize, portion_len: usize, threads: usize) -> &mut [Arena] {
        (self.head_len, self.portion_len) = (head_len, portion_len.max(1));
        &mut self.arenas[..threads]
    }

    /// Notes where everything is.
    pub(super) fn end(&mut self) {
        self.portions.resize((self.len - self.head_len).div_ceil(self.portion_len), (0, 0));
        for (number, arena) in self.arenas.iter_mut().enumerate() {
            for (portion, first) in arena.runs.drain(..) {
                self.portions[portion] = (number, first);
            }
            self.errors.append(&mut arena.errors);
        }
        self.errors.sort_unstable_by_key(|(index, _)| *index);
    }

    /// The number of items that the batch had.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether the batch had no items.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// What the item at this index was encoded to; `None` beyond the last item.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<Result<&[u8], &BatchError>> {
        if index >= self.len {
            return None;
        }
        if !self.errors.is_empty()
            && let Ok(position) = self.errors.binary_search_by_key(&index, |(index, _)| *index)
        {
            return Some(Err(&self.errors[position].1));
        }
        let (arena, number) = self.place(index)?;
        Some(Ok(&arena.bytes[arena.span(number)?]))
    }

    /// The arena of an item, and its number there.
    fn place(&self, index: usize) -> Option<(&Arena, usize)> {
        let (arena, number) = match index.checked_sub(self.head_len) {
            None => (0, index),
            Some(behind) => {
                let (arena, first) = *self.portions.get(behind.checked_div(self.portion_len)?)?;
                (arena, first + behind % self.portion_len)
            }
        };
        Some((self.arenas.get(arena)?, number))
    }

    /// All results in order.
    #[must_use]
    pub const fn iter(&self) -> BatchIter<'_> {
        BatchIter { output: self, index: 0 }
    }

    /// The failed items with their indices, in order.
    pub fn errors(&self) -> impl Iterator<Item = (usize, &BatchError)> {
        self.errors.iter().map(|(index, error)| (*index, error))
    }

    /// How many items failed.
    #[must_use]
    pub const fn failures(&self) -> usize {
        self.errors.len()
    }

    /// The size of all encoded items together, in bytes.
    #[must_use]
    pub fn total_bytes(&self) -> usize {
        self.arenas.iter().map(|arena| arena.bytes.len()).sum()
    }

    /// All encoded items end to end in one buffer, and where each ends in it. A failed item has no
    /// bytes. This copies; [`iter`](Self::iter) does not.
    #[must_use]
    pub fn concat(&self) -> (Vec<u8>, Vec<usize>) {
        let mut bytes = Vec::with_capacity(self.total_bytes());
        let mut ends = Vec::with_capacity(self.len);
        for item in self {
            bytes.extend_from_slice(item.unwrap_or_default());
            ends.push(bytes.len());
        }
        (bytes, ends)
    }

    /// A vector for every item. Each is an allocation: [`iter`](Self::iter) does without.
    #[must_use]
    pub fn into_vecs(mut self) -> Vec<Result<Vec<u8>, BatchError>> {
        let mut errors = std::mem::take(&mut self.errors).into_iter().peekable();
        (0..self.len)
            .map(|index| match errors.next_if(|(failed, _)| *failed == index) {
                Some((_, error)) => Err(error),
                None => Ok(self.get(index).and_then(Result::ok).unwrap_or_default().to_vec()),
            })
            .collect()
    }
}

impl<'a> IntoIterator for &'a BatchOutput {
    type Item = Result<&'a [u8], &'a BatchError>;
    type IntoIter = BatchIter<'a>;

    fn into_iter(self) -> BatchIter<'a> {
        self.iter()
    }
}

impl fmt::Debug for BatchOutput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BatchOutput")
            .field("len", &self.len)
            .field("failures", &self.failures())
            .field("total_bytes", &self.total_bytes())
            .finish_non_exhaustive()
    }
}

/// The results of a [`BatchOutput`] in order.
#[derive(Clone, Debug)]
pub struct BatchIter<'a> {
    output: &'a BatchOutput,
    index: usize,
}

impl<'a> Iterator for BatchIter<'a> {
    type Item = Result<&'a [u8], &'a BatchError>;

    fn next(&mut self) -> Option<Self::Item> {
        let item = self.output.get(self.index)?;
        self.index += 1;
        Some(item)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.output.len - self.index;
        (left, Some(left))
    }
}

impl ExactSizeIterator for BatchIter<'_> {}
