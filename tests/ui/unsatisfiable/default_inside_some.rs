//! What stands in a default is held against the rules, whatever is put around it.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(default = Some(3), le = 2)]
    level: Option<u8>,
    #[opt(default = Some("abc".into()), max_length = 2)]
    title: Option<String>,
    #[opt(default = Box::new(7), multiple_of = 2)]
    size: Box<u32>,
    #[opt(default = String::from("x"), pattern = "^y")]
    code: String,
}

fn main() {}
