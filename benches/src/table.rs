//! The tables that the benchmarks print and keep.

use crate::chart;
use crate::plan::Plan;
use crate::race::{Race, Times};
use std::fmt::Write;
use std::path::PathBuf;

/// What is asked of the first contender: at most this many times the time of a peer.
#[derive(Clone, Copy, Debug)]
pub enum Target {
    /// A named contender.
    Of(&'static str, f64),
    /// The fastest of the others.
    Best(f64),
    /// The fastest of the others that only parse.
    BestUnvalidated(f64),
    /// So many nanoseconds more than a named contender.
    Above(&'static str, f64),
    /// So many nanoseconds.
    Nanoseconds(f64),
}

/// A row that was measured.
#[derive(Clone, Debug)]
pub struct Row {
    /// The title of the section that it stands in.
    pub section: String,
    /// Its name.
    pub case: String,
    /// What was measured.
    pub times: Times,
}

/// A target beside what was reached.
#[derive(Debug)]
struct Verdict {
    row: String,
    asked: String,
    reached: String,
    met: bool,
}

/// A Markdown document of tables.
#[derive(Debug)]
pub struct Tables {
    text: String,
    plan: Plan,
    section: String,
    /// Whether the head of the section's table has been printed.
    begun: bool,
    /// Remarks on the section, for below its table.
    notes: Vec<String>,
    rows: Vec<Row>,
    verdicts: Vec<Verdict>,
}

impl Tables {
    /// A document with a title, of everything there is.
    #[must_use]
    pub fn new(title: &str) -> Self {
        Self::planned(title, Plan::default())
    }

    /// A document with a title, of what the plan asks for.
    #[must_use]
    pub fn planned(title: &str, plan: Plan) -> Self {
        let text = format!(
            "# {title}\n\nMedians of interleaved rounds in one process, on a shared machine: trust the ratios, not the times.\n"
        );
        print!("{text}");
        Self {
            text,
            plan,
            section: String::new(),
            begun: false,
            notes: Vec::new(),
            rows: Vec::new(),
            verdicts: Vec::new(),
        }
    }

    /// Begins a table.
    pub fn section(&mut self, title: &str) {
        self.say_notes();
        title.clone_into(&mut self.section);
        self.begun = false;
    }

    /// Measures a line of the table, if the plan wants it.
    pub fn race(&mut self, case: &str, race: Race<'_>, targets: &[Target]) {
        if self.plan.wants(&self.section, case) {
            self.row(case, &race.run_with(self.plan.effort()), targets);
        }
    }

    /// A line of the table.
    pub fn row(&mut self, case: &str, times: &Times, targets: &[Target]) {
        if !self.begun {
            self.begun = true;
            self.say(&format!(
                "\n## {}\n\n| case | time | beside (× this crate's time) | targets |\n|---|---|---|---|\n",
                self.section
            ));
        }
        let ours = times.ours();
        let beside: Vec<String> = times
            .iter()
            .skip(1)
            .map(|(name, time)| format!("{name} {} ({} ×)", shown(time), ratio_shown(time / ours)))
            .collect();
        let judged: Vec<String> = targets.iter().map(|target| self.judge(case, times, *target)).collect();
        self.say(&format!("| {case} | **{}** | {} | {} |\n", shown(ours), beside.join(", "), judged.join("; ")));
        self.rows.push(Row { section: self.section.clone(), case: case.to_owned(), times: times.clone() });
    }

    /// A remark, which stands below the section's table.
    pub fn note(&mut self, text: &str) {
        if self.begun {
            self.notes.push(text.to_owned());
        } else {
            self.say(&format!("\n{text}\n"));
        }
    }

    fn say_notes(&mut self) {
        for note in std::mem::take(&mut self.notes) {
            self.say(&format!("\n{note}\n"));
        }
    }

    fn judge(&mut self, case: &str, times: &Times, target: Target) -> String {
        let ours = times.ours();
        let ratio = |peer: f64, name: &str, most: f64| {
            (ours / peer <= most, ratio_shown(ours / peer), format!("≤ {} × {name}", ratio_shown(most)))
        };
        let (met, reached, asked) = match target {
            Target::Of(peer, most) => ratio(times.of(peer), peer, most),
            Target::Best(most) => ratio(times.best_peer(), "the best peer", most),
            Target::BestUnvalidated(most) => {
                ratio(times.best_unvalidated(), "the fastest parse without validation", most)
            }
            Target::Above(peer, most) => {
                let more = ours - times.of(peer);
                (more <= most, format!("{more:+.0} ns"), format!("≤ {most:.0} ns above {peer}"))
            }
            Target::Nanoseconds(most) => (ours <= most, format!("{ours:.0} ns"), format!("≤ {most:.0} ns")),
        };
        let text = format!("{} {reached} ({asked})", if met { "met:" } else { "**missed:**" });
        self.verdicts.push(Verdict { row: format!("{}: {case}", self.section), asked, reached, met });
        text
    }

    fn say(&mut self, text: &str) {
        print!("{text}");
        self.text.push_str(text);
    }

    /// Every target beside what was reached.
    fn say_targets(&mut self) {
        self.say_notes();
        let verdicts = std::mem::take(&mut self.verdicts);
        let met = verdicts.iter().filter(|verdict| verdict.met).count();
        self.say("\n## Targets\n\n| row | target | reached | |\n|---|---|---|---|\n");
        for Verdict { row, asked, reached, met } in &verdicts {
            self.say(&format!("| {row} | {asked} | {reached} | {} |\n", if *met { "met" } else { "**missed**" }));
        }
        self.say(&format!("\n{met} of {} targets are met.\n", verdicts.len()));
    }

    /// Writes the document, and a chart of its rows, to `results/`: unless it is of a part only.
    ///
    /// # Errors
    /// When a file can't be written.
    pub fn finish(mut self, name: &str) -> std::io::Result<()> {
        self.say_targets();
        if !self.plan.is_whole() {
            println!("\nA part, or a quick look: nothing is written to results/.");
            return Ok(());
        }
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("results");
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join(name), &self.text)?;
        std::fs::write(folder.join(name).with_extension("svg"), chart::svg(&self.rows))
    }
}

/// A ratio with two decimals, or two digits where those would say too little.
fn ratio_shown(ratio: f64) -> String {
    let decimals = if ratio > 0.0 && ratio < 0.095 { 1 - ratio.log10().floor() as i32 } else { 2 };
    format!("{ratio:.*}", decimals.clamp(2, 9) as usize)
}

/// A time with three digits.
pub(crate) fn shown(nanoseconds: f64) -> String {
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

#[cfg(test)]
mod tests {
    use super::ratio_shown;

    #[test]
    fn small_ratios_keep_two_digits() {
        let shown = [25.0, 1.0, 0.54, 0.095, 0.0946, 0.01, 1.0 / 300.0, 0.002, 0.000_123, 0.0].map(ratio_shown);
        assert_eq!(shown, ["25.00", "1.00", "0.54", "0.10", "0.095", "0.010", "0.0033", "0.0020", "0.00012", "0.00"]);
    }
}
