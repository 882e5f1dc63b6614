import CarbonDocuments
import ForestModel
import Foundation
import FoundationXML
import TestSupport
import Testing

/// A picture taken apart: its rectangles, its texts with an estimate of the space they take.
private final class Picture: NSObject, XMLParserDelegate {
  struct Box {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double
    var text = ""

    func overlaps(_ other: Box) -> Bool {
      min(right, other.right) - max(left, other.left) > 0.5
        && min(bottom, other.bottom) - max(top, other.top) > 0.5
    }
  }
  private(set) var width = 0.0
  private(set) var height = 0.0
  private(set) var rects: [(box: Box, fill: String)] = []
  private(set) var lines: [Box] = []
  private(set) var texts: [Box] = []
  private(set) var evidence: [String] = []
  private var current: [String: String]?
  private var isPattern = false
  private var letters = ""
  private(set) var problem: (any Error)?

  init(_ svg: String) {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    if !parser.parse() { problem = parser.parserError }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    func number(_ key: String) -> Double { Double(attributes[key] ?? "") ?? .nan }
    switch name {
    case "svg":
      let sides = (attributes["viewBox"] ?? "").split(separator: " ").compactMap { Double($0) }
      if sides.count == 4 { (width, height) = (sides[2], sides[3]) }
    case "pattern": isPattern = true
    case "rect" where !isPattern && attributes["x"] != nil:
      let (x, y) = (number("x"), number("y"))
      rects.append(
        (
          Box(left: x, top: y, right: x + number("width"), bottom: y + number("height")),
          attributes["fill"] ?? ""
        ))
    case "line":
      lines.append(
        Box(left: number("x1"), top: number("y1"), right: number("x2"), bottom: number("y2")))
    case "text":
      current = attributes
      letters = ""
    case "tspan": if let id = attributes["data-evidence"] { evidence.append(id) }
    default: break
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { letters += string }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if name == "pattern" { isPattern = false }
    guard name == "text", let attributes = current else { return }
    current = nil
    func number(_ key: String) -> Double { Double(attributes[key] ?? "") ?? .nan }
    let (x, y, size) = (number("x"), number("y"), number("font-size"))
    // Narrow, wide and other letters of DejaVu Sans, which is wider than most; within a tenth of the
    // truth.
    let wide =
      letters.reduce(0) { sum, letter in
        sum
          + ("ijltfrIJ.,;:'|()[]/- !".contains(letter)
            ? 0.36 : "mwMW%+−<>".contains(letter) ? 0.9 : 0.6)
      } * size * (attributes["font-weight"] == nil ? 1 : 1.1)
    let shifts: [String: Double] = ["middle": 0.5, "end": 1]
    let shift = shifts[attributes["text-anchor"] ?? ""] ?? 0
    var box = Box(
      left: x - shift * wide, top: y - 0.72 * size, right: x + (1 - shift) * wide,
      bottom: y + 0.18 * size, text: letters)
    if attributes["transform"] != nil {
      (box.left, box.right) = (x - 0.72 * size, x + 0.18 * size)
      (box.top, box.bottom) = (y - (1 - shift) * wide, y + shift * wide)
    }
    texts.append(box)
  }

  func texts(_ part: String) -> [Box] { texts.filter { $0.text.contains(part) } }
}

/// Charts of few and of many items, with names as people write them.
private enum Sample {
  static let long = [
    Passage(
      .written(
        "a",
        [
          .english:
            "Participatory survey of boundaries of village forests and of overlapping claims",
          .vietnamese:
            "Đo đạc, xác định ranh giới rừng cộng đồng có sự tham gia của người dân và rà soát các diện tích chồng lấn, tranh chấp",
        ], need: Phrase("n", vi: "n"))),
    Passage("Plots measured", vi: "Đo đếm ô tiêu chuẩn"),
    Passage(
      "Consultation in all villages, free prior and informed consent",
      vi:
        "Tham vấn tại tất cả các thôn, bản; đồng thuận tự nguyện, trước và được cung cấp đủ thông tin"
    ),
    Passage(verbatim: "<b>\"A & B\"</b> {x} \u{1} 'c'"),
    Passage(verbatim: String(repeating: "Thưởng", count: 30)),
  ]

