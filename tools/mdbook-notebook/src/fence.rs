//! The info string of a Rust fence: which role its cell plays. The grammar is the table in `README.md`.

/// What a cell is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// Code that runs, with its outputs under it.
    Plain,
    /// The whole solution of an exercise; the learner gets a stub in its place.
    Exercise {
        /// The exercise's name.
        name: String,
    },
    /// The check of an exercise.
    Check {
        /// The name of the exercise it checks.
        exercise: String,
        /// What it is worth when graded.
        points: u32,
    },
    /// A cell that must panic or end in an error.
    Fails,
    /// A cell that must not compile.
    CompileFail,
}

/// A Rust fence, by its info string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fence {
    /// Not a cell: shown, never run.
    Listing,
    /// A cell of the notebook.
    Cell {
        /// What it is for.
        role: Role,
        /// Whether the page folds its code away.
        folded: bool,
        /// Its explicit id.
        id: Option<String>,
    },
}

/// Reads an info string. `None` means that the fence is not Rust and so no business of this tool.
///
/// # Errors
/// A sentence for each thing that is wrong.
pub fn parse(info: &str) -> Option<Result<Fence, Vec<String>>> {
    let mut words = info.split([' ', '\t', ',']).filter(|word| !word.is_empty());
    if words.next()? != "rust" {
        return None;
    }
    let mut wrong = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    let (mut listing, mut folded, mut fails, mut compile_fail) = (false, false, false, false);
    let (mut exercise, mut check, mut points, mut id) = (None, None, None, None);
    for word in words {
        let (key, value) = match word.split_once('=') {
            Some((key, value)) => (key, Some(value)),
            None => (word, None),
        };
        if seen.contains(&key) {
            wrong.push(format!("attribute `{key}` is given twice"));
            continue;
        }
        seen.push(key);
        match (key, value) {
            ("listing", None) => listing = true,
            ("folded", None) => folded = true,
            ("fails", None) => fails = true,
            ("compile_fail", None) => compile_fail = true,
            ("exercise", Some(name)) => exercise = Some(name),
            ("check", Some(name)) => check = Some(name),
            ("id", Some(name)) => id = Some(name),
            ("points", Some(number)) => match number.parse::<u32>() {
                Ok(number) => points = Some(number),
                Err(_) => wrong.push(format!("`points={number}` is not a whole number")),
            },
            ("exercise" | "check" | "id" | "points", None) => {
                wrong.push(format!("attribute `{key}` needs a value: `{key}=…`"));
            }
            ("listing" | "folded" | "fails" | "compile_fail", Some(_)) => {
                wrong.push(format!("attribute `{key}` takes no value"));
            }
            _ => wrong.push(format!(
                "unknown attribute `{word}` (known: listing, folded, exercise=NAME, check=NAME, \
                 points=N, fails, compile_fail, id=NAME)"
            )),
        }
    }
    for name in [exercise, check, id].into_iter().flatten() {
        if !is_name(name) {
            wrong.push(format!(
                "`{name}` is not a name: use 1 to 48 letters, digits, `-` and `_`"
            ));
        }
    }
    let roles: Vec<&str> = seen
        .iter()
        .copied()
        .filter(|key| ["listing", "exercise", "check", "fails", "compile_fail"].contains(key))
        .collect();
    if let [first, second, ..] = roles[..] {
        wrong.push(format!("`{first}` and `{second}` cannot stand together"));
    }
    if points.is_some() && check.is_none() {
        wrong.push("`points` belongs to a `check`".to_owned());
    }
    if listing && (folded || id.is_some()) {
        wrong.push("a `listing` is not a cell: it is never folded and has no id".to_owned());
    }
    if folded && (exercise.is_some() || check.is_some()) {
        wrong.push("exercises and checks fold themselves: leave `folded` out".to_owned());
    }
    if !wrong.is_empty() {
        return Some(Err(wrong));
    }
    if listing {
        return Some(Ok(Fence::Listing));
    }
    let role = if let Some(name) = exercise {
        Role::Exercise {
            name: name.to_owned(),
        }
    } else if let Some(exercise) = check {
        Role::Check {
            exercise: exercise.to_owned(),
            points: points.unwrap_or(1),
        }
    } else if fails {
        Role::Fails
    } else if compile_fail {
        Role::CompileFail
    } else {
        Role::Plain
    };
    Some(Ok(Fence::Cell {
        role,
        folded,
        id: id.map(str::to_owned),
    }))
}

/// Names become cell ids (nbformat: at most 64 of these characters) and file-safe grade ids; 48 leaves room for an ending.
fn is_name(name: &str) -> bool {
    (1..=48).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(info: &str) -> (Role, bool, Option<String>) {
        match parse(info) {
            Some(Ok(Fence::Cell { role, folded, id })) => (role, folded, id),
            other => panic!("{info}: {other:?}"),
        }
    }

    fn wrong(info: &str) -> String {
        match parse(info) {
            Some(Err(messages)) => messages.join("; "),
            other => panic!("{info}: {other:?}"),
        }
    }

    #[test]
    fn every_role_is_read() {
        assert_eq!(cell("rust"), (Role::Plain, false, None));
        assert_eq!(cell("rust,folded"), (Role::Plain, true, None));
        assert_eq!(cell("rust, id=setup").2.as_deref(), Some("setup"));
        let exercise = Role::Exercise { name: "or".into() };
        assert_eq!(cell("rust,exercise=or").0, exercise);
        let check = |points| Role::Check {
            exercise: "or".into(),
            points,
        };
        assert_eq!(cell("rust,check=or").0, check(1));
        assert_eq!(cell("rust,check=or,points=3").0, check(3));
        assert_eq!(cell("rust fails").0, Role::Fails);
        assert_eq!(cell("rust,compile_fail").0, Role::CompileFail);
        assert_eq!(parse("rust,listing"), Some(Ok(Fence::Listing)));
    }

    #[test]
    fn other_languages_are_left_alone() {
        assert_eq!(parse(""), None);
        assert_eq!(parse("text"), None);
        assert_eq!(parse("rusty,folded"), None);
    }

    #[test]
    fn malformed_info_strings_are_named() {
        assert!(wrong("rust,ignore").contains("unknown attribute `ignore`"));
        assert!(wrong("rust,folded=yes").contains("takes no value"));
        assert!(wrong("rust,exercise").contains("needs a value"));
        assert!(wrong("rust,exercise=a/b").contains("`a/b` is not a name"));
        assert!(wrong("rust,exercise=a,check=a").contains("cannot stand together"));
        assert!(wrong("rust,points=2").contains("belongs to a `check`"));
        assert!(wrong("rust,check=a,points=-2").contains("not a whole number"));
        assert!(wrong("rust,fails,fails").contains("given twice"));
        assert!(wrong("rust,listing,id=a").contains("never folded and has no id"));
        assert!(wrong("rust,check=a,folded").contains("fold themselves"));
    }
}
