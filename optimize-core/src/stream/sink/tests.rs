use super::*;
use crate::compress::Compression;
use crate::stream::{StreamReader, StreamWriter};
use crate::test_model::{Clip, PANICS, REFUSES};
use std::fs::File;
use std::path::PathBuf;
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

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
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

fn ids(path: &Path) -> Vec<u64> {
    let records = StreamReader::<_, Clip>::new(File::open(path).unwrap()).unwrap();
    records.map(|clip| u64::from(clip.unwrap().id)).collect()
}

#[test]
fn begun_left_resumed_and_finished() {
    for compression in compressions() {
        for sync in [true, false] {
            let folder = Folder::new();
            let path = folder.file();
            fs::write(&path, "an older file").unwrap();
            let choices = FileSinkBuilder { sync, ..builder(compression) };
            let mut sink = choices.create(&path).unwrap();
            write(&mut sink, 0..20);
            sink.commit().unwrap();
            write(&mut sink, 20..35);
            drop(sink);
            assert_eq!(fs::read_to_string(&path).unwrap(), "an older file");

            let mut sink = open(compression, &path);
            assert_eq!((sink.position(), sink.committed().records), (20, 20));
            write(&mut sink, 20..50);
            assert_eq!(sink.stats().records, 50);
            let stats = sink.finish().unwrap();
            assert_eq!((stats.records, stats.written), (50, fs::metadata(&path).unwrap().len()));
            assert_eq!(ids(&path), (0..50).collect::<Vec<_>>());
            assert_eq!(folder.names(), ["clips.ndjson"]);
        }
    }
}

/// Wherever a write stops, what is behind the last commit point goes and nothing before it.
#[test]
fn torn_tails_are_cut_off() {
    for compression in compressions() {
        let folder = Folder::new();
        let (path, partial) = (folder.file(), folder.0.join("clips.ndjson.partial"));
        let mut sink = open(compression, &path);
        write(&mut sink, 0..10);
        sink.commit().unwrap();
        write(&mut sink, 10..24);
        drop(sink);
        let whole = fs::read(&partial).unwrap();
        let committed = usize::try_from(open(compression, &path).committed().written).unwrap();
        assert!(committed < whole.len());
        for end in committed..=whole.len() {
            fs::write(&partial, &whole[..end]).unwrap();
            let sink = open(compression, &path);
            assert_eq!((sink.position(), fs::metadata(&partial).unwrap().len()), (10, committed as u64));
        }
        // Anything else may stand there too.
        fs::write(&partial, [&whole[..committed], &[0; 5000]].concat()).unwrap();
        let mut sink = open(compression, &path);
        write(&mut sink, 10..30);
        sink.finish().unwrap();
        assert_eq!(ids(&path), (0..30).collect::<Vec<_>>(), "{compression}");
    }
}

#[test]
fn lost_or_changed_committed_bytes_are_reported() {
    let folder = Folder::new();
    let (path, partial) = (folder.file(), folder.0.join("clips.ndjson.partial"));
    let mut sink = open(Compression::none(), &path);
    for begin in [0, 10, 20] {
        write(&mut sink, begin..begin + 10);
        sink.commit().unwrap();
        // Those of before a crash too.
        drop(sink);
        sink = open(Compression::none(), &path);
    }
    drop(sink);
    let whole = fs::read(&partial).unwrap();
    for end in 0..whole.len() {
        fs::write(&partial, &whole[..end]).unwrap();
        let error = builder(Compression::none()).resume(&path).unwrap_err();
        assert!(matches!(error, SinkError::Damaged { committed: Some(_), .. }), "{error}");
        assert_eq!(fs::metadata(&partial).unwrap().len(), end as u64, "nothing is changed");
    }
    for place in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[place] ^= 1;
        fs::write(&partial, damaged).unwrap();
        assert!(matches!(builder(Compression::none()).resume(&path), Err(SinkError::Damaged { .. })));
    }
    fs::remove_file(&partial).unwrap();
    let error = builder(Compression::none()).resume(&path).unwrap_err();
    assert!(error.to_string().contains("committed, the unfinished file has 0"), "{error}");
    let mut sink = builder(Compression::none()).create(&path).unwrap();
    write(&mut sink, 0..3);
    sink.finish().unwrap();
    assert_eq!(ids(&path), [0, 1, 2]);
}

/// A commit point that was being written when the machine stopped: the one before it holds.
#[test]
fn torn_commit_points() {
    let folder = Folder::new();
    let (path, commits) = (folder.file(), folder.0.join("clips.ndjson.commits"));
    let mut sink = open(Compression::none(), &path);
    write(&mut sink, 0..10);
    sink.commit().unwrap();
    let before = fs::read(&commits).unwrap();
    write(&mut sink, 10..20);
    sink.commit().unwrap();
    drop(sink);
    let after = fs::read(&commits).unwrap();
    let partial = fs::read(folder.0.join("clips.ndjson.partial")).unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for torn in 0..=after.len() {
        let mut mixed = after[..torn].to_vec();
        mixed.extend_from_slice(before.get(torn..).unwrap_or_default());
        fs::write(&commits, mixed).unwrap();
        fs::write(folder.0.join("clips.ndjson.partial"), &partial).unwrap();
        seen.insert(open(Compression::none(), &path).position());
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), [10, 20]);
    fs::write(&commits, vec![0xff; 5000]).unwrap();
    assert!(matches!(builder(Compression::none()).resume(&path), Err(SinkError::Damaged { committed: None, .. })));
    // A journal that was just being made, before the first record.
    fs::write(folder.0.join("clips.ndjson.partial"), "").unwrap();
    assert_eq!(open(Compression::none(), &path).position(), 0);
}

