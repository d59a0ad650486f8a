//! No module imports, directly or by way of others, a module that imports it. Read from the sources of every
//! package of the workspace; `cargo test -p downhill-tests --test modules -- --nocapture` also prints which
//! module imports which.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};
use syn::{Attribute, File, Item, UseTree, Visibility};

/// `["network", "backprop"]`; the root of a package is empty.
type Name = Vec<String>;

#[derive(Default)]
struct Module {
    children: BTreeSet<String>,
    /// Every path that is imported or written out: what it leads to.
    paths: Vec<Name>,
    /// Names handed on by `pub use`, and where they come from.
    handed_on: BTreeMap<String, Name>,
}

struct Package {
    modules: BTreeMap<Name, Module>,
}

impl Package {
    fn read(root: &Path) -> Self {
        let mut package = Self {
            modules: BTreeMap::new(),
        };
        package.add(Name::new(), root);
        package
    }

    fn add(&mut self, name: Name, file: &Path) {
        let text = fs::read_to_string(file).expect("a module's file");
        let syntax = syn::parse_file(&text).expect("a file that rustc takes");
        let children = declared(&syntax);
        let mut module = Module {
            children: children.iter().cloned().collect(),
            ..Module::default()
        };
        let mut reader = Reader {
            place: &name,
            module: &mut module,
        };
        reader.visit_file(&syntax);
        self.modules.insert(name.clone(), module);
        for child in children {
            let folder = match file.file_stem().and_then(|stem| stem.to_str()) {
                Some("lib" | "mod") => file.with_file_name(""),
                _ => file.with_extension(""),
            };
            let flat = folder.join(format!("{child}.rs"));
            let file = if flat.exists() {
                flat
            } else {
                folder.join(&child).join("mod.rs")
            };
            self.add([name.clone(), vec![child]].concat(), &file);
        }
    }

    /// The module in which what a path names is defined; `None` for what this package does not define.
    fn owner(&self, path: &[String]) -> Option<Name> {
        let mut at = Name::new();
        for (i, segment) in path.iter().enumerate() {
            let module = &self.modules[&at];
            if module.children.contains(segment) {
                at.push(segment.clone());
            } else if let Some(source) = module.handed_on.get(segment) {
                let further = [source.clone(), path[i + 1..].to_vec()].concat();
                return self.owner(&further);
            } else {
                return Some(at);
            }
        }
        Some(at)
    }

    /// Which module takes something from which.
    fn arrows(&self) -> BTreeMap<Name, BTreeSet<Name>> {
        let of = |(name, module): (&Name, &Module)| {
            let owners = module.paths.iter().filter_map(|path| self.owner(path));
            (name.clone(), owners.filter(|owner| owner != name).collect())
        };
        self.modules.iter().map(of).collect()
    }
}

/// The children of a module that have files of their own, those for tests left out.
fn declared(file: &File) -> Vec<String> {
    let children = file.items.iter().filter_map(|item| match item {
        Item::Mod(module) if module.content.is_none() && !for_tests(&module.attrs) => {
            Some(module.ident.to_string())
        }
        _ => None,
    });
    children.collect()
}

fn for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<syn::Path>()
                .is_ok_and(|condition| condition.is_ident("test"))
    })
}

struct Reader<'a> {
    place: &'a Name,
    module: &'a mut Module,
}

impl Reader<'_> {
    /// Where a path leads to from here, if it stays within the package.
    fn absolute(&self, path: &[String]) -> Option<Name> {
        let rest = |from: usize| path[from..].to_vec();
        match path.first()?.as_str() {
            "crate" => Some(rest(1)),
            "self" => Some([self.place.clone(), rest(1)].concat()),
            "super" => {
                let ups = path
                    .iter()
                    .take_while(|segment| *segment == "super")
                    .count();
                let kept = self.place.len().checked_sub(ups)?;
                Some([self.place[..kept].to_vec(), rest(ups)].concat())
            }
            child if self.module.children.contains(child) => {
                Some([self.place.clone(), path.to_vec()].concat())
            }
            _ => None,
        }
    }

    fn walk(&mut self, tree: &UseTree, before: &mut Name, handed_on: bool) {
        let leaf = |reader: &mut Self, last: String, name: String, before: &Name| {
            let mut path = before.clone();
            if last != "self" {
                path.push(last);
            }
            if let Some(target) = reader.absolute(&path) {
                if handed_on {
                    reader.module.handed_on.insert(name, target);
                } else {
                    reader.module.paths.push(target);
                }
            }
        };
        match tree {
            UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.walk(&path.tree, before, handed_on);
                before.pop();
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.walk(tree, before, handed_on);
                }
            }
            UseTree::Name(name) => {
                leaf(self, name.ident.to_string(), name.ident.to_string(), before);
            }
            UseTree::Rename(name) => {
                leaf(
                    self,
                    name.ident.to_string(),
                    name.rename.to_string(),
                    before,
                );
            }
            UseTree::Glob(_) => leaf(self, "self".into(), "*".into(), before),
        }
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let handed_on = !matches!(item.vis, Visibility::Inherited);
        self.walk(&item.tree, &mut Name::new(), handed_on);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !for_tests(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_visibility(&mut self, _: &'ast Visibility) {}

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Name = path.segments.iter().map(|s| s.ident.to_string()).collect();
        if segments.len() > 1
            && let Some(target) = self.absolute(&segments)
        {
            self.module.paths.push(target);
        }
        visit::visit_path(self, path);
    }

    /// What a macro is given is tokens; those that look like a path of the package are taken for one.
    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        if let Ok(block) = syn::parse_str::<syn::Block>(&format!("{{ {} }}", item.tokens)) {
            self.visit_block(&block);
        }
    }
}

