use optimize_core::Optimized;

struct Own;

#[derive(Optimized)]
struct Other {
    #[opt(max_digits = 4)]
    kind: Kind,
}

#[derive(Optimized)]
enum Kind {
    A,
}

fn main() {
    let _ = Own;
}
