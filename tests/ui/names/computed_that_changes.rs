//! Methods that take `&mut self` and `self`, with a stated type and without.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(computed(count, taken, length: usize))]
struct Video {
    title: String,
}

impl Video {
    fn count(&mut self) -> u32 {
        1
    }

    fn taken(self) -> u32 {
        1
    }

    fn length(&mut self) -> usize {
        1
    }
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
