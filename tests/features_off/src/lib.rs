//! Keys whose features are off, and those of a crate that is not there.

use optimize_core::Optimized;

#[derive(Optimized)]
pub struct Contact {
    #[opt(email)]
    pub mail: String,
    #[opt(url(schemes = ["https"]))]
    pub page: String,
    #[opt(uuid)]
    pub id: String,
    #[opt(pattern = r"\bword\b")]
    pub text: String,
    // These need none.
    #[opt(ip)]
    pub host: String,
    #[opt(pattern = "^[a-z]{2,}$")]
    pub name: String,
}

#[derive(Optimized)]
pub struct Sample {
    #[opt(tensor)]
    pub values: Vec<f32>,
    #[opt(image)]
    pub picture: Vec<u8>,
}
