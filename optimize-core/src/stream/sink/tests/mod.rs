//! Sinks on files of their own.

mod places;
mod recovery;
mod sharing;

use super::*;
use crate::compress::Compression;
use crate::stream::{StreamReader, StreamWriter};
use crate::test_model::Clip;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder of its own for every test, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("optimize-core-sink-{}-{number}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn file(&self) -> PathBuf {
        self.0.join("clips.ndjson")
    }

    fn partial(&self) -> PathBuf {
        self.0.join("clips.ndjson.partial")
    }

    fn commits(&self) -> PathBuf {
        self.0.join("clips.ndjson.commits")
    }

    /// A sink with the first so many records committed.
    fn begun(&self, compression: Compression, count: u64) -> FileSink {
        let mut sink = open(compression, &self.file());
        write(&mut sink, 0..count);
        sink.commit().unwrap();
        sink
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Whether the finished file holds the first so many records, and nothing lies beside it.
    fn assert_finished(&self, count: u64) {
        assert_eq!(ids(&self.file()), (0..count).collect::<Vec<_>>());
        assert_eq!(self.names(), ["clips.ndjson"]);
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn builder(compression: Compression) -> FileSinkBuilder {
    FileSink::builder().stream(StreamWriter::builder().compression(compression).chunk_size(7)).without_sync()
}

fn plain() -> FileSinkBuilder {
    builder(Compression::none())
}

fn compressions() -> Vec<Compression> {
    ["none", "gzip", "lz4", "zstd"].iter().filter_map(|name| Compression::from_name(name).ok()).collect()
}

fn open(compression: Compression, path: &Path) -> FileSink {
    match builder(compression).resume(path).unwrap() {
        Resumed::Open(sink) => sink,
        Resumed::Finished(stats) => panic!("finished with {stats:?}"),
    }
}

fn write(sink: &mut FileSink, ids: std::ops::Range<u64>) {
    for id in ids {
        sink.write(&Clip::new(u32::try_from(id).unwrap(), "title")).unwrap();
    }
}

/// Writes what is left and stops before the file has its name.
fn almost_finish(sink: &mut FileSink) {
    sink.write_chunk().unwrap();
    sink.commit_as(true).unwrap();
}

fn ids(path: &Path) -> Vec<u64> {
    let records = StreamReader::<_, Clip>::new(File::open(path).unwrap()).unwrap();
    records.map(|clip| u64::from(clip.unwrap().id)).collect()
}
