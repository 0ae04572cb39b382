//! The two looks at a value that is written: one to learn what its tensors are, one to take their bytes.

use super::header::{Entry, RESERVED};
use crate::dtype::DType;
use crate::envelope::count;
use optimize_core::json::{AttachedData, AttachmentSink};
use std::collections::HashSet;
use std::io::{self, Write};

/// The first look: names, shapes, lengths.
#[derive(Default)]
pub(super) struct Collector {
    pub(super) entries: Vec<Entry>,
    names: HashSet<String>,
}

impl Collector {
    /// A name that no other tensor has, as near to the wanted one as can be.
    fn free_name(&mut self, wanted: &str) -> String {
        let wanted = if wanted.is_empty() { "value" } else { wanted };
        let mut name = wanted.to_owned();
        let mut turn = 1;
        while name == RESERVED || self.names.contains(&name) {
            turn += 1;
            name = format!("{wanted}#{turn}");
        }
        self.names.insert(name.clone());
        name
    }
}

impl AttachmentSink for Collector {
    fn attach(&mut self, path: &str, data: &mut dyn AttachedData) -> Result<String, String> {
        let (dtype, shape) = data.describe()?;
        let dtype = DType::from_name(dtype).ok_or_else(|| format!("unknown dtype `{dtype}`"))?;
        let bytes = count(&shape, dtype).map_err(|error| error.to_string())? * dtype.size();
        let kept = if data.is_costly() {
            let mut kept = Vec::with_capacity(bytes);
            data.write(&mut |piece| kept.extend_from_slice(piece))?;
            Some(kept)
        } else {
            None
        };
        let name = self.free_name(path);
        self.entries.push(Entry { name: name.clone(), dtype, shape, bytes, kept });
        Ok(name)
    }
}

/// The second look: the bytes of the tensors of one alignment, in the order in which they come.
pub(super) struct Streamer<'a, W> {
    pub(super) entries: &'a [Entry],
    pub(super) alignment: usize,
    pub(super) out: &'a mut W,
    /// How many tensors have come.
    pub(super) seen: usize,
    /// Why the output failed. No further byte is written then.
    pub(super) failure: Option<io::Error>,
}

impl<W: Write> AttachmentSink for Streamer<'_, W> {
    fn attach(&mut self, _: &str, data: &mut dyn AttachedData) -> Result<String, String> {
        const CHANGED: &str = "the value has changed while it was written";
        let entry = self.entries.get(self.seen).ok_or(CHANGED)?;
        self.seen += 1;
        if entry.alignment() == self.alignment && self.failure.is_none() {
            let mut left = entry.bytes;
            let (out, failure) = (&mut *self.out, &mut self.failure);
            let mut write = |piece: &[u8]| {
                // More than was announced would be somebody else's place.
                let piece = &piece[..piece.len().min(left)];
                left -= piece.len();
                if failure.is_none() {
                    *failure = out.write_all(piece).err();
                }
            };
            match &entry.kept {
                Some(kept) => write(kept),
                None => data.write(&mut write)?,
            }
            if left > 0 {
                return Err(CHANGED.to_owned());
            }
        }
        Ok(entry.name.clone())
    }
}
