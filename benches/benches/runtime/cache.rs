//! Cache hits: beside the library underneath, beside the guide's cache, and a codec with a cache beside one without.

use crate::Cases;
use crate::guide::{Guide, beside_guide};
use optimize_benches::race::Race;
use optimize_benches::table::{Tables, Target};
use optimize_core::cache::{Cache, CacheKey};
use optimize_core::codec::{CacheUse, Codec};
use optimize_core::compress::{Compression, CompressionPolicy};
use optimize_core::{DumpOptions, Optimized};
use std::sync::Arc;

/// How many entries the caches hold: all of them are hit.
const ENTRIES: usize = 64;

pub(crate) fn bench(cases: &Cases, guide: Option<&Guide>, tables: &mut Tables) {
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
    tables.race("for ever", no_ttl, &[Target::Of("quick_cache", 1.2)]);
    let ttl = Race::new()
        .with("optimize", |turn| with_ttl.get(CacheKey::new(keys[turn % ENTRIES])).expect("a hit"))
        .with("quick_cache", peer);
    tables.race("with an age", ttl, &[Target::Of("quick_cache", 1.2)]);

    tables.section("\"5\u{2013}20 ms per model (cached)\": by content, fingerprint or key included");
    let (cache, options) = (Cache::new(), DumpOptions::new());
    let codec = Codec::builder().cache(cache).cache_use(CacheUse::Always).build().expect("good choices");
    for video in &cases.s {
        codec.encode(video).expect("encoded");
    }
    let hit = Race::new()
        .with("optimize", |turn| codec.encode(&cases.s[turn % ENTRIES]).expect("a hit"))
        .with("quick_cache by fingerprint", |turn| {
            quick.get(&cases.s[turn % ENTRIES].fingerprint().to_u128()).expect("a hit")
        });
    tables.race("a hit on S", beside_guide(hit, guide, "cache_hit"), &[Target::Of("quick_cache by fingerprint", 1.2)]);
    let full = Cache::builder().max_size(1000).build().expect("good choices");
    let empty: Arc<[u8]> = Vec::new().into();
    let set = Race::new().with("optimize", |turn| {
        let video = &cases.l[turn % cases.l.len()];
        full.insert(CacheKey::new(video.fingerprint().to_u128()), Arc::clone(&empty));
    });
    tables.race("storing S in a full cache", beside_guide(set, guide, "cache_set_full"), &[]);
    let alone = Race::new().with("optimize", |turn| cases.s[turn % ENTRIES].dump(&options).expect("written"));
    tables.race("writing S without a cache", alone, &[]);

    tables.section("A codec with a cache beside one without: all hits, then none");
    codecs("S", &cases.s, None, tables);
    codecs("M", &cases.m, None, tables);
    codecs("S, zstd", &cases.s, Some(Compression::zstd()), tables);
    codecs("M, zstd", &cases.m, Some(Compression::zstd()), tables);
    codecs("ten thousand S, in a cache for a thousand", &cases.l, None, tables);
    codecs("ten thousand S, zstd, in a cache for a thousand", &cases.l, Some(Compression::zstd()), tables);
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
    tables.race(case, race, &[Target::Of("without", 1.05)]);
    for verdict in with.cache_verdicts() {
        tables.note(&format!("{case}: {verdict}."));
    }
}
