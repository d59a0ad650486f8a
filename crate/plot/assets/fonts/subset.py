"""Cuts DejaVu Sans down to the characters that figures use, without hints and layout tables.

    npm pack dejavu-fonts-ttf@2.37.3 && tar xzf dejavu-fonts-ttf-2.37.3.tgz
    pip install fonttools==4.68.0
    python subset.py package/ttf/DejaVuSans.ttf DejaVuSans-subset.ttf
"""

import sys

from fontTools import subset

CHARACTERS = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "".join(map(chr, range(0xA0, 0x180)))
    + "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρςστυφχψωϑϕϵ"
    + "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ"
    + "−×÷±·•∙⋅≈≠≤≥≡∞√∑∏∫∂∇∆∈∉∥⊙∘∝←↑→↓↔⇒′″‖…⋮–—‘’“”½¼¾⅓ℓℝ\u0302\u0304"
)

options = subset.Options()
options.hinting = False
options.notdef_outline = True
options.glyph_names = False
options.layout_features = []
options.name_IDs = [0, 1, 2, 5, 13]
options.drop_tables += ["GSUB", "GPOS", "GDEF", "kern", "FFTM", "gasp", "fpgm", "prep", "cvt "]
source, target = sys.argv[1:]
font = subset.load_font(source, options)
subsetter = subset.Subsetter(options)
subsetter.populate(text=CHARACTERS)
subsetter.subset(font)
missing = {c for c in map(ord, CHARACTERS)} - set(font.getBestCmap())
assert not missing, f"not in the font: {''.join(map(chr, sorted(missing)))}"
font["head"].modified = font["head"].created
font.recalcTimestamp = False
subset.save_font(font, target, options)
