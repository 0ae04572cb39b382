//! Envelopes of tensors and images from anybody.

use image::DynamicImage;
use optimize_core::{Adapted, Adapter};
use optimize_tensor::{Picture, RawTensor, Tensor};

/// Reads a tensor's envelope and writes it back.
///
/// # Panics
/// When a tensor that was read comes back as another.
pub fn tensor_envelope(data: &[u8]) {
    round_trip::<RawTensor, Tensor>(data, |tensor| {
        assert!(tensor.shape().len() <= 32);
    });
}

/// Reads an image's envelope and writes it back.
///
/// # Panics
/// When an image that was read comes back as another.
pub fn image_envelope(data: &[u8]) {
    round_trip::<DynamicImage, Picture>(data, |_| {});
}

fn round_trip<T, A: Adapter<T>>(data: &[u8], look: impl Fn(&T)) {
    let Ok(value) = optimize_core::from_json::<Adapted<T, A>>(data) else { return };
    look(value.get());
    let text = optimize_core::to_json(&value).expect("written");
    let back = optimize_core::from_json::<Adapted<T, A>>(&text).expect("read back");
    let again = optimize_core::to_json(&back).expect("written again");
    assert!(again == text, "it came back as another");
}
