//! What watching costs.

use crate::Cases;
use crate::guide::{Guide, beside_guide};
use optimize_benches::race::Race;
use optimize_benches::table::{Tables, Target};
use optimize_core::codec::Codec;
use optimize_core::monitor::Monitor;
use std::time::Instant;

pub(crate) fn bench(cases: &Cases, guide: Option<&Guide>, tables: &mut Tables) {
    tables.section("Monitor");
    let monitor = Monitor::new();
    let operation = monitor.operation("encode");
    let timer = Race::new()
        .with("optimize", |_| drop(operation.start()))
        .with("by name", |_| drop(monitor.start("encode")))
        .with("reading the clock twice", |_| (Instant::now(), Instant::now()));
    tables.race("one operation", beside_guide(timer, guide, "monitor"), &[Target::Nanoseconds(60.0)]);

    let watched = Codec::builder().monitor(Monitor::new()).build().expect("good choices");
    let plain = Codec::new();
    let codec = Race::new()
        .with("watched", |turn| watched.encode(&cases.m[turn % 64]).expect("encoded"))
        .with("not watched", |turn| plain.encode(&cases.m[turn % 64]).expect("encoded"));
    tables.row("a codec writing M", &codec.run(), &[Target::Above("not watched", 200.0)]);
}
