//! Safetensors files.

use crate::Bench;
use ndarray::{Array2, ArrayView2};
use optimize_benches::race::Race;
use optimize_benches::table::{Tables, Target};
use optimize_core::Optimized;
use optimize_tensor::{Safetensors, SafetensorsFile};
use safetensors::SafeTensors;
use safetensors::tensor::{Dtype, TensorView};
use std::fs::File;
use std::io::{Result, Write as _};

/// One large tensor.
#[derive(Optimized)]
struct Floats {
    #[opt(tensor)]
    x: Array2<f32>,
}

/// The same, where it lies.
#[derive(Optimized)]
struct View<'a> {
    #[opt(tensor)]
    x: ArrayView2<'a, f32>,
}

pub(crate) fn bench(bench: &Bench, tables: &mut Tables) -> Result<()> {
    let x = Array2::from_shape_fn((4096, 4096), |(y, x)| (y * 4096 + x) as f32);
    let value = Floats { x };
    let file = value.to_safetensors().expect("written");
    let bytes = &file[file.len() - (64 << 20)..];

    tables.section("64 MiB of floats as safetensors");
    let race = Race::new()
        .with("optimize", |_| value.to_safetensors().expect("written"))
        .with("a copy", |_| bytes.to_vec())
        .with("safetensors", |_| {
            let view = TensorView::new(Dtype::F32, vec![4096, 4096], bytes).expect("a tensor");
            safetensors::serialize([("x", view)], None).expect("written")
        });
    let race = bench.guide(race, "container", "out");
    tables.race("write", race, &[Target::Of("a copy", 1.15), Target::Of("safetensors", 1.05)]);
    let race = Race::new()
        .with("optimize", |_| Floats::from_safetensors(&file).expect("valid"))
        .with("a copy", |_| bytes.to_vec())
        .with("safetensors", |_| {
            let file = SafeTensors::deserialize(&file).expect("valid");
            file.tensor("x").expect("there").data().to_vec()
        });
    let race = bench.guide(race, "container", "in");
    tables.race("read, owned", race, &[Target::Of("a copy", 1.15), Target::Of("safetensors", 1.05)]);

    tables.section("1 GiB as a file");
    let path = bench.folder.join("large.safetensors");
    let model = r#"{\"x\":{\"__type__\":\"numpy_array\",\"tensor\":\"x\"}}"#;
    let header = format!(
        r#"{{"__metadata__":{{"model":"{model}"}},"x":{{"dtype":"F32","shape":[16384,16384],"data_offsets":[0,1073741824]}}}}"#
    );
    let header = format!("{header:<width$}", width = header.len().next_multiple_of(8));
    let mut large = File::create(&path)?;
    large.write_all(&(header.len() as u64).to_le_bytes())?;
    large.write_all(header.as_bytes())?;
    large.set_len(8 + header.len() as u64 + (1 << 30))?;
    drop(large);
    let race = Race::new()
        .with("optimize", |_| {
            let file = SafetensorsFile::open(&path).expect("opened");
            let view: View<'_> = file.read().expect("valid");
            view.x[[16_383, 16_383]]
        })
        .with("safetensors", |_| {
            let map = map(&path);
            let file = SafeTensors::deserialize(&map).expect("valid");
            let data = file.tensor("x").expect("there").data();
            data[data.len() - 1]
        });
    tables.race("open, and look at one element", race, &[Target::Nanoseconds(5e6)]);
    std::fs::remove_file(&path)
}

/// The file as memory, as a user of the safetensors crate has it.
#[allow(unsafe_code)]
fn map(path: &std::path::Path) -> memmap2::Mmap {
    let file = File::open(path).expect("opened");
    // SAFETY: nobody changes the file while the benchmark runs.
    unsafe { memmap2::Mmap::map(&file) }.expect("mapped")
}
