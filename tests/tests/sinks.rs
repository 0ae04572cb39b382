//! File sinks that go on with what another program, or another version of it, has begun; and several of them at once.

use optimize_core::Optimized;
use optimize_core::compress::{Compression, Dictionaries, Dictionary};
use optimize_core::stream::{
    FileSink, FileSinkBuilder, Resumed, SinkError, StreamCause, StreamError, StreamReader, StreamWriter,
    StreamWriterBuilder,
};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

#[derive(Optimized, Debug, PartialEq)]
struct Clip {
    id: u64,
    title: String,
}

/// The same records to a reader, borrowed or said in other words.
mod same {
    /// A clip of a film.
    #[derive(optimize_core::Optimized)]
    pub(crate) struct Clip<'a> {
        /// Its number.
        pub(crate) id: u64,
        #[opt(title = "The title", example = "Rain")]
        pub(crate) title: &'a str,
    }
}

/// The model of a later version.
mod later {
    #[derive(optimize_core::Optimized)]
    pub(crate) struct Clip {
        pub(crate) id: u64,
        pub(crate) title: String,
        pub(crate) seconds: Option<f64>,
    }
}

/// The same fields under another name.
#[derive(Optimized)]
struct Film {
    id: u64,
    title: String,
}

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn file(&self) -> PathBuf {
        self.0.join("clips.ndjson")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn clip(id: u64) -> Clip {
    Clip { id, title: format!("clip {id}") }
}

fn open(choices: FileSinkBuilder, path: &Path) -> FileSink {
    match choices.without_sync().resume(path).unwrap() {
        Resumed::Open(sink) => sink,
        Resumed::Finished(stats) => panic!("finished with {stats:?}"),
    }
}

/// Begins a file with two records that stay.
fn begin(choices: FileSinkBuilder, path: &Path) {
    let mut sink = open(choices, path);
    sink.write(&clip(0)).unwrap();
    sink.write(&clip(1)).unwrap();
    sink.commit().unwrap();
}

fn lines(path: &Path) -> Vec<String> {
    fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn another_model_is_refused_and_both_are_named() {
    let folder = Folder::new("sinks-model");
    let path = folder.file();
    begin(FileSink::builder(), &path);
    type Write = fn(&mut FileSink) -> Result<(), StreamError>;
    let other: [(&str, Write); 2] = [
        ("`Film` (schema ", |sink| sink.write(&Film { id: 2, title: "film".to_owned() })),
        ("`Clip` (schema ", |sink| sink.write(&later::Clip { id: 2, title: String::new(), seconds: None })),
    ];
    for (name, write) in other {
        for first in [true, false] {
            let mut sink = open(FileSink::builder(), &path);
            if first {
                sink.write(&clip(2)).unwrap();
            }
            let error = write(&mut sink).unwrap_err();
            let StreamCause::OtherModel { begun, asked } = error.cause() else { panic!("{error}") };
            assert!(error.is_fatal() && begun.starts_with("`Clip` (schema ") && asked.starts_with(name), "{error}");
            assert_ne!(begun, asked);
            let text = error.to_string();
            assert!(text.contains(begun) && text.contains(asked), "{text}");
            // Neither goes on then: a file without the records that were refused must not look finished.
            assert!(sink.write(&clip(3)).is_err());
            assert!(sink.finish().is_err() && !path.exists());
        }
    }
    // Words and lifetimes make no other model, and JSON is taken as it is.
    let mut sink = open(FileSink::builder(), &path);
    assert_eq!(sink.position(), 2);
    sink.write(&same::Clip { id: 2, title: "clip 2" }).unwrap();
    sink.write(&&clip(3)).unwrap();
    sink.write_encoded(br#"{"id":4,"title":"clip 4"}"#).unwrap();
    sink.finish().unwrap();
    let records = StreamReader::<_, Clip>::new(File::open(&path).unwrap()).unwrap();
    assert!(records.map(Result::unwrap).eq((0..5).map(clip)));
}

#[test]
fn whoever_asks_for_it_mixes_models() {
    let folder = Folder::new("sinks-any");
    let path = folder.file();
    begin(FileSink::builder(), &path);
    let mut sink = open(FileSink::builder().any_model(), &path);
    sink.write(&Film { id: 2, title: "film".to_owned() }).unwrap();
    sink.write(&clip(3)).unwrap();
    sink.commit().unwrap();
    drop(sink);
    // The model is the one that the file was begun with.
    let error = open(FileSink::builder(), &path).write(&Film { id: 4, title: String::new() }).unwrap_err();
    assert!(matches!(error.cause(), StreamCause::OtherModel { .. }), "{error}");
    let mut sink = open(FileSink::builder(), &path);
    sink.write(&clip(4)).unwrap();
    assert_eq!(sink.finish().unwrap().records, 5);
}

/// What was committed knows the model; what was not does not.
#[test]
fn the_model_is_that_of_what_is_there() {
    let folder = Folder::new("sinks-first");
    let path = folder.file();
    let mut sink = open(FileSink::builder(), &path);
    sink.write(&clip(0)).unwrap();
    drop(sink);
    let mut sink = open(FileSink::builder(), &path);
    sink.write(&Film { id: 0, title: "film".to_owned() }).unwrap();
    sink.commit().unwrap();
    drop(sink);
    assert!(open(FileSink::builder(), &path).write(&clip(1)).is_err());
    // `create` forgets it.
    let mut sink = FileSink::builder().without_sync().create(&path).unwrap();
    sink.write(&clip(0)).unwrap();
    sink.finish().unwrap();
    assert_eq!(lines(&path), [r#"{"id":0,"title":"clip 0"}"#]);
}

#[test]
fn another_codec_or_dictionary_is_refused_and_both_are_named() {
    let folder = Folder::new("sinks-codec");
    let path = folder.file();
    let sink = |stream: StreamWriterBuilder| FileSink::builder().stream(stream);
    let packed = |name: &str| StreamWriter::builder().compression(Compression::from_name(name).unwrap());
    let (of_clip, of_later) = (Dictionary::of::<Clip>(), Dictionary::of::<later::Clip>());
    assert_ne!(of_clip.key(), of_later.key());
    let zstd = || packed("zstd").dictionary(of_clip.clone());
    begin(sink(zstd()), &path);
    let before = fs::read(folder.0.join("clips.ndjson.partial")).unwrap();
    for (other, text) in [
        (packed("gzip"), "written with zstd, not gzip: resume it with zstd".to_owned()),
        (packed("none"), "written with zstd, not none: resume it with zstd".to_owned()),
        (
            packed("zstd"),
            format!(
                "written with the dictionary xxh3:{0:016x}, not without a dictionary: resume it with the dictionary xxh3:{0:016x}",
                of_clip.key()
            ),
        ),
        (
            packed("zstd").dictionary(of_later.clone()),
            format!(
                "written with the dictionary xxh3:{0:016x}, not with the dictionary xxh3:{1:016x}: resume it with the dictionary xxh3:{0:016x}",
                of_clip.key(),
                of_later.key()
            ),
        ),
    ] {
        let error = sink(other).resume(&path).unwrap_err();
        assert!(matches!(error, SinkError::OtherCodec { .. } | SinkError::OtherDictionary { .. }));
        assert!(error.to_string().ends_with(&text), "{error}");
        assert_eq!(fs::read(folder.0.join("clips.ndjson.partial")).unwrap(), before);
    }
    // Levels and the sizes of chunks are nobody's business but the writer's.
    let level = zstd().compression(Compression::zstd().level(9).unwrap()).chunk_size(1).chunk_bytes(10);
    let mut resumed = open(sink(level), &path);
    for id in resumed.position()..5 {
        resumed.write(&clip(id)).unwrap();
    }
    assert_eq!(resumed.finish().unwrap().chunks, 4);
    let known = Dictionaries::new().with(of_clip.clone()).unwrap();
    let records = StreamReader::builder().dictionaries(known).open::<_, Clip>(File::open(&path).unwrap()).unwrap();
    assert!(records.map(Result::unwrap).eq((0..5).map(clip)));

    begin(sink(packed("zstd")), &path);
    let error = sink(zstd()).resume(&path).unwrap_err();
    assert!(error.to_string().contains("written without a dictionary, not with the dictionary xxh3:"), "{error}");
    sink(zstd()).create(&path).unwrap().abandon().unwrap();
}

/// A path is that of when the sink was opened. The other tests of this process have whole paths.
#[test]
fn the_folder_of_the_process_may_change() {
    let folder = Folder::new("sinks-folder");
    std::env::set_current_dir(&folder.0).unwrap();
    let mut sink = open(FileSink::builder(), Path::new("clips.ndjson"));
    fs::create_dir(folder.0.join("other")).unwrap();
    std::env::set_current_dir(folder.0.join("other")).unwrap();
    sink.write(&clip(0)).unwrap();
    sink.finish().unwrap();
    assert_eq!(lines(&folder.file()).len(), 1);
    assert_eq!(fs::read_dir(folder.0.join("other")).unwrap().count(), 0);
}

/// Processes that all begin, go on with and finish one file.
#[cfg(unix)]
#[test]
fn processes_that_finish_at_the_same_time() {
    let folder = Folder::new("sinks-processes");
    let path = folder.file();
    let mut finished = 0;
    for round in 0..25 {
        let children: Vec<_> = (0..3)
            .map(|seed| {
                Command::new(env!("CARGO_BIN_EXE_sink_child"))
                    .arg(&path)
                    .args(["none", "300", &(3 * round + seed).to_string()])
                    .stdout(std::process::Stdio::null())
                    .stderr(std::process::Stdio::piped())
                    .spawn()
                    .unwrap()
            })
            .collect();
        for child in children {
            let output = child.wait_with_output().unwrap();
            let error = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.success() || error.contains("InUse"), "{error}");
            finished += u32::from(output.status.success());
        }
        assert_eq!(lines(&path).len(), 300);
        assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 1, "nothing is left beside the file");
    }
    assert!(finished >= 25, "{finished}");
}
