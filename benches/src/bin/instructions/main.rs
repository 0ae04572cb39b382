//! Instructions a run of each case takes, counted by valgrind: what noise hides from a clock.
//!
//! ```sh
//! cargo run --profile bench -p optimize-benches --no-default-features --bin instructions            # compare
//! cargo run --profile bench -p optimize-benches --no-default-features --bin instructions -- --bless # keep
//! ```
//!
//! Compares with `results/instructions.tsv` and fails when a case takes over 3 % more. Counts depend on
//! the compiler and on the vector instructions that the processor has: with others than those that the
//! kept figures name, the comparison is an error of its own, and `--bless` on that machine mends it.
//!
//! `-- --profile` shows what the instructions of each case are for, and writes `results/profile.md`: why a target is missed.

mod callgrind;
mod profile;

use callgrind::instructions;
use optimize_benches::data;
use optimize_benches::models::{BorrowedVideo, ComputedVideo, Numbers, Text, Timeline, Video};
use optimize_core::{DumpOptions, Optimized};
use std::fmt::Write;
use std::hint::black_box;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

/// A case may take this many times what it took.
const TOLERANCE: f64 = 1.03;

/// One case: its name, and how to run it a number of times.
type Case = (&'static str, fn(usize));

const CASES: [Case; 16] = [
    ("S out", |count| write(&data::videos(64), count)),
    ("M out", |count| write(&data::timelines(16), count)),
    ("T out", |count| write(&[data::text()], count)),
    ("N out", |count| write(&[data::numbers()], count)),
    ("S out, exclude_none", |count| write_with(&data::videos(64), &DumpOptions::new().exclude_none(), count)),
    ("S out, two computed", |count| {
        let videos = texts(&data::videos(64));
        let videos: Vec<_> =
            videos.iter().map(|json| ComputedVideo::from_json(json).expect("the same fields")).collect();
        write(&videos, count);
    }),
    ("S in", |count| read::<Video>(&texts(&data::videos(64)), count)),
    ("M in", |count| read::<Timeline>(&texts(&data::timelines(16)), count)),
    ("T in", |count| read::<Text>(&texts(&[data::text()]), count)),
    ("N in", |count| read::<Numbers>(&texts(&[data::numbers()]), count)),
    ("S in, borrowed", |count| {
        let texts = texts(&data::videos(64));
        for turn in 0..count {
            black_box(BorrowedVideo::from_json(black_box(&texts[turn % 64])).expect("valid"));
        }
    }),
    ("S in, over the one before", |count| {
        let texts = texts(&data::videos(64));
        let mut slot = None;
        for turn in 0..count {
            black_box(Video::from_json_into(black_box(texts[turn % 64].as_bytes()), &mut slot).expect("valid"));
        }
    }),
    ("S in, one error", |count| {
        let texts: Vec<String> =
            texts(&data::videos(64)).iter().map(|json| json.replacen("\"duration\":", "\"duration\":-", 1)).collect();
        for turn in 0..count {
            black_box(Video::from_json(black_box(&texts[turn % 64])).expect_err("wrong"));
        }
    }),
    ("S validate", |count| {
        let videos = data::videos(64);
        for turn in 0..count {
            black_box(&videos[turn % 64]).validate().expect("valid");
        }
    }),
    ("S fingerprint", |count| {
        let videos = data::videos(64);
        for turn in 0..count {
            black_box(black_box(&videos[turn % 64]).fingerprint());
        }
    }),
    ("S clone and drop", |count| {
        let videos = data::videos(64);
        for turn in 0..count {
            drop(black_box(black_box(&videos[turn % 64]).clone()));
        }
    }),
];

/// A case that is too long to be counted each time: ten thousand records, which are kept until all are there.
const LONG: Case = ("L in", |count| {
    let texts = texts(&data::videos(10_000));
    for _ in 0..count {
        let videos: Vec<Video> = black_box(&texts).iter().map(|json| Video::from_json(json).expect("valid")).collect();
        black_box(videos);
    }
});

/// The case of this name.
fn case(name: &str) -> Option<fn(usize)> {
    CASES.iter().chain([&LONG]).find(|(case, _)| *case == name).map(|(_, run)| *run)
}

fn texts<T: Optimized>(values: &[T]) -> Vec<String> {
    values.iter().map(|value| value.to_json_string().expect("written")).collect()
}

fn write<T: Optimized>(values: &[T], count: usize) {
    write_with(values, &DumpOptions::new(), count);
}

fn write_with<T: Optimized>(values: &[T], options: &DumpOptions, count: usize) {
    let mut out = Vec::with_capacity(1 << 19);
    for turn in 0..count {
        out.clear();
        black_box(&values[turn % values.len()]).dump_into(options, &mut out).expect("written");
        black_box(&out);
    }
}

fn read<T: optimize_core::OptimizedOwned>(texts: &[String], count: usize) {
    for turn in 0..count {
        black_box(T::from_json(black_box(&texts[turn % texts.len()])).expect("valid"));
    }
}

/// What the counts depend on.
fn circumstances() -> String {
    let version = Command::new("rustc").arg("--version").output();
    let version =
        version.map_or_else(|_| "rustc ?".to_owned(), |out| String::from_utf8_lossy(&out.stdout).trim().to_owned());
    #[cfg(target_arch = "x86_64")]
    let vectors = if std::is_x86_feature_detected!("avx2") { "x86_64 with AVX2" } else { "x86_64 without AVX2" };
    #[cfg(not(target_arch = "x86_64"))]
    let vectors = std::env::consts::ARCH;
    format!("{version}, {vectors}")
}

fn figures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("results/instructions.tsv")
}

