//! Fingerprints, beside writing the model, the hash underneath and the guide's key.

use crate::Cases;
use crate::guide::{Guide, beside_guide};
use ndarray::Array3;
use optimize_benches::race::Race;
use optimize_benches::table::{Tables, Target};
use optimize_core::{DumpOptions, Optimized};

/// A frame of video.
#[derive(Optimized)]
struct Frame {
    id: u64,
    #[opt(tensor)]
    pixels: Array3<u8>,
}

pub(crate) fn bench(cases: &Cases, guide: Option<&Guide>, tables: &mut Tables) {
    tables.section("Fingerprint");
    let (mut buffer, options) = (Vec::new(), DumpOptions::new());
    let s = Race::new().with("optimize", |turn| cases.s[turn % 64].fingerprint()).with("writing it", |turn| {
        buffer.clear();
        cases.s[turn % 64].dump_into(&options, &mut buffer).expect("written");
    });
    tables.race("of S", beside_guide(s, guide, "cache_key"), &[Target::Nanoseconds(40.0)]);
    let mut buffer = Vec::new();
    let m = Race::new().with("optimize", |turn| cases.m[turn % 64].fingerprint()).with("writing it", |turn| {
        buffer.clear();
        cases.m[turn % 64].dump_into(&options, &mut buffer).expect("written");
    });
    tables.race("of M", m, &[Target::Of("writing it", 0.4)]);
    let frame = Frame { id: 7, pixels: Array3::from_shape_fn((1080, 1920, 3), |(y, x, c)| (y * 31 + x * 7 + c) as u8) };
    let bytes = frame.pixels.as_slice().expect("contiguous");
    let tensor = Race::new()
        .with("optimize", |_| frame.fingerprint())
        .with("XXH3 of the bytes", |_| xxhash_rust::xxh3::xxh3_128(bytes));
    tables.race("of a 1080p frame, 6.2 MB", tensor, &[Target::Of("XXH3 of the bytes", 1.05)]);
}
