//! Which public functions take numbers, read from the sources.

use std::fs;
use std::path::Path;

use syn::visit::{self, Visit};
use syn::{FnArg, ImplItem, Item, Signature, Type, Visibility};

/// Types of an argument that are numbers, or hold some.
const NUMBERS: [&str; 18] = [
    "Comparable",
    "Read",
    "G",
    "D",
    "f64",
    "f32",
    "A",
    "F",
    "P",
    "S",
    "Coord",
    "Point",
    "Samples",
    "TwoClass",
    "Regression",
    "Array1",
    "Array2",
    "ArrayBase",
];
const SOURCES: [&str; 3] = ["../crate/src", "../crate/plot/src", "../crate/exercise/src"];

/// Functions whose numbers are looked at elsewhere, and why.
const ELSEWHERE: [(&str, &str); 0] = [];

pub(crate) fn elsewhere(name: &str) -> Option<&'static str> {
    let known = ELSEWHERE.iter().find(|(known, _)| *known == name);
    known.map(|(_, why)| *why)
}

/// Methods of traits, which the list has not.
pub(crate) fn by_traits(name: &str) -> bool {
    ["step", "value", "gradient", "hessian"]
        .iter()
        .any(|method| name.ends_with(&format!("::{method}")))
}

/// `function` and `Type::method` of all public ones that take numbers, sorted.
pub(crate) fn taking_numbers() -> Vec<String> {
    let mut list = List::default();
    for folder in SOURCES {
        list.folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
    }
    list.names.sort();
    list.names.dedup();
    list.names
}

#[derive(Default)]
struct List {
    names: Vec<String>,
}

impl List {
    fn folder(&mut self, folder: &Path) {
        for entry in fs::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                self.folder(&path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let file = syn::parse_file(&fs::read_to_string(&path).expect("a source"));
                self.items(&file.expect("a file that rustc takes").items);
            }
        }
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Fn(function) if public(&function.vis) => {
                    self.add(None, &function.sig);
                }
                Item::Impl(all) if all.trait_.is_none() => {
                    let Type::Path(of) = &*all.self_ty else {
                        continue;
                    };
                    let of = of.path.segments.last().expect("a name").ident.to_string();
                    for item in &all.items {
                        if let ImplItem::Fn(method) = item
                            && public(&method.vis)
                        {
                            self.add(Some(&of), &method.sig);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn add(&mut self, of: Option<&str>, signature: &Signature) {
        let mut finder = Finder(false);
        for argument in &signature.inputs {
            if let FnArg::Typed(argument) = argument {
                finder.visit_type(&argument.ty);
            }
        }
        if finder.0 {
            let name = signature.ident.to_string();
            self.names.push(match of {
                Some(of) => format!("{of}::{name}"),
                None => name,
            });
        }
    }
}

fn public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

struct Finder(bool);

impl<'ast> Visit<'ast> for Finder {
    fn visit_ident(&mut self, ident: &'ast syn::Ident) {
        self.0 |= NUMBERS.iter().any(|number| ident == number);
        visit::visit_ident(self, ident);
    }
}
