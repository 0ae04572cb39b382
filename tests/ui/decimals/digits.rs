use optimize_core::Optimized;
use rust_decimal::Decimal;

#[derive(Optimized)]
struct Many {
    #[opt(max_digits = 4)]
    whole: i64,
    #[opt(decimal_places = 2)]
    name: String,
    #[opt(max_digits = 0)]
    none: Decimal,
    #[opt(max_digits = 2, decimal_places = 3)]
    behind: Decimal,
    #[opt(ge = 5, le = 1.5)]
    empty: Decimal,
    #[opt(gt = 100000000000000000000000000000)]
    long: Decimal,
    #[opt(min_length = 3)]
    length: Decimal,
    #[opt(multiple_of = 0)]
    step: Decimal,
    #[opt(digits = 3)]
    other: Decimal,
    #[opt(one_of(1.5, "2"))]
    either: Option<Decimal>,
}

fn main() {}
