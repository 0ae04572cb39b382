#[allow(
    deprecated,
    impl_trait_redundant_captures,
    missing_debug_implementations,
    non_snake_case,
    non_upper_case_globals,
    single_use_lifetimes,
    unused_qualifications,
    clippy::redundant_closure,
    clippy::redundant_closure_for_method_calls,
    clippy::type_complexity
)]
const _: () = {
    use ::optimize_core::__private as _opt;
    /// The fields of `Page` read so far, and each field's definition.
    struct __Fields<T: Clone, I: Iterator, const N: usize>
    where
        I::Item: Send,
    {
        items: _opt::Option<Vec<T>>,
        next: _opt::Option<I::Item>,
        cells: _opt::Option<[u8; N]>,
        limit: _opt::Option<u32>,
        cursor: _opt::Option<_opt::Adapted<Option<I>, _opt::Maybe<_opt::Serde>>>,
        children: _opt::Option<Vec<Page<T, I, N>>>,
    }
    impl<T: Clone, I: Iterator, const N: usize> __Fields<T, I, N>
    where
        I::Item: Send,
        T: _opt::Field,
        I::Item: _opt::Field,
        _opt::Serde: _opt::Adapter<I>,
    {
        const items: _opt::FieldDef<Vec<T>> = _opt::FieldDef::new(
                0,
                "items",
                "items",
                ",\"items\":",
            )
            .mode(_opt::Mode::COERCE);
        const next: _opt::FieldDef<I::Item> = _opt::FieldDef::new(
                1,
                "next",
                "next",
                ",\"next\":",
            )
            .mode(_opt::Mode::COERCE);
        const cells: _opt::KnownDef<[u8; N]> = _opt::FieldDef::new(
                2,
                "cells",
                "cells",
                ",\"cells\":",
            )
            .mode(_opt::Mode::COERCE);
        const limit: _opt::FieldDef<u32> = {
            ::core::assert!(
                1 <= Page:: < T, I, N > ::LIMIT,
                "no number meets both `ge` and `le` on field `limit`"
            );
            ::core::assert!(
                Page:: < T, I, N > ::LIMIT >= 1,
                "`default` on field `limit` breaks the field's own `ge`"
            );
            ::core::assert!(
                Page:: < T, I, N > ::LIMIT <= Page:: < T, I, N > ::LIMIT,
                "`default` on field `limit` breaks the field's own `le`"
            );
            _opt::FieldDef::new(3, "limit", "limit", ",\"limit\":")
                .rules(_opt::rules::<u32>().ge(1).le(Page::<T, I, N>::LIMIT))
                .default(|| -> u32 { Page::<T, I, N>::LIMIT })
        };
        const cursor: _opt::FieldDef<
            _opt::Adapted<Option<I>, _opt::Maybe<_opt::Serde>>,
        > = _opt::FieldDef::new(4, "cursor", "cursor", ",\"cursor\":")
            .mode(_opt::Mode::COERCE);
        const children: _opt::FieldDef<Vec<Page<T, I, N>>> = _opt::FieldDef::new(
                5,
                "children",
                "children",
                ",\"children\":",
            )
            .mode(_opt::Mode::COERCE);
    }
    #[automatically_derived]
    impl<T: Clone, I: Iterator, const N: usize> _opt::Model for Page<T, I, N>
    where
        I::Item: Send,
        T: _opt::Field,
        I::Item: _opt::Field,
        _opt::Serde: _opt::Adapter<I>,
    {
        const SHAPE: &'static _opt::Shape = {
            let _: _opt::FieldDef<Vec<T>>;
            let _: _opt::FieldDef<I::Item>;
            let _: _opt::KnownDef<[u8; N]>;
            let _: _opt::FieldDef<_opt::Adapted<Option<I>, _opt::Maybe<_opt::Serde>>>;
            let _: _opt::FieldDef<Vec<Page<T, I, N>>>;
            &_opt::Shape::new(
                "Page",
                &[
                    __Fields::<T, I, N>::items.info,
                    __Fields::<T, I, N>::next.info,
                    __Fields::<T, I, N>::cells.info,
                    __Fields::<T, I, N>::limit.info,
                    __Fields::<T, I, N>::cursor.info,
                    __Fields::<T, I, N>::children.info,
                ],
                &["items", "next", "cells", "limit", "cursor", "children"],
            )
        };
        fn visit_fields<__V: _opt::FieldVisitor>(&self, __visitor: &mut __V) {
            let _: _opt::FieldDef<Vec<T>>;
            let _: _opt::FieldDef<I::Item>;
            let _: _opt::KnownDef<[u8; N]>;
            let _: _opt::FieldDef<_opt::Adapted<Option<I>, _opt::Maybe<_opt::Serde>>>;
            let _: _opt::FieldDef<Vec<Page<T, I, N>>>;
            __visitor.field(&__Fields::<T, I, N>::items, &self.items);
            __visitor.field(&__Fields::<T, I, N>::next, &self.next);
            __visitor.field(&__Fields::<T, I, N>::cells, &self.cells);
            __visitor.field(&__Fields::<T, I, N>::limit, &self.limit);
            __visitor
                .field(
                    &__Fields::<T, I, N>::cursor,
                    _opt::Adapted::from_ref(&self.cursor),
                );
            __visitor.field(&__Fields::<T, I, N>::children, &self.children);
        }
        fn describe_fields<__D: _opt::FieldDescriber>(__describer: &mut __D) {
            let _: _opt::FieldDef<Vec<T>>;
            let _: _opt::FieldDef<I::Item>;
            let _: _opt::KnownDef<[u8; N]>;
            let _: _opt::FieldDef<_opt::Adapted<Option<I>, _opt::Maybe<_opt::Serde>>>;
            let _: _opt::FieldDef<Vec<Page<T, I, N>>>;
            __describer.field(&__Fields::<T, I, N>::items);
            __describer.field(&__Fields::<T, I, N>::next);
            __describer.field(&__Fields::<T, I, N>::cells);
            __describer.field(&__Fields::<T, I, N>::limit);
            __describer.field(&__Fields::<T, I, N>::cursor);
            __describer.field(&__Fields::<T, I, N>::children);
        }
        fn check_model(&self) -> _opt::Result<(), _opt::Problem> {
            _opt::outcome(_opt::call_function!(Page:: < T, I, N > ::check_page, self))
        }
    }
    enum __Inside {}
    #[automatically_derived]
    impl<T: Clone, I: Iterator, const N: usize> _opt::Inside for Page<T, I, N>
    where
        I::Item: Send,
        T: _opt::Field,
        I::Item: _opt::Field,
        _opt::Serde: _opt::Adapter<I>,
    {
        const INSIDE: _opt::Steps = _opt::Steps::Fields(<Self as _opt::Model>::SHAPE);
    }
    #[automatically_derived]
    impl<T: Clone, I: Iterator, const N: usize> _opt::PartsOf<__Inside> for Page<T, I, N>
    where
        I::Item: Send,
        T: _opt::Field,
        I::Item: _opt::Field,
        _opt::Serde: _opt::Adapter<I>,
    {
        type Parts = (
            (
                (
                    Vec<T>,
                    I::Item,
                    [u8; N],
                    u32,
                    _opt::Adapted<Option<I>, _opt::Maybe<_opt::Serde>>,
                    Vec<Page<T, I, N>>,
                ),
            ),
        );
    }
    #[automatically_derived]
    impl<'de, T: Clone, I: Iterator, const N: usize> _opt::Partial<'de>
    for __Fields<T, I, N>
    where
        I::Item: Send,
        T: _opt::ParseField<'de>,
        I::Item: _opt::ParseField<'de>,
        _opt::Serde: _opt::Adapter<I>,
    {
        type Model = Page<T, I, N>;
        fn empty() -> Self {
            Self {
                items: _opt::None,
                next: _opt::None,
                cells: _opt::None,
                limit: _opt::None,
                cursor: _opt::None,
                children: _opt::None,
            }
        }
        #[inline]
        fn read<__S: _opt::Source<'de>>(
            &mut self,
            __index: _opt::usize,
            __source: &mut __S,
        ) -> _opt::Result<(), __S::Stop> {
            let _: _opt::FieldDef<Vec<T>>;
            let _: _opt::Parsed<'de, Vec<T>>;
            let _: _opt::FieldDef<I::Item>;
            let _: _opt::Parsed<'de, I::Item>;
            let _: _opt::KnownDef<[u8; N]>;
            let _: _opt::FieldDef<_opt::Adapted<Option<I>, _opt::Maybe<_opt::Serde>>>;
            let _: _opt::Parsed<'de, _opt::Adapted<Option<I>, _opt::Maybe<_opt::Serde>>>;
            let _: _opt::FieldDef<Vec<Page<T, I, N>>>;
            let _: _opt::Parsed<'de, Vec<Page<T, I, N>>>;
            match __index {
                0 => __source.field(&Self::items, &mut self.items),
                1 => __source.field(&Self::next, &mut self.next),
                2 => __source.field(&Self::cells, &mut self.cells),
                3 => __source.field(&Self::limit, &mut self.limit),
                4 => __source.field(&Self::cursor, &mut self.cursor),
                5 => __source.field(&Self::children, &mut self.children),
                _ => _opt::Ok(()),
            }
        }
        #[inline]
        fn read_in_order(
            &mut self,
            __due: &mut _opt::InOrder<'_, 'de>,
        ) -> _opt::Result<_opt::bool, _opt::Stop> {
            let _: _opt::FieldDef<Vec<T>>;
            let _: _opt::Parsed<'de, Vec<T>>;
            let _: _opt::FieldDef<I::Item>;
            let _: _opt::Parsed<'de, I::Item>;
            let _: _opt::KnownDef<[u8; N]>;
            let _: _opt::FieldDef<_opt::Adapted<Option<I>, _opt::Maybe<_opt::Serde>>>;
            let _: _opt::Parsed<'de, _opt::Adapted<Option<I>, _opt::Maybe<_opt::Serde>>>;
            let _: _opt::FieldDef<Vec<Page<T, I, N>>>;
            let _: _opt::Parsed<'de, Vec<Page<T, I, N>>>;
            _opt::Ok(
                __due.field(&Self::items, &mut self.items)?
                    && __due.field(&Self::next, &mut self.next)?
                    && __due.field(&Self::cells, &mut self.cells)?
                    && __due.field(&Self::limit, &mut self.limit)?
                    && __due.field(&Self::cursor, &mut self.cursor)?
                    && __due.field(&Self::children, &mut self.children)?,
            )
        }
        const OVER: _opt::bool = true;
        fn over<__O: _opt::Over<'de>>(
            __model: &mut Self::Model,
            __over: &mut __O,
        ) -> _opt::Result<_opt::bool, _opt::Stop> {
            let _: _opt::FieldDef<Vec<T>>;
            let _: _opt::Parsed<'de, Vec<T>>;
            let _: _opt::FieldDef<I::Item>;
            let _: _opt::Parsed<'de, I::Item>;
            let _: _opt::KnownDef<[u8; N]>;
            let _: _opt::FieldDef<_opt::Adapted<Option<I>, _opt::Maybe<_opt::Serde>>>;
            let _: _opt::Parsed<'de, _opt::Adapted<Option<I>, _opt::Maybe<_opt::Serde>>>;
            let _: _opt::FieldDef<Vec<Page<T, I, N>>>;
            let _: _opt::Parsed<'de, Vec<Page<T, I, N>>>;
            _opt::Ok(
                __over.field(&Self::items, &mut __model.items)?
                    && __over.field(&Self::next, &mut __model.next)?
                    && __over.field(&Self::cells, &mut __model.cells)?
                    && __over.field(&Self::limit, &mut __model.limit)?
                    && __over
                        .field(
                            &Self::cursor,
                            _opt::Adapted::from_mut(&mut __model.cursor),
                        )? && __over.field(&Self::children, &mut __model.children)?,
            )
        }
        #[inline]
        fn fill(&mut self, __fill: &mut _opt::Fill<'_>) {
            let _: _opt::FieldDef<Vec<T>>;
            let _: _opt::FieldDef<I::Item>;
            let _: _opt::KnownDef<[u8; N]>;
            let _: _opt::FieldDef<_opt::Adapted<Option<I>, _opt::Maybe<_opt::Serde>>>;
            let _: _opt::FieldDef<Vec<Page<T, I, N>>>;
            __fill.field(&Self::items, &mut self.items);
            __fill.field(&Self::next, &mut self.next);
            __fill.field(&Self::cells, &mut self.cells);
            __fill.field(&Self::limit, &mut self.limit);
            __fill.field(&Self::cursor, &mut self.cursor);
            __fill.field(&Self::children, &mut self.children);
        }
        #[inline]
        fn finish(self, __finish: &mut _opt::Finish<'_>) -> _opt::Option<Self::Model> {
            __finish.wanted()?;
            let Self {
                items: _opt::Some(__items),
                next: _opt::Some(__next),
                cells: _opt::Some(__cells),
                limit: _opt::Some(__limit),
                cursor: _opt::Some(__cursor),
                children: _opt::Some(__children),
            } = self else { return _opt::None };
            _opt::Some(Page {
                items: __items,
                next: __next,
                cells: __cells,
                limit: __limit,
                cursor: _opt::Adapted::into_inner(__cursor),
                children: __children,
            })
        }
    }
    #[automatically_derived]
    impl<T: Clone, I: Iterator, const N: usize> _opt::Field for Page<T, I, N>
    where
        I::Item: Send,
        T: _opt::Field,
        I::Item: _opt::Field,
        _opt::Serde: _opt::Adapter<I>,
    {
        type Rules = _opt::NoRules;
        fn write<__S: _opt::Style>(
            &self,
            _: &_opt::NoRules,
            __writer: &mut _opt::Writer<'_, __S>,
        ) {
            _opt::write_model(self, __writer)
        }
        fn check(&self, _: &_opt::NoRules, __report: &mut _opt::Report) {
            _opt::check_model(self, __report)
        }
        fn hash_content(&self, __hasher: &mut _opt::FingerprintHasher) {
            _opt::hash_model(self, __hasher)
        }
        fn schema(
            _: &_opt::NoRules,
            __generator: &mut _opt::SchemaGenerator,
        ) -> _opt::Schema {
            _opt::describe_model::<Self>(__generator)
        }
        fn serialize_with<__Z: _opt::Serializer>(
            &self,
            _: &_opt::NoRules,
            __serializer: __Z,
        ) -> _opt::Result<__Z::Ok, __Z::Error> {
            _opt::serialize_model(self, __serializer)
        }
    }
    #[automatically_derived]
    impl<'de, T: Clone, I: Iterator, const N: usize> _opt::ParseField<'de>
    for Page<T, I, N>
    where
        I::Item: Send,
        T: _opt::ParseField<'de>,
        I::Item: _opt::ParseField<'de>,
        _opt::Serde: _opt::Adapter<I>,
    {
        fn parse_slot(
            __parser: &mut _opt::Parser<'de>,
            _: &_opt::NoRules,
            __slot: &mut _opt::Option<Self>,
        ) -> _opt::Result<(), _opt::Stop> {
            <_opt::Unit5 as _opt::CodegenUnit>::parse_model_slot::<
                __Fields<T, I, N>,
            >(__parser, __slot)
        }
        fn parse_over(
            &mut self,
            __parser: &mut _opt::Parser<'de>,
            _: &_opt::NoRules,
        ) -> _opt::Result<(), _opt::Stop> {
            _opt::parse_model_over::<__Fields<T, I, N>>(__parser, self)
        }
        fn deserialize_with<__D: _opt::Deserializer<'de>>(
            _: &_opt::NoRules,
            _: _opt::Mode,
            __deserializer: __D,
            __report: &mut _opt::Report,
        ) -> _opt::Result<Self, __D::Error> {
            _opt::deserialize_model::<__Fields<T, I, N>, __D>(__deserializer, __report)
        }
    }
    #[automatically_derived]
    impl<T: Clone, I: Iterator, const N: usize> _opt::ParseModel for Page<T, I, N>
    where
        I::Item: Send,
        T: _opt::Field,
        I::Item: _opt::Field,
        _opt::Serde: _opt::Adapter<I>,
    {
        type Fields = __Fields<T, I, N>;
    }
    #[automatically_derived]
    impl<T: Clone, I: Iterator, const N: usize> _opt::Optimized for Page<T, I, N>
    where
        I::Item: Send,
        T: _opt::Field,
        I::Item: _opt::Field,
        _opt::Serde: _opt::Adapter<I>,
    {
        const NAME: &'static _opt::str = "Page";
    }
    #[automatically_derived]
    impl<T: Clone, I: Iterator, const N: usize> _opt::Serialize for Page<T, I, N>
    where
        I::Item: Send,
        T: _opt::Field,
        I::Item: _opt::Field,
        _opt::Serde: _opt::Adapter<I>,
    {
        fn serialize<__Z: _opt::Serializer>(
            &self,
            __serializer: __Z,
        ) -> _opt::Result<__Z::Ok, __Z::Error> {
            _opt::serialize_model(self, __serializer)
        }
    }
    #[automatically_derived]
    impl<'de, T: Clone, I: Iterator, const N: usize> _opt::Deserialize<'de>
    for Page<T, I, N>
    where
        I::Item: Send,
        T: _opt::ParseField<'de>,
        I::Item: _opt::ParseField<'de>,
        _opt::Serde: _opt::Adapter<I>,
    {
        fn deserialize<__D: _opt::Deserializer<'de>>(
            __deserializer: __D,
        ) -> _opt::Result<Self, __D::Error> {
            _opt::deserialize_root::<Self, __D>(__deserializer)
        }
    }
};
