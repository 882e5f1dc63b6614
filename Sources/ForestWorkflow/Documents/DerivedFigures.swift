import CarbonAccounting
import CarbonDocuments
import ForestModel

/// Figures that documents need and that stand in no single cell: sums of sheets, hectares by consent, money by
/// scenario. They are written into derived.json and tables of their own, so that each can be traced.
struct DerivedFigures {
  let sheets: ProjectSheets
  let book: ResultBook
  let project: ProjectFacts
  /// Field of the parcels that names the unit of consent; `nil`: parcels are listed by their ids.
  let consentField: String?
  private(set) var json: [String: JSONValue] = [:]
  private(set) var tables: [String: (header: [String], rows: [[String]])] = [:]
  private(set) var log = FindingLog()
  /// Years and money, where prices and volumes are known.
  private(set) var scenarios: [Scenario] = []

  /// Revenue at an assumed price.
  struct Scenario {
    var name: Phrase
    var price: Double
    var currency: String
    var priceVND: Double
    var volume: (mean: Double, low: Double, high: Double)
    var netPresentValue: Double
  }

  init(
    _ sheets: ProjectSheets, _ book: ResultBook, _ project: ProjectFacts, consentField: String?
  ) {
    self.sheets = sheets
    self.book = book
    self.project = project
    self.consentField = consentField
    addBudget()
    addPeople()
    addConsent()
    addGrievances()
    addShares()
    addEvents()
    addVintages()
    addFinance()
  }

  /// derived.json.
  var document: JSONValue { .object(json) }

  /// Tables as documents read them.
  var resultTables: [String: ResultTable] {
    Dictionary(
      uniqueKeysWithValues: tables.map { name, table in
        (
          name,
          ResultTable(
            file: name, header: table.header,
            rows: table.rows.enumerated().map { ($0 + 2, $1) })
        )
      })
  }

  private func number(_ row: [String: String], _ column: String) -> Double {
    row[column].flatMap(Double.init) ?? .nan
  }

  /// Sum of a column over the rows that have it; `nan` where none has.
  private func sum(
    _ rows: [[String: String]], _ column: String,
    where isWanted: ([String: String]) -> Bool = { _ in true }
  ) -> Double {
    let values = rows.filter(isWanted).map { number($0, column) }.filter(\.isFinite)
    return values.isEmpty ? .nan : ExactSum(values).value
  }

  private func place(_ sheet: String, row: Int, _ column: String) -> FindingLocation {
    FindingLocation(
      file: sheets.files.first { $0.name == sheet }.map { fileName($0.path) } ?? sheet + ".csv",
      row: row, column: column)
  }

  /// Row of a sheet's n-th entry as a spreadsheet counts.
  private func row(_ sheet: String, _ index: Int) -> Int {
    sheets.rowNumbers[sheet]?[index] ?? index + 2
  }

  // MARK: Budget

