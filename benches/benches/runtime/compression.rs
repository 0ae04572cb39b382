//! Compression of one S and of L, beside the raw libraries.

use crate::Cases;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use lz4_flex::frame::{BlockMode, BlockSize, FrameDecoder, FrameEncoder, FrameInfo};
use optimize_benches::race::Race;
use optimize_benches::table::{Tables, Target};
use optimize_core::compress::{Compression, DecompressLimits, compress, decompress};
use std::io::{Read, Write};

pub(crate) fn bench(cases: &Cases, tables: &mut Tables) {
    let lines = cases.lines();
    let one = cases.texts[0].as_bytes();

    tables.section("Compression of one S");
    rows(one, tables);
    tables.section("Compression of L");
    rows(&lines, tables);
}

fn rows(data: &[u8], tables: &mut Tables) {
    let all = [("gzip 6", Compression::gzip()), ("lz4", Compression::lz4()), ("zstd 3", Compression::zstd())];
    for (name, compression) in all {
        let packed = compress(data, compression).expect("compressed");
        let mut library = raw(name);
        assert!(library(data).len().abs_diff(packed.len()) <= packed.len() / 10, "{name}: not the same settings");
        let out = Race::new()
            .with("optimize", |_| compress(data, compression).expect("compressed"))
            .with("the library", |_| library(data))
            .run();
        let ratio = data.len() as f64 / packed.len() as f64;
        let case = format!(
            "{name}: {} to {} bytes, {ratio:.1} \u{d7}, {}",
            data.len(),
            packed.len(),
            rate(data, out.of("optimize"))
        );
        tables.row(&case, &out, &[Target::Of("the library", 1.1)]);
        let limits = DecompressLimits::new();
        assert!(decompress(&packed, None, &limits).expect("whole") == data);
        let mut library = raw_back(name, data.len());
        assert!(library(&packed) == data);
        let back = Race::new()
            .with("optimize", |_| decompress(&packed, None, &limits).expect("whole"))
            .with("the library", |_| library(&packed))
            .run();
        tables.row(
            &format!("{name}, back, {}", rate(data, back.of("optimize"))),
            &back,
            &[Target::Of("the library", 1.1)],
        );
    }
}

/// A library's own compressor, with the settings that this crate chooses: frames with a checksum.
type Raw = Box<dyn FnMut(&[u8]) -> Vec<u8>>;

fn raw(name: &str) -> Raw {
    match name {
        "gzip 6" => Box::new(|data| {
            let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::new(6));
            encoder.write_all(data).expect("compressed");
            encoder.finish().expect("compressed")
        }),
        "lz4" => Box::new(|data| {
            let size = if data.len() > 64 << 10 { BlockSize::Max256KB } else { BlockSize::Max64KB };
            let info = FrameInfo::new().block_mode(BlockMode::Independent).block_size(size).content_checksum(true);
            let mut encoder = FrameEncoder::with_frame_info(info, Vec::new());
            encoder.write_all(data).expect("compressed");
            encoder.finish().expect("compressed")
        }),
        _ => {
            let mut context = zstd::bulk::Compressor::new(3).expect("a context");
            context.include_checksum(true).expect("a setting");
            Box::new(move |data| context.compress(data).expect("compressed"))
        }
    }
}

/// A library's own decompressor into a buffer of the content's size, which it is told.
fn raw_back(name: &str, content: usize) -> Raw {
    match name {
        "gzip 6" => Box::new(move |frame| {
            let mut out = Vec::with_capacity(content);
            GzDecoder::new(frame).read_to_end(&mut out).expect("whole");
            out
        }),
        "lz4" => Box::new(move |frame| {
            let mut out = Vec::with_capacity(content);
            FrameDecoder::new(frame).read_to_end(&mut out).expect("whole");
            out
        }),
        _ => {
            let mut context = zstd::bulk::Decompressor::new().expect("a context");
            Box::new(move |frame| context.decompress(frame, content).expect("whole"))
        }
    }
}

fn rate(data: &[u8], nanoseconds: f64) -> String {
    format!("{:.0} MB/s", data.len() as f64 / nanoseconds * 1e3)
}
