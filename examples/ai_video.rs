//! The AI video pipeline, whole: `cargo run --release --example ai_video -- --help` tells what it does.
//! Its parts are in `src/ai_video/`.

use optimize_examples::ai_video;
use std::io;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = std::env::args_os().skip(1);
    ai_video::run_command(arguments, &mut io::stdout().lock(), &mut io::stderr()).into()
}
