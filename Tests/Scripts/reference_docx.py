"""Writes the Word reference of the documents: styles, paper and page number, no text.

python3 Tests/Scripts/reference_docx.py Sources/CarbonDocuments/Resources/reference.docx

Paper, margins, letters and page number follow Decree 30/2020/NĐ-CP, Annex I: A4, margins 20/20/30/20 mm,
Times New Roman 13-14, page number centred in the top margin and not on page 1. pandoc takes styles and
section from this file. Same bytes every time: fixed order and dates.
"""

import sys
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def paragraph_style(identifier, name, based="BodyText", paragraph="", run="", follow=None):
    based = f'<w:basedOn w:val="{based}"/>' if based else ""
    follow = f'<w:next w:val="{follow}"/>' if follow else ""
    default = ' w:default="1"' if identifier == "Normal" else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f"{based}{follow}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def spacing(before, after, line=None):
    line = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{line}/>'


def size(points):
    return f'<w:sz w:val="{2 * points}"/><w:szCs w:val="{2 * points}"/>'


KEEP = "<w:keepNext/><w:keepLines/>"
LEFT, CENTRE, BOTH = (f'<w:jc w:val="{side}"/>' for side in ("left", "center", "both"))
BOLD, ITALIC = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"
BOX = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="4" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right")
)
GRID = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)

styles = (
    HEAD
    + f"<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>"
    + '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" '
    + 'w:cs="Times New Roman"/>'
    + size(13)
    + '<w:lang w:val="vi-VN" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    + "<w:pPrDefault/></w:docDefaults>"
    + paragraph_style("Normal", "Normal", based=None)
    + paragraph_style("BodyText", "Body Text", "Normal", spacing(120, 120, 276) + BOTH)
    + paragraph_style("FirstParagraph", "First Paragraph", follow="BodyText")
    + paragraph_style("Compact", "Compact", "Normal", spacing(20, 20) + LEFT, size(11))
    + paragraph_style("Title", "Title", "Normal", KEEP + spacing(480, 120) + CENTRE, BOLD + "<w:caps/>" + size(16))
    + paragraph_style("Subtitle", "Subtitle", "Normal", KEEP + spacing(0, 240) + CENTRE, BOLD + size(13))
    + paragraph_style("Author", "Author", "Normal", KEEP + CENTRE)
    + paragraph_style("Date", "Date", "Normal", KEEP + CENTRE)
    + paragraph_style("Heading1", "heading 1", "Normal", KEEP + spacing(280, 80) + '<w:outlineLvl w:val="0"/>', BOLD + size(14), "BodyText")
    + paragraph_style("Heading2", "heading 2", "Normal", KEEP + spacing(200, 80) + '<w:outlineLvl w:val="1"/>', BOLD + ITALIC + size(13), "BodyText")
    + paragraph_style("Heading3", "heading 3", "Normal", KEEP + spacing(160, 60) + '<w:outlineLvl w:val="2"/>', ITALIC + size(13), "BodyText")
    + paragraph_style("Caption", "caption", "Normal", spacing(120, 60), size(12))
    + paragraph_style("TableCaption", "Table Caption", "Caption", "<w:keepNext/>" + LEFT)
    + paragraph_style("ImageCaption", "Image Caption", "Caption", CENTRE)
    + paragraph_style("Figure", "Figure", "Normal", "<w:keepNext/>" + CENTRE)
    + paragraph_style("CaptionedFigure", "Captioned Figure", "Figure")
    + paragraph_style("SourceLine", "Source Line", "Normal", spacing(20, 160) + LEFT, size(9))
    + paragraph_style("Note", "Note", "BodyText", f"<w:pBdr>{BOX}</w:pBdr>" + spacing(120, 120), ITALIC)
    + paragraph_style("KeyFigure", "Key Figure", "Normal", KEEP + LEFT + spacing(60, 0), BOLD + size(15))
    + '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    + '<w:name w:val="Default Paragraph Font"/></w:style>'
    + '<w:style w:type="character" w:customStyle="1" w:styleId="VerbatimChar">'
    + '<w:name w:val="Verbatim Char"/><w:rPr><w:rFonts w:ascii="DejaVu Sans Mono" '
    + 'w:hAnsi="DejaVu Sans Mono" w:cs="DejaVu Sans Mono"/>'
    + size(9)
    + "</w:rPr></w:style>"
    + '<w:style w:type="character" w:customStyle="1" w:styleId="Gap"><w:name w:val="Gap"/>'
    + '<w:rPr><w:b/><w:highlight w:val="yellow"/></w:rPr></w:style>'
    + '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    + '<w:tblPr><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>'
    + "</w:tblCellMar></w:tblPr></w:style>"
    + '<w:style w:type="table" w:customStyle="1" w:styleId="Table"><w:name w:val="Table"/>'
    + f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{GRID}</w:tblBorders></w:tblPr>'
    + '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
    + "</w:styles>"
)

header = (
    HEAD
    + f'<w:hdr {W}><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    + '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    + '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>'
)

document = (
    HEAD
    + f'<w:document {W} {R}><w:body><w:sectPr><w:headerReference w:type="default" r:id="rId2"/>'
    + '<w:pgSz w:w="11906" w:h="16838"/>'
    + '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" '
    + 'w:gutter="0"/><w:titlePg/></w:sectPr></w:body></w:document>'
)

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
parts = {
    "[Content_Types].xml": HEAD
    + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    + '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), ("styles", "styles"), ("header1", "header"))
    )
    + "</Types>",
    "_rels/.rels": HEAD
    + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    + f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": HEAD
    + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    + f'<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/>'
    + f'<Relationship Id="rId2" Type="{OFFICE}/header" Target="header1.xml"/></Relationships>',
    "word/document.xml": document,
    "word/header1.xml": header,
    "word/styles.xml": styles,
}

with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as archive:
    for name, text in parts.items():
        entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        archive.writestr(entry, text.encode("utf-8"))
