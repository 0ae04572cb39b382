//! What the examples are made of. Each example's own file is its entry; what is more than a page lies here.

pub mod ai_video;
pub mod memory;
