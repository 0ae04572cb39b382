//! Cases run under valgrind's callgrind.

use std::collections::HashMap;
use std::path::Path;
use std::process::Command;

/// The runs of a case in the shorter and the longer process: a whole round over the largest set of values more.
const FEW: u32 = 64;
const MANY: u32 = 128;

/// Runs a case so many times; what callgrind says, and its profile where it is to be kept.
fn run(case: &str, count: u32, out: &Path) -> Result<String, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let run = Command::new("valgrind")
        .arg("--tool=callgrind")
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(program)
        .args(["--run", case, &count.to_string()])
        .output()
        .map_err(|error| {
            format!("valgrind can't be run ({error}); install it: `apt-get install valgrind libc6-dbg`")
        })?;
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    if run.status.success() { Ok(said) } else { Err(format!("valgrind failed: {said}")) }
}

fn counted(case: &str, count: u32) -> Result<u64, String> {
    let said = run(case, count, Path::new("/dev/null"))?;
    let found = said.lines().find_map(|line| line.split_once("Collected : "));
    found.and_then(|(_, number)| number.trim().parse().ok()).ok_or(said)
}

/// The instructions of one run: the difference of two processes, so that their beginnings cancel out.
pub(super) fn instructions(case: &str) -> Result<f64, String> {
    Ok((counted(case, MANY)? as f64 - counted(case, FEW)? as f64) / f64::from(MANY - FEW))
}

/// A place in the code: the file of a line, and the function whose machine code it is part of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Place {
    pub(super) file: String,
    pub(super) function: String,
}

/// The instructions of one run, by place: the difference of so many runs and of twice as many.
pub(super) fn places(case: &str, runs: u32) -> Result<HashMap<Place, f64>, String> {
    let out = std::env::temp_dir().join(format!("optimize-callgrind-{}", std::process::id()));
    let read = |count| {
        run(case, count, &out)?;
        std::fs::read_to_string(&out).map_err(|error| error.to_string())
    };
    let (few, many) = (read(runs), read(2 * runs));
    let _ = std::fs::remove_file(&out);
    let mut places = by_place(&many?);
    for (place, count) in by_place(&few?) {
        *places.entry(place).or_default() -= count;
    }
    places.values_mut().for_each(|count| *count /= f64::from(runs));
    Ok(places)
}

/// Reads a profile: <https://valgrind.org/docs/manual/cl-format.html>. A line of the standard library that stands in
/// the code of another file counts for that one.
fn by_place(profile: &str) -> HashMap<Place, f64> {
    let (mut files, mut functions) = (HashMap::new(), HashMap::new());
    let (mut file, mut function) = (String::new(), String::new());
    let mut places = HashMap::new();
    let mut called = false;
    for line in profile.lines() {
        if let Some((key, name)) = line.split_once('=').filter(|(key, _)| key.chars().all(char::is_alphabetic)) {
            match key {
                "fl" => file = named(&mut files, name),
                "fi" | "fe" => {
                    let next = named(&mut files, name);
                    if !of_std(&next) || of_std(&file) {
                        file = next;
                    }
                }
                "fn" => function = named(&mut functions, name),
                "cfi" | "cfl" => drop(named(&mut files, name)),
                "cfn" => drop(named(&mut functions, name)),
                "calls" => called = true,
                _ => {}
            }
            continue;
        }
        // A position and what it cost; behind `calls` it is the cost of the function that was called.
        let mut numbers = line.split(' ');
        let position = numbers.next().unwrap_or_default();
        if !position.starts_with(|first: char| first.is_ascii_digit() || "+-*".contains(first)) {
            continue;
        }
        let Some(cost) = numbers.next().and_then(|cost| cost.parse::<f64>().ok()) else { continue };
        if !std::mem::take(&mut called) {
            let place = Place { file: file.clone(), function: function.clone() };
            *places.entry(place).or_default() += cost;
        }
    }
    places
}

/// `(number) name`, or a number that had its name before.
fn named(names: &mut HashMap<String, String>, text: &str) -> String {
    match text.split_once(' ') {
        Some((number, name)) => {
            names.insert(number.to_owned(), name.to_owned());
            name.to_owned()
        }
        None => names.get(text).cloned().unwrap_or_default(),
    }
}

fn of_std(file: &str) -> bool {
    file.contains("/library/core/") || file.contains("/library/alloc/src/") && !file.contains("/btree/")
}
