//! Dates that nothing lies between.

use jiff::civil::{Date, date};
use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(ge = date(2025, 1, 1), le = date(2024, 12, 31))]
    crossed: Date,
    #[opt(gt = date(2025, 1, 1), lt = date(2025, 1, 1))]
    empty: Date,
    #[opt(ge = date(2024, 12, 31), le = date(2025, 1, 1))]
    fine: Date,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
