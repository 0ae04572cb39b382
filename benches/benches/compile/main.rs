//! What it costs to compile models: a hundred structs of ten constrained fields, with this crate and with
//! serde, garde and schemars. Two packages are generated, built and measured; the table is printed and written
//! to `results/compile.md`.
//!
//! `cargo bench -p optimize-benches --bench compile`. It needs a registry for the peers.

mod package;

use package::{Package, Side};
use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

/// One line of the table: what is measured, for this crate and for the peers, and the most that the ratio may be.
struct Row {
    what: &'static str,
    ours: f64,
    peers: f64,
    target: Option<f64>,
}

fn main() -> ExitCode {
    // `cargo test --benches` runs this too: nothing is measured then.
    if std::env::args().any(|argument| argument == "--test") {
        return ExitCode::SUCCESS;
    }
    match measure() {
        Ok(rows) => {
            let table = table(&rows);
            println!("{table}");
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("results/compile.md");
            let text = format!("{}\n{table}", include_str!("about.md"));
            if let Err(error) = std::fs::write(&path, text) {
                eprintln!("{}: {error}", path.display());
                return ExitCode::FAILURE;
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn measure() -> Result<Vec<Row>, String> {
    let [ours, with_regex, peers] = [Side::Ours, Side::OursWithRegex, Side::Peers].map(Package::generate);
    let (ours, with_regex, peers) = (ours?, with_regex?, peers?);
    // The dependencies first, from nothing; then the models alone. In turns, the best of each.
    let (mut cold, mut cold_with_regex) = ((f64::INFINITY, f64::INFINITY), f64::INFINITY);
    for _ in 0..2 {
        cold = (cold.0.min(ours.cold_build()?), cold.1.min(peers.cold_build()?));
        cold_with_regex = cold_with_regex.min(with_regex.cold_build()?);
    }
    let (mut warm, mut checked) = ((f64::INFINITY, f64::INFINITY), (f64::INFINITY, f64::INFINITY));
    for _ in 0..3 {
        warm = (warm.0.min(ours.rebuild()?), warm.1.min(peers.rebuild()?));
        checked = (checked.0.min(ours.check()?), checked.1.min(peers.check()?));
    }
    let pair = |what, (ours, peers), target| Row { what, ours, peers, target };
    Ok(vec![
        pair("build from nothing, with dependencies, s", cold, Some(1.0)),
        pair("the same with the feature `regex`, s", (cold_with_regex, cold.1), None),
        pair("release build of the models alone, s", warm, Some(1.0)),
        pair("check of the models alone, s", checked, None),
        pair("expanded lines", (ours.expanded_lines()?, peers.expanded_lines()?), Some(0.6)),
        pair("LLVM IR lines", (ours.ir_lines()?, peers.ir_lines()?), Some(1.0)),
        pair("release binary, KiB", (ours.binary_size()?, peers.binary_size()?), Some(1.0)),
    ])
}

fn table(rows: &[Row]) -> String {
    let mut out = String::from("| | this crate | serde + garde + schemars | ratio | target |\n|---|---|---|---|---|\n");
    for Row { what, ours, peers, target } in rows {
        let ratio = ours / peers;
        let verdict = match target {
            Some(target) if ratio <= *target => format!("≤ {target:.1}: met"),
            Some(target) => format!("≤ {target:.1}: missed"),
            None => "–".to_owned(),
        };
        let decimals = if *peers < 1000.0 { 1 } else { 0 };
        writeln!(out, "| {what} | {ours:.decimals$} | {peers:.decimals$} | {ratio:.2} | {verdict} |")
            .expect("a string takes text");
    }
    out
}
