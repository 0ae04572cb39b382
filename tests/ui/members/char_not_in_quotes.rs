//! Characters are in single quotes, and none stands twice.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(one_of("a", "bc", 3))]
    one: char,
    #[opt(one_of('a', '\u{61}'))]
    two: char,
    #[opt(one_of('a', 'b'), default = 'c')]
    three: char,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
