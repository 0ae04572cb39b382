//! Tuples: arrays of fixed length with a type for each item.

use crate::error::{ErrorKind, LocItem, Report};
use crate::field::{Field, ParseField};
use crate::fingerprint::FingerprintHasher;
use crate::json::{Parser, Stop, Style, Writer};
use crate::mode::Mode;
use crate::ruled::{Ruled, Seed};
use crate::schema::{Schema, SchemaGenerator};
use serde_core::de::{Error, SeqAccess, Visitor};
use serde_core::ser::SerializeTuple;
use serde_core::{Deserializer, Serializer};
use std::fmt;
use std::marker::PhantomData;

/// Reads an array whose items go to places of their own.
fn parse_items<'de>(
    parser: &mut Parser<'de>,
    length: usize,
    mut item: impl FnMut(&mut Parser<'de>, usize) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let start = parser.start()?;
    if parser.peek() != b'[' {
        return Err(parser.mismatch(start, ErrorKind::TupleType));
    }
    let mark = parser.report.mark();
    let mut count = 0;
    let mut more = parser.array_first()?;
    while more {
        let before = parser.report.mark();
        let read = if count < length {
            parser.step(|| LocItem::Index(count), |parser| item(parser, count))
        } else {
            parser.skip_value()
        };
        match read {
            Ok(()) => {}
            Err(Stop::Invalid) => parser.report.prefix(before, &LocItem::Index(count)),
            Err(Stop::Fatal) => return Err(Stop::Fatal),
        }
        count += 1;
        more = parser.array_step()?;
    }
    if count > length {
        parser.report.truncate(mark);
        let kind = ErrorKind::TooLong { field_type: "Tuple", max_length: length, actual_length: Some(count) };
        return Err(parser.reject(start, kind));
    }
    for missing in count..length {
        let before = parser.report.mark();
        parser.reject(start, ErrorKind::Missing);
        parser.report.prefix(before, &LocItem::Index(missing));
    }
    if parser.report.failed_since(mark) { Err(Stop::Invalid) } else { Ok(()) }
}

macro_rules! tuple {
    ($length:literal, $visitor:ident: $($name:ident $slot:ident $index:tt),*) => {
        impl<$($name: Field),*> Field for ($($name,)*) {
            type Rules = ($($name::Rules,)*);

            fn write<S: Style>(&self, rules: &Self::Rules, writer: &mut Writer<'_, S>) {
                writer.items(0..$length, |writer, index| match index {
                    $($index => self.$index.write(&rules.$index, writer),)*
                    _ => {}
                });
            }

            fn check(&self, rules: &Self::Rules, report: &mut Report) {
                $(report.nest(|| LocItem::Index($index), |report| self.$index.check(&rules.$index, report));)*
            }

            fn normalise(&mut self, rules: &Self::Rules, mode: Mode) {
                $(self.$index.normalise(&rules.$index, mode);)*
            }

            fn hash_content(&self, hasher: &mut FingerprintHasher) {
                $(self.$index.hash_content(hasher);)*
            }

            fn schema(rules: &Self::Rules, generator: &mut SchemaGenerator) -> Schema {
                Schema::of_tuple(vec![$($name::schema(&rules.$index, generator)),*])
            }

            fn serialize_with<Z: Serializer>(&self, rules: &Self::Rules, serializer: Z) -> Result<Z::Ok, Z::Error> {
                let mut tuple = serializer.serialize_tuple($length)?;
                $(tuple.serialize_element(&Ruled::new(&self.$index, &rules.$index))?;)*
                tuple.end()
            }

            fn same(&self, other: &Self) -> bool {
                $(self.$index.same(&other.$index))&&*
            }
        }

        impl<'de, $($name: ParseField<'de>),*> ParseField<'de> for ($($name,)*) {
            fn parse(parser: &mut Parser<'de>, rules: &Self::Rules) -> Result<Self, Stop> {
                $(let mut $slot = None;)*
                parse_items(parser, $length, |parser, index| {
                    match index {
                        $($index => $slot = Some($name::parse(parser, &rules.$index)?),)*
                        _ => {}
                    }
                    Ok(())
                })?;
                Ok(($($slot.ok_or(Stop::Invalid)?,)*))
            }

            fn deserialize_with<De: Deserializer<'de>>(
                rules: &Self::Rules,
                mode: Mode,
                deserializer: De,
                report: &mut Report,
            ) -> Result<Self, De::Error> {
                deserializer.deserialize_tuple($length, $visitor { rules, mode, report, types: PhantomData })
            }
        }

        struct $visitor<'r, $($name: Field),*> {
            rules: &'r ($($name::Rules,)*),
            mode: Mode,
            report: &'r mut Report,
            types: PhantomData<($($name,)*)>,
        }

        impl<'de, $($name: ParseField<'de>),*> Visitor<'de> for $visitor<'_, $($name),*> {
            type Value = ($($name,)*);

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(concat!("an array of ", $length))
            }

            fn visit_seq<Q: SeqAccess<'de>>(self, mut seq: Q) -> Result<Self::Value, Q::Error> {
                Ok(($({
                    let before = self.report.mark();
                    let item = seq.next_element_seed(Seed::<$name>::new(&self.rules.$index, self.mode, self.report))?;
                    if self.report.failed_since(before) {
                        self.report.prefix(before, &LocItem::Index($index));
                    }
                    item.ok_or_else(|| Q::Error::invalid_length($index, &concat!("an array of ", $length)))?
                },)*))
            }
        }
    };
}

tuple!(1, Visitor1: A a 0);
tuple!(2, Visitor2: A a 0, B b 1);
tuple!(3, Visitor3: A a 0, B b 1, C c 2);
tuple!(4, Visitor4: A a 0, B b 1, C c 2, D d 3);
tuple!(5, Visitor5: A a 0, B b 1, C c 2, D d 3, E e 4);
tuple!(6, Visitor6: A a 0, B b 1, C c 2, D d 3, E e 4, F f 5);
tuple!(7, Visitor7: A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6);
tuple!(8, Visitor8: A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6, H h 7);
tuple!(9, Visitor9: A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6, H h 7, I i 8);
tuple!(10, Visitor10: A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6, H h 7, I i 8, J j 9);
tuple!(11, Visitor11: A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6, H h 7, I i 8, J j 9, K k 10);
tuple!(12, Visitor12: A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6, H h 7, I i 8, J j 9, K k 10, L l 11);
