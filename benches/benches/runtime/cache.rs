//! Fingerprints and cache hits.

use crate::Cases;
use optimize_benches::race::Race;
use optimize_benches::table::{Tables, Target};
use optimize_core::cache::{Cache, CacheKey};
use optimize_core::codec::Codec;
use optimize_core::compress::{Compression, CompressionPolicy};
use optimize_core::{DumpOptions, Optimized};
use std::sync::Arc;

/// How many entries the caches hold: all of them are hit.
const ENTRIES: usize = 64;

pub(crate) fn bench(cases: &Cases, tables: &mut Tables) {
    tables.section("Fingerprint");
    let mut buffer = Vec::new();
    let options = DumpOptions::new();
    let fingerprint =
        Race::new().with("optimize", |turn| cases.s[turn % ENTRIES].fingerprint()).with("writing it", |turn| {
            buffer.clear();
            cases.s[turn % ENTRIES].dump_into(&options, &mut buffer).expect("written");
        });
    tables.row("of S", &fingerprint.run(), &[Target::Nanoseconds(40.0)]);

    tables.section("A hit with a ready key");
    let quick = quick_cache::sync::Cache::<u128, Arc<[u8]>>::new(1000);
    let (with_ttl, without) = (Cache::new(), Cache::builder().no_ttl().build().expect("good choices"));
    let keys: Vec<u128> = cases.s.iter().map(|video| video.fingerprint().to_u128()).collect();
    for key in &keys {
        let value: Arc<[u8]> = vec![0; 289].into();
        quick.insert(*key, Arc::clone(&value));
        with_ttl.insert(CacheKey::new(*key), Arc::clone(&value));
        without.insert(CacheKey::new(*key), value);
    }
    let keys = &keys;
    let peer = |turn: usize| quick.get(&keys[turn % ENTRIES]).expect("a hit");
    let no_ttl = Race::new()
        .with("optimize", |turn| without.get(CacheKey::new(keys[turn % ENTRIES])).expect("a hit"))
        .with("quick_cache", peer);
    tables.row("for ever", &no_ttl.run(), &[Target::Of("quick_cache", 1.2)]);
    let ttl = Race::new()
        .with("optimize", |turn| with_ttl.get(CacheKey::new(keys[turn % ENTRIES])).expect("a hit"))
        .with("quick_cache", peer);
    tables.row("with an age", &ttl.run(), &[Target::Of("quick_cache", 1.2)]);

    tables.section("A codec with a cache beside one without, all hits");
    codecs("S", &cases.s, None, tables);
    codecs("M", &cases.m, None, tables);
    codecs("S, zstd", &cases.s, Some(Compression::zstd()), tables);
    codecs("M, zstd", &cases.m, Some(Compression::zstd()), tables);
}

fn codecs<T: Optimized>(case: &str, values: &[T], compression: Option<Compression>, tables: &mut Tables) {
    let build = |cache: bool| {
        let mut builder = Codec::builder();
        if let Some(compression) = compression {
            builder = builder.compression(CompressionPolicy::new(compression).threshold(0));
        }
        if cache {
            builder = builder.cache(Cache::new());
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
    tables.row(case, &race.run(), &[Target::Of("without", 1.05)]);
}
