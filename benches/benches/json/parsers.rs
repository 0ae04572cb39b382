//! Each contender's way to read and check a value.

use crate::cases::{Case, Peer};
use optimize_benches::race::Race;
use optimize_core::Optimized;

/// Reads with simd-json, which needs a copy of the input that it may change.
pub(crate) fn simd<P: Peer>(json: &[u8], copy: &mut Vec<u8>) -> P {
    copy.clear();
    copy.extend_from_slice(json);
    simd_json::serde::from_slice(copy).expect("valid")
}

/// Checks with garde.
pub(crate) fn garde<P: Peer>(value: P) -> P {
    garde::Validate::validate(&value).expect("valid");
    value
}

/// Checks with validator.
pub(crate) fn validator<P: Peer>(value: P) -> P {
    validator::Validate::validate(&value).expect("valid");
    value
}

/// Everybody reads the texts that `turn` gives, once a run.
pub(crate) fn race<'r, C: Case + 'r>(text: impl Fn(usize) -> &'r str + Copy + 'r, validated: bool) -> Race<'r> {
    let bytes = move |turn| text(turn).as_bytes();
    let mut copy = Vec::new();
    let race = Race::new()
        .with("optimize", move |turn| C::Ours::from_json(bytes(turn)).expect("valid"))
        .with("sonic-rs", move |turn| sonic_rs::from_slice::<C::Peer>(bytes(turn)).expect("valid"))
        .with("jsony", move |turn| jsony::from_json_bytes::<C::Peer>(bytes(turn)).expect("valid"))
        .with("simd-json", move |turn| simd::<C::Peer>(bytes(turn), &mut copy))
        .with("serde_json", move |turn| serde_json::from_slice::<C::Peer>(bytes(turn)).expect("valid"))
        .with("facet-json", move |turn| facet_json::from_str::<C::Peer>(text(turn)).expect("valid"));
    if !validated {
        return race;
    }
    race.with("sonic-rs + garde", move |turn| garde(sonic_rs::from_slice::<C::Peer>(bytes(turn)).expect("valid")))
        .with("jsony + garde", move |turn| garde(jsony::from_json_bytes::<C::Peer>(bytes(turn)).expect("valid")))
        .with("serde_json + garde", move |turn| garde(serde_json::from_slice::<C::Peer>(bytes(turn)).expect("valid")))
        .with("serde_json + validator", move |turn| {
            validator(serde_json::from_slice::<C::Peer>(bytes(turn)).expect("valid"))
        })
        .with("facet-json + garde", move |turn| garde(facet_json::from_str::<C::Peer>(text(turn)).expect("valid")))
        .with("serde_json + rusdantic", move |turn| rusdantic::from_json::<C::Rusdantic>(text(turn)).expect("valid"))
}
