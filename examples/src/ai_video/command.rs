//! The program: arguments in, a report and an exit status out.

use super::table::count;
use super::{Command, Config, HELP, Outcome, PipelineError, Progress, demo, parse_arguments, run};
use std::ffi::OsString;
use std::io::{self, Write};

/// Runs the program with these arguments, the program's name left out. The result is its exit status.
pub fn run_command(arguments: impl IntoIterator<Item = OsString>, out: &mut impl Write, errors: &mut impl Write) -> u8 {
    match parse_arguments(arguments) {
        Ok(Command::Help) => {
            // Whoever does not read on knows enough.
            let _ = write!(out, "{HELP}");
            0
        }
        Ok(Command::Run(config)) => execute(&config, Progress::on_terminal(), out, errors),
        Err(error) => refuse(&error, errors),
    }
}

/// Runs the pipeline and prints what came of it. The result is the exit status.
pub fn execute(config: &Config, progress: Progress, out: &mut impl Write, errors: &mut impl Write) -> u8 {
    let own = config.records.is_none() && config.frames.is_none();
    if own {
        let sample = config.sample;
        let _ = writeln!(
            out,
            "No input is given: {} records and {} frames are made in {}. `--help` tells how to use your own.\n",
            count(sample.records.into()),
            count(sample.frames.into()),
            config.out.join("input").display()
        );
    }
    match run(config, progress) {
        Ok(outcome) => {
            // The results are on disk, and the status tells of them, whether or not somebody reads this.
            let _ = print_problems(&outcome, errors);
            let _ = print_outcome(&outcome, own, out);
            u8::from(!outcome.report.is_clean())
        }
        Err(error) => refuse(&error, errors),
    }
}

fn refuse(error: &PipelineError, errors: &mut impl Write) -> u8 {
    let _ = writeln!(errors, "error: {error}");
    error.exit_status()
}

fn print_problems(outcome: &Outcome, errors: &mut impl Write) -> io::Result<()> {
    for line in &outcome.problems {
        writeln!(errors, "{line}")?;
    }
    let (problems, failures) = (outcome.report.problems, outcome.report.failures);
    let more = problems - outcome.problems.len() as u64;
    if more > 0 {
        writeln!(errors, "… and {} more", count(more))?;
    }
    if problems > 0 {
        let plural = if problems == 1 { "" } else { "s" };
        let file = outcome.out.join("errors.ndjson");
        writeln!(
            errors,
            "{} problem{plural} in {} inputs, all in {}\n",
            count(problems),
            count(failures),
            file.display()
        )?;
    }
    Ok(())
}

fn print_outcome(outcome: &Outcome, own: bool, out: &mut impl Write) -> io::Result<()> {
    if outcome.passed_over > 0 {
        let files = if outcome.passed_over == 1 { "file" } else { "files" };
        let were = if outcome.passed_over == 1 { "was" } else { "were" };
        writeln!(out, "{} other {files} in the frames' folder {were} passed over.", outcome.passed_over)?;
    }
    write!(out, "{}", outcome.report)?;
    writeln!(out, "\nThe report is in {} too, as text and JSON.", outcome.out.join("report.*").display())?;
    if own {
        writeln!(out)?;
        demo::show_wrong_records(out)?;
    }
    Ok(())
}
