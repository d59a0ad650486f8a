//! A question in the test: the cells that the notebook has of it must compile and run.

use super::piece::{Piece, enter};
use crate::labels::Labels;
use crate::page::{Page, Question};
use crate::quiz;

/// Both cells in place of the question's first line.
pub(super) fn piece(page: &Page, question: &Question, file: &str, labels: &Labels) -> Piece {
    let [id, _] = question.ids();
    let [judge, choose] = quiz::cells(page, question, labels);
    let call = choose.split("//").next().unwrap_or_default();
    let code = format!("{judge} {}", call.trim()).replace('\n', " ");
    Piece {
        line: question.line,
        before: format!("{} {code} }}", enter(file, &id, question.line)),
        body: Vec::new(),
        after: String::new(),
        open: false,
    }
}

/// The value that a cell must compute: that of the choice marked right.
pub(super) fn right<'a>(page: &'a Page, name: &str) -> &'a str {
    let question = page.questions.iter().find(|question| question.name == name);
    let choices = question.map_or(&[][..], |question| &question.choices);
    let right = choices.iter().find(|choice| choice.right);
    right.map_or("", |choice| &choice.value)
}
