//! [`RawObject`]: an object that an adapter writes entry by entry.

use crate::error::LocItem;
use crate::field::Field;
use crate::json::write::{Style, Writer};
use crate::rules::Rules;

/// An object that is being written. Masks and exclusions do not reach inside.
pub struct RawObject<'w, 'o, S: Style> {
    writer: &'w mut Writer<'o, S>,
    empty: bool,
    /// Whether the object nests too deeply and is not written.
    refused: bool,
}

impl<'w, 'o, S: Style> RawObject<'w, 'o, S> {
    pub(super) fn open(writer: &'w mut Writer<'o, S>) -> Self {
        let refused = !writer.descend();
        if !refused {
            writer.out.push(b'{');
        }
        Self { writer, empty: true, refused }
    }

    /// Writes an entry.
    pub fn entry<T: Field>(&mut self, key: &'static str, value: &T) -> &mut Self {
        self.entry_with(key, |writer| value.write(&<T::Rules as Rules>::DEFAULT, writer))
    }

    /// Writes an entry whose value `write` appends.
    pub fn entry_with(&mut self, key: &'static str, write: impl FnOnce(&mut Writer<'o, S>)) -> &mut Self {
        if self.refused {
            return self;
        }
        if self.writer.is_compact() {
            if !self.empty {
                self.writer.out.push(b',');
            }
            self.writer.string(key);
            self.writer.out.push(b':');
            write(self.writer);
        } else {
            let view = self.writer.view;
            self.writer.separate(self.empty);
            self.writer.string(key);
            self.writer.colon();
            self.writer.inside(Default::default(), || LocItem::from(key), write);
            self.writer.view = view;
        }
        self.empty = false;
        self
    }

    /// Ends the object.
    pub fn end(&mut self) {
        if self.refused {
            return;
        }
        if self.writer.is_compact() {
            self.writer.out.push(b'}');
        } else {
            self.writer.end(self.empty, b'}');
        }
        self.writer.depth += 1;
    }
}
