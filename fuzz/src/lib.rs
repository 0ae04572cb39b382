//! What each fuzz target holds, as a function of the bytes: the targets call them, and so does a test with
//! every input that was kept.

mod binary;
mod container;
mod dictionary;
mod dump;
mod envelope;
mod model;
mod packed;
mod pick;
mod picture;
mod round;
mod shapes;
mod stream;
mod unique;
mod value;

pub use binary::binary_comes_back;
pub use container::safetensors_container;
pub use dictionary::{dictionaries_hold, dictionaries_hold_in_full};
pub use dump::dump_parses_back;
pub use envelope::{tensor_envelope, tensor_envelope_in_full};
pub use model::model_agrees_with_serde;
pub use packed::decompress_within_limits;
pub use picture::{image_envelope, image_envelope_in_full};
pub use shapes::shapes_agree_with_serde;
pub use stream::chunks_do_not_matter;
pub use value::value_as_serde_json;

/// What is done with an input.
pub type Target = fn(&[u8]);

/// Every target by its name, with all its checks: under the fuzzer some of them pick a few for each input.
pub const TARGETS: [(&str, Target); 11] = [
    ("json_value", value_as_serde_json),
    ("json_dump", dump_parses_back),
    ("json_model", model_agrees_with_serde),
    ("json_shapes", shapes_agree_with_serde),
    ("tensor", tensor_envelope_in_full),
    ("image", image_envelope_in_full),
    ("safetensors", safetensors_container),
    ("decompress", decompress_within_limits),
    ("stream", chunks_do_not_matter),
    ("binary", binary_comes_back),
    ("dictionary", dictionaries_hold_in_full),
];

/// The targets of those that pick: what the fuzzer calls.
pub const PICKING: [(&str, Target); 3] =
    [("tensor", tensor_envelope), ("image", image_envelope), ("dictionary", dictionaries_hold)];
