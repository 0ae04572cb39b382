//! A codec with a cache beside one without, and what the codec itself costs.

use crate::Cases;
use optimize_benches::race::Race;
use optimize_benches::table::{Tables, Target};
use optimize_core::cache::Cache;
use optimize_core::codec::Codec;
use optimize_core::compress::{Compression, CompressionPolicy};
use optimize_core::{DumpOptions, Optimized};

pub(crate) fn bench(cases: &Cases, tables: &mut Tables) {
    tables.section("A codec with a cache beside one without: all hits, then none");
    codecs("S", &cases.s, None, tables);
    codecs("M", &cases.m, None, tables);
    codecs("S, zstd", &cases.s, Some(Compression::zstd()), tables);
    codecs("M, zstd", &cases.m, Some(Compression::zstd()), tables);
    codecs("ten thousand S, in a cache for a thousand", &cases.l, None, tables);
    codecs("ten thousand S, zstd, in a cache for a thousand", &cases.l, Some(Compression::zstd()), tables);

    tables.section("A codec beside the model's own functions");
    let (codec, options) = (Codec::new(), DumpOptions::new());
    let out = Race::new()
        .with("optimize", |turn| codec.encode(&cases.s[turn % 64]).expect("encoded"))
        .with("dump", |turn| cases.s[turn % 64].dump(&options).expect("written"));
    tables.race("S, encoded", out, &[Target::Of("dump", 1.15)]);
    let read = Race::new()
        .with("optimize", |turn| codec.decode::<optimize_benches::models::Video>(text(cases, turn)).expect("valid"))
        .with("from_json", |turn| optimize_benches::models::Video::from_json(text(cases, turn)).expect("valid"));
    tables.race("S, decoded", read, &[Target::Of("from_json", 1.05)]);
}

fn text(cases: &Cases, turn: usize) -> &[u8] {
    cases.texts[turn % 64].as_bytes()
}

fn codecs<T: Optimized>(case: &str, values: &[T], compression: Option<Compression>, tables: &mut Tables) {
    let build = |cache: bool| {
        let mut builder = Codec::builder();
        if let Some(compression) = compression {
            builder = builder.compression(CompressionPolicy::new(compression).threshold(0));
        }
        if cache {
            // Fewer than L: none of that comes again before it has gone.
            builder = builder.cache(Cache::builder().max_size(1000).build().expect("good choices"));
        }
        builder.build().expect("good choices")
    };
    let (with, without) = (build(true), build(false));
    for value in values {
        assert_eq!(with.encode(value).expect("encoded"), without.encode(value).expect("encoded"));
    }
    let race = Race::new()
        .with("with", |turn| with.encode(&values[turn % values.len()]).expect("encoded"))
        .with("without", |turn| without.encode(&values[turn % values.len()]).expect("encoded"));
    tables.race(case, race, &[Target::Of("without", 1.05)]);
    for verdict in with.cache_verdicts() {
        tables.note(&format!("{case}: {verdict}."));
    }
}
