//! Batches of S, beside serde_json alone and under rayon, and the guide's.

use crate::Cases;
use crate::guide::{Guide, beside_guide};
use garde::Validate;
use optimize_benches::models::Video;
use optimize_benches::peers;
use optimize_benches::race::Race;
use optimize_benches::table::{Tables, Target};
use optimize_core::batch::{Batch, BatchOutput, decode_batch, encode_batch};
use optimize_core::{DumpOptions, Optimized, ParseOptions};
use rayon::prelude::*;

/// Half the time and a little, on two cores.
const TWO_CORES: f64 = 1.0 / 1.85;

pub(crate) fn bench(cases: &Cases, guide: Option<&Guide>, tables: &mut Tables) {
    let output = encode_batch(&cases.l, &DumpOptions::new());
    assert_eq!(output.failures(), 0);
    assert!((0..cases.l.len()).all(|index| {
        output.get(index).is_some_and(|item| item.is_ok_and(|item| item == cases.texts[index].as_bytes()))
    }));
    tables.section("A batch of S, encoded");
    for count in [20, 1_000, 10_000] {
        encode(cases, count, guide, tables);
    }
    tables.section("A batch of S, decoded and validated");
    for count in [20, 1_000, 10_000] {
        decode(cases, count, guide, tables);
    }
}

fn encode(cases: &Cases, count: usize, guide: Option<&Guide>, tables: &mut Tables) {
    let (items, peers) = (&cases.l[..count], &cases.peers[..count]);
    let options = DumpOptions::new();
    let (batch, mut reused, mut arena) = (Batch::new(), BatchOutput::new(), Vec::new());
    let race = Race::new()
        .with("optimize, buffers reused", move |_| batch.encode_into(items, &mut reused))
        .with("fresh", |_| encode_batch(items, &options))
        .with("one thread, one buffer", |_| {
            arena.clear();
            for video in items {
                video.dump_into(&options, &mut arena).expect("written");
            }
        })
        .with("serde_json", |_| -> Vec<Vec<u8>> { peers.iter().map(written).collect() })
        .with("serde_json + rayon", |_| -> Vec<Vec<u8>> { peers.par_iter().map(written).collect() });
    let mut targets = vec![at_most(count), Target::Of("serde_json + rayon", 0.5)];
    let race = if count == 1_000 && guide.is_some() {
        targets.push(Target::Of("the guide", 1.0 / 500.0));
        beside_guide(race, guide, "batch_encode")
    } else {
        race
    };
    tables.race(&format!("S, {count} items"), race, &targets);
}

fn decode(cases: &Cases, count: usize, guide: Option<&Guide>, tables: &mut Tables) {
    let texts = &cases.texts[..count];
    let parse = ParseOptions::new();
    let (batch, mut results, mut slots) = (Batch::new(), Vec::new(), Vec::new());
    slots.resize_with(count, || None::<Video>);
    let over = Race::new()
        .with("optimize, over the batch before", |_| batch.decode_into::<Video, _>(texts, &mut results))
        .with("one thread, over the ones before", |_| {
            for (text, slot) in texts.iter().zip(&mut slots) {
                Video::from_json_into(text, slot).expect("valid");
            }
        })
        .with("serde_json + garde + rayon", |_| -> Vec<_> { texts.par_iter().map(|text| read(text)).collect() });
    let one_thread = if count >= 1_000 { TWO_CORES } else { 1.5 };
    let mut targets =
        vec![Target::Of("one thread, over the ones before", one_thread), Target::Of("serde_json + garde + rayon", 0.7)];
    let over = if count == 1_000 && guide.is_some() {
        targets.push(Target::Of("the guide", 1.0 / 500.0));
        beside_guide(over, guide, "batch_decode")
    } else {
        over
    };
    tables.race(&format!("S, {count} items, over the batch before"), over, &targets);
    let race = Race::new()
        .with("optimize", |_| decode_batch::<Video, _>(texts, &parse))
        .with("one thread, one buffer", |_| -> Vec<_> { texts.iter().map(Video::from_json).collect() })
        .with("serde_json + garde + rayon", |_| -> Vec<_> { texts.par_iter().map(|text| read(text)).collect() });
    let mut targets = vec![at_most(count), Target::Of("serde_json + garde + rayon", 0.7)];
    let race = if count == 1_000 && guide.is_some() {
        targets.push(Target::Of("the guide", 1.0 / 500.0));
        beside_guide(race, guide, "batch_decode")
    } else {
        race
    };
    tables.race(&format!("S, {count} items"), race, &targets);
}

/// From a thousand items on both cores work; below the crossover one does, and loses little
/// to looking at the clock.
fn at_most(count: usize) -> Target {
    Target::Of("one thread, one buffer", if count >= 1_000 { TWO_CORES } else { 1.5 })
}

fn written(video: &peers::Video) -> Vec<u8> {
    serde_json::to_vec(video).expect("written")
}

fn read(text: &str) -> peers::Video {
    let video: peers::Video = serde_json::from_str(text).expect("valid");
    video.validate().expect("valid");
    video
}
