//! Any amount of records through encoding and decoding, in bounded memory.
//!
//! `cargo run --release --example large_stream -- [--gigabytes N] [--compression NAME]`
//!
//! Makes videos on the fly, writes them as a stream of chunks on one thread, reads and checks them again on
//! the others, and prints the peak resident memory. Nothing is written to the disk.

use indicatif::{ProgressBar, ProgressStyle};
use optimize_core::Optimized;
use optimize_core::compress::Compression;
use optimize_core::stream::{ChunksRead, StreamReader, StreamWriter};
use std::error::Error;
use std::sync::mpsc::sync_channel;
use std::time::{Duration, Instant};

/// What may be resident in memory at most, in MiB: more is an error.
const MOST_MEMORY: u64 = 64;

#[derive(Optimized, Debug, PartialEq)]
struct Video {
    id: u64,
    #[opt(min_length = 1, max_length = 200)]
    title: String,
    #[opt(ge = 0.0)]
    duration: f64,
    tags: Vec<String>,
    description: Option<String>,
}

impl Video {
    fn number(id: u64) -> Self {
        Self {
            id,
            title: format!("Scene {} of the long film", id % 9_973),
            duration: (id % 3_600) as f64 + 0.25,
            tags: vec![format!("reel {}", id % 97), "restored".to_owned()],
            description: (!id.is_multiple_of(3)).then(|| "words that stand for what a person would write ".repeat(3)),
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let (bytes, compression) = arguments()?;
    let start = Instant::now();
    let bar = ProgressBar::new(bytes);
    bar.set_style(ProgressStyle::with_template("{bar:30} {binary_bytes} of {binary_total_bytes}, {msg}")?);
    bar.enable_steady_tick(Duration::from_millis(200));
    let shown = bar.clone();

    // Two chunks wait at most: whoever is faster waits for the other.
    let (send, receive) = sync_channel::<Vec<u8>>(2);
    let writer = std::thread::spawn(move || {
        let mut made = 0;
        let videos = (0..).map(Video::number).take_while(|video| {
            made += video.title.len() as u64 + 92 + video.description.as_ref().map_or(4, String::len) as u64;
            made < bytes
        });
        let builder = StreamWriter::builder().compression(compression).chunk_bytes(1 << 20);
        let mut chunks = builder.encode_iter(videos).expect("good choices");
        for chunk in chunks.by_ref() {
            if send.send(chunk.expect("plain videos are written")).is_err() {
                break;
            }
        }
        chunks.stats()
    });

    let reader = StreamReader::builder()
        .progress(move |progress| {
            shown.set_position(progress.bytes);
            shown.set_message(format!("{:.0} items/s", progress.items_per_second()));
        })
        .open_parallel::<_, Video>(ChunksRead::new(receive))?;
    let mut read = 0;
    for video in reader {
        let video = video?;
        // One of a thousand is compared as a whole.
        if video.id != read || (read % 1000 == 0 && video != Video::number(read)) {
            return Err(format!("record {read} came back as {video:?}").into());
        }
        read += 1;
    }
    let stats = writer.join().map_err(|_| "the writer panicked")?;
    bar.finish_and_clear();
    if read != stats.records {
        return Err(format!("{} records were written, {read} were read", stats.records).into());
    }

    let seconds = start.elapsed().as_secs_f64();
    println!("{read} records, {:.2} GB of JSON, {:.2} GB sent", stats.bytes as f64 / 1e9, stats.written as f64 / 1e9);
    println!("{seconds:.1} s, {:.0} MB/s there and back", stats.bytes as f64 / 1e6 / seconds);
    match optimize_examples::memory::peak() {
        Some(peak) if peak > MOST_MEMORY << 20 => {
            Err(format!("peak resident memory {:.1} MiB, at most {MOST_MEMORY} are allowed", mebibytes(peak)).into())
        }
        Some(peak) => {
            println!("peak resident memory {:.1} MiB (at most {MOST_MEMORY})", mebibytes(peak));
            Ok(())
        }
        None => {
            println!("peak resident memory is not known on this system");
            Ok(())
        }
    }
}

fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}

fn arguments() -> Result<(u64, Compression), Box<dyn Error>> {
    let (mut gigabytes, mut compression) = (1.0_f64, Compression::none());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("`{argument}` asks for a value"));
        match argument.as_str() {
            "--gigabytes" => gigabytes = value()?.parse()?,
            "--compression" => compression = value()?.parse()?,
            other => return Err(format!("unknown argument `{other}`: --gigabytes N, --compression NAME").into()),
        }
    }
    Ok(((gigabytes * 1e9) as u64, compression))
}
