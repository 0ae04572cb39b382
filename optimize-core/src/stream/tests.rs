use super::*;
use crate::compress::{Algorithm, Compression, DecompressLimits};
use crate::options::DumpOptions;
use crate::test_model::{Clip, PANICS, REFUSES};
use std::io::{self, Read, Write};

pub(super) fn clips(count: u32) -> Vec<Clip> {
    (0..count).map(|id| Clip::new(id, &"x".repeat(id as usize % 7))).collect()
}

pub(super) fn compressions() -> Vec<Compression> {
    ["none", "gzip", "lz4", "zstd"].iter().filter_map(|name| Compression::from_name(name).ok()).collect()
}

pub(super) fn write(clips: &[Clip], builder: StreamWriterBuilder) -> (Vec<u8>, StreamStats) {
    let mut writer = builder.open(Vec::new()).unwrap();
    for clip in clips {
        writer.write(clip).unwrap();
    }
    writer.finish_into().unwrap()
}

fn read(input: impl Read) -> Vec<Result<Clip, StreamError>> {
    StreamReader::<_, Clip>::new(input).unwrap().collect()
}

fn all(input: impl Read) -> Vec<Clip> {
    read(input).into_iter().map(Result::unwrap).collect()
}

/// Gives a few bytes at a time, and an interruption now and then.
struct Drip<'a>(&'a [u8], usize, bool);

