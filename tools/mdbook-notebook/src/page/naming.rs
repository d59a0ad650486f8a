//! Names that are derived from names: the ids of cells, and what a grader calls them. And whether what is named is there.

use std::collections::{HashMap, HashSet};

use super::parts::{Cell, Question, Wrong};
use crate::fence::Role;

/// What is wrong, by line.
pub(super) type Mistakes = Vec<(usize, String)>;

/// What a cell's id is made of.
pub(super) struct Stem {
    /// The id its writer gave it.
    pub(super) explicit: Option<String>,
    /// The heading it stands under, as part of an id.
    pub(super) heading: String,
}

/// Explicit ids first, then names of exercises and checks, then the heading and a number: so a new cell moves as few as can be.
pub(super) fn name_cells(cells: &mut [Cell], stems: &[Stem], mistakes: &mut Mistakes) {
    let mut taken = HashSet::new();
    for (cell, stem) in cells.iter_mut().zip(stems) {
        let wish = match (&stem.explicit, &cell.role) {
            (Some(id), _) => id.clone(),
            (None, Role::Exercise { name }) => format!("exercise-{name}"),
            _ => continue,
        };
        if !taken.insert(wish.clone()) {
            let message = match &cell.role {
                Role::Exercise { name } if stem.explicit.is_none() => {
                    format!("exercise `{name}` is already taken on this page")
                }
                _ => format!("id `{wish}` is already taken on this page"),
            };
            mistakes.push((cell.line, message));
        }
        cell.id = wish;
    }
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (cell, stem) in cells.iter_mut().zip(stems) {
        if !cell.id.is_empty() {
            continue;
        }
        let (stem, bare) = match &cell.role {
            Role::Check { exercise, .. } => (format!("check-{exercise}"), true),
            Role::Answer { question } => (format!("answer-{question}"), true),
            _ => (stem.heading.clone(), false),
        };
        let count = counts.entry(stem.clone()).or_default();
        cell.id = loop {
            *count += 1;
            let id = if bare && *count == 1 {
                stem.clone()
            } else {
                format!("{stem}-{count}")
            };
            if taken.insert(id.clone()) {
                break id;
            }
        };
    }
}

/// nbgrader knows an exercise by its name and a check by the exercise's with an ending; two equal ones corrupt its records.
pub(super) fn name_grades(cells: &mut [Cell], mistakes: &mut Mistakes) {
    let mut checks: HashMap<String, usize> = HashMap::new();
    let mut taken: HashMap<String, usize> = HashMap::new();
    for cell in cells {
        let grade = match &cell.role {
            Role::Exercise { name } => name.clone(),
            Role::Check { exercise, .. } => {
                let count = checks.entry(exercise.clone()).or_default();
                *count += 1;
                match count {
                    1 => format!("{exercise}-check"),
                    n => format!("{exercise}-check-{n}"),
                }
            }
            _ => continue,
        };
        let first = *taken.entry(grade.clone()).or_insert(cell.line);
        // An exercise given twice is said already.
        let same = matches!(&cell.role, Role::Exercise { .. }) && !grade.contains("-check");
        if first != cell.line && !same {
            let message = format!(
                "a grader would call this cell `{grade}`, like the one in line {first}: rename the exercise"
            );
            mistakes.push((cell.line, message));
        }
        cell.grade_id = Some(grade);
    }
}

/// A check follows its exercise, and a wrong answer follows all the checks that must refuse it.
pub(super) fn order(cells: &[Cell], wrong: &mut [Wrong], mistakes: &mut Mistakes) {
    let mut exercises = HashSet::new();
    let mut first_wrong: HashMap<&str, usize> = HashMap::new();
    for one in wrong.iter() {
        first_wrong.entry(&one.mistake.exercise).or_insert(one.line);
    }
    let mut checks: HashMap<&str, usize> = HashMap::new();
    for cell in cells {
        match &cell.role {
            Role::Exercise { name } => {
                exercises.insert(name.as_str());
            }
            Role::Check { exercise, .. } => {
                if !exercises.contains(exercise.as_str()) {
                    let message = format!("there is no exercise `{exercise}` before this check");
                    mistakes.push((cell.line, message));
                }
                if let Some(line) = first_wrong
                    .get(exercise.as_str())
                    .filter(|line| **line < cell.line)
                    && checks.contains_key(exercise.as_str())
                {
                    let message = format!(
                        "this check stands after a wrong answer in line {line}, which it should judge too"
                    );
                    mistakes.push((cell.line, message));
                }
                checks.entry(exercise).or_insert(cell.line);
            }
            _ => {}
        }
    }
    for one in wrong.iter() {
        let exercise = one.mistake.exercise.as_str();
        let message = if !exercises.contains(exercise) {
            format!("there is no exercise `{exercise}` on this page")
        } else if checks.get(exercise).is_none_or(|line| *line > one.line) {
            format!("there is no check of `{exercise}` before this wrong answer")
        } else {
            continue;
        };
        mistakes.push((one.line, message));
    }
    let mut counts: HashMap<String, usize> = HashMap::new();
    for one in wrong {
        let count = counts.entry(one.mistake.exercise.clone()).or_default();
        *count += 1;
        one.id = format!("wrong-{}-{count}", one.mistake.exercise);
    }
}

/// A question and the cell that computes its answer find each other. In the notebook a question is two cells, whose ids
/// nobody else may have.
pub(super) fn questions(cells: &[Cell], questions: &[Question], mistakes: &mut Mistakes) {
    let mut known: HashMap<String, &Question> = HashMap::new();
    for question in questions {
        // The notebook has a function of this name, where `-` and `_` are one.
        if known
            .insert(question.name.replace('-', "_"), question)
            .is_some()
        {
            let message = format!("question `{}` is already taken on this page", question.name);
            mistakes.push((question.line, message));
        }
        let taken = question.ids();
        for cell in cells.iter().filter(|cell| taken.contains(&cell.id)) {
            mistakes.push((cell.line, format!("id `{}` belongs to a question", cell.id)));
        }
    }
    let mut answered: HashSet<&str> = HashSet::new();
    for cell in cells {
        let Role::Answer { question } = &cell.role else {
            continue;
        };
        if !questions.iter().any(|one| one.name == *question) {
            mistakes.push((
                cell.line,
                format!("there is no question `{question}` on this page"),
            ));
        } else if !answered.insert(question) {
            mistakes.push((
                cell.line,
                format!("question `{question}` has its answer already"),
            ));
        }
    }
    for question in questions
        .iter()
        .filter(|one| !answered.contains(one.name.as_str()))
    {
        let name = &question.name;
        let message = format!("no cell computes the answer: `rust,answer={name}`");
        mistakes.push((question.line, message));
    }
}
