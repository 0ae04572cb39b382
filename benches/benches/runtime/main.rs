//! The runtime beside the libraries that it stands on: cache, fingerprint, compression, batches,
//! streams, monitor.
//!
//! `cargo bench -p optimize-benches --bench runtime` prints the tables and writes `results/runtime.md`.

mod batch;
mod cache;
mod codec;
mod compression;
mod dictionary;
mod fingerprint;
mod guide;
mod monitor;
mod stream;

use optimize_benches::data;
use optimize_benches::models::{Timeline, Video};
use optimize_benches::peers;
use optimize_benches::plan::Plan;
use optimize_benches::table::Tables;
use optimize_core::Optimized;

/// The data of all cases.
struct Cases {
    s: Vec<Video>,
    m: Vec<Timeline>,
    /// Ten thousand S, their peers, and their JSON.
    l: Vec<Video>,
    peers: Vec<peers::Video>,
    texts: Vec<String>,
}

impl Cases {
    fn new() -> Self {
        let l = data::videos(10_000);
        let texts: Vec<String> = l.iter().map(|video| video.to_json_string().expect("written")).collect();
        let peers = texts.iter().map(|text| sonic_rs::from_str(text).expect("the same fields")).collect();
        Self { s: data::videos(64), m: data::timelines(64), l, peers, texts }
    }

    /// L as NDJSON.
    fn lines(&self) -> Vec<u8> {
        let mut lines = Vec::new();
        for text in &self.texts {
            lines.extend_from_slice(text.as_bytes());
            lines.push(b'\n');
        }
        lines
    }
}

fn main() -> std::io::Result<()> {
    let cases = Cases::new();
    let mut tables = Tables::planned("The runtime beside the libraries that it stands on", Plan::from_args());
    let threads = rayon::current_num_threads();
    tables.note(&format!("Threads: {threads}. S is a video of about 289 bytes, M a cut of 3.1 KB, L ten thousand S."));
    tables.note("What the missed targets of batches and streams are made of, `runtime-profile.md` tells.");
    let guide = match guide::Guide::start(&cases.lines())? {
        Ok(guide) => Some(guide),
        Err(why) => {
            tables.note(&format!(
                "**The guide's design was not measured: {why}.** Install `benches/benches/python/requirements.txt`."
            ));
            None
        }
    };
    fingerprint::bench(&cases, guide.as_ref(), &mut tables);
    cache::bench(&cases, guide.as_ref(), &mut tables);
    codec::bench(&cases, &mut tables);
    monitor::bench(&cases, guide.as_ref(), &mut tables);
    compression::bench(&cases, &mut tables);
    dictionary::bench(&cases, &mut tables);
    batch::bench(&cases, guide.as_ref(), &mut tables);
    stream::bench(&cases, guide.as_ref(), &mut tables);
    tables.finish("runtime.md")
}