impl Read for Drip<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.2 = !self.2;
        if self.2 {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let count = self.1.min(self.0.len()).min(out.len());
        out[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

#[test]
fn every_chunk_size_gives_the_same_records() {
    let clips = clips(23);
    let (plain, _) = write(&clips, StreamWriter::builder());
    for compression in compressions() {
        for size in 1..=24 {
            let builder = StreamWriter::builder().compression(compression).chunk_size(size);
            let (file, stats) = write(&clips, builder);
            assert_eq!(stats.chunks, 23u64.div_ceil(size as u64), "{compression} {size}");
            assert_eq!((stats.records, stats.failures), (23, 0));
            assert_eq!((stats.bytes, stats.written), (plain.len() as u64, file.len() as u64));
            assert_eq!(all(&file[..]), clips, "{compression} {size}");
            if compression.is_none() {
                assert_eq!(file, plain);
            }
        }
        let (file, stats) = write(&clips, StreamWriter::builder().compression(compression).chunk_bytes(50));
        assert!(stats.chunks > 5);
        assert_eq!(all(&file[..]), clips);
    }
}

#[test]
fn a_record_border_may_be_anywhere() {
    let clips = clips(9);
    for compression in compressions() {
        let (file, _) = write(&clips, StreamWriter::builder().compression(compression).chunk_size(4));
        for step in 1..60 {
            let reader = StreamReader::builder().open::<_, Clip>(Drip(&file, step, false)).unwrap();
            let found: Vec<Clip> = reader.map(Result::unwrap).collect();
            assert_eq!(found, clips, "{compression} in steps of {step}");
        }
    }
}

#[test]
fn every_record_ends_with_a_newline_and_files_can_be_joined() {
    let clips = clips(5);
    for compression in compressions() {
        let (file, _) = write(&clips, StreamWriter::builder().compression(compression).chunk_size(2));
        if compression.is_none() {
            assert_eq!(file.last(), Some(&b'\n'));
            assert_eq!(file.iter().filter(|&&byte| byte == b'\n').count(), 5);
        }
        assert_eq!(all(&[&file[..], &file].concat()[..]), [&clips[..], &clips].concat());
    }
}

#[test]
fn nothing_is_written_for_no_records() {
    for compression in compressions() {
        let (file, stats) = write(&[], StreamWriter::builder().compression(compression));
        assert_eq!((file.len(), stats), (0, StreamStats::default()));
        assert!(all(&file[..]).is_empty());
    }
}

#[test]
fn bad_records_are_errors_and_reading_goes_on() {
    let file = b"{\"id\":0,\"title\":\"\"}\n\n   \r\n{\"id\":true,\"title\":\"\"}\n{\"id\":2,\"title\":\"\"}\r\nnonsense\n{\"id\":4,\"title\":\"\"}";
    let results = read(&file[..]);
    let ids: Vec<Option<u32>> = results.iter().map(|result| result.as_ref().ok().map(|clip| clip.id)).collect();
    assert_eq!(ids, [Some(0), None, Some(2), None, Some(4)]);
    let error = results[1].as_ref().unwrap_err();
    assert_eq!((error.record(), error.line(), error.offset()), (2, 4, 26));
    assert!(matches!(error.cause(), StreamCause::Invalid(_)) && !error.is_fatal());
    assert_eq!(error.column(), Some(7));
    let error = results[3].as_ref().unwrap_err();
    assert_eq!((error.record(), error.line(), error.offset()), (4, 6, 70));
    assert!(error.to_string().starts_with("record 4 (line 6, byte 70): "), "{error}");
}

#[test]
fn a_record_above_the_limit_is_an_error() {
    let long = format!("{{\"id\":1,\"title\":\"{}\"}}", "y".repeat(300_000));
    let file = format!("{{\"id\":0,\"title\":\"\"}}\n{long}\n{{\"id\":2,\"title\":\"\"}}\n{long}");
    let results: Vec<_> =
        StreamReader::builder().max_record_bytes(1000).open::<_, Clip>(file.as_bytes()).unwrap().collect();
    assert_eq!(results.len(), 4);
    for (index, result) in results.iter().enumerate() {
        match result {
            Ok(clip) => assert_eq!(clip.id as usize, index),
            Err(error) => {
                assert!(matches!(error.cause(), StreamCause::TooLong { limit: 1000 }), "{error}");
                assert_eq!(error.record(), index as u64 + 1);
            }
        }
    }
    assert!(results[0].is_ok() && results[1].is_err() && results[2].is_ok() && results[3].is_err());
}

#[test]
fn panicking_and_refused_records_leave_no_trace() {
    let mut writer = StreamWriter::builder().chunk_size(2).open(Vec::new()).unwrap();
    let ids = [0, PANICS, 1, REFUSES, 2];
    let results: Vec<_> = ids.map(|id| writer.write(&Clip::new(id, "t"))).into_iter().collect();
    assert!(
        matches!(results[1].as_ref().unwrap_err().cause(), StreamCause::Panic(text) if text == "a clip that panics")
    );
    assert!(matches!(results[3].as_ref().unwrap_err().cause(), StreamCause::Dump(_)));
    assert_eq!(results[3].as_ref().unwrap_err().record(), 4);
    let (file, stats) = writer.finish_into().unwrap();
    assert_eq!((stats.records, stats.failures, stats.chunks), (3, 2, 2));
    assert_eq!(all(&file[..]).iter().map(|clip| clip.id).collect::<Vec<_>>(), [0, 1, 2]);

    let file =
        format!("{{\"id\":1,\"title\":\"\"}}\n{{\"id\":{PANICS},\"title\":\"\"}}\n{{\"id\":3,\"title\":\"\"}}\n");
    let results = read(file.as_bytes());
    assert!(results[0].is_ok() && results[2].is_ok());
    assert!(matches!(results[1].as_ref().unwrap_err().cause(), StreamCause::Panic(_)));
}

#[test]
fn into_the_record_before_is_as_anew() {
    let line = |id: u32, title: &str| format!("{{\"id\":{id},\"title\":\"{title}\"}}\n");
    let lines = [
        line(1, "abc"),
        line(2, ""),
        "\n".into(),
        line(PANICS, "x"),
        line(3, "y"),
        "{\"id\":\"4\"}\n".into(),
        line(5, "z"),
    ];
    let file = lines.concat();
    let builder = || StreamReader::builder().max_record_bytes(40);
    for torn in
        [&file[..], &file[..file.len() - 5], "", "\n", &format!("{file}{}{}", line(6, &"long".repeat(20)), line(7, ""))]
    {
        let anew: Vec<_> = builder().open::<_, Clip>(torn.as_bytes()).unwrap().collect();
        let mut reader = builder().open::<_, Clip>(torn.as_bytes()).unwrap();
        let mut slot = None;
        for wanted in &anew {
            match (reader.read_into(&mut slot).unwrap(), wanted) {
                (Ok(clip), Ok(wanted)) => assert_eq!(clip, wanted),
                (Err(error), Err(wanted)) => {
                    assert_eq!((error.to_string(), error.offset()), (wanted.to_string(), wanted.offset()));
                    assert!(slot.is_none());
                }
                (read, wanted) => panic!("{read:?} is not {wanted:?}"),
            }
        }
        assert!(reader.read_into(&mut slot).is_none() && reader.read_into(&mut slot).is_none());
        assert_eq!(reader.records(), anew.len() as u64);
    }
}

#[test]
fn damaged_compressed_streams_end_in_an_error() {
    let clips = clips(50);
    for compression in compressions().into_iter().filter(|compression| !compression.is_none()) {
        let (file, _) = write(&clips, StreamWriter::builder().compression(compression).chunk_size(10));
        for end in 5..file.len() {
            let results = read(&file[..end]);
            let good = results.iter().take_while(|result| result.is_ok()).count();
            assert!(results.len() - good <= 1, "{compression} cut at {end}");
            if good == results.len() {
                assert_eq!(good % 10, 0, "{compression} cut at {end}: only the end of a chunk goes unnoticed");
            } else {
                let error = results[good].as_ref().unwrap_err();
                assert_eq!(error.record(), good as u64 + 1);
            }
            for (result, clip) in results.iter().zip(&clips) {
                assert!(result.as_ref().map_or(true, |found| found == clip));
            }
        }
    }
}

#[test]
fn the_codec_is_found_or_named() {
    let clips = clips(3);
    for compression in compressions() {
        let (file, _) = write(&clips, StreamWriter::builder().compression(compression));
        let mut reader = StreamReader::<_, Clip>::new(&file[..]).unwrap();
        assert_eq!(reader.algorithm(), compression.algorithm());
        assert_eq!(reader.by_ref().count(), 3);
        assert_eq!((reader.records(), reader.bytes_read()), (3, file.len() as u64));
        assert!(reader.next().is_none());
        let named = StreamReader::builder().algorithm(compression.algorithm()).open::<_, Clip>(&file[..]).unwrap();
        assert_eq!(named.map(Result::unwrap).collect::<Vec<_>>(), clips);
        let wrong = StreamReader::builder().algorithm(Algorithm::None).open::<_, Clip>(&file[..]).unwrap();
        assert_eq!(wrong.filter(Result::is_ok).count() == 3, compression.is_none());
    }
}

#[test]
fn limits_hold_for_streams() {
    for compression in compressions().into_iter().filter(|compression| !compression.is_none()) {
        let clip = Clip::new(1, &"z".repeat(100_000));
        let (file, _) = write(&[clip.clone(), clip], StreamWriter::builder().compression(compression));
        let limits = DecompressLimits::streaming().max_output(150_000);
        let results: Vec<_> = StreamReader::builder().limits(limits).open::<_, Clip>(&file[..]).unwrap().collect();
        let error = results.last().unwrap().as_ref().unwrap_err();
        assert!(error.is_fatal(), "{compression}: {error}");
    }
}

/// Fails after so many bytes.
struct Full(usize);

impl Write for Full {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        let count = self.0.min(data.len());
        self.0 -= count;
        if count == 0 { Err(io::ErrorKind::StorageFull.into()) } else { Ok(count) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_an_error_and_stays_one() {
    let mut writer = StreamWriter::builder().chunk_size(1).open(Full(30)).unwrap();
    let clip = Clip::new(1, "title");
    writer.write(&clip).unwrap();
    for _ in 0..3 {
        let error = writer.write(&clip).unwrap_err();
        assert!(error.is_fatal(), "{error}");
    }
    assert!(writer.finish().is_err());
}

#[test]
fn dropping_the_writer_writes_what_is_left() {
    let mut file = Vec::new();
    let mut writer = StreamWriter::new(&mut file);
    writer.write(&Clip::new(1, "t")).unwrap();
    drop(writer);
    assert_eq!(all(&file[..]), [Clip::new(1, "t")]);
}

#[test]
fn choices_that_give_no_stream_are_refused() {
    assert!(StreamWriter::builder().chunk_size(0).open(Vec::new()).is_err());
    assert!(StreamWriter::builder().chunk_bytes(0).open(Vec::new()).is_err());
    assert!(StreamWriter::builder().dump_options(DumpOptions::new().indent(2)).open(Vec::new()).is_err());
    assert!(StreamWriter::builder().dump_options(DumpOptions::new().exclude_unset()).open(Vec::new()).is_err());
}

#[test]
fn encoded_records_stand_beside_models() {
    for compression in compressions() {
        let mut writer = StreamWriter::builder().compression(compression).chunk_size(2).open(Vec::new()).unwrap();
        writer.write(&Clip::new(1, "a")).unwrap();
        writer.write_encoded(b" {\"id\": 2,\n\t\"title\": \"b\"}\n").unwrap();
        let envelope = crate::compress::Envelope::seal(b"{}", &crate::compress::CompressionPolicy::default());
        for wrong in [&b""[..], b" \n", b"{", b"{}{}", b"{}\n{}", b"{\"id\":1}x", b"\"\xff\"", &envelope] {
            let error = writer.write_encoded(wrong).unwrap_err();
            assert!(matches!(error.cause(), StreamCause::Invalid(_)), "{error}");
        }
        writer.write_encoded(b"{\"id\":3,\"title\":\"c\"}").unwrap();
        let (file, stats) = writer.finish_into().unwrap();
        assert_eq!((stats.records, stats.failures, stats.chunks), (3, 8, 2));
        assert_eq!(all(&file[..]), [Clip::new(1, "a"), Clip::new(2, "b"), Clip::new(3, "c")]);
    }
}

#[test]
fn chunks_as_iterators() {
    let mut clips = clips(23);
    clips[7] = Clip::new(REFUSES, "");
    for compression in compressions() {
        for size in 1..=24 {
            let builder = StreamWriter::builder().compression(compression).chunk_size(size);
            let (file, stats) = {
                let mut writer = builder.clone().open(Vec::new()).unwrap();
                clips.iter().for_each(|clip| drop(writer.write(clip)));
                writer.finish_into().unwrap()
            };
            let mut iterator = builder.encode_iter(&clips).unwrap();
            let (chunks, errors): (Vec<_>, Vec<_>) = iterator.by_ref().partition(Result::is_ok);
            assert_eq!(iterator.stats(), stats);
            assert!(iterator.next().is_none());
            assert_eq!(errors.into_iter().map(|error| error.unwrap_err().record()).collect::<Vec<_>>(), [8]);
            let chunks: Vec<Vec<u8>> = chunks.into_iter().map(Result::unwrap).collect();
            assert!(chunks.concat() == file, "{compression} {size}");
            let found: Vec<Clip> = StreamReader::from_chunks(&chunks).unwrap().map(Result::unwrap).collect();
            assert_eq!((found.len(), &found[0], &found[21]), (22, &clips[0], &clips[22]));
        }
        let (file, _) = write(&clips[..5], StreamWriter::builder().compression(compression));
        for step in 1..file.len() {
            let pieces = file.chunks(step).flat_map(|piece| [&[][..], piece]);
            assert_eq!(StreamReader::<_, Clip>::from_chunks(pieces).unwrap().map(Result::unwrap).count(), 5);
        }
    }
    assert!(StreamWriter::builder().chunk_size(0).encode_iter(&clips).is_err());
    assert_eq!(StreamWriter::builder().encode_iter(&[] as &[Clip]).unwrap().count(), 0);
}

#[test]
fn writers_tell_of_their_progress() {
    use std::sync::{Arc, Mutex};
    let heard = Arc::new(Mutex::new(Vec::new()));
    let hears = Arc::clone(&heard);
    let builder = StreamWriter::builder().chunk_size(10).expect_records(25).progress(move |progress| {
        hears.lock().unwrap().push((progress.items, progress.bytes, progress.time_left().is_some()));
    });
    let (_, stats) = write(&clips(25), builder.progress_interval(std::time::Duration::ZERO));
    let heard = heard.lock().unwrap();
    assert_eq!(heard.iter().map(|&(items, ..)| items).collect::<Vec<_>>(), [10, 20, 25, 25]);
    assert!(heard.last().unwrap().1 == stats.bytes && heard.iter().all(|&(.., left)| left));
}

/// Both readers say the same of a stream, wherever its borders are.
#[test]
fn parallel_reading_is_the_same() {
    let good = "{\"id\":1,\"title\":\"a title\"}\n";
    let bad = "{\"id\":\"x\"}\n";
    let long = |bytes: usize| format!("{{\"id\":2,\"title\":\"{}\"}}\n", "y".repeat(bytes));
    let panics = format!("{{\"id\":{PANICS},\"title\":\"\"}}\n");
    let cases: Vec<String> = vec![
        String::new(),
        "\n \n".into(),
        good.repeat(3) + "{\"id\":3",
        good.repeat(500),
        [&good.repeat(40), bad, "\r\n\n", &panics].concat().repeat(12),
        good.repeat(150) + &long(4_800) + good + &long(11_000) + bad + &long(20),
        long(32_000) + &long(1_600).repeat(20),
        long(9_600).trim_end().to_owned(),
        good.repeat(20) + &"z".repeat(48_000),
    ];
    let say = |result: Result<Clip, StreamError>| match result {
        Ok(clip) => format!("{} {}", clip.id, clip.title.len()),
        Err(error) => error.to_string(),
    };
    for (case, text) in cases.iter().enumerate() {
        for max in [DEFAULT_MAX_RECORD, 16_000, 4_095, 4_096, 4_097, 8_000, 100] {
            let builder = StreamReader::builder().max_record_bytes(max);
            let expected: Vec<String> = builder.clone().open(text.as_bytes()).unwrap().map(say).collect();
            let mut reader = builder.clone().open_parallel(text.as_bytes()).unwrap();
            let found: Vec<String> = reader.by_ref().map(say).collect();
            assert!(found == expected, "case {case}, at most {max}");
            assert_eq!((reader.records(), reader.bytes_read()), (expected.len() as u64, text.len() as u64));
            assert!(reader.next().is_none());
            let mut reader = builder.clone().open_parallel::<_, Clip>(text.as_bytes()).unwrap();
            let (mut slot, mut over) = (None, Vec::new());
            while let Some(result) = reader.read_into(&mut slot) {
                let empty = result.is_err();
                over.push(say(result.map(|clip| clip.clone())));
                assert_eq!(slot.is_none(), empty);
            }
            assert!(over == expected, "into one slot, case {case}, at most {max}");
            assert_eq!((reader.records(), reader.bytes_read()), (expected.len() as u64, text.len() as u64));
            assert!(reader.read_into(&mut slot).is_none());
            let within = rayon::scope(|_| builder.open_parallel(text.as_bytes()).unwrap().map(say).collect::<Vec<_>>());
            assert!(within == expected, "on the pool, case {case}, at most {max}");
        }
    }
    for compression in compressions() {
        let clips = clips(5_000);
        let (file, _) = write(&clips, StreamWriter::builder().compression(compression).chunk_size(700));
        let reader = StreamReader::builder().open_parallel::<_, Clip>(&file[..]).unwrap();
        assert_eq!(reader.algorithm(), compression.algorithm());
        assert_eq!(reader.map(Result::unwrap).collect::<Vec<_>>(), clips);
        // Taken out and read into a slot in turns.
        let mut reader = StreamReader::builder().open_parallel::<_, Clip>(&file[..]).unwrap();
        let mut slot = None;
        for expected in clips.chunks(3) {
            assert_eq!(reader.next().unwrap().unwrap(), expected[0]);
            for expected in &expected[1..] {
                assert_eq!(reader.read_into(&mut slot).unwrap().unwrap(), expected);
            }
        }
        assert!(reader.next().is_none());
        if !compression.is_none() {
            let results: Vec<_> =
                StreamReader::builder().open_parallel::<_, Clip>(&file[..file.len() - 9]).unwrap().collect();
            let (last, before) = results.split_last().unwrap();
            assert!(last.as_ref().is_err_and(StreamError::is_fatal) && before.iter().all(Result::is_ok));
            assert_eq!(last.as_ref().unwrap_err().record(), before.len() as u64 + 1);
        }
    }
}

#[test]
fn readers_tell_of_their_progress() {
    use std::sync::{Arc, Mutex};
    let (file, _) = write(&clips(1000), StreamWriter::builder());
    for parallel in [false, true] {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let hears = Arc::clone(&heard);
        let builder = StreamReader::builder().expect_records(1000).progress(move |progress| {
            hears.lock().unwrap().push((progress.items, progress.bytes, progress.is_finished()));
        });
        let builder = builder.progress_interval(std::time::Duration::ZERO);
        let count = if parallel {
            builder.open_parallel::<_, Clip>(&file[..]).unwrap().count()
        } else {
            builder.open::<_, Clip>(&file[..]).unwrap().count()
        };
        assert_eq!(count, 1000);
        let heard = heard.lock().unwrap();
        assert_eq!(heard.last(), Some(&(1000, file.len() as u64, true)));
        assert!(heard.len() > 1 && heard.is_sorted());
    }
}
