use super::*;

/// The markup of one cell with this inside.
fn cell(inside: &str) -> String {
    let markup = clean(&format!("<table><tr><td>{inside}</td></tr></table>"))
        .unwrap()
        .markup;
    let cell = markup.strip_prefix("<table><tr><td>").unwrap();
    cell.strip_suffix("</td></tr></table>").unwrap().to_owned()
}

#[test]
fn a_table_of_texts_stays_as_it_is() {
    let table = "<table>\n<caption>Rates &amp; rules</caption>\n<thead><tr><th scope=\"col\" style=\"text-align:left\">rule</th>\
        <th scope=\"col\" colspan=\"2\" style=\"text-align:right\">rate</th></tr></thead>\n<tbody>\n<tr><th scope=\"row\">a</th>\
        <td style=\"text-align: right;\">3\u{2008}\u{2007}</td><td align=\"RIGHT\">&lt;0&#46;5</td></tr>\n</tbody>\n</table>";
    let expected = "<table><caption>Rates &amp; rules</caption><thead><tr><th scope=\"col\" style=\"text-align:left\">rule</th>\
        <th scope=\"col\" colspan=\"2\" style=\"text-align:right\">rate</th></tr></thead><tbody><tr><th scope=\"row\">a</th>\
        <td style=\"text-align:right\">3\u{2008}\u{2007}</td><td style=\"text-align:right\">&lt;0.5</td></tr></tbody></table>";
    let clean = clean(table).unwrap();
    assert_eq!(clean.markup, expected);
    assert_eq!(clean.caption, "Rates & rules");
    assert_eq!(
        cell("<b>5</b>&nbsp;<span class=\"x\" onclick=\"y()\">m<sup>2</sup></span>"),
        "5\u{a0}m2"
    );
    assert_eq!(
        cell("$x$\n\n`{{#include a}}`"),
        "&#36;x&#36;&#10;&#10;&#96;&#123;&#123;#include a&#125;&#125;&#96;"
    );
}

#[test]
fn what_could_act_is_left_out() {
    for inside in [
        "<script>alert(1)</script>",
        "<style>body { display: none }</style>",
        "<img src=\"x\" onerror=\"alert(1)\"/>",
        "<svg onload=\"alert(1)\"><path/></svg>",
        "<iframe src=\"https://example.org\"></iframe>",
        "<form><input type=\"submit\"/></form>",
        "<math><mtext><table><mglyph><style></style></mglyph></table></mtext></math>",
        "<table><tr><td>nested</td></tr></table>",
        "<template><script>alert(1)</script></template>",
        "<tr><td>misplaced</td></tr>",
        "<!-- a comment --><?php echo 1 ?>",
        "<b><script>alert(1)</script></b>",
    ] {
        assert_eq!(cell(inside), "", "{inside}");
    }
    assert_eq!(cell("<a href=\"javascript:alert(1)\">text</a>"), "text");
    assert_eq!(
        cell("<![CDATA[<script>alert(1)</script>]]>"),
        "&lt;script&gt;alert(1)&lt;/script&gt;"
    );
    assert_eq!(cell("&lt;script&gt;&#60;b&#62;"), "&lt;script&gt;&lt;b&gt;");
}

#[test]
fn attributes_are_let_through_by_name_and_value() {
    for attribute in [
        "onclick=\"alert(1)\"",
        "ONMOUSEOVER=\"alert(1)\"",
        "id=\"sidebar\"",
        "class=\"menu-bar\"",
        "style=\"position:fixed\"",
        "style=\"text-align:right;background:url(https://example.org)\"",
        "style=\"text-align:right}body{display:none\"",
        "background=\"https://example.org/a.png\"",
        "scope=\"everything\"",
        "colspan=\"100000\"",
        "rowspan=\"-1\"",
        "align=\"&quot; onclick=&quot;alert(1)\"",
        "xlink:href=\"javascript:alert(1)\"",
        "tabindex=\"1\"",
    ] {
        let table = format!("<table><tr {attribute}><td {attribute}>1</td></tr></table>");
        assert_eq!(
            clean(&table).unwrap().markup,
            "<table><tr><td>1</td></tr></table>",
            "{attribute}"
        );
    }
}

#[test]
fn text_stands_in_cells_and_caption_alone() {
    let table = "<table>a<caption>b</caption>c<tr>d<td>e</td>f</tr><p>g</p><td>h</td></table>";
    let expected = "<table><caption>b</caption><tr><td>e</td></tr></table>";
    assert_eq!(clean(table).unwrap().markup, expected);
    let upper = "<TABLE><TR><TD COLSPAN=\"2\">1</TD><td/></TR></TABLE>";
    assert_eq!(
        clean(upper).unwrap().markup,
        "<table><tr><td colspan=\"2\">1</td><td></td></tr></table>"
    );
}

#[test]
fn what_is_no_table_is_refused() {
    for text in [
        "",
        "plain",
        "<b>x</b>",
        "<table></table>",
        "<table><caption>alone</caption></table>",
        "<table><tr><td>1</td></tr>",
        "<table><tr><td>1</tr></td></table>",
        "<table><tr><td>a<br>b</td></tr></table>",
        "<table><tr><td>&unknown;</td></tr></table>",
        "<table><tr><td>1</td></tr></table><script>alert(1)</script>",
        "before <table><tr><td>1</td></tr></table>",
        "<table><tr><td>1</td></tr></table> after",
        "<div><table><tr><td>1</td></tr></table></div>",
        "<table><tr><td>1</td></tr></table></div>",
        "<script><table><tr><td>1</td></tr></table></script>",
    ] {
        assert_eq!(clean(text), None, "{text}");
    }
}

#[test]
fn deep_nesting_ends_well() {
    let deep = format!("{}x{}", "<b>".repeat(20_000), "</b>".repeat(20_000));
    assert_eq!(cell(&deep), "x");
    let tables = format!("{}x{}", "<table>".repeat(20_000), "</table>".repeat(20_000));
    assert_eq!(cell(&tables), "");
}
