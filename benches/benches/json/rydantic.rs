//! rydantic, which can't be built beside the others: it turns `serde_json/arbitrary_precision` on for
//! every package of a build, and that slows serde_json down and changes what it reads. A program of its
//! own races it with this crate, interleaved as everywhere, and hands the times over.

use optimize_benches::race::Times;
use optimize_benches::table::{Tables, Target};
use std::io::{Error, Result};
use std::path::Path;
use std::process::{Command, Stdio};

pub(crate) fn bench(tables: &mut Tables) -> Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    // Under `cargo bench` this is the cargo that runs the benchmark.
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let run = Command::new(cargo)
        .args(["run", "--quiet", "--release", "--manifest-path"])
        .arg(folder.join("rydantic/Cargo.toml"))
        .arg("--target-dir")
        .arg(folder.with_file_name("target").join("rydantic"))
        .stderr(Stdio::inherit())
        .output()?;
    if !run.status.success() {
        return Err(Error::other(format!("the race with rydantic failed: {}", run.status)));
    }
    for line in String::from_utf8_lossy(&run.stdout).lines() {
        let mut cells = line.split('\t');
        let row = (cells.next(), cells.next(), number(cells.next()), number(cells.next()));
        let (Some(section), Some(case), Some(ours), Some(theirs)) = row else {
            return Err(Error::other(format!("the race with rydantic said `{line}`")));
        };
        tables.section(&format!("{section}, beside rydantic"));
        let times = Times::of_all(vec![("optimize", ours), ("rydantic + its checks", theirs)]);
        tables.row(case, &times, &[Target::Of("rydantic + its checks", 1.0)]);
    }
    Ok(())
}

fn number(cell: Option<&str>) -> Option<f64> {
    cell?.parse().ok()
}
