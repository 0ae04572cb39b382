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
    /// The fields of `Shape` read so far, and each field's definition.
    struct __Circle {
        __tag: _opt::Option<_opt::Tag>,
        radius: _opt::Option<f64>,
    }
    impl __Circle {
        const __tag: _opt::FieldDef<_opt::Tag> = _opt::FieldDef::new(
                0,
                "kind",
                "kind",
                ",\"kind\":",
            )
            .rules(_opt::rules::<_opt::Tag>().variant("circle", "\"circle\"", &[]));
        const radius: _opt::FieldDef<f64> = _opt::FieldDef::new(
                1,
                "radius",
                "radius",
                ",\"radius\":",
            )
            .rules(_opt::rules::<f64>().gt(0.0));
    }
    #[automatically_derived]
    impl<'de> _opt::Partial<'de> for __Circle {
        type Model = Shape;
        const SHAPE: &'static _opt::Shape = <Self::Model as _opt::Union>::UNION
            .variants[0]
            .shape;
        fn empty() -> Self {
            Self {
                __tag: _opt::None,
                radius: _opt::None,
            }
        }
        #[inline]
        fn read<__S: _opt::Source<'de>>(
            &mut self,
            __index: _opt::usize,
            __source: &mut __S,
        ) -> _opt::Result<(), __S::Stop> {
            match __index {
                0 => __source.field(&Self::__tag, &mut self.__tag),
                1 => __source.field(&Self::radius, &mut self.radius),
                _ => _opt::Ok(()),
            }
        }
        #[inline]
        fn read_in_order(
            &mut self,
            __due: &mut _opt::InOrder<'_, 'de>,
        ) -> _opt::Result<_opt::bool, _opt::Stop> {
            _opt::Ok(
                __due.field(&Self::__tag, &mut self.__tag)?
                    && __due.field(&Self::radius, &mut self.radius)?,
            )
        }
        #[inline]
        fn fill(&mut self, __fill: &mut _opt::Fill<'_>) {
            __fill.field(&Self::__tag, &mut self.__tag);
            __fill.field(&Self::radius, &mut self.radius);
        }
        #[inline]
        fn finish(self, __finish: &mut _opt::Finish<'_>) -> _opt::Option<Self::Model> {
            __finish.wanted()?;
            let Self { radius: _opt::Some(__radius), .. } = self else {
                return _opt::None
            };
            _opt::Some(Shape::Circle { radius: __radius })
        }
    }
    /// The fields of `Shape` read so far, and each field's definition.
    struct __Rect {
        __tag: _opt::Option<_opt::Tag>,
        _0: <Size as _opt::ParseModel>::Fields,
        __of: _opt::PhantomData<fn() -> Shape>,
    }
    impl __Rect {
        const __tag: _opt::FieldDef<_opt::Tag> = _opt::FieldDef::new(
                0,
                "kind",
                "kind",
                ",\"kind\":",
            )
            .rules(_opt::rules::<_opt::Tag>().variant("rect", "\"rect\"", &["box"]));
        const __JOINED: &'static _opt::Joined<
            { 1 + <Size as _opt::ParseModel>::FLAT.fields.len() },
        > = {
            &_opt::Joined::new(
                &[&[__Rect::__tag.info], <Size as _opt::ParseModel>::FLAT.fields],
            )
        };
    }
    const _: () = ::core::assert!(
        < Size as _opt::ParseModel > ::IS_OBJECT,
        "the value of variant `Rect` can not stand beside the tag: its type is neither a struct with named fields nor a tagged enum\nhelp: give it a name in braces, or add `content = \"value\"` to the enum"
    );
    const _: () = _opt::assert_distinct(
        &[&[__Rect::__tag.info], <Size as _opt::ParseModel>::FLAT.fields],
        &[<Size as _opt::ParseModel>::FLAT],
        &[],
        false,
    );
    #[automatically_derived]
    impl<'de> _opt::Partial<'de> for __Rect {
        type Model = Shape;
        const SHAPE: &'static _opt::Shape = <Self::Model as _opt::Union>::UNION
            .variants[1]
            .shape;
        fn empty() -> Self {
            Self {
                __tag: _opt::None,
                _0: <_ as _opt::Partial<'de>>::empty(),
                __of: _opt::PhantomData,
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
                0 => return __source.field(&Self::__tag, &mut self.__tag),
                _ => {}
            }
            if let _opt::Some(__index) = _opt::index_inside::<Size>(__index, 1) {
                return _opt::Partial::read(&mut self._0, __index, __source);
            }
            _opt::Ok(())
        }
        fn read_extra<__S: _opt::Source<'de>>(
            &mut self,
            __key: &_opt::str,
            __source: &mut __S,
        ) -> _opt::Result<(), __S::Stop> {
            if <Size as _opt::ParseModel>::FLAT.chooses(__key)
                || <Size as _opt::ParseModel>::FLAT.keeps_unknown()
            {
                return _opt::Partial::read_extra(&mut self._0, __key, __source);
            }
            __source.skip(__key)
        }
        fn complete<__S: _opt::Source<'de>>(
            &mut self,
            __place: _opt::Place,
            __source: &mut __S,
        ) -> _opt::Result<(), __S::Stop> {
            _opt::Partial::complete(&mut self._0, __place.behind(1), __source)
        }
        #[inline]
        fn fill(&mut self, __fill: &mut _opt::Fill<'_>) {
            __fill.field(&Self::__tag, &mut self.__tag);
            __fill.flatten(1, &mut self._0);
        }
        #[inline]
        fn finish(self, __finish: &mut _opt::Finish<'_>) -> _opt::Option<Self::Model> {
            let ___0 = __finish.flatten(self._0);
            __finish.wanted()?;
            let ___0 = ___0?;
            _opt::Some(Shape::Rect { 0: ___0 })
        }
    }
    /// The fields of `Shape` read so far, and each field's definition.
    struct __Empty {
        __tag: _opt::Option<_opt::Tag>,
    }
    impl __Empty {
        const __tag: _opt::FieldDef<_opt::Tag> = _opt::FieldDef::new(
                0,
                "kind",
                "kind",
                ",\"kind\":",
            )
            .rules(_opt::rules::<_opt::Tag>().variant("empty", "\"empty\"", &[]));
    }
    #[automatically_derived]
    impl<'de> _opt::Partial<'de> for __Empty {
        type Model = Shape;
        const SHAPE: &'static _opt::Shape = <Self::Model as _opt::Union>::UNION
            .variants[2]
            .shape;
        fn empty() -> Self {
            Self { __tag: _opt::None }
        }
        #[inline]
        fn read<__S: _opt::Source<'de>>(
            &mut self,
            __index: _opt::usize,
            __source: &mut __S,
        ) -> _opt::Result<(), __S::Stop> {
            match __index {
                0 => __source.field(&Self::__tag, &mut self.__tag),
                _ => _opt::Ok(()),
            }
        }
        #[inline]
        fn fill(&mut self, __fill: &mut _opt::Fill<'_>) {
            __fill.field(&Self::__tag, &mut self.__tag);
        }
        #[inline]
        fn finish(self, __finish: &mut _opt::Finish<'_>) -> _opt::Option<Self::Model> {
            __finish.wanted()?;
            _opt::Some(Shape::Empty {})
        }
    }
    #[automatically_derived]
    impl _opt::Model for Shape {
        const SHAPE: &'static _opt::Shape = &_opt::Shape::new("Shape", &[], &[])
            .union(<Self as _opt::Union>::UNION)
            .describe("A shape.");
        fn visit_fields<__V: _opt::FieldVisitor>(&self, __visitor: &mut __V) {
            let _: <Size as _opt::ParseModel>::Fields;
            match self {
                Self::Circle { radius: __radius } => {
                    __visitor.field(&__Circle::__tag, &_opt::Tag);
                    __visitor.field(&__Circle::radius, __radius);
                }
                Self::Rect { 0: __0 } => {
                    __visitor.field(&__Rect::__tag, &_opt::Tag);
                    __visitor.flatten::<Size>(1, __0);
                }
                Self::Empty {} => {
                    __visitor.field(&__Empty::__tag, &_opt::Tag);
                }
            }
        }
        fn describe_fields<__D: _opt::FieldDescriber>(__describer: &mut __D) {
            __describer.choice::<Self>();
        }
        fn visit_flat<__V: _opt::FieldVisitor>(&self, __visitor: &mut __V) {
            _opt::visit_union(self, __visitor);
        }
    }
    #[automatically_derived]
    impl _opt::ParseModel for Shape {
        type Fields = _opt::FlatUnion<Self>;
        const IS_OBJECT: _opt::bool = <Self as _opt::Union>::UNION.is_object();
    }
    enum __Inside {}
    #[automatically_derived]
    impl _opt::Inside for __Circle {
        const INSIDE: _opt::Steps = _opt::Steps::Among(
            <Shape as _opt::Model>::SHAPE,
            &["radius"],
            &[],
        );
    }
    #[automatically_derived]
    impl _opt::PartsOf<__Inside> for __Circle {
        type Parts = (((f64,),),);
    }
    #[automatically_derived]
    impl _opt::Inside for __Rect
    where
        for<'__any> Size: _opt::NeverFlattenedIntoItself,
    {
        const INSIDE: _opt::Steps = _opt::Steps::Among(
            <Shape as _opt::Model>::SHAPE,
            &[],
            &[<Size as _opt::NeverFlattenedIntoItself>::INSIDE],
        );
    }
    #[automatically_derived]
    impl<__P0> _opt::PartsOf<(__Inside, __P0)> for __Rect
    where
        Size: _opt::PartsOf<__P0>,
    {
        type Parts = (((<Size as _opt::PartsOf<__P0>>::Parts,),),);
    }
    #[automatically_derived]
    impl _opt::Inside for __Empty {
        const INSIDE: _opt::Steps = _opt::Steps::Positions(0usize);
    }
    #[automatically_derived]
    impl _opt::PartsOf<__Inside> for __Empty {
        type Parts = ();
    }
    #[automatically_derived]
    impl _opt::Inside for Shape
    where
        for<'__any> Size: _opt::NeverFlattenedIntoItself,
    {
        const INSIDE: _opt::Steps = _opt::Steps::Among(
            <Shape as _opt::Model>::SHAPE,
            &["kind"],
            &[<_opt::OneOf<(__Circle, __Rect, __Empty)> as _opt::Inside>::INSIDE],
        );
    }
    #[automatically_derived]
    impl<__P0> _opt::PartsOf<(__Inside, __P0)> for Shape
    where
        _opt::OneOf<(__Circle, __Rect, __Empty)>: _opt::PartsOf<__P0>,
    {
        type Parts = (
            (
                (
                    _opt::NoSteps,
                    <_opt::OneOf<
                        (__Circle, __Rect, __Empty),
                    > as _opt::PartsOf<__P0>>::Parts,
                ),
            ),
        );
    }
    #[automatically_derived]
    impl _opt::Union for Shape {
        const UNION: &'static _opt::UnionShape = &_opt::UnionShape {
            tagging: _opt::Tagging::Internal(
                _opt::Key::new("kind", "kind", ",\"kind\":"),
            ),
            variants: &[
                _opt::VariantShape {
                    key: _opt::Key::new("Circle", "circle", ",\"circle\":"),
                    aliases: &[],
                    body: _opt::Body::Named,
                    shape: &_opt::Shape::new(
                        "Circle",
                        &[__Circle::__tag.info, __Circle::radius.info],
                        &["kind", "radius"],
                    ),
                    description: "",
                },
                _opt::VariantShape {
                    key: _opt::Key::new("Rect", "rect", ",\"rect\":"),
                    aliases: &["box"],
                    body: _opt::Body::Named,
                    shape: &_opt::Shape::new(
                            "Rect",
                            __Rect::__JOINED.fields(),
                            __Rect::__JOINED.names(),
                        )
                        .flatten(&[<Size as _opt::ParseModel>::FLAT]),
                    description: "",
                },
                _opt::VariantShape {
                    key: _opt::Key::new("Empty", "empty", ",\"empty\":"),
                    aliases: &[],
                    body: _opt::Body::Named,
                    shape: &_opt::Shape::new("Empty", &[__Empty::__tag.info], &["kind"]),
                    description: "",
                },
            ],
            names: &["circle", "rect", "empty"],
            forbid: false,
        };
        fn index(&self) -> _opt::usize {
            match self {
                Self::Circle { .. } => 0,
                Self::Rect { .. } => 1,
                Self::Empty { .. } => 2,
            }
        }
        fn find(__name: &_opt::str) -> _opt::Option<_opt::usize> {
            match __name {
                "circle" => _opt::Some(0),
                "rect" | "box" => _opt::Some(1),
                "empty" => _opt::Some(2),
                _ => _opt::None,
            }
        }
        fn describe_variant<__D: _opt::FieldDescriber>(
            __index: _opt::usize,
            __describer: &mut __D,
        ) {
            let _: <Size as _opt::ParseModel>::Fields;
            match __index {
                0 => {
                    __describer.field(&__Circle::__tag);
                    __describer.field(&__Circle::radius);
                }
                1 => {
                    __describer.field(&__Rect::__tag);
                    __describer.flatten::<Size>();
                }
                2 => {
                    __describer.field(&__Empty::__tag);
                }
                _ => {}
            }
        }
    }
    #[automatically_derived]
    impl<'de> _opt::ParseUnion<'de> for Shape {
        fn read_variant<__S: _opt::VariantSource<'de>>(
            __index: _opt::usize,
            __source: __S,
        ) -> _opt::Result<Self, __S::Stop> {
            match __index {
                0 => __source.model::<__Circle>(),
                1 => __source.model::<__Rect>(),
                _ => __source.model::<__Empty>(),
            }
        }
    }
    #[automatically_derived]
    impl _opt::Field for Shape {
        type Rules = _opt::NoRules;
        fn write<__S: _opt::Style>(
            &self,
            _: &_opt::NoRules,
            __writer: &mut _opt::Writer<'_, __S>,
        ) {
            _opt::write_union(self, __writer)
        }
        fn check(&self, _: &_opt::NoRules, __report: &mut _opt::Report) {
            _opt::check_union(self, __report)
        }
        fn hash_content(&self, __hasher: &mut _opt::FingerprintHasher) {
            _opt::hash_union(self, __hasher)
        }
        fn schema(
            _: &_opt::NoRules,
            __generator: &mut _opt::SchemaGenerator,
        ) -> _opt::Schema {
            _opt::describe_union::<Self>(__generator)
        }
        fn serialize_with<__Z: _opt::Serializer>(
            &self,
            _: &_opt::NoRules,
            __serializer: __Z,
        ) -> _opt::Result<__Z::Ok, __Z::Error> {
            _opt::serialize_union(self, __serializer)
        }
    }
    #[automatically_derived]
    impl<'de> _opt::ParseField<'de> for Shape {
        fn parse(
            __parser: &mut _opt::Parser<'de>,
            _: &_opt::NoRules,
        ) -> _opt::Result<Self, _opt::Stop> {
            _opt::parse_union::<Self>(__parser)
        }
        fn deserialize_with<__D: _opt::Deserializer<'de>>(
            _: &_opt::NoRules,
            _: _opt::Mode,
            __deserializer: __D,
            __report: &mut _opt::Report,
        ) -> _opt::Result<Self, __D::Error> {
            _opt::deserialize_union::<Self, __D>(__deserializer, __report)
        }
    }
    #[automatically_derived]
    impl _opt::Optimized for Shape {
        const NAME: &'static _opt::str = "Shape";
    }
    #[automatically_derived]
    impl _opt::Serialize for Shape {
        fn serialize<__Z: _opt::Serializer>(
            &self,
            __serializer: __Z,
        ) -> _opt::Result<__Z::Ok, __Z::Error> {
            _opt::serialize_union(self, __serializer)
        }
    }
    #[automatically_derived]
    impl<'de> _opt::Deserialize<'de> for Shape {
        fn deserialize<__D: _opt::Deserializer<'de>>(
            __deserializer: __D,
        ) -> _opt::Result<Self, __D::Error> {
            _opt::deserialize_root::<Self, __D>(__deserializer)
        }
    }
};
