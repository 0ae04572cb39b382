//! The report for people.

use super::report::{FileReport, RunReport, StageReport};
use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{CellAlignment, Table};
use std::fmt;

const HEAD: [&str; 10] = ["stage", "items", "failed", "in", "out", "out/in", "cache hits", "p50", "p99", "per second"];

/// What the percentiles are of: [`StageReport::timed_per`] in words.
const TIMES: &str = "p50 and p99: of a batch where a stage encodes or writes, else of one record, frame or request.
per second: of the time that the stage was busy.";

impl fmt::Display for RunReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        for (all, good, what) in
            [(self.records, self.records_verified, "records"), (self.frames, self.frames_verified, "frames")]
        {
            if all > 0 {
                parts.push(format!("{} of {} {what}", count(good), count(all)));
            }
        }
        writeln!(f, "{} went through and were read back equal, in {:.2} s.", parts.join(" and "), self.seconds)?;
        writeln!(f, "\n{}", table(&self.stages))?;
        writeln!(f, "{TIMES}\n")?;
        for file in &self.files {
            write_file(f, file)?;
        }
        write!(f, "cache: {} entries of {} in all, ", count(self.cache_entries), bytes(self.cache_bytes as f64))?;
        writeln!(f, "{} made room for others; {}", count(self.cache_evictions), self.hits())?;
        if self.memory_mib > 0.0 {
            writeln!(f, "memory: {:.0} MiB resident at the end", self.memory_mib)?;
        }
        Ok(())
    }
}

impl RunReport {
    fn hits(&self) -> String {
        let sum = |of: fn(&StageReport) -> Option<u64>| self.stages.iter().filter_map(of).sum::<u64>();
        let (hits, lookups) = (sum(|stage| stage.cache_hits), sum(|stage| stage.cache_lookups));
        let rate = if lookups == 0 { 0.0 } else { 100.0 * hits as f64 / lookups as f64 };
        format!("{} of {} lookups hit ({rate:.1} %)", count(hits), count(lookups))
    }
}

fn table(stages: &[StageReport]) -> Table {
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED).set_header(HEAD);
    for stage in stages {
        table.add_row(row(stage));
    }
    // Names stand left, figures right.
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

fn row(stage: &StageReport) -> [String; 10] {
    let size = |amount: u64| if amount == 0 { "–".to_owned() } else { bytes(amount as f64) };
    let share = |part: u64, whole: u64| format!("{:.1} %", 100.0 * part as f64 / whole as f64);
    let ratio = match (stage.bytes_in, stage.bytes_out) {
        (0, _) | (_, 0) => "–".to_owned(),
        (before, after) => share(after, before),
    };
    let hits = match (stage.cache_hits, stage.cache_lookups) {
        (Some(hits), Some(lookups)) if lookups > 0 => share(hits, lookups),
        _ => "–".to_owned(),
    };
    [
        stage.stage.clone(),
        count(stage.items),
        count(stage.failures),
        size(stage.bytes_in),
        size(stage.bytes_out),
        ratio,
        hits,
        seconds(stage.p50_seconds),
        seconds(stage.p99_seconds),
        format!("{} · {}", count(stage.items_per_second as u64), bytes(stage.bytes_per_second)),
    ]
}

fn write_file(f: &mut fmt::Formatter<'_>, file: &FileReport) -> fmt::Result {
    let FileReport { file, items, json_bytes, file_bytes } = file;
    let share = if *json_bytes == 0 { 100.0 } else { 100.0 * *file_bytes as f64 / *json_bytes as f64 };
    let (before, after) = (bytes(*json_bytes as f64), bytes(*file_bytes as f64));
    writeln!(f, "{file}: {} lines, {before} of JSON in {after} ({share:.1} %)", count(*items))
}

/// A number with its thousands apart: `12,345`.
pub(super) fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn seconds(seconds: f64) -> String {
    match seconds {
        seconds if seconds >= 1.0 => format!("{seconds:.2} s"),
        seconds if seconds >= 1e-3 => format!("{:.2} ms", seconds * 1e3),
        seconds if seconds >= 1e-6 => format!("{:.1} µs", seconds * 1e6),
        seconds => format!("{:.0} ns", seconds * 1e9),
    }
}

fn bytes(bytes: f64) -> String {
    match bytes {
        bytes if bytes >= 1e9 => format!("{:.2} GB", bytes / 1e9),
        bytes if bytes >= 1e6 => format!("{:.1} MB", bytes / 1e6),
        bytes if bytes >= 1e3 => format!("{:.1} kB", bytes / 1e3),
        bytes => format!("{bytes:.0} B"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_well() {
        assert_eq!([count(0), count(999), count(1_000), count(1_234_567)], ["0", "999", "1,000", "1,234,567"]);
        assert_eq!([bytes(999.0), bytes(1500.0), bytes(2.5e6), bytes(3e9)], ["999 B", "1.5 kB", "2.5 MB", "3.00 GB"]);
        let times = [seconds(2.5), seconds(0.0025), seconds(2.5e-6), seconds(25e-9)];
        assert_eq!(times, ["2.50 s", "2.50 ms", "2.5 µs", "25 ns"]);
    }
}
