//! Streams of L, beside serde_json and the guide's.

use crate::Cases;
use crate::guide::{Guide, beside_guide};
use garde::Validate;
use optimize_benches::models::Video;
use optimize_benches::peers;
use optimize_benches::race::Race;
use optimize_benches::table::{Tables, Target};
use optimize_core::compress::Compression;
use optimize_core::stream::{StreamReader, StreamWriter};
use std::io::Write;

pub(crate) fn bench(cases: &Cases, guide: Option<&Guide>, tables: &mut Tables) {
    let lines = cases.lines();
    tables.section("A stream of L, written");
    let write = |compression: Compression| {
        let builder = StreamWriter::builder().compression(compression);
        let mut writer = builder.open(std::io::sink()).expect("good choices");
        for video in &cases.l {
            writer.write(video).expect("written");
        }
        writer.finish().expect("finished")
    };
    let plain = Race::new().with("optimize", |_| write(Compression::none())).with("serde_json", |_| {
        let mut writer = std::io::BufWriter::new(std::io::sink());
        for video in &cases.peers {
            serde_json::to_writer(&mut writer, video).expect("written");
            writer.write_all(b"\n").expect("written");
        }
    });
    let mut targets = vec![Target::Of("serde_json", 0.5)];
    targets.extend(guide.map(|_| Target::Of("the guide", 1.0 / 300.0)));
    tables.race("L", beside_guide(plain, guide, "stream_write"), &targets);
    let together = Race::new()
        .with("optimize, all cores", |_| {
            let mut writer = StreamWriter::new(std::io::sink());
            writer.write_all(&cases.l, |error| panic!("{error}")).expect("written");
            writer.finish().expect("finished")
        })
        .with("one by one", |_| write(Compression::none()));
    let targets: Vec<Target> = guide.iter().map(|_| Target::Of("the guide", 1.0 / 300.0)).collect();
    tables.race("L, many at once", beside_guide(together, guide, "stream_write"), &targets);
    let packed = Race::new()
        .with("optimize", |_| write(Compression::zstd()))
        .with("zstd alone", |_| zstd::bulk::compress(&lines, 3).expect("compressed"));
    tables.race("L, zstd", packed, &[]);

    tables.section("A stream of L, read and validated");
    let over = Race::new()
        .with("optimize, all cores, into few records", |_| {
            let mut reader = StreamReader::builder().open_parallel::<_, Video>(&lines[..]).expect("opened");
            let (mut slot, mut count) = (None, 0);
            while let Some(record) = reader.read_into(&mut slot) {
                record.expect("valid");
                count += 1;
            }
            assert_eq!(count, cases.l.len());
        })
        .with("serde_json + garde", |_| read_peers(&lines, cases.l.len()));
    let mut targets = vec![Target::Of("serde_json + garde", 0.6)];
    targets.extend(guide.map(|_| Target::Of("the guide", 1.0 / 300.0)));
    tables.race("L, into few records", beside_guide(over, guide, "stream_read"), &targets);
    let read_all = Race::new()
        .with("optimize, all cores", |_| {
            let reader = StreamReader::builder().open_parallel::<_, Video>(&lines[..]).expect("opened");
            assert_eq!(reader.filter(|record| record.is_ok()).count(), cases.l.len());
        })
        .with("one thread", |_| {
            let reader = StreamReader::<_, Video>::new(&lines[..]).expect("opened");
            assert_eq!(reader.filter(|record| record.is_ok()).count(), cases.l.len());
        })
        .with("one thread, into the record before", |_| {
            let mut reader = StreamReader::<_, Video>::new(&lines[..]).expect("opened");
            let (mut slot, mut count) = (None, 0);
            while let Some(record) = reader.read_into(&mut slot) {
                record.expect("valid");
                count += 1;
            }
            assert_eq!(count, cases.l.len());
        })
        .with("serde_json + garde", |_| read_peers(&lines, cases.l.len()));
    let mut targets = vec![Target::Of("serde_json + garde", 0.6)];
    targets.extend(guide.map(|_| Target::Of("the guide", 1.0 / 300.0)));
    tables.race("L", beside_guide(read_all, guide, "stream_read"), &targets);
}

fn read_peers(lines: &[u8], count: usize) {
    let stream = serde_json::Deserializer::from_slice(lines).into_iter::<peers::Video>();
    let read = stream.map(|video| {
        let video = video.expect("valid");
        video.validate().expect("valid");
        video
    });
    assert_eq!(read.count(), count);
}
