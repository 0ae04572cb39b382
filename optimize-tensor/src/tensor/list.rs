//! Nested lists of numbers, as numpy's `tolist` gives them.

use super::TensorRules;
use crate::dtype::DType;
use crate::element::Element;
use crate::envelope::{MAX_DIMENSIONS, count};
use crate::error::TensorError;
use optimize_core::json::{Parser, Stop, Style, Writer};

/// Writes elements, which lie in C order, as lists inside lists. A tensor without dimensions is its number.
pub(super) fn write_list<A: Element, S: Style>(shape: &[usize], items: &[A], writer: &mut Writer<'_, S>) {
    match shape {
        [] => items.iter().for_each(|item| item.write_number(writer)),
        [_] => writer.items(items.iter(), |writer, item| item.write_number(writer)),
        [length, inner @ ..] => {
            let stride: usize = inner.iter().product();
            writer.items(0..*length, |writer, index| {
                write_list(inner, &items[index * stride..(index + 1) * stride], writer);
            });
        }
    }
}

/// Reads lists inside lists; the shape and the elements in C order.
///
/// Where lists are empty, the lengths inside them are those that the rules demand, else 0. The elements lie in the
/// memory of `spare`, whose content is of no further use, if it is large enough; complex numbers do not.
pub(super) fn parse_list<A: Element>(
    spare: Vec<A>,
    parser: &mut Parser<'_>,
    rank: Option<usize>,
    rules: &TensorRules,
) -> Result<(Vec<usize>, Vec<A>), Stop> {
    let start = parser.start()?;
    let rank = rank.or(rules.shape.map(<[_]>::len));
    let (shape, items) = match A::DTYPE {
        DType::Complex64 => parse_pairs::<A, f32>(parser, rank, rules),
        DType::Complex128 => parse_pairs::<A, f64>(parser, rank, rules),
        _ => parse_numbers(spare, parser, rank, rules),
    }?;
    count(&shape, A::DTYPE).map_err(|error| parser.reject(start, error.into()))?;
    Ok((shape, items))
}

fn parse_numbers<A: Element>(
    mut spare: Vec<A>,
    parser: &mut Parser<'_>,
    rank: Option<usize>,
    rules: &TensorRules,
) -> Result<(Vec<usize>, Vec<A>), Stop> {
    spare.clear();
    let mut reader = Reader { rank, lengths: vec![None; rank.unwrap_or(0)], items: spare };
    reader.level(parser, 0)?;
    let demanded = |level: usize| rules.shape.and_then(|shape| shape.get(level).copied().flatten());
    let shape =
        reader.lengths.iter().enumerate().map(|(level, length)| length.or(demanded(level)).unwrap_or(0)).collect();
    Ok((shape, reader.items))
}

/// Complex numbers: one more dimension, of the two parts.
fn parse_pairs<A: Element, P: Element>(
    parser: &mut Parser<'_>,
    rank: Option<usize>,
    rules: &TensorRules,
) -> Result<(Vec<usize>, Vec<A>), Stop> {
    let start = parser.start()?;
    let (mut shape, parts) = parse_numbers::<P>(Vec::new(), parser, rank.map(|rank| rank + 1), rules)?;
    if !parts.is_empty() {
        let last = shape.pop();
        if last != Some(2) {
            let found = last.map_or_else(|| "a number".to_owned(), |length| format!("a list of {length}"));
            let error =
                TensorError::shape(format!("expected a complex number as the list of its 2 parts, got {found}"));
            return Err(parser.reject(start, error.into()));
        }
    } else if rank.is_some() {
        shape.pop();
    }
    let items = A::from_bytes(P::bytes(&parts)).map_err(|error| parser.reject(start, error.into()))?;
    Ok((shape, items))
}

struct Reader<A> {
    /// The number of dimensions, once it is known: the first number tells it.
    rank: Option<usize>,
    /// The length at each level, once a list of that level was read.
    lengths: Vec<Option<usize>>,
    items: Vec<A>,
}

impl<A: Element> Reader<A> {
    fn level(&mut self, parser: &mut Parser<'_>, level: usize) -> Result<(), Stop> {
        let is_number = match self.rank {
            Some(rank) => level == rank,
            None => !parser.begins(b'[')?,
        };
        if is_number {
            if self.lengths.len() > level && self.rank.is_none() {
                let start = parser.start()?;
                parser.skip()?;
                let error = TensorError::shape("expected a list, as before, got a number");
                return Err(parser.reject(start, error.into()));
            }
            self.rank.get_or_insert(level);
            self.items.push(A::parse_number(parser)?);
            return Ok(());
        }
        let start = parser.start()?;
        // One level more than dimensions: that of the parts of complex numbers.
        if level > MAX_DIMENSIONS {
            parser.skip()?;
            let error = TensorError::shape(format!("expected at most {MAX_DIMENSIONS} dimensions"));
            return Err(parser.reject(start, error.into()));
        }
        let mut length = 0;
        parser.items(|parser, _| {
            length += 1;
            self.level(parser, level + 1)
        })?;
        if self.lengths.len() <= level {
            self.lengths.resize(level + 1, None);
        }
        match self.lengths[level] {
            Some(first) if first != length => {
                let message = format!("expected lists of one length, got {length} items after {first}");
                Err(parser.reject(start, TensorError::shape(message).into()))
            }
            _ => {
                self.lengths[level] = Some(length);
                Ok(())
            }
        }
    }
}