  static func datum(
    _ value: Double, _ row: Int, _ column: String = "value", decimals: Int = 0,
    unit: String = "t CO2e"
  ) -> Datum {
    Datum(
      value, decimals: decimals, unit: unit,
      source: EvidenceSource(file: "f.csv", row: row + 2, column: column))
  }

  static func gantt(_ count: Int, years: Int = 5) -> GanttChart {
    let components = [
      Passage("Preparation and consent", vi: "Hợp phần 1: Chuẩn bị, tham vấn và đồng thuận"),
      Passage(
        "Forest protection, natural regeneration and enrichment with native species",
        vi:
          "Hợp phần 2: Bảo vệ rừng, khoanh nuôi xúc tiến tái sinh tự nhiên và làm giàu rừng bằng cây bản địa"
      ),
      Passage("Measurement and reporting", vi: "Hợp phần 3: Đo đạc, báo cáo và thẩm định"),
    ]
    return GanttChart(
      activities: (0..<count).map { index in
        let part = index * 3 / max(count, 1)
        let month = index * years * 10 / max(count, 1)
        func day(_ months: Int) -> String {
          let (year, month) = (2026 + months / 12, months % 12 + 1)
          return "\(year)-" + (month < 10 ? "0\(month)" : "\(month)") + "-15"
        }
        return GanttChart.Activity(
          id: "\(part + 1).\(index + 1)", name: long[index < 5 ? index : index % 3],
          component: components[part],
          start: day(month), end: index == 4 ? "no day" : day(month + 3 + index % 5 * 4),
          done: index % 3 == 0
            ? datum(Double(max(0, 100 - index * 9)), index, unit: "percent") : nil)
      }, date: "2027-05-20")
  }

  static func matrix(_ count: Int, times scale: Double = 1) -> ChangeMatrix {
    let names = [
      Passage(
        "evergreen broadleaved forest, rich", vi: "Rừng gỗ lá rộng thường xanh giàu trên núi đất"),
      Passage(
        "regenerating forest without stock yet", vi: "Rừng gỗ tự nhiên tái sinh chưa có trữ lượng"),
      Passage("bamboo", vi: "Rừng tre nứa"), Passage("plantation", vi: "Rừng trồng"),
      Passage("crops", vi: "Đất nông nghiệp"), Passage(verbatim: "<b> & \"x\""),
    ]
    var cells: [ChangeMatrix.Cell] = []
    for from in 0..<count {
      for to in 0..<count where (from * 7 + to * 3) % 5 != 1 || from == to {
        let value = from == to ? 2123.01 * Double(from + 1) : Double((from * 31 + to * 17) % 400)
        cells.append(
          .init(
            from: from, to: to,
            area: datum(value * scale, cells.count, "area_ha", decimals: 1, unit: "ha")))
      }
    }
    return ChangeMatrix(
      before: Passage("land in 2020", vi: "loại đất năm 2020"),
      after: Passage("land in 2025", vi: "loại đất năm 2025"),
      classes: (0..<count).map { names[$0 % names.count] }, cells: cells)
  }

  static func scenarios(_ count: Int, times scale: Double = 1) -> ScenarioChart {
    let names = [
      Passage("low", vi: "Kịch bản thấp"), Passage("central", vi: "Kịch bản trung bình"),
      Passage(
        "high, as in the first payment for results of the north central provinces",
        vi: "Kịch bản cao, theo mức chi trả dựa trên kết quả giảm phát thải vùng Bắc Trung Bộ"),
    ]
    return ScenarioChart(
      interval: Passage(
        "at both ends of the {level} confidence interval of the volume",
        vi: "ở hai đầu khoảng tin cậy {level} của khối lượng", ["level": .text("90%")]),
      scenarios: (0..<count).map { index in
        let revenue = (1.2e9 + 1.3e9 * Double(index % 7)) * scale
        return ScenarioChart.Scenario(
          name: index < 3 ? names[index] : long[index % 5],
          remark: Passage("{p} VND per t CO₂e", vi: "{p} đồng/tCO₂tđ", ["p": .text("130.000")]),
          revenue: datum(revenue, index, "revenue_vnd", unit: "VND"),
          limits: (
            datum(index == 4 ? .nan : revenue * 0.6, index, "low_vnd", unit: "VND"),
            datum(index == 4 ? .nan : revenue * 1.4, index, "high_vnd", unit: "VND")
          ))
      })
  }

