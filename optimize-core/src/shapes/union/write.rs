//! Writing enums with data.

use super::shape::{Body, Tagging, Union, VariantShape};
use crate::error::LocItem;
use crate::json::{Style, Writer, write_model};
use crate::shape::Key;
use crate::shapes::{write_newtype, write_tuple};

/// Writes an enum as its tagging says.
#[inline]
pub fn write_union<U: Union, S: Style>(value: &U, writer: &mut Writer<'_, S>) {
    let Some(variant) = value.variant() else {
        writer.fail(format!("this variant of `{}` is skipped and can not be written", U::SHAPE.name));
        return;
    };
    match U::UNION.tagging {
        Tagging::External if variant.body == Body::Unit => name(variant, writer),
        Tagging::External => object(writer, |object| {
            object.entry(&variant.key, |writer| content(value, variant, writer));
        }),
        Tagging::Internal(_) => write_model(value, writer),
        Tagging::Adjacent(tag, key) => object(writer, |object| {
            object.entry(&tag, |writer| name(variant, writer));
            if variant.body != Body::Unit {
                object.entry(&key, |writer| content(value, variant, writer));
            }
        }),
        Tagging::Untagged => content(value, variant, writer),
    }
}

fn name<S: Style>(variant: &VariantShape, writer: &mut Writer<'_, S>) {
    if !S::COMPACT && writer.options.ensure_ascii {
        writer.string(variant.key.wire);
    } else {
        writer.plain(variant.quoted());
    }
}

/// What the variant holds.
#[inline]
pub(super) fn content<U: Union, S: Style>(value: &U, variant: &VariantShape, writer: &mut Writer<'_, S>) {
    match variant.body {
        Body::Unit => writer.null(),
        Body::Newtype => write_newtype(value, writer),
        Body::Tuple => write_tuple(value, writer),
        Body::Named => write_model(value, writer),
    }
}

/// An object of one or two entries.
struct Entries<'w, 'o, S> {
    writer: &'w mut Writer<'o, S>,
    empty: bool,
}

#[inline]
fn object<'o, S: Style>(writer: &mut Writer<'o, S>, entries: impl FnOnce(&mut Entries<'_, 'o, S>)) {
    if !writer.descend() {
        return;
    }
    let start = writer.out.len();
    if writer.is_compact() {
        entries(&mut Entries { writer, empty: true });
        writer.close(start, b'{', b'}');
    } else {
        let view = writer.view;
        writer.out.push(b'{');
        let mut object = Entries { writer, empty: true };
        entries(&mut object);
        let empty = object.empty;
        writer.view = view;
        writer.end(empty, b'}');
    }
    writer.depth += 1;
}

impl<'o, S: Style> Entries<'_, 'o, S> {
    #[inline]
    fn entry(&mut self, key: &Key, write: impl FnOnce(&mut Writer<'o, S>)) {
        if self.writer.is_compact() {
            self.writer.plain(key.fused);
            write(self.writer);
            return;
        }
        let view = self.writer.view;
        let Some(inner) = view.step(|| LocItem::from(key.wire)) else { return };
        self.writer.separate(self.empty);
        self.empty = false;
        self.writer.string(key.wire);
        self.writer.colon();
        self.writer.inside(inner, || LocItem::from(key.wire), write);
        self.writer.view = view;
    }
}
