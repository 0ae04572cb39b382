//! Forms that other libraries have.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(ConfigDict(extra = "forbid"))]
struct Video {
    #[opt(Field(gt = 0))]
    views: u32,
    #[opt(description = "what it is called")]
    title: String,
    #[opt(nullable)]
    note: String,
    #[opt(min-length = 1)]
    a: String,
    #[opt(min_length == 1)]
    b: String,
    #[opt(min_length = 1..5)]
    c: String,
    #[opt(items[ge = 1])]
    d: Vec<u8>,
    #[opt(alias("x", "y"))]
    e: u8,
    #[opt(rename(serialize = "p", deserialize = "q"))]
    f: u8,
    #[opt(min_length: 1)]
    g: String,
}

#[derive(Optimized)]
#[opt(discriminator = "kind")]
enum Shape {
    Circle { radius: f64 },
}

#[derive(Optimized)]
#[opt(extra = true)]
struct Open {
    a: u8,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
