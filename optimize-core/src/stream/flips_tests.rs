//! The frames of every codec have checksums: a flipped bit of a finished stream is an error, whoever reads it.

use super::pieces_tests::{said, said_in_parallel};
use super::tests::{clips, compressions, write};
use super::{StreamReader, StreamReaderBuilder, StreamWriter, StreamWriterBuilder};
use crate::compress::Algorithm;

const CHUNKS: usize = 2;

/// A kind of stream, what reads it, and how many bits of each of its frames at most say nothing of the records.
fn kinds() -> Vec<(Algorithm, StreamWriterBuilder, StreamReaderBuilder, usize)> {
    let mut kinds = Vec::new();
    for compression in compressions().into_iter().filter(|compression| !compression.is_none()) {
        let free = match compression.algorithm() {
            // When and by which system it was written, how, and whether it is text; what fills up the last byte.
            Algorithm::Gzip => 6 * 8 + 1 + 7,
            // One that readers are to pass over, and what fills up bytes.
            Algorithm::Zstd => 1 + 7,
            // How long the last match would be, where there is none.
            Algorithm::Lz4 => 4,
            Algorithm::None => 0,
        };
        let writer = StreamWriter::builder().compression(compression);
        #[cfg(feature = "zstd")]
        if compression.algorithm() == Algorithm::Zstd {
            let dictionary = crate::compress::Dictionary::of::<crate::test_model::Clip>();
            let known = crate::compress::Dictionaries::new().with(dictionary.clone()).unwrap();
            let reader = StreamReader::builder().dictionaries(known);
            kinds.push((Algorithm::Zstd, writer.clone().dictionary(dictionary), reader, free));
        }
        kinds.push((compression.algorithm(), writer, StreamReader::builder(), free));
    }
    kinds
}

#[test]
fn every_flipped_bit_is_noticed_by_every_reader() {
    #[cfg(feature = "tokio")]
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let clips = clips(4 * CHUNKS as u32);
    let expected: Vec<String> = clips.iter().map(|clip| clip.title.clone()).collect();
    for (algorithm, writer, reader, free) in kinds() {
        let (file, _) = write(&clips, writer.chunk_size(4));
        assert_eq!(said(&reader, &file[..]), expected, "{algorithm}");
        let mut unnoticed = 0;
        for bit in 0..file.len() * 8 {
            let mut flipped = file.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let found = said(&reader, &flipped[..]);
            // The others decompress as this one does: a bit of every byte.
            if bit / 8 % 8 == bit % 8 {
                assert_eq!(said_in_parallel(&reader, &flipped), found, "{algorithm}, bit {bit}");
                #[cfg(feature = "tokio")]
                assert_eq!(runtime.block_on(said_to_tasks(&reader, &flipped)), found, "{algorithm}, bit {bit}");
            }
            if found == expected {
                unnoticed += 1;
            } else {
                // A frame that is no frame any more is no record either.
                assert!(found.iter().any(|said| said.contains("frame") || said.starts_with("record ")), "{found:?}");
            }
        }
        assert!(unnoticed <= CHUNKS * free, "{algorithm}: {unnoticed}");
    }
}

#[cfg(feature = "tokio")]
async fn said_to_tasks(builder: &StreamReaderBuilder, input: &[u8]) -> Vec<String> {
    let mut records = builder.clone().open_async::<_, crate::test_model::Clip>(input);
    let mut said = Vec::new();
    while let Some(record) = records.next_record().await {
        said.push(record.map_or_else(|error| error.to_string(), |clip| clip.title));
    }
    said
}
