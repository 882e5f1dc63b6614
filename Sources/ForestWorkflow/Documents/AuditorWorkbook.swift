import CarbonDocuments
import ForestModel

/// A workbook that computes the stock once more by formulas anybody can read: the mean of one stratum from its
/// plots, the total from the strata, the net from the account. Beside each result stands what the run wrote, and
/// the difference.
struct AuditorWorkbook {
  let book: ResultBook
  let language: Language

  private func say(_ english: String, _ vietnamese: String) -> String {
    Phrase(english, vi: vietnamese).text(language)
  }

  /// Its sheets; those whose tables are not there are left out.
  var sheets: [Spreadsheet] {
    [plots, stratum, total, account].compactMap { $0 }
  }

  private func column(_ table: ResultTable, _ name: String) -> Int? {
    table.header.firstIndex(of: name)
  }

  // MARK: One stratum from its plots

  private struct Plot {
    var id: String
    var stratum: String
    var co2eTHa: Double
  }

  private var usedPlots: [Plot] {
    guard let table = book.table("estimate/plots.csv"), let id = column(table, "plot_id"),
      let stratum = column(table, "stratum"), let stock = column(table, "co2e_t_ha")
    else { return [] }
    return table.rows.compactMap { row in
      guard let value = Double(row.cells[stock]), !row.cells[stratum].isEmpty else { return nil }
      return Plot(id: row.cells[id], stratum: row.cells[stratum], co2eTHa: value)
    }
  }

  private var plots: Spreadsheet? {
    guard !usedPlots.isEmpty else { return nil }
    return Spreadsheet(
      name: "plots",
      heads: ["plot_id", "stratum", "co2e_t_ha"],
      rows: usedPlots.map { [.text($0.id), .text($0.stratum), .number($0.co2eTHa)] })
  }

  /// A row of strata.csv.
  private struct Stratum {
    var name: String
    var areaHa: Double
    var plots: Double
    var mean: Double
    var standardError: Double
    var total: Double
  }

  private var strata: [Stratum] {
    guard let table = book.table("estimate/strata.csv") else { return [] }
    let names = ["area_ha", "n_plots", "co2e_t_ha", "co2e_se_t_ha", "co2e_t"]
    let places = names.compactMap { column(table, $0) }
    guard places.count == names.count, let name = column(table, "stratum") else { return [] }
    return table.rows.compactMap { row in
      let values = places.map { Double(row.cells[$0]) ?? .nan }
      guard values[0].isFinite, values[2].isFinite else { return nil }
      return Stratum(
        name: row.cells[name], areaHa: values[0], plots: values[1], mean: values[2],
        standardError: values[3], total: values[4])
    }
  }

  /// The stratum with the most plots whose plots all stand in plots.csv.
  private var shownStratum: Stratum? {
    let counts = Dictionary(grouping: usedPlots, by: \.stratum).mapValues { Double($0.count) }
    return strata.filter { $0.plots > 1 && counts[$0.name] == $0.plots }
      .max { ($0.plots, $1.name) < ($1.plots, $0.name) }
  }

  private var stratum: Spreadsheet? {
    guard let shown = shownStratum else { return nil }
    let values = usedPlots.filter { $0.stratum == shown.name }.map(\.co2eTHa)
    let n = Double(values.count)
    let mean = ExactSum(values).value / n
    let deviation = (ExactSum(values.map { ($0 - mean) * ($0 - mean) }).value / (n - 1))
      .squareRoot()
    let last = usedPlots.count + 1
    let (names, stocks) = ("plots!$B$2:$B$\(last)", "plots!$C$2:$C$\(last)")
    func row(
      _ label: String, _ formula: String, _ value: Double, _ stated: Double?,
      _ format: Spreadsheet.Format
    ) -> [Spreadsheet.Cell] {
      let cell = Spreadsheet.Cell.formula(formula, value: value, format)
      guard let stated else { return [.text(label), cell] }
      return [.text(label), cell, .number(stated, format), .empty]
    }
    var rows: [[Spreadsheet.Cell]] = [
      [.text(say("stratum", "tầng")), .text(shown.name)],
      row(say("plots", "số ô"), "COUNTIF(\(names),B2)", n, shown.plots, .whole),
      row(
        say("mean, t CO2e/ha", "trung bình, tCO₂tđ/ha"),
        "SUMIF(\(names),B2,\(stocks))/B3", mean, shown.mean, .fourDecimals),
      row(
        say("standard deviation, t CO2e/ha", "độ lệch chuẩn, tCO₂tđ/ha"),
        "SQRT(SUMPRODUCT((\(names)=B2)*(\(stocks)-B4)^2)/(B3-1))", deviation, nil, .fourDecimals),
      row(
        say("standard error, t CO2e/ha", "sai số chuẩn, tCO₂tđ/ha"), "B5/SQRT(B3)",
        deviation / n.squareRoot(), shown.standardError, .fourDecimals),
      [.text(say("area, ha", "diện tích, ha")), .number(shown.areaHa, .fourDecimals)],
      row(
        say("stock, t CO2e", "trữ lượng, tCO₂tđ"), "B4*B7", mean * shown.areaHa, shown.total,
        .oneDecimal),
    ]
    for index in rows.indices where rows[index].count == 4 {
      guard case .formula(_, let value, _) = rows[index][1],
        case .number(let stated, _) = rows[index][2]
      else { continue }
      rows[index][3] = .formula("B\(index + 2)-C\(index + 2)", value: value - stated)
    }
    return Spreadsheet(
      name: "stratum",
      heads: [
        say("quantity", "đại lượng"), say("computed here", "tính lại"),
        say("run (strata.csv)", "kết quả (strata.csv)"), say("difference", "chênh lệch"),
      ], rows: rows, widths: [36, 20, 24, 16])
  }

