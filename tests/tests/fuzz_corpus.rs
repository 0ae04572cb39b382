//! Every input that the fuzz targets start from, or that once broke one, through every target.

#[path = "../../fuzz/src/lib.rs"]
#[allow(unreachable_pub)] // a library of its own elsewhere
mod fuzz;

use fuzz::{PICKING, TARGETS};
use std::fs;
use std::path::Path;

#[test]
fn no_kept_input_breaks_a_target() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus");
    let mut inputs = 0;
    for (owner, _) in TARGETS {
        let folder = fs::read_dir(corpus.join(owner)).expect("every target has a corpus");
        for path in folder.map(|entry| entry.expect("a readable folder").path()) {
            let data = fs::read(&path).expect("a readable file");
            inputs += 1;
            for (_, target) in TARGETS.into_iter().chain(PICKING) {
                target(&data);
            }
        }
    }
    assert!(inputs > 100, "{inputs} inputs");
}
