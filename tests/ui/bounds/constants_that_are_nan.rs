//! Constants that are NaN.

use optimize_core::Optimized;

const LIMIT: f64 = f64::NAN;
const SMALL: f32 = 0.0 / 0.0;

#[derive(Optimized)]
struct Video {
    #[opt(ge = LIMIT)]
    score: f64,
    #[opt(lt = SMALL)]
    weight: f32,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
