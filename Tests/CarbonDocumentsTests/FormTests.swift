import CarbonDocuments
import ForestModel
import Foundation
import TestSupport
import Testing

/// A form and a letter with every block that official documents have.
enum Official {
  static let form: Document = {
    var form = Document(
      name: "form", title: Passage("Project document", vi: "Văn kiện dự án"), producer: "p 1",
      isNumbered: true,
      blocks: [
        .section(
          id: "dd", number: "Đ.", title: Passage("Monitoring", vi: "Giám sát"),
          [
            .section(
              id: "dd-1", number: "Đ.1.", title: Passage("Goals", vi: "Mục tiêu"),
              [
                .fields([
                  FormField(
                    label: Passage("Area", vi: "Diện tích"),
                    value: Passage("{a} ha", vi: "{a} ha", ["a": .datum(Example.area)])),
                  FormField(label: Passage("Decision", vi: "Quyết định"), value: nil),
                ]),
                .choices([
                  Choice(isChosen: true, label: Passage("on land", vi: "trên cạn")),
                  Choice(isChosen: false, label: Passage("mangrove", vi: "ngập mặn")),
                ]),
              ]),
            .section(
              id: "free", title: Passage("Free", vi: "Tự do"),
              [.paragraph(Passage("{a} hectares", vi: "{a} héc-ta", ["a": .datum(Example.area)]))]),
          ]),
        .pageBreak,
        .section(
          id: "own", title: Passage("Own", vi: "Riêng"),
          [
            .table(
              Table(
                id: "t", caption: Passage("Strata", vi: "Các tầng"),
                columns: [
                  .init(Passage("Name", vi: "Tên")),
                  .init(Passage("Area (ha)", vi: "Diện tích (ha)"), isNumeric: true),
                ],
                rows: [
                  [.passage(Passage("rich", vi: "giàu")), .datum(Example.area)],
                  [.text("A-1"), .datum(Example.datum(7, "b"))],
                ])), .list([Passage("point", vi: "ý"), Passage(verbatim: "Chave 2014")]),
            .note(Passage("look", vi: "chú ý")),
            .figure(
              Figure(
                id: "map", caption: Passage("Map", vi: "Bản đồ lô"),
                alternative: Passage("parcels", vi: "các lô"), drawing: .map(Example.map))),
          ]),
      ])
    form.hasContents = true
    form.mark = Passage("Draft only", vi: "Bản dự thảo")
    form.cover = [(Passage("Code", vi: "Mã"), Passage(verbatim: "SL-1"))]
    return form
  }()

  static let letter = Document(
    name: "letter", title: Passage("Submission", vi: "Tờ trình"), producer: "p 1",
    isNumbered: false,
    blocks: [
      .letterhead(
        Letterhead(
          parent: Passage("Province", vi: "UBND tỉnh"), body: Passage("Department", vi: "Sở"),
          number: Passage("No. 05", vi: "Số: 05/TTr"), subject: nil,
          placeAndDate: Passage("Sơn La, 5 March", vi: "Sơn La, ngày 05 tháng 3"))),
      .heading(
        title: Passage("Submission", vi: "Tờ trình"), abstract: Passage("On x", vi: "Về việc x")),
      .addressee(Passage("To: A", vi: "Kính gửi: A")),
      .legalBasis([
        Passage("Law on Forestry", vi: "Luật Lâm nghiệp"), Passage("Decree 1;", vi: "Nghị định 1;"),
        Passage("Decree 2", vi: "Nghị định 2"),
      ]),
      .signatures(
        Signatures(
          recipients: [Passage("As above", vi: "Như trên"), Passage("Files", vi: "Lưu: VT")],
          signers: [
            .init(
              authority: Passage("For the head", vi: "KT. Giám đốc"),
              post: Passage("Deputy", vi: "Phó giám đốc"), name: Passage(verbatim: "Lò Thị Bình"))
          ])),
    ])
}

@Suite("Forms and letters")
struct FormTests {
  private func html(_ document: Document, _ language: Language) -> String {
    HTMLWriter.html(document, Voice(language, EvidenceBook(document)), style: .paper)
  }

  @Test("a form's own numbers replace the automatic ones, which go on where none is given")
  func numbers() {
    let page = html(Official.form, .vietnamese)
    for title in [
      ">Đ. Giám sát</h2>", ">Đ.1. Mục tiêu</h3>", ">Đ.2. Tự do</h3>", ">1. Riêng</h2>",
    ] {
      #expect(page.contains(title), "\(title)")
    }
    // Automatic numbers never repeat one that the form gives.
    #expect(page.contains("<a href=\"#dd-1\">Đ.1. Mục tiêu</a>"))
  }

