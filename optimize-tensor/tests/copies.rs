//! No copy of the payload is made on the way: what is allocated is the result and little else.
//!
//! One test, because it counts what the whole process allocates.
#![cfg(all(feature = "ndarray", feature = "image", feature = "safetensors"))]
#![allow(unsafe_code)] // a counting allocator

use image::{ImageBuffer, Rgb, RgbImage};
use ndarray::{Array3, ArrayD, ArrayView3, s};
use optimize_core::{DumpOptions, Optimized};
use optimize_tensor::{RawTensor, Safetensors, SafetensorsFile};
use std::alloc::{GlobalAlloc, Layout, System};
use std::fs::File;
use std::io::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Counts the bytes that are asked for.
struct Counting;

static ALLOCATED: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call goes to the system's allocator with the same arguments.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATED.fetch_add(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller's promises are passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        ALLOCATED.fetch_add(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller's promises are passed on.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller's promises are passed on.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ALLOCATED.fetch_add(size, Ordering::Relaxed);
        // SAFETY: the caller's promises are passed on.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// What may be allocated beside the payload: a buffer for portions, keys, small vectors.
const LITTLE: usize = 48 << 10;

/// Runs something that may allocate so many bytes and little more. It must allocate most of them, or the
/// count is no count.
fn allocates<T>(what: &str, bytes: usize, run: impl FnOnce() -> T) -> T {
    let before = ALLOCATED.load(Ordering::Relaxed);
    let result = run();
    let found = ALLOCATED.load(Ordering::Relaxed) - before;
    assert!(found <= bytes + LITTLE, "{what}: {found} bytes allocated, {bytes} are the result");
    assert!(found >= bytes - bytes / 8, "{what}: only {found} bytes allocated, {bytes} are the result");
    result
}

macro_rules! field {
    ($name:ident, $attribute:meta, $type:ty) => {
        #[derive(Optimized, Debug, PartialEq)]
        struct $name {
            #[opt($attribute)]
            x: $type,
        }
    };
}

field!(Bytes, tensor, Array3<u8>);
field!(Floats, tensor, ArrayD<f32>);
field!(Bools, tensor, Vec<bool>);
field!(Raw, tensor, RawTensor);
field!(Picture, image(codec = "raw"), RgbImage);
field!(Deep, image(codec = "raw"), ImageBuffer<Rgb<u16>, Vec<u16>>);

/// A view of pixels.
#[derive(Optimized)]
struct View<'a> {
    #[opt(tensor)]
    x: ArrayView3<'a, u8>,
}

/// Writes into a fresh buffer, into one that is large enough, and reads it back.
macro_rules! both_ways {
    ($type:ident, $value:expr, $bytes:expr) => {{
        let (value, bytes): ($type, usize) = ($value, $bytes);
        let text = bytes.div_ceil(3) * 4;
        let json = allocates(concat!(stringify!($type), " out"), text, || value.to_json().unwrap());
        let mut buffer = Vec::with_capacity(text + 1024);
        allocates(concat!(stringify!($type), " out, reused"), 0, || {
            value.dump_into(&DumpOptions::new(), &mut buffer).unwrap();
        });
        assert!(buffer == json);
        let back = allocates(concat!(stringify!($type), " in"), bytes, || $type::from_json(&json).unwrap());
        assert!(back == value);
        let mut slot = Some(back);
        allocates(concat!(stringify!($type), " in, over an older one"), 0, || {
            $type::from_json_into(&json, &mut slot).unwrap();
        });
        assert!(slot.is_some_and(|back| back == value));
        // In a list, where much follows: room for all the rest is not kept.
        let list = [b"[".as_slice(), &json, b",", &json, b"]"].concat();
        let two: Vec<$type> = optimize_core::from_json(&list).unwrap();
        assert!(two.iter().all(|one| *one == value));

        let file = allocates(concat!(stringify!($type), " as a file"), bytes, || value.to_safetensors().unwrap());
        let back =
            allocates(concat!(stringify!($type), " from a file"), bytes, || $type::from_safetensors(&file).unwrap());
        assert!(back == value);
    }};
}

#[test]
fn the_payload_is_written_and_read_in_place() {
    const SIDE: usize = 512;
    let frame = Array3::from_shape_fn((SIDE, SIDE, 3), |(y, x, c)| (y ^ x ^ c) as u8);
    let bytes = frame.len();
    both_ways!(Bytes, Bytes { x: frame.clone() }, bytes);
    both_ways!(Floats, Floats { x: ArrayD::from_shape_fn(vec![SIDE, SIDE], |index| index[1] as f32) }, SIDE * SIDE * 4);
    both_ways!(Bools, Bools { x: (0..bytes).map(|index| index % 3 == 0).collect() }, bytes);
    both_ways!(Raw, Raw { x: RawTensor::from_array(&frame).unwrap() }, bytes);
    let pixels = frame.as_slice().unwrap().to_vec();
    both_ways!(Picture, Picture { x: RgbImage::from_raw(SIDE as u32, SIDE as u32, pixels).unwrap() }, bytes);
    let words: Vec<u16> = (0..SIDE * SIDE * 3).map(|index| index as u16).collect();
    both_ways!(Deep, Deep { x: ImageBuffer::from_raw(SIDE as u32, SIDE as u32, words).unwrap() }, bytes * 2);

    // Parts of a frame, of other strides: gathered in portions at most.
    for view in [frame.slice(s![..;2, 10..500, ..]), frame.slice(s![.., ..;-1, ..]), frame.view().reversed_axes()] {
        let view = View { x: view };
        let mut buffer = Vec::with_capacity(view.x.len().div_ceil(3) * 4 + 1024);
        allocates("a part", 0, || view.dump_into(&DumpOptions::new(), &mut buffer).unwrap());
    }

    // A file of one gigabyte, which is a hole but for its header: nothing of it is copied.
    let path = std::env::temp_dir().join(format!("optimize-tensor-copies-{}.safetensors", std::process::id()));
    let small = Bytes { x: Array3::zeros((1, 1, 1)) }.to_safetensors().unwrap();
    let header = String::from_utf8(small[8..small.len() - 1].to_vec()).unwrap();
    let header = header.replace("[1,1,1]", "[16384,65536,1]").replace("[0,1]", "[0,1073741824]");
    let mut file = File::create(&path).unwrap();
    file.write_all(&(header.len() as u64).to_le_bytes()).unwrap();
    file.write_all(header.as_bytes()).unwrap();
    file.set_len(8 + header.len() as u64 + (1 << 30)).unwrap();
    allocates("opening a gigabyte", 0, || {
        let file = SafetensorsFile::open(&path).unwrap();
        let view: View<'_> = file.read().unwrap();
        assert_eq!((view.x.shape(), view.x[[16_383, 65_535, 0]]), (&[16_384, 65_536, 1][..], 0));
    });
    std::fs::remove_file(&path).unwrap();
}
