//! A mask made of paths.

use super::MaskView;
use std::collections::BTreeMap;

/// The longest path in steps.
const MAX_STEPS: usize = 255;

/// A tree of names. Its nodes stand in one list, so that nothing that walks or drops it recurses.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    /// Each node's names, with the node below; `None`: the whole of it.
    nodes: Vec<BTreeMap<String, Option<usize>>>,
}

impl Default for Names {
    fn default() -> Self {
        Self { nodes: vec![BTreeMap::new()] }
    }
}

impl Names {
    pub(super) const ROOT: usize = 0;

    pub(super) fn add(&mut self, path: &str) {
        let mut steps = path.split('.').take(MAX_STEPS).peekable();
        let mut at = Self::ROOT;
        while let Some(step) = steps.next() {
            if steps.peek().is_none() {
                self.nodes[at].insert(step.to_owned(), None);
            } else if let Some(below) = self.below(at, step) {
                at = below;
            } else {
                // The whole of it is meant already.
                return;
            }
        }
    }

    /// The node below a name, made if need be; `None` when the whole of it is meant.
    fn below(&mut self, at: usize, name: &str) -> Option<usize> {
        let next = self.nodes.len();
        let below = *self.nodes[at].entry(name.to_owned()).or_insert(Some(next));
        if below == Some(next) {
            self.nodes.push(BTreeMap::new());
        }
        below
    }

    pub(super) fn get(&self, at: usize, name: &str) -> Option<Option<usize>> {
        self.nodes[at].get(name).copied()
    }

    pub(super) fn entries(&self, at: usize) -> impl Iterator<Item = (&str, Option<usize>)> {
        self.nodes[at].iter().map(|(name, inner)| (name.as_str(), *inner))
    }

    /// Adds the paths of another mask.
    pub(super) fn merge(&mut self, other: MaskView<'_>) {
        let mut open = vec![(other, Self::ROOT)];
        while let Some((view, at)) = open.pop() {
            for (name, inner) in view.entries() {
                match inner {
                    None => {
                        self.nodes[at].insert(name.to_owned(), None);
                    }
                    Some(inner) => open.extend(self.below(at, name).map(|below| (inner, below))),
                }
            }
        }
    }
}
