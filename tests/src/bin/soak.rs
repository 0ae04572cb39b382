//! Mixed work at constant load for a long time, and how flat resident memory is meanwhile.
//!
//! `cargo run --release -p optimize-tests --bin soak -- --seconds 1800`
//!
//! Several threads encode, decode, batch and stream through codecs that share caches with short lives and small
//! limits, so that entries are stored, hit, evicted and expired all the time. After the warm-up, a quarter of the
//! whole, the mean of resident memory over each following quarter must stay within one per cent of the first one's. In less
//! than half an hour, where a quarter is too short for a heap to settle, 1 MiB is allowed too.

use memory_stats::memory_stats;
use optimize_core::cache::Cache;
use optimize_core::codec::{CacheUse, Codec};
use optimize_core::compress::{Compression, CompressionPolicy};
use optimize_core::monitor::Monitor;
use optimize_core::weak_cache::WeakCache;
use optimize_core::{DumpOptions, Optimized};
use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How far the mean may drift, as a share.
const DRIFT: f64 = 0.01;

/// The seconds from which on nothing but the share counts.
const WHOLE: u64 = 1800;

#[derive(Optimized, Debug, Clone, PartialEq)]
struct Video {
    #[opt(min_length = 1, max_length = 50)]
    id: String,
    #[opt(ge = 0.0)]
    duration: f64,
    tags: Vec<String>,
    notes: BTreeMap<String, String>,
    description: Option<String>,
}

fn video(number: u64) -> Video {
    Video {
        id: format!("video_{number}"),
        duration: number as f64 / 7.0,
        tags: (0..number % 6).map(|tag| format!("tag {tag}")).collect(),
        notes: [("index".to_owned(), number.to_string())].into(),
        description: (!number.is_multiple_of(3)).then(|| "words and more words ".repeat(1 + number as usize % 40)),
    }
}

/// What all threads share.
struct Work {
    plain: Codec,
    packed: Codec,
    weak: WeakCache<Video>,
    monitor: Monitor,
    done: AtomicU64,
    stop: AtomicBool,
}

impl Work {
    fn new() -> Result<Self, Box<dyn std::error::Error>> {
        let monitor = Monitor::builder().alert_above(Duration::from_millis(50)).build();
        let cache = |bytes| Cache::builder().max_size(2_000).max_bytes(bytes).ttl(Duration::from_secs(6)).build();
        let plain = Codec::builder()
            .dump_options(DumpOptions::new().exclude_none())
            .cache(cache(1 << 20)?)
            .monitor(monitor.clone())
            .build()?;
        let packed = Codec::builder()
            .compression(CompressionPolicy::new(Compression::gzip()))
            .cache(cache(4 << 20)?)
            .cache_use(CacheUse::Always)
            .monitor(monitor.clone())
            .build()?;
        let (done, stop) = (AtomicU64::new(0), AtomicBool::new(false));
        Ok(Self { plain, packed, weak: WeakCache::new(), monitor, done, stop })
    }

    /// One thread's work until it is told to stop: the same mixture again and again.
    fn run(&self, thread: u64) {
        let mut number = thread << 40;
        while !self.stop.load(Ordering::Relaxed) {
            for codec in [&self.plain, &self.packed] {
                self.round(codec, number);
            }
            if number.is_multiple_of(64) {
                let report = self.monitor.report();
                assert!(report.operation("encode").is_some() && !report.to_prometheus().is_empty());
            }
            number += 1;
            self.done.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn round(&self, codec: &Codec, number: u64) {
        // Some come again at once, some later, some never.
        let videos: Vec<Video> =
            (0..40).map(|item| video(if item % 2 == 0 { item } else { number * 40 + item })).collect();
        for video in &videos[..10] {
            let bytes = codec.encode(video).expect("encoded");
            assert_eq!(codec.decode::<Video>(&bytes).expect("its own bytes"), *video);
        }
        assert!(codec.decode::<Video>(b"{\"id\": 3}").is_err());
        let batch = codec.encode_batch(&videos);
        let bytes: Vec<&[u8]> = batch.iter().map(|result| result.expect("encoded")).collect();
        assert!(codec.decode_batch::<Video, _>(&bytes).iter().all(Result::is_ok));
        let mut stream = Vec::new();
        codec.encode_stream(&videos, &mut stream).expect("written");
        assert_eq!(codec.decode_stream::<Video, _>(&stream[..]).expect("a stream").filter(Result::is_ok).count(), 40);
        let shared = Arc::new(videos.into_iter().next().expect("forty"));
        self.weak.get_or_insert_with(&shared, |video| video.to_json()).expect("encoded");
    }
}

fn resident() -> f64 {
    memory_stats().map_or(0.0, |stats| stats.physical_mem as f64 / f64::from(1 << 20))
}

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let seconds = match &arguments[..] {
        [name, seconds] if name == "--seconds" => seconds.parse::<u64>()?.max(8),
        [] => WHOLE,
        _ => return Err("usage: soak [--seconds N]".into()),
    };
    let (work, threads) = (Work::new()?, std::thread::available_parallelism()?.get() as u64 + 1);
    println!("{threads} threads for {seconds} s, of which {} warm up", seconds / 4);
    let quarters = std::thread::scope(|scope| {
        (0..threads).for_each(|thread| {
            drop(scope.spawn({
                let work = &work;
                move || work.run(thread)
            }))
        });
        let quarters = watch(&work, seconds);
        work.stop.store(true, Ordering::Relaxed);
        quarters
    });
    println!(
        "{} rounds\n{}\n{}",
        work.done.load(Ordering::Relaxed),
        work.packed.cache().expect("a cache").stats(),
        work.monitor.report()
    );
    let first = quarters[1];
    let drift = quarters[2..].iter().map(|mean| (mean - first).abs()).fold(0.0, f64::max);
    let flat = drift <= if seconds < WHOLE { (first * DRIFT).max(1.0) } else { first * DRIFT };
    println!(
        "{} drift after the warm-up: {:.2} % ({drift:.2} of {first:.1} MiB)",
        if flat { "ok:" } else { "FAILED:" },
        100.0 * drift / first
    );
    Ok(if flat { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The mean of resident memory over each quarter of the time, in MiB.
fn watch(work: &Work, seconds: u64) -> Vec<f64> {
    let start = Instant::now();
    (1..=4)
        .map(|quarter| {
            let (mut sum, mut count) = (0.0, 0);
            while start.elapsed() < Duration::from_secs(seconds * quarter) / 4 {
                std::thread::sleep(Duration::from_millis(100));
                sum += resident();
                count += 1;
            }
            let mean = sum / f64::from(count.max(1));
            println!("quarter {quarter}: {mean:.2} MiB, {} rounds so far", work.done.load(Ordering::Relaxed));
            mean
        })
        .collect()
}
