//! A chart of a benchmark's rows: for each the peers' times, as multiples of this crate's.

use crate::table::{Row, shown};
use std::fmt::Write;

const WIDTH: f64 = 860.0;
/// Where the bars begin: the names stand to the left.
const LEFT: f64 = 190.0;
const BAR: f64 = 13.0;
const PITCH: f64 = 17.0;
/// A bar of this many times this crate's time fills the width. Longer ones are cut, and say so.
const LONGEST: f64 = 6.0;
const OURS: &str = "#1b7f5c";
const THEIRS: &str = "#9aa5b1";
const VALIDATING: &str = "#5b7db1";

/// The chart as an SVG document, readable on a light and on a dark page.
#[must_use]
pub fn svg(rows: &[Row]) -> String {
    let mut body = String::new();
    let mut y = 10.0;
    let mut section = "";
    for row in rows {
        if row.section != section {
            section = &row.section;
            y += 22.0;
            text(&mut body, 12.0, y, "start", "bold 15px", section);
            y += 10.0;
        }
        y += 16.0;
        text(&mut body, 12.0, y, "start", "600 12px", &row.case);
        y += 7.0;
        let ours = row.times.ours();
        for (index, (name, time)) in row.times.iter().enumerate() {
            bar(&mut body, y, index == 0, name, time, time / ours);
            y += PITCH;
        }
    }
    let height = y + 34.0;
    text(
        &mut body,
        LEFT,
        height - 12.0,
        "start",
        "11px",
        "shorter is faster; green: this crate; blue: peers that validate too",
    );
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" \
         font-family=\"system-ui, sans-serif\">\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n{body}</svg>\n"
    )
}

fn bar(body: &mut String, y: f64, first: bool, name: &str, time: f64, ratio: f64) {
    let (length, cut) = (ratio.min(LONGEST) / LONGEST * (WIDTH - LEFT - 150.0), ratio > LONGEST);
    let colour = match (first, name.contains('+')) {
        (true, _) => OURS,
        (_, true) => VALIDATING,
        _ => THEIRS,
    };
    text(body, LEFT - 8.0, y + 10.5, "end", "11px", name);
    let _ = writeln!(
        body,
        "<rect x=\"{LEFT}\" y=\"{y}\" width=\"{length:.1}\" height=\"{BAR}\" rx=\"2\" fill=\"{colour}\"/>"
    );
    let label = format!("{}{} · {ratio:.2} ×", if cut { "→ " } else { "" }, shown(time));
    text(body, LEFT + length + 6.0, y + 10.5, "start", "11px", &label);
}

fn text(body: &mut String, x: f64, y: f64, anchor: &str, font: &str, words: &str) {
    let words = words.replace('&', "&amp;").replace('<', "&lt;").replace('`', "");
    let _ = writeln!(
        body,
        "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" style=\"font:{font} system-ui,sans-serif\" fill=\"#1f2933\">{words}</text>"
    );
}
