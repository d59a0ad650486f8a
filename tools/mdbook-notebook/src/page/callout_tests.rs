use super::tests::{page, problems};
use super::*;

const ASK: &str = "> [!QUESTION] rate\n> When does *it* stop?\n>\n> And why?\n>\n> - [ ] `18`, as at rate 1\n>   - The proof is about\n>     real numbers.\n>\n>     0.1 is none.\n> - [x] `12`, or sooner\n> - [ ] never, with `code`\n>   and more\n>   - No.\n\n```rust,answer=rate\n12\n```\n";

#[test]
fn a_question_has_choices_values_and_reasons() {
    let page = page(ASK);
    let [question] = &page.questions[..] else {
        panic!("{:?}", page.questions)
    };
    let text = |range: std::ops::Range<usize>| page.text[range].to_owned();
    let asked = unquoted(&text(question.asked.clone()));
    assert_eq!(asked, "When does *it* stop?\n\nAnd why?");
    let choices: Vec<_> = question
        .choices
        .iter()
        .map(|choice| {
            let reason = choice.reason.clone().map(|range| unlisted(&text(range)));
            (
                choice.letter,
                choice.right,
                choice.value.as_str(),
                on_one_line(&text(choice.text.clone())),
                reason,
            )
        })
        .collect();
    let why = "The proof is about\nreal numbers.\n\n0.1 is none.".to_owned();
    let expected = [
        ('a', false, "18", "`18`, as at rate 1".to_owned(), Some(why)),
        ('b', true, "12", "`12`, or sooner".to_owned(), None),
        (
            'c',
            false,
            "never, with code and more",
            "never, with `code` and more".to_owned(),
            Some("No.".to_owned()),
        ),
    ];
    assert_eq!(choices, expected);
    assert_eq!(
        (question.line, page.cells[0].id.as_str()),
        (1, "answer-rate")
    );
    // Items that stand apart, with reasons as paragraphs.
    let loose = "> [!QUESTION] q\n>\n> Which?\n>\n> - [x] **one**\n>\n>   Yes.\n>\n> - [ ] two $x$\n>\n>   No, for\n>   it is two.\n\n```rust,answer=q\n1\n```\n";
    let page = super::tests::page(loose);
    let choices = &page.questions[0].choices;
    let reason = |at: usize| unlisted(&page.text[choices[at].reason.clone().unwrap()]);
    assert_eq!(
        (choices[0].value.as_str(), reason(0).as_str()),
        ("one", "Yes.")
    );
    assert_eq!(
        (choices[1].value.as_str(), reason(1).as_str()),
        ("two $x$", "No, for\nit is two.")
    );
}

#[test]
fn a_malformed_question_is_named_by_its_line() {
    for (from, to, expected) in [
        ("[x]", "[ ]", "02-page.md:1: 0 choices are marked right"),
        (
            "- [ ] never",
            "- [x] never",
            "02-page.md:1: 2 choices are marked right",
        ),
        (
            ">   - No.\n",
            "",
            "02-page.md:12: a wrong choice says why it is wrong",
        ),
        (
            "- [ ] `18`",
            "- `18`",
            "02-page.md:1: a question ends in its choices",
        ),
        (
            "`18`",
            "`12`",
            "02-page.md:11: the choice `12` is given twice",
        ),
        (
            ">   - No.\n",
            ">   - No.\n>\n> The end.\n",
            "nothing follows them",
        ),
        ("] rate", "]", "02-page.md:1: `` is not a name"),
        (
            "answer=rate",
            "answer=other",
            "02-page.md:16: there is no question `other`",
        ),
        (
            "rust,answer=rate",
            "rust,id=choice-rate",
            "02-page.md:1: no cell computes the answer",
        ),
        (
            "rust,answer=rate",
            "rust,id=choice-rate",
            "02-page.md:16: id `choice-rate` belongs to a question",
        ),
        (
            "> When does *it* stop?\n>\n> And why?\n",
            "",
            "this question asks nothing",
        ),
        ("> ", "> > ", "cannot stand inside a list or a quotation"),
    ] {
        assert!(ASK.contains(from));
        let wrong = problems(&ASK.replace(from, to));
        assert!(wrong.contains(expected), "{from} → {to}: {wrong}");
    }
    let twice = problems(&format!(
        "{ASK}\n{}",
        ASK.replace("rate", "Rate").replace("Rate", "rate")
    ));
    assert!(
        twice.contains("question `rate` is already taken"),
        "{twice}"
    );
}

#[test]
fn a_source_note_has_rows_a_title_and_a_body() {
    let page = page(
        "> [!SOURCE] S0-4.2-05, S0-4.2-07 title=\"Is it *so*?\"\n> One.\n>\n> - Two.\n\n> [!NOTE]\n> plain\n",
    );
    let [note] = &page.notes[..] else {
        panic!("{:?}", page.notes)
    };
    assert_eq!(note.rows, ["S0-4.2-05", "S0-4.2-07"]);
    assert_eq!(note.title.as_deref(), Some("Is it *so*?"));
    assert_eq!(unquoted(&page.text[note.body.clone()]), "One.\n\n- Two.");
    assert!(problems("> [!SOURCE] A-1\n").contains("this source note says nothing"));
    assert!(problems("> [!SOURCE] A-1 color=red\n> One.\n").contains("unknown attribute `color`"));
    assert!(problems("- > [!SOURCE] A-1\n  > One.\n").contains("cannot stand inside a list"));
}
