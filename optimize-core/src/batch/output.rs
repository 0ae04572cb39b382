//! [`BatchOutput`]: the encoded items.

use super::BatchError;
use std::fmt;

/// The results of encoding a batch, one for every item, in order.
#[derive(Default)]
pub struct BatchOutput {
    pub(super) chunks: Vec<Chunk>,
    /// How many items every chunk but the last has; never 0.
    pub(super) chunk_len: usize,
    pub(super) len: usize,
}

/// What one run of neighbouring items was encoded to.
#[derive(Default)]
pub(super) struct Chunk {
    pub(super) bytes: Vec<u8>,
    /// Where each item ends in the bytes. A failed item has none.
    pub(super) ends: Vec<usize>,
    /// The failed items by their index in the chunk, ascending.
    pub(super) errors: Vec<(usize, BatchError)>,
}

impl Chunk {
    fn get(&self, index: usize) -> Option<Result<&[u8], &BatchError>> {
        let end = *self.ends.get(index)?;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        Some(match self.errors.binary_search_by_key(&index, |(index, _)| *index) {
            Ok(position) => Err(&self.errors[position].1),
            Err(_) => Ok(&self.bytes[start..end]),
        })
    }
}

impl BatchOutput {
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
        let chunk = self.chunks.get(index.checked_div(self.chunk_len)?)?;
        chunk.get(index % self.chunk_len)
    }

    /// All results in order.
    #[must_use]
    pub const fn iter(&self) -> BatchIter<'_> {
        BatchIter { output: self, index: 0 }
    }

    /// The failed items with their indices, in order.
    pub fn errors(&self) -> impl Iterator<Item = (usize, &BatchError)> {
        let chunks = self.chunks.iter().enumerate();
        chunks.flat_map(move |(number, chunk)| {
            chunk.errors.iter().map(move |(index, error)| (number * self.chunk_len + index, error))
        })
    }

    /// How many items failed.
    #[must_use]
    pub fn failures(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.errors.len()).sum()
    }

    /// The size of all encoded items together, in bytes.
    #[must_use]
    pub fn total_bytes(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.bytes.len()).sum()
    }

    /// A vector for every item. Each is an allocation: [`iter`](Self::iter) does without.
    #[must_use]
    pub fn into_vecs(self) -> Vec<Result<Vec<u8>, BatchError>> {
        let mut all = Vec::with_capacity(self.len);
        for mut chunk in self.chunks {
            let mut errors = std::mem::take(&mut chunk.errors).into_iter().peekable();
            for index in 0..chunk.ends.len() {
                let failed = errors.next_if(|(failed, _)| *failed == index);
                all.push(match (failed, chunk.get(index)) {
                    (Some((_, error)), _) => Err(error),
                    (None, Some(Ok(bytes))) => Ok(bytes.to_vec()),
                    // The index is within the chunk, and its errors were taken out.
                    (None, _) => Ok(Vec::new()),
                });
            }
        }
        all
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