  static func vintages(_ count: Int, times scale: Double = 1) -> VintageChart {
    VintageChart(
      axis: Passage("t CO₂e per vintage", vi: "tCO₂tđ theo năm tạo tín chỉ"),
      vintages: (0..<count).map { index in
        let gross = scale * (3486 + 210 * Double(index % 9) - (index == 3 ? 3300 : 0))
        let (buffer, uncertainty) = (gross * 0.18, index == 3 ? scale * 1000 : gross * 0.22)
        let leakage = gross * 0.1
        let net = gross - buffer - uncertainty - leakage
        return VintageChart.Vintage(
          year: 2025 + index, gross: datum(gross, index, "gross_t"),
          net: datum(net, index, "net_t"), buffer: datum(buffer, index, "buffer_t"),
          leakage: datum(leakage, index, "leakage_t"),
          uncertainty: datum(uncertainty, index, "uncertainty_deduction_t"))
      })
  }

  /// Shares of the variance, as `BarChart` shows them.
  static func errorSources(_ shares: [Double]) -> BarChart {
    BarChart(
      axis: Passage("share of the variance", vi: "tỷ lệ trong phương sai"),
      kinds: [
        (
          Passage("source of uncertainty", vi: "nguồn gây ra độ không chắc chắn"),
          .solid("#9dbb97")
        )
      ],
      bars: zip(long, shares).enumerated().map { index, item in
        .init(label: item.0, value: datum(item.1, index, decimals: 1, unit: "%"), kind: 0)
      })
  }

  static func strata(_ count: Int, isLong: Bool) -> StratumChart {
    StratumChart(
      axis: Passage("t CO₂e per hectare", vi: "tCO₂tđ trên héc-ta"),
      interval: Passage(
        "mean and its 90% confidence interval, from all plots of the stratum that were used",
        vi:
          "trung bình và khoảng tin cậy 90%, tính từ tất cả các ô tiêu chuẩn của tầng được sử dụng"),
      rows: (0..<count).map { index in
        let mean = 1234.5 + Double(index) * 20
        return StratumChart.Row(
          name: isLong
            ? "Rừng gỗ tự nhiên núi đất lá rộng thường xanh nghèo kiệt, vùng Tây Bắc, tầng \(index)"
            : "TX\(index)",
          remark: Passage("{n} plots", vi: "{n} ô", ["n": .text("1.234")]),
          plots: (0..<9).map { mean + Double($0 - 4) * 60 },
          mean: datum(mean, index, "mean", decimals: 1),
          limits: (
            datum(mean - 80, index, "low", decimals: 1),
            datum(mean + 80, index, "high", decimals: 1)
          ))
      })
  }

  static func waterfall(_ scale: Double) -> WaterfallChart {
    let names = [
      Passage("baseline", vi: "đường cơ sở"), Passage("project", vi: "phát thải của dự án"),
      Passage("gross reduction", vi: "lượng giảm phát thải chưa khấu trừ"),
      Passage(
        "deduction for uncertainty of activity data and factors",
        vi:
          "khấu trừ do độ không chắc chắn của số liệu hoạt động và của hệ số phát thải trong kỳ báo cáo"
      ), Passage("net", vi: "lượng ròng"),
    ]
    let amounts = [4476.4, -990.2, 3486.2, -2520.7, 965.5].map { $0 * scale }
    let running = [4476.4, 3486.2, 3486.2, 965.5, 965.5].map { $0 * scale }
    return WaterfallChart(
      axis: Passage("t CO₂e", vi: "tCO₂tđ"),
      steps: names.indices.map {
        .init(
          label: names[$0], amount: datum(amounts[$0], $0), running: running[$0],
          isSum: $0 % 2 == 0)
      })
  }

