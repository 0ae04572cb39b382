//! Types that JSON has no values of, alone and inside of others.

use optimize_core::Optimized;
use std::sync::Arc;

#[derive(Optimized)]
struct Video<'a> {
    done: fn(),
    seen: Option<fn(u32) -> u32>,
    told: Vec<Box<dyn Fn(&str) + Send>>,
    frames: *const u8,
    title: &'a mut String,
    shown: &'a dyn std::fmt::Display,
    #[opt(skip, default = Arc::new(|| {}))]
    left: Arc<dyn Fn()>,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
