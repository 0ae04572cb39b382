//! Tensors and images beside the guide's Python code and the libraries that do part of the work: base64-simd,
//! png, image, safetensors.
//!
//! `cargo bench -p optimize-benches --bench tensor` prints the tables and writes `results/tensor.md`. The
//! guide's code runs in a Python process that takes its turns, as in the bench `python`; the picture is two
//! photographs that come with one of its libraries. Without them nothing is measured, and it says what to
//! install.

mod arrays;
mod containers;
mod frames;
mod images;

use optimize_benches::plan::Plan;
use optimize_benches::python::Python;
use optimize_benches::race::Race;
use optimize_benches::table::Tables;
use std::cell::RefCell;
use std::io::Result;
use std::path::{Path, PathBuf};

/// In pixels.
const WIDTH: usize = 1920;
/// In pixels.
const HEIGHT: usize = 1080;

/// What all cases use.
struct Bench {
    python: RefCell<Python>,
    folder: PathBuf,
    /// A frame of `WIDTH` × `HEIGHT` pixels, red, green, blue.
    frame: Vec<u8>,
}

impl Bench {
    /// The guide's code as a contender.
    fn guide<'r>(&'r self, race: Race<'r>, case: &'static str, direction: &'static str) -> Race<'r> {
        race.with_clock("the guide", move |count| {
            self.python.borrow_mut().run(case, direction, "guide", count).expect("Python runs")
        })
    }
}

fn main() -> Result<()> {
    let plan = Plan::from_args();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tensor");
    std::fs::create_dir_all(&folder)?;
    let python = match Python::start("tensor/guide.py", &folder)? {
        Ok(python) => RefCell::new(python),
        Err(why) => {
            println!(
                "Nothing is measured: {why}. Install the peers: `python3 -m venv .venv && .venv/bin/pip install -r benches/benches/tensor/requirements.txt`."
            );
            return Ok(());
        }
    };
    let frame = std::fs::read(folder.join("picture.rgb"))?;
    assert_eq!(frame.len(), WIDTH * HEIGHT * 3, "the picture is whole");
    let bench = Bench { python, folder, frame };
    let mut tables =
        Tables::planned("Tensors and images beside the guide's Python and the libraries that do part of it", plan);
    tables.note("A frame is 1920 × 1080 pixels of two photographs, 6.2 MB; floats are 4096 × 4096 `float32`, 67 MB. Ours is the whole JSON of a model with one field, written and validated; base64-simd, png, image and the memory copy do their part of that and nothing else.");
    arrays::bench(&bench, &mut tables);
    images::bench(&bench, &mut tables)?;
    frames::bench(&bench, &mut tables)?;
    containers::bench(&bench, &mut tables)?;
    tables.finish("tensor.md")
}
