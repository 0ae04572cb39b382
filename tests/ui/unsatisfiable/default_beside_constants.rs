//! What constants say is left to the compiler.

use optimize_core::Optimized;
use std::time::Duration;

const LEAST: usize = 5;
const STEP: u32 = 5;
const TOP: u8 = 9;
const LOW: u8 = 1;
const NAME: &str = "äöü";
const LONG: Duration = Duration::from_secs(90);

#[derive(Optimized)]
struct Video<'a> {
    #[opt(default = "abc", min_length = LEAST)]
    title: String,
    #[opt(default = 7, multiple_of = STEP)]
    views: u32,
    #[opt(default = Some(TOP), le = 3)]
    level: Option<u8>,
    #[opt(default = TOP + 1, one_of(LOW, TOP))]
    rank: u8,
    #[opt(default = NAME, max_length = 2)]
    name: &'a str,
    #[opt(default = LONG, le = Duration::from_secs(60))]
    length: Duration,
    #[opt(one_of("abcdef"), max_length = LEAST)]
    code: String,
}

fn main() {}
