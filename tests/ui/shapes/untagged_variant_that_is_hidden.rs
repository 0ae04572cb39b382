//! Without a tag the first variant that fits is read: what one before it takes as a whole is never read.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(untagged)]
enum State {
    On,
    Off,
}

#[derive(Optimized)]
#[opt(untagged)]
enum Degrees {
    #[opt(skip)]
    Kelvin(f64),
    Celsius(f64),
    Name(String),
    Fahrenheit(f64),
}

#[derive(Optimized)]
#[opt(untagged)]
enum Fine {
    Low(#[opt(le = 5)] u8),
    High(u8),
}

fn main() {
    let _ = (State::from_json("null"), Degrees::from_json("1.5"), Fine::from_json("3"));
}
