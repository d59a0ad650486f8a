use super::*;

fn cleaned(inside: &str) -> String {
    let svg =
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{inside}</svg>");
    let clean = clean(&svg, "p-", "alt \"text\"").unwrap();
    let body = clean.markup.strip_suffix("</svg>").unwrap().to_owned();
    let root = "<svg viewBox=\"0 0 9 9\" role=\"img\" aria-label=\"alt &quot;text&quot;\">";
    body.strip_prefix(root).unwrap().to_owned()
}

#[test]
fn drawings_stay_as_they_are() {
    let drawing = "<g class=\"axis\" fill=\"#24292f\"><path d=\"M0,0L1,1\"/><text x=\"1\">a &lt; b</text></g>";
    assert_eq!(cleaned(drawing), drawing);
    assert_eq!(
        cleaned("<text>&#945; &amp; <![CDATA[<b>]]></text>"),
        "<text>α &amp; &lt;b&gt;</text>"
    );
    assert_eq!(
        cleaned("<text>a\n\nb $x$</text>"),
        "<text>a&#10;&#10;b &#36;x&#36;</text>"
    );
}

#[test]
fn what_could_act_is_left_out() {
    for inside in [
        "<script>alert(1)</script>",
        "<style>body { display: none }</style>",
        "<foreignObject><div>x</div></foreignObject>",
        "<a href=\"javascript:alert(1)\"><path d=\"\"/></a>",
        "<animate attributeName=\"href\" to=\"javascript:alert(1)\"/>",
        "<set attributeName=\"onload\" to=\"alert(1)\"/>",
        "<svg:script>alert(1)</svg:script>",
        "<iframe src=\"https://example.org\"/>",
        "<!-- a comment --><?php echo 1 ?>",
    ] {
        assert_eq!(cleaned(inside), "", "{inside}");
    }
    for attribute in [
        "onload=\"alert(1)\"",
        "ONCLICK=\"alert(1)\"",
        "href=\"https://example.org/x.svg#a\"",
        "xlink:href=\"javascript:alert(1)\"",
        "fill=\"url(https://example.org/#a)\"",
        "fill=\"URL( 'data:x' )\"",
        "style=\"position:fixed;background:url(x);behavior:url(y)\"",
        "style=\"fill:u\\72l(https://example.org)\"",
        "mask=\"image-set('https://example.org/a.png')\"",
        "fill=\"u\\72l(https://example.org)\"",
        "evil:thing=\"1\"",
        "tabindex=\"0\"",
    ] {
        assert_eq!(
            cleaned(&format!("<rect {attribute}/>")),
            "<rect/>",
            "{attribute}"
        );
    }
}

#[test]
fn references_stay_inside_the_figure() {
    let inside = "<clipPath id=\"c\"/><g clip-path=\"url(#c)\"/><use xlink:href=\"#c\"/><g fill='url(\"#c\")'/>";
    let expected = "<clipPath id=\"p-c\"/><g clip-path=\"url(#p-c)\"/><use href=\"#p-c\"/><g fill=\"url(#p-c)\"/>";
    assert_eq!(cleaned(inside), expected);
    let styled = "<g style=\"fill: url(#c); position: fixed; stroke: red\"/>";
    assert_eq!(cleaned(styled), "<g style=\"fill:url(#p-c);stroke:red\"/>");
    let raster = "<image href=\"data:image/png;base64,AA==\"/>";
    assert_eq!(cleaned(raster), raster);
    assert_eq!(
        cleaned("<image href=\"data:image/svg+xml;base64,AA==\"/>"),
        "<image/>"
    );
}

#[test]
fn frames_are_counted_and_the_last_is_marked() {
    let svg = "<svg><g class=\"axis\"/><g class=\"frame\"><path/></g><g class=\"frame wide\" data-label=\"end\"/></svg>";
    let clean = clean(svg, "p-", "alt").unwrap();
    assert_eq!(clean.frames, 2);
    assert!(clean.markup.contains(
        "<g class=\"frame\"><path/></g><g class=\"notebook-last frame wide\" data-label=\"end\"/>"
    ));
    assert_eq!(super::clean("<svg></svg>", "p-", "alt").unwrap().frames, 0);
}

#[test]
fn what_is_no_svg_is_refused() {
    for text in [
        "",
        "plain",
        "<svg>",
        "<svg><g></svg>",
        "<div></div>",
        "<svg/>",
        "<svg><g b=1></g></svg>",
        "<svg>&unknown;</svg>",
        "<svg><g id=\"a\" id=\"b\"/></svg>",
    ] {
        assert_eq!(clean(text, "p-", "alt"), None, "{text}");
    }
    let prologue = "<?xml version=\"1.0\"?><!DOCTYPE svg><svg width=\"1\"></svg>";
    assert!(clean(prologue, "p-", "alt").is_some());
}
