//! The info string of a Rust fence: which role its code plays. The grammar is the table in `README.md`.

use std::collections::BTreeMap;

use crate::info;

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
    /// The computation that decides a question with choices.
    Answer {
        /// The name of the question it answers.
        question: String,
    },
    /// A cell that must panic or end in an error.
    Fails,
    /// A cell that must not compile.
    CompileFail,
}

/// A typical mistake in an exercise, as its fence names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The exercise's name.
    pub exercise: String,
    /// What a learner should read about it: plain text.
    pub because: String,
    /// Words that the check's message must hold.
    pub says: Option<String>,
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
        /// The size below which the numbers that it prints are noise.
        floor: Option<String>,
        /// The file or folder, beside the notebook, without which it prints something else.
        needs: Option<String>,
    },
    /// A wrong answer to an exercise, which the exercise's checks must refuse.
    Wrong(Mistake),
}

/// Attributes without a value.
const FLAGS: [&str; 4] = ["listing", "folded", "fails", "compile_fail"];
/// Attributes with one.
const VALUES: [&str; 10] = [
    "exercise", "check", "points", "wrong", "because", "says", "answer", "id", "floor", "needs",
];
/// Those of both that say what the code is for.
const ROLES: [&str; 7] = [
    "listing",
    "exercise",
    "check",
    "wrong",
    "answer",
    "fails",
    "compile_fail",
];

/// Reads an info string. `None` means that the fence is not Rust and so no business of this tool.
///
/// # Errors
/// A sentence for each thing that is wrong.
pub fn parse(info: &str) -> Option<Result<Fence, Vec<String>>> {
    let language = info.split([' ', '\t', ',']).find(|word| !word.is_empty())?;
    if language != "rust" {
        return None;
    }
    let rest = &info[info.find(language).unwrap_or_default() + language.len()..];
    let mut wrong = Vec::new();
    let given = match given(rest, &mut wrong) {
        Ok(given) => given,
        Err(sentence) => return Some(Err(vec![sentence])),
    };
    combined(&given, &mut wrong);
    let fence = fence(&given, &mut wrong);
    Some(if wrong.is_empty() {
        Ok(fence)
    } else {
        Err(wrong)
    })
}

/// The known attributes, each once; flags have an empty value.
fn given(line: &str, wrong: &mut Vec<String>) -> Result<BTreeMap<String, String>, String> {
    let mut given = BTreeMap::new();
    for info::Attribute { key, value } in info::attributes(line)? {
        match value {
            None if FLAGS.contains(&key.as_str()) => {}
            Some(_) if VALUES.contains(&key.as_str()) => {}
            None if VALUES.contains(&key.as_str()) => {
                wrong.push(format!("attribute `{key}` needs a value: `{key}=…`"));
                continue;
            }
            Some(_) if FLAGS.contains(&key.as_str()) => {
                wrong.push(format!("attribute `{key}` takes no value"));
                continue;
            }
            _ => {
                wrong.push(format!(
                    "unknown attribute `{key}` (known: listing, folded, exercise=NAME, check=NAME, points=N, \
                     wrong=NAME, because=\"…\", says=\"…\", answer=NAME, fails, compile_fail, id=NAME, floor=SIZE, needs=PATH)"
                ));
                continue;
            }
        }
        if given.contains_key(&key) {
            wrong.push(format!("attribute `{key}` is given twice"));
            continue;
        }
        given.insert(key, value.unwrap_or_default());
    }
    Ok(given)
}

/// What cannot stand together, and what must.
fn combined(given: &BTreeMap<String, String>, wrong: &mut Vec<String>) {
    let has = |key: &str| given.contains_key(key);
    let roles: Vec<&&str> = ROLES.iter().filter(|role| has(role)).collect();
    if let [first, second, ..] = roles[..] {
        wrong.push(format!("`{first}` and `{second}` cannot stand together"));
    }
    for (key, owner) in [("points", "check"), ("because", "wrong"), ("says", "wrong")] {
        if has(key) && !has(owner) {
            wrong.push(format!("`{key}` belongs to a `{owner}`"));
        }
    }
    let is_empty = |key: &str| given.get(key).is_none_or(|value| value.trim().is_empty());
    if has("wrong") && is_empty("because") {
        wrong.push("a wrong answer says why it is wrong: `because=\"…\"`".to_owned());
    }
    if has("says") && is_empty("says") {
        wrong.push("`says` needs the words that the check's message holds".to_owned());
    }
    for (key, article) in [("listing", "a `listing`"), ("wrong", "a wrong answer")] {
        if has(key)
            && ["folded", "id", "floor", "needs"]
                .iter()
                .any(|one| has(one))
        {
            wrong.push(format!(
                "{article} is not a cell: it is never folded, has no id and prints nothing"
            ));
        }
    }
    if has("folded") && ["exercise", "check", "answer"].iter().any(|role| has(role)) {
        wrong.push("exercises, checks and answers fold themselves: leave `folded` out".to_owned());
    }
}

