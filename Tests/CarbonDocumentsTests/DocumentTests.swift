import CarbonDocuments
import ForestModel
import Foundation
import FoundationXML
import TestSupport
import Testing

/// A small document with every kind of block.
enum Example {
  static func datum(_ value: Double, _ column: String, unit: String = "ha") -> Datum {
    Datum(
      value, decimals: 1, unit: unit, source: EvidenceSource(file: "a.csv", row: 2, column: column))
  }

  static let area = datum(1234.56, "area_ha")
  static let share = Datum(
    0.9, unit: "%", source: EvidenceSource(file: "s.json", column: "total.confidence"))

  static let map = ParcelMap(
    frame: MapFrame(west: 0, south: 0, east: 1000, north: 500, metresPerUnit: 1),
    legendTitle: Passage("Stock", vi: "Trữ lượng"),
    classes: [
      .init(Passage("low", vi: "thấp"), fill: .solid("#edf8e9")),
      .init(
        Passage("left out", vi: "không tính"), fill: .hatched(lines: "#000000", ground: "#ffffff")),
    ],
    parcels: [
      .init(kind: 0, path: "M0 0l10 0 0 10z", title: "A & <B>"),
      .init(kind: 1, path: "M20 0l10 0 0 10z", title: ""),
    ], plots: [(500, 250)], reference: "EPSG:9206")

  static let document = Document(
    name: "example", title: Passage("Area {ha}", vi: "Diện tích {ha}", ["ha": .datum(area)]),
    producer: "forestcarbon", isNumbered: true,
    blocks: [
      .section(
        id: "one", title: Passage("One", vi: "Một"),
        [
          .paragraph(
            Passage(
              "{level} of {ha} ha, {owner}", vi: "{ha} ha ở mức {level}, {owner}",
              [
                "level": .datum(share), "ha": .datum(area),
                "owner": .missing("project.owner", need: Phrase("who answers", vi: "đơn vị")),
              ])),
          .paragraph(
            Passage(
              .written("narrative.x", [.english: "Written {by} hand"], need: Phrase("n", vi: "n")))),
          .note(Passage(verbatim: "a <b> & {c} | d")),
          .list([Passage("x", vi: "y")]),
          .keyFigures([
            KeyFigure(
              label: Passage("label", vi: "nhãn"), value: Passage(.datum(area)),
              remark: Passage("remark", vi: "ghi chú"))
          ]),
          .table(
            Table(
              id: "t", caption: Passage("Table", vi: "Bảng số"),
              columns: [
                .init(Passage("Name", vi: "Tên")),
                .init(Passage("Area (ha)", vi: "Diện tích (ha)"), isNumeric: true),
              ], rows: [[.text("Rừng gỗ ằẵặỡợửữự"), .datum(datum(7, "b"))]], hasTotal: true)),
          .figure(
            Figure(
              id: "map", caption: Passage("Map", vi: "Bản đồ"), alternative: Passage("m", vi: "m"),
              drawing: .map(map))),
          .calculation([
            Step(Passage("sum", vi: "tổng"), Passage("1 + 2", vi: "1 + 2"), Passage(verbatim: "3"))
          ]),
        ])
    ])

  static let evidence = EvidenceBook(document)
}

@Suite("Documents")
struct DocumentTests {
  @Test("numbers follow the language, percent is printed once")
  func numbers() {
    #expect(Example.area.text(.english) == "1,234.6")
    #expect(Example.area.text(.vietnamese) == "1.234,6")
    #expect(Example.share.text(.vietnamese) == "90%")
    #expect(Example.datum(9.8, "x", unit: "percent").text(.vietnamese) == "9,8%")
  }

