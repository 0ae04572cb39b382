//! Damaged input: whatever the tokens are, the derive returns Rust and does not panic.

use proc_macro2::{Group, TokenStream, TokenTree};
use std::str::FromStr as _;
use syn::{DeriveInput, GenericParam};

const SOURCES: [&str; 8] = [
    r#"
    #[opt(extra = "allow", trim, rename_all = "camelCase", computed(a, b as "c"), check = Self::check, crate = path::to)]
    struct Video<'a, T: Clone, const N: usize> where T: Send {
        #[opt(min_length = 1, max_length = 50, pattern = "^a{2}$", length_unit = "bytes", default = "aa", rename = "x")]
        title: Cow<'a, str>,
        #[opt(gt = -1.5, le = MAX, multiple_of = 0.5, default = 1, exclude_default)]
        score: f64,
        #[opt(ge = 1, lt = 9, multiple_of = 2, alias = "n", coerce, default_with = make)]
        count: Option<NonZeroU8>,
        #[opt(tensor(shape = [_, 2, N], dtype = "uint8", format = "list", crate = tensor), exclude_none)]
        frame: Option<Array3<u8>>,
        #[opt(image(codec = "jpeg", quality = 9, max_pixels = 7, modes = ["L"]), exclude_if = none)]
        images: HashMap<String, Vec<RgbImage>>,
        #[opt(with = Adapter<T, N>, required, strict)]
        other: Vec<(T, [u8; N], Self)>,
        #[opt(extra)]
        rest: Map<String, Value>,
    }"#,
    r#"
    #[opt(rename_all = "kebab-case", coerce)]
    enum Quality { #[opt(rename = "l", alias = "low")] Low, High = 7 }"#,
    r#"struct Pair(#[opt(ge = 1)] u8, fn(T) -> U);"#,
    r#"
    #[opt(tag = "kind", content = "value", rename_all = "lowercase", rename_all_fields = "camelCase", extra = "forbid")]
    enum Shape<'a, T: Clone> {
        #[opt(rename = "c", alias = "d", rename_all = "kebab-case")]
        Circle { #[opt(gt = 0)] radius: f64, #[opt(flatten)] size: Size<T> },
        Name(#[opt(min_length = 1)] &'a str),
        Pair(T, #[opt(default = 1)] u8),
        #[opt(skip)]
        Hidden(fn()),
        Empty,
    }"#,
    r#"
    #[opt(untagged, coerce, check = Self::check)]
    enum Any { Number(i64), List(Vec<Self>), Named { #[opt(flatten)] rest: Map<String, Value> } }"#,
    r#"
    #[opt(transparent, ge = 1, le = 9, builder, validate_assignment, from(Other, Third<u8>))]
    struct Level { #[opt(flatten)] value: u8 }"#,
    r#"
    #[opt(builder, validate_assignment, from(Row), bound(serialize = "T: Field", deserialize = "T: Parse<'de>"))]
    struct Made<'a, T> {
        #[opt(trim, keys(one_of("a", "b")), values(ip(version = 4), items(unique)))]
        names: BTreeMap<Cow<'static, str>, Vec<Option<T>>>,
        #[opt(min_length = 1, max_length = 9)]
        bytes: Option<&'a [u8]>,
        #[opt(default = "en", before = seen, after = changed)]
        language: Vec<(Cow<'static, str>, [Cow<'static, str>; 2])>,
        #[opt(one_of('a', 'b'), default = 'a', example = 'b')]
        letter: char,
        #[opt(uuid(version = 4), default = "67e55044-10b1-426f-9247-bb680e5fe0c8", frozen)]
        id: String,
        #[opt(skip, default)]
        kind: PhantomData<T>,
    }"#,
    r#"
    #[opt(bound = "T: Field, Self: Sized", before = seen)]
    struct Flat<T> {
        #[opt(url(schemes = ["https"]), default = "https://a.b", email)]
        page: String,
        #[opt(ge = date(2024, 1, 1), lt = date(2025, 1, 1))]
        day: Date,
        #[opt(flatten)]
        size: Option<Box<Size<T>>>,
        #[opt(flatten)]
        rest: HashMap<&'static str, T>,
    }"#,
];

/// A generator of numbers that is the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides.max(1)
    }
}

/// Removes, doubles, swaps or replaces one token somewhere in the tree.
fn damage(tokens: TokenStream, dice: &mut Dice, spare: &[TokenTree]) -> TokenStream {
    let mut tokens: Vec<TokenTree> = tokens.into_iter().collect();
    if tokens.is_empty() {
        return spare.get(dice.roll(spare.len())).cloned().into_iter().collect();
    }
    // Most damage goes deep: a broken item would not reach the derive.
    let groups: Vec<usize> = (0..tokens.len()).filter(|place| matches!(tokens[*place], TokenTree::Group(_))).collect();
    if !groups.is_empty() && dice.roll(16) != 0 {
        let place = groups[dice.roll(groups.len())];
        if let TokenTree::Group(group) = &tokens[place] {
            tokens[place] = Group::new(group.delimiter(), damage(group.stream(), dice, spare)).into();
        }
        return tokens.into_iter().collect();
    }
    let place = dice.roll(tokens.len());
    let other = dice.roll(tokens.len());
    match dice.roll(4) {
        0 => drop(tokens.remove(place)),
        1 => tokens.insert(place, tokens[other].clone()),
        2 => tokens.swap(place, other),
        _ => tokens[place] = spare[dice.roll(spare.len())].clone(),
    }
    tokens.into_iter().collect()
}

#[test]
fn damaged_input_never_panics() {
    let spare: Vec<TokenTree> =
        TokenStream::from_str("= , () 3 -1 1e400 \"\" \"(\" '\"' r#\"[\"# r#type _ :: < > crate Self 'a [] {} f64 NAN")
            .expect("the spare tokens are Rust")
            .into_iter()
            .collect();
    let mut dice = Dice(7);
    let mut tried = 0;
    for round in 0..3_000 {
        let source = TokenStream::from_str(SOURCES[round % SOURCES.len()]).expect("the source is Rust");
        let mut damaged = source;
        for _ in 0..=dice.roll(3) {
            damaged = damage(damaged, &mut dice, &spare);
        }
        // What is no type at all never reaches a derive.
        let Ok(input) = syn::parse2::<DeriveInput>(damaged.clone()) else { continue };
        // Nor does a parameter without a name, which the compiler refuses and syn does not.
        if input.generics.params.iter().any(|param| matches!(param, GenericParam::Type(param) if param.ident == "_")) {
            continue;
        }
        tried += 1;
        let expansion = crate::expand(input);
        assert!(syn::parse2::<syn::File>(expansion.clone()).is_ok(), "no Rust for\n{damaged}\n{expansion}");
    }
    assert!(tried > 1_500, "only {tried} damaged types could be parsed");
}
