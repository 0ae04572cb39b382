//! Keys whose features are off.

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
