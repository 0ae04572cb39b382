//! Writes numbered records to a file sink, to be killed by the test `crash`.
//!
//! `sink_child FILE CODEC UNTIL SEED` resumes FILE, writes the records up to UNTIL with commit points
//! at random distances, tells of each on its output once it is made, and finishes the file.

use optimize_core::Optimized;
use optimize_core::compress::Compression;
use optimize_core::stream::{FileSink, Resumed, StreamWriter};
use std::error::Error;
use std::io::Write;

/// A record that can be checked by itself.
#[derive(Optimized)]
struct Numbered {
    id: u64,
    text: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [path, codec, until, seed] = &arguments[..] else { return Err("FILE CODEC UNTIL SEED are needed".into()) };
    let (until, mut random): (u64, u64) = (until.parse()?, seed.parse()?);
    let choices = StreamWriter::builder().compression(Compression::from_name(codec)?).chunk_size(16);
    let mut out = std::io::stdout().lock();
    let mut sink = match FileSink::builder().stream(choices).resume(path)? {
        Resumed::Open(sink) => sink,
        Resumed::Finished(stats) => {
            writeln!(out, "finished {}", stats.records)?;
            return Ok(());
        }
    };
    writeln!(out, "resumed {}", sink.position())?;
    let mut next = sink.position();
    for id in sink.position()..until {
        let text = "words ".repeat(usize::try_from(id % 40)?);
        sink.write(&Numbered { id, text })?;
        if id >= next {
            sink.commit()?;
            writeln!(out, "committed {}", id + 1)?;
            out.flush()?;
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            next = id + 1 + (random >> 33) % 60;
        }
    }
    let stats = sink.finish()?;
    writeln!(out, "finished {}", stats.records)?;
    Ok(())
}