  static let map = ParcelMap(
    frame: MapFrame(
      west: 400_000, south: 2_350_000, east: 406_000, north: 2_353_000, metresPerUnit: 1),
    legendTitle: Passage(
      "Estimated stock, t CO₂e per hectare", vi: "Trữ lượng ước tính, tCO₂tđ trên héc-ta"),
    classes: [
      .init(Passage("0 to 50", vi: "0 đến 50"), fill: .solid("#edf8e9")),
      .init(Passage("50 to 120", vi: "50 đến 120"), fill: .solid("#74c476")),
      .init(
        Passage(
          "left out, or for less than half of the parcel",
          vi: "không tính, hoặc chỉ tính dưới nửa lô do thiếu số liệu tầng"),
        fill: .hatched(lines: "#969696", ground: "#f7f7f7")),
      .init(
        Passage("parcel with an error", vi: "lô có lỗi hình học, không xác định được diện tích"),
        fill: .crossed(lines: "#b2182b", ground: "#ffffff")),
    ],
    parcels: (0..<4).map {
      .init(kind: $0, path: "M\($0 * 360) 100l340 0 0 400 -340 0z", title: "lô \($0)")
    }, plots: [(401_000, 2_351_000)],
    reference: "EPSG:9206 VN-2000 / TM-3 104-00, kinh tuyến trục 104°00', hệ tọa độ quốc gia")

  /// Every drawing by name, from two items to sixty.
  static let all: [(name: String, drawing: Figure.Drawing)] = {
    var all: [(name: String, drawing: Figure.Drawing)] = []
    for count in [0, 2, 5, 20, 40, 60] { all.append(("gantt-\(count)", .gantt(gantt(count)))) }
    all.append(("gantt-long", .gantt(gantt(6, years: 30))))
    for (part, chart) in gantt(40).parts().enumerated() {
      all.append(("gantt-part-\(part + 1)", .gantt(chart)))
    }
    for count in [2, 6, 8, 12, 20, 30, 60] {
      all.append(("matrix-\(count)", .matrix(matrix(count))))
    }
    all.append(("matrix-large", .matrix(matrix(8, times: 1000))))
    for count in [2, 3, 12, 60] { all.append(("scenarios-\(count)", .scenarios(scenarios(count)))) }
    all.append(("scenarios-small", .scenarios(scenarios(3, times: 0.02))))
    for count in [2, 5, 30, 60] { all.append(("vintages-\(count)", .vintages(vintages(count)))) }
    all.append(("vintages-large", .vintages(vintages(5, times: 1e5))))
    all.append(("errors", .bars(errorSources([0.62, 0.21, 0.1, 0.07, 0]))))
    all.append(("strata-long", .strip(strata(5, isLong: true))))
    all.append(("strata-short", .strip(strata(4, isLong: false))))
    all.append(("waterfall", .waterfall(waterfall(1))))
    all.append(("waterfall-large", .waterfall(waterfall(1e5))))
    all.append(("map", .map(map)))
    return all
  }()

  static let names = all.map(\.name)

  static func figure(_ drawing: Figure.Drawing) -> Figure {
    Figure(
      id: "figure", caption: Passage("c", vi: "c"), alternative: Passage("a", vi: "a"),
      drawing: drawing)
  }

  static func book(_ drawing: Figure.Drawing) -> EvidenceBook {
    EvidenceBook(
      Document(
        name: "d", title: Passage("t", vi: "t"), producer: "p", isNumbered: false,
        blocks: [.figure(figure(drawing))]))
  }

  static func svg(_ drawing: Figure.Drawing, _ language: Language) -> String {
    figure(drawing).svg(Voice(language, book(drawing)))
  }
}

@Suite("Figures")
struct FigureTests {
  private func picture(_ drawing: Figure.Drawing, _ language: Language) throws -> Picture {
    let picture = Picture(Sample.svg(drawing, language))
    try #require(picture.problem == nil)
    return picture
  }

