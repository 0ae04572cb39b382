//! JSON out and in, beside sonic-rs, jsony, serde_json and garde.
//!
//! `cargo bench -p optimize-benches --bench json` prints the tables and writes `results/json.md`.
//! Names of the cases: S a video (289 bytes), M a cut of twenty clips (3.1 KB), L ten thousand S as
//! NDJSON, T a text of escapes and Unicode (9 KB), N ten thousand floats (187 KB).

mod input;
mod output;

use optimize_benches::table::Tables;
use optimize_benches::{data, models, peers};
use optimize_core::Optimized;
use serde::de::DeserializeOwned;

/// A value in this crate's form and in the peers', and its JSON.
struct Sample<T, P> {
    ours: T,
    peer: P,
    json: String,
}

/// Pairs every value with the peers' one, made by a parser that takes no shortcut with floats.
fn samples<T: Optimized, P: DeserializeOwned>(values: Vec<T>) -> Vec<Sample<T, P>> {
    let pair = |ours: T| {
        let json = ours.to_json_string().expect("the values can be written");
        let peer = sonic_rs::from_str(&json).expect("the peers' models are the same");
        Sample { ours, peer, json }
    };
    values.into_iter().map(pair).collect()
}

/// The data of all cases.
struct Cases {
    s: Vec<Sample<models::Video, peers::Video>>,
    m: Vec<Sample<models::Timeline, peers::Timeline>>,
    l: Vec<Sample<models::Video, peers::Video>>,
    t: Vec<Sample<models::Text, peers::Text>>,
    n: Vec<Sample<models::Numbers, peers::Numbers>>,
}

fn main() -> std::io::Result<()> {
    let cases = Cases {
        s: samples(data::videos(64)),
        m: samples(data::timelines(16)),
        l: samples(data::videos(10_000)),
        t: samples(vec![data::text()]),
        n: samples(vec![data::numbers()]),
    };
    let mut tables = Tables::new("JSON beside its peers");
    tables.note(&format!(
        "Sizes: S {} bytes, M {}, T {}, N {}, L {} records.",
        cases.s[0].json.len(),
        cases.m[0].json.len(),
        cases.t[0].json.len(),
        cases.n[0].json.len(),
        cases.l.len(),
    ));
    output::check(&cases);
    output::bench(&cases, &mut tables);
    input::check(&cases);
    input::bench(&cases, &mut tables);
    tables.finish("json.md")
}
