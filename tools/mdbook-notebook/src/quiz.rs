//! A question as code of the notebook: what judges a choice, and the line in which a reader writes theirs.

use crate::labels::Labels;
use crate::page::{Page, Question, unlisted};

/// The code of a question's two cells. The first is folded, for it holds all answers; it speaks Markdown, as the evcxr
/// kernel takes it.
pub(crate) fn cells(page: &Page, question: &Question, labels: &Labels) -> [String; 2] {
    let function = format!("question_{}", question.name.replace('-', "_"));
    let mut arms = String::new();
    for choice in &question.choices {
        let verdict = if choice.right {
            &labels.right
        } else {
            &labels.wrong
        };
        let reason = choice
            .reason
            .clone()
            .map(|range| unlisted(&page.text[range]));
        let said = format!("**{verdict}** {}", reason.unwrap_or_default());
        let letter = choice.letter.to_string();
        arms += &format!("        {letter:?} => {:?},\n", said.trim_end());
    }
    let judge = format!(
        "fn {function}(choice: &str) {{\n    \
             let said = match choice.trim().to_lowercase().as_str() {{\n{arms}        \
                 _ => return println!(\"{{}}\", {:?}),\n    \
             }};\n    \
             println!(\"EVCXR_BEGIN_CONTENT text/markdown\\n{{said}}\\nEVCXR_END_CONTENT\");\n\
         }}",
        labels.choose
    );
    let letters: Vec<String> = question
        .choices
        .iter()
        .map(|c| c.letter.to_string())
        .collect();
    let letters = letters.join(", ");
    let choose = format!("{function}(\"\"); // {}: {letters}", labels.your_choice);
    [judge, choose]
}
