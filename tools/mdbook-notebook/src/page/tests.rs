use mdbook_preprocessor::book::Chapter;

use super::*;

fn chapter(text: &str) -> Chapter {
    let mut chapter = Chapter::new("A page", text.into(), "02-page.md", Vec::new());
    chapter.number = Some(mdbook_preprocessor::book::SectionNumber::new([2]));
    chapter
}

fn setting() -> Setting<'static> {
    Setting {
        shown: "book/src",
        folder: Path::new("/nowhere"),
        figure: "Abbildung",
    }
}

pub(super) fn page(text: &str) -> Page {
    Page::parse(&chapter(text), setting()).unwrap()
}

pub(super) fn problems(text: &str) -> String {
    Page::parse(&chapter(text), setting())
        .unwrap_err()
        .to_string()
}

fn ids(text: &str) -> Vec<String> {
    page(text).cells.into_iter().map(|cell| cell.id).collect()
}

#[test]
fn blocks_cover_the_page_in_order() {
    let page = page("# T\n\nprose\n\n```rust\nlet a = 1;\n```\n\nFigure: what *is* seen\n\nmore\n");
    let pieces: Vec<String> = page
        .blocks
        .iter()
        .map(|block| match block {
            Block::Prose(range) => format!("prose {:?}", page.text[range.clone()].trim()),
            Block::Cell(index) => format!("cell {}", page.cells[*index].source.learner()),
            Block::Caption { text, number, .. } => format!("figure {number} {text}"),
            other => panic!("{other:?}"),
        })
        .collect();
    let expected = [
        "prose \"# T\\n\\nprose\"",
        "cell let a = 1;",
        "figure 2.1 what *is* seen",
        "prose \"more\"",
    ];
    assert_eq!(pieces, expected);
    assert_eq!(page.cells[0].line, 5);
    assert_eq!(
        &page.text[page.cells[0].range.clone()],
        "```rust\nlet a = 1;\n```"
    );
}

#[test]
fn ids_are_stable_and_unique() {
    let text = "# The rule, again!\n```rust\n1\n```\n```rust,id=mine\n2\n```\n```rust\n3\n```\n# Ελληνικά\n```rust\n4\n```\n";
    let expected = ["the-rule-again-1", "mine", "the-rule-again-2", "cell-1"];
    assert_eq!(ids(text), expected);
    // An explicit id that looks like a given one keeps its place.
    let text = "# A\n```rust\n1\n```\n```rust,id=a-1\n2\n```\n";
    assert_eq!(ids(text), ["a-2", "a-1"]);
    let text = "```rust,exercise=or\n// ### BEGIN SOLUTION\n// ### END SOLUTION\n```\n```rust,check=or\n1\n```\n```rust,check=or\n2\n```";
    assert_eq!(ids(text), ["exercise-or", "check-or", "check-or-2"]);
}

#[test]
fn a_caption_follows_a_cell_directly() {
    let captions = |text: &str| {
        let page = page(text);
        let caption = |block: &&Block| matches!(block, Block::Caption { .. });
        page.blocks.iter().filter(caption).count()
    };
    assert_eq!(captions("```rust\n1\n```\nFigure: yes"), 1);
    assert_eq!(captions("```rust\n1\n```\n\nAbbildung: ja"), 1);
    assert_eq!(captions("```rust\n1\n```\n\nText.\n\nFigure: no"), 0);
    assert_eq!(captions("```rust,listing\n1\n```\n\nFigure: no"), 0);
}

#[test]
fn only_rust_fences_at_the_top_are_cells() {
    let text = "```text\n```\n\n<!--\n```rust\nnot this\n```\n-->\n\n~~~~text\n```rust\nnor this\n```\n~~~~\n\n    ```rust\n    nor this\n\n- ```rust,listing\n  nor this\n  ```\n\n  ~~~rust\n  let yes = 1;\n  ~~~\n";
    let wrong = problems(text);
    assert!(
        wrong.contains("book/src/02-page.md:23: a cell cannot stand inside a list"),
        "{wrong}"
    );
    assert_eq!(wrong.lines().count(), 1);
    assert!(
        page(&text.replace("  ~~~rust\n", "  ~~~text\n"))
            .cells
            .is_empty()
    );
}

#[test]
fn a_fence_keeps_to_its_indent_and_line_ends() {
    let page = page("# T\r\n\r\n  ```rust\r\n  let a = 1;\r\n    let b = 2;\r\n  ```\r\n");
    assert_eq!(page.cells[0].source.learner(), "let a = 1;\n  let b = 2;");
}

#[test]
fn every_mistake_is_reported_with_its_line() {
    let text = "# T\n\n```rust,nonsense\n```\n\n```rust,check=missing\n1\n```\n\n```rust,exercise=a\n1\n```\n\n```rust\n// ### BEGIN SOLUTION\n```\n\n```rust,id=x\n```\n```rust,id=x\n```\n\n```rust\nnever closed\n";
    let wrong = problems(text);
    let expected = [
        "book/src/02-page.md:3: unknown attribute `nonsense`",
        "book/src/02-page.md:6: there is no exercise `missing` before this check",
        "book/src/02-page.md:10: exercise `a` has no solution region",
        "book/src/02-page.md:15: `### BEGIN SOLUTION` without `### END SOLUTION`",
        "book/src/02-page.md:20: id `x` is already taken",
        "book/src/02-page.md:23: this fence is never closed",
    ];
    let lines: Vec<&str> = wrong.lines().collect();
    assert_eq!(lines.len(), expected.len(), "{wrong}");
    for (line, expected) in lines.iter().zip(expected) {
        assert!(line.starts_with(expected), "{line}");
    }
    let twice = "```rust,exercise=a\n// ### BEGIN SOLUTION\n// ### END SOLUTION\n```\n".repeat(2);
    assert!(problems(&twice).contains("exercise `a` is already taken on this page"));
    let stray = "```rust\n// ### BEGIN SOLUTION\n// ### END SOLUTION\n```\n";
    assert!(problems(stray).contains("belongs to a cell with `exercise=NAME`"));
}