  private mutating func addBudget() {
    let rows = sheets.rows("budget")
    guard !rows.isEmpty else { return json["budget"] = .null }
    for (index, line) in rows.enumerated() {
      let product = number(line, "quantity") * number(line, "price_vnd")
      let amount = number(line, "amount_vnd")
      if product.isFinite, amount.isFinite, abs(product - amount) > 0.5 {
        log.add(
          .budgetLineMismatch, at: place("budget", row: row("budget", index), "amount_vnd"),
          ["product": product.findingText, "amount": amount.findingText])
      }
    }
    func amount(_ source: String) -> Double {
      sum(rows, "amount_vnd") { $0["source"] == source }
    }
    let total = sum(rows, "amount_vnd")
    let disbursed = sum(rows, "disbursed_vnd")
    let aid = amount("aid")
    let counterpart = amount("counterpart")
    json["budget"] = .object([
      "total_vnd": .number(total), "planned_vnd": .number(total), "aid_vnd": .number(aid.orZero),
      "counterpart_vnd": .number(counterpart.orZero), "other_vnd": .number(amount("other").orZero),
      "total_usd": .number(sum(rows, "amount_usd")), "disbursed_vnd": .number(disbursed),
      "disbursed_percent": .number(100 * disbursed / total),
    ])
    let sources = ["aid", "counterpart", "other"]
    tables["budget_by_source.csv"] = (
      ["source", "planned_vnd", "disbursed_vnd", "disbursed_percent"],
      sources.compactMap { source in
        let planned = amount(source)
        guard planned.isFinite else { return nil }
        let spent = sum(rows, "disbursed_vnd") { $0["source"] == source }
        return [source, planned.csvText, spent.csvText, (100 * spent / planned).csvText]
      }
    )
    func bySource(_ isWanted: ([String: String]) -> Bool) -> [String] {
      sources.map { source in
        sum(rows, "amount_vnd") { isWanted($0) && $0["source"] == source }.orZero.csvText
      } + [sum(rows, "amount_vnd", where: isWanted).csvText]
    }
    let years = Set(rows.compactMap { $0["year"] }).filter { !$0.isEmpty }.sorted()
    tables["budget_by_year.csv"] = (
      ["year", "aid_vnd", "counterpart_vnd", "other_vnd", "total_vnd"],
      years.map { year in [year] + bySource { $0["year"] == year } }
    )
    tables["budget_by_component.csv"] = (
      [
        "component_en", "component_vi", "aid_vnd", "counterpart_vnd", "other_vnd", "total_vnd",
        "total_usd",
      ],
      // In the order of their names, so that the order of the sheet moves no figure.
      names("budget", "component").sorted { $0.english < $1.english }.map { name in
        [name.english, name.vietnamese]
          + bySource { $0["component"] == name.key }
          + [sum(rows, "amount_usd") { $0["component"] == name.key }.csvText]
      }
    )
  }

  /// The distinct words of a column in order of the sheet, in both languages.
  private func names(
    _ sheet: String, _ column: String
  ) -> [(key: String, english: String, vietnamese: String)] {
    var found: [(key: String, english: String, vietnamese: String)] = []
    for (index, row) in sheets.rows(sheet).enumerated() {
      guard let key = row[column], !key.isEmpty, !found.contains(where: { $0.key == key }) else {
        continue
      }
      var texts: [Language: String] = [:]
      if case .written(_, let own, _) = sheets.sheets[sheet]?.rows[index][column] { texts = own }
      found.append((key, texts[.english] ?? key, texts[.vietnamese] ?? key))
    }
    return found
  }

  // MARK: People

  private mutating func addPeople() {
    let rows = sheets.rows("beneficiaries")
    let direct = { (row: [String: String]) in row["kind"] == "direct" }
    if rows.isEmpty {
      json["beneficiaries"] = .null
    } else {
      let women = sum(rows, "women", where: direct).orZero
      let men = sum(rows, "men", where: direct).orZero
      let indirect = { (row: [String: String]) in row["kind"] == "indirect" }
      json["beneficiaries"] = .object([
        "direct_women": .number(women), "direct_men": .number(men),
        "direct_total": .number(women + men),
        "indirect_total": .number(
          sum(rows, "women", where: indirect).orZero + sum(rows, "men", where: indirect).orZero),
        "households": .number(sum(rows, "households")),
        "direct_households": .number(sum(rows, "households", where: direct)),
        "direct_ethnic_minority": .number(sum(rows, "ethnic_minority_people", where: direct)),
        "ethnic_minority_total": .number(sum(rows, "ethnic_minority_people")),
      ])
    }
    let meetings = sheets.rows("consultations")
    json["consultations"] =
      meetings.isEmpty
      ? .null
      : .object([
        "meetings": .integer(meetings.count), "people": .number(sum(meetings, "people")),
        "women": .number(sum(meetings, "women")),
        "ethnic_minority_people": .number(sum(meetings, "ethnic_minority_people")),
      ])
  }

  /// Decisions, the one that counts first where several rows speak of one parcel.
  private static let decisions = ["refused", "pending", "conditions", "agreed"]

