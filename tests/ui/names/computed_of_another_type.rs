//! Stated types that the methods do not return, and one that can not be a field.

use optimize_core::Optimized;

struct Plain;

#[derive(Optimized)]
#[opt(computed(minutes: u8, plain: Plain))]
struct Video {
    seconds: u64,
}

impl Video {
    fn minutes(&self) -> u64 {
        self.seconds / 60
    }

    fn plain(&self) -> Plain {
        Plain
    }
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
