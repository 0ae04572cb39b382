//! JSON out.

use crate::cases::{Case, Cases, Sample};
use optimize_benches::models::{ComputedVideo, Video};
use optimize_benches::race::Race;
use optimize_benches::table::{Tables, Target};
use optimize_core::{DumpOptions, Optimized};

/// All writers into one buffer that is used again.
fn reused<C: Case>(samples: &[Sample<C>]) -> Race<'_> {
    let count = samples.len();
    let options = DumpOptions::new();
    let [mut ours, mut jsony, mut sonic, mut simd, mut serde] = [const { Vec::new() }; 5];
    Race::new()
        .with("optimize", move |turn| {
            ours.clear();
            samples[turn % count].ours.dump_into(&options, &mut ours).expect("written");
            ours.len()
        })
        .with("jsony", move |turn| {
            jsony.clear();
            jsony::to_json_into(&samples[turn % count].peer, &mut jsony).len()
        })
        .with("sonic-rs", move |turn| {
            sonic.clear();
            sonic_rs::to_writer(&mut sonic, &samples[turn % count].peer).expect("written");
            sonic.len()
        })
        .with("simd-json", move |turn| {
            simd.clear();
            simd_json::serde::to_writer(&mut simd, &samples[turn % count].peer).expect("written");
            simd.len()
        })
        .with("serde_json", move |turn| {
            serde.clear();
            serde_json::to_writer(&mut serde, &samples[turn % count].peer).expect("written");
            serde.len()
        })
}

/// All writers, each time into a new buffer.
fn fresh<C: Case>(samples: &[Sample<C>]) -> Race<'_> {
    let count = samples.len();
    Race::new()
        .with("optimize", move |turn| samples[turn % count].ours.to_json().expect("written"))
        .with("jsony", move |turn| jsony::to_json(&samples[turn % count].peer))
        .with("sonic-rs", move |turn| sonic_rs::to_vec(&samples[turn % count].peer).expect("written"))
        .with("simd-json", move |turn| simd_json::serde::to_vec(&samples[turn % count].peer).expect("written"))
        .with("serde_json", move |turn| serde_json::to_vec(&samples[turn % count].peer).expect("written"))
        .with("serde_json (rusdantic's model)", move |turn| {
            serde_json::to_vec(&samples[turn % count].rusdantic).expect("written")
        })
        .with("facet-json", move |turn| facet_json::to_vec(&samples[turn % count].peer).expect("written"))
}

/// Ten thousand records, one a line.
fn lines(cases: &Cases) -> Race<'_> {
    let samples = &cases.l;
    let options = DumpOptions::new();
    let [mut ours, mut jsony, mut sonic, mut simd, mut serde] = [const { Vec::new() }; 5];
    Race::new()
        .with("optimize", move |_| {
            ours.clear();
            for sample in samples {
                sample.ours.dump_into(&options, &mut ours).expect("written");
                ours.push(b'\n');
            }
        })
        .with("jsony", move |_| {
            jsony.clear();
            for sample in samples {
                jsony::to_json_into(&sample.peer, &mut jsony);
                jsony.push(b'\n');
            }
        })
        .with("sonic-rs", move |_| {
            sonic.clear();
            for sample in samples {
                sonic_rs::to_writer(&mut sonic, &sample.peer).expect("written");
                sonic.push(b'\n');
            }
        })
        .with("simd-json", move |_| {
            simd.clear();
            for sample in samples {
                simd_json::serde::to_writer(&mut simd, &sample.peer).expect("written");
                simd.push(b'\n');
            }
        })
        .with("serde_json", move |_| {
            serde.clear();
            for sample in samples {
                serde_json::to_writer(&mut serde, &sample.peer).expect("written");
                serde.push(b'\n');
            }
        })
}

/// This crate's own choices beside its plain dump.
fn choices<'c>(cases: &'c Cases, computed: &'c [ComputedVideo], with: &DumpOptions) -> Race<'c> {
    let (options, with) = (DumpOptions::new(), with.clone());
    let (mut plain, mut other) = (Vec::new(), Vec::new());
    let race = Race::new();
    let race = if computed.is_empty() {
        race.with("optimize", move |turn| {
            other.clear();
            cases.s[turn % 64].ours.dump_into(&with, &mut other).expect("written");
        })
    } else {
        race.with("optimize", move |turn| {
            other.clear();
            computed[turn % 64].dump_into(&with, &mut other).expect("written");
        })
    };
    race.with("plain", move |turn| {
        plain.clear();
        cases.s[turn % 64].ours.dump_into(&options, &mut plain).expect("written");
    })
}

pub(crate) fn bench(cases: &Cases, tables: &mut Tables) {
    tables.section("JSON out");
    let s = [Target::Of("jsony", 0.55), Target::Of("sonic-rs", 0.45)];
    let fresh_too = Target::Of("serde_json", 0.40);
    let (m, t, n) = (Target::Of("jsony", 0.75), Target::Of("sonic-rs", 0.40), Target::Best(0.95));
    tables.race("S, buffer used again", reused(&cases.s), &s);
    tables.race("S, new buffer", fresh(&cases.s), &[s[0], s[1], fresh_too]);
    tables.race("M, buffer used again", reused(&cases.m), &[m]);
    tables.race("M, new buffer", fresh(&cases.m), &[m, fresh_too]);
    tables.race("T, buffer used again", reused(&cases.t), &[t]);
    tables.race("T, new buffer", fresh(&cases.t), &[t, fresh_too]);
    tables.race("N, buffer used again", reused(&cases.n), &[n]);
    tables.race("N, new buffer", fresh(&cases.n), &[n]);
    tables.race("L", lines(cases), &[Target::Best(0.45)]);

    tables.section("JSON out: choices");
    let computed: Vec<ComputedVideo> = cases.s.iter().map(|sample| computed_of(&sample.ours)).collect();
    let none = choices(cases, &[], &DumpOptions::new().exclude_none());
    tables.race("S without `None`", none, &[Target::Of("plain", 1.2)]);
    let defaults = choices(cases, &[], &DumpOptions::new().exclude_defaults());
    tables.race("S without defaults", defaults, &[Target::Of("plain", 1.2)]);
    let two = choices(cases, &computed, &DumpOptions::new());
    tables.race("S with two computed fields", two, &[Target::Above("plain", 20.0)]);
}

fn computed_of(video: &Video) -> ComputedVideo {
    let json = video.to_json().expect("written");
    ComputedVideo::from_json(&json).expect("the same fields")
}
