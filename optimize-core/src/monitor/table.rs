//! The report as a table.

use super::{OperationReport, Report};
use std::fmt;

const HEAD: [&str; 9] = ["operation", "count", "errors", "p50", "p99", "max", "in", "out", "per second"];

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows: Vec<[String; 9]> = self.operations.iter().map(row).collect();
        let mut widths = HEAD.map(|head| head.chars().count());
        for row in &rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.chars().count());
            }
        }
        line(f, &HEAD.map(str::to_owned), &widths)?;
        let rule: Vec<String> = widths.iter().map(|&width| "-".repeat(width)).collect();
        writeln!(f, "{}", rule.join("  "))?;
        for row in &rows {
            line(f, row, &widths)?;
        }
        if let Some(rate) = self.cache_hit_rate {
            writeln!(f, "cache hits: {:.1} %", 100.0 * rate)?;
        }
        if let Some(ratio) = self.compression_ratio {
            writeln!(f, "compressed to: {:.1} %", 100.0 * ratio)?;
        }
        for alert in &self.alerts {
            writeln!(f, "slow: {} took {}", printable(&alert.operation), seconds(alert.duration))?;
        }
        Ok(())
    }
}

fn line(f: &mut fmt::Formatter<'_>, cells: &[String; 9], widths: &[usize; 9]) -> fmt::Result {
    for (column, (cell, &width)) in cells.iter().zip(widths).enumerate() {
        match column {
            // Names stand left, figures right.
            0 => write!(f, "{cell:<width$}")?,
            _ => write!(f, "  {cell:>width$}")?,
        }
    }
    writeln!(f)
}

fn row(operation: &OperationReport) -> [String; 9] {
    [
        printable(&operation.operation),
        operation.total_operations.to_string(),
        operation.errors.to_string(),
        seconds(operation.p50_duration),
        seconds(operation.p99_duration),
        seconds(operation.max_duration),
        bytes(operation.bytes_in as f64),
        bytes(operation.bytes_out as f64),
        format!("{}/s", bytes(operation.bytes_per_second)),
    ]
}

/// A name must not break the table.
pub(super) fn printable(name: &str) -> String {
    name.chars().map(|char| if char.is_control() { ' ' } else { char }).collect()
}

pub(super) fn seconds(seconds: f64) -> String {
    match seconds {
        seconds if seconds >= 1.0 => format!("{seconds:.2} s"),
        seconds if seconds >= 1e-3 => format!("{:.2} ms", seconds * 1e3),
        seconds if seconds >= 1e-6 => format!("{:.2} µs", seconds * 1e6),
        seconds => format!("{:.0} ns", seconds * 1e9),
    }
}

pub(super) fn bytes(bytes: f64) -> String {
    const UNITS: [&str; 5] = ["KiB", "MiB", "GiB", "TiB", "PiB"];
    if bytes < 1024.0 {
        return format!("{bytes:.0} B");
    }
    let mut scaled = bytes / 1024.0;
    let mut unit = 0;
    while scaled >= 1024.0 && unit + 1 < UNITS.len() {
        scaled /= 1024.0;
        unit += 1;
    }
    format!("{scaled:.1} {}", UNITS[unit])
}
