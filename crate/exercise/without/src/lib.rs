//! The attribute `#[without(…)]`: it says beside an answer what the answer is to do without. `downhill-exercise`
//! re-exports it; an attribute has to be a crate of its own.

use proc_macro::{Delimiter, Group, TokenStream, TokenTree};

/// Makes checks refuse a function that calls what it is to replace.
///
/// The arguments are calls as one would write them, separated by commas. If the tokens of one stand in the function's body, the body
/// gives way to a panic, which a check reports as a call that the exercise does without. Comments and strings do not
/// count. It is a rule of the game, no lock: whoever takes the attribute away has taken the rule away.
#[proc_macro_attribute]
pub fn without(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut tokens: Vec<TokenTree> = item.into_iter().collect();
    let Some(TokenTree::Group(body)) = tokens.last() else {
        return refusal("`without` belongs to a function with a body");
    };
    if body.delimiter() != Delimiter::Brace || !tokens.iter().any(|token| token.to_string() == "fn")
    {
        return refusal("`without` belongs to a function with a body");
    }
    let calls = calls(arguments);
    if calls.is_empty() {
        return refusal("`without` needs the calls that an answer does without: `#[without(sum)]`");
    }
    let words = words(body.stream());
    let called = calls.into_iter().find(|call| {
        words
            .windows(call.len())
            .any(|window| window == call.as_slice())
    });
    if let Some(call) = called {
        // Only `std` can be named from every cell, test and module alike; the check knows the payload by its type.
        let panic = format!(
            "{{ ::std::panic::panic_any(({MARK:?}, {:?})) }}",
            call.concat()
        );
        let panic: TokenStream = panic.parse().expect("a block parses");
        tokens.pop();
        let mut attributes: TokenStream = "#[allow(unused)]".parse().expect("an attribute parses");
        attributes.extend(tokens);
        attributes.extend(panic);
        return attributes;
    }
    tokens.into_iter().collect()
}

/// The first part of the payload, by which a check knows it. `downhill-exercise` compares it.
const MARK: &str = "an exercise does without";

/// The words of each argument.
fn calls(arguments: TokenStream) -> Vec<Vec<String>> {
    let mut calls = vec![Vec::new()];
    for token in arguments {
        match token {
            TokenTree::Punct(comma) if comma.as_char() == ',' => calls.push(Vec::new()),
            other => push(
                other,
                calls.last_mut().expect("one was there from the start"),
            ),
        }
    }
    calls.retain(|call| !call.is_empty());
    calls
}

/// All tokens in the order in which they are written, the brackets around groups among them.
fn words(stream: TokenStream) -> Vec<String> {
    let mut words = Vec::new();
    for token in stream {
        push(token, &mut words);
    }
    words
}

fn push(token: TokenTree, into: &mut Vec<String>) {
    match token {
        TokenTree::Group(group) => {
            let (open, close) = brackets(&group);
            into.push(open.to_owned());
            for token in group.stream() {
                push(token, into);
            }
            into.push(close.to_owned());
        }
        other => into.push(other.to_string()),
    }
}

fn brackets(group: &Group) -> (&'static str, &'static str) {
    match group.delimiter() {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    }
}

/// An error where the attribute stands.
fn refusal(message: &str) -> TokenStream {
    format!("::std::compile_error!({message:?});")
        .parse()
        .expect("a macro call parses")
}
