import CarbonDocuments
import ForestModel

/// Everything that a template may speak of, from results, sheets, fields and texts.
struct DocumentFacts {
  let template: Template
  let estimate: EstimateFacts
  let book: ResultBook
  let derived: DerivedFigures
  let sheets: ProjectSheets
  let project: ProjectFacts
  let catalogue: ProjectCatalogue
  let legal: LegalBasis
  /// Verbs that the project has not set up, by the first part of their names.
  let absent: [String: Phrase]
  let inputs: [FileRecord]
  let runID: String
  let showsPersonal: Bool
  let isFinal: Bool

  /// Day of the document; `nil`: nobody has filled it in.
  var day: String? {
    for key in ["document.date", "project.report_date"] {
      if let day = project.fields[key]?[.english], ProjectFacts.isDay(day) { return day }
    }
    return nil
  }

  /// The facts; `gaps` of an earlier look at the document go into its list of gaps.
  func facts(gaps: [EvidenceBook.Gap] = []) -> Facts {
    var facts = Facts()
    facts.showsPersonal = showsPersonal
    facts.add(estimate.facts(), as: "stock")
    facts.tables["stock.all-parcels"] = estimate.allParcelTable
    project.add(to: &facts, catalogue)
    facts.slots["run_id"] = .code(runID)
    facts.slots["tool_version"] = .text(toolVersion)
    facts.slots["derived.legal.date"] =
      day.map(Slot.day)
      ?? .missing("document.date", need: Phrase("day of the document", vi: "ngày của tài liệu"))
    let book = book
    facts.lookup = { book.slot($0) ?? book.gap($0) }
    facts.results = { book.table($0) }
    facts.absent = absent
    facts.sheets = sheets.sheets
    addConditions(to: &facts)
    addFigures(to: &facts)
    addLaw(to: &facts)
    facts.tables["limits.constants"] = constantTable
    facts.tables["limits.gaps"] = gapTable(gaps)
    facts.tables["data.files"] =
      RunTables(rows: [], inputs: inputs, log: FindingLog())
      .inputTable { !$0.role.hasPrefix("narrative") }
    facts.tables["finance.scenarios"] = scenarioTable
    facts.keyFigures["account.headline"] = accountHeadline
    if absent["account"] != nil { facts.keyFigures["account.headline"] = nil }
    facts.parcels = { ids in parcelTable(ids) }
    let known = facts
    for (name, texts) in project.narrative {
      facts.narrative[name] = Narrative(
        texts.mapValues { text in text.parts { Self.reference($0, known, book) } })
    }
    return facts
  }

  /// What a reference in a text stands for: a slot of templates, or a figure by its path, whose unit may be
  /// left out at the end.
  static func reference(_ name: String, _ facts: Facts, _ book: ResultBook) -> Slot? {
    facts.slots[name] ?? book.slot(name, mayBeShort: true)
  }

  private func addConditions(to facts: inout Facts) {
    for verb in ["account", "change", "risk"] { facts.conditions[verb] = absent[verb] == nil }
    var isNetKnown = false
    if case .datum = book.slot("account.chosen.net_t") { isNetKnown = true }
    facts.conditions["account.net"] = isNetKnown
    let activities = ProjectFacts.codes(project.fields["project.activity"]?[.english] ?? "")
    for code in catalogue.field("project.activity")?.options.map(\.code) ?? [] {
      facts.conditions["activity." + code] = activities.contains(code)
    }
    for code in catalogue.field("project.profile")?.options.map(\.code) ?? [] {
      // Without a stated profile the draft holds everything.
      let stated = project.fields["project.profile"]?[.english]
      facts.conditions["profile." + code] = (stated ?? "carbon") == code
    }
    let standard = project.fields["standard.id"]?[.english]
    facts.conditions["international"] = standard != nil && standard != "vn-domestic"
    let provinces = Int(project.fields["project.provinces"]?[.english] ?? "") ?? 1
    facts.conditions["provinces.many"] = provinces > 1
    facts.conditions["final"] = isFinal
  }

  // MARK: Law and limits

  private func column(
    _ english: String, vi: String, number: Bool = false, _ weight: Double = 1
  ) -> Table.Column {
    RunTables.column(english, vi: vi, number: number, weight)
  }

