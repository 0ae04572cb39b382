//! Members that are constants: twice the same, too long.

use optimize_core::Optimized;

const ONE: u8 = 1;
const HALF: f64 = 0.5;
const LETTER: char = 'a';
const WEBM: &str = "webm";

#[derive(Optimized)]
struct Track {
    #[opt(one_of(ONE, 2, 1))]
    channels: u8,
    #[opt(one_of(0.5, HALF))]
    rate: f64,
    #[opt(one_of('a', LETTER))]
    side: char,
    #[opt(max_length = 3, one_of("mp4", WEBM))]
    format: Option<String>,
    #[opt(max_length = 4, one_of("mp4", WEBM))]
    other: String,
}

fn main() {}
