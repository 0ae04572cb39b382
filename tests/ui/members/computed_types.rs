use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(computed(area: u64, half: as "half"))]
struct Size {
    width: u32,
}

#[derive(Optimized)]
#[opt(computed(area: u64, name: String))]
struct Other {
    width: u32,
}

impl Other {
    fn area(&self) -> u32 {
        self.width
    }

    fn name(&self) -> &str {
        "n"
    }
}

fn main() {}