  @Test(
    "everything lies within the picture, no label on another",
    arguments: Sample.names, Language.allCases)
  func geometry(_ name: String, _ language: Language) throws {
    let drawing = try #require(Sample.all.first { $0.name == name }).drawing
    let svg = Sample.svg(drawing, language)
    if let folder = ProcessInfo.processInfo.environment["FORESTCARBON_WRITE_FIGURES"] {
      try svg.write(
        toFile: "\(folder)/\(name).\(language.rawValue).svg", atomically: true, encoding: .utf8)
    }
    for word in ["=\"\"", "\"nan", "\"inf", "\"-inf", "Mnan", " nan"] {
      #expect(!svg.contains(word))
    }
    let picture = try picture(drawing, language)
    #expect(picture.width == 400 && picture.height > 20)
    for box in picture.rects.map(\.box) + picture.texts + picture.lines {
      #expect(
        box.left >= -0.5 && box.top >= -0.5 && box.right <= picture.width + 0.5
          && box.bottom <= picture.height + 0.5, "\(box)")
    }
    for (index, box) in picture.texts.enumerated() {
      for other in picture.texts[..<index] {
        #expect(!box.overlaps(other), "\(box.text) on \(other.text)")
      }
    }
  }

  @Test("every number of the evidence is printed, with the same ids in both languages")
  func evidence() throws {
    for (name, drawing) in Sample.all {
      let ids = Sample.book(drawing).entries.map(\.id)
      if case .map = drawing { continue }
      for language in Language.allCases {
        let printed = try picture(drawing, language).evidence
        #expect(Set(printed) == Set(ids) && printed.count >= ids.count, "\(name)")
      }
    }
  }

