//! JSON out and in, beside serde_json, sonic-rs, simd-json, jsony, facet-json, garde, validator, rusdantic
//! and rydantic.
//!
//! `cargo bench -p optimize-benches --bench json` prints the tables, with every target beside what was
//! reached, and writes `results/json.md` and `results/json.svg`; `-- --quick --only S` looks at S alone.
//! Names of the cases: S a video (289 bytes), M a cut of twenty clips (3.3 KB), L ten thousand S, T a
//! text of escapes and Unicode (9 KB), N ten thousand floats (193 KB).

mod cases;
mod check;
mod input;
mod output;
mod parsers;
mod rydantic;

use cases::Cases;
use optimize_benches::plan::Plan;
use optimize_benches::table::Tables;

fn main() -> std::io::Result<()> {
    let plan = Plan::from_args();
    let cases = Cases::new();
    check::check(&cases);
    let whole = plan.is_whole();
    let mut tables = Tables::planned("JSON beside its peers", plan);
    tables.note(&cases.sizes());
    tables.note("Every contender's result is compared with this crate's before anything is timed. `a + b` parses with a, then validates with b.");
    tables.note("What the instructions of the cases with missed targets are for, `profile.md` tells.");
    output::bench(&cases, &mut tables);
    input::bench(&cases, &mut tables);
    if whole {
        rydantic::bench(&mut tables)?;
    }
    tables.finish("json.md")
}