  private mutating func addConsent() {
    let rows = sheets.rows("fpic")
    guard !rows.isEmpty else { return json["fpic"] = .null }
    var values: [String: JSONValue] = [:]
    var lines: [[String]] = []
    var taken: Set<Int> = []
    for decision in Self.decisions {
      let own = rows.filter { $0["decision"] == decision }
      let land = own.map { parcels(of: $0) }
      // A parcel counts once. Where a row names no land its hectares are not known, and nor is their sum.
      let fresh = Set(land.joined()).subtracting(taken)
      taken.formUnion(fresh)
      let isKnown = land.allSatisfy { !$0.isEmpty }
      let area = isKnown ? ExactSum(fresh.sorted().map { parcelHa($0) }).value : .nan
      values["villages_" + decision] = .integer(own.count)
      values["area_\(decision)_ha"] = .number(area)
      guard !own.isEmpty else { continue }
      lines.append([
        decision, "\(own.count)",
        (sum(own, "women").orZero + sum(own, "men").orZero).csvText, sum(own, "women").csvText,
        area.csvText,
      ])
    }
    json["fpic"] = .object(values)
    tables["fpic_by_status.csv"] = (["decision", "villages", "people", "women", "area_ha"], lines)
  }

  /// Rows of parcels.csv that a row of consent speaks of.
  private func parcels(of row: [String: String]) -> [Int] {
    guard let parcels = book.table("estimate/parcels.csv"),
      let id = parcels.header.firstIndex(of: "parcel_id")
    else { return [] }
    let ids = Set(Consent.ids(row["parcel_ids"] ?? ""))
    let field = consentField.flatMap { parcels.header.firstIndex(of: $0) }
    let unit = row["unit"] ?? ""
    return parcels.rows.indices.filter { place in
      let cells = parcels.rows[place].cells
      return ids.contains(cells[id]) || (field.map { cells[$0] == unit } ?? false)
    }
  }

  private func parcelHa(_ place: Int) -> Double {
    guard let parcels = book.table("estimate/parcels.csv"),
      let area = parcels.header.firstIndex(of: "area_ha")
    else { return .nan }
    return Double(parcels.rows[place].cells[area]) ?? .nan
  }

  private mutating func addGrievances() {
    let rows = sheets.rows("grievances")
    guard !rows.isEmpty else { return json["grievances"] = .null }
    var days: [Int] = []
    for (index, row) in rows.enumerated() {
      guard let first = row["received"].flatMap(CalendarDay.init),
        let last = row["resolved"].flatMap(CalendarDay.init)
      else { continue }
      // Negative when the other comes first.
      let count = last.number - first.number
      if count < 0 {
        log.add(
          .sheetDaysOrder, at: place("grievances", row: self.row("grievances", index), "resolved"),
          ["first": first.text, "last": last.text])
      }
      days.append(count)
    }
    let soon = Double(days.count { $0 <= 30 })
    json["grievances"] = .object([
      "received": .integer(rows.count), "resolved": .integer(days.count),
      "open": .integer(rows.count - days.count), "median_days": .number(Self.median(days)),
      "resolved_30_days_percent": .number(100 * soon / Double(rows.count)),
    ])
  }

  /// The middle of some counts; `nan` of none.
  private static func median(_ counts: [Int]) -> Double {
    guard !counts.isEmpty else { return .nan }
    let sorted = counts.sorted()
    let upper = Double(sorted[sorted.count / 2])
    let lower = Double(sorted[(sorted.count - 1) / 2])
    return (lower + upper) / 2
  }

  private mutating func addShares() {
    let rows = sheets.rows("shares")
    guard !rows.isEmpty else { return json["shares"] = .null }
    let total = sum(rows, "share_percent")
    if !(abs(total - 100) < 1e-6) {
      log.add(
        .sharesNotHundred, at: place("shares", row: 1, "share_percent"), ["sum": total.findingText])
    }
    json["shares"] = .object(["total_percent": .number(total)])
  }

  private mutating func addEvents() {
    let rows = sheets.rows("events")
    json["events"] =
      rows.isEmpty
      ? .null
      : .object([
        "count": .integer(rows.count), "area_ha": .number(sum(rows, "area_ha")),
        "emission_t": .number(sum(rows, "emission_t")),
      ])
  }

  // MARK: Reductions and money

  private static let vintageColumns = [
    "vintage", "days", "gross_t", "uncertainty_deduction_t", "leakage_t", "buffer_t", "net_t",
  ]

  /// Vintages of the chosen standard.
  private var vintages: [[String]] {
    guard let table = book.table("account/standards.csv"), let chosen = book.chosenStandard,
      let standard = table.header.firstIndex(of: "standard")
    else { return [] }
    let places = Self.vintageColumns.map { table.header.firstIndex(of: $0) }
    return table.rows.filter { $0.cells[standard] == chosen }.map { row in
      places.map { $0.map { row.cells[$0] } ?? "" }
    }
  }

