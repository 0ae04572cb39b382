//! The first ten minutes: one model, and what it can do. `cargo run --example quickstart`

use optimize_core::{DumpOptions, Optimized, ParseOptions};
use std::error::Error;

/// One video known to the pipeline.
#[derive(Optimized, Debug, Clone, PartialEq)]
#[opt(extra = "forbid", trim, computed(duration_minutes, is_long_video))]
struct VideoData {
    #[opt(min_length = 1, max_length = 50)]
    video_id: String,
    #[opt(max_length = 200)]
    title: String,
    /// In seconds.
    #[opt(ge = 0.0, le = 3600.0)]
    duration: f64,
    #[opt(default = Quality::Medium)]
    quality: Quality,
    #[opt(default)]
    tags: Vec<String>,
    #[opt(default)]
    metadata: serde_json::Map<String, serde_json::Value>,
    #[opt(max_length = 1000)]
    description: Option<String>,
    #[opt(pattern = r"^https?://")]
    thumbnail_url: Option<String>,
}

#[derive(Optimized, Debug, Clone, Copy, PartialEq, Eq)]
#[opt(rename_all = "lowercase")]
enum Quality {
    Low,
    Medium,
    High,
}

impl VideoData {
    fn duration_minutes(&self) -> f64 {
        self.duration / 60.0
    }

    fn is_long_video(&self) -> bool {
        self.duration > 300.0
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("-- JSON in: parsed and validated in one pass");
    let input = r#"{"video_id": " v1 ", "title": "Sample", "duration": 420, "quality": "high"}"#;
    let video = VideoData::from_json(input)?;
    assert_eq!((&*video.video_id, video.quality), ("v1", Quality::High));
    println!("{video:?}\n");

    println!("-- every mistake at once, each with its place");
    let wrong = "{\n  \"video_id\": \"\",\n  \"duration\": 9000,\n  \"quality\": \"best\",\n  \"fps\": 25\n}";
    let error = VideoData::from_json(wrong).expect_err("five mistakes");
    println!("{error:#}\n");

    println!("-- the same as pydantic words it");
    println!("{error}\n");

    println!("-- JSON out, as you like it");
    print_dump(&video, "everything", &DumpOptions::new())?;
    print_dump(&video, "without None", &DumpOptions::new().exclude_none())?;
    print_dump(&video, "without defaults", &DumpOptions::new().exclude_defaults())?;
    print_dump(&video, "to be read back", &DumpOptions::new().round_trip())?;
    print_dump(&video, "two fields", &DumpOptions::new().include(["video_id", "title"]).spaced())?;

    println!("\n-- what the input had, and no more");
    let tracked = VideoData::from_json_tracked(input, &ParseOptions::new())?;
    println!("{}\n", String::from_utf8(tracked.dump(&DumpOptions::new().exclude_unset().exclude_computed())?)?);

    println!("-- values made in Rust can be checked too");
    let made = VideoData { duration: -1.0, ..video.clone() };
    println!("{:#}\n", made.validate().expect_err("the duration is negative"));

    println!("-- equal content, equal fingerprint, on every machine");
    println!("{}\n", video.fingerprint());

    println!("-- the JSON Schema");
    println!("{:#}", VideoData::json_schema());
    Ok(())
}

fn print_dump(video: &VideoData, what: &str, options: &DumpOptions) -> Result<(), Box<dyn Error>> {
    println!("{what:<17} {}", String::from_utf8(video.dump(options)?)?);
    Ok(())
}