  private func day(_ text: String) -> Slot { text.isEmpty ? .text("–") : .day(text) }

  /// Whether an act is in force, and what replaces it.
  private func state(of act: LegalBasis.Instrument, _ doubt: Phrase?) -> Slot {
    let state = doubt ?? act.status.name
    if act.replacedBy.isEmpty || state.english.contains(act.replacedBy) {
      return .passage(Passage(state))
    }
    return .passage(
      Passage(
        "{state}; replaced by {other}", vi: "{state}; thay thế bởi {other}",
        ["state": .passage(Passage(state)), "other": .text(act.replacedBy)]))
  }

  private func addLaw(to facts: inout Facts) {
    var doubts: [[Slot]] = []
    let rows = legal.instruments.map { act -> [Slot] in
      let doubt = legal.doubt(about: act, on: day)
      let name = Slot.passage(
        Passage(
          Phrase("{kind} {number}", vi: "{kind} {number}"),
          ["kind": .passage(Passage(act.kind)), "number": .text(act.number)]))
      if let doubt {
        doubts.append([name, .passage(Passage(act.subject)), .passage(Passage(doubt))])
      }
      return [
        name, .passage(Passage(act.issuer)), day(act.date), day(act.inForce),
        state(of: act, doubt),
        .passage(Passage(act.subject)), .passage(Passage(act.confirmed)),
      ]
    }
    facts.tables["legal.basis"] = Table(
      id: "legal-basis",
      caption: Passage(
        "Legal basis as last looked at in {month}; please check before submission.",
        vi:
          "Căn cứ pháp lý theo lần tra cứu gần nhất, {month}; đề nghị kiểm tra lại trước khi trình.",
        ["month": .text(legal.instruments.map(\.checked).max() ?? "–")]),
      columns: [
        column("Instrument", vi: "Văn bản", 1.7), column("Issued by", vi: "Cơ quan ban hành", 1.2),
        column("Date", vi: "Ngày ban hành"), column("In force from", vi: "Hiệu lực từ"),
        column("Status", vi: "Tình trạng", 1.4),
        column("Subject", vi: "Nội dung", 3), column("Checked by", vi: "Mức xác nhận", 1.2),
      ], rows: rows)
    facts.tables["legal.warnings"] = Table(
      id: "legal-warnings",
      caption: Passage(
        "Instruments to look at again before they are cited.",
        vi: "Văn bản cần kiểm tra lại trước khi viện dẫn."),
      columns: [
        column("Instrument", vi: "Văn bản", 1.5), column("Subject", vi: "Nội dung", 2.5),
        column("Why", vi: "Lý do", 2),
      ], rows: doubts)
    facts.tables["legal.open"] = Table(
      id: "legal-open",
      caption: Passage(
        "What the law leaves open. Nothing is filled in from another standard.",
        vi: "Nội dung pháp luật chưa quy định. Không lấy số liệu của tiêu chuẩn khác để điền."),
      columns: [
        column("Topic", vi: "Nội dung", 1.4), column("Open", vi: "Vấn đề còn để mở", 3.4),
        column("Where", vi: "Văn bản, điều, mẫu", 1.5),
      ],
      rows: legal.openPoints.map {
        [.passage(Passage($0.topic)), .passage(Passage($0.open)), .text($0.place)]
      })
  }

  /// Constants without a confirmed source, of all runs that the document rests on.
  var unconfirmed: [(name: Phrase, value: String, unit: String, source: Phrase, file: String)] {
    var found: [(name: Phrase, value: String, unit: String, source: Phrase, file: String)] = []
    for constant in estimate.record.constants where !constant.confirmed {
      found.append(
        (constant.name, constant.value, constant.unit, constant.source, "estimate/run.json"))
    }
    if let table = book.table("account/parameters.csv") {
      let place = { (name: String) in table.header.firstIndex(of: name) }
      if let standard = place("standard"), let name = place("name"), let nameVi = place("name_vi"),
        let value = place("value"), let unit = place("unit"), let source = place("source"),
        let confirmed = place("confirmed")
      {
        for row in table.rows where row.cells[confirmed] == "false" {
          let isOwn = row.cells[standard].isEmpty || row.cells[standard] == book.chosenStandard
          guard isOwn else { continue }
          found.append(
            (
              Phrase(row.cells[name], vi: row.cells[nameVi]), row.cells[value], row.cells[unit],
              Phrase(same: row.cells[source]), table.file
            ))
        }
      }
    }
    return found
  }

