//! NaN as a bound.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(ge = f64::NAN)]
    score: f64,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