  private mutating func addVintages() {
    tables["credits_by_vintage.csv"] = (Self.vintageColumns, vintages)
    addAllocation()
  }

  /// The net of every vintage by the shares of the recipients, whole tonnes that add up.
  private mutating func addAllocation() {
    let shares = sheets.rows("shares").map { number($0, "share_percent") }
    let recipients = names("shares", "recipient")
    guard shares.count == recipients.count, !shares.isEmpty else { return }
    var rows: [[String]] = []
    for vintage in vintages {
      guard let net = Int(vintage[6]), let parts = LargestRemainder.split(net, by: shares) else {
        continue
      }
      for (recipient, part) in zip(recipients, parts) {
        rows.append([vintage[0], recipient.english, recipient.vietnamese, "\(part)"])
      }
    }
    tables["allocation.csv"] = (["vintage", "recipient_en", "recipient_vi", "amount_t"], rows)
  }

  private func field(_ key: String) -> Double {
    project.fields[key]?[.english].flatMap(Double.init) ?? .nan
  }

  private mutating func addFinance() {
    let costs = sheets.rows("costs")
    let rate = field("finance.discount_rate_percent")
    var values: [String: JSONValue] = [
      "cost_total_vnd": .number(sum(costs, "amount_vnd")), "discount_rate_percent": .number(rate),
    ]
    defer { json["finance"] = .object(values) }
    let volumes = vintages.compactMap { row -> (Int, Double)? in
      guard let year = Int(row[0]), let net = Double(row[6]) else { return nil }
      return (year, net)
    }
    let header = [
      "scenario_en", "scenario_vi", "price", "currency", "price_vnd", "volume_t", "volume_low_t",
      "volume_high_t", "revenue_vnd", "npv_vnd",
    ]
    guard !volumes.isEmpty, let account = book.parts["account"]?.json.members?["gross"]?.members
    else {
      tables["price_scenarios.csv"] = (header, [])
      return
    }
    let spent = costs.compactMap { row in
      row["year"].flatMap(Int.init).map { ($0, number(row, "amount_vnd")) }
    }
    let years = Set(volumes.map(\.0) + spent.map(\.0)).sorted()
    let finance = CarbonFinance(
      years: years.map { year in
        CashYear(
          year: year, volumeT: volumes.filter { $0.0 == year }.reduce(0) { $0 + $1.1 },
          cost: ExactSum(spent.filter { $0.0 == year }.map(\.1)).value)
      }, discountRate: rate / 100)
    if !costs.isEmpty { values["breakeven_vnd"] = .number(finance.breakEvenPrice) }
    let net = volumes.reduce(0) { $0 + $1.1 }
    let gross = account["value_t"]?.number ?? .nan
    let share = { (name: String) in max(0, (account[name]?.number ?? .nan) / gross) }
    for (index, row) in sheets.rows("prices").enumerated() {
      let price = number(row, "price")
      let currency = row["currency"] ?? ""
      let exchange = currency == "VND" ? 1 : field("finance.fx_vnd")
      var name = Phrase(same: row["scenario"] ?? "")
      if case .written(_, let texts, _) = sheets.sheets["prices"]?.rows[index]["scenario"] {
        name = Phrase(
          texts[.english] ?? name.english, vi: texts[.vietnamese] ?? name.vietnamese)
      }
      scenarios.append(
        Scenario(
          name: name, price: price, currency: currency, priceVND: price * exchange,
          volume: (net, net * share("low_t"), net * share("high_t")),
          netPresentValue: costs.isEmpty
            ? .nan : finance.netPresentValue(price: price * exchange)))
    }
    tables["price_scenarios.csv"] = (
      header,
      scenarios.map {
        [
          $0.name.english, $0.name.vietnamese, $0.price.csvText, $0.currency, $0.priceVND.csvText,
          $0.volume.mean.csvText, $0.volume.low.csvText, $0.volume.high.csvText,
          ($0.volume.mean * $0.priceVND).csvText, $0.netPresentValue.csvText,
        ]
      }
    )
  }
}

extension Double {
  /// 0 where nothing was summed up.
  fileprivate var orZero: Double { isNaN ? 0 : self }
}

extension JSONValue {
  /// A number; `nil` for anything else.
  var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }
}
