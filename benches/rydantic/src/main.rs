//! This crate beside rydantic: races models S, M, T and N out and in, and prints tab-separated lines of
//! section, case, this crate's median and rydantic's, in nanoseconds. The bench `json` runs it.

mod models;

use optimize_benches::race::{Effort, Race};
use optimize_benches::{data, models as ours};
use rydantic::Model;

/// Ours and rydantic's form of a value, and its JSON.
struct Sample<O, R> {
    ours: O,
    theirs: R,
    json: String,
}

/// Pairs the values up. Both sides read what the other one writes.
fn samples<O, R>(values: Vec<O>) -> Vec<Sample<O, R>>
where
    O: optimize_core::OptimizedOwned + PartialEq + std::fmt::Debug,
    R: Model,
{
    let sample = |ours: O| {
        let json = ours.to_json_string().expect("written");
        let theirs = R::parse_json(&json).expect("rydantic reads");
        let back = theirs.dump_json().expect("rydantic writes");
        assert_eq!(O::from_json(&back).expect("read back"), ours);
        Sample { ours, theirs, json }
    };
    values.into_iter().map(sample).collect()
}

fn compare<O, R>(case: &str, values: Vec<O>)
where
    O: optimize_core::OptimizedOwned + PartialEq + std::fmt::Debug,
    R: Model,
{
    let samples = &samples::<O, R>(values);
    let at = move |turn: usize| &samples[turn % samples.len()];
    let write = Race::new()
        .with("optimize", move |turn| at(turn).ours.to_json().expect("written"))
        .with("rydantic", move |turn| at(turn).theirs.dump_json().expect("written"));
    let read = Race::new()
        .with("optimize", move |turn| O::from_json(&at(turn).json).expect("valid"))
        .with("rydantic", move |turn| R::parse_json(&at(turn).json).expect("valid"));
    for (section, race) in [("JSON out", write), ("JSON in, validated", read)] {
        let times = race.run_with(Effort::FULL);
        println!("{section}\t{case}\t{:.1}\t{:.1}", times.of("optimize"), times.of("rydantic"));
    }
}

fn main() {
    compare::<ours::Video, models::Video>("S", data::videos(64));
    compare::<ours::Timeline, models::Timeline>("M", data::timelines(16));
    compare::<ours::Text, models::Text>("T", vec![data::text()]);
    compare::<ours::Numbers, models::Numbers>("N", vec![data::numbers()]);
}
