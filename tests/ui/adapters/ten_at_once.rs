//! Ten mistakes with adapters, all told at once.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(tensor(dtype = "float"))]
    field_0: Vec<f32>,
    #[opt(tensor(shape = [0.5]))]
    field_1: Vec<f32>,
    #[opt(tensor(dtypo = "float32"))]
    field_2: Vec<f32>,
    #[opt(image(format = "bmp3"))]
    field_3: Vec<u8>,
    #[opt(image(quality = 300))]
    field_4: Vec<u8>,
    #[opt(with)]
    field_5: u8,
    #[opt(with = 5)]
    field_6: u8,
    #[opt(serde = true)]
    field_7: u8,
    #[opt(tensor, image)]
    field_8: Vec<f32>,
    #[opt(tensor, ge = 1)]
    field_9: Vec<f32>,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
