//! Batches and streams of L, beside serde_json alone and under rayon.

use crate::Cases;
use garde::Validate;
use optimize_benches::models::Video;
use optimize_benches::peers;
use optimize_benches::race::Race;
use optimize_benches::table::{Tables, Target};
use optimize_core::batch::{decode_batch, encode_batch};
use optimize_core::stream::{StreamReader, StreamWriter};
use optimize_core::{DumpOptions, Optimized, ParseOptions};
use rayon::prelude::*;
use std::io::Write;

pub(crate) fn bench(cases: &Cases, tables: &mut Tables) {
    tables.section("A batch of L");
    let options = DumpOptions::new();
    let output = encode_batch(&cases.l, &options);
    assert_eq!(output.failures(), 0);
    assert!((0..cases.l.len()).all(|index| {
        output.get(index).is_some_and(|item| item.is_ok_and(|item| item == cases.texts[index].as_bytes()))
    }));
    let mut arena = Vec::new();
    let encode = Race::new()
        .with("optimize", |_| encode_batch(&cases.l, &options))
        .with("one thread, one buffer", |_| {
            arena.clear();
            for video in &cases.l {
                video.dump_into(&DumpOptions::new(), &mut arena).expect("written");
            }
        })
        .with("serde_json", |_| -> Vec<Vec<u8>> { cases.peers.iter().map(written).collect() })
        .with("serde_json + rayon", |_| -> Vec<Vec<u8>> { cases.peers.par_iter().map(written).collect() });
    let targets = [Target::Of("one thread, one buffer", 1.0 / 1.85), Target::Of("serde_json + rayon", 0.5)];
    tables.row("encode", &encode.run(), &targets);

    let parse = ParseOptions::new();
    let decode = Race::new()
        .with("optimize", |_| decode_batch::<Video, _>(&cases.texts, &parse))
        .with("one thread", |_| -> Vec<_> { cases.texts.iter().map(Video::from_json).collect() })
        .with("serde_json + garde + rayon", |_| -> Vec<_> { cases.texts.par_iter().map(|text| read(text)).collect() });
    let targets = [Target::Of("one thread", 1.0 / 1.85), Target::Of("serde_json + garde + rayon", 0.7)];
    tables.row("decode", &decode.run(), &targets);

    tables.section("A stream of L");
    let lines = cases.lines();
    let write = Race::new()
        .with("optimize", |_| {
            let mut writer = StreamWriter::new(std::io::sink());
            for video in &cases.l {
                writer.write(video).expect("written");
            }
            writer.finish().expect("finished")
        })
        .with("serde_json", |_| {
            let mut writer = std::io::BufWriter::new(std::io::sink());
            for video in &cases.peers {
                serde_json::to_writer(&mut writer, video).expect("written");
                writer.write_all(b"\n").expect("written");
            }
        });
    tables.row("write", &write.run(), &[Target::Of("serde_json", 0.5)]);
    let read_all = Race::new()
        .with("optimize", |_| {
            let reader = StreamReader::<_, Video>::new(&lines[..]).expect("opened");
            let read: Vec<Video> = reader.map(|record| record.expect("valid")).collect();
            assert_eq!(read.len(), cases.l.len());
            read
        })
        .with("serde_json + garde", |_| -> Vec<peers::Video> {
            let stream = serde_json::Deserializer::from_slice(&lines).into_iter::<peers::Video>();
            stream
                .map(|video| {
                    let video = video.expect("valid");
                    video.validate().expect("valid");
                    video
                })
                .collect()
        });
    tables.row("read", &read_all.run(), &[Target::Of("serde_json + garde", 0.6)]);
}

fn written(video: &peers::Video) -> Vec<u8> {
    serde_json::to_vec(video).expect("written")
}

fn read(text: &str) -> peers::Video {
    let video: peers::Video = serde_json::from_str(text).expect("valid");
    video.validate().expect("valid");
    video
}