  @Test("boxes, dotted lines and ticks", arguments: Language.allCases)
  func boxes(_ language: Language) {
    let page = html(Official.form, language)
    #expect(page.contains("<td class=\"blank\">"))
    #expect(page.contains(language == .english ? "☒</span> on land" : "☒</span> trên cạn"))
    #expect(page.contains(language == .english ? "☐</span> mangrove" : "☐</span> ngập mặn"))
    #expect(page.contains("class=\"page-break\""))
    #expect(page.contains(language == .english ? ">Draft only</p>" : ">Bản dự thảo</p>"))
  }

  @Test("a letter: national name, bases with their marks, recipients, no second title")
  func letter() {
    let page = html(Official.letter, .vietnamese)
    for text in [
      "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Luật Lâm nghiệp;<",
      "Nghị định 1;<", "Nghị định 2.<", "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "Lò Thị Bình",
    ] {
      #expect(page.contains(text), "\(text)")
    }
    #expect(!page.contains("<h1>"))
    #expect(html(Official.letter, .english).contains("SOCIALIST REPUBLIC OF VIET NAM"))
  }

  @Test("Word: rows stay whole, heads repeat, the mark on each page, the number not on the first")
  func word() async throws {
    let folder = Place.scratch()
    let renderer = DocumentRenderer(Official.form, folder: folder)
    let names = try await renderer.render(.language(.vietnamese), as: .docx)
    #expect(names == ["form.vi.docx", "map.vi.svg"])
    let parts = try Unpacked(folder + "/form.vi.docx")
    for (name, data) in parts.files where name.hasSuffix(".xml") || name.hasSuffix(".rels") {
      _ = try XMLText(data, name)
    }
    let document = try parts.text("word/document.xml")
    for text in [
      "<w:cantSplit/>", "<w:tblHeader/>", " PAGEREF s_dd_1 \\h ", "w:name=\"s_dd_1\"",
      "w:name=\"E0001\"", "Đ.2. ", "☒", "w:val=\"Heading2\"",
    ] {
      #expect(document.contains(text), "\(text)")
    }
    let first = try parts.text("word/header2.xml")
    let other = try parts.text("word/header1.xml")
    #expect(first.contains("Bản dự thảo") && !first.contains("PAGE "))
    #expect(other.contains("Bản dự thảo") && other.contains(" PAGE "))
    #expect(document.contains("<w:titlePg"))
    #expect(try parts.text("word/styles.xml").contains("w:val=\"vi-VN\""))
    // Each style that the text names is in the style sheet.
    let styles = try parts.text("word/styles.xml")
    for match in document.matches(of: /<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"/) {
      #expect(
        styles.contains("w:styleId=\"\(match.1)\"") || styles.contains("styleId=\"\(match.1)\""),
        "\(match.1)")
    }
  }

  @Test("OpenDocument: a sound file with the type first, styles that exist, links to headings")
  func openDocument() async throws {
    let folder = Place.scratch()
    for document in [Official.form, Official.letter] {
      let renderer = DocumentRenderer(document, folder: folder)
      let name = "\(document.name).both.odt"
      #expect(try await renderer.render(.sideBySide, as: .odt) == [name])
      let parts = try Unpacked(folder + "/" + name)
      #expect(parts.names.first == "mimetype")
      for (name, data) in parts.files where name.hasSuffix(".xml") || name.hasSuffix(".svg") {
        _ = try XMLText(data, name)
      }
      let content = try parts.text("content.xml")
      let styles = try parts.text("styles.xml")
      for match in content.matches(of: /(?:text|table|draw):style-name="([^"]+)"/) {
        let name = "style:name=\"\(match.1)\""
        #expect(content.contains(name) || styles.contains(name), "\(match.1)")
      }
      for match in content.matches(of: /text:ref-name="([^"]+)"/) {
        #expect(content.contains("<text:bookmark-start text:name=\"\(match.1)\"/>"))
      }
      for match in content.matches(of: /xlink:href="(Pictures\/[^"]+)"/) {
        #expect(parts.files[String(match.1)] != nil)
      }
    }
  }

  @Test("equal documents are equal bytes, whatever the clock says", .timeLimit(.minutes(3)))
  func sameBytes() async throws {
    var runs: [[String: Data]] = []
    for run in 0..<2 {
      // A ZIP file counts time in steps of two seconds.
      if run > 0 { try await Task.sleep(for: .seconds(2.1)) }
      let folder = Place.scratch()
      let renderer = DocumentRenderer(Official.form, folder: folder)
      var files: [String: Data] = [:]
      for format in DocumentFormat.allCases {
        for edition in [Edition.language(.english), .sideBySide] {
          for name in try await renderer.render(edition, as: format) {
            files[name] = try Data(contentsOf: URL(filePath: folder + "/" + name))
          }
        }
      }
      runs.append(files)
    }
    #expect(runs[0].count == 2 * DocumentFormat.allCases.count + 2)
    for (name, data) in runs[0] { #expect(data == runs[1][name], "\(name)") }
  }

  @Test("side by side: sentences in their own figures, tables once in Vietnamese figures")
  func sideBySide() async throws {
    let folder = Place.scratch()
    let renderer = DocumentRenderer(Official.form, folder: folder)
    #expect(try await renderer.render(.sideBySide, as: .html) == ["form.both.html"])
    let page = try String(contentsOfFile: folder + "/form.both.html", encoding: .utf8)
    #expect(page.contains(">1.234,6</span> héc-ta") && page.contains(">1,234.6</span> hectares"))
    #expect(page.contains("<td class=\"number\"><span data-evidence=\"E0001\""))
    let table = try #require(page.split(separator: "<div class=\"table").last)
    #expect(table.contains(">1.234,6<") && !table.prefix(1_500).contains("1,234.6"))
    #expect(table.contains("giàu<br><span lang=\"en\">rich</span>"))
    #expect(page.contains("Riêng / <span lang=\"en\">Own</span></h2>"))
    // What both languages share stands once, over both columns.
    #expect(page.contains("<td colspan=\"2\"><p class=\"point\">Chave 2014</p>"))
    _ = try await renderer.render(.sideBySide, as: .md)
    let text = try String(contentsOfFile: folder + "/form.both.md", encoding: .utf8)
    #expect(text.hasPrefix("**Bản dự thảo / Draft only**"))
    #expect(text.contains("| giàu<br>rich | 1.234,6<!--E0001--> |"))
  }
}

