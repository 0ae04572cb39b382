//! The grammar: paths of names, quoted keys, numbers and `*`, with braces for several at once.

use super::{Input, Kind, Node, Step};
use proc_macro2::{Group, Literal};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{Error, Ident, LitFloat, LitInt, LitStr, Result, Token, braced, token};

/// How deep paths go: JSON is not written deeper.
const MAX_STEPS: usize = 100;

impl Parse for Input {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let runtime = input.parse::<Group>()?.stream();
        let ty = input.parse()?;
        if input.is_empty() {
            return Err(input.error("a mask names a type and its fields\nhelp: `mask!(Video: id, tags)`"));
        }
        input.parse::<Token![:]>()?;
        let mut nodes = Vec::new();
        parse_paths(input, &mut nodes, 0)?;
        Ok(Self { runtime, ty, nodes })
    }
}

/// `id, frames.*.width, size.{x, y}`
fn parse_paths(input: ParseStream<'_>, nodes: &mut Vec<Node>, depth: usize) -> Result<()> {
    while !input.is_empty() {
        parse_path(input, nodes, depth)?;
        if input.is_empty() {
            break;
        }
        if !input.peek(Token![,]) {
            return Err(input.error("expected `,` or `.`"));
        }
        input.parse::<Token![,]>()?;
    }
    Ok(())
}

/// One path, put among those that are known.
fn parse_path(input: ParseStream<'_>, nodes: &mut Vec<Node>, depth: usize) -> Result<()> {
    let (mut steps, mut dot) = parse_steps(input)?;
    let mut at = nodes;
    let mut depth = depth;
    loop {
        if depth == MAX_STEPS {
            return Err(Error::new(steps[0].span, format!("the path has more than {MAX_STEPS} steps")));
        }
        depth += 1;
        let step = steps.remove(0);
        let last = steps.is_empty() && !dot && !input.peek(Token![.]);
        let known = at.iter().position(|node| node.step.name() == step.name());
        if let Some(known) = known
            && (last || at[known].inner.is_empty())
        {
            let whole = if at[known].inner.is_empty() { "the whole of it" } else { "a part of it" };
            return Err(Error::new(step.span, format!("`{}` is named already: {whole}", step.name())));
        }
        let index = known.unwrap_or_else(|| {
            at.push(Node { step, inner: Vec::new() });
            at.len() - 1
        });
        if last {
            return Ok(());
        }
        at = &mut at[index].inner;
        if !steps.is_empty() {
            continue;
        }
        if !dot {
            input.parse::<Token![.]>()?;
        }
        if input.peek(token::Brace) {
            let braces;
            let brace = braced!(braces in input);
            if braces.is_empty() {
                return Err(Error::new(brace.span.join(), "nothing is named between the braces"));
            }
            return parse_paths(&braces, at, depth);
        }
        (steps, dot) = parse_steps(input)?;
    }
}

/// One step, or several where `0.1` looks like a number with a fraction; and whether the dot behind them
/// has been read as a part of such a number: `0.`
fn parse_steps(input: ParseStream<'_>) -> Result<(Vec<Step>, bool)> {
    let span = input.span();
    let one = |kind| Ok((vec![Step { kind, span }], false));
    if input.peek(Token![*]) {
        input.parse::<Token![*]>()?;
        return one(Kind::Each);
    }
    if input.peek(LitStr) {
        return one(Kind::Quoted(input.parse::<LitStr>()?.value()));
    }
    if input.peek(LitInt) {
        return one(Kind::Position(input.parse::<LitInt>()?.base10_parse()?));
    }
    if input.peek(LitFloat) {
        let text = input.parse::<Literal>()?.to_string();
        let (text, dot) = text.strip_suffix('.').map_or((text.as_str(), false), |text| (text, true));
        let position = |digits: &str| digits.parse().map_err(|_| Error::new(span, "expected a position, a number"));
        let steps = text.split('.').map(|digits| Ok(Step { kind: Kind::Position(position(digits)?), span }));
        return Ok((steps.collect::<Result<_>>()?, dot));
    }
    if input.peek(Ident::peek_any) {
        let name = input.call(Ident::parse_any)?;
        return one(Kind::Name(name.unraw().to_string()));
    }
    Err(input.error("expected a field's name, a key in quotes, a position or `*`"))
}
