//! `computed` names methods: no paths, no calls.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(computed(Video::label))]
struct Video {
    id: u8,
}

impl Video {
    fn label(&self) -> String {
        self.id.to_string()
    }
}

#[derive(Optimized)]
#[opt(computed(size()))]
struct Clip {
    id: u8,
}

impl Clip {
    fn size(&self) -> u8 {
        self.id
    }
}

fn main() {
    let _ = (Video { id: 1 }.to_json(), Clip { id: 1 }.to_json());
}
