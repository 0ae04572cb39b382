//! The tables that the benchmarks print and keep.

use crate::race::Times;
use std::fmt::Write;
use std::path::PathBuf;

/// What is asked of the first contender: at most this many times the time of a peer.
#[derive(Clone, Copy, Debug)]
pub enum Target {
    /// A named contender.
    Of(&'static str, f64),
    /// The fastest of the others.
    Best(f64),
    /// So many nanoseconds more than a named contender.
    Above(&'static str, f64),
    /// So many nanoseconds.
    Nanoseconds(f64),
}

/// A Markdown document of tables.
#[derive(Debug)]
pub struct Tables {
    text: String,
    missed: usize,
    asked: usize,
}

impl Tables {
    /// A document with a title.
    #[must_use]
    pub fn new(title: &str) -> Self {
        let text = format!(
            "# {title}\n\nMedians of interleaved rounds in one process, on a shared machine: trust the ratios, not the times.\n"
        );
        Self { text, missed: 0, asked: 0 }
    }

    /// Begins a table.
    pub fn section(&mut self, title: &str) {
        self.say(&format!("\n## {title}\n\n| case | time | beside | targets |\n|---|---|---|---|\n"));
    }

    /// A line of the table.
    pub fn row(&mut self, case: &str, times: &Times, targets: &[Target]) {
        let mut all = times.iter();
        let (_, ours) = all.next().unwrap_or(("", 0.0));
        let beside: Vec<String> = all.map(|(name, time)| format!("{name} {}", shown(time))).collect();
        let judged: Vec<String> = targets.iter().map(|target| self.judge(ours, times, *target)).collect();
        self.say(&format!("| {case} | **{}** | {} | {} |\n", shown(ours), beside.join(", "), judged.join("; ")));
    }

    /// A remark.
    pub fn note(&mut self, text: &str) {
        self.say(&format!("\n{text}\n"));
    }

    fn judge(&mut self, ours: f64, times: &Times, target: Target) -> String {
        let (met, text) = match target {
            Target::Of(peer, most) => {
                let ratio = ours / times.of(peer);
                (ratio <= most, format!("{ratio:.2} \u{d7} {peer} (at most {most:.2})"))
            }
            Target::Best(most) => {
                let ratio = ours / times.best_peer();
                (ratio <= most, format!("{ratio:.2} \u{d7} the best peer (at most {most:.2})"))
            }
            Target::Above(peer, most) => {
                let more = ours - times.of(peer);
                (more <= most, format!("{more:+.0} ns to {peer} (at most {most:.0})"))
            }
            Target::Nanoseconds(most) => (ours <= most, format!("at most {most:.0} ns")),
        };
        self.asked += 1;
        self.missed += usize::from(!met);
        format!("{} {text}", if met { "met:" } else { "**missed:**" })
    }

    fn say(&mut self, text: &str) {
        print!("{text}");
        self.text.push_str(text);
    }

    /// Writes the document to `results/`.
    ///
    /// # Errors
    /// When the file can't be written.
    pub fn finish(mut self, name: &str) -> std::io::Result<()> {
        let met = self.asked - self.missed;
        let asked = self.asked;
        self.say(&format!("\n{met} of {asked} targets are met.\n"));
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("results");
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join(name), self.text)
    }
}

/// A time with three digits.
fn shown(nanoseconds: f64) -> String {
    let (value, unit) = match nanoseconds {
        time if time < 1e4 => (time, "ns"),
        time if time < 1e7 => (time / 1e3, "\u{b5}s"),
        time => (time / 1e6, "ms"),
    };
    let digits = usize::from(value < 100.0) + usize::from(value < 10.0);
    let mut text = String::new();
    let _ = write!(text, "{value:.digits$} {unit}");
    text
}
