//! Types that are no tensors, with settings and inside of others, and elements that no tensor has: one error each.

use ndarray::Array2;
use optimize_core::Optimized;
use std::collections::HashMap;
use std::time::{Instant, SystemTime};

struct View<'a>(&'a [u8]);

#[derive(Optimized)]
struct Video<'a> {
    #[opt(tensor(shape = [_, 3]))]
    frame: Option<Instant>,
    #[opt(tensor(dtype = "uint8"))]
    named: HashMap<String, SystemTime>,
    #[opt(tensor)]
    words: Vec<String>,
    #[opt(tensor)]
    names: Array2<char>,
    #[opt(tensor)]
    keys: [u128; 3],
    #[opt(tensor)]
    lent: View<'a>,
}

#[derive(Optimized)]
enum Frame<T> {
    Still(#[opt(tensor)] Instant),
    Moving { rate: T },
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), Frame::<u8>::json_schema());
}
