//! Many records at once: how what all cores encode goes into the stream.

use super::chunker::end_line;
use super::relay::{Pace, Part, Relay};
use super::{StreamCause, StreamError, StreamWriter};
use crate::batch::{BatchError, Costs, portion, probe};
use crate::json::dump_measured;
use crate::model::Optimized;
use std::io::Write;

static COSTS: Costs = Costs::new();

impl<W: Write> StreamWriter<W> {
    /// Writes records, encoded on all cores if they are worth it, in their order.
    pub(super) fn write_group<T: Optimized + Sync>(
        &mut self,
        records: &[T],
        on_error: &mut impl FnMut(StreamError),
    ) -> Result<(), StreamError> {
        let (threads, cost, before) = (rayon::current_num_threads(), COSTS.of::<T>(), self.chunker.stats);
        let mut written = Ok(());
        let (done, each) = probe(records.len(), threads, cost, |index| {
            if written.is_ok() {
                match self.write(&records[index]) {
                    Err(error) if error.is_fatal() => written = Err(error),
                    Err(error) => on_error(error),
                    Ok(()) => {}
                }
            }
        });
        let rest = &records[done..];
        if written.is_err() || rest.is_empty() {
            return written;
        }
        let seen = [self.chunker.stats.records - before.records, self.chunker.stats.bytes - before.bytes];
        let [records, bytes] = seen.map(|count| usize::try_from(count).unwrap_or(usize::MAX));
        // Parts are handed from thread to thread, which must be short beside their encoding; and the first records, by which
        // its time is judged, are the slowest.
        let pace = Pace { most: 4 * portion(rest.len(), threads, each), seen: (records, bytes), cost };
        let options = self.chunker.choices.options.clone();
        let encode = |record: &T, lines: &mut Vec<u8>| {
            let start = lines.len();
            let written = dump_measured(record, &options, lines)?;
            end_line(lines, start, written.foreign);
            Ok(written.packed)
        };
        let mut relay: Relay = std::mem::take(&mut self.relay);
        let written = relay.run(rest, pace, encode, |part| self.put(part, on_error));
        self.relay = relay;
        written
    }

    /// Writes the records of a part.
    fn put(&mut self, part: &mut Part, on_error: &mut impl FnMut(StreamError)) -> Result<(), StreamError> {
        self.chunker.add_packed(part.packed);
        let mut errors = std::mem::take(&mut part.errors).into_iter().peekable();
        let mut next = 0;
        while next < part.ends.len() {
            if let Some((_, error)) = errors.next_if(|(place, _)| *place == next) {
                on_error(self.chunker.refuse_encoded(cause(error)));
                next += 1;
                continue;
            }
            // As far as the next error, and as far as the chunk goes.
            let (start, limit) = (part.start(next), errors.peek().map_or(part.ends.len(), |(place, _)| *place));
            let limit = limit.min(next.saturating_add(self.chunker.records_left()));
            let room = start.saturating_add(self.chunker.bytes_left());
            let end = (next + 1 + part.ends[next..limit].partition_point(|&end| end < room)).min(limit);
            self.append(&part.bytes[start..part.ends[end - 1]], end - next)?;
            next = end;
        }
        Ok(())
    }
}

fn cause(error: BatchError) -> StreamCause {
    match error {
        BatchError::Dump(error) => StreamCause::Dump(error),
        BatchError::Panic(text) => StreamCause::Panic(text),
        other => StreamCause::Panic(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use crate::stream::{StreamReader, StreamStats, StreamWriter, StreamWriterBuilder};
    use crate::test_model::{Clip, PANICS, REFUSES};
    use std::io;
    use std::panic::{AssertUnwindSafe, catch_unwind};

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
        assert_eq!((stats, errors), (expected, expected_errors));
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

    /// Whoever writes in the end may panic, and so may whoever is told of errors.
    #[test]
    fn a_panic_outside_of_the_records_leaves_whole_records() {
        struct Panics<'a>(&'a mut Vec<u8>, usize);

        impl io::Write for Panics<'_> {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.1 = self.1.checked_sub(1).expect("enough was written");
                self.0.extend_from_slice(bytes);
                Ok(bytes.len())
            }

            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }

        let clips = clips(10_000);
        let mut file = Vec::new();
        let mut writer = StreamWriter::new(Panics(&mut file, 5));
        assert!(catch_unwind(AssertUnwindSafe(|| writer.write_all(&clips, drop))).is_err());
        assert!(writer.write(&Clip::new(1, "")).unwrap_err().is_fatal(), "nobody knows what was written");
        drop(writer);
        assert!(file.len() > 1000 && file.ends_with(b"\n"));

        let mut writer = StreamWriter::new(Vec::new());
        let mut told = 0;
        let callback = |_| {
            told += 1;
            assert!(told < 20, "a callback that fails");
        };
        assert!(catch_unwind(AssertUnwindSafe(|| writer.write_all(&clips, callback))).is_err());
        writer.write(&Clip::new(77, "the last")).unwrap();
        let read: Vec<Clip> =
            StreamReader::new(&writer.finish_into().unwrap().0[..]).unwrap().map(Result::unwrap).collect();
        assert_eq!(read.last(), Some(&Clip::new(77, "the last")));
        let good: Vec<&Clip> = clips.iter().filter(|clip| ![PANICS, REFUSES].contains(&clip.id)).collect();
        assert!(read[..read.len() - 1].iter().zip(good).all(|(read, clip)| read == clip));
    }
}
