//! File sinks whose process is killed, and whose disk is full.
#![cfg(unix)]

use optimize_core::Optimized;
use optimize_core::compress::Compression;
use optimize_core::stream::{FileSink, Resumed, StreamReader, StreamWriter};
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// How often each codec's writer is killed; all together 200 times.
const KILLS: [(&str, u64); 2] = [("none", 120), ("zstd", 80)];

#[derive(Optimized, Debug)]
struct Numbered {
    id: u64,
    text: String,
}

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The records of a file, which must be numbered from zero without a gap.
fn count(path: &Path) -> u64 {
    let mut count = 0;
    for record in StreamReader::<_, Numbered>::new(File::open(path).unwrap()).unwrap() {
        let record = record.unwrap();
        assert_eq!(record.id, count);
        assert_eq!(record.text.len() as u64, 6 * (count % 40));
        count += 1;
    }
    count
}

fn child(path: &Path, codec: &str, until: u64, seed: u64) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sink_child"));
    command.arg(path).args([codec, &until.to_string(), &seed.to_string()]).stdout(Stdio::piped());
    command
}

#[test]
fn killed_at_random_points() {
    let folder = Folder::new("killed");
    let mut random = 0x5eed_u64;
    for (codec, kills) in KILLS {
        let path = folder.0.join(format!("{codec}.ndjson"));
        fs::write(&path, "an older file").unwrap();
        let choices = || StreamWriter::builder().compression(Compression::from_name(codec).unwrap()).chunk_size(16);
        let (mut safe, mut moved) = (0, 0);
        for kill in 0..kills {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let mut running = child(&path, codec, u64::MAX, kill).spawn().unwrap();
            let mut output = BufReader::new(running.stdout.take().unwrap()).lines();
            // Some are killed while they still open the files, the others up to 12 ms behind that.
            if kill % 8 > 0 {
                let resumed = output.next().unwrap().unwrap();
                assert_eq!(resumed, format!("resumed {safe}"), "what the last check found");
                std::thread::sleep(Duration::from_micros((random >> 33) % 12_000));
            } else {
                std::thread::sleep(Duration::from_micros((random >> 33) % 3_000));
            }
            running.kill().unwrap();
            running.wait().unwrap();
            let told: Vec<u64> =
                output.map_while(Result::ok).filter_map(|line| line.strip_prefix("committed ")?.parse().ok()).collect();

            let sink = match FileSink::builder().stream(choices()).resume(&path).unwrap() {
                Resumed::Open(sink) => sink,
                Resumed::Finished(stats) => panic!("finished with {stats:?}"),
            };
            let position = sink.position();
            assert!(position >= told.last().copied().unwrap_or(safe), "kill {kill}: a committed record is lost");
            assert!(position >= safe, "kill {kill}: {position} after {safe}");
            assert_eq!(position, sink.committed().records);
            drop(sink);
            if position > 0 {
                assert_eq!(count(&path.with_file_name(format!("{codec}.ndjson.partial"))), position, "kill {kill}");
            }
            moved += u64::from(position > safe);
            safe = position;
            assert_eq!(fs::read(&path).unwrap(), b"an older file");
        }
        assert!(moved > kills / 4, "most were killed at work: {moved}");
        let until = safe + 1000;
        assert!(child(&path, codec, until, 1).status().unwrap().success());
        assert_eq!(count(&path), until);
        assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 1, "nothing is left beside the file");
        fs::remove_file(&path).unwrap();
    }
}

/// The limit on the size of a file stands for the disk's end: writes fail in the same way.
#[test]
fn a_full_disk_leaves_the_old_file() {
    let folder = Folder::new("full");
    let path = folder.0.join("full.ndjson");
    fs::write(&path, "an older file").unwrap();
    for codec in ["none", "gzip", "lz4", "zstd"] {
        let limited = format!(
            "trap '' XFSZ; ulimit -f 64; exec '{}' '{}' {codec} 10000000 1",
            env!("CARGO_BIN_EXE_sink_child"),
            path.display()
        );
        let output = Command::new("sh").args(["-c", &limited]).output().unwrap();
        assert!(!output.status.success());
        let (told, error) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(error.contains("Error"), "{error}");
        assert_eq!(fs::read(&path).unwrap(), b"an older file");
        let last = told.lines().rev().find_map(|line| line.strip_prefix("committed ")?.parse::<u64>().ok()).unwrap();

        // With room again it goes on.
        let finished = child(&path, codec, last + 50, 2).output().unwrap();
        let told = String::from_utf8_lossy(&finished.stdout).into_owned();
        assert!(finished.status.success(), "{codec}: {}", String::from_utf8_lossy(&finished.stderr));
        let resumed: u64 = told.lines().next().unwrap().strip_prefix("resumed ").unwrap().parse().unwrap();
        assert!(resumed >= last, "{codec}: {resumed} after {last}");
        assert_eq!(count(&path), last + 50);
        fs::write(&path, "an older file").unwrap();
    }
}