/// The same arrows between the modules that stand directly below the root, each with all that is below it.
fn between_subjects(arrows: &BTreeMap<Name, BTreeSet<Name>>) -> BTreeMap<Name, BTreeSet<Name>> {
    let subject = |name: &Name| name.iter().take(1).cloned().collect::<Name>();
    let mut coarse: BTreeMap<Name, BTreeSet<Name>> = BTreeMap::new();
    for (name, targets) in arrows {
        let from = subject(name);
        let others = targets.iter().map(subject).filter(|to| *to != from);
        coarse.entry(from.clone()).or_default().extend(others);
    }
    coarse
}

/// The modules from which one can come back to oneself, each set of them once.
fn circles(arrows: &BTreeMap<Name, BTreeSet<Name>>) -> BTreeSet<BTreeSet<Name>> {
    let reached = |from: &Name| {
        let mut seen = BTreeSet::new();
        let mut next: Vec<&Name> = arrows[from].iter().collect();
        while let Some(name) = next.pop() {
            if seen.insert(name.clone()) {
                next.extend(&arrows[name]);
            }
        }
        seen
    };
    let all: BTreeMap<&Name, BTreeSet<Name>> = arrows.keys().map(|n| (n, reached(n))).collect();
    let in_circles = all
        .iter()
        .filter(|(name, reached)| reached.contains(**name));
    in_circles
        .map(|(name, reached)| {
            let back = reached.iter().filter(|other| all[*other].contains(*name));
            back.cloned().collect()
        })
        .collect()
}

fn packages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("a folder above");
    let manifest = fs::read_to_string(root.join("Cargo.toml")).expect("the workspace");
    let members = manifest.lines().find(|line| line.starts_with("members = "));
    let quoted = members.expect("members").split('"').skip(1).step_by(2);
    let roots = quoted.map(|member| root.join(member).join("src/lib.rs"));
    roots.filter(|file| file.exists()).collect()
}

#[test]
fn no_modules_import_one_another() {
    let packages = packages();
    assert!(packages.len() >= 3, "{packages:?}");
    for root in packages {
        let arrows = Package::read(&root).arrows();
        println!("{}: {} modules", root.display(), arrows.len());
        for (name, targets) in &arrows {
            let targets: Vec<String> = targets.iter().map(shown).collect();
            println!("  {} -> {}", shown(name), targets.join(", "));
        }
        for arrows in [between_subjects(&arrows), arrows] {
            let circles: Vec<String> = circles(&arrows)
                .iter()
                .map(|circle| listed(&arrows, circle))
                .collect();
            assert!(
                circles.is_empty(),
                "modules of {} import one another:\n{}",
                root.display(),
                circles.join("\n\n")
            );
        }
    }
}

fn listed(arrows: &BTreeMap<Name, BTreeSet<Name>>, circle: &BTreeSet<Name>) -> String {
    let inside = |name: &Name| {
        let targets = arrows[name].intersection(circle).map(shown);
        format!(
            "  {} -> {}",
            shown(name),
            targets.collect::<Vec<_>>().join(", ")
        )
    };
    circle.iter().map(inside).collect::<Vec<_>>().join("\n")
}

fn shown(name: &Name) -> String {
    if name.is_empty() {
        "(root)".into()
    } else {
        name.join("::")
    }
}

#[test]
fn a_circle_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    write("lib.rs", "mod low; mod high; pub use high::High;");
    write("low.rs", "pub struct Low; fn f() { let _ = crate::High; }");
    write(
        "high.rs",
        "use super::low::Low; pub struct High; #[cfg(test)] mod tests { use crate::low; }",
    );
    let arrows = Package::read(&folder.path().join("lib.rs")).arrows();
    let both: BTreeSet<Name> = [vec!["low".to_string()], vec!["high".to_string()]].into();
    assert_eq!(circles(&arrows), BTreeSet::from([both]));
    assert_eq!(circles(&between_subjects(&arrows)).len(), 1);
    write("low.rs", "pub struct Low;");
    let arrows = Package::read(&folder.path().join("lib.rs")).arrows();
    assert!(circles(&arrows).is_empty());
}