  @Test("names are wrapped, never cut; text of people is text", arguments: Language.allCases)
  func names(_ language: Language) throws {
    let drawings: [Figure.Drawing] = [
      .gantt(Sample.gantt(5)), .scenarios(Sample.scenarios(12)),
      .bars(Sample.errorSources([0.5, 0.2, 0.1, 0.1, 0.1])),
    ]
    for drawing in drawings {
      let letters = try picture(drawing, language).texts.map(\.text).joined()
        .filter { !$0.isWhitespace }
      let voice = Voice(language, Sample.book(drawing))
      for name in Sample.long.dropFirst(3) {
        let whole = voice.text(name).replacing("\u{1}", with: "\u{FFFD}")
        #expect(letters.contains(whole.filter { !$0.isWhitespace }), "\(whole)")
      }
      #expect(
        Sample.svg(drawing, language).contains("&lt;b&gt;&quot;A &amp; B&quot;&lt;/b&gt; {x}"))
    }
  }

  // MARK: Activities

  @Test("bars follow the days; the part done is drawn within the bar")
  func gantt() throws {
    let chart = GanttChart(
      activities: [
        .init(
          id: "a", name: Passage("x", vi: "x"), start: "2026-01-01", end: "2026-12-31",
          done: Sample.datum(25, 0, unit: "percent")),
        .init(id: "b", name: Passage("y", vi: "y"), start: "2026-07-02", end: "2027-12-31"),
        .init(id: "c", name: Passage("z", vi: "z"), start: "2027-02-30", end: "2027-12-31"),
        .init(id: "d", name: Passage("z", vi: "z"), start: "2027-03-01", end: "2027-02-01"),
      ], date: "2026-12-31")
    let picture = try picture(.gantt(chart), .english)
    let bars = picture.rects.filter { $0.fill == "none" }.map(\.box)
    let done = picture.rects.filter { $0.fill.hasPrefix("url") && $0.box.left > 20 }.map(\.box)
    try #require(bars.count >= 2 && done.count == 1)
    #expect(abs((bars[0].right - bars[0].left) / (bars[1].right - bars[0].left) - 0.5) < 0.001)
    #expect(abs((bars[1].left - bars[0].left) / (bars[0].right - bars[0].left) - 182 / 365) < 0.001)
    #expect(abs((done[0].right - done[0].left) / (bars[0].right - bars[0].left) - 0.25) < 0.001)
    #expect(picture.texts("no valid dates").count == 2)
    #expect(picture.texts("2026").count == 2 && picture.texts("25%").count == 1)
    let vietnamese = try self.picture(.gantt(chart), .vietnamese)
    #expect(vietnamese.texts("31/12/2026").count == 1 && vietnamese.texts("IV").count == 2)
  }

  @Test("a date outside the time shown is said, not drawn; no dates at all still give a list")
  func ganttDates() throws {
    let name = Passage("x", vi: "x")
    let early = GanttChart(
      activities: [.init(id: "a", name: name, start: "2026-01-01", end: "2026-12-31")],
      date: "2024-01-01")
    #expect(try picture(.gantt(early), .english).texts("outside the period").count == 1)
    #expect(Sample.svg(.gantt(early), .english).split(separator: "stroke-dasharray").count == 2)
    let none = GanttChart(activities: [.init(id: "a", name: name, start: "", end: "")])
    #expect(try picture(.gantt(none), .english).texts("no valid dates").count == 1)
  }

  @Test("activities of a component stand together; parts hold all of them over the same time")
  func ganttParts() throws {
    let chart = Sample.gantt(41)
    let mixed = GanttChart(
      activities: (0..<41).map { chart.activities[$0 * 17 % 41] }, date: chart.date)
    let headings = try picture(.gantt(mixed), .english).texts("Measurement and reporting")
    #expect(headings.count == 1)
    let parts = chart.parts()
    #expect(parts.count > 1)
    for part in parts {
      for language in Language.allCases {
        #expect(try picture(.gantt(part), language).height <= 505)
      }
    }
    #expect(parts.flatMap(\.activities).map(\.id) == chart.activities.map(\.id))
    let years = try parts.map { part in
      try picture(.gantt(part), .english).texts("2028").map(\.left)
    }
    #expect(years[0].count == 1 && years.allSatisfy { $0 == years[0] })
    #expect(Sample.gantt(5).parts().count == 1)
  }

  // MARK: Classes before and after

  @Test("sums are those of the cells; order of the cells does not matter")
  func matrix() throws {
    let chart = Sample.matrix(6)
    let shuffled = ChangeMatrix(
      before: chart.before, after: chart.after, classes: chart.classes,
      cells: chart.cells.reversed())
    #expect(Sample.svg(.matrix(chart), .english) == Sample.svg(.matrix(shuffled), .english))
    let total = ExactSum(chart.cells.map(\.area.value)).value
    let text = NumberStyle(.vietnamese).string(total, decimals: 1)
    #expect(try picture(.matrix(chart), .vietnamese).texts.filter { $0.text == text }.count == 1)
    for row in 0..<6 {
      let sum = ExactSum(chart.cells.filter { $0.from == row }.map(\.area.value)).value
      let text = NumberStyle(.english).string(sum, decimals: 1)
      #expect(try !picture(.matrix(chart), .english).texts(text).isEmpty)
    }
  }

  @Test("too many classes for numbers: tones and names only, and no evidence without a number")
  func largeMatrix() throws {
    for count in [30, 60] {
      let drawing = Figure.Drawing.matrix(Sample.matrix(count))
      #expect(Sample.book(drawing).entries.isEmpty)
      #expect(try picture(drawing, .vietnamese).texts("không ghi số").count == 1)
    }
  }

  @Test("what is written on a tone can be read, whatever the share")
  func contrast() throws {
    func luminance(_ colour: String) -> Double {
      let level = Double(Int(colour.dropFirst().prefix(2), radix: 16) ?? 0) / 255
      return level <= 0.04045 ? level / 12.92 : pow((level + 0.055) / 1.055, 2.4)
    }
    for step in 0...200 {
      let value = Double(step) / 2
      let chart = ChangeMatrix(
        before: Passage("b", vi: "b"), after: Passage("a", vi: "a"),
        classes: [Passage("x", vi: "x"), Passage("y", vi: "y")],
        cells: [
          .init(from: 0, to: 0, area: Sample.datum(100 - value, 0, "a")),
          .init(from: 0, to: 1, area: Sample.datum(value, 1, "b")),
        ])
      let svg = Sample.svg(.matrix(chart), .english)
      let cell = try #require(svg.range(of: "data-evidence=\"E0002\""))
      let before = svg[..<cell.lowerBound]
      let ink = try #require(before.components(separatedBy: "fill=\"").last).prefix(7)
      let ground = try #require(
        before.components(separatedBy: "<rect").last?.components(separatedBy: "fill=\"").dropFirst()
          .first
      ).prefix(7)
      let pair = [luminance(String(ink)), luminance(String(ground))].sorted()
      #expect((pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5, "\(value): \(ink) on \(ground)")
    }
  }

  // MARK: Money

  @Test("sums are printed in the unit of the axis and kept in VND in the evidence")
  func scenarios() throws {
    let chart = Sample.scenarios(3)
    let entries = Sample.book(.scenarios(chart)).entries
    #expect(entries.count == 9)
    #expect(entries[0].datum.value == 1.2e9 && entries[0].datum.unitText == "VND")
    #expect(entries[0].datum.text(.vietnamese) == "1,20")
    #expect(entries[0].datum.text(.english) == "1.20")
    let small = Sample.scenarios(3, times: 0.02)
    #expect(Sample.book(.scenarios(small)).entries[0].datum.text(.vietnamese) == "24,0")
    #expect(try picture(.scenarios(chart), .vietnamese).texts("tỷ đồng").count == 1)
    #expect(try picture(.scenarios(small), .vietnamese).texts("triệu đồng").count == 1)
    #expect(try picture(.scenarios(small), .english).texts("million VND").count == 1)
    let bars = try picture(.scenarios(chart), .english).rects.filter {
      $0.box.bottom - $0.box.top == 14
    }.map(\.box)
    let lengths = bars.map { $0.right - $0.left }
    try #require(lengths.count == 3)
    #expect(abs(lengths[1] / lengths[0] - 2.5 / 1.2) < 0.01)
    #expect(abs(lengths[2] / lengths[0] - 3.8 / 1.2) < 0.01)
  }

  @Test("a scenario without an interval has a bar, no whisker and no empty number")
  func noInterval() throws {
    let chart = ScenarioChart(
      interval: Passage("i", vi: "i"),
      scenarios: [
        .init(
          name: Passage("n", vi: "n"), remark: Passage("r", vi: "r"),
          revenue: Sample.datum(5e6, 0, unit: "VND"),
          limits: (
            Sample.datum(.nan, 0, "l", unit: "VND"), Sample.datum(.nan, 0, "h", unit: "VND")
          ))
      ])
    #expect(Sample.book(.scenarios(chart)).entries.count == 1)
    #expect(try picture(.scenarios(chart), .english).texts("–").isEmpty)
  }

  // MARK: Vintages

  @Test("net and deductions end at the gross amount; order of the vintages does not matter")
  func vintages() throws {
    let chart = Sample.vintages(5)
    let shuffled = VintageChart(axis: chart.axis, vintages: chart.vintages.reversed())
    #expect(Sample.svg(.vintages(chart), .english) == Sample.svg(.vintages(shuffled), .english))
    let picture = try picture(.vintages(chart), .english)
    let marks = picture.lines.filter { $0.bottom - $0.top == 23 }
    for (index, vintage) in chart.vintages.enumerated() {
      let top = 20 + Double(index) * 24
      let parts = picture.rects.map(\.box).filter { $0.top == top }
      try #require(parts.count == 4)
      let scale =
        (parts.map(\.right).max() ?? 0) - (parts.map(\.left).min() ?? 0)
      let drawn = [vintage.net, vintage.buffer, vintage.leakage, vintage.uncertainty].map(\.value)
      let total = drawn.map(abs).reduce(0, +)
      for (part, value) in zip(parts, drawn) {
        #expect(abs((part.right - part.left) / scale - abs(value) / total) < 0.001)
      }
      let mark = try #require(marks.first { $0.top == top - 2 })
      if vintage.net.value >= 0 {
        #expect(abs(mark.left - (parts.map(\.right).max() ?? 0)) < 0.02)
      } else {
        #expect(mark.left < parts[3].right && parts[0].right <= parts[1].left + 0.01)
      }
    }
  }

  // MARK: Sources of error

  @Test("shares of the variance as bars: lengths in proportion, printed in percent")
  func errorSources() throws {
    let drawing = Figure.Drawing.bars(Sample.errorSources([0.625, 0.25, 0.125]))
    let picture = try picture(drawing, .vietnamese)
    let lengths = picture.rects.prefix(3).map { $0.box.right - $0.box.left }
    #expect(abs(lengths[1] / lengths[0] - 0.4) < 0.001)
    #expect(abs(lengths[2] / lengths[0] - 0.2) < 0.001)
    for text in ["62,5%", "25,0%", "12,5%"] { #expect(picture.texts(text).count == 1) }
    #expect(Sample.book(drawing).entries.map(\.datum.unitText) == ["1", "1", "1"])
  }
}
