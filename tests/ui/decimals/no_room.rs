//! Digits, steps and bounds that leave no decimal, and values with too many digits.

use optimize_core::Optimized;
use rust_decimal::Decimal;

#[derive(Optimized)]
struct Item {
    #[opt(max_digits = 2, ge = 100)]
    price: Decimal,
    #[opt(decimal_places = 0, ge = 0.5, le = 0.7)]
    count: Decimal,
    #[opt(multiple_of = 0.5, decimal_places = 1, gt = 0, lt = 0.5)]
    step: Decimal,
    #[opt(decimal_places = 2, one_of(0.5, 0.125))]
    rate: Decimal,
    #[opt(default = Decimal::new(1250, 1), max_digits = 2)]
    tax: Decimal,
}

fn main() {}
