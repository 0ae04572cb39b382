//! Nothing is longer than the longest duration.

use optimize_core::Optimized;
use std::time::Duration;

#[derive(Optimized)]
struct Clip {
    #[opt(gt = Duration::MAX)]
    never: Duration,
    #[opt(ge = Duration::MAX)]
    once: Duration,
    #[opt(items(lt = Duration::ZERO))]
    negative: Vec<Duration>,
}

fn main() {}
