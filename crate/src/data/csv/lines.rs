//! Lines of a text, whichever system ended them.

/// Finds the line of a place in a text. Places are asked for from first to last.
pub(super) struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            line: 1,
        }
    }

    /// The line of this place, counted from 1.
    pub(super) fn line(&mut self, at: usize) -> usize {
        self.line += ends(&self.bytes[self.at..at]);
        self.at = at;
        self.line
    }

    /// The first place from here on that is in no empty line.
    pub(super) fn past_empty(&self, at: usize) -> usize {
        let rest = &self.bytes[at..];
        let empty = rest.iter().take_while(|byte| b"\r\n".contains(byte));
        at + empty.count()
    }
}

/// How many lines end inside a value.
pub(super) fn breaks(value: &str) -> usize {
    ends(value.as_bytes())
}

/// `\r\n` ends one line, as `\n` and `\r` alone do.
fn ends(bytes: &[u8]) -> usize {
    let both = bytes.windows(2).filter(|pair| pair == b"\r\n").count();
    bytes.iter().filter(|byte| b"\r\n".contains(byte)).count() - both
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_as_on_any_system() {
        for text in ["a\nb\n\nc", "a\r\nb\r\n\r\nc", "a\rb\r\rc"] {
            let mut lines = Lines::of(text.as_bytes());
            assert_eq!(lines.line(text.find('b').unwrap()), 2, "{text:?}");
            let c = lines.past_empty(text.find('b').unwrap() + 1);
            assert_eq!((text.find('c'), lines.line(c)), (Some(c), 4), "{text:?}");
        }
        assert_eq!(breaks("two\r\nlines"), 1);
    }
}
