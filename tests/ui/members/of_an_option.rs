//! Members are values of what is inside the `Option`.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Track {
    #[opt(one_of(Some(1), Some(2)))]
    channels: Option<u8>,
    #[opt(one_of("mp4", None))]
    format: Option<String>,
}

fn main() {}
