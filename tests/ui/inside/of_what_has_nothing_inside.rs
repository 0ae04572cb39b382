//! `items`, `keys` and `values` of types with nothing inside that the derive does not know by name.

use optimize_core::Optimized;

type Id = u32;
type Tags = Vec<String>;

#[derive(Optimized)]
struct Size {
    width: u32,
}

#[derive(Optimized)]
struct Video {
    #[opt(items(ge = 1))]
    id: Id,
    #[opt(keys(min_length = 1, pattern = "^a"), values(items(one_of("a"))))]
    size: Size,
    #[opt(items(min_length = 1), values(max_length = 2))]
    tags: Tags,
    #[opt(items(uuid(version = 4)))]
    uuid: uuid::Uuid,
}

fn main() {}
