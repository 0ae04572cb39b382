::core::compile_error! {
    "unknown key `min_lenght` on field `title`\nhelp: did you mean `min_length`?"
}
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
    use other::__private as _opt;
    #[automatically_derived]
    impl<'a, T: Clone> _opt::Field for Broken<'a, T> {
        type Rules = _opt::NoRules;
        fn write<__S: _opt::Style>(
            &self,
            _: &_opt::NoRules,
            _: &mut _opt::Writer<'_, __S>,
        ) {}
        fn check(&self, _: &_opt::NoRules, _: &mut _opt::Report) {}
        fn hash_content(&self, _: &mut _opt::FingerprintHasher) {}
        fn schema(_: &_opt::NoRules, _: &mut _opt::SchemaGenerator) -> _opt::Schema {
            _opt::unreachable_model()
        }
        fn serialize_with<__Z: _opt::Serializer>(
            &self,
            _: &_opt::NoRules,
            _: __Z,
        ) -> _opt::Result<__Z::Ok, __Z::Error> {
            _opt::unreachable_model()
        }
    }
    #[automatically_derived]
    impl<'a, T: Clone> _opt::Model for Broken<'a, T> {
        const SHAPE: &'static _opt::Shape = &_opt::Shape::new("Broken", &[], &[]);
        fn visit_fields<__V: _opt::FieldVisitor>(&self, _: &mut __V) {}
        fn describe_fields<__D: _opt::FieldDescriber>(_: &mut __D) {}
    }
    #[automatically_derived]
    impl<'a, T: Clone> _opt::ParseModel for Broken<'a, T> {
        type Fields = _opt::NoFields<Self>;
    }
    #[automatically_derived]
    impl<'de: 'a, 'a, T: Clone> _opt::ParseField<'de> for Broken<'a, T> {
        fn parse(
            _: &mut _opt::Parser<'de>,
            _: &_opt::NoRules,
        ) -> _opt::Result<Self, _opt::Stop> {
            _opt::unreachable_model()
        }
        fn deserialize_with<__D: _opt::Deserializer<'de>>(
            _: &_opt::NoRules,
            _: _opt::Mode,
            _: __D,
            _: &mut _opt::Report,
        ) -> _opt::Result<Self, __D::Error> {
            _opt::unreachable_model()
        }
    }
    #[automatically_derived]
    impl<'a, T: Clone> _opt::MapKey for Broken<'a, T> {
        fn with_key<__R>(&self, _: impl ::core::ops::FnOnce(&_opt::str) -> __R) -> __R {
            _opt::unreachable_model()
        }
    }
    #[automatically_derived]
    impl<'de: 'a, 'a, T: Clone> _opt::ParseKey<'de> for Broken<'a, T> {
        fn from_key(
            _: _opt::Cow<'de, _opt::str>,
            _: _opt::Mode,
        ) -> _opt::Result<Self, _opt::ErrorKind> {
            _opt::unreachable_model()
        }
    }
    #[automatically_derived]
    impl<'a, T: Clone> _opt::Inside for Broken<'a, T> {
        const INSIDE: _opt::Steps = _opt::Steps::Any;
    }
    #[automatically_derived]
    impl<'a, T: Clone> _opt::PartsOf<()> for Broken<'a, T> {
        type Parts = (((_opt::AnySteps,),),);
    }
    #[automatically_derived]
    impl<'a, T: Clone> _opt::Optimized for Broken<'a, T> {
        const NAME: &'static _opt::str = "Broken";
    }
    #[automatically_derived]
    impl<'a, T: Clone> _opt::Serialize for Broken<'a, T> {
        fn serialize<__Z: _opt::Serializer>(
            &self,
            _: __Z,
        ) -> _opt::Result<__Z::Ok, __Z::Error> {
            _opt::unreachable_model()
        }
    }
    #[automatically_derived]
    impl<'de: 'a, 'a, T: Clone> _opt::Deserialize<'de> for Broken<'a, T> {
        fn deserialize<__D: _opt::Deserializer<'de>>(
            _: __D,
        ) -> _opt::Result<Self, __D::Error> {
            _opt::unreachable_model()
        }
    }
};
