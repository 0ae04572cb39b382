//! All contenders agree, before any of them is timed.

use crate::cases::{Case, Cases, Sample};
use crate::input::broken;
use crate::parsers;
use optimize_benches::models::{BorrowedVideo, FreeVideo, Video};
use optimize_core::Optimized;

/// Compares every contender's reading and writing with this crate's.
pub(crate) fn check(cases: &Cases) {
    agree(&cases.s);
    agree(&cases.m);
    agree(&cases.t);
    agree(&cases.n);
    agree(&cases.l[..100]);
    for sample in &cases.s {
        let borrowed = BorrowedVideo::from_json(&sample.json).expect("valid");
        assert_eq!(borrowed.to_json_string().expect("written"), sample.json);
        let free = FreeVideo::from_json(&sample.json).expect("valid");
        assert_eq!(free.to_json_string().expect("written"), sample.json);
        let errors = Video::from_json(&broken(&sample.json)).expect_err("one error");
        assert_eq!(errors.errors().len(), 1);
    }
}

fn agree<C: Case>(samples: &[Sample<C>]) {
    let mut copy = Vec::new();
    for Sample { ours, peer, rusdantic, json } in samples {
        let bytes = json.as_bytes();
        assert_eq!(&C::Ours::from_json(bytes).expect("valid"), ours);
        let read: [C::Peer; 5] = [
            sonic_rs::from_slice(bytes).expect("sonic-rs reads"),
            jsony::from_json_bytes(bytes).expect("jsony reads"),
            parsers::simd(bytes, &mut copy),
            serde_json::from_slice(bytes).expect("serde_json reads"),
            facet_json::from_str(json).expect("facet-json reads"),
        ];
        for value in read {
            assert_eq!(&parsers::validator(parsers::garde(value)), peer, "a peer read another value");
        }
        assert_eq!(&rusdantic::from_json::<C::Rusdantic>(json).expect("rusdantic reads"), rusdantic);

        let written = [
            sonic_rs::to_string(peer).expect("sonic-rs writes"),
            serde_json::to_string(peer).expect("serde_json writes"),
            simd_json::serde::to_string(peer).expect("simd-json writes"),
            jsony::to_json(peer),
            facet_json::to_string(peer).expect("facet-json writes"),
            serde_json::to_string(rusdantic).expect("rusdantic writes"),
        ];
        for text in written {
            let back = C::Ours::from_json(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
            assert_eq!(&back, ours, "a peer wrote another value: {text}");
        }
    }
}
