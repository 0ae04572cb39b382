//! Models that would have each other's keys again and again. The bound that fails is named for it, and stands where each
//! of them is flattened.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Film {
    title: String,
    #[opt(flatten)]
    sequel: Box<Sequel>,
}

#[derive(Optimized)]
struct Sequel {
    number: u8,
    #[opt(flatten)]
    film: Option<Box<Film>>,
}

fn main() {
    let film = Film::from_json("{}").unwrap();
    let _ = (film.to_json(), film.validate(), Sequel::json_schema());
}