  @Test("evidence: one id per number, the same in both languages, gaps by language")
  func evidence() throws {
    let book = Example.evidence
    #expect(book.entries.map(\.id) == ["E0001", "E0002", "E0003"])
    #expect(book.entries[1].datum == Example.share)
    #expect(book.id(of: Example.area) == "E0001")
    #expect(book.gaps.map(\.field) == ["project.owner", "narrative.x"])
    #expect(book.gaps[0].languages == Set(Language.allCases))
    #expect(book.gaps[1].languages == [.vietnamese])
    let english = Voice(.english, book)
    let vietnamese = Voice(.vietnamese, book)
    let passage = Passage(
      "{level} of {ha}", vi: "{ha} ở {level}",
      ["level": .datum(Example.share), "ha": .datum(Example.area)])
    #expect(
      english.runs(passage)
        == [.figure("90%", id: "E0002"), .text(" of "), .figure("1,234.6", id: "E0001")])
    #expect(
      vietnamese.runs(passage)
        == [.figure("1.234,6", id: "E0001"), .text(" ở "), .figure("90%", id: "E0002")])
  }

  @Test("a gap is shown in its language, and text of people is never taken for a slot")
  func gaps() {
    let english = HTMLWriter.html(
      Example.document, Voice(.english, Example.evidence), style: .paper)
    let vietnamese = HTMLWriter.html(
      Example.document, Voice(.vietnamese, Example.evidence), style: .paper)
    #expect(english.contains("<mark>[MISSING: project.owner]</mark>"))
    #expect(vietnamese.contains("<mark>[THIẾU: project.owner]</mark>"))
    #expect(english.contains("Written {by} hand"))
    #expect(vietnamese.contains("<mark>[THIẾU: narrative.x]</mark>"))
    #expect(english.contains("a &lt;b&gt; &amp; {c} | d"))
    #expect(vietnamese.contains("Rừng gỗ ằẵặỡợửữự"))
  }

  @Test("a page needs nothing from outside", arguments: [HTMLWriter.Style.screen, .paper])
  func selfContained(_ style: HTMLWriter.Style) {
    for language in Language.allCases {
      let page = HTMLWriter.html(Example.document, Voice(language, Example.evidence), style: style)
        .replacing("http://www.w3.org/2000/svg", with: "")
      for word in ["http", "src=", "<link", "<script", "@import", "url(h"] {
        #expect(!page.contains(word), "\(word)")
      }
      #expect(page.contains("lang=\"\(language.rawValue)\""))
      #expect(page.contains("data-evidence=\"E0003\" title=\"E0003: a.csv, "))
    }
  }

  @Test("pictures are well-formed XML with all their parts", arguments: Language.allCases)
  func pictures(_ language: Language) throws {
    let chart = StratumChart(
      axis: Passage("t & ha", vi: "tấn"), interval: Passage("interval", vi: "khoảng"),
      rows: [
        .init(
          name: "<A>", remark: Passage("3 plots", vi: "3 ô"), plots: [1, 2, 3],
          mean: Example.datum(2, "m"), limits: (Example.datum(1, "l"), Example.datum(3, "h"))),
        .init(
          name: "B", remark: Passage("factor", vi: "hệ số"), plots: [],
          mean: Example.datum(5, "f"),
          limits: (Example.datum(.nan, "l2"), Example.datum(.nan, "h2"))),
      ])
    let bars = BarChart(
      axis: Passage("ha", vi: "ha"),
      kinds: [(Passage("in", vi: "tính"), .crossed(lines: "#000000", ground: "#ffffff"))],
      bars: [.init(label: Passage("x", vi: "x"), value: Example.area, kind: 0)])
    for drawing in [Figure.Drawing.map(Example.map), .strip(chart), .bars(bars)] {
      let figure = Figure(
        id: "f", caption: Passage("c", vi: "c"), alternative: Passage("a", vi: "a"),
        drawing: drawing)
      let svg = figure.svg(Voice(language, Example.evidence))
      let parser = XMLParser(data: Data(svg.utf8))
      #expect(parser.parse(), "\(String(describing: parser.parserError)) in \(svg)")
      #expect(!svg.contains("nan") && !svg.contains("inf"))
    }
    let svg = Figure(
      id: "f", caption: Passage("c", vi: "c"), alternative: Passage("a", vi: "a"),
      drawing: .map(Example.map)
    ).svg(Voice(language, Example.evidence))
    #expect(svg.contains("A &amp; &lt;B&gt;"))
    #expect(svg.contains(language == .english ? ">N</text>" : ">B</text>"))
    #expect(svg.contains("500 m") && svg.contains("EPSG:9206"))
  }

  @Test("neighbours keep their common corners, land smaller than a step leaves no path")
  func paths() {
    let frame = MapFrame(west: 0, south: 0, east: 100_000, north: 100_000, metresPerUnit: 1)
    let left = frame.path([[(0, 0), (50_003, 0), (50_007, 99_990), (0, 100_000), (0, 0)]])
    let right = frame.path([
      [(50_003, 0), (100_000, 0), (100_000, 100_000), (50_007, 99_990), (50_003, 0)]
    ])
    func corners(_ path: String) -> [[Int]] {
      let numbers = path.dropFirst().split(whereSeparator: { !"-0123456789".contains($0) })
        .compactMap { Int($0) }
      var here = [numbers[0], numbers[1]]
      var all = [here]
      for index in stride(from: 2, to: numbers.count, by: 2) {
        here = [here[0] + numbers[index], here[1] + numbers[index + 1]]
        all.append(here)
      }
      return all
    }
    #expect(Set(corners(left)).intersection(Set(corners(right))).count == 2)
    #expect(frame.path([[(0, 0), (1, 0), (1, 1), (0, 0)]]).isEmpty)
    #expect(frame.path([[(0, 0), (.nan, 0), (.infinity, 1)]]).isEmpty)
    // A corner on a straight edge is left out.
    let square = frame.path([[(0, 0), (50_000, 0), (100_000, 0), (100_000, 100_000), (0, 0)]])
    #expect(corners(square).count == 3)
  }

  @Test("Markdown: one line per row, signs taken literally, ids in comments")
  func plainText() async throws {
    let folder = Place.scratch()
    let renderer = DocumentRenderer(Example.document, folder: folder)
    let names = try await renderer.render(.english, as: .md)
    #expect(names == ["example.en.md", "map.en.svg"])
    let text = try String(contentsOfFile: folder + "/example.en.md", encoding: .utf8)
    #expect(text.contains("1,234.6<!--E0001-->"))
    #expect(text.contains("a \\<b\\> & {c} \\| d"))
    #expect(text.contains("![m](map.en.svg)"))
    #expect(text.contains("**Table 1.** Table") && text.contains("**Map 1.** Map"))
    let lines = TextWriter.text(Example.document, Voice(.vietnamese, Example.evidence))
    #expect(lines.contains("tổng  1 + 2 = 3") && lines.contains("Rừng gỗ ằẵặỡợửữự"))
  }
}
