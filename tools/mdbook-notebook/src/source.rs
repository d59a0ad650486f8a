//! The lines of one cell, and the forms they take: as the page shows them, as the learner gets them, solved, and tested.

/// What stands in the learner's notebook where a solution stood.
const STUB: &str = "todo!()";
/// nbgrader's default delimiters of a solution region.
const BEGIN: &str = "### BEGIN SOLUTION";
const END: &str = "### END SOLUTION";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Given,
    Begin,
    Solution,
    End,
}

/// The code of a cell, line by line as written in the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    lines: Vec<(String, Part)>,
}

impl Source {
    /// Reads a fence's text and marks its solution regions.
    ///
    /// # Errors
    /// For each unbalanced marker: the line's index from 0, and a sentence.
    pub fn parse(text: &str) -> Result<Source, Vec<(usize, String)>> {
        let mut wrong = Vec::new();
        let mut open = None;
        let mut lines = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let part = if line.contains(BEGIN) {
                if open.is_some() {
                    wrong.push((index, format!("`{BEGIN}` inside a solution region")));
                }
                open = Some(index);
                Part::Begin
            } else if line.contains(END) {
                if open.take().is_none() {
                    wrong.push((index, format!("`{END}` without `{BEGIN}`")));
                }
                Part::End
            } else if open.is_some() {
                Part::Solution
            } else {
                Part::Given
            };
            lines.push((line.to_owned(), part));
        }
        if let Some(index) = open {
            wrong.push((index, format!("`{BEGIN}` without `{END}`")));
        }
        if wrong.is_empty() {
            Ok(Source { lines })
        } else {
            Err(wrong)
        }
    }

    /// Whether the cell has a solution region.
    pub fn has_solution(&self) -> bool {
        self.lines.iter().any(|(_, part)| *part == Part::Begin)
    }

    /// What the learner's notebook holds: hidden lines shown, solutions replaced by a stub.
    pub fn learner(&self) -> String {
        join(self.stubbed().map(|line| reveal(&line)))
    }

    /// What the solved notebook holds: everything, markers included, so that a grader's tools can make the stub themselves.
    pub fn solved(&self) -> String {
        join(self.lines.iter().map(|(line, _)| reveal(line)))
    }

    /// What the page shows first: hidden lines still marked as hidden, solutions replaced by a stub.
    pub fn page(&self) -> String {
        join(self.stubbed())
    }

    /// What the page folds away: the solution in its place, without the markers.
    pub fn page_solution(&self) -> String {
        let inside = |part: &Part| matches!(part, Part::Given | Part::Solution);
        join(
            self.lines
                .iter()
                .filter(|(_, part)| inside(part))
                .map(|(line, _)| line.clone()),
        )
    }

    /// What a test runs: the solution, without kernel commands. Every line keeps its place, so that errors name the right one.
    pub fn test(&self) -> Vec<String> {
        self.lines
            .iter()
            .map(|(line, _)| {
                let line = reveal(line);
                if is_kernel_command(&line) {
                    String::new()
                } else {
                    line
                }
            })
            .collect()
    }

    /// The same as one text.
    pub fn code(&self) -> String {
        join(self.test().into_iter())
    }

    fn stubbed(&self) -> impl Iterator<Item = String> + '_ {
        self.lines.iter().filter_map(|(line, part)| match part {
            Part::Given => Some(line.clone()),
            Part::Begin => {
                let indent: String = line.chars().take_while(|c| c.is_whitespace()).collect();
                Some(format!("{indent}{STUB}"))
            }
            Part::Solution | Part::End => None,
        })
    }
}

fn join(lines: impl Iterator<Item = String>) -> String {
    let text = lines.collect::<Vec<_>>().join("\n");
    text.trim_end_matches('\n').to_owned()
}

/// A line as it runs: `# code` is a hidden line, `##` an escaped `#` (rustdoc's rule).
pub fn reveal(line: &str) -> String {
    let code = line.trim_start();
    let indent = &line[..line.len() - code.len()];
    if let Some(rest) = code.strip_prefix("##") {
        format!("{indent}#{rest}")
    } else if let Some(hidden) = code.strip_prefix("# ") {
        format!("{indent}{hidden}")
    } else if code.trim_end() == "#" {
        String::new()
    } else {
        line.to_owned()
    }
}

/// The inverse for rustdoc, which would take a `#` line of plain code (in a string, say) for a hidden one.
pub fn escape(line: &str) -> String {
    let code = line.trim_start();
    if code.starts_with("##") || code.starts_with("# ") || code.trim_end() == "#" {
        let indent = &line[..line.len() - code.len()];
        format!("{indent}#{code}")
    } else {
        line.to_owned()
    }
}

/// `:dep`, `:vars` and the like speak to the kernel; `::path` is Rust.
fn is_kernel_command(line: &str) -> bool {
    line.starts_with(':') && !line.starts_with("::")
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXERCISE: &str = "# use std::fmt;\nfn or(a: bool, b: bool) -> bool {\n    // ### BEGIN SOLUTION\n    a || b\n    // ### END SOLUTION\n}\n";

    #[test]
    fn an_exercise_has_a_stub_and_a_solution() {
        let source = Source::parse(EXERCISE).unwrap();
        assert!(source.has_solution());
        assert_eq!(
            source.learner(),
            "use std::fmt;\nfn or(a: bool, b: bool) -> bool {\n    todo!()\n}"
        );
        assert_eq!(
            source.page(),
            "# use std::fmt;\nfn or(a: bool, b: bool) -> bool {\n    todo!()\n}"
        );
        assert_eq!(
            source.page_solution(),
            "# use std::fmt;\nfn or(a: bool, b: bool) -> bool {\n    a || b\n}"
        );
        assert!(
            source
                .solved()
                .contains("    // ### BEGIN SOLUTION\n    a || b\n    // ### END")
        );
        assert_eq!(source.test().len(), 6);
    }

    #[test]
    fn hidden_lines_follow_rustdoc() {
        let text =
            "# let a = 1;\n#\n## not hidden\n  # indented\n#[derive(Debug)]\n#![allow(unused)]";
        let lines: Vec<String> = text.lines().map(reveal).collect();
        let expected = [
            "let a = 1;",
            "",
            "# not hidden",
            "  indented",
            "#[derive(Debug)]",
            "#![allow(unused)]",
        ];
        assert_eq!(lines, expected);
        for line in [
            "# x",
            "#",
            "## y",
            "  # z",
            "#[derive(Debug)]",
            "let x = 1;",
        ] {
            assert_eq!(reveal(&escape(line)), line);
        }
    }

    #[test]
    fn kernel_commands_leave_the_test_and_lines_keep_their_places() {
        let source =
            Source::parse(":dep a = { path = \"..\" }\n::std::mem::drop(1);\n# let b = 2;")
                .unwrap();
        assert_eq!(source.test(), ["", "::std::mem::drop(1);", "let b = 2;"]);
        assert!(source.learner().starts_with(":dep a"));
    }

    #[test]
    fn unbalanced_markers_name_their_line() {
        let wrong = |text| Source::parse(text).unwrap_err();
        assert_eq!(wrong("a\n// ### BEGIN SOLUTION\nb")[0].0, 1);
        assert!(wrong("a\n// ### END SOLUTION")[0].1.contains("without"));
        let nested = "// ### BEGIN SOLUTION\n// ### BEGIN SOLUTION\n// ### END SOLUTION";
        assert!(wrong(nested)[0].1.contains("inside"));
    }
}
