//! The report as a page of HTML: for who would rather look than read. It needs nothing from elsewhere.

use super::table::{bytes, printable, seconds};
use super::{OperationReport, Report};
use std::fmt::Write;

/// The size of a chart's inner part, in pixels.
const WIDTH: f64 = 420.0;
const HEIGHT: f64 = 130.0;
/// Room for the labels.
const LEFT: f64 = 64.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 34.0;

const STYLE: &str = "body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#1c2430}\
h1{font-size:1.5rem}h2{font-size:1.1rem;margin:2rem 0 .4rem}table{border-collapse:collapse;width:100%}\
th,td{padding:.3rem .7rem;text-align:right;border-bottom:1px solid #dde3ea;font-variant-numeric:tabular-nums;white-space:nowrap}\
th:first-child,td:first-child{text-align:left}.charts{display:flex;flex-wrap:wrap;gap:1.5rem}figure{margin:0}\
figcaption{color:#5a6675;font-size:.85rem}svg text{font:11px system-ui,sans-serif;fill:#5a6675}\
.bar{fill:#3b76c4}.line{fill:none;stroke:#2a8a5f;stroke-width:1.8}.area{fill:#2a8a5f;opacity:.14}.axis{stroke:#b9c3cf}\
.mark{stroke:#b3261e;stroke-dasharray:3 3;opacity:.7}\
.bad{color:#b3261e}";

impl Report {
    /// The report as a page of HTML: the table, and for each operation how long it took and how many
    /// ended over time, as SVG. One file, without scripts.
    #[must_use]
    pub fn to_html(&self) -> String {
        let mut out = String::new();
        out.push_str("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Performance</title>");
        let _ =
            write!(out, "<meta name=\"viewport\" content=\"width=device-width\"><style>{STYLE}</style></head><body>");
        out.push_str("\n<h1>Performance</h1>\n<p>");
        let _ = write!(out, "Resident memory: {:.1} MiB.", self.memory);
        if let Some(rate) = self.cache_hit_rate {
            let _ = write!(out, " Cache hits: {:.1} %.", 100.0 * rate);
        }
        if let Some(ratio) = self.compression_ratio {
            let _ = write!(out, " Compressed to {:.1} %.", 100.0 * ratio);
        }
        out.push_str("</p>\n");
        self.table(&mut out);
        for operation in &self.operations {
            let _ = write!(out, "\n<h2>{}</h2>\n<div class=\"charts\">", escape(&operation.operation));
            histogram(&mut out, operation);
            timeline(&mut out, operation);
            out.push_str("</div>");
        }
        self.alerts(&mut out);
        out.push_str("\n</body></html>\n");
        out
    }

    fn table(&self, out: &mut String) {
        out.push_str("<table><tr>");
        for head in ["operation", "count", "errors", "p50", "p90", "p99", "max", "per second", "in", "out", "memory"] {
            let _ = write!(out, "<th>{head}</th>");
        }
        out.push_str("</tr>");
        for operation in &self.operations {
            let errors = if operation.errors > 0 { " class=\"bad\"" } else { "" };
            let _ = write!(
                out,
                "\n<tr><td>{}</td><td>{}</td><td{errors}>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td>\
                 <td>{}</td><td>{}</td><td>{:+.3} MiB</td></tr>",
                escape(&operation.operation),
                operation.total_operations,
                operation.errors,
                seconds(operation.p50_duration),
                seconds(operation.p90_duration),
                seconds(operation.p99_duration),
                seconds(operation.max_duration),
                rate(operation.throughput),
                bytes(operation.bytes_in as f64),
                bytes(operation.bytes_out as f64),
                operation.avg_memory_delta,
            );
        }
        out.push_str("\n</table>");
    }

    fn alerts(&self, out: &mut String) {
        if self.alerts.is_empty() {
            return;
        }
        out.push_str("\n<h2>The last alerts</h2>\n<ul>");
        for alert in &self.alerts {
            let _ = write!(out, "<li class=\"bad\">{} took {}</li>", escape(&alert.operation), seconds(alert.duration));
        }
        out.push_str("</ul>");
    }
}

/// How many took how long: a bar for each bucket, the time on a logarithmic axis.
fn histogram(out: &mut String, operation: &OperationReport) {
    begin(out);
    let buckets = &operation.latency;
    let most = buckets.iter().map(|bucket| bucket.count).max().unwrap_or(1).max(1) as f64;
    // Buckets are half a power of two wide; empty ones between them are left out of the list, not of the axis.
    let place = |up_to: f64| (2.0 * up_to.log2()).round();
    let (first, last) = match (buckets.first(), buckets.last()) {
        (Some(first), Some(last)) => (place(first.up_to), place(last.up_to)),
        _ => (0.0, 0.0),
    };
    let step = WIDTH / (last - first + 1.0).max(8.0);
    for bucket in buckets {
        let left = LEFT + (place(bucket.up_to) - first) * step;
        let height = (bucket.count as f64 / most * HEIGHT).max(1.0);
        let _ = write!(
            out,
            "<rect class=\"bar\" x=\"{left:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{height:.1}\"><title>up to {}: {}</title></rect>",
            TOP + HEIGHT - height,
            (step - 1.0).max(1.0),
            seconds(bucket.up_to),
            bucket.count
        );
    }
    // The first bucket begins half a power of two before it ends.
    let start = first - 1.0;
    let at = |time: f64| LEFT + (2.0 * time.log2() - start) * step;
    if !buckets.is_empty() {
        round_times(out, (start / 2.0).exp2(), ((start + WIDTH / step) / 2.0).exp2(), at);
        for (name, time, anchor, aside) in
            [("p50", operation.p50_duration, "end", -3.0), ("p99", operation.p99_duration, "start", 3.0)]
        {
            let x = at(time.max(1e-9)).clamp(LEFT, LEFT + WIDTH);
            let _ = write!(
                out,
                "<line class=\"mark\" x1=\"{x:.1}\" y1=\"4\" x2=\"{x:.1}\" y2=\"{}\"/>\
                 <text x=\"{:.1}\" y=\"11\" text-anchor=\"{anchor}\">{name}</text>",
                TOP + HEIGHT,
                x + aside
            );
        }
    }
    axis(out, &format!("{most:.0}"));
    end(out, "how many took how long");
}

