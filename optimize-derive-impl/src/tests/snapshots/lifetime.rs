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
    use crate::reexported::__private as _opt;
    /// The fields of `Line` read so far, and each field's definition.
    struct __Fields<'a> {
        r#type: _opt::Option<Cow<'a, str>>,
        first_word: _opt::Option<Option<&'a str>>,
        rest: serde_json::Map<String, serde_json::Value>,
    }
    impl<'a> __Fields<'a> {
        const r#type: _opt::KnownDef<Cow<'a, str>> = _opt::FieldDef::new(
                0,
                "type",
                "type",
                ",\"type\":",
            )
            .aliases(&["t"])
            .default(|| -> Cow<'a, str> { ::core::convert::Into::into("en") })
            .exclude_default();
        const first_word: _opt::KnownDef<Option<&'a str>> = _opt::FieldDef::new(
                1,
                "first_word",
                "firstWord",
                ",\"firstWord\":",
            )
            .check(|__value: _opt::Ref<'_, Option<&'a str>>| _opt::outcome(
                _opt::call_function!(is_fine, __value),
            ))
            .required();
    }
    #[automatically_derived]
    impl<'a> _opt::Model for Line<'a> {
        const SHAPE: &'static _opt::Shape = {
            let _: _opt::KnownDef<Cow<'a, str>>;
            let _: _opt::KnownDef<Option<&'a str>>;
            &_opt::Shape::new(
                    "Line",
                    &[__Fields::<'a>::r#type.info, __Fields::<'a>::first_word.info],
                    &["type", "firstWord"],
                )
                .extra(_opt::Extra::Allow)
                .populate_by_name()
        };
        fn visit_fields<__V: _opt::FieldVisitor>(&self, __visitor: &mut __V) {
            let _: _opt::KnownDef<Cow<'a, str>>;
            let _: _opt::KnownDef<Option<&'a str>>;
            __visitor.field(&__Fields::<'a>::r#type, &self.r#type);
            __visitor.field(&__Fields::<'a>::first_word, &self.first_word);
            __visitor.extra(&self.rest);
        }
        fn describe_fields<__D: _opt::FieldDescriber>(__describer: &mut __D) {
            let _: _opt::KnownDef<Cow<'a, str>>;
            let _: _opt::KnownDef<Option<&'a str>>;
            __describer.field(&__Fields::<'a>::r#type);
            __describer.field(&__Fields::<'a>::first_word);
            __describer.extra::<serde_json::Map<String, serde_json::Value>>();
        }
    }
    enum __Inside {}
    #[automatically_derived]
    impl<'a> _opt::Inside for Line<'a>
    where
        for<'__any> serde_json::Map<String, serde_json::Value>: _opt::Inside,
    {
        const INSIDE: _opt::Steps = _opt::Steps::Among(
            <Self as _opt::Model>::SHAPE,
            &["type", "first_word"],
            &[_opt::Steps::Unknown],
        );
    }
    #[automatically_derived]
    impl<'a, __P0> _opt::PartsOf<(__Inside, __P0)> for Line<'a>
    where
        serde_json::Map<String, serde_json::Value>: _opt::PartsOf<__P0>,
    {
        type Parts = (
            (
                (
                    Cow<'a, str>,
                    Option<&'a str>,
                    <serde_json::Map<
                        String,
                        serde_json::Value,
                    > as _opt::PartsOf<__P0>>::Parts,
                ),
            ),
        );
    }
    #[automatically_derived]
    impl<'de: 'a, 'a> _opt::Partial<'de> for __Fields<'a> {
        type Model = Line<'a>;
        fn empty() -> Self {
            Self {
                r#type: _opt::None,
                first_word: _opt::None,
                rest: _opt::Default::default(),
            }
        }
        #[inline]
        fn read<__S: _opt::Source<'de>>(
            &mut self,
            __index: _opt::usize,
            __source: &mut __S,
        ) -> _opt::Result<(), __S::Stop> {
            let _: _opt::KnownDef<Cow<'a, str>>;
            let _: _opt::KnownDef<Option<&'a str>>;
            match __index {
                0 => __source.field(&Self::r#type, &mut self.r#type),
                1 => __source.field(&Self::first_word, &mut self.first_word),
                _ => _opt::Ok(()),
            }
        }
        #[inline]
        fn read_in_order(
            &mut self,
            __due: &mut _opt::InOrder<'_, 'de>,
        ) -> _opt::Result<_opt::bool, _opt::Stop> {
            let _: _opt::KnownDef<Cow<'a, str>>;
            let _: _opt::KnownDef<Option<&'a str>>;
            _opt::Ok(
                __due.field(&Self::r#type, &mut self.r#type)?
                    && __due.field(&Self::first_word, &mut self.first_word)?,
            )
        }
        fn read_extra<__S: _opt::Source<'de>>(
            &mut self,
            __key: &_opt::str,
            __source: &mut __S,
        ) -> _opt::Result<(), __S::Stop> {
            __source.extra(__key, &mut self.rest)
        }
        #[inline]
        fn fill(&mut self, __fill: &mut _opt::Fill<'_>) {
            let _: _opt::KnownDef<Cow<'a, str>>;
            let _: _opt::KnownDef<Option<&'a str>>;
            __fill.field(&Self::r#type, &mut self.r#type);
            __fill.field(&Self::first_word, &mut self.first_word);
        }
        #[inline]
        fn finish(self, __finish: &mut _opt::Finish<'_>) -> _opt::Option<Self::Model> {
            __finish.wanted()?;
            let Self {
                r#type: _opt::Some(__type),
                first_word: _opt::Some(__first_word),
                rest: __rest,
            } = self else { return _opt::None };
            _opt::Some(Line {
                r#type: __type,
                first_word: __first_word,
                rest: __rest,
            })
        }
    }
    #[automatically_derived]
    impl<'a> _opt::Field for Line<'a> {
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
    impl<'de: 'a, 'a> _opt::ParseField<'de> for Line<'a> {
        fn parse_slot(
            __parser: &mut _opt::Parser<'de>,
            _: &_opt::NoRules,
            __slot: &mut _opt::Option<Self>,
        ) -> _opt::Result<(), _opt::Stop> {
            <_opt::Unit4 as _opt::CodegenUnit>::parse_model_slot::<
                __Fields<'a>,
            >(__parser, __slot)
        }
        fn parse_over(
            &mut self,
            __parser: &mut _opt::Parser<'de>,
            _: &_opt::NoRules,
        ) -> _opt::Result<(), _opt::Stop> {
            _opt::parse_model_over::<__Fields<'a>>(__parser, self)
        }
        fn deserialize_with<__D: _opt::Deserializer<'de>>(
            _: &_opt::NoRules,
            _: _opt::Mode,
            __deserializer: __D,
            __report: &mut _opt::Report,
        ) -> _opt::Result<Self, __D::Error> {
            _opt::deserialize_model::<__Fields<'a>, __D>(__deserializer, __report)
        }
    }
    #[automatically_derived]
    impl<'a> _opt::ParseModel for Line<'a> {
        type Fields = __Fields<'a>;
    }
    #[automatically_derived]
    impl<'a> _opt::Optimized for Line<'a> {
        const NAME: &'static _opt::str = "Line";
    }
    #[automatically_derived]
    impl<'a> _opt::Serialize for Line<'a> {
        fn serialize<__Z: _opt::Serializer>(
            &self,
            __serializer: __Z,
        ) -> _opt::Result<__Z::Ok, __Z::Error> {
            _opt::serialize_model(self, __serializer)
        }
    }
    #[automatically_derived]
    impl<'de: 'a, 'a> _opt::Deserialize<'de> for Line<'a> {
        fn deserialize<__D: _opt::Deserializer<'de>>(
            __deserializer: __D,
        ) -> _opt::Result<Self, __D::Error> {
            _opt::deserialize_root::<Self, __D>(__deserializer)
        }
    }
};
