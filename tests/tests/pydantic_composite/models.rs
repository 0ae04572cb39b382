//! The models of `interop/record_composite.py`, name by name.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use optimize_core::Optimized;
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

#[derive(Optimized, Debug, Clone, PartialEq)]
pub(crate) enum Country {
    DE,
    FR,
    US,
}

#[derive(Optimized, Debug, Clone, PartialEq)]
pub(crate) struct Address {
    #[opt(min_length = 1)]
    street: String,
    #[opt(pattern = r"^\d{5}$")]
    zip: String,
    #[opt(default = Country::DE)]
    country: Country,
}

#[derive(Optimized, Debug)]
#[opt(extra = "forbid")]
pub(crate) struct User {
    #[opt(ge = 1)]
    id: i64,
    #[opt(min_length = 2, max_length = 12)]
    name: String,
    #[opt(default, max_length = 3, items(min_length = 1))]
    tags: Vec<String>,
    address: Option<Address>,
    #[opt(default)]
    previous: BTreeMap<String, Address>,
    #[opt(default = 0.5, ge = 0.0, le = 1.0)]
    score: f64,
    #[opt(default = true)]
    active: bool,
}

#[derive(Optimized, Debug)]
pub(crate) struct Line {
    #[opt(pattern = "^[A-Z]{2}-[0-9]+$")]
    sku: String,
    #[opt(gt = 0, le = 99)]
    qty: i64,
    #[opt(ge = 0.0)]
    price: f64,
    #[opt(default)]
    options: BTreeMap<String, Vec<i64>>,
}

#[derive(Optimized, Debug, Clone, Copy)]
#[opt(rename_all = "lowercase")]
pub(crate) enum Status {
    Open,
    Paid,
    Sent,
}

#[derive(Optimized, Debug)]
#[opt(computed(count))]
pub(crate) struct Order {
    #[opt(rename = "orderId")]
    order_id: Uuid,
    #[opt(min_length = 1)]
    lines: Vec<Line>,
    #[opt(default = Status::Open)]
    status: Status,
    #[opt(default = (0, 0.0))]
    discount: (i64, f64),
    placed: Timestamp,
    ship: Option<Date>,
    window: Option<std::time::Duration>,
}

impl Order {
    fn count(&self) -> i64 {
        self.lines.iter().map(|_| 1).sum()
    }
}

#[derive(Optimized, Debug)]
pub(crate) struct Tree {
    #[opt(max_length = 5)]
    name: String,
    #[opt(default)]
    children: Vec<Tree>,
}

#[derive(Optimized, Debug)]
#[opt(extra = "forbid")]
pub(crate) struct Limits {
    #[opt(default = 0, multiple_of = 5)]
    low: i64,
    #[opt(required, lt = 1000)]
    high: Option<i64>,
}

#[derive(Optimized, Debug)]
#[opt(extra = "forbid", trim)]
pub(crate) struct Settings {
    #[opt(min_length = 1, rename = "n")]
    name: String,
    #[opt(min_length = 1, max_length = 2)]
    limits: BTreeMap<String, Limits>,
    #[opt(default)]
    codes: BTreeMap<i64, String>,
    #[opt(default, max_length = 3)]
    ports: std::collections::BTreeSet<i64>,
    #[opt(default = Time::midnight())]
    start: Time,
    ratio: Option<f64>,
}

#[derive(Optimized, Debug)]
pub(crate) struct Matrix {
    rows: Vec<Vec<f64>>,
    shape: (i64, i64, String),
    #[opt(default)]
    pairs: Vec<(String, i64)>,
    #[opt(default)]
    lookup: BTreeMap<String, BTreeMap<String, i64>>,
    #[opt(default)]
    flags: Vec<Option<bool>>,
    #[opt(default)]
    anything: Value,
}

#[derive(Optimized, Debug)]
pub(crate) struct Page<Item> {
    #[opt(max_length = 2)]
    items: Vec<Item>,
    #[opt(required)]
    next: Option<String>,
    first: Option<Item>,
}
