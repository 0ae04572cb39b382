//! Writing models.

use crate::error::LocItem;
use crate::field::{ExtraMap, Field};
use crate::json::write::{Style, Writer};
use crate::model::{FieldVisitor, Model};
use crate::redacted::REDACTED;
use crate::rules::Rules;
use crate::shape::{FieldDef, Key};

/// Writes a model.
#[inline]
pub fn write_model<M: Model, S: Style>(model: &M, writer: &mut Writer<'_, S>) {
    if !writer.descend() {
        return;
    }
    let start = writer.out.len();
    // The view is not touched where nothing is left out by a mask: copying it costs more than a field.
    let view = if writer.is_compact() {
        None
    } else {
        writer.out.push(b'{');
        Some(writer.view)
    };
    let mut object = ObjectWriter { writer, empty: true, base: 0 };
    model.visit_fields(&mut object);
    let empty = object.empty;
    match view {
        None => writer.close(start, b'{', b'}'),
        Some(view) => {
            writer.view = view;
            writer.end(empty, b'}');
        }
    }
    writer.depth += 1;
}

/// Writes the fields of a model.
pub struct ObjectWriter<'w, 'o, S> {
    writer: &'w mut Writer<'o, S>,
    /// Whether no entry has been written. Not kept up in the compact style, whose entries bring a
    /// comma each.
    empty: bool,
    /// Where the fields begin among those of the model around them.
    base: usize,
}

impl<S: Style> ObjectWriter<'_, '_, S> {
    /// An entry as the options say.
    fn custom_entry<T: Field>(&mut self, key: &Key, value: &T, rules: &T::Rules) {
        let view = self.writer.view;
        let Some(inner) = view.step(|| LocItem::from(key.name)) else { return };
        self.writer.separate(self.empty);
        self.empty = false;
        match (self.writer.options.by_name, self.writer.options.ensure_ascii) {
            (true, _) => self.writer.string(key.name),
            (false, true) => self.writer.string(key.wire),
            (false, false) => self.writer.plain(&key.fused[1..key.fused.len() - 1]),
        }
        self.writer.colon();
        // What goes beside the text is named as the text names it.
        let step = if self.writer.sink.is_some() { key.wire } else { key.name };
        self.writer.inside(inner, || LocItem::from(step), |writer| value.write(rules, writer));
        self.writer.view = view;
    }
}

impl<S: Style> ObjectWriter<'_, '_, S> {
    /// A secret field in a dump that masks such.
    #[cold]
    fn masked(&mut self, index: usize, key: &Key) {
        let stars = REDACTED.to_owned();
        let rules = <<String as Field>::Rules as Rules>::DEFAULT;
        if self.writer.is_compact() {
            self.writer.plain(key.fused);
            stars.write(&rules, self.writer);
        } else if self.writer.view.set.is_none_or(|set| set.contains(index)) {
            self.custom_entry(key, &stars, &rules);
        }
    }
}

impl<S: Style> FieldVisitor for ObjectWriter<'_, '_, S> {
    #[inline(always)]
    fn field<T: Field>(&mut self, def: &FieldDef<T>, value: &T) {
        let options = self.writer.options;
        if def.leaves_out(value, options.exclude_none, options.exclude_defaults) {
            return;
        }
        if options.mask_secrets && def.info.notes.secret {
            self.masked(def.info.index, &def.info.key);
            return;
        }
        if self.writer.is_compact() {
            self.writer.plain(def.info.key.fused);
            value.write(&def.rules, self.writer);
        } else {
            let unset = self.writer.view.set.is_some_and(|set| !set.contains(self.base + def.info.index));
            if !unset {
                self.custom_entry(&def.info.key, value, &def.rules);
            }
        }
    }

    fn extra<M: ExtraMap>(&mut self, entries: &M) {
        let rules = <<M::Value as Field>::Rules as Rules>::DEFAULT;
        entries.for_each(|key, value| {
            if self.writer.is_compact() {
                self.writer.out.push(b',');
                self.writer.string(key);
                self.writer.out.push(b':');
                value.write(&rules, self.writer);
            } else {
                self.writer.map_entry(key, value, &rules, &mut self.empty);
            }
        });
    }

    #[inline(always)]
    fn computed<T: Field>(&mut self, key: &Key, value: impl FnOnce() -> T) {
        let options = self.writer.options;
        if options.exclude_computed || (!S::COMPACT && self.writer.view.step(|| LocItem::from(key.name)).is_none()) {
            return;
        }
        let value = value();
        if options.exclude_none && value.is_none() {
            return;
        }
        if self.writer.is_compact() {
            self.writer.plain(key.fused);
            value.write(&<T::Rules as Rules>::DEFAULT, self.writer);
        } else {
            self.custom_entry(key, &value, &<T::Rules as Rules>::DEFAULT);
        }
    }

    #[inline]
    fn flatten<M: Model>(&mut self, base: usize, model: &M) {
        if const { M::SHAPE.union.is_some() } {
            // Which of the variant's fields were there is kept apart from the model's.
            let (view, outer) = (self.writer.view, std::mem::take(&mut self.base));
            let step = LocItem::Index(outer + base);
            self.writer.view.set = view.set.and_then(|set| set.get(&step));
            model.visit_flat(self);
            (self.writer.view, self.base) = (view, outer);
            return;
        }
        self.base += base;
        model.visit_flat(self);
        self.base -= base;
    }
}
