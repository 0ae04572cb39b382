//! A stream whose reader is given pieces of any size.

use optimize_core::Optimized;
use optimize_core::stream::StreamReader;
use std::io::Read;

#[derive(Optimized, Debug, PartialEq)]
pub(super) struct Record {
    id: u32,
    name: Option<String>,
}

/// Gives at most so many bytes at once.
pub(super) struct Pieces<'d> {
    pub(super) data: &'d [u8],
    pub(super) sizes: std::iter::Cycle<std::slice::Iter<'d, u8>>,
}

impl Read for Pieces<'_> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let size = self.sizes.next().map_or(1, |size| usize::from(*size) + 1);
        let size = size.min(out.len()).min(self.data.len());
        let (now, later) = self.data.split_at(size);
        out[..size].copy_from_slice(now);
        self.data = later;
        Ok(size)
    }
}

/// The first four bytes are sizes of pieces, the rest is the stream.
///
/// # Panics
/// When the records are others than those of the stream in one piece.
pub fn chunks_do_not_matter(data: &[u8]) {
    let Some((sizes, data)) = data.split_at_checked(4) else { return };
    let whole = records(StreamReader::new(data));
    let pieces = records(StreamReader::new(Pieces { data, sizes: sizes.iter().cycle() }));
    assert_eq!(whole, pieces);
}

/// Every record, or what is wrong with it.
pub(super) fn records<R: Read>(
    reader: std::io::Result<StreamReader<R, Record>>,
) -> Result<Vec<Result<Record, String>>, String> {
    let reader = reader.map_err(|error| error.to_string())?;
    // A reader that fails for good says so once; a thousand are enough of any other.
    Ok(reader.take(1000).map(|record| record.map_err(|error| error.to_string())).collect())
}
