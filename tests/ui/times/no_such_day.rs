//! Days and hours that there are not, and bounds that are made of a day and an hour.

use jiff::civil::{Date, DateTime, Time, date, time};
use optimize_core::Optimized;

#[derive(Optimized)]
struct Event {
    #[opt(default = date(2023, 2, 29))]
    day: Date,
    #[opt(default = jiff::civil::date(2024, 13, 1))]
    month: Date,
    #[opt(default = time(24, 0, 0, 0))]
    hour: Time,
    #[opt(example = date(2024, 2, 29).at(0, 60, 0, 0))]
    minute: DateTime,
    #[opt(gt = date(2024, 1, 1).at(0, 0, 0, 1), le = date(2024, 1, 1).at(0, 0, 0, 0))]
    never: DateTime,
    #[opt(default = date(2024, 2, 29))]
    leap: Date,
}

fn main() {}
