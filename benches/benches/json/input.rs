//! JSON in: parsed and validated. Of the peers, with garde and without any validation.

use crate::{Cases, Sample};
use garde::Validate;
use jsony::FromJson;
use optimize_benches::models::BorrowedVideo;
use optimize_benches::peers::Video;
use optimize_benches::race::Race;
use optimize_benches::table::{Tables, Target};
use optimize_core::{Optimized, OptimizedOwned};
use serde::de::DeserializeOwned;

/// Every peer reads the same value, and all of them are valid.
pub(crate) fn check(cases: &Cases) {
    agree(&cases.s);
    agree(&cases.m);
    agree(&cases.t);
    agree(&cases.n);
    for sample in &cases.s {
        let borrowed = BorrowedVideo::from_json(&sample.json).expect("valid");
        assert_eq!(borrowed.to_json_string().expect("written"), sample.json);
        let errors = optimize_benches::models::Video::from_json(&broken(&sample.json)).expect_err("one error");
        assert_eq!(errors.errors().len(), 1);
    }
}

fn agree<T, P>(samples: &[Sample<T, P>])
where
    T: OptimizedOwned + PartialEq,
    P: DeserializeOwned + PartialEq + for<'j> FromJson<'j>,
{
    for sample in samples {
        assert!(T::from_json(&sample.json).expect("valid") == sample.ours);
        assert!(jsony::from_json_bytes::<P>(sample.json.as_bytes()).expect("valid") == sample.peer);
        // serde_json's floats may be off by the last bit: it must read, and that is all.
        serde_json::from_slice::<P>(sample.json.as_bytes()).expect("valid");
    }
}

/// The same record with a negative duration.
fn broken(json: &str) -> String {
    let start = json.find("\"duration\":").expect("a duration") + "\"duration\":".len();
    format!("{}-{}", &json[..start], &json[start..])
}

/// All parsers; the peers also with validation.
fn parsed<T, P>(samples: &[Sample<T, P>], validated: bool) -> Race<'_>
where
    T: OptimizedOwned,
    P: DeserializeOwned + Validate<Context = ()> + for<'j> FromJson<'j>,
{
    let bytes = move |turn: usize| samples[turn % samples.len()].json.as_bytes();
    let race = Race::new()
        .with("optimize", move |turn| T::from_json(bytes(turn)).expect("valid"))
        .with("sonic-rs", move |turn| sonic_rs::from_slice::<P>(bytes(turn)).expect("valid"))
        .with("jsony", move |turn| jsony::from_json_bytes::<P>(bytes(turn)).expect("valid"))
        .with("serde_json", move |turn| serde_json::from_slice::<P>(bytes(turn)).expect("valid"));
    if !validated {
        return race;
    }
    race.with("sonic-rs + garde", move |turn| {
        let value: P = sonic_rs::from_slice(bytes(turn)).expect("valid");
        value.validate().expect("valid");
        value
    })
    .with("jsony + garde", move |turn| {
        let value: P = jsony::from_json_bytes(bytes(turn)).expect("valid");
        value.validate().expect("valid");
        value
    })
    .with("serde_json + garde", move |turn| {
        let value: P = serde_json::from_slice(bytes(turn)).expect("valid");
        value.validate().expect("valid");
        value
    })
}

/// Ten thousand records, kept.
fn lines(cases: &Cases) -> Race<'_> {
    let samples = &cases.l;
    fn read<'j, T>(samples: impl Iterator<Item = &'j str>, read: impl Fn(&'j [u8]) -> T) -> Vec<T> {
        samples.map(|json| read(json.as_bytes())).collect()
    }
    let texts = move || samples.iter().map(|sample| sample.json.as_str());
    Race::new()
        .with("optimize", move |_| {
            read(texts(), |json| optimize_benches::models::Video::from_json(json).expect("valid"))
        })
        .with("sonic-rs", move |_| read(texts(), |json| sonic_rs::from_slice::<Video>(json).expect("valid")))
        .with("jsony", move |_| read(texts(), |json| jsony::from_json_bytes::<Video>(json).expect("valid")))
        .with("sonic-rs + garde", move |_| {
            read(texts(), |json| {
                let video: Video = sonic_rs::from_slice(json).expect("valid");
                video.validate().expect("valid");
                video
            })
        })
}

pub(crate) fn bench(cases: &Cases, tables: &mut Tables) {
    tables.section("JSON in, validated");
    let best = Target::Best(1.0);
    tables.row("S", &parsed(&cases.s, true).run(), &[Target::Of("sonic-rs + garde", 0.60), best]);
    tables.row("M", &parsed(&cases.m, true).run(), &[Target::Of("sonic-rs + garde", 0.42), best]);
    tables.row("L", &lines(cases).run(), &[Target::Of("sonic-rs + garde", 0.60), best]);
    tables.row("T", &parsed(&cases.t, false).run(), &[Target::Of("sonic-rs", 0.90), best]);
    tables.row("N", &parsed(&cases.n, false).run(), &[best]);

    let samples = &cases.s;
    let borrowed = Race::new()
        .with("optimize", move |turn| BorrowedVideo::from_json(&samples[turn % 64].json).expect("valid").duration)
        .with("sonic-rs + garde", move |turn| {
            let video: Video = sonic_rs::from_str(&samples[turn % 64].json).expect("valid");
            video.validate().expect("valid");
            video
        });
    tables.row("S, borrowed strings", &borrowed.run(), &[Target::Of("sonic-rs + garde", 0.32)]);

    let wrong: Vec<String> = samples.iter().map(|sample| broken(&sample.json)).collect();
    let wrong = &wrong;
    let one_error = Race::new()
        .with("optimize", move |turn| optimize_benches::models::Video::from_json(&wrong[turn % 64]).expect_err("wrong"))
        .with("without", move |turn| {
            optimize_benches::models::Video::from_json(&samples[turn % 64].json).expect("valid")
        });
    tables.row("S with one error", &one_error.run(), &[Target::Of("without", 2.0)]);
    tables.note("N is to be measured beside simd-json too, which this project does not depend on. Parsing into an existing value is not built yet.");
}
