//! Bounds beyond which the widest types have nothing.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(gt = 340_282_366_920_938_463_463_374_607_431_768_211_455)]
    a: u128,
    #[opt(lt = i128::MIN)]
    b: i128,
    #[opt(gt = i128::MAX)]
    c: i128,
    #[opt(gt = 340_282_366_920_938_463_463_374_607_431_768_211_453, lt = 340_282_366_920_938_463_463_374_607_431_768_211_454)]
    d: u128,
    #[opt(ge = f64::INFINITY)]
    e: f64,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
