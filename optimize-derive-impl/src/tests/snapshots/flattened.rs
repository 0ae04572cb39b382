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
    /// The fields of `Video` read so far, and each field's definition.
    struct __Fields {
        id: _opt::Option<String>,
        size: <Size as _opt::ParseModel>::Fields,
        last: _opt::Option<bool>,
    }
    impl __Fields {
        const id: _opt::FieldDef<String> = _opt::FieldDef::new(
            0,
            "id",
            "id",
            ",\"id\":",
        );
        const last: _opt::FieldDef<bool> = _opt::FieldDef::new(
            1 + <Size as _opt::ParseModel>::FLAT.fields.len(),
            "last",
            "last",
            ",\"last\":",
        );
        const __JOINED: &'static _opt::Joined<
            { 2 + <Size as _opt::ParseModel>::FLAT.fields.len() },
        > = {
            &_opt::Joined::new(
                &[
                    &[__Fields::id.info],
                    <Size as _opt::ParseModel>::FLAT.fields,
                    &[__Fields::last.info],
                ],
            )
        };
    }
    const _: () = ::core::assert!(
        < Size as _opt::ParseModel > ::IS_OBJECT,
        "field `size` can not be flattened: its type is neither a struct with named fields nor an enum of such\nhelp: remove `flatten`, and the value stands under its own key"
    );
    const _: () = _opt::assert_distinct(
        &[
            &[__Fields::id.info],
            <Size as _opt::ParseModel>::FLAT.fields,
            &[__Fields::last.info],
        ],
        &[<Size as _opt::ParseModel>::FLAT],
        &[],
        false,
    );
    #[automatically_derived]
    impl _opt::Model for Video {
        const SHAPE: &'static _opt::Shape = &_opt::Shape::new(
                "Video",
                __Fields::__JOINED.fields(),
                __Fields::__JOINED.names(),
            )
            .extra(_opt::Extra::Forbid)
            .flatten(&[<Size as _opt::ParseModel>::FLAT]);
        fn visit_fields<__V: _opt::FieldVisitor>(&self, __visitor: &mut __V) {
            let _: <Size as _opt::ParseModel>::Fields;
            __visitor.field(&__Fields::id, &self.id);
            __visitor.flatten::<Size>(1, &self.size);
            __visitor.field(&__Fields::last, &self.last);
        }
        fn describe_fields<__D: _opt::FieldDescriber>(__describer: &mut __D) {
            let _: <Size as _opt::ParseModel>::Fields;
            __describer.field(&__Fields::id);
            __describer.flatten::<Size>();
            __describer.field(&__Fields::last);
        }
    }
    enum __Inside {}
    #[automatically_derived]
    impl _opt::Inside for Video
    where
        for<'__any> Size: _opt::NeverFlattenedIntoItself,
    {
        const INSIDE: _opt::Steps = _opt::Steps::Among(
            <Self as _opt::Model>::SHAPE,
            &["id", "last"],
            &[<Size as _opt::NeverFlattenedIntoItself>::INSIDE],
        );
    }
    #[automatically_derived]
    impl<__P0> _opt::PartsOf<(__Inside, __P0)> for Video
    where
        Size: _opt::PartsOf<__P0>,
    {
        type Parts = (((String, bool, <Size as _opt::PartsOf<__P0>>::Parts),),);
    }
    #[automatically_derived]
    impl<'de> _opt::Partial<'de> for __Fields {
        type Model = Video;
        fn empty() -> Self {
            Self {
                id: _opt::None,
                size: <_ as _opt::Partial<'de>>::empty(),
                last: _opt::None,
            }
        }
        #[inline]
        fn read<__S: _opt::Source<'de>>(
            &mut self,
            __index: _opt::usize,
            __source: &mut __S,
        ) -> _opt::Result<(), __S::Stop> {
            let _: <Size as _opt::ParseModel>::Fields;
            match __index {
                0 => return __source.field(&Self::id, &mut self.id),
                _ => {}
            }
            if let _opt::Some(__index) = _opt::index_inside::<Size>(__index, 1) {
                return _opt::Partial::read(&mut self.size, __index, __source);
            }
            if __index == 1 + <Size as _opt::ParseModel>::FLAT.fields.len() {
                return __source.field(&Self::last, &mut self.last);
            }
            _opt::Ok(())
        }
        #[inline]
        fn read_in_order(
            &mut self,
            __due: &mut _opt::InOrder<'_, 'de>,
        ) -> _opt::Result<_opt::bool, _opt::Stop> {
            let _: <Size as _opt::ParseModel>::Fields;
            _opt::Ok(
                __due.field(&Self::id, &mut self.id)? && __due.flatten(&mut self.size)?
                    && __due.field(&Self::last, &mut self.last)?,
            )
        }
        fn read_extra<__S: _opt::Source<'de>>(
            &mut self,
            __key: &_opt::str,
            __source: &mut __S,
        ) -> _opt::Result<(), __S::Stop> {
            if <Size as _opt::ParseModel>::FLAT.chooses(__key)
                || <Size as _opt::ParseModel>::FLAT.keeps_unknown()
            {
                return _opt::Partial::read_extra(&mut self.size, __key, __source);
            }
            __source.skip(__key)
        }
        fn complete<__S: _opt::Source<'de>>(
            &mut self,
            __place: _opt::Place,
            __source: &mut __S,
        ) -> _opt::Result<(), __S::Stop> {
            _opt::Partial::complete(&mut self.size, __place.behind(1), __source)
        }
        #[inline]
        fn fill(&mut self, __fill: &mut _opt::Fill<'_>) {
            __fill.field(&Self::id, &mut self.id);
            __fill.flatten(1, &mut self.size);
            __fill.field(&Self::last, &mut self.last);
        }
        #[inline]
        fn finish(self, __finish: &mut _opt::Finish<'_>) -> _opt::Option<Self::Model> {
            let __size = __finish.flatten(self.size);
            __finish.wanted()?;
            let __size = __size?;
            let Self { id: _opt::Some(__id), last: _opt::Some(__last), .. } = self else {
                return _opt::None
            };
            _opt::Some(Video {
                id: __id,
                size: __size,
                last: __last,
            })
        }
    }
    #[automatically_derived]
    impl _opt::Field for Video {
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
    impl<'de> _opt::ParseField<'de> for Video {
        fn parse_slot(
            __parser: &mut _opt::Parser<'de>,
            _: &_opt::NoRules,
            __slot: &mut _opt::Option<Self>,
        ) -> _opt::Result<(), _opt::Stop> {
            <_opt::Unit3 as _opt::CodegenUnit>::parse_model_slot::<
                __Fields,
            >(__parser, __slot)
        }
        fn parse_over(
            &mut self,
            __parser: &mut _opt::Parser<'de>,
            _: &_opt::NoRules,
        ) -> _opt::Result<(), _opt::Stop> {
            _opt::parse_model_over::<__Fields>(__parser, self)
        }
        fn deserialize_with<__D: _opt::Deserializer<'de>>(
            _: &_opt::NoRules,
            _: _opt::Mode,
            __deserializer: __D,
            __report: &mut _opt::Report,
        ) -> _opt::Result<Self, __D::Error> {
            _opt::deserialize_model::<__Fields, __D>(__deserializer, __report)
        }
    }
    #[automatically_derived]
    impl _opt::ParseModel for Video {
        type Fields = __Fields;
    }
    #[automatically_derived]
    impl _opt::Optimized for Video {
        const NAME: &'static _opt::str = "Video";
    }
    #[automatically_derived]
    impl _opt::Serialize for Video {
        fn serialize<__Z: _opt::Serializer>(
            &self,
            __serializer: __Z,
        ) -> _opt::Result<__Z::Ok, __Z::Error> {
            _opt::serialize_model(self, __serializer)
        }
    }
    #[automatically_derived]
    impl<'de> _opt::Deserialize<'de> for Video {
        fn deserialize<__D: _opt::Deserializer<'de>>(
            __deserializer: __D,
        ) -> _opt::Result<Self, __D::Error> {
            _opt::deserialize_root::<Self, __D>(__deserializer)
        }
    }
};
