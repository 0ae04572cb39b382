//! This crate beside pydantic, msgspec and orjson. They run in a Python process that is given its turns by
//! this one, so that the rounds interleave, and times itself.
//!
//! `cargo bench -p optimize-benches --bench python` prints the tables and writes `results/python.md`. It
//! takes `$PYTHON`, the checkout's `.venv/bin/python` or `python3`, with `requirements.txt` of this folder
//! installed; without them it says what to install and measures nothing.

use optimize_benches::data;
use optimize_benches::plan::Plan;
use optimize_benches::python::Python;
use optimize_benches::race::Race;
use optimize_benches::table::{Tables, Target};
use optimize_core::OptimizedOwned;
use std::cell::RefCell;
use std::io::Result;
use std::path::Path;

/// A model's values with their JSON.
struct Samples<T> {
    case: &'static str,
    values: Vec<T>,
    texts: Vec<String>,
}

impl<T: OptimizedOwned> Samples<T> {
    fn new(case: &'static str, values: Vec<T>, folder: &Path) -> Result<Self> {
        let texts: Vec<String> = values.iter().map(|value| value.to_json_string().expect("written")).collect();
        std::fs::write(folder.join(case), texts.join("\n"))?;
        Ok(Self { case, values, texts })
    }

    fn race<'r>(&'r self, direction: &'static str, python: &'r RefCell<Python>) -> Race<'r> {
        let mut out = Vec::new();
        let options = optimize_core::DumpOptions::new();
        let race = Race::new();
        let mut race = match direction {
            "out" => race.with("optimize", move |turn| {
                out.clear();
                self.values[turn % self.values.len()].dump_into(&options, &mut out).expect("written");
            }),
            _ => race.with("optimize", move |turn| T::from_json(&self.texts[turn % self.texts.len()]).expect("valid")),
        };
        for name in ["pydantic", "msgspec", "orjson"] {
            let run = move |count| python.borrow_mut().run(self.case, direction, name, count).expect("Python runs");
            race = race.with_clock(name, run);
        }
        race
    }
}

fn main() -> Result<()> {
    let plan = Plan::from_args();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("python-peers");
    std::fs::create_dir_all(&folder)?;
    let s = Samples::new("S", data::videos(64), &folder)?;
    let m = Samples::new("M", data::timelines(16), &folder)?;
    let t = Samples::new("T", vec![data::text()], &folder)?;
    let n = Samples::new("N", vec![data::numbers()], &folder)?;
    let python = match Python::start("python/peers.py", &folder)? {
        Ok(python) => RefCell::new(python),
        Err(why) => {
            println!(
                "Nothing is measured: {why}. Install the peers: `python3 -m venv .venv && .venv/bin/pip install -r benches/benches/python/requirements.txt`."
            );
            return Ok(());
        }
    };
    let mut tables = Tables::planned("JSON beside the Python libraries", plan);
    tables.note("The Python peers run in a process of their own, in turn with this one. orjson neither validates nor builds models: it reads and writes dicts.");
    for (direction, title) in [("out", "JSON out"), ("in", "JSON in, validated")] {
        tables.section(title);
        let fastest = [Target::Best(1.0)];
        tables.race("S", s.race(direction, &python), &fastest);
        tables.race("M", m.race(direction, &python), &fastest);
        tables.race("T", t.race(direction, &python), &fastest);
        tables.race("N", n.race(direction, &python), &fastest);
    }
    tables.finish("python.md")
}
