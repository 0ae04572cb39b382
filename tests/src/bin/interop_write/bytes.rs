//! Compression envelopes, streams of records, dictionaries and MessagePack.

use crate::{Failure, models};
use optimize_core::binary::BinaryFormat;
use optimize_core::compress::{Compression, CompressionPolicy, Dictionaries, Dictionary, Envelope};
use optimize_core::stream::{StreamReader, StreamWriter};
use optimize_core::{DumpOptions, Optimized, ParseOptions};
use optimize_tests::video::VideoData;
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

/// Writes `NAME.dictionary` and `stream.NAME`: the videos in small chunks, each made with that dictionary, the model's own
/// and a trained one. Reads `python.dictionary` and the stream that was made with it, and writes what it found
/// to `python.read.ndjson`.
pub(crate) fn exchange_dictionaries(out: &Path) -> Result<(), Failure> {
    let videos = models::videos(out)?;
    let samples =
        videos.iter().map(|video| video.dump(&DumpOptions::new().round_trip())).collect::<Result<Vec<_>, _>>()?;
    for (name, dictionary) in
        [("model", Dictionary::of::<VideoData>()), ("trained", Dictionary::train(&samples, 8 << 10)?)]
    {
        fs::write(out.join(format!("{name}.dictionary")), dictionary.as_bytes())?;
        let file = fs::File::create(out.join(format!("stream.{name}")))?;
        let builder = StreamWriter::builder().compression(Compression::zstd()).dictionary(dictionary).chunk_size(3);
        let mut writer = builder.dump_options(DumpOptions::new().round_trip()).open(file)?;
        videos.iter().take(400).try_for_each(|video| writer.write(video))?;
        writer.finish()?;
    }
    let known = Dictionaries::new().with(Dictionary::from_bytes(fs::read(out.join("python.dictionary"))?)?)?;
    let file = fs::File::open(out.join("stream.python"))?;
    let mut writer = StreamWriter::builder()
        .dump_options(DumpOptions::new().round_trip())
        .open(fs::File::create(out.join("python.read.ndjson"))?)?;
    for video in StreamReader::builder().dictionaries(known).open::<_, VideoData>(file)? {
        writer.write(&video?)?;
    }
    writer.finish()?;
    Ok(())
}

/// Writes `videos.msgpack`: every video, one behind the other. Reads `python.msgpack`, where each is preceded by its
/// length, and writes what it found to `msgpack.read.ndjson`.
pub(crate) fn exchange_messagepack(out: &Path) -> Result<(), Failure> {
    let (dump, parse) = (DumpOptions::new().round_trip(), ParseOptions::new());
    let mut packed = Vec::new();
    for video in models::videos(out)? {
        packed.extend(BinaryFormat::MessagePack.encode(&video, &dump)?);
    }
    fs::write(out.join("videos.msgpack"), packed)?;
    let (packed, mut lines) = (fs::read(out.join("python.msgpack"))?, Vec::new());
    let mut rest = &packed[..];
    while let Some((length, behind)) = rest.split_first_chunk() {
        let (item, behind) = behind.split_at(u32::from_le_bytes(*length) as usize);
        lines.extend(BinaryFormat::MessagePack.decode::<VideoData>(item, &parse)?.dump(&dump)?);
        lines.push(b'\n');
        rest = behind;
    }
    Ok(fs::write(out.join("msgpack.read.ndjson"), lines)?)
}
