//! The guide's "Complete Optimized Serialization System" and its "Integration with AI Video System",
//! written with this crate. `cargo run --release --example guide`
//!
//! The guide's own batch serializer passes options that `model_dump_json` does not know, logs the
//! exceptions and drops the items. Here all 100 of 100 come out.

use optimize_core::cache::Cache;
use optimize_core::compress::{Compression, compress};
use optimize_core::monitor::Monitor;
use optimize_core::{Codec, DumpOptions, Optimized};
use serde_json::json;
use std::error::Error;
use std::thread;
use std::time::Duration;

#[derive(Optimized, Debug, Clone, PartialEq)]
#[opt(extra = "forbid", computed(duration_minutes))]
struct OptimizedVideoData {
    #[opt(min_length = 1, max_length = 50)]
    video_id: String,
    #[opt(max_length = 200)]
    title: String,
    /// Seconds.
    #[opt(ge = 0.0, le = 3600.0)]
    duration: f64,
    #[opt(default = Quality::Medium)]
    quality: Quality,
    #[opt(default)]
    tags: Vec<String>,
    #[opt(default)]
    metadata: serde_json::Map<String, serde_json::Value>,
}

impl OptimizedVideoData {
    fn duration_minutes(&self) -> f64 {
        self.duration / 60.0
    }
}

#[derive(Optimized, Debug, Clone, Copy, PartialEq)]
#[opt(rename_all = "lowercase")]
enum Quality {
    Low,
    Medium,
    High,
}

#[derive(Optimized, Debug, Clone, PartialEq)]
struct VideoProcessingResult {
    video_id: String,
    status: Status,
    /// Seconds.
    processing_time: f64,
    output_url: Option<String>,
    error: Option<String>,
}

#[derive(Optimized, Debug, Clone, Copy, PartialEq)]
#[opt(rename_all = "lowercase")]
enum Status {
    Completed,
    Failed,
}

fn main() -> Result<(), Box<dyn Error>> {
    implement_optimized_serialization()?;
    println!();
    integrate_with_ai_video_system()
}

fn implement_optimized_serialization() -> Result<(), Box<dyn Error>> {
    let monitor = Monitor::new();
    let codec = Codec::builder()
        .dump_options(DumpOptions::new().exclude_none())
        .cache(Cache::builder().max_size(1000).ttl(Duration::from_secs(3600)).build()?)
        .monitor(monitor.clone())
        .build()?;
    let videos: Vec<OptimizedVideoData> = (0..100).map(make_video).collect();

    let serialized = codec.encode_batch(&videos);
    println!("Serialized {} items", serialized.len() - serialized.failures());
    assert_eq!((serialized.len(), serialized.failures()), (100, 0));

    println!("Batch stats: {}", serde_json::to_string_pretty(&codec.batch_stats())?);
    println!("Performance report:\n{}", monitor.report());

    let lines: Vec<&[u8]> = serialized.iter().filter_map(Result::ok).collect();
    let joined = lines.concat();
    let compressed = compress(&joined, Compression::gzip())?;
    println!("Original size: {} bytes", joined.len());
    println!("Compressed size: {} bytes", compressed.len());
    println!("Compression ratio: {:.2}%", 100.0 * compressed.len() as f64 / joined.len() as f64);

    let decoded: Vec<OptimizedVideoData> = codec.decode_batch(&lines).into_iter().collect::<Result<_, _>>()?;
    assert_eq!(decoded, videos);
    println!("Decoded {} items, equal to what was serialized", decoded.len());
    Ok(())
}

fn integrate_with_ai_video_system() -> Result<(), Box<dyn Error>> {
    let monitor = Monitor::new();
    let codec = Codec::builder()
        .dump_options(DumpOptions::new().exclude_none())
        .cache(Cache::builder().max_size(2000).ttl(Duration::from_secs(7200)).build()?)
        .monitor(monitor.clone())
        .build()?;
    let videos: Vec<OptimizedVideoData> = (0..50).map(make_video).collect();

    let input = codec.encode_batch(&videos);
    let results: Vec<VideoProcessingResult> =
        videos.iter().enumerate().map(|(index, video)| process_video(index, video, &monitor)).collect();
    let output = codec.encode_batch(&results);
    assert_eq!((input.failures(), output.failures()), (0, 0));

    println!("Processed {} videos", output.len());
    if let Some(Ok(first)) = output.get(0) {
        println!("The first: {}", String::from_utf8_lossy(first));
    }
    println!("Performance:\n{}", monitor.report());
    println!("Batch stats: {}", serde_json::to_string(&codec.batch_stats())?);
    Ok(())
}

fn make_video(index: u32) -> OptimizedVideoData {
    let metadata = [("quality".to_owned(), json!("high")), ("index".to_owned(), json!(index))];
    OptimizedVideoData {
        video_id: format!("video_{index}"),
        title: format!("Video {index}"),
        duration: 120.0 + f64::from(index),
        quality: Quality::High,
        tags: vec!["sample".to_owned(), format!("video_{index}")],
        metadata: metadata.into_iter().collect(),
    }
}

/// Stands for the model that works on a video.
fn process_video(index: usize, video: &OptimizedVideoData, monitor: &Monitor) -> VideoProcessingResult {
    let _timer = monitor.start("process_video");
    thread::sleep(Duration::from_millis(2));
    let done = video.duration > 0.0;
    VideoProcessingResult {
        video_id: video.video_id.clone(),
        status: if done { Status::Completed } else { Status::Failed },
        processing_time: 0.002,
        output_url: done.then(|| format!("/output/video_{index}.mp4")),
        error: (!done).then(|| "the video is empty".to_owned()),
    }
}
