import ForestGeo
import ForestModel

/// Names the parcels of a layer and holds their fields against each other: what `check` and `estimate` say
/// about forest-status parcels.
struct ParcelInspector: Sendable {
  /// File name for findings.
  let file: String
  private let identity: ParcelIdentity
  private let fields: [FieldDefinition]
  private let statedID: String?
  private let statedClass: String?
  private let classRole: String?
  private let edition: ClassEdition
  private let tolerance: Double
  private let keepsPersonalData: Bool
  private let schema: ForestStatusSchema
  /// `nil` for a layer without land and forest types.
  private let checks: ForestStatusChecks?
  /// Field whose hectares are counted.
  private let countedField: Int?

  init(
    _ request: EstimateRequest, _ facts: LayerFacts, _ identity: ParcelIdentity, file: String,
    classRole: String?
  ) {
    self.file = file
    self.identity = identity
    self.classRole = classRole
    fields = facts.fields
    statedID = request.parcelID
    statedClass = request.stratumRaster == nil ? request.stratumField : nil
    edition = request.classEdition
    tolerance = request.areaTolerance
    keepsPersonalData = request.keepsPersonalData
    schema = facts.status
    checks =
      schema["ldlr"] ?? schema["maldlr"] == nil
      ? nil : ForestStatusChecks(schema, edition: edition, areaTolerance: tolerance)
    if case .field(let name) = request.areaRule {
      countedField = facts.field(named: name)
    } else {
      countedField = nil
    }
  }

  /// What the layer is, before its features are read.
  func report(_ log: inout FindingLog) {
    let here = FindingLocation(file: file)
    if schema.isRecognized {
      let renamed = schema.renamed.map { "\($0.found) = \($0.name)" }.joined(separator: ", ")
      let others = Phrase(", under other names: {names}", vi: ", dưới tên khác: {names}")
      func shown(_ language: Language) -> String {
        renamed.isEmpty ? "" : others.text(language, ["names": renamed])
      }
      log.add(
        .statusLayer, at: here,
        [
          "count": "\(schema.count)", "renamed": shown(.english),
          "renamed_vi": shown(.vietnamese), "edition": edition.citation.english,
          "edition_vi": edition.citation.vietnamese,
        ])
    }
    let personal = fields.map(\.name).filter(PersonalFields.isPersonal)
    guard !personal.isEmpty else { return }
    let what =
      keepsPersonalData
      ? Phrase("kept in the results as asked", vi: "được giữ trong kết quả theo yêu cầu")
      : Phrase(
        "masked in the results; --keep-personal keeps them",
        vi: "được ẩn trong kết quả; dùng --keep-personal để giữ lại")
    log.add(
      .statusPersonalFields, at: here,
      [
        "fields": personal.joined(separator: ", "), "what": what.english,
        "what_vi": what.vietnamese,
      ])
    if keepsPersonalData { return }
    for (option, field) in [("--parcel-id", statedID), ("--stratum-field", statedClass)] {
      guard let field, PersonalFields.isPersonal(field) else { continue }
      log.add(.personalFieldPrinted, at: here, ["field": field, "option": option])
    }
  }

  /// The class as the estimate names it: letters of the legal list in their published spelling.
  static func className(_ text: String, role: String?) -> String {
    role == "ldlr" ? ForestType(written: text)?.letters ?? text : text
  }

  func className(_ text: String) -> String { Self.className(text, role: classRole) }

  /// The parcel of a polygon, named and inspected; a recorded area that must not be counted is its problem.
  func parcel(_ polygon: inout MeasuredPolygon) -> Parcel {
    let values = polygon.values
    let measured = polygon.problem == nil ? polygon.measuredHa : .nan
    var remarks: [ForestStatusRemark] = []
    var traits: ForestStatusChecks.Traits = []
    if let checks {
      let result = checks.result(
        text: { values[$0].text }, number: { values[$0].number }, measuredHa: measured)
      // An empty class is an error of its own, a counted area as well.
      remarks = result.remarks.filter {
        !($0.kind == .typeEmpty && classRole == "ldlr")
          && !(($0.kind == .areaDiffers || $0.kind == .areaUnit)
            && schema["dtich"] == countedField)
      }
      traits = result.traits
    }
    if let countedField, polygon.problem == nil, let stated = values[countedField].number,
      let fault = ForestStatusChecks.areaFault(stated, measured, tolerance: tolerance)
    {
      polygon.problem = Finding(
        .statedAreaDiffers,
        at: FindingLocation(
          file: file, feature: "\(polygon.fid)", column: fields[countedField].name),
        [
          "value": stated.findingText, "measured": ((measured * 100).rounded() / 100).findingText,
          "hint": fault == .areaUnit ? " (m²?)" : "",
        ])
      polygon.areaHa = measured
    }
    var parcel = Parcel(
      id: identity.id(of: polygon), fid: polygon.fid, areaHa: polygon.areaHa,
      digest: polygon.digest, repair: polygon.repair)
    parcel.box = polygon.shape.flatMap { Box($0) }
    parcel.commune = commune(values)
    parcel.hasOwnID = !identity.isMissing(in: polygon)
    parcel.remarks = remarks
    parcel.traits = traits
    return parcel
  }

  /// Mark of the commune that the fields name; 0 for none.
  private func commune(_ values: [FieldValue]) -> UInt64 {
    var mark: UInt64 = 0
    for word in ["maxa", "huyen", "xa"].compactMap({ schema[$0].map { values[$0].text } })
    where !word.isEmpty && word != "0" {
      if mark == 0 { mark = 0xcbf2_9ce4_8422_2325 }
      // FNV-1a, with a byte that no text has between the words.
      for byte in Array(word.utf8) + [0xFF] {
        mark = (mark ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
      }
    }
    return mark
  }

  /// A problem of a polygon under the id of its parcel; one about another file keeps its place.
  func placed(_ problem: Finding?, _ parcel: FindingLocation) -> Finding? {
    problem.map {
      var place = identity.place($0, parcel)
      place.column = $0.location.column
      return Finding($0.kind, at: place, $0.slots)
    }
  }

  /// The remarks as findings, in the order of the layer, and the picture they make together.
  func report(_ parcels: inout [Parcel], _ log: inout FindingLog, _ language: Language) {
    guard checks != nil else { return }
    var tally = ForestStatusTally()
    for parcel in parcels { tally.add(parcel.traits) }
    for finding in tally.findings(
      at: FindingLocation(file: file), edition: edition, language: language)
    {
      log.add(finding)
    }
    for index in parcels.indices where !parcels[index].remarks.isEmpty {
      let here = FindingLocation(file: file, feature: parcels[index].id)
      for remark in parcels[index].remarks
      where !(remark.kind == .categoryContradicts && tally.isCategoryOrderExchanged) {
        let column = schema[remark.field].map { fields[$0].name } ?? remark.field
        log.add(
          remark.finding(at: here, column: column, edition: edition, language: language))
      }
      parcels[index].remarks = []
    }
  }
}
