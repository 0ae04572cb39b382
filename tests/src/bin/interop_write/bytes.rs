//! Compression envelopes and streams of records.

use crate::{Failure, models};
use optimize_core::compress::{Compression, CompressionPolicy, Envelope};
use optimize_core::stream::StreamWriter;
use optimize_core::{DumpOptions, Optimized};
use std::fs;
use std::path::Path;

const COMPRESSIONS: [&str; 4] = ["none", "gzip", "lz4", "zstd"];

/// Writes `payload.json`, and `envelope.*`: the same bytes in an envelope of each kind.
pub(crate) fn write_envelopes(out: &Path) -> Result<(), Failure> {
    let mut payload = Vec::new();
    for video in models::videos(out)? {
        payload.extend(video.to_json()?);
        payload.push(b'\n');
    }
    fs::write(out.join("payload.json"), &payload)?;
    for name in COMPRESSIONS {
        let policy = CompressionPolicy::new(Compression::from_name(name)?);
        fs::write(out.join(format!("envelope.{name}")), Envelope::seal(&payload, &policy))?;
    }
    Ok(())
}

/// Writes `stream.*`: 400 videos as NDJSON, in chunks that are compressed one by one.
pub(crate) fn write_streams(out: &Path) -> Result<(), Failure> {
    let mut videos = models::videos(out)?;
    videos.truncate(400);
    for name in COMPRESSIONS {
        let file = fs::File::create(out.join(format!("stream.{name}")))?;
        let builder = StreamWriter::builder().compression(Compression::from_name(name)?).chunk_size(64);
        let mut writer = builder.dump_options(DumpOptions::new().round_trip()).open(file)?;
        for video in &videos {
            writer.write(video)?;
        }
        writer.finish()?;
    }
    Ok(())
}
