//! What a stream gives never depends on how its bytes come: whole, torn, damaged or above a limit.

use super::StreamReader;
use super::tests::{clips, compressions, write};
use crate::compress::DecompressLimits;
use crate::stream::{StreamReaderBuilder, StreamWriter};
use crate::test_model::Clip;
use std::io::{self, Read};

const PIECES: [usize; 6] = [1, 2, 3, 7, 61, 4096];

/// At most so many bytes at once.
struct Pieces<'a>(&'a [u8], usize);

impl Read for Pieces<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.1.min(self.0.len()).min(out.len());
        out[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

/// Every record and every error, as text.
pub(super) fn said(builder: &StreamReaderBuilder, input: impl Read) -> Vec<String> {
    match builder.clone().open::<_, Clip>(input) {
        Ok(reader) => reader.map(|result| result.map_or_else(|error| error.to_string(), |clip| clip.title)).collect(),
        Err(error) => vec![error.to_string()],
    }
}

pub(super) fn said_in_parallel(builder: &StreamReaderBuilder, input: &[u8]) -> Vec<String> {
    match builder.clone().open_parallel::<_, Clip>(input) {
        Ok(reader) => reader.map(|result| result.map_or_else(|error| error.to_string(), |clip| clip.title)).collect(),
        Err(error) => vec![error.to_string()],
    }
}

/// Says what all ways of reading agree on.
pub(super) fn agreed(builder: &StreamReaderBuilder, input: &[u8], of: &str) -> Vec<String> {
    let whole = said(builder, input);
    for size in PIECES {
        assert_eq!(said(builder, Pieces(input, size)), whole, "{of}, in pieces of {size}");
    }
    whole
}

#[test]
fn of_damaged_streams() {
    for compression in compressions() {
        let (file, _) = write(&clips(7), StreamWriter::builder().compression(compression).chunk_size(4));
        for bit in 0..file.len() * 8 {
            let mut damaged = file.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            let whole = agreed(&StreamReader::builder(), &damaged, &format!("{compression}, bit {bit}"));
            if bit % 7 == 0 {
                assert_eq!(said_in_parallel(&StreamReader::builder(), &damaged), whole, "{compression}, bit {bit}");
            }
        }
    }
}

#[test]
fn of_torn_streams() {
    for compression in compressions() {
        let (file, _) = write(&clips(7), StreamWriter::builder().compression(compression).chunk_size(4));
        for end in 0..file.len() {
            let whole = agreed(&StreamReader::builder(), &file[..end], &format!("{compression}, cut at {end}"));
            assert_eq!(said_in_parallel(&StreamReader::builder(), &file[..end]), whole, "{compression}, cut at {end}");
            let garbage = [&file[..end], b"\x1f\x8b\x08\xe0garbage"].concat();
            agreed(&StreamReader::builder(), &garbage, &format!("{compression}, garbage from {end}"));
        }
    }
}

#[test]
fn of_streams_above_a_limit() {
    // More than one block of any codec, of which some shrink much and some do not.
    let mut clips = clips(700);
    for (index, clip) in clips.iter_mut().enumerate() {
        clip.title = match index % 7 {
            0 => "z".repeat(3_000),
            part => (0..part * 20).map(|at| char::from(b' ' + (index * 31 + at * at * 7) as u8 % 90)).collect(),
        };
    }
    for compression in compressions() {
        let (file, _) = write(&clips, StreamWriter::builder().compression(compression).chunk_size(300));
        let mut texts = 0;
        for limits in [
            DecompressLimits::streaming().max_output(100_001),
            DecompressLimits::streaming().max_output(1),
            DecompressLimits::streaming().max_output(u64::MAX).max_ratio(2),
            DecompressLimits::streaming().max_ratio(4),
            DecompressLimits::streaming().max_ratio(9),
            DecompressLimits::streaming().max_ratio(14),
        ] {
            let builder = StreamReader::builder().limits(limits);
            let whole = agreed(&builder, &file, &format!("{compression}, {limits:?}"));
            texts += usize::from(whole.len() < clips.len());
            assert_eq!(said_in_parallel(&builder, &file), whole, "{compression}, {limits:?}");
        }
        assert!(texts >= 2, "{compression}: {texts} limits held");
    }
}

/// What was read before the damage is given out, by both readers.
#[test]
fn nothing_before_the_damage_is_lost() {
    for compression in compressions().into_iter().filter(|compression| !compression.is_none()) {
        let clips = clips(3_000);
        let (good, _) = write(&clips[..2_000], StreamWriter::builder().compression(compression).chunk_size(500));
        let (rest, _) = write(&clips[2_000..], StreamWriter::builder().compression(compression).chunk_size(500));
        let mut file = [&good[..], &rest].concat();
        // The magic number of a later frame.
        file[good.len() + 1] ^= 0xff;
        let whole = agreed(&StreamReader::builder(), &file, &format!("{compression}"));
        assert_eq!(whole.len(), 2_001, "{compression}");
        assert_eq!(said_in_parallel(&StreamReader::builder(), &file), whole, "{compression}");
    }
}