  // MARK: The total from the strata

  private func stated(_ path: String...) -> Double {
    var value = book.parts["stock"]?.json ?? .null
    for name in path { value = value.members?[name] ?? .null }
    return value.number ?? .nan
  }

  private var total: Spreadsheet? {
    let strata = strata
    guard !strata.isEmpty else { return nil }
    var rows: [[Spreadsheet.Cell]] = strata.enumerated().map { index, stratum in
      let row = index + 2
      let product = stratum.areaHa * stratum.standardError
      return [
        .text(stratum.name), .number(stratum.areaHa, .fourDecimals),
        .number(stratum.mean, .fourDecimals), .number(stratum.standardError, .fourDecimals),
        .formula("B\(row)*C\(row)", value: stratum.areaHa * stratum.mean, .oneDecimal),
        .formula("(B\(row)*D\(row))^2", value: product * product),
      ]
    }
    let last = strata.count + 1
    let sum = ExactSum(strata.map { $0.areaHa * $0.mean }).value
    let error = ExactSum(
      strata.map { $0.areaHa * $0.standardError * $0.areaHa * $0.standardError }
    ).value.squareRoot()
    let (total, se) = (stated("total", "co2e_t"), stated("total", "co2e_se_t"))
    let half = stated("total", "half_width_t")
    let t = half / se
    rows.append([])
    func line(
      _ label: String, _ formula: String, _ value: Double, _ stated: Double,
      _ format: Spreadsheet.Format = .oneDecimal
    ) {
      let row = rows.count + 2
      rows.append([
        .text(label), .formula(formula, value: value, format), .number(stated, format),
        .formula("B\(row)-C\(row)", value: value - stated),
      ])
    }
    let head = rows.count + 2
    rows.append([
      .text(say("quantity", "đại lượng")), .text(say("computed here", "tính lại")),
      .text(say("run (summary.json)", "kết quả (summary.json)")),
      .text(say("difference", "chênh lệch")),
    ])
    line(say("stock, t CO2e", "trữ lượng, tCO₂tđ"), "SUM(E2:E\(last))", sum, total)
    line(
      say("standard error, t CO2e", "sai số chuẩn, tCO₂tđ"), "SQRT(SUM(F2:F\(last)))", error, se)
    rows.append([
      .text(
        say(
          "Student's t for \(stated("total", "df").csvText) degrees of freedom, of the run",
          "hệ số t với \(stated("total", "df").csvText) bậc tự do, theo kết quả")),
      .number(t, .fourDecimals),
    ])
    line(
      say("lower limit, t CO2e", "cận dưới, tCO₂tđ"), "B\(head + 1)-B\(head + 3)*B\(head + 2)",
      sum - t * error, total - half)
    line(
      say("upper limit, t CO2e", "cận trên, tCO₂tđ"), "B\(head + 1)+B\(head + 3)*B\(head + 2)",
      sum + t * error, total + half)
    return Spreadsheet(
      name: "total",
      heads: [
        "stratum", "area_ha", "co2e_t_ha", "co2e_se_t_ha", "co2e_t",
        say("variance", "phương sai"),
      ], rows: rows, widths: [36, 20, 24, 20, 18, 20])
  }

  // MARK: The net from the account

  private var account: Spreadsheet? {
    guard let table = book.table("account/waterfall.csv"), let chosen = book.chosenStandard,
      let standard = column(table, "standard"), let item = column(table, "item"),
      let amount = column(table, "amount_t")
    else { return nil }
    let steps = table.rows.filter { $0.cells[standard] == chosen }.map {
      (item: $0.cells[item], amount: Double($0.cells[amount]) ?? .nan)
    }
    guard steps.contains(where: { $0.item == "net" }), steps.allSatisfy({ $0.amount.isFinite })
    else { return nil }
    let sums: Set<String> = ["gross", "net"]
    var rows: [[Spreadsheet.Cell]] = []
    var running = 0.0
    for (index, step) in steps.enumerated() {
      let row = index + 2
      if sums.contains(step.item) {
        // A sum is what stands above it; the sum before it begins the next stretch.
        let first = rows.indices.last { sums.contains(steps[$0].item) } ?? 0
        rows.append([
          .text(step.item),
          .formula("SUM(B\(first + 2):B\(row - 1))", value: running),
          .number(step.amount), .formula("B\(row)-C\(row)", value: running - step.amount),
        ])
        running = step.amount
      } else {
        rows.append([.text(step.item), .number(step.amount)])
        running += step.amount
      }
    }
    return Spreadsheet(
      name: "account",
      heads: [
        say("step", "bước"), say("amount, t CO2e", "lượng, tCO₂tđ"),
        say("run (waterfall.csv)", "kết quả (waterfall.csv)"), say("difference", "chênh lệch"),
      ], rows: rows, widths: [24, 22, 24, 16])
  }
}
