//! The values that are raced, as each contender has them, and what is asked of a contender.

use facet::Facet;
use jsony::{FromJson, ToJson};
use optimize_benches::{data, models, peers};
use optimize_core::{Optimized, OptimizedOwned};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;

/// A model as this crate and its peers have it.
pub(crate) trait Case {
    type Ours: OptimizedOwned + PartialEq + Debug + Clone;
    type Peer: Peer;
    type Rusdantic: Serialize + DeserializeOwned + PartialEq + Debug;
}

/// A model of serde, jsony, facet, garde and validator.
pub(crate) trait Peer:
    Serialize
    + DeserializeOwned
    + ToJson
    + for<'j> FromJson<'j>
    + Facet<'static>
    + garde::Validate<Context = ()>
    + validator::Validate
    + PartialEq
    + Debug
{
}

impl<T> Peer for T where
    T: Serialize
        + DeserializeOwned
        + ToJson
        + for<'j> FromJson<'j>
        + Facet<'static>
        + garde::Validate<Context = ()>
        + validator::Validate
        + PartialEq
        + Debug
{
}

macro_rules! cases {
    ($($case:ident: $model:ident),*) => {$(
        pub(crate) struct $case;
        impl Case for $case {
            type Ours = models::$model;
            type Peer = peers::$model;
            type Rusdantic = peers::rusdantic::$model;
        }
    )*};
}

cases!(S: Video, M: Timeline, T: Text, N: Numbers);

/// A value in every contender's form, and its JSON.
pub(crate) struct Sample<C: Case> {
    pub(crate) ours: C::Ours,
    pub(crate) peer: C::Peer,
    pub(crate) rusdantic: C::Rusdantic,
    pub(crate) json: String,
}

/// Pairs every value with the peers' one, made by a parser that takes no shortcut with floats.
fn samples<C: Case>(values: Vec<C::Ours>) -> Vec<Sample<C>> {
    let sample = |ours: C::Ours| {
        let json = ours.to_json_string().expect("the values can be written");
        let peer = serde_json::from_str(&json).expect("the peers' models are the same");
        let rusdantic = serde_json::from_str(&json).expect("rusdantic's models are the same");
        Sample { ours, peer, rusdantic, json }
    };
    values.into_iter().map(sample).collect()
}

/// The data of all cases.
pub(crate) struct Cases {
    pub(crate) s: Vec<Sample<S>>,
    pub(crate) m: Vec<Sample<M>>,
    pub(crate) t: Vec<Sample<T>>,
    pub(crate) n: Vec<Sample<N>>,
    /// Ten thousand S.
    pub(crate) l: Vec<Sample<S>>,
}

impl Cases {
    pub(crate) fn new() -> Self {
        Self {
            s: samples(data::videos(64)),
            m: samples(data::timelines(16)),
            t: samples(vec![data::text()]),
            n: samples(vec![data::numbers()]),
            l: samples(data::videos(10_000)),
        }
    }

    /// L as NDJSON.
    pub(crate) fn ndjson(&self) -> Vec<u8> {
        self.l.iter().flat_map(|sample| [sample.json.as_bytes(), b"\n"].concat()).collect()
    }

    /// The sizes, in words.
    pub(crate) fn sizes(&self) -> String {
        format!(
            "Bytes of JSON: S {}, M {}, T {}, N {}, L {} ({} records).",
            self.s[0].json.len(),
            self.m[0].json.len(),
            self.t[0].json.len(),
            self.n[0].json.len(),
            self.ndjson().len(),
            self.l.len(),
        )
    }
}