#[test]
fn stopped_while_finishing() {
    let folder = Folder::new();
    let (path, partial) = (folder.file(), folder.0.join("clips.ndjson.partial"));
    let finishing = |path: &Path| {
        let mut sink = builder(Compression::none()).create(path).unwrap();
        write(&mut sink, 0..10);
        sink.write_chunk().unwrap();
        sink.commit_as(true).unwrap();
    };
    for renamed in [false, true] {
        finishing(&path);
        if renamed {
            fs::rename(&partial, &path).unwrap();
        }
        let Resumed::Finished(stats) = builder(Compression::none()).resume(&path).unwrap() else {
            panic!("not finished")
        };
        assert_eq!(stats.records, 10);
        assert_eq!(ids(&path), (0..10).collect::<Vec<_>>());
        assert_eq!(folder.names(), ["clips.ndjson"]);
    }
}

#[test]
fn records_that_fail_keep_their_place() {
    let folder = Folder::new();
    let path = folder.file();
    let mut sink = open(Compression::none(), &path);
    write(&mut sink, 0..3);
    assert!(sink.write(&Clip::new(REFUSES, "")).is_err() && sink.write(&Clip::new(PANICS, "")).is_err());
    sink.write_encoded(br#"{"id":5,"title":"encoded"}"#).unwrap();
    assert!(sink.write_encoded(b"{").is_err());
    sink.commit().unwrap();
    drop(sink);
    let sink = open(Compression::none(), &path);
    assert_eq!((sink.position(), sink.stats().records, sink.stats().failures), (7, 4, 3));
    sink.finish().unwrap();
    assert_eq!(ids(&path), [0, 1, 2, 5]);
}

#[test]
fn commit_points_come_by_themselves() {
    let folder = Folder::new();
    let mut sink = builder(Compression::none()).commit_bytes(500).create(folder.file()).unwrap();
    write(&mut sink, 0..100);
    assert!(sink.committed().records > 50 && sink.committed().records < 100);
    sink.abandon().unwrap();
    assert!(folder.names().is_empty());
}

#[test]
fn what_does_not_fit_is_refused() {
    let folder = Folder::new();
    let path = folder.file();
    let mut sink = open(Compression::none(), &path);
    write(&mut sink, 0..10);
    sink.commit().unwrap();
    // Somebody who knows of no lock.
    let mut other = fs::OpenOptions::new().append(true).open(folder.0.join("clips.ndjson.partial")).unwrap();
    other.write_all(&b"{}\n".repeat(1_000)).unwrap();
    write(&mut sink, 10..12);
    let error = sink.commit().unwrap_err();
    assert!(error.to_string().contains("somebody else"), "{error}");
    assert!(sink.commit().is_err(), "and it stays so");
    drop(sink);

    if let Ok(gzip) = Compression::from_name("gzip") {
        let error = builder(gzip).resume(&path).unwrap_err();
        assert_eq!(error.to_string(), "the unfinished file is written with none, not gzip: resume it with none");
    }
    let empty = StreamWriter::builder().chunk_size(0);
    assert!(matches!(FileSink::builder().stream(empty).create(&path), Err(SinkError::Config(_))));
    assert!(matches!(FileSink::builder().create("/"), Err(SinkError::Io(_))));
}

#[test]
fn one_sink_at_a_time() {
    let folder = Folder::new();
    let path = folder.file();
    let mut sink = open(Compression::none(), &path);
    write(&mut sink, 0..10);
    sink.commit().unwrap();
    for _ in 0..2 {
        let error = builder(Compression::none()).resume(&path).unwrap_err();
        assert!(matches!(error, SinkError::InUse), "{error}");
        assert!(matches!(builder(Compression::none()).create(&path), Err(SinkError::InUse)));
    }
    // Neither has changed anything.
    write(&mut sink, 10..20);
    sink.commit().unwrap();
    drop(sink);
    let sink = open(Compression::none(), &path);
    assert_eq!(sink.position(), 20);
    sink.finish().unwrap();
    assert_eq!(ids(&path), (0..20).collect::<Vec<_>>());
    // A finished file is nobody's.
    open(Compression::none(), &path).abandon().unwrap();
    assert_eq!(ids(&path).len(), 20);
}

/// As where another thread was just about to start a process when the sink went.
#[test]
fn a_copy_of_the_open_file_keeps_no_lock() {
    let folder = Folder::new();
    let path = folder.file();
    let sink = open(Compression::none(), &path);
    let copy = sink.file.try_clone().unwrap();
    drop(sink);
    let sink = open(Compression::none(), &path);
    drop(copy);
    assert!(matches!(builder(Compression::none()).resume(&path), Err(SinkError::InUse)));
    sink.abandon().unwrap();
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let folder = Folder::new();
    let (path, target) = (folder.file(), folder.0.join("target"));
    let link = |ending: &str| {
        fs::write(&target, "somebody's file").unwrap();
        std::os::unix::fs::symlink(&target, folder.0.join(format!("clips.ndjson{ending}"))).unwrap();
    };
    link(".partial");
    for error in [builder(Compression::none()).create(&path).err(), builder(Compression::none()).resume(&path).err()] {
        assert!(error.unwrap().to_string().contains("symbolic link"));
    }
    fs::remove_file(folder.0.join("clips.ndjson.partial")).unwrap();
    link(".commits");
    link("");
    let mut sink = builder(Compression::none()).create(&path).unwrap();
    write(&mut sink, 0..3);
    sink.finish().unwrap();
    assert_eq!(fs::read_to_string(&target).unwrap(), "somebody's file");
    assert_eq!(ids(&path), [0, 1, 2]);
}
