//! Streams whose chunks are made with dictionaries.

use super::pieces_tests::{agreed, said, said_in_parallel};
use super::tests::{clips, write};
use super::{FileSink, Resumed, StreamReader, StreamReaderBuilder, StreamWriter, StreamWriterBuilder};
use crate::compress::{Algorithm, Compression, Dictionaries, Dictionary};
use crate::test_model::Clip;

fn trained(salt: u8) -> Dictionary {
    let samples: Vec<Vec<u8>> = (0..2_000_u32)
        .map(|id| {
            format!("{{\"id\":{id},\"title\":\"{}{}\"}}", id * 7919 % 1000, "abcdefgh".repeat(salt.into())).into()
        })
        .collect();
    Dictionary::train(&samples, 2048).unwrap()
}

fn writer(dictionary: &Dictionary) -> StreamWriterBuilder {
    StreamWriter::builder().compression(Compression::zstd()).chunk_size(2).dictionary(dictionary.clone())
}

fn reader(dictionaries: &[&Dictionary]) -> StreamReaderBuilder {
    let known = dictionaries.iter().try_fold(Dictionaries::new(), |known, &next| known.with(next.clone()));
    StreamReader::builder().dictionaries(known.unwrap())
}

fn titles(count: u32) -> Vec<String> {
    clips(count).into_iter().map(|clip| clip.title).collect()
}

#[test]
fn every_chunk_names_its_dictionary() {
    let (own, first, second) = (Dictionary::of::<Clip>(), trained(1), trained(2));
    let all = reader(&[&first, &own, &second]);
    let (plain, _) = write(&clips(9), StreamWriter::builder().compression(Compression::zstd()).chunk_size(2));
    let mut joined = Vec::new();
    for dictionary in [&own, &first, &second] {
        let (file, stats) = write(&clips(9), writer(dictionary));
        assert_eq!(stats.written, file.len() as u64);
        assert!(dictionary == &own || file.len() < plain.len());
        assert_eq!(agreed(&reader(&[dictionary]), &file, "its own"), titles(9));
        assert_eq!(said_in_parallel(&all, &file), titles(9));
        joined.extend_from_slice(&file);
        joined.extend_from_slice(&plain);
    }
    assert_eq!(agreed(&all, &joined, "one after the other"), [(); 6].map(|()| titles(9)).concat());
}

#[test]
fn the_missing_one_is_named() {
    let (own, first, second) = (Dictionary::of::<Clip>(), trained(1), trained(2));
    let (file, _) = write(&clips(4), writer(&own));
    let (other, _) = write(&clips(4), writer(&second));
    let file = [&file[..], &other].concat();
    for known in [vec![&own], vec![&own, &first]] {
        let whole = agreed(&reader(&known), &file, "one is missing");
        assert_eq!(whole[..4], titles(4));
        let [error] = &whole[4..] else { panic!("{whole:?}") };
        assert!(error.starts_with("record 5 (line 5, byte "), "{error}");
        assert!(error.contains(&format!("needs the dictionary with the id {}", second.id())), "{error}");
        assert_eq!(said_in_parallel(&reader(&known), &file), whole);
    }
    assert_eq!(agreed(&reader(&[]), &file, "none").len(), 1);
}

#[test]
fn damaged_and_torn_ones() {
    let dictionary = trained(1);
    let (file, _) = write(&clips(5), writer(&dictionary));
    let builder = reader(&[&dictionary]);
    for end in 0..file.len() {
        agreed(&builder, &file[..end], &format!("cut at {end}"));
    }
    for bit in 0..file.len() * 8 {
        let mut damaged = file.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        let whole = agreed(&builder, &damaged, &format!("bit {bit}"));
        // A frame's checksum stands at its end: what is wrong is given out before it ends the stream.
        let ended = whole.last().is_some_and(|last| last.starts_with("record "));
        assert!(ended || whole == titles(5), "bit {bit}: {whole:?}");
    }
}

#[test]
fn iterators_and_files() {
    let dictionary = Dictionary::of::<Clip>();
    let clips = clips(9);
    let (file, _) = write(&clips, writer(&dictionary));
    let chunks: Vec<Vec<u8>> = writer(&dictionary).encode_iter(&clips).unwrap().map(Result::unwrap).collect();
    assert_eq!(chunks.concat(), file);

    let folder = std::env::temp_dir().join(format!("optimize-dictionary-sink-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("clips");
    for (from, to) in [(0, 4), (4, 9)] {
        let Resumed::Open(mut sink) = FileSink::builder().stream(writer(&dictionary)).resume(&path).unwrap() else {
            panic!("it is not finished")
        };
        assert_eq!(sink.position(), from as u64);
        clips[from..to].iter().for_each(|clip| sink.write(clip).unwrap());
        sink.commit().unwrap();
        if to == 9 {
            sink.finish().unwrap();
        }
    }
    assert_eq!(said(&reader(&[&dictionary]), std::fs::File::open(&path).unwrap()), titles(9));
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn other_codecs_have_no_use_for_one() {
    for compression in super::tests::compressions() {
        let builder = StreamWriter::builder().compression(compression).dictionary(Dictionary::of::<Clip>());
        assert_eq!(builder.open(Vec::new()).is_ok(), compression.algorithm() == Algorithm::Zstd);
    }
}

#[cfg(feature = "tokio")]
#[test]
fn async_ones() {
    let dictionary = Dictionary::of::<Clip>();
    let clips = clips(9);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let mut writer = writer(&dictionary).open_async(Vec::new()).unwrap();
        for clip in &clips {
            writer.write(clip).await.unwrap();
        }
        let (file, _) = writer.finish().await.unwrap();
        let mut stream = reader(&[&dictionary]).open_async::<_, Clip>(&file[..]);
        for clip in &clips {
            assert_eq!(&stream.next_record().await.unwrap().unwrap(), clip);
        }
        assert!(stream.next_record().await.is_none());
    });
}
