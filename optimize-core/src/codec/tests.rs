use super::*;
use crate::batch::BatchError;
use crate::batch::CancelToken;
use crate::compress::{Compression, EnvelopeError};
use crate::test_model::{Clip, PANICS, REFUSES};
use std::time::Duration;

fn policies() -> Vec<Option<CompressionPolicy>> {
    let named = ["none", "gzip", "lz4", "zstd"].iter().filter_map(|name| Compression::from_name(name).ok());
    named.map(|compression| Some(CompressionPolicy::new(compression))).chain([None]).collect()
}

fn cached() -> CodecBuilder {
    Codec::builder().cache(Cache::new())
}

/// Every kind of codec: with and without envelopes, a cache and a monitor.
fn codecs() -> Vec<Codec> {
    let mut codecs = Vec::new();
    for policy in policies() {
        for cached in [false, true] {
            let mut builder = Codec::builder().monitor(Monitor::new());
            if let Some(policy) = policy.clone() {
                builder = builder.compression(policy);
            }
            if cached {
                builder = builder.cache(Cache::new());
            }
            codecs.push(builder.build().unwrap());
        }
    }
    codecs
}

fn clips(count: u32) -> Vec<Clip> {
    (0..count).map(|id| Clip::new(id, &"words ".repeat(id as usize % 400))).collect()
}

#[test]
fn there_and_back() {
    for codec in codecs() {
        for clip in [Clip::new(1, ""), Clip::new(2, &"long ".repeat(1000))] {
            for _ in 0..2 {
                let bytes = codec.encode(&clip).unwrap();
                assert_eq!(codec.encode(&&clip).unwrap(), bytes, "a reference is written as the model");
                assert_eq!(codec.decode::<Clip>(&bytes).unwrap(), clip);
                assert_eq!(&*bytes.clone().into_arc(), bytes.clone().into_vec());
            }
        }
        if let Some(cache) = codec.cache() {
            assert_eq!((cache.stats().misses, cache.stats().hits), (2, 6));
        }
        let report = codec.monitor().unwrap().report();
        assert_eq!(report.operation("encode").unwrap().total_operations, 8);
        assert_eq!(report.operation("decode").unwrap().errors, 0);
    }
}

#[test]
fn batches() {
    let clips = clips(500);
    for codec in codecs() {
        for _ in 0..2 {
            let output = codec.encode_batch(&clips);
            assert_eq!((output.len(), output.failures()), (500, 0));
            let bytes: Vec<&[u8]> = output.iter().map(Result::unwrap).collect();
            assert_eq!(bytes[3], &*codec.encode(&clips[3]).unwrap());
            let decoded: Vec<Clip> = codec.decode_batch(&bytes).into_iter().map(Result::unwrap).collect();
            assert_eq!(decoded, clips);
        }
        let stats = codec.batch_stats();
        assert_eq!((stats.total_batches, stats.successful_items, stats.successful_deserialize_items), (2, 1000, 1000));
    }
}

#[test]
fn batches_are_read_over_older_ones() {
    let (mut all, mut results) = (clips(3_000), Vec::new());
    for codec in codecs() {
        for (round, title) in
            ["a title that is long enough to be allocated", "short", "of middling length"].iter().enumerate()
        {
            let clips = &mut all[..3_000 - 1_000 * round];
            clips.iter_mut().for_each(|clip| clip.title = (*title).to_owned());
            let mut inputs: Vec<Vec<u8>> =
                codec.encode_batch(clips).into_vecs().into_iter().map(Result::unwrap).collect();
            inputs[7 + round] = b"nonsense".to_vec();
            codec.decode_batch_into(&inputs, &mut results);
            assert_eq!(results.len(), clips.len());
            for (index, (result, clip)) in results.iter().zip(&*clips).enumerate() {
                assert_eq!(result.as_ref().ok(), (index != 7 + round).then_some(clip), "{index}");
            }
        }
        let stats = codec.batch_stats();
        assert_eq!((stats.total_deserialize_items, stats.successful_deserialize_items), (6_000, 5_997));
        let report = codec.monitor().unwrap().report();
        assert_eq!(report.operation("decode_batch").unwrap().errors, 3);
    }
}

