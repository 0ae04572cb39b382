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
    /// The fields of `Clip` read so far, and each field's definition.
    struct __Fields {
        id: _opt::Option<String>,
        title: _opt::Option<Option<String>>,
    }
    impl __Fields {
        const id: _opt::FieldDef<String> = _opt::FieldDef::new(0, "id", "id", ",\"id\":")
            .rules(_opt::rules::<String>().min_length(1));
        const title: _opt::FieldDef<Option<String>> = _opt::FieldDef::new(
            1,
            "title",
            "title",
            ",\"title\":",
        );
    }
    #[automatically_derived]
    impl _opt::Model for Clip {
        const SHAPE: &'static _opt::Shape = &_opt::Shape::new(
            "Clip",
            &[__Fields::id.info, __Fields::title.info],
            &["id", "title"],
        );
        fn visit_fields<__V: _opt::FieldVisitor>(&self, __visitor: &mut __V) {
            __visitor.field(&__Fields::id, &self.id);
            __visitor.field(&__Fields::title, &self.title);
        }
        fn describe_fields<__D: _opt::FieldDescriber>(__describer: &mut __D) {
            __describer.field(&__Fields::id);
            __describer.field(&__Fields::title);
        }
    }
    enum __Inside {}
    #[automatically_derived]
    impl _opt::Inside for Clip {
        const INSIDE: _opt::Steps = _opt::Steps::Fields(<Self as _opt::Model>::SHAPE);
    }
    #[automatically_derived]
    impl _opt::PartsOf<__Inside> for Clip {
        type Parts = (((String, Option<String>),),);
    }
    #[automatically_derived]
    impl<'de> _opt::Partial<'de> for __Fields {
        type Model = Clip;
        fn empty() -> Self {
            Self {
                id: _opt::None,
                title: _opt::None,
            }
        }
        #[inline]
        fn read<__S: _opt::Source<'de>>(
            &mut self,
            __index: _opt::usize,
            __source: &mut __S,
        ) -> _opt::Result<(), __S::Stop> {
            match __index {
                0 => __source.field(&Self::id, &mut self.id),
                1 => __source.field(&Self::title, &mut self.title),
                _ => _opt::Ok(()),
            }
        }
        #[inline]
        fn read_in_order(
            &mut self,
            __due: &mut _opt::InOrder<'_, 'de>,
        ) -> _opt::Result<_opt::bool, _opt::Stop> {
            _opt::Ok(
                __due.field(&Self::id, &mut self.id)?
                    && __due.field(&Self::title, &mut self.title)?,
            )
        }
        const OVER: _opt::bool = true;
        fn over<__O: _opt::Over<'de>>(
            __model: &mut Self::Model,
            __over: &mut __O,
        ) -> _opt::Result<_opt::bool, _opt::Stop> {
            _opt::Ok(
                __over.field(&Self::id, &mut __model.id)?
                    && __over.field(&Self::title, &mut __model.title)?,
            )
        }
        #[inline]
        fn fill(&mut self, __fill: &mut _opt::Fill<'_>) {
            __fill.field(&Self::id, &mut self.id);
            __fill.field(&Self::title, &mut self.title);
        }
        #[inline]
        fn finish(self, __finish: &mut _opt::Finish<'_>) -> _opt::Option<Self::Model> {
            __finish.wanted()?;
            let Self { id: _opt::Some(__id), title: _opt::Some(__title) } = self else {
                return _opt::None
            };
            _opt::Some(Clip { id: __id, title: __title })
        }
    }
    #[automatically_derived]
    impl _opt::Field for Clip {
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
    impl<'de> _opt::ParseField<'de> for Clip {
        fn parse_slot(
            __parser: &mut _opt::Parser<'de>,
            _: &_opt::NoRules,
            __slot: &mut _opt::Option<Self>,
        ) -> _opt::Result<(), _opt::Stop> {
            <_opt::Unit1 as _opt::CodegenUnit>::parse_model_slot::<
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
    impl _opt::ParseModel for Clip {
        type Fields = __Fields;
    }
    #[automatically_derived]
    impl _opt::Optimized for Clip {
        const NAME: &'static _opt::str = "Clip";
    }
    #[automatically_derived]
    impl _opt::Serialize for Clip {
        fn serialize<__Z: _opt::Serializer>(
            &self,
            __serializer: __Z,
        ) -> _opt::Result<__Z::Ok, __Z::Error> {
            _opt::serialize_model(self, __serializer)
        }
    }
    #[automatically_derived]
    impl<'de> _opt::Deserialize<'de> for Clip {
        fn deserialize<__D: _opt::Deserializer<'de>>(
            __deserializer: __D,
        ) -> _opt::Result<Self, __D::Error> {
            _opt::deserialize_root::<Self, __D>(__deserializer)
        }
    }
    /// Makes a `Clip`, and validates it.
    #[allow(dead_code, missing_debug_implementations)]
    struct ClipBuilder(__Fields);
    #[allow(dead_code, clippy::impl_trait_in_params)]
    impl ClipBuilder {
        /// Sets `id`.
        #[must_use]
        fn id(mut self, __value: impl ::core::convert::Into<String>) -> Self {
            self.0.id = _opt::Some(::core::convert::Into::into(__value));
            self
        }
        /// Sets `title`.
        #[must_use]
        fn title(mut self, __value: impl ::core::convert::Into<String>) -> Self {
            self.0.title = _opt::Some(_opt::Some(::core::convert::Into::into(__value)));
            self
        }
        /// Puts the model together, with defaults for what was not set, and validates it.
        ///
        /// # Errors
        /// Every field that is missing, or every constraint that the model breaks.
        fn build(mut self) -> _opt::Result<Clip, _opt::ValidationError>
        where
            __Fields: _opt::Partial<'static, Model = Clip>,
        {
            let mut __made = _opt::Made::new();
            __made.slot(&__Fields::id, &mut self.0.id);
            __made.slot(&__Fields::title, &mut self.0.title);
            __made.build(self.0)
        }
    }
    #[allow(dead_code)]
    impl Clip {
        /// A builder of `Clip`.
        #[must_use]
        fn builder() -> ClipBuilder
        where
            __Fields: _opt::Partial<'static, Model = Clip>,
        {
            let __fields: __Fields = <__Fields as _opt::Partial<'static>>::empty();
            ClipBuilder(__fields)
        }
    }
    #[allow(dead_code)]
    impl Clip {
        /// Sets `id` to a value that keeps its constraints, or leaves it as it was.
        ///
        /// # Errors
        /// Every constraint that the value breaks.
        fn set_id(
            &mut self,
            __value: String,
        ) -> _opt::Result<(), _opt::ValidationError> {
            self.id = _opt::assigned::<Self, _>(&__Fields::id, __value)?;
            _opt::Ok(())
        }
        /// Sets `title` to a value that keeps its constraints, or leaves it as it was.
        ///
        /// # Errors
        /// Every constraint that the value breaks.
        fn set_title(
            &mut self,
            __value: Option<String>,
        ) -> _opt::Result<(), _opt::ValidationError> {
            self.title = _opt::assigned::<Self, _>(&__Fields::title, __value)?;
            _opt::Ok(())
        }
    }
    #[automatically_derived]
    impl ::core::convert::TryFrom<Row> for Clip {
        type Error = _opt::ValidationError;
        fn try_from(__other: Row) -> _opt::Result<Self, _opt::ValidationError> {
            let mut __made = _opt::Made::new();
            let __id = __made
                .field(&__Fields::id, _opt::Convert::convert({ __other.id }));
            let __title = __made
                .field(&__Fields::title, _opt::Convert::convert({ __other.title }));
            __made.convert(|| _opt::Some(Clip { id: __id?, title: __title? }))
        }
    }
};
