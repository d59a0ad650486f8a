//! Animations: what a page and a notebook find in them.

use downhill_plot::{Axes, Figure};
use roxmltree::Document;

/// Four frames of a line that moves over the same two points.
pub(crate) fn frames() -> Vec<Axes> {
    let frame = |step: u8| {
        Axes::new(format!("the line x₁ + x₂ = {step}"))
            .title(format!("step {step}"))
            .x_range(0.0, 2.0)
            .y_range(-f64::from(step), 2.0)
            .half_planes([1.0, 1.0], f64::from(step))
            .decision_line("boundary", [1.0, 1.0], f64::from(step))
            .points("data", &[(0.5, 0.5), (1.5, 1.5)])
    };
    (0..4).map(frame).collect()
}

#[test]
fn an_animation_has_one_group_a_frame_and_draws_what_is_shared_once() {
    let figure = Figure::animation("a line that moves", &frames()).unwrap();
    let document = Document::parse(figure.svg()).unwrap();
    let frames: Vec<_> = document
        .descendants()
        .filter(|n| {
            n.attribute("class")
                .is_some_and(|c| c.split(' ').any(|c| c == "frame"))
        })
        .collect();
    let labels: Vec<_> = frames
        .iter()
        .filter_map(|f| f.attribute("data-label"))
        .collect();
    assert_eq!(labels, ["step 0", "step 1", "step 2", "step 3"]);
    assert_eq!(
        frames[2].attribute("data-alt"),
        Some("the line x₁ + x₂ = 2")
    );
    // Without styles only the last frame shows.
    let hidden: Vec<_> = frames.iter().map(|f| f.attribute("display")).collect();
    assert_eq!(hidden, [Some("none"), Some("none"), Some("none"), None]);
    // The axes and the points are the same in all frames; the range holds every frame's.
    let discs = document
        .descendants()
        .filter(|n| n.attribute("stroke-linecap").is_some());
    assert_eq!(
        discs.count(),
        2,
        "the two points in one path, and the legend's sample"
    );
    assert_eq!(
        document.root_element().attribute("data-extent"),
        Some("0 2 -3 2")
    );
}

#[test]
fn the_styles_of_an_animation_reach_no_other_figure() {
    let classes: Vec<String> = [1, 2]
        .map(|skip| {
            let figure = Figure::animation("a line", &frames()[skip..]).unwrap();
            let document = Document::parse(figure.svg()).unwrap();
            let class = document
                .root_element()
                .attribute("class")
                .unwrap()
                .to_string();
            let style = document
                .descendants()
                .find(|n| n.has_tag_name("style"))
                .unwrap();
            let style = style.text().unwrap();
            let rules = style
                .split('}')
                .filter(|rule| rule.contains(".frame") || rule.contains(".last"));
            for rule in rules {
                let selector = rule.rsplit_once('{').unwrap().0.rsplit('{').next().unwrap();
                assert!(selector.starts_with(&format!(".{class}")), "{selector}");
            }
            assert!(style.contains(&format!("@keyframes {class}{{")));
            class
        })
        .to_vec();
    assert_ne!(classes[0], classes[1]);
}