#[test]
fn one_bad_item_costs_no_other() {
    let mut clips = clips(200);
    clips[20] = Clip::new(PANICS, "");
    clips[150] = Clip::new(REFUSES, "");
    for codec in codecs() {
        let output = codec.encode_batch(&clips);
        let failed: Vec<usize> = output.errors().map(|(index, _)| index).collect();
        assert_eq!(failed, [20, 150]);
        assert!(matches!(output.get(20), Some(Err(BatchError::Panic(_)))));
        assert!(matches!(output.get(150), Some(Err(BatchError::Dump(_)))));
        assert!(matches!(codec.encode(&clips[150]), Err(CodecError::Dump(_))));

        let mut inputs: Vec<Vec<u8>> = output.into_vecs().into_iter().map(Result::unwrap_or_default).collect();
        inputs[7] = b"nonsense".to_vec();
        let decoded = codec.decode_batch::<Clip, _>(&inputs);
        assert_eq!(decoded.len(), 200);
        for (index, result) in decoded.iter().enumerate() {
            assert_eq!(result.is_err(), [7, 20, 150].contains(&index), "{index}");
        }
        let report = codec.monitor().unwrap().report();
        assert_eq!(report.operation("encode").unwrap().errors, 1);
        assert_eq!(report.operation("encode_batch").unwrap().errors, 1);
        assert_eq!(codec.batch_stats().successful_items, 198);
    }
}

#[test]
fn cancelled_batches_have_all_their_results() {
    let (codec, cancel) = (Codec::new(), CancelToken::new());
    cancel.cancel();
    let output = codec.encode_batch_until(&clips(100), &cancel);
    assert_eq!((output.len(), output.failures()), (100, 100));
    let decoded = codec.decode_batch_until::<Clip, _>(&[b"{}"; 70], &cancel);
    assert!(decoded.len() == 70 && decoded.iter().all(|result| matches!(result, Err(BatchError::Cancelled))));
}

#[test]
fn streams() {
    let clips = clips(300);
    for codec in codecs() {
        let mut file = Vec::new();
        let stats = codec.encode_stream(&clips, &mut file).unwrap();
        assert_eq!((stats.records, stats.written), (300, file.len() as u64));
        let found: Vec<Clip> = codec.decode_stream(&file[..]).unwrap().map(Result::unwrap).collect();
        assert_eq!(found, clips);
        let mut again = Vec::new();
        codec.encode_stream(found, &mut again).unwrap();
        assert_eq!(again, file);
    }
}

#[test]
fn streams_with_bad_models() {
    let mut clips = clips(10);
    clips[4] = Clip::new(REFUSES, "");
    let codec = Codec::new();
    let mut file = Vec::new();
    let error = codec.encode_stream(&clips, &mut file).unwrap_err();
    assert_eq!(error.record(), 5);
    assert_eq!(codec.decode_stream::<Clip, _>(&file[..]).unwrap().count(), 4, "those before it are written");

    let (mut file, mut errors) = (Vec::new(), Vec::new());
    let stats = codec.encode_stream_with(&clips, &mut file, |error| errors.push(error.record())).unwrap();
    assert_eq!((stats.records, stats.failures, errors), (9, 1, vec![5]));
    assert_eq!(codec.decode_stream::<Clip, _>(&file[..]).unwrap().filter(Result::is_ok).count(), 9);
}

#[test]
fn codecs_that_share_a_cache_share_no_bytes() {
    let cache = Cache::new();
    let build = |builder: CodecBuilder| builder.cache(cache.clone()).build().unwrap();
    let clip = Clip::new(1, &"many words ".repeat(300));
    let mut seen = Vec::new();
    let plain = [
        Codec::builder(),
        Codec::builder().dump_options(DumpOptions::new().spaced()),
        Codec::builder().dump_options(DumpOptions::new().indent(2)),
        Codec::builder().compression(CompressionPolicy::default()),
        Codec::builder().compression(CompressionPolicy::default().without_checksum()),
    ];
    let levels = [1, 9].into_iter().filter_map(|level| Compression::from_name("gzip").ok()?.level(level).ok());
    let compressing = levels.map(|level| Codec::builder().compression(CompressionPolicy::new(level)));
    let builders: Vec<CodecBuilder> = plain.into_iter().chain(compressing).collect();
    for builder in &builders {
        let bytes = build(builder.clone()).encode(&clip).unwrap();
        assert!(!seen.contains(&bytes));
        seen.push(bytes);
    }
    for (builder, bytes) in builders.iter().zip(&seen) {
        assert_eq!(build(builder.clone()).encode(&clip).unwrap(), *bytes, "the same choices share");
    }
    assert_eq!(cache.stats().hits, builders.len() as u64);
}

