//! The examples that hold their memory within a limit, at a size that tests have time for.

use std::path::PathBuf;
use std::process::Command;

/// An example's binary: `cargo test` builds the examples beside the tests, `cargo test --test memory` alone does not.
fn example(name: &str) -> Command {
    let tests = std::env::current_exe().expect("a path");
    let folder: PathBuf = tests.parent().and_then(|deps| deps.parent()).expect("a target folder").join("examples");
    Command::new(folder.join(name))
}

fn run(mut command: Command) -> String {
    let output = command.output().expect("the example is built");
    let (said, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}{errors}");
    said.into_owned()
}

#[test]
fn a_stream_is_never_in_memory_as_a_whole() {
    for compression in ["none", "zstd"] {
        let mut command = example("large_stream");
        command.args(["--gigabytes", "0.05", "--compression", compression]);
        let said = run(command);
        assert!(said.contains("peak resident memory"), "{said}");
    }
}

#[test]
fn bombs_are_refused_within_their_memory() {
    let mut command = example("bombs");
    command.args(["--gigabytes", "0.08"]);
    let said = run(command);
    assert_eq!(said.matches("larger than the limit of 67108864 bytes").count(), 6, "{said}");
    assert_eq!(said.matches("more than 2 envelopes").count(), 3, "{said}");
}
