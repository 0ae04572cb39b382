//! [`CodegenUnit`]: where the code that reads a model is compiled.
//!
//! rustc puts what belongs to the types of one module into one codegen unit, and compiles a unit on one core: with a hundred
//! models in one file the other cores have nothing to do. The code of a trait's provided method belongs to the type that
//! implements the trait. So each model's derive names one of these types, each of which is alone in its module.

use crate::json::{Parser, Stop, parse_model_slot};
use crate::model::Partial;

/// A place for compiled code.
pub trait CodegenUnit {
    /// As `parse_model_slot`.
    ///
    /// # Errors
    /// As there.
    // What is small is compiled wherever it is called from.
    #[inline(never)]
    fn parse_model_slot<'de, P: Partial<'de>>(
        parser: &mut Parser<'de>,
        slot: &mut Option<P::Model>,
    ) -> Result<(), Stop> {
        parse_model_slot::<P>(parser, slot)
    }
}

macro_rules! units {
    ($($module:ident $name:ident)*) => {
        $(
            mod $module {
                /// A place of its own.
                #[derive(Debug)]
                pub enum $name {}

                impl super::CodegenUnit for $name {}
            }

            pub use $module::$name;
        )*
    };
}

units!(unit0 Unit0 unit1 Unit1 unit2 Unit2 unit3 Unit3 unit4 Unit4 unit5 Unit5 unit6 Unit6 unit7 Unit7);
