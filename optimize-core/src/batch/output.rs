//! [`BatchOutput`]: the encoded items.

use super::BatchError;
use std::fmt;

/// The results of encoding a batch, one for every item, in order.
///
/// Its buffers can be used again: hand it to [`Batch::encode_into`](super::Batch::encode_into). From
/// the second batch on nothing is allocated then, and no page is touched for the first time, which
/// costs more than encoding small models does.
#[derive(Default)]
pub struct BatchOutput {
    /// The first one has the items that were done before the others were shared out. Those behind
    /// the batch's are empty and wait for a larger batch.
    chunks: Vec<Chunk>,
    /// How many items the first chunk has.
    head_len: usize,
    /// How many items every later chunk but the last has.
    chunk_len: usize,
    len: usize,
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
    fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
        self.errors.clear();
    }

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
    /// No results, and no buffers yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The output of a batch that the pool lost.
    #[cfg(feature = "tokio")]
    pub(crate) fn lost(len: usize) -> Self {
        let mut output = Self::new();
        output.begin(len);
        let head = output.head();
        head.ends = vec![0; len];
        head.errors = (0..len).map(|index| (index, BatchError::lost())).collect();
        output
    }

    /// Makes room for the results of a batch, in the buffers that there are.
    pub(super) fn begin(&mut self, len: usize) {
        self.chunks.iter_mut().for_each(Chunk::clear);
        (self.len, self.head_len, self.chunk_len) = (len, len, 1);
    }

    /// The chunk of the first items.
    pub(super) fn head(&mut self) -> &mut Chunk {
        if self.chunks.is_empty() {
            self.chunks.push(Chunk::default());
        }
        &mut self.chunks[0]
    }

    /// The chunks of the items behind the first ones.
    pub(super) fn share(
        &mut self,
        head_len: usize,
        chunk_len: usize,
        count: usize,
    ) -> impl Iterator<Item = &mut Chunk> + Send {
        (self.head_len, self.chunk_len) = (head_len, chunk_len.max(1));
        if self.chunks.len() < count + 1 {
            self.chunks.resize_with(count + 1, Chunk::default);
        }
        self.chunks[1..=count].iter_mut()
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
        match index.checked_sub(self.head_len) {
            None => self.chunks.first()?.get(index),
            Some(behind) => self.chunks.get(1 + behind.checked_div(self.chunk_len)?)?.get(behind % self.chunk_len),
        }
    }

    /// The index of a chunk's first item.
    fn start_of(&self, chunk: usize) -> usize {
        chunk.checked_sub(1).map_or(0, |behind| self.head_len + behind * self.chunk_len)
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
            chunk.errors.iter().map(move |(index, error)| (self.start_of(number) + index, error))
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

    /// All encoded items end to end in one buffer, and where each ends in it. A failed item has no
    /// bytes. This copies; [`iter`](Self::iter) does not.
    #[must_use]
    pub fn concat(&self) -> (Vec<u8>, Vec<usize>) {
        let mut bytes = Vec::with_capacity(self.total_bytes());
        let mut ends = Vec::with_capacity(self.len);
        for chunk in &self.chunks {
            let start = bytes.len();
            bytes.extend_from_slice(&chunk.bytes);
            ends.extend(chunk.ends.iter().map(|end| start + end));
        }
        (bytes, ends)
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
