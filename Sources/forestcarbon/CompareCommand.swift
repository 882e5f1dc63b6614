import ArgumentParser
import ForestModel
import ForestWorkflow

struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: say(
      "Which figures moved between two runs, and why: inputs, parameters, versions.",
      vi: "Con số nào đã thay đổi giữa hai lần chạy, và vì sao: đầu vào, tham số, phiên bản."),
    discussion: say(
      """
      Example:
        forestcarbon compare results/march results/april
        forestcarbon compare projects/first projects/corrected

      Takes two folders of results of one verb, or two projects. Names the
      changed cells of tables where both versions of the file are still there.
      Whether the forest changed is another question: see stock-change.
      """,
      vi: """
        Ví dụ:
          forestcarbon compare ket_qua/thang3 ket_qua/thang4
          forestcarbon compare du_an/lan_dau du_an/da_sua

        Nhận hai thư mục kết quả của cùng một lệnh, hoặc hai dự án. Chỉ ra từng ô
        đã thay đổi trong bảng khi còn đủ cả hai phiên bản của tệp. Rừng có thay
        đổi hay không là câu hỏi khác: xem stock-change.
        """))

  @Argument(
    help: ArgumentHelp(say("Results of the first run.", vi: "Kết quả của lần chạy thứ nhất.")))
  var first: String

  @Argument(
    help: ArgumentHelp(say("Results of the second run.", vi: "Kết quả của lần chạy thứ hai.")))
  var second: String

  @Option(
    help: ArgumentHelp(
      say(
        "Cells, rows and figures listed of each kind (default 10).",
        vi: "Số ô, dòng và con số liệt kê cho mỗi loại (mặc định 10)."), valueName: "n"))
  var limit = 10

  @OptionGroup(title: say("Run", vi: "Chạy lệnh")) var run: RunOptions
  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard (1...100_000).contains(limit) else {
      throw ValidationError(
        say("--limit takes a number from 1 to 100000.", vi: "--limit nhận một số từ 1 đến 100000."))
    }
  }

  func run() async throws {
    let (comparisons, unpaired) = try Workflow.compare(first, second, limit: limit)
    if run.json {
      try Terminal.printJSON(
        .object([
          "status": .string("done"), "runs": .array(comparisons.map(\.json)),
          "unpaired": .array(unpaired.map(JSONValue.string)),
        ]))
      return
    }
    for comparison in comparisons {
      print((figures(comparison) + why(comparison) + tables(comparison)).joined(separator: "\n"))
    }
    for verb in unpaired {
      print(
        say(
          "{verb}: only one of the projects has results of it.",
          vi: "{verb}: chỉ một trong hai dự án có kết quả.", ["verb": verb]))
    }
  }

  // MARK: What moved

  /// Names of the figures that people look for first, with decimals.
  private static let known: [(path: String, name: Phrase, decimals: Int)] = [
    ("total.co2e_t", Phrase("carbon stock, t CO₂e", vi: "trữ lượng các-bon, tCO₂tđ"), 1),
    ("total.co2e_low_t", Phrase("lower limit, t CO₂e", vi: "cận dưới, tCO₂tđ"), 1),
    ("total.co2e_high_t", Phrase("upper limit, t CO₂e", vi: "cận trên, tCO₂tđ"), 1),
    ("total.co2e_t_ha", Phrase("mean stock, t CO₂e/ha", vi: "trữ lượng trung bình, tCO₂tđ/ha"), 3),
    ("total.half_width_percent", Phrase("half-width, %", vi: "sai số tương đối, %"), 3),
    ("total.confidence", Phrase("confidence level", vi: "độ tin cậy"), 2),
    ("accounted_ha", Phrase("land accounted for, ha", vi: "diện tích được tính, ha"), 4),
  ]

  private func figures(_ c: RunComparison) -> [String] {
    var lines = [
      say(
        "{verb}: {first} (run {a}) -> {second} (run {b})",
        vi: "{verb}: {first} (lần chạy {a}) -> {second} (lần chạy {b})",
        [
          "verb": c.verb, "first": c.runs[0].folder, "a": c.runs[0].runID,
          "second": c.runs[1].folder, "b": c.runs[1].runID,
        ])
    ]
    lines += c.altered.map {
      say(
        "  {file} was altered after the run: its SHA-256 is not that of run.json",
        vi: "  {file} đã bị sửa sau khi chạy: SHA-256 khác với run.json", ["file": $0])
    }
    if c.isIdentical {
      lines.append(
        say(
          "  No figure moved: all results have the same bytes.",
          vi: "  Không có con số nào thay đổi: mọi kết quả giống từng byte."))
      return lines
    }
    if c.figures.isEmpty, c.tables.allSatisfy({ $0.count + $0.added + $0.removed == 0 }) {
      lines.append(
        say(
          "  No figure moved; only pages, layers or images have other bytes.",
          vi: "  Không có con số nào thay đổi; chỉ trang, lớp hoặc hình khác byte."))
      return lines
    }
    let paths = Self.known.map(\.path)
    let shown =
      paths.flatMap { path in c.figures.filter { $0.path == path } }
      + c.figures.filter { !paths.contains($0.path) }
    lines.append(say("  What moved:", vi: "  Con số đã thay đổi:"))
    for figure in shown.prefix(limit) { lines.append("    " + Self.line(figure)) }
    lines += more(shown.count)
    return lines
  }

  private static func line(_ figure: FigureDifference) -> String {
    let known = known.first { $0.path == figure.path }
    let size = max(abs(figure.old), abs(figure.new))
    // A small change must not be rounded away.
    var decimals = known?.decimals ?? (size >= 1000 ? 1 : size >= 1 ? 4 : 6)
    while decimals < 9, abs(figure.difference) < 0.5 * Self.power(-decimals) { decimals += 1 }
    let percent =
      figure.percent.isNaN
      ? "" : ", \(signed(figure.percent, abs(figure.percent) < 0.1 ? 4 : 2))%"
    let name = known?.name.text(Terminal.language) ?? "\(figure.file): \(figure.path)"
    return "\(name): \(number(figure.old, decimals: decimals)) -> "
      + "\(number(figure.new, decimals: decimals)) (\(signed(figure.difference, decimals))\(percent))"
  }

  private static func power(_ exponent: Int) -> Double {
    (0..<abs(exponent)).reduce(1.0) { value, _ in exponent < 0 ? value / 10 : value * 10 }
  }

  private static func signed(_ value: Double, _ decimals: Int) -> String {
    (value > 0 ? "+" : "") + number(value, decimals: decimals)
  }

  private func more(_ count: Int) -> [String] {
    guard count > limit else { return [] }
    return [
      say(
        "    … and {count} more (--limit, --json)",
        vi: "    … và {count} trường hợp nữa (--limit, --json)",
        ["count": number(Double(count - limit))])
    ]
  }

  // MARK: Why

  private func why(_ c: RunComparison) -> [String] {
    var lines: [String] = []
    for input in c.inputs { lines += self.lines(input) }
    let kept = c.inputs.allSatisfy { $0.content == .compared }
    if !kept {
      for row in c.tables.flatMap(\.measured).prefix(limit) {
        lines.append(
          say(
            "    seen in the results: {line}", vi: "    thấy trong kết quả: {line}",
            ["line": row.line(Terminal.language)]))
      }
    }
    for cause in c.causes.prefix(5 * limit) {
      let kind: String
      switch cause.kind {
      case "version": kind = say("version", vi: "phiên bản")
      case "constant": kind = say("constant", vi: "hằng số")
      case "project": kind = say("project", vi: "dự án")
      default: kind = say("parameter", vi: "tham số")
      }
      lines.append(
        "    \(kind) \(cause.name): \(cause.old.isEmpty ? "–" : cause.old) -> "
          + (cause.new.isEmpty ? "–" : cause.new))
    }
    if lines.isEmpty {
      guard !c.isIdentical else { return [] }
      lines = [
        say(
          "    inputs, parameters, constants, seed and versions are the same; verify says whether the results were altered",
          vi:
            "    đầu vào, tham số, hằng số, giá trị khởi tạo và phiên bản như nhau; verify cho biết kết quả có bị sửa hay không"
        )
      ]
    }
    return [say("  Why:", vi: "  Vì sao:")] + lines
  }

  private func lines(_ input: InputDifference) -> [String] {
    let slots = [
      "role": input.role, "old": input.oldPath, "new": input.newPath,
      "cells": number(Double(input.cells)), "rows": number(Double(input.rows)),
    ]
    switch input.content {
    case .compared:
      let head =
        input.cells + input.rows == 0
        ? say(
          "    input {role}: {old} -> {new}: other bytes, the same cells",
          vi: "    đầu vào {role}: {old} -> {new}: khác byte, các ô dữ liệu như nhau", slots)
        : say(
          "    input {role}: {old} -> {new}: cells changed: {cells}, rows added or removed: {rows}",
          vi:
            "    đầu vào {role}: {old} -> {new}: số ô thay đổi: {cells}, số dòng thêm hoặc bớt: {rows}",
          slots)
      return [head] + input.differences.map { "      " + $0.line(Terminal.language) }
        + more(input.cells + input.rows)
    case .notATable:
      return [
        say(
          "    input {role}: {old} -> {new}: another file; not a table, its contents are not compared",
          vi: "    đầu vào {role}: {old} -> {new}: tệp khác; không phải bảng nên không so nội dung",
          slots)
      ]
    case .earlierNotKept:
      return [
        say(
          "    input {role}: {new} changed; what {old} held in the first run is not kept",
          vi:
            "    đầu vào {role}: {new} đã thay đổi; nội dung của {old} ở lần chạy thứ nhất không còn lưu",
          slots)
      ]
    case .laterNotKept:
      return [
        say(
          "    input {role}: {old} changed; what {new} held in the second run is not kept",
          vi:
            "    đầu vào {role}: {old} đã thay đổi; nội dung của {new} ở lần chạy thứ hai không còn lưu",
          slots)
      ]
    case .removed:
      return [
        say(
          "    input {role}: only the first run read {old}",
          vi: "    đầu vào {role}: chỉ lần chạy thứ nhất đọc {old}", slots)
      ]
    case .added:
      return [
        say(
          "    input {role}: only the second run read {new}",
          vi: "    đầu vào {role}: chỉ lần chạy thứ hai đọc {new}", slots)
      ]
    }
  }

  // MARK: Where

  private func tables(_ c: RunComparison) -> [String] {
    var lines: [String] = []
    let tables = c.tables.filter { $0.count + $0.added + $0.removed > 0 }
    for table in tables {
      lines.append(
        say(
          "    {file}: rows moved: {count}, added: {added}, removed: {removed}",
          vi: "    {file}: số dòng thay đổi: {count}, thêm: {added}, bớt: {removed}",
          [
            "file": table.file, "count": number(Double(table.count)),
            "added": number(Double(table.added)), "removed": number(Double(table.removed)),
          ]))
      lines += table.largest.map { "      " + $0.line(Terminal.language) }
    }
    return lines.isEmpty
      ? [] : [say("  Where, the largest first:", vi: "  Ở đâu, lớn nhất trước:")] + lines
  }
}
