//! A question on the page. As it stands it is a list of choices with a fold that holds the answers, to be read without
//! a script and in print; the script makes it a form.

use super::escape::escape;
use super::fold::fold;
use crate::labels::Labels;
use crate::page::{Question, on_one_line, unlisted, unquoted};

/// The question as Markdown that holds HTML. `text` gives the page's Markdown for a range; `stem` makes ids unique in
/// the book.
pub(super) fn render(
    question: &Question,
    stem: &str,
    labels: &Labels,
    text: impl Fn(std::ops::Range<usize>) -> String,
) -> String {
    let id = format!("{stem}-question-{}", question.name);
    let mut words = String::new();
    for (key, word) in [
        ("check", &labels.check_answer),
        ("right", &labels.right),
        ("wrong", &labels.wrong),
        ("choose", &labels.choose),
    ] {
        words += &format!(" data-{key}=\"{}\"", escape(word));
    }
    let mut parts = vec![
        format!(
            "<fieldset class=\"notebook-question\" id=\"{id}\" aria-labelledby=\"{id}-word {id}-text\"{words}>\
             <legend id=\"{id}-word\">{}</legend><div id=\"{id}-text\">",
            escape(&labels.question)
        ),
        unquoted(&text(question.asked.clone())),
        "</div><ol type=\"a\" class=\"notebook-choices\">".to_owned(),
    ];
    for choice in &question.choices {
        let right = if choice.right { " data-right" } else { "" };
        parts.push(format!("<li{right}>"));
        parts.push(on_one_line(&text(choice.text.clone())));
        parts.push("</li>".to_owned());
    }
    parts.push("</ol>".to_owned());
    let mut reasons = vec!["<ol type=\"a\">".to_owned()];
    for choice in &question.choices {
        let verdict = if choice.right {
            &labels.right
        } else {
            &labels.wrong
        };
        reasons.push("<li>".to_owned());
        let reason = choice.reason.clone().map(|range| unlisted(&text(range)));
        reasons.push(
            format!("**{verdict}** {}", reason.unwrap_or_default())
                .trim_end()
                .to_owned(),
        );
        reasons.push("</li>".to_owned());
    }
    reasons.push("</ol>".to_owned());
    parts.push(fold("notebook-answer", &labels.answer, &reasons));
    parts.push("</fieldset>".to_owned());
    parts.join("\n\n")
}
