//! Texts that are written out and have not the format that is asked for.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(ip, default = "300.0.0.1")]
    any: String,
    #[opt(ip(version = 6), example = "127.0.0.1")]
    six: String,
    #[opt(uuid, default = "67e55044-10b1-426f-9247")]
    id: String,
    #[opt(uuid(version = 7), example = "67e55044-10b1-426f-9247-bb680e5fe0c8")]
    seven: String,
    #[opt(url, default = "example.com/a")]
    page: String,
    #[opt(url(schemes = ["https"]), one_of("https://a.b", "http://a.b"))]
    secure: String,
    #[opt(email, example = "ann.example.com")]
    mail: String,
    #[opt(items(ip(version = 4)), default = vec!["10.0.0.1".into(), "::1".into()])]
    into: Vec<String>,
    #[opt(items(ip(version = 4)), example = ["10.0.0.1", "::1"])]
    all: [String; 2],
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
