//! Frames of a video through the codec: encoded once, compressed once, shared by those who ask again, and counted.

use image::RgbImage;
use ndarray::Array3;
use optimize_core::cache::Cache;
use optimize_core::codec::{CacheUse, Encoded};
use optimize_core::compress::{Algorithm, Compression, CompressionPolicy, Dictionaries, Dictionary, Envelope};
use optimize_core::monitor::Monitor;
use optimize_core::stream::{StreamReader, StreamWriter, StreamWriterBuilder};
use optimize_core::{Codec, Optimized};
use std::collections::BTreeMap;

/// A frame as a picture in a file of its own.
#[derive(Optimized, Debug, Clone, PartialEq)]
struct Frame {
    #[opt(min_length = 1)]
    frame_id: String,
    #[opt(image)]
    picture: RgbImage,
    #[opt(tensor(shape = [_, _, 3]))]
    preview: Array3<u8>,
}

/// A frame as it lies in memory.
#[derive(Optimized, Debug, Clone, PartialEq)]
struct Bare {
    #[opt(tensor(shape = [_, _, 3]))]
    pixels: Array3<u8>,
    #[opt(image(codec = "raw"))]
    picture: RgbImage,
}

/// A picture that no codec makes much smaller.
fn noise(width: u32, height: u32, seed: u32) -> RgbImage {
    let mut state = seed | 1;
    let sample = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    let samples = std::iter::repeat_with(sample).take((width * height * 3) as usize).collect();
    RgbImage::from_raw(width, height, samples).expect("as many samples as pixels need")
}

fn frame(index: u32) -> Frame {
    Frame {
        frame_id: format!("frame {index}"),
        picture: noise(64, 48, index),
        preview: Array3::from_elem((4, 4, 3), index as u8),
    }
}

fn codec(compression: Compression) -> (Codec, Monitor) {
    let monitor = Monitor::new();
    let codec = Codec::builder()
        .compression(CompressionPolicy::new(compression))
        .cache(Cache::new())
        .cache_use(CacheUse::Always)
        .monitor(monitor.clone());
    (codec.build().expect("a codec"), monitor)
}

fn algorithm(encoded: &[u8]) -> Algorithm {
    Envelope::parse(encoded).expect("an envelope").header().algorithm()
}

#[test]
fn what_is_compressed_in_a_file_of_its_own_is_not_compressed_again() {
    for compression in [Compression::gzip(), Compression::lz4(), Compression::zstd()] {
        let (codec, monitor) = codec(compression);
        let encoded = codec.encode(&frame(1)).unwrap();
        assert_eq!(algorithm(&encoded), Algorithm::None);
        // The JSON itself lies behind the line.
        assert!(encoded.ends_with(&frame(1).to_json().unwrap()));
        assert_eq!(codec.decode::<Frame>(&encoded).unwrap(), frame(1));
        assert_eq!(monitor.report().compression_ratio, None);
        // In a batch as well.
        let batch = codec.encode_batch(&[frame(1), frame(2)]);
        assert_eq!(batch.get(0).unwrap().unwrap(), &*encoded);
        assert_eq!(algorithm(batch.get(1).unwrap().unwrap()), Algorithm::None);
    }
}

#[test]
fn a_jpeg_file_is_compressed_already_too() {
    #[derive(Optimized)]
    struct Lossy {
        #[opt(image(codec = "jpeg"))]
        picture: Option<RgbImage>,
    }
    let (codec, _) = codec(Compression::zstd());
    let encoded = codec.encode(&Lossy { picture: Some(noise(64, 48, 3)) }).unwrap();
    assert_eq!(algorithm(&encoded), Algorithm::None);
    assert!(codec.decode::<Lossy>(&encoded).unwrap().picture.is_some());
}

#[test]
fn bare_pixels_are_compressed() {
    let bare = Bare {
        pixels: Array3::from_elem((48, 64, 3), 7),
        picture: RgbImage::from_pixel(64, 48, image::Rgb([1, 2, 3])),
    };
    let (codec, monitor) = codec(Compression::zstd());
    let encoded = codec.encode(&bare).unwrap();
    assert_eq!(algorithm(&encoded), Algorithm::Zstd);
    assert!(encoded.len() * 4 < bare.to_json().unwrap().len());
    assert_eq!(codec.decode::<Bare>(&encoded).unwrap(), bare);
    assert!(monitor.report().compression_ratio.is_some());
}

/// A stream's chunks are frames of its codec whatever they hold; what is compressed already is copied into them.
#[test]
fn a_stream_does_not_compress_pictures_again() {
    // Each another picture: the seeds are made odd.
    let frames: Vec<Frame> = (0..20).map(|index| frame(2 * index)).collect();
    let bare = || Bare { pixels: Array3::from_elem((48, 64, 3), 7), picture: noise(4, 4, 1) };
    let dictionary = Dictionary::of::<Frame>();
    let mut choices: Vec<StreamWriterBuilder> = [Compression::gzip(), Compression::lz4(), Compression::zstd()]
        .map(|compression| StreamWriter::builder().compression(compression).chunk_size(8))
        .into();
    choices.push(choices[2].clone().dictionary(dictionary.clone()));
    for choices in choices {
        let mut writer = choices.clone().open(Vec::new()).unwrap();
        frames.iter().for_each(|frame| writer.write(frame).unwrap());
        let (file, stats) = writer.finish_into().unwrap();
        assert!(stats.written * 20 > stats.bytes * 19, "{stats:?}");
        let known = Dictionaries::new().with(dictionary.clone()).unwrap();
        let reader = || StreamReader::builder().dictionaries(known.clone());
        let back: Vec<Frame> = reader().open(&file[..]).unwrap().map(Result::unwrap).collect();
        assert_eq!(back, frames);
        let back: Vec<Frame> = reader().open_parallel(&file[..]).unwrap().map(Result::unwrap).collect();
        assert_eq!(back, frames);
        let chunks: Vec<u8> = choices.clone().encode_iter(frames.clone()).unwrap().flat_map(Result::unwrap).collect();
        assert!(chunks == file);

        // The next chunk has what compresses: each is looked at by itself.
        let mut writer = choices.chunk_size(1).open(Vec::new()).unwrap();
        writer.write(&frames[0]).unwrap();
        let before = writer.stats();
        writer.write(&bare()).unwrap();
        let after = writer.stats();
        assert!((after.written - before.written) * 4 < after.bytes - before.bytes, "{before:?} {after:?}");
    }
}