fn fence(given: &BTreeMap<String, String>, wrong: &mut Vec<String>) -> Fence {
    for key in ["exercise", "check", "wrong", "answer", "id"] {
        if let Some(name) = given.get(key).filter(|name| !is_name(name)) {
            wrong.push(not_a_name(name));
        }
    }
    let points = given.get("points").map(|number| number.parse::<u32>());
    if let (Some(Err(_)), Some(number)) = (&points, given.get("points")) {
        wrong.push(format!("`points={number}` is not a whole number"));
    }
    let floor = given.get("floor").map(|size| (size, size.parse::<f64>()));
    if let Some((size, parsed)) = &floor
        && !parsed
            .as_ref()
            .is_ok_and(|size| size.is_finite() && *size > 0.0)
    {
        wrong.push(format!(
            "`floor={size}` is not a size above 0, like `1e-12`"
        ));
    }
    if given
        .get("needs")
        .is_some_and(|path| path.trim().is_empty())
    {
        wrong.push("`needs` is a path beside the notebook, like `data/images`".to_owned());
    }
    let name = |key: &str| given.get(key).cloned();
    let role = if given.contains_key("listing") {
        return Fence::Listing;
    } else if let Some(exercise) = name("wrong") {
        return Fence::Wrong(Mistake {
            exercise,
            because: name("because").unwrap_or_default(),
            says: name("says"),
        });
    } else if let Some(name) = name("exercise") {
        Role::Exercise { name }
    } else if let Some(exercise) = name("check") {
        let points = points.and_then(Result::ok).unwrap_or(1);
        Role::Check { exercise, points }
    } else if let Some(question) = name("answer") {
        Role::Answer { question }
    } else if given.contains_key("fails") {
        Role::Fails
    } else if given.contains_key("compile_fail") {
        Role::CompileFail
    } else {
        Role::Plain
    };
    Fence::Cell {
        role,
        folded: given.contains_key("folded"),
        id: name("id"),
        floor: name("floor"),
        needs: name("needs"),
    }
}

/// What is wrong with a name that is none.
pub(crate) fn not_a_name(name: &str) -> String {
    format!("`{name}` is not a name: use 1 to 48 letters, digits, `-` and `_`")
}

/// Names become cell ids (nbformat: at most 64 of these characters) and file-safe grade ids; 48 leaves room for an ending.
pub(crate) fn is_name(name: &str) -> bool {
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
            Some(Ok(Fence::Cell {
                role, folded, id, ..
            })) => (role, folded, id),
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
        let answer = Role::Answer {
            question: "rate".into(),
        };
        assert_eq!(cell("rust,answer=rate").0, answer);
        assert_eq!(parse("rust,listing"), Some(Ok(Fence::Listing)));
        let floor = |info: &str| match parse(info) {
            Some(Ok(Fence::Cell { floor, .. })) => floor,
            other => panic!("{info}: {other:?}"),
        };
        assert_eq!(floor("rust"), None);
        assert_eq!(floor("rust,folded,floor=1e-12").as_deref(), Some("1e-12"));
        let Some(Ok(Fence::Cell { needs, .. })) = parse("rust,needs=../data/images") else {
            panic!("a cell with a need");
        };
        assert_eq!(needs.as_deref(), Some("../data/images"));
    }

    #[test]
    fn a_wrong_answer_says_why() {
        let mistake = Mistake {
            exercise: "or".into(),
            because: "it is \"and\", not \"or\"".into(),
            says: Some("or(0, 1)".into()),
        };
        let info = r#"rust,wrong=or,because="it is \"and\", not \"or\"",says="or(0, 1)""#;
        assert_eq!(parse(info), Some(Ok(Fence::Wrong(mistake))));
        assert!(wrong("rust,wrong=or").contains("says why it is wrong"));
        assert!(wrong("rust,wrong=or,because=\" \"").contains("says why it is wrong"));
        assert!(wrong("rust,wrong=or,because=x,says=\"\"").contains("needs the words"));
        assert!(wrong("rust,because=\"x\"").contains("belongs to a `wrong`"));
        assert!(wrong("rust,wrong=or,because=\"x").contains("never closed"));
        assert!(wrong("rust,wrong=or,because=x,id=a").contains("never folded, has no id"));
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
        assert!(wrong("rust,listing,id=a").contains("never folded, has no id"));
        for size in ["0", "-1", "tiny", "inf", "NaN", "\"\""] {
            assert!(wrong(&format!("rust,floor={size}")).contains("is not a size above 0"));
        }
        assert!(wrong("rust,needs=\" \"").contains("is a path beside the notebook"));
        assert!(wrong("rust,listing,needs=a").contains("never folded, has no id"));
        assert!(wrong("rust,check=a,folded").contains("fold themselves"));
    }
}