@Suite("Hostile text")
struct HostileTextTests {
  static let texts: [String] = [
    "<script>alert('x')</script> & </td></table> ]]> <!-- -->",
    "# not a title | *no* _emphasis_ `code` [link](x) ![p](y) &lt; $x$ ~~s~~ \\begin{x} {{slot}}",
    String(repeating: "n", count: 500),
    "\u{202E}turned \u{2067}right to left مرحبا שלום", "a\u{0301}\u{0323}\u{0302} Z͑ͫ̓ͪ",
    "1. not a list", "- nor this", "    nor code",
    "control \u{0}\u{1}\u{8}\u{B}\u{1F}\u{7F}\u{FFFE}\u{FFFF} end", "lines\r\nof\ntext\u{2028}here",
    String(repeating: "long cell ", count: 1_000),
  ]

  static let document: Document = {
    var document = Document(
      name: "hostile", title: Passage(verbatim: texts[0]), producer: texts[0], isNumbered: true,
      blocks: [
        .section(
          id: "a\"<b>&", number: texts[0], title: Passage(verbatim: texts[1]),
          texts.map { .paragraph(Passage(verbatim: $0)) }
            + [
              .list(texts.map { Passage(verbatim: $0) }),
              .fields(
                texts.map { FormField(label: Passage(.code($0)), value: Passage(.text($0))) }),
              .table(
                Table(
                  id: "t\"<&", caption: Passage(verbatim: texts[1]),
                  columns: texts.map { .init(Passage(verbatim: String($0.prefix(600)))) },
                  rows: [texts.map { .text($0) }, texts.map { .code($0) }])),
            ])
      ])
    document.hasContents = true
    document.mark = Passage(verbatim: texts[0])
    return document
  }()

  @Test("is printed as text in every format, and the file opens", .timeLimit(.minutes(3)))
  func allFormats() async throws {
    let folder = Place.scratch()
    let renderer = DocumentRenderer(Self.document, folder: folder)
    for format in DocumentFormat.allCases {
      _ = try await renderer.render(.language(.english), as: format)
    }
    _ = try await renderer.render(.sideBySide, as: .odt)
    for (file, part) in [
      ("hostile.en.odt", "content.xml"), ("hostile.en.docx", "word/document.xml"),
    ] {
      let parts = try Unpacked(folder + "/" + file)
      for (name, data) in parts.files where name.hasSuffix(".xml") { _ = try XMLText(data, name) }
      let text = try XMLText(try #require(parts.files[part]), part).characters
      #expect(text.contains(Self.texts[0]) && text.contains(Self.texts[1]), "\(file)")
      #expect(text.contains(Self.texts[2]) && text.contains(Self.texts[4]), "\(file)")
      #expect(
        text.contains("control \(String(repeating: "\u{FFFD}", count: 8)) end"), "\(file)")
      // Whoever turns the direction turns it back.
      #expect(text.contains(Self.texts[3] + "\u{202C}\u{2069}"), "\(file)")
      #expect(text.contains("lines of text here") || text.contains("lines  of text here"))
    }
    let page = try String(contentsOfFile: folder + "/hostile.en.html", encoding: .utf8)
    #expect(!page.contains("<script") && page.contains("&lt;script&gt;"))
    let markdown = try String(contentsOfFile: folder + "/hostile.en.md", encoding: .utf8)
    for text in [
      "\n1\\. not a list\n", "\n\\- nor this\n", "\nnor code\n", "\\&lt;", "\\<script\\>",
    ] {
      #expect(markdown.contains(text), "\(text)")
    }
    let pdf = try Data(contentsOf: URL(filePath: folder + "/hostile.en.pdf"))
    #expect(pdf.prefix(5) == Data("%PDF-".utf8))
  }
}
