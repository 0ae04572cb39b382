//! Cache hits: beside the library underneath, beside the guide's cache, and a codec with a cache beside one without.

use crate::Cases;
use crate::guide::{Guide, beside_guide};
use optimize_benches::race::Race;
use optimize_benches::table::{Tables, Target};
use optimize_core::cache::{Cache, CacheKey};
use optimize_core::codec::{CacheUse, Codec};
use optimize_core::weak_cache::WeakCache;
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

    frame(tables);
}

/// A frame of video whose picture is written as a PNG file.
#[derive(Optimized)]
struct Frame {
    id: u64,
    #[opt(image(codec = "png"))]
    picture: image::RgbImage,
}

fn frame(tables: &mut Tables) {
    tables.section("A hit on a 1080p frame beside writing it as PNG");
    let picture = image::RgbImage::from_fn(1920, 1080, |x, y| {
        let noise = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 13 & 7;
        image::Rgb([x / 8 + noise, y / 5 + noise, (x + y) / 12 + noise].map(|value| value as u8))
    });
    let frame = Frame { id: 7, picture };
    let (cached, options) = (Codec::builder().cache(Cache::new()).build().expect("good choices"), DumpOptions::new());
    let weak = WeakCache::new();
    let shared = Arc::new(frame);
    cached.encode(&*shared).expect("encoded");
    weak.get_or_insert_with(&shared, |frame| frame.dump(&options)).expect("encoded");
    let by_identity = Race::new()
        .with("optimize", |_| weak.get_or_insert_with(&shared, |frame| frame.dump(&options)).expect("a hit"))
        .with("writing it as PNG", |_| shared.dump(&options).expect("written"));
    tables.race("frame, by identity", by_identity, &[Target::Of("writing it as PNG", 1.0 / 1000.0)]);
    let bytes = shared.picture.as_raw();
    let by_content = Race::new()
        .with("optimize", |_| cached.encode(&*shared).expect("a hit"))
        .with("writing it as PNG", |_| shared.dump(&options).expect("written"))
        .with("XXH3 of the bytes", |_| xxhash_rust::xxh3::xxh3_128(bytes));
    // Hashing 6.2 MB is most of such a hit, and as much as there is to save of a fast encoder's time.
    tables.race("frame, by content", by_content, &[Target::Of("XXH3 of the bytes", 1.2)]);
}