/// A picture may be the smaller part of a model.
#[test]
fn a_model_that_is_mostly_text_is_compressed_whatever_else_is_in_it() {
    #[derive(Optimized, Debug, PartialEq)]
    struct Article {
        text: String,
        #[opt(image)]
        pictures: BTreeMap<String, Vec<RgbImage>>,
    }
    let article = Article {
        text: "a word and another ".repeat(2000),
        pictures: BTreeMap::from([("top".to_owned(), vec![noise(16, 16, 1), noise(16, 16, 2)])]),
    };
    let (codec, _) = codec(Compression::zstd());
    let encoded = codec.encode(&article).unwrap();
    assert_eq!(algorithm(&encoded), Algorithm::Zstd);
    assert_eq!(codec.decode::<Article>(&encoded).unwrap(), article);
}

#[test]
fn who_asks_again_shares_the_bytes() {
    let (codec, monitor) = codec(Compression::zstd());
    let first = codec.encode(&frame(1)).map(Encoded::into_arc).unwrap();
    // Another value with the same content.
    let again = codec.encode(&frame(1)).map(Encoded::into_arc).unwrap();
    assert!(std::sync::Arc::ptr_eq(&first, &again));

    // One bit of one pixel makes another frame.
    let mut other = frame(1);
    other.picture.get_pixel_mut(63, 47).0[2] ^= 1;
    assert!(codec.encode(&other).unwrap() != codec.encode(&frame(1)).unwrap());
    let mut other = frame(1);
    other.preview[[3, 3, 2]] ^= 1;
    assert_eq!(codec.decode::<Frame>(&codec.encode(&other).unwrap()).unwrap(), other);

    let stats = codec.cache().unwrap().stats();
    assert_eq!((stats.hits, stats.misses, stats.entries), (2, 3, 3));
    assert_eq!(stats.bytes, 3 * first.len() as u64);
    assert_eq!(monitor.report().cache_hit_rate, Some(0.4));
}

#[test]
fn a_batch_keeps_its_order_and_counts_what_fails() {
    let (codec, monitor) = codec(Compression::lz4());
    let mut frames: Vec<Frame> = (0..40).map(frame).collect();
    // PNG has no image without pixels.
    frames[17].picture = RgbImage::new(0, 3);
    frames[39] = frame(0);
    let batch = codec.encode_batch(&frames);
    assert_eq!(((&batch).into_iter().count(), batch.failures()), (40, 1));
    let error = batch.get(17).unwrap().unwrap_err().to_string();
    assert!(error.contains("PNG has no empty images") && error.contains("picture"), "{error}");
    let stats = codec.cache().unwrap().stats();
    assert_eq!((stats.entries, stats.hits + stats.misses), (38, 40));

    let mut sent: Vec<Vec<u8>> = batch.into_vecs().into_iter().map(Result::unwrap_or_default).collect();
    let middle = sent[5].len() / 2;
    sent[5][middle] ^= 1;
    let back = codec.decode_batch::<Frame, _>(&sent);
    for (index, (back, sent)) in back.iter().zip(&frames).enumerate() {
        match (index, back) {
            (5 | 17, found) => assert!(found.is_err(), "{index}"),
            (_, found) => assert_eq!(found.as_ref().unwrap(), sent, "{index}"),
        }
    }

    let report = monitor.report();
    let (encode, decode) = (report.operation("encode_batch").unwrap(), report.operation("decode_batch").unwrap());
    assert_eq!((encode.total_operations, encode.errors), (1, 1));
    assert_eq!((decode.total_operations, decode.errors), (1, 1));
    assert_eq!(decode.bytes_in, sent.iter().map(Vec::len).sum::<usize>() as u64);
    let stats = codec.batch_stats();
    assert_eq!((stats.total_items, stats.successful_items), (40, 39));
    assert_eq!((stats.total_deserialize_items, stats.successful_deserialize_items), (40, 38));
}

#[test]
fn a_stream_of_frames_comes_back() {
    for compression in [Compression::none(), Compression::zstd()] {
        let codec = Codec::builder().compression(CompressionPolicy::new(compression)).chunk_size(3).build().unwrap();
        let frames: Vec<Frame> = (0..7).map(frame).collect();
        let mut file = Vec::new();
        codec.encode_stream(&frames, &mut file).unwrap();
        let back: Vec<Frame> = codec.decode_stream(&*file).unwrap().map(Result::unwrap).collect();
        assert_eq!(back, frames);
    }
}
