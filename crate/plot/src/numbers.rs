//! Numbers on lines: where each stands, and the gap that the line leaves for it.

use crate::clip::{Coord, Rect};
use crate::text::{self, TICK};

/// Room beside and above a number, in pixels.
const SIDE: f64 = 3.0;
/// How closely places along a line are tried, in pixels.
const STEP: f64 = 6.0;
/// A line has a number if it is this many times as long.
const LONG: f64 = 2.5;

/// The lines of one level, in pixels.
pub(crate) type Lines = Vec<Vec<Coord>>;

/// The lines with gaps, and the numbers' places, a level each; `None` where there is no room.
pub(crate) fn number(
    levels: &[Lines],
    texts: &[String],
    frame: Rect,
) -> (Vec<Lines>, Vec<Option<Coord>>) {
    let mut taken: Vec<Rect> = Vec::new();
    let mut places = Vec::new();
    let mut cut = levels.to_vec();
    for (i, text) in texts.iter().enumerate() {
        let half = (text::width(text, TICK) / 2.0 + SIDE, TICK / 2.0);
        let others = || {
            levels
                .iter()
                .enumerate()
                .filter(|(j, _)| *j != i)
                .flat_map(|(_, lines)| lines)
        };
        let free = |at: Coord| {
            let room = around(at, half);
            let framed = room.corners().iter().all(|&corner| frame.contains(corner));
            let crossed = |line: &Vec<Coord>| !room.polyline(line).is_empty();
            framed && !taken.iter().any(|other| meet(room, *other)) && !others().any(crossed)
        };
        let longest = levels[i]
            .iter()
            .max_by(|a, b| length(a).total_cmp(&length(b)));
        let straightest = longest
            .filter(|line| length(line) > LONG * 2.0 * half.0)
            .into_iter()
            .flat_map(|line| candidates(line))
            .filter(|&at| free(at))
            .map(|at| (at, length_in(around(at, (half.0, half.0)), &levels[i])))
            // The first of the best, for the same figure each time.
            .reduce(|best, next| if next.1 < best.1 - 1e-6 { next } else { best })
            .map(|(at, _)| at);
        if let Some(at) = straightest {
            let room = around(at, half);
            taken.push(room);
            cut[i] = levels[i]
                .iter()
                .flat_map(|line| outside(line, room))
                .collect();
        }
        places.push(straightest);
    }
    (cut, places)
}

fn around((x, y): Coord, (wide, high): (f64, f64)) -> Rect {
    Rect {
        x: (x - wide, x + wide),
        y: (y - high, y + high),
    }
}

fn meet(a: Rect, b: Rect) -> bool {
    a.x.0 < b.x.1 && b.x.0 < a.x.1 && a.y.0 < b.y.1 && b.y.0 < a.y.1
}

fn distance(a: Coord, b: Coord) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

fn length(line: &[Coord]) -> f64 {
    line.windows(2).map(|pair| distance(pair[0], pair[1])).sum()
}

/// How much line there is in a square about a place: least where one straight piece crosses it.
fn length_in(room: Rect, lines: &Lines) -> f64 {
    let inside = lines.iter().flat_map(|line| room.polyline(line));
    inside.map(|piece| length(&piece)).sum()
}

/// Places along a line.
fn candidates(line: &[Coord]) -> impl Iterator<Item = Coord> + '_ {
    line.windows(2).flat_map(|pair| {
        let (from, to) = (pair[0], pair[1]);
        let steps = (distance(from, to) / STEP).ceil().max(1.0);
        (0..steps as usize).map(move |i| {
            let share = i as f64 / steps;
            (
                from.0 + share * (to.0 - from.0),
                from.1 + share * (to.1 - from.1),
            )
        })
    })
}

/// The pieces of a line outside a box.
fn outside(line: &[Coord], room: Rect) -> Lines {
    let mut pieces: Lines = Vec::new();
    let mut add = |from: Coord, to: Coord| match pieces.last_mut() {
        _ if from == to => {}
        Some(piece) if piece.last() == Some(&from) => piece.push(to),
        _ => pieces.push(vec![from, to]),
    };
    for pair in line.windows(2) {
        match room.segment(pair[0], pair[1]) {
            Some((enters, leaves)) => {
                add(pair[0], enters);
                add(leaves, pair[1]);
            }
            None => add(pair[0], pair[1]),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Rect = Rect {
        x: (0.0, 300.0),
        y: (0.0, 200.0),
    };

    #[test]
    fn a_line_leaves_a_gap_for_its_number_and_no_other_line_crosses_it() {
        let across = |y: f64| vec![(0.0, y), (140.0, y), (300.0, y)];
        let upright = vec![(150.0, 0.0), (150.0, 200.0)];
        let levels = [vec![across(60.0)], vec![across(64.0)], vec![upright]];
        let texts = ["1", "2", "3"].map(String::from);
        let (lines, places) = number(&levels, &texts, FRAME);
        assert_eq!(places[..2], [None, None], "too close to each other");
        let at = places[2].unwrap();
        assert!(at.0 == 150.0 && (at.1 - 62.0).abs() > TICK / 2.0, "{at:?}");
        assert_eq!(lines[2].len(), 2);
        let gap = lines[2][1][0].1 - lines[2][0][1].1;
        assert!((gap - TICK).abs() < 1e-9, "{gap}");
        assert_eq!(lines[0], levels[0]);
    }

    #[test]
    fn short_lines_have_no_number() {
        let levels = [vec![vec![(100.0, 100.0), (110.0, 100.0)]]];
        assert_eq!(number(&levels, &["10".into()], FRAME).1, [None]);
    }
}
