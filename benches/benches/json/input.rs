//! JSON in: parsed and validated. Of the peers, with and without validation.

use crate::cases::{Case, Cases, S, Sample};
use crate::parsers;
use optimize_benches::models::{BorrowedVideo, FreeVideo, Video};
use optimize_benches::peers;
use optimize_benches::race::Race;
use optimize_benches::table::{Tables, Target};
use optimize_core::Optimized;
use optimize_core::stream::StreamReader;

/// The same record with a negative duration.
pub(crate) fn broken(json: &str) -> String {
    let start = json.find("\"duration\":").expect("a duration") + "\"duration\":".len();
    format!("{}-{}", &json[..start], &json[start..])
}

fn race<C: Case>(samples: &[Sample<C>], validated: bool) -> Race<'_> {
    parsers::race::<C>(move |turn| samples[turn % samples.len()].json.as_str(), validated)
}

/// Ten thousand records, kept.
fn records(cases: &Cases) -> Race<'_> {
    type Peer = peers::Video;
    let samples = &cases.l;
    fn read<'j, T>(samples: &'j [Sample<S>], read: impl FnMut(&'j [u8]) -> T) -> Vec<T> {
        samples.iter().map(|sample| sample.json.as_bytes()).map(read).collect()
    }
    let mut copy = Vec::new();
    Race::new()
        .with("optimize", move |_| read(samples, |json| Video::from_json(json).expect("valid")))
        .with("sonic-rs", move |_| read(samples, |json| sonic_rs::from_slice::<Peer>(json).expect("valid")))
        .with("jsony", move |_| read(samples, |json| jsony::from_json_bytes::<Peer>(json).expect("valid")))
        .with("simd-json", move |_| read(samples, |json| parsers::simd::<Peer>(json, &mut copy)))
        .with("serde_json", move |_| read(samples, |json| serde_json::from_slice::<Peer>(json).expect("valid")))
        .with("sonic-rs + garde", move |_| {
            read(samples, |json| parsers::garde(sonic_rs::from_slice::<Peer>(json).expect("valid")))
        })
        .with("serde_json + garde", move |_| {
            read(samples, |json| parsers::garde(serde_json::from_slice::<Peer>(json).expect("valid")))
        })
}

/// The same records out of one text, each read where the last one ended.
fn ndjson<'r>(text: &'r [u8], count: usize) -> Race<'r> {
    type Peer = peers::Video;
    Race::new()
        .with("optimize", move |_| {
            let reader = StreamReader::<_, Video>::new(text).expect("opened");
            let read: Vec<Video> = reader.map(|record| record.expect("valid")).collect();
            assert_eq!(read.len(), count);
            read
        })
        .with("sonic-rs", move |_| -> Vec<Peer> {
            let stream = sonic_rs::Deserializer::from_slice(text).into_stream::<Peer>();
            // It takes the last newline for one more record.
            stream.take(count).map(|video| video.expect("valid")).collect()
        })
        .with("serde_json", move |_| -> Vec<Peer> {
            let stream = serde_json::Deserializer::from_slice(text).into_iter::<Peer>();
            stream.map(|video| video.expect("valid")).collect()
        })
        .with("sonic-rs + garde", move |_| -> Vec<Peer> {
            let stream = sonic_rs::Deserializer::from_slice(text).into_stream::<Peer>();
            stream.take(count).map(|video| parsers::garde(video.expect("valid"))).collect()
        })
        .with("serde_json + garde", move |_| -> Vec<Peer> {
            let stream = serde_json::Deserializer::from_slice(text).into_iter::<Peer>();
            stream.map(|video| parsers::garde(video.expect("valid"))).collect()
        })
}

pub(crate) fn bench(cases: &Cases, tables: &mut Tables) {
    tables.section("JSON in, validated");
    let best = Target::BestUnvalidated(1.0);
    let garde = |most| Target::Of("sonic-rs + garde", most);
    tables.race("S", race(&cases.s, true), &[garde(0.60), best]);
    tables.race("M", race(&cases.m, true), &[garde(0.42), best]);
    tables.race("L", records(cases), &[garde(0.60), best]);
    tables.race("L as NDJSON", ndjson(&cases.ndjson(), cases.l.len()), &[garde(0.60), best]);
    tables.race("T", race(&cases.t, false), &[Target::Of("sonic-rs", 0.90), best]);
    tables.race("N", race(&cases.n, false), &[Target::Of("simd-json", 0.80), best]);
    choices(cases, tables);
}

/// What this crate can do besides, on S.
fn choices(cases: &Cases, tables: &mut Tables) {
    tables.section("JSON in: choices");
    let samples = &cases.s;
    let json = move |turn: usize| samples[turn % 64].json.as_bytes();
    let borrowed = Race::new()
        .with("optimize", move |turn| BorrowedVideo::from_json(json(turn)).expect("valid").duration)
        .with("sonic-rs + garde", move |turn| {
            parsers::garde(sonic_rs::from_slice::<peers::Video>(json(turn)).expect("valid"))
        });
    tables.race("S, borrowed strings", borrowed, &[Target::Of("sonic-rs + garde", 0.32)]);

    let mut slot = None;
    let into = Race::new()
        .with("optimize", move |turn| Video::from_json_into(json(turn), &mut slot).expect("valid").duration)
        .with("sonic-rs + garde", move |turn| {
            parsers::garde(sonic_rs::from_slice::<peers::Video>(json(turn)).expect("valid"))
        });
    tables.race("S, into the value before", into, &[Target::Of("sonic-rs + garde", 0.25)]);

    let checks = Race::new()
        .with("optimize", move |turn| Video::from_json(json(turn)).expect("valid"))
        .with("without constraints", move |turn| FreeVideo::from_json(json(turn)).expect("valid"));
    tables.race("S, what the constraints cost", checks, &[Target::Of("without constraints", 1.05)]);

    let wrong: Vec<String> = samples.iter().map(|sample| broken(&sample.json)).collect();
    let wrong = &wrong;
    let one_error = Race::new()
        .with("optimize", move |turn| Video::from_json(&wrong[turn % 64]).expect_err("wrong"))
        .with("no error", move |turn| Video::from_json(json(turn)).expect("valid"));
    tables.race("S with one error", one_error, &[Target::Of("no error", 2.0)]);
}
