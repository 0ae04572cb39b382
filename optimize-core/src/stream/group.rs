//! Records that are encoded together, on all cores, and then fill chunks.

use super::chunker::{Chunker, end_line};
use super::{StreamCause, StreamError};
use crate::batch::{BatchError, BatchOutput, Control, encode_all_into};
use crate::json::dump_measured;
use crate::model::Optimized;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

/// About how many bytes are encoded together.
const GROUP: usize = 1 << 20;

/// Records that were encoded together.
#[derive(Debug, Default)]
pub(super) struct Group {
    lines: BatchOutput,
    records: usize,
    /// How many of the bytes are compressed already.
    packed: usize,
}

impl Group {
    /// Encodes these on all cores. Returns which of them could not be written, in order.
    pub(super) fn encode<T: Optimized + Sync>(&mut self, records: &[T], chunker: &Chunker) -> Vec<(usize, BatchError)> {
        let packed = AtomicUsize::new(0);
        encode_all_into(records, &Control::default(), &mut self.lines, |record, lines, _| {
            let start = lines.len();
            let images = dump_measured(record, &chunker.choices.options, lines)?;
            end_line(lines, start);
            if images > 0 {
                packed.fetch_add(images, Ordering::Relaxed);
            }
            Ok(())
        });
        (self.records, self.packed) = (records.len(), packed.into_inner());
        self.lines.take_errors()
    }
}

impl Chunker {
    /// How many records are to be encoded together: about as much as the cores' caches hold, and no more than the chunk
    /// may still take.
    pub(super) fn group(&self) -> usize {
        let room = GROUP.min(self.choices.chunk_bytes.saturating_sub(self.chunk.len())) as u64;
        let cores = rayon::current_num_threads();
        match self.stats.bytes.checked_div(self.stats.records) {
            None => 4 * cores,
            Some(each) => usize::try_from(room / each.max(1)).unwrap_or(usize::MAX).max(cores),
        }
    }

    /// Adds records of a group, as many of these as the chunk takes, and says how many.
    pub(super) fn push_group(&mut self, group: &Group, records: Range<usize>) -> usize {
        let count = records.len().min(self.choices.chunk_size.saturating_sub(self.chunk_records).max(1));
        let before = self.chunk.len();
        for piece in group.lines.pieces(records.start..records.start + count) {
            self.chunk.extend_from_slice(piece);
        }
        self.packed += group.packed * count / group.records.max(1);
        self.count(count, self.chunk.len() - before);
        count
    }

    /// Counts a record of a group that could not be written.
    pub(super) fn refuse_of_group(&mut self, error: BatchError) -> StreamError {
        let cause = match error {
            BatchError::Dump(error) => StreamCause::Dump(error),
            BatchError::Panic(text) => StreamCause::Panic(text),
            other => StreamCause::Panic(other.to_string()),
        };
        self.refuse(self.chunk.len(), cause)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{StreamReader, StreamStats, StreamWriter, StreamWriterBuilder};
    use crate::test_model::{Clip, PANICS, REFUSES};
    use std::io;

    /// Some refuse to be written and some panic, at the borders of chunks and groups among others.
    fn clips(count: u32) -> Vec<Clip> {
        let id = |id| match id % 500 {
            0 | 7 => PANICS,
            8 | 499 => REFUSES,
            _ => id,
        };
        (0..count).map(|number| Clip::new(id(number), &"title".repeat(number as usize % 7))).collect()
    }

    fn one_by_one(choices: StreamWriterBuilder, clips: &[Clip]) -> (Vec<u8>, StreamStats, Vec<String>) {
        let (mut writer, mut errors) = (choices.open(Vec::new()).unwrap(), Vec::new());
        for clip in clips {
            if let Err(error) = writer.write(clip) {
                errors.push(error.to_string());
            }
        }
        let (bytes, stats) = writer.finish_into().unwrap();
        (bytes, stats, errors)
    }

    fn together(choices: StreamWriterBuilder, clips: &[Clip]) -> (Vec<u8>, StreamStats, Vec<String>) {
        let (mut writer, mut errors) = (choices.open(Vec::new()).unwrap(), Vec::new());
        let (first, others) = clips.split_at(clips.len() / 3);
        for clips in [first, others] {
            writer.write_all(clips, |error| errors.push(error.to_string())).unwrap();
        }
        let (bytes, stats) = writer.finish_into().unwrap();
        (bytes, stats, errors)
    }

    #[test]
    fn the_stream_is_that_of_one_record_after_the_other() {
        for count in [0, 1, 2, 7, 100, 3_001, 8_000] {
            let clips = clips(count);
            for size in [1, 3, 1_000, usize::MAX] {
                let choices = || StreamWriter::builder().chunk_size(size);
                assert_eq!(together(choices(), &clips), one_by_one(choices(), &clips), "{count} by {size}");
            }
        }
    }

    #[cfg(feature = "lz4")]
    #[test]
    fn compressed_too() {
        let clips = clips(5_000);
        let packed = || StreamWriter::builder().compression(crate::compress::Compression::lz4());
        assert_eq!(together(packed(), &clips), one_by_one(packed(), &clips));
    }

    #[test]
    fn chunks_end_where_they_are_full() {
        let clips = clips(3_000);
        let choices = || StreamWriter::builder().chunk_bytes(2_000);
        let (bytes, stats, errors) = together(choices(), &clips);
        let (_, expected, expected_errors) = one_by_one(choices(), &clips);
        assert_eq!((stats.records, stats.failures, stats.bytes), (expected.records, expected.failures, expected.bytes));
        assert_eq!(errors, expected_errors);
        // A group may end a little behind the border, or before it.
        assert!(stats.chunks.abs_diff(expected.chunks) <= expected.chunks / 4, "{stats:?} {expected:?}");
        let read: Vec<Clip> = StreamReader::new(&bytes[..]).unwrap().map(Result::unwrap).collect();
        assert!(read.iter().eq(clips.iter().filter(|clip| ![PANICS, REFUSES].contains(&clip.id))));
    }

    /// Takes so many bytes.
    struct Full(usize);

    impl io::Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::StorageFull)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_full_disk_ends_it() {
        let clips = clips(10_000);
        let mut writer = StreamWriter::new(Full(100_000));
        let error = writer.write_all(&clips, drop).unwrap_err();
        assert!(error.is_fatal(), "{error}");
        assert!(writer.write_all(&clips, drop).unwrap_err().is_fatal());
        assert!(writer.finish().is_err());
    }
}
