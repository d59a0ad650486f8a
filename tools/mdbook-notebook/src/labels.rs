//! Every word that a reader sees.

use serde::Deserialize;

macro_rules! labels {
    ($($(#[$doc:meta])* $name:ident = $default:literal,)*) => {
        /// Every word that a reader sees, for translations.
        #[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
        #[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
        pub struct Labels {
            $($(#[$doc])* pub $name: String,)*
        }

        impl Default for Labels {
            fn default() -> Self {
                Labels { $($name: $default.into(),)* }
            }
        }
    };
}

labels! {
    /// Over a folded solution.
    solution = "Solution",
    /// Over a folded check.
    check = "Check",
    /// Over an exercise's folded wrong answers.
    mistakes = "Common mistakes",
    /// Over folded code.
    code = "Show the code",
    /// Before a caption's number.
    figure = "Figure",
    /// What assistive technology calls a cell's outputs.
    output = "Output",
    /// On a page without a notebook.
    missing = "This page has no notebook yet, so the outputs of its cells are missing.",
    /// On a page whose notebook ran other code.
    stale = "The code on this page has changed since its notebook last ran, so some outputs may be out of date.",
    /// Under a cell whose output is that of other code.
    stale_cell = "This cell has changed since it last ran.",
    /// Under a cell that the notebook has not run.
    unrun_cell = "This cell has not been run yet.",
    /// For an output that a page cannot show safely.
    unsupported = "This output can only be seen in the notebook.",
    /// In place of a figure or a table that is too long for a page.
    too_large = "This output is too large for a page: it is in the notebook.",
    /// The last line of a text that is too long for a page.
    cut = "… and {left} more bytes, which are in the notebook.",
    /// The stepper's first button.
    previous = "Previous frame",
    /// The stepper's last button.
    next = "Next frame",
    /// The stepper's play button.
    play = "Play",
    /// The same while it plays.
    pause = "Pause",
    /// The stepper's slider.
    slider = "Frame",
    /// Where the stepper stands.
    position = "frame {current} of {total}",
    /// Over a question with choices.
    question = "Question",
    /// Over the folded answers of a question.
    answer = "Answer",
    /// The button that judges a choice.
    check_answer = "Check my answer",
    /// Before the reason why a choice is right.
    right = "Right.",
    /// Before the reason why a choice is wrong.
    wrong = "Not right.",
    /// Where nothing has been chosen yet.
    choose = "Choose an answer first.",
    /// Beside the place in a notebook where a reader writes their choice.
    your_choice = "your choice",
    /// Over the cell that computes a question's answer.
    computed = "How the answer is computed",
    /// Over a source note.
    source = "Source note",
    /// Before the links to a source note's rows.
    rows = "Checked in",
    /// The title of a `[!NOTE]` in a notebook.
    note = "Note",
    /// The title of a `[!TIP]` in a notebook.
    tip = "Tip",
    /// The title of an `[!IMPORTANT]` in a notebook.
    important = "Important",
    /// The title of a `[!WARNING]` in a notebook.
    warning = "Warning",
    /// The title of a `[!CAUTION]` in a notebook.
    caution = "Caution",
}
