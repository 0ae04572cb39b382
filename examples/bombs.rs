//! Decompression bombs, and what opening them costs.
//!
//! `cargo run --release --example bombs -- [--gigabytes N]`
//!
//! Makes files that would become so many gigabytes of zeros, 10 by default, in every codec, and envelopes
//! in envelopes that begin as a few kilobytes. Each is opened in a process of its own, which prints why it
//! was refused and its peak resident memory.

use optimize_core::compress::{
    CompressWriter, Compression, CompressionPolicy, DecompressLimits, DecompressReader, Envelope, decompress,
};
use std::error::Error;
use std::io::{Read, Write, copy, repeat, sink};
use std::path::Path;
use std::process::Command;

/// What may be resident beyond the limit on the content, in MiB.
const MOST_ABOVE_LIMIT: u64 = 64;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["open", file] => open(Path::new(file)),
        [] => all(10.0),
        ["--gigabytes", gigabytes] => all(gigabytes.parse()?),
        _ => Err("unknown arguments: --gigabytes N".into()),
    }
}

/// Makes the bombs, and has each opened.
fn all(gigabytes: f64) -> Result<(), Box<dyn Error>> {
    let folder = std::env::temp_dir().join(format!("optimize-bombs-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let result = ["gzip", "lz4", "zstd"].iter().try_for_each(|name| {
        let plain = folder.join(format!("{name}.bomb"));
        let mut writer = CompressWriter::new(std::fs::File::create(&plain)?, Compression::from_name(name)?)?;
        copy(&mut repeat(0).take((gigabytes * 1e9) as u64), &mut writer)?;
        writer.finish()?.flush()?;
        run(&plain)?;

        // A bomb's bytes repeat themselves: in further envelopes it becomes smaller still.
        let policy = CompressionPolicy::new(Compression::zstd()).threshold(0);
        let nested = folder.join(format!("{name}.nested"));
        let inner = Envelope::seal(&vec![0; 60 << 20], &CompressionPolicy::new(Compression::from_name(name)?));
        std::fs::write(&nested, Envelope::seal(&Envelope::seal(&inner, &policy), &policy))?;
        run(&nested)
    });
    std::fs::remove_dir_all(&folder)?;
    result
}

fn run(file: &Path) -> Result<(), Box<dyn Error>> {
    let status = Command::new(std::env::current_exe()?).arg("open").arg(file).status()?;
    if status.success() { Ok(()) } else { Err(format!("{} was not refused as it should be", file.display()).into()) }
}

/// Opens a bomb in every way there is.
fn open(file: &Path) -> Result<(), Box<dyn Error>> {
    let bytes = std::fs::read(file)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let limits = DecompressLimits::new();
    let why = if name.ends_with(".nested") {
        let layers = refused(Envelope::open(&bytes, &limits.max_nesting(2)))?;
        let content = refused(Envelope::open(&bytes, &limits.max_nesting(3).max_output(32 << 20)))?;
        format!("{layers}; if three may be opened: {content}")
    } else {
        let error = refused(decompress(&bytes, None, &limits))?;
        let mut streamed = DecompressReader::detect(&bytes[..], limits)?;
        let stream_error = copy(&mut streamed, &mut sink()).err().ok_or("the reader gave all of it")?;
        format!("{error}; read as a stream: {stream_error}")
    };
    let allowed = (limits.output_limit() >> 20) + MOST_ABOVE_LIMIT + (bytes.len() as u64 >> 20);
    match optimize_examples::memory::peak() {
        Some(peak) if peak >> 20 > allowed => return Err(format!("{name}: {} MiB were resident", peak >> 20).into()),
        Some(peak) => println!(
            "{name}, {} bytes: {why}; peak resident memory {} MiB (at most {allowed})",
            bytes.len(),
            peak >> 20
        ),
        None => println!("{name}, {} bytes: {why}; peak resident memory is not known on this system", bytes.len()),
    }
    Ok(())
}

fn refused<T, E: std::fmt::Display>(result: Result<T, E>) -> Result<String, Box<dyn Error>> {
    match result {
        Ok(_) => Err("it was opened".into()),
        Err(error) => Ok(error.to_string()),
    }
}
