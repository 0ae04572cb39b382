//! A computed field is what its method returns: nothing is `null` only where that is said.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(computed(touch, label, meant: ()))]
struct Video {
    id: u8,
}

impl Video {
    fn touch(&self) {}

    fn label(&self) -> String {
        self.id.to_string()
    }

    fn meant(&self) {}
}

#[derive(Optimized)]
#[opt(computed(log))]
struct Lent<'a, T> {
    title: &'a str,
    value: T,
}

impl<T> Lent<'_, T> {
    fn log(&self) {}
}

fn main() {
    let video = Video { id: 1 };
    let _ = (video.to_json(), Lent { title: "a", value: 1_u8 }.to_json());
}