  private var constantTable: Table {
    Table(
      id: "limits-constants",
      caption: Passage(
        "Values whose source is not confirmed; check them before the final version.",
        vi: "Các giá trị chưa được xác nhận nguồn; cần kiểm tra trước khi phát hành bản chính thức."
      ),
      columns: [
        column("Value", vi: "Giá trị", 2), column("As used", vi: "Đã dùng"),
        column("Unit", vi: "Đơn vị"), column("Source", vi: "Nguồn", 2.4),
        column("File", vi: "Tệp", 1.4),
      ],
      rows: unconfirmed.map {
        [
          .passage(Passage($0.name)), .text($0.value), .text($0.unit),
          .passage(Passage($0.source)), .code($0.file),
        ]
      })
  }

  private func gapTable(_ gaps: [EvidenceBook.Gap]) -> Table {
    Table(
      id: "limits-gaps",
      caption: Passage(
        "What is still missing in this draft.", vi: "Nội dung bản thảo còn thiếu."),
      columns: [
        column("Section", vi: "Mục", 1.6), column("Field", vi: "Trường", 1.4),
        column("Needed because", vi: "Lý do cần", 2.6),
      ],
      rows: gaps.map { [.passage($0.section), .code($0.field), .passage(Passage($0.need))] })
  }

  // MARK: Parcels of somebody

  private func parcelTable(_ ids: [String]) -> Table? {
    guard let table = book.table("estimate/parcels.csv"),
      let id = table.header.firstIndex(of: "parcel_id"),
      let area = table.header.firstIndex(of: "area_ha")
    else { return nil }
    let status = ForestStatusSchema(
      names: table.header, isText: table.header.map { _ in true })
    func cell(_ row: [String], _ column: String) -> Slot {
      guard let place = table.header.firstIndex(of: column) ?? status[column], !row[place].isEmpty
      else {
        return .text("–")
      }
      return .text(row[place])
    }
    let wanted = Set(ids)
    var rows = table.rows.filter { wanted.contains($0.cells[id]) }.map { row -> [Slot] in
      let type = status["ldlr"].flatMap { ForestType(written: row.cells[$0]) }
      return [
        .text(row.cells[id]), cell(row.cells, "xa"), cell(row.cells, "tk"),
        cell(row.cells, "khoanh"),
        cell(row.cells, "lo"), cell(row.cells, "diadanh"),
        .datum(
          Datum(
            Double(row.cells[area]) ?? .nan, decimals: 2, unit: "ha",
            source: EvidenceSource(file: table.file, row: row.number, column: "area_ha"))),
        type.map { .passage(Passage($0.name)) } ?? cell(row.cells, "stratum"),
      ]
    }
    if rows.count > 1 {
      let sum = ExactSum(
        table.rows.filter { wanted.contains($0.cells[id]) }.compactMap { Double($0.cells[area]) })
      let total = Slot.datum(
        Datum(
          sum.value, decimals: 2, unit: "ha",
          source: EvidenceSource(file: table.file, column: "sum(area_ha)")))
      rows.append([
        .passage(Passage("Total", vi: "Tổng")), .text(""), .text(""), .text(""), .text(""),
        .text(""), total, .text(""),
      ])
    }
    return Table(
      id: "parcels-of-row",
      caption: Passage(
        "Forest parcels taking part.", vi: "Các lô rừng tham gia."),
      columns: [
        column("Parcel", vi: "Mã lô", 1.2), column("Commune", vi: "Xã", 1.2),
        column("Compartment", vi: "Tiểu khu"),
        column("Sub-compartment", vi: "Khoảnh"), column("Lot", vi: "Lô", 0.7),
        column("Place", vi: "Địa danh", 1.4),
        column("Area (ha)", vi: "Diện tích (ha)", number: true),
        column("Forest type", vi: "Loại rừng", 2.4),
      ], rows: rows, hasTotal: rows.count > 1)
  }
}
