//! Types that are no images, with settings and inside of others: one error each.

use optimize_core::Optimized;
use std::collections::HashMap;
use std::time::{Instant, SystemTime};

struct View<'a>(&'a [u8]);

#[derive(Optimized)]
struct Video<'a> {
    #[opt(image)]
    frame: Instant,
    #[opt(image(codec = "raw"))]
    last: Option<SystemTime>,
    #[opt(image(modes = ["L"]))]
    named: HashMap<String, Vec<bool>>,
    #[opt(image)]
    lent: View<'a>,
}

#[derive(Optimized)]
enum Frame<T> {
    Still(#[opt(image)] Instant),
    Moving { rate: T },
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), Frame::<u8>::json_schema());
}
