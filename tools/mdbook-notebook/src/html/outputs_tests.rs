use pulldown_cmark::{Event, Tag};
use serde_json::json;

use super::*;
use crate::page::markdown;

fn rendered(outputs: &Value, role: &Role, caption: Option<(&str, &str)>) -> Rendered {
    let labels = Labels::default();
    let frame = Frame {
        labels: &labels,
        prefix: "p-",
        caption,
    };
    render(outputs.as_array().unwrap(), role, frame)
}

fn plain(outputs: &Value) -> String {
    let rendered = rendered(outputs, &Role::Plain, None);
    assert!(!rendered.cut);
    rendered.markup
}

/// The printed text as a browser would read it back.
fn printed(html: &str) -> String {
    let inside = html.split("<samp>").nth(1).unwrap();
    let text = inside.split("</samp>").next().unwrap();
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"");
    let mut parts = text.split("&#");
    let mut read = parts.next().unwrap().to_owned();
    for part in parts {
        let (code, rest) = part.split_once(';').unwrap();
        read.push(char::from_u32(code.parse().unwrap()).unwrap());
        read.push_str(rest);
    }
    read.replace("&amp;", "&")
}

#[test]
fn printed_text_survives_markdown_to_the_byte() {
    let nasty = "<script>alert('x')</script>\n\n    indented\n\n# no heading\n```rust\n*a* _b_ $c$ {{#include d}} &amp; \\( [e](f)\n> q\n</samp></pre></div>\n\n<b>";
    let long = format!("{nasty}{}", "x".repeat(100_000));
    let html = plain(&json!([{"output_type": "stream", "name": "stdout", "text": long}]));
    assert_eq!(printed(&html), long);
    assert_eq!(html.lines().count(), 1);
    // Between paragraphs it is one HTML block, and nothing else.
    let page = format!("before\n\n{html}\n\nafter\n");
    let mut seen = String::new();
    let mut blocks = 0;
    for event in markdown(&page) {
        match event {
            Event::Html(part) => seen += &part,
            Event::Start(Tag::HtmlBlock) => blocks += 1,
            Event::Start(Tag::Paragraph) | Event::End(_) | Event::Text(_) => {}
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(blocks, 1);
    assert_eq!(seen.trim_end(), html);
}

#[test]
fn streams_join_and_errors_lose_their_colours() {
    let html = plain(&json!([
        {"output_type": "stream", "name": "stdout", "text": ["a\n"]},
        {"output_type": "stream", "name": "stdout", "text": "b\n"},
        {"output_type": "stream", "name": "stderr", "text": "c"},
        {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["\u{1b}[31mwhy\u{1b}[0m", "where"]},
        {"output_type": "error", "ename": "E", "evalue": "v", "traceback": []},
        {"output_type": "stream", "name": "stdout", "text": "\n"},
    ]));
    let blocks: Vec<&str> = html.split("\n\n").collect();
    assert_eq!(blocks.len(), 4);
    let expected = [
        ("stdout", "a\nb"),
        ("stderr", "c"),
        ("error", "why\nwhere"),
        ("error", "E: v"),
    ];
    for (block, (class, text)) in blocks.iter().zip(expected) {
        assert!(block.contains(&format!("notebook-{class}")), "{block}");
        assert_eq!(printed(block), text);
    }
}

#[test]
fn a_figure_has_its_alt_text_and_caption() {
    let svg = json!([{"output_type": "display_data", "data": {
        "image/svg+xml": ["<svg viewBox=\"0 0 1 1\">", "<path d=\"\"/></svg>"], "text/plain": "a *line* that rises\n"}}]);
    let whole = rendered(&svg, &Role::Plain, Some(("2.3", "It `rises`.")));
    assert!(!whole.stepped);
    let expected = "<figure class=\"notebook-figure\" id=\"figure-2-3\"><svg viewBox=\"0 0 1 1\" role=\"img\" \
        aria-label=\"a &#42;line&#42; that rises\"><path d=\"\"/></svg><figcaption>\n\n**Figure 2.3.** It `rises`.\n\n</figcaption></figure>";
    assert_eq!(whole.markup, expected);
    assert!(plain(&svg).ends_with("</svg></figure>"));
    // With nothing drawn the caption keeps its number.
    let html = rendered(&json!([]), &Role::Plain, Some(("2.3", "Later."))).markup;
    assert!(html.starts_with("<figure class=\"notebook-figure\" id=\"figure-2-3\"><figcaption>"));
    // Of two figures the last has the caption.
    let two = json!([svg[0], svg[0]]);
    let html = rendered(&two, &Role::Plain, Some(("2.3", "Two."))).markup;
    let blocks: Vec<&str> = html.splitn(2, "\n\n").collect();
    assert!(!blocks[0].contains("figcaption"));
    assert_eq!(html.matches("figure-2-3").count(), 1);
}

#[test]
fn frames_make_a_stepper() {
    let svg = json!([{"output_type": "display_data", "data": {"text/plain": "steps",
        "image/svg+xml": "<svg><g class=\"frame\"/><g class=\"frame\"/></svg>"}}]);
    let whole = rendered(&svg, &Role::Plain, None);
    assert!(whole.stepped);
    let html = whole.markup;
    assert!(html.contains("class=\"notebook-figure notebook-steps\""));
    assert!(html.contains("data-position=\"frame &#123;current&#125; of &#123;total&#125;\""));
}

#[test]
fn rasters_and_what_cannot_be_shown() {
    let data = |data: Value| json!([{"output_type": "execute_result", "data": data}]);
    let html = plain(&data(
        json!({"image/png": "AA\nBB==\n", "text/plain": "dots"}),
    ));
    assert_eq!(
        html,
        "<figure class=\"notebook-figure\"><img src=\"data:image/png;base64,AABB==\" alt=\"dots\"></figure>"
    );
    let unsupported = note(&Labels::default().unsupported);
    assert_eq!(
        plain(&data(json!({"image/png": "\"onerror=alert(1)"}))),
        unsupported
    );
    assert_eq!(plain(&data(json!({"image/svg+xml": "<svg>"}))), unsupported);
    assert_eq!(plain(&data(json!({"text/html": "<b>x</b>"}))), unsupported);
    let html = plain(&data(json!({"text/html": "<b>x</b>", "text/plain": "<x>"})));
    assert_eq!(printed(&html), "<x>");
}

#[test]
fn a_table_is_shown_as_one_and_anything_else_as_its_text() {
    let shown = |html: &str| {
        plain(
            &json!([{"output_type": "execute_result", "data": {"text/html": [html], "text/plain": "a  b"}}]),
        )
    };
    let table = "<table><caption>A \"b\"</caption><tr><td>1</td></tr></table>";
    assert_eq!(
        shown(table),
        "<div class=\"notebook-output notebook-table\" tabindex=\"0\" role=\"group\" aria-label=\"A &quot;b&quot;\">\
         <table><caption>A &quot;b&quot;</caption><tr><td>1</td></tr></table></div>"
    );
    let unnamed = shown("<table><tr><td>1\n\n2</td></tr></table>");
    assert!(unnamed.contains("aria-label=\"Output\""), "{unnamed}");
    assert_eq!(unnamed.lines().count(), 1);
    for other in ["<b>x</b>", "<table><tr><td>1", ""] {
        assert_eq!(printed(&shown(other)), "a  b");
    }
}

#[test]
fn a_checks_score_is_for_the_grader() {
    let score = json!([{"output_type": "stream", "name": "stdout", "text": "Not solved yet."},
        {"output_type": "execute_result", "data": {"text/plain": "0", "text/html": ""}}]);
    let check = Role::Check {
        exercise: "a".into(),
        points: 1,
    };
    let html = rendered(&score, &check, None).markup;
    assert_eq!(html.matches("<samp>").count(), 1);
    assert_eq!(plain(&score).matches("<samp>").count(), 2);
}

#[test]
fn more_than_a_page_takes_is_cut_and_said() {
    let stream =
        |text: &str, name: &str| json!({"output_type": "stream", "name": name, "text": text});
    let shown = |kind: &str, data: String| json!({"output_type": "display_data", "data": {kind: data, "text/plain": "alt"}});
    let cut = |outputs: Value| {
        let whole = rendered(&outputs, &Role::Plain, None);
        assert!(
            whole.cut && whole.markup.len() < 4 * CELL_BYTES,
            "{}",
            whole.markup.len()
        );
        whole.markup
    };
    // Whole lines, and how much is missing.
    let lines = "θ = 0.5\n".repeat(100_000);
    let html = cut(json!([stream(&lines, "stdout")]));
    let text = printed(&html);
    let (kept, last) = text.rsplit_once('\n').unwrap();
    assert!(lines.starts_with(kept) && kept.ends_with("0.5"));
    let left = lines.len() - kept.len() - 1;
    assert_eq!(
        last,
        format!("… and {left} more bytes, which are in the notebook.")
    );
    // One line that has no end; and bytes that no boundary of a character divides.
    assert!(cut(json!([stream(&"θ".repeat(CELL_BYTES), "stdout")])).contains("more bytes"));
    // Many outputs, none of them long.
    let many: Vec<Value> = (0..100)
        .map(|n| stream(&"x\n".repeat(5_000), ["stdout", "stderr"][n % 2]))
        .collect();
    assert!(cut(json!(many)).contains("more bytes"));
    let path = format!("<path d=\"M0 0{}\"/>", "h1".repeat(30_000));
    let figure = format!("<svg viewBox=\"0 0 1 1\">{path}</svg>");
    let many = vec![shown("image/svg+xml", figure.clone()); 10];
    assert_eq!(cut(json!(many)).matches("too large for a page").count(), 6);
    let huge = format!("<svg viewBox=\"0 0 1 1\">{}</svg>", path.repeat(10));
    assert!(cut(json!([shown("image/svg+xml", huge)])).contains("too large"));
    let table = format!("<table>{}</table>", "<tr><td>1</td></tr>".repeat(50_000));
    assert!(cut(json!([shown("text/html", table)])).contains("too large"));
    assert!(cut(json!([shown("image/png", "AAAA".repeat(CELL_BYTES))])).contains("too large"));
    // What a terminal would have overwritten does not count.
    let bar = "working\r".repeat(100_000) + "done\n";
    assert_eq!(printed(&plain(&json!([stream(&bar, "stdout")]))), "done");
}
