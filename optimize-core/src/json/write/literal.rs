//! Writing unit enums.

use crate::json::write::append::{PADDED, append_padded};
use crate::json::write::{Style, Writer};
use crate::model::Literal;

/// Enums of at most this many names have a table.
const NAMES: usize = 16;

/// An enum's quoted names, each padded to the same size: they are copied without a look at their
/// lengths, which no processor could foresee.
struct Table {
    names: [[u8; PADDED]; NAMES],
    lengths: [u8; NAMES],
}

impl Table {
    /// `None` if the names are too many or too long.
    const fn new(quoted: &[&str]) -> Option<Self> {
        let mut table = Self { names: [[0; PADDED]; NAMES], lengths: [0; NAMES] };
        if quoted.len() > NAMES {
            return None;
        }
        let mut index = 0;
        while index < quoted.len() {
            let name = quoted[index].as_bytes();
            if name.len() > PADDED {
                return None;
            }
            let (head, _) = table.names[index].split_at_mut(name.len());
            head.copy_from_slice(name);
            table.lengths[index] = name.len() as u8;
            index += 1;
        }
        Some(table)
    }
}

/// Gives each enum its table.
trait Tabled: Literal {
    const TABLE: Option<Table> = Table::new(Self::SHAPE.quoted);
    const TABLE_REF: Option<&'static Table> = Self::TABLE.as_ref();
}

impl<T: Literal> Tabled for T {}

/// Writes a unit enum.
#[inline]
pub fn write_literal<T: Literal, S: Style>(value: &T, writer: &mut Writer<'_, S>) {
    let index = value.index();
    if !S::COMPACT && writer.options.ensure_ascii {
        writer.string(T::SHAPE.names[index]);
    } else if let Some(table) = T::TABLE_REF {
        append_padded(&mut writer.out, &table.names[index], usize::from(table.lengths[index]));
    } else {
        writer.plain(T::SHAPE.quoted[index]);
    }
}