/// The kept figures: what they depend on, and each case's count.
fn kept() -> Option<(String, Vec<(String, f64)>)> {
    let text = std::fs::read_to_string(figures()).ok()?;
    let mut lines = text.lines();
    let head = lines.next()?.strip_prefix("# ")?.to_owned();
    let count =
        |line: &str| line.split_once('\t').and_then(|(name, count)| Some((name.to_owned(), count.parse().ok()?)));
    Some((head, lines.filter_map(count).collect()))
}

fn compare(bless: bool) -> Result<bool, String> {
    let now = circumstances();
    let kept = kept();
    let mut text = format!("# {now}\n");
    let mut worse = false;
    println!("{:<24}{:>14}{:>14}{:>10}", "case", "kept", "now", "now/kept");
    for (name, _) in CASES {
        let count = instructions(name)?;
        let _ = writeln!(text, "{name}\t{count:.0}");
        let before =
            kept.as_ref().and_then(|(_, kept)| kept.iter().find(|(other, _)| other == name)).map(|(_, count)| *count);
        let ratio = before.map_or(1.0, |before| count / before);
        let shown = before.map_or_else(|| "new".to_owned(), |before| format!("{before:.0}"));
        let note = match ratio {
            ratio if ratio > TOLERANCE => "  more than 3 % above",
            ratio if ratio < 1.0 / TOLERANCE => "  better: keep it with `--bless`",
            _ => "",
        };
        worse |= ratio > TOLERANCE;
        println!("{name:<24}{shown:>14}{count:>14.0}{ratio:>10.3}{note}");
    }
    if bless {
        std::fs::write(figures(), text).map_err(|error| error.to_string())?;
        return Ok(true);
    }
    match kept {
        Some((head, _)) if head != now => Err(format!(
            "the kept figures are of `{head}`, these of `{now}`: they can't be compared. `-- --bless` keeps these."
        )),
        Some(_) => Ok(!worse),
        None => Err("no figures are kept; `-- --bless` keeps these".to_owned()),
    }
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args[..] {
        ["--run", name, count] => {
            case(name).expect("a case")(count.parse().expect("a count"));
            return ExitCode::SUCCESS;
        }
        [] => compare(false),
        ["--bless"] => compare(true),
        ["--profile"] => profile::write(&circumstances()).map(|()| true),
        _ => Err("there are `--bless` and `--profile`, and nothing else".to_owned()),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            eprintln!(
                "some cases take more instructions than before; if that is meant, keep the figures with `-- --bless`"
            );
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