#[test]
fn envelopes_are_needed_where_they_are_written() {
    let codec = Codec::builder().compression(CompressionPolicy::default()).build().unwrap();
    let error = codec.decode::<Clip>(br#"{"id":1,"title":""}"#).unwrap_err();
    assert!(matches!(error, CodecError::Envelope(EnvelopeError::NoHeader)));
    let lenient = Codec::builder()
        .compression(CompressionPolicy::default())
        .limits(DecompressLimits::new().accept_raw())
        .build()
        .unwrap();
    assert_eq!(lenient.decode::<Clip>(br#"{"id":1,"title":""}"#).unwrap(), Clip::new(1, ""));
    let bytes = Codec::new().encode(&Clip::new(1, "")).unwrap();
    assert_eq!(&*bytes, br#"{"id":1,"title":""}"#);
}

#[cfg(feature = "zstd")]
#[test]
fn codecs_with_dictionaries() {
    use crate::compress::Dictionary;
    let dictionary = Dictionary::of::<Clip>();
    let policy = CompressionPolicy::new(Compression::zstd());
    let with = Codec::builder().compression(policy.clone().with_dictionary(dictionary.clone())).build().unwrap();
    let without = Codec::builder().compression(policy.clone()).build().unwrap();
    let reads = Codec::builder().compression(policy).dictionary(dictionary).build().unwrap();
    let clip = Clip::new(1, &"a title ".repeat(12));
    let bytes = with.encode(&clip).unwrap();
    assert!(bytes.starts_with(b"{\"compressed\": true"));
    for codec in [&with, &reads] {
        assert_eq!(codec.decode::<Clip>(&bytes).unwrap(), clip);
    }
    let error = without.decode::<Clip>(&bytes).unwrap_err();
    assert!(error.to_string().contains("needs the dictionary xxh3:"), "{error}");
    assert_eq!(with.decode::<Clip>(&without.encode(&clip).unwrap()).unwrap(), clip);
    let unused = CompressionPolicy::default().with_dictionary(Dictionary::of::<Clip>());
    let error = Codec::builder().compression(unused.threshold(1024)).build().unwrap_err();
    assert!(error.to_string().contains("only zstd"), "{error}");
}

#[test]
fn contradictions_are_refused() {
    for (builder, word) in [
        (Codec::builder().dump_options(DumpOptions::new().exclude_unset()), "exclude_unset"),
        (Codec::builder().compression(CompressionPolicy::default().threshold(10)), "threshold"),
        (Codec::builder().limits(DecompressLimits::new()), "limits"),
        (Codec::builder().chunk_size(0), "chunk_size"),
        (Codec::builder().cache_use(CacheUse::Always), "the codec has none"),
        (Codec::builder().cache_policy::<Clip>(CachePolicy::new()), "the codec has none"),
        (Codec::builder().schema_version(2), "schema_version"),
        (cached().cache_policy::<Clip>(CachePolicy::new().ttl(Duration::ZERO)), "cache policy"),
        (cached().cache_policy::<Clip>(CachePolicy::new().max_value_bytes(0)), "cache policy"),
        (
            cached().cache_policy::<Clip>(CachePolicy::new().cache_use(CacheUse::Never).ttl(Duration::from_secs(1))),
            "cache policy",
        ),
        (
            Codec::builder().compression(CompressionPolicy::default()).limits(DecompressLimits::new().max_output(0)),
            "0 bytes",
        ),
    ] {
        let error = builder.build().unwrap_err();
        assert!(error.to_string().contains(word), "{error}");
    }
}

#[test]
fn the_monitor_knows_the_ratio_and_the_hits() {
    for codec in codecs() {
        let clip = Clip::new(1, &"word ".repeat(2000));
        codec.encode(&clip).unwrap();
        codec.encode(&clip).unwrap();
        assert!(codec.decode::<Clip>(b"").is_err());
        let report = codec.monitor().unwrap().report();
        assert_eq!(report.cache_hit_rate, codec.cache().map(|_| 0.5));
        let compresses = codec.inner.policy.as_ref().is_some_and(|policy| !policy.compression().is_none());
        assert_eq!(report.compression_ratio.is_some_and(|ratio| ratio < 0.2), compresses);
        assert_eq!(report.operation("decode").unwrap().errors, 1);
    }
}

#[test]
fn types_have_their_own_cache_policies() {
    let clock = crate::cache::ManualClock::new();
    let cache = Cache::builder().clock(&clock).build().unwrap();
    let build = |policy| Codec::builder().cache(cache.clone()).cache_policy::<Clip>(policy).build().unwrap();
    let (clip, long) = (Clip::new(1, "one"), Clip::new(2, &"long ".repeat(100)));

    let never = build(CachePolicy::new().cache_use(CacheUse::Never));
    never.encode(&clip).unwrap();
    assert_eq!((cache.stats().misses, cache.len()), (0, 0));
    assert_eq!(never.cache_verdicts()[0].to_string(), "Clip: not cached, as asked");

    let small = build(CachePolicy::new().cache_use(CacheUse::Always).max_value_bytes(100).ttl(Duration::from_secs(60)));
    for _ in 0..2 {
        small.encode(&clip).unwrap();
        small.encode(&long).unwrap();
    }
    assert_eq!((cache.stats().hits, cache.stats().misses, cache.len()), (1, 3, 1));
    clock.advance(Duration::from_secs(61));
    small.encode(&clip).unwrap();
    assert_eq!(cache.stats().expirations, 1, "the policy's TTL, not the cache's hour");

    let always = Codec::builder().cache(cache.clone()).cache_use(CacheUse::Always).build().unwrap();
    for _ in 0..10_000 {
        always.encode(&clip).unwrap();
    }
    assert_eq!(cache.stats().hits, 10_001, "what the other codec wrote is the same");
    assert_eq!(always.cache_verdicts()[0].choice, CacheChoice::Used);
}

#[test]
fn a_schema_version_keeps_old_bytes_apart() {
    let cache = Cache::new();
    let build = |version| Codec::builder().cache(cache.clone()).schema_version(version).build().unwrap();
    let clip = Clip::new(1, "one");
    build(0).encode(&clip).unwrap();
    build(1).encode(&clip).unwrap();
    build(1).encode(&clip).unwrap();
    assert_eq!((cache.stats().misses, cache.stats().hits), (2, 1));
}

#[test]
fn what_never_comes_again_is_not_kept_for_long() {
    let codec = cached().build().unwrap();
    for id in 0..200_000 {
        codec.encode(&Clip::new(id, "never twice")).unwrap();
    }
    let verdict = codec.cache_verdicts().remove(0);
    assert!(verdict.stepped_aside > 100_000, "{verdict:?}");
    assert!(codec.cache().unwrap().stats().insertions < 100_000);
    assert!(!verdict.without_cache.is_zero() && verdict.to_string().starts_with("Clip: "), "{verdict}");
    // The bytes are right whichever way they came.
    for id in 0..2_000 {
        let text = format!(r#"{{"id":{},"title":"never twice"}}"#, id % 7);
        assert_eq!(&*codec.encode(&Clip::new(id % 7, "never twice")).unwrap(), text.as_bytes());
    }
}

#[test]
fn codecs_are_shared_between_threads() {
    fn shared<T: Clone + Send + Sync + 'static>(_: &T) {}
    let codec = cached().monitor(Monitor::new()).build().unwrap();
    shared(&codec);
    assert_eq!(size_of::<Codec>(), size_of::<usize>(), "a clone is one count");
}
