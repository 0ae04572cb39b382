//! Flattened models in an `Option` or a `Box`.

use crate::error::Problem;
use crate::json::{Fill, Finish, InOrder, Source, Stop};
use crate::model::{FieldDescriber, FieldVisitor, Model, ParseModel, Partial};
use crate::shape::Shape;
use crate::shapes::Place;

impl<M: Model> Model for Box<M> {
    const SHAPE: &'static Shape = M::SHAPE;

    fn visit_fields<V: FieldVisitor>(&self, visitor: &mut V) {
        (**self).visit_flat(visitor);
    }

    fn describe_fields<D: FieldDescriber>(describer: &mut D) {
        M::describe_fields(describer);
    }

    fn check_model(&self) -> Result<(), Problem> {
        (**self).check_model()
    }
}

impl<M: ParseModel> ParseModel for Box<M> {
    type Fields = Boxed<M::Fields>;

    const IS_OBJECT: bool = M::IS_OBJECT;
}

/// The fields of a model in a box.
pub struct Boxed<P>(P);

impl<'de, P: Partial<'de>> Partial<'de> for Boxed<P> {
    type Model = Box<P::Model>;

    fn empty() -> Self {
        Self(P::empty())
    }

    fn read<S: Source<'de>>(&mut self, index: usize, source: &mut S) -> Result<(), S::Stop> {
        self.0.read(index, source)
    }

    fn read_in_order(&mut self, due: &mut InOrder<'_, 'de>) -> Result<bool, Stop> {
        self.0.read_in_order(due)
    }

    fn read_extra<S: Source<'de>>(&mut self, key: &str, source: &mut S) -> Result<(), S::Stop> {
        self.0.read_extra(key, source)
    }

    fn complete<S: Source<'de>>(&mut self, place: Place, source: &mut S) -> Result<(), S::Stop> {
        self.0.complete(place, source)
    }

    fn fill(&mut self, fill: &mut Fill<'_>) {
        self.0.fill(fill);
    }

    fn finish(self, finish: &mut Finish<'_>) -> Option<Self::Model> {
        self.0.finish(finish).map(Box::new)
    }
}

/// Present when one of its keys is. A model all of whose fields can be absent is thus `None` where none of its
/// keys is there.
impl<M: Model> Model for Option<M> {
    const SHAPE: &'static Shape = &M::SHAPE.optional();

    fn visit_fields<V: FieldVisitor>(&self, visitor: &mut V) {
        visitor.optional(self.is_some());
        if let Some(model) = self {
            model.visit_flat(visitor);
        }
    }

    fn describe_fields<D: FieldDescriber>(describer: &mut D) {
        describer.optional::<M>();
    }

    fn check_model(&self) -> Result<(), Problem> {
        self.as_ref().map_or(Ok(()), M::check_model)
    }
}

impl<M: ParseModel> ParseModel for Option<M> {
    type Fields = Optional<M::Fields>;

    const IS_OBJECT: bool = M::IS_OBJECT;
}

/// The fields of a model that may be absent as a whole.
pub struct Optional<P> {
    fields: P,
    /// Whether one of its keys was there.
    present: bool,
}

impl<'de, P: Partial<'de>> Partial<'de> for Optional<P> {
    type Model = Option<P::Model>;

    fn empty() -> Self {
        Self { fields: P::empty(), present: false }
    }

    fn read<S: Source<'de>>(&mut self, index: usize, source: &mut S) -> Result<(), S::Stop> {
        self.present = true;
        self.fields.read(index, source)
    }

    fn read_in_order(&mut self, due: &mut InOrder<'_, 'de>) -> Result<bool, Stop> {
        let before = due.count();
        let read = self.fields.read_in_order(due);
        self.present |= read.is_err() || due.count() > before;
        read
    }

    fn read_extra<S: Source<'de>>(&mut self, key: &str, source: &mut S) -> Result<(), S::Stop> {
        self.present = true;
        self.fields.read_extra(key, source)
    }

    fn complete<S: Source<'de>>(&mut self, place: Place, source: &mut S) -> Result<(), S::Stop> {
        if self.present { self.fields.complete(place, source) } else { Ok(()) }
    }

    fn fill(&mut self, fill: &mut Fill<'_>) {
        if self.present {
            self.fields.fill(fill);
        }
    }

    fn finish(self, finish: &mut Finish<'_>) -> Option<Self::Model> {
        if self.present { self.fields.finish(finish).map(Some) } else { Some(None) }
    }
}
