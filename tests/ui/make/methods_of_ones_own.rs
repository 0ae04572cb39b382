//! Methods that are generated meet those that the type has already: at the field, and at the key.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(validate_assignment)]
pub struct Video {
    id: u8,
    title: String,
}

impl Video {
    pub fn set_title(&mut self, title: &str) {
        self.title = title.to_owned();
    }
}

#[derive(Optimized)]
#[opt(builder)]
struct Clip {
    id: u8,
}

impl Clip {
    fn builder() -> Self {
        Self { id: 1 }
    }
}

fn main() {}