#[test]
fn a_backtick_in_a_quoted_value_is_refused() {
    for before in ["", "prose right above\n"] {
        let check = format!("{OR}\n```rust,check=or\n1\n```\n\n");
        let line = check.lines().count() + 1 + before.lines().count();
        let wrong = problems(&format!(
            "{check}{before}```rust,wrong=or,because=\"`or` is not called\"\n2\n```\n\nafter\n"
        ));
        let expected = format!("02-page.md:{line}: this opens no fence, since a backtick");
        assert!(wrong.contains(&expected), "{wrong}");
    }
    assert!(
        page("A code span in its longest form: ```rust,id=x``` is one.\n")
            .cells
            .is_empty()
    );
    assert!(page("```rust,id=x``` is one, too.\n").cells.is_empty());
}

const OR: &str = "```rust,exercise=or\n// ### BEGIN SOLUTION\n// ### END SOLUTION\n```\n";

#[test]
fn an_exercise_has_its_checks_and_wrong_answers() {
    let text = format!(
        "{OR}\n```rust,check=or\n1\n```\n\nprose\n\n```rust,wrong=or,because=\"a\"\n2\n```\n\
         ```rust,wrong=or,because=\"b\",says=\"c\"\n3\n```\n```rust\n4\n```\n"
    );
    let page = page(&text);
    assert_eq!(page.cells.len(), 3);
    let [exercise] = &page.exercises()[..] else {
        panic!("{:?}", page.exercises())
    };
    assert_eq!((exercise.name, exercise.checks.len()), ("or", 1));
    let wrong: Vec<_> = exercise
        .wrong
        .iter()
        .map(|w| (w.id.as_str(), w.line))
        .collect();
    assert_eq!(wrong, [("wrong-or-1", 12), ("wrong-or-2", 15)]);
    assert_eq!(exercise.wrong[1].mistake.says.as_deref(), Some("c"));
}

#[test]
fn a_wrong_answer_follows_the_checks_that_judge_it() {
    let wrong = "```rust,wrong=or,because=x\n1\n```\n";
    let check = "```rust,check=or\n1\n```\n";
    assert!(problems(wrong).contains("02-page.md:1: there is no exercise `or` on this page"));
    assert!(
        problems(&format!("{OR}{wrong}{check}"))
            .contains("02-page.md:5: there is no check of `or` before")
    );
    let late = problems(&format!("{OR}{check}{wrong}{check}"));
    assert!(
        late.contains("02-page.md:11: this check stands after a wrong answer in line 8"),
        "{late}"
    );
    let solved = wrong.replace('1', "// ### BEGIN SOLUTION\n// ### END SOLUTION");
    let solved = problems(&format!("{OR}{check}{solved}"));
    assert!(
        solved.contains("a wrong answer has no solution region"),
        "{solved}"
    );
}

#[test]
fn two_cells_that_a_grader_would_call_the_same_are_an_error() {
    let exercise = |name: &str| OR.replace("=or", &format!("={name}"));
    let check = "```rust,check=or\n1\n```\n";
    for (other, checks, line) in [("or-check", 1, 8), ("or-check-2", 2, 11)] {
        let first = format!("{}{}", OR, check.repeat(checks));
        let clash = problems(&format!("{first}{}", exercise(other)));
        let expected = format!("02-page.md:{line}: a grader would call this cell `{other}`");
        assert!(clash.contains(&expected), "{clash}");
        let turned = problems(&format!("{}{first}", exercise(other)));
        assert!(
            turned.contains(&format!("`{other}`, like the one in line 1")),
            "{turned}"
        );
    }
    assert_eq!(
        page(&format!("{OR}{check}{}", exercise("check-or")))
            .cells
            .len(),
        3
    );
}

#[test]
fn a_line_is_found_again_behind_an_include() {
    let written = "# T\n{{#include x}}\n```rust,bad\n```\n```rust,bad\n```\n";
    let expanded = "# T\none\ntwo\nthree\n```rust,bad\n```\n```rust,bad\n```\n";
    assert_eq!(line_as_written(expanded, Some(written), 5), 3);
    assert_eq!(line_as_written(expanded, Some(written), 7), 5);
    assert_eq!(line_as_written(expanded, Some(written), 3), 3);
    assert_eq!(line_as_written(expanded, None, 5), 5);
}

#[test]
fn headings_have_mdbooks_anchors() {
    let page = page(
        "# The `or` rule: x_1\n## Twice\n## Twice\n## Named {#here .cls}\n\nUnder {#line}\n=====\n",
    );
    let anchors: Vec<&str> = page.headings.iter().map(|h| h.anchor.as_str()).collect();
    assert_eq!(
        anchors,
        ["the-or-rule-x_1", "twice", "twice-1", "here", "line"]
    );
    let attributes = page.headings.iter().map(|h| h.attributes.clone());
    let attributes: Vec<&str> = attributes
        .flatten()
        .map(|range| &page.text[range])
        .collect();
    assert_eq!(attributes, ["{#here .cls}", "{#line}"]);
    assert!(page.text[..page.headings[4].end].ends_with("====="));
}