/// Labels of the round times between two: powers of ten, and where there are few of those, 2 and 5 of each too.
fn round_times(out: &mut String, from: f64, to: f64, at: impl Fn(f64) -> f64) {
    let parts: &[f64] = if to / from < 300.0 { &[1.0, 2.0, 5.0] } else { &[1.0] };
    for power in from.log10().floor() as i32..=to.log10().ceil() as i32 {
        for part in parts {
            let time = part * 10_f64.powi(power);
            if time >= from * 0.999 && time <= to * 1.001 {
                let _ = write!(
                    out,
                    "<line class=\"axis\" x1=\"{x:.1}\" y1=\"{}\" x2=\"{x:.1}\" y2=\"{}\"/>",
                    TOP + HEIGHT,
                    TOP + HEIGHT + 4.0,
                    x = at(time)
                );
                label(out, at(time), &round_time(time));
            }
        }
    }
}

/// A round time, without digits behind the point.
fn round_time(time: f64) -> String {
    match time {
        time if time < 0.999e-6 => format!("{:.0} ns", time * 1e9),
        time if time < 0.999e-3 => format!("{:.0} µs", time * 1e6),
        time if time < 0.999 => format!("{:.0} ms", time * 1e3),
        time => format!("{time:.0} s"),
    }
}

/// Throughput over time.
fn timeline(out: &mut String, operation: &OperationReport) {
    begin(out);
    let points = &operation.timeline;
    let most = points.iter().map(|(_, rate)| *rate).fold(0.0, f64::max).max(f64::MIN_POSITIVE);
    let width = match points[..] {
        [(first, _), (second, _), ..] => second - first,
        _ => 0.125,
    };
    let whole = (width * points.len() as f64).max(width);
    let mut line = String::new();
    for (start, rate) in points {
        let height = TOP + HEIGHT - rate / most * HEIGHT;
        for moment in [*start, start + width] {
            let _ = write!(line, "{:.1},{height:.1} ", LEFT + moment / whole * WIDTH);
        }
    }
    let bottom = TOP + HEIGHT;
    let _ = write!(out, "<polygon class=\"area\" points=\"{LEFT},{bottom} {line}{},{bottom}\"/>", LEFT + WIDTH);
    let _ = write!(out, "<polyline class=\"line\" points=\"{line}\"/>");
    for part in 0..=4 {
        let share = f64::from(part) / 4.0;
        let moment = if part == 0 { "0 s".to_owned() } else { seconds(share * whole) };
        label(out, LEFT + share * WIDTH, &moment);
    }
    axis(out, &rate(most));
    end(out, "operations per second over time");
}

fn begin(out: &mut String) {
    let (width, height) = (LEFT + WIDTH + 30.0, TOP + HEIGHT + BOTTOM);
    let _ = write!(
        out,
        "\n<figure><svg role=\"img\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" xmlns=\"http://www.w3.org/2000/svg\">"
    );
}

fn end(out: &mut String, caption: &str) {
    let _ = write!(out, "</svg><figcaption>{caption}</figcaption></figure>");
}

fn axis(out: &mut String, most: &str) {
    let bottom = TOP + HEIGHT;
    let _ = write!(out, "<line class=\"axis\" x1=\"{LEFT}\" y1=\"{bottom}\" x2=\"{}\" y2=\"{bottom}\"/>", LEFT + WIDTH);
    let _ = write!(out, "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{most}</text>", LEFT - 6.0, TOP + 4.0);
    let _ = write!(out, "<text x=\"{}\" y=\"{bottom}\" text-anchor=\"end\">0</text>", LEFT - 6.0);
}

fn label(out: &mut String, x: f64, text: &str) {
    let _ = write!(out, "<text x=\"{x:.1}\" y=\"{}\" text-anchor=\"middle\">{text}</text>", TOP + HEIGHT + 16.0);
}

/// Operations per second, with as many digits as one reads.
fn rate(per_second: f64) -> String {
    match per_second {
        rate if rate >= 1e6 => format!("{:.1} M/s", rate / 1e6),
        rate if rate >= 1e4 => format!("{:.1} k/s", rate / 1e3),
        rate if rate >= 10.0 => format!("{rate:.0}/s"),
        rate => format!("{rate:.2}/s"),
    }
}

/// A name that says nothing to a browser.
fn escape(text: &str) -> String {
    printable(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
