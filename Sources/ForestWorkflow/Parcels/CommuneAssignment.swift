import CarbonStock
import ForestGeo
import ForestModel

/// The commune of today of every parcel, by a crosswalk from the communes of before July 2025.
struct CommuneAssignment: Sendable {
  /// Parcels that name the same commune.
  private struct Former: Sendable {
    /// Code as a parcel gives it, else the name.
    var label: String
    var parts: [CommuneCrosswalk.Part]
  }
  private var formers: [Former] = []
  /// Place in `formers` of every parcel, in the order of the layer.
  private var place: [Int] = []
  /// What became of the rows of the crosswalk.
  private(set) var account: RowAccount

  /// Reads the crosswalk and the communes of the layer; `nil` without a crosswalk.
  init?(
    _ request: EstimateRequest, _ parcels: [Parcel], text: TextPlan, _ language: Language,
    log: inout FindingLog
  ) throws(WorkflowError) {
    guard let path = request.crosswalk else { return nil }
    guard case .parcels(let layerPath, let layerName) = request.land else {
      throw .usage(
        Phrase(
          "--crosswalk needs --parcels FILE with a commune code (maxa); a table of areas has none",
          vi: "--crosswalk cần --parcels TỆP có mã xã (maxa); bảng diện tích không có mã này"), [:])
    }
    let (table, account) = try Self.read(path, request.inventory.tables, &log)
    self.account = account
    do {
      let layer = try VectorDataset(layerPath, layer: layerName, text: text)
      let schema = ForestStatusSchema(
        names: layer.fields.map(\.name), isText: layer.fields.map { $0.kind == .text })
      guard schema["maxa"] ?? schema["xa"] != nil else {
        log.add(
          .fieldMissing, at: FindingLocation(file: fileName(layerPath)),
          ["field": "maxa", "found": layer.fields.map(\.name).joined(separator: ", ")])
        throw WorkflowError.findings(log)
      }
      var known: [String: Int] = [:]
      try layer.forEachFeature([.values]) { _, feature in
        let words = ["maxa", "huyen", "xa"].map { schema[$0].map { feature.values[$0].text } ?? "" }
        let key = words.joined(separator: "\u{1F}")
        if known[key] == nil {
          known[key] = formers.count
          let code = CommuneCrosswalk.code(words[0])
          let name = [words[1], words[2]].filter { !$0.isEmpty }.joined(separator: ", ")
          formers.append(
            Former(
              label: code ?? (words[0].isEmpty ? name : words[0]),
              parts: table.parts(code: code, district: words[1], commune: words[2])))
        }
        place.append(known[key] ?? 0)
      }
    } catch let error as WorkflowError {
      throw error
    } catch let error as GeoError {
      throw WorkflowError(error)
    } catch {
      throw .surroundings(path: layerPath, detail: "\(error)")
    }
    report(parcels, file: fileName(path), layer: fileName(layerPath), language, &log)
  }

  private static func read(
    _ path: String, _ tables: TableOptions, _ log: inout FindingLog
  ) throws(WorkflowError) -> (CommuneCrosswalk, RowAccount) {
    var crosswalk = CommuneCrosswalk()
    var rows: [String: Int] = [:]
    let result = try tables.read(path, as: .crosswalk, log: &log) { cells, log in
      func code(_ column: String, _ cells: inout TableCells, _ log: inout FindingLog) -> String? {
        let text = cells.text(column)
        guard let code = CommuneCrosswalk.code(text) else {
          cells.fail(.crosswalkCode, column, &log, ["value": text])
          return nil
        }
        return code
      }
      let commune = cells.text("old_commune")
      let hasCode = !cells.text("old_code").isEmpty
      if !hasCode, commune.isEmpty { cells.fail(.emptyCell, "old_code", &log) }
      let old = hasCode ? code("old_code", &cells, &log) : nil
      let new = code("new_code", &cells, &log)
      let share = cells.number("share", &log)
      guard cells.errorCode == nil, let new else { return }
      let label = old ?? commune
      let key = [old ?? "", cells.text("old_district"), commune, new].joined(separator: "\u{1F}")
      if let first = rows[key] {
        cells.fail(
          .crosswalkTwice, "old_code", &log,
          ["commune": label, "code": label, "new": new, "first": "\(first)"])
        return
      }
      rows[key] = cells.row.number
      crosswalk.add(
        oldCode: old, district: cells.text("old_district"), commune: commune, newCode: new,
        newName: cells.text("new_name"), share: share.isNaN ? 1 : share)
    }
    for fault in crosswalk.faultyShares {
      log.add(
        .crosswalkShares, at: FindingLocation(file: fileName(path), column: "share"),
        ["code": fault.commune, "sum": fault.sum.findingText])
    }
    return (crosswalk, result.account)
  }

  /// Communes that the crosswalk does not have, and those that were divided, one finding each.
  private func report(
    _ parcels: [Parcel], file: String, layer: String, _ language: Language,
    _ log: inout FindingLog
  ) {
    let style = NumberStyle(language)
    var counts = Array(repeating: 0, count: formers.count)
    var hectares = Array(repeating: ExactSum(), count: formers.count)
    for (index, parcel) in parcels.enumerated() where index < place.count {
      counts[place[index]] += 1
      if parcel.areaHa.isFinite { hectares[place[index]].add(parcel.areaHa) }
    }
    for (index, former) in formers.enumerated() where former.parts.count != 1 {
      let isUnknown = former.parts.isEmpty
      log.add(
        isUnknown ? .crosswalkUnknown : .crosswalkDivided,
        at: FindingLocation(file: layer, row: nil, column: "maxa"),
        [
          "code": former.label, "parcels": style.string(Double(counts[index])),
          "ha": style.string(hectares[index].value, decimals: 1), "file": file,
          "new": former.parts.map { "\($0.code) \($0.share.findingText)" }.joined(separator: ", "),
        ])
    }
  }

  /// The communes of today of a parcel: several where its former one was divided, none where it is not known.
  func parts(of parcel: Int) -> [CommuneCrosswalk.Part] {
    place.indices.contains(parcel) ? formers[place[parcel]].parts : []
  }

  // MARK: communes.csv

  /// Land and stock of one commune of today.
  private struct Line {
    var code = ""
    var name = ""
    var formers: Set<String> = []
    var parcels = 0
    var areaHa = ExactSum()
    var dividedHa = ExactSum()
    var excludedHa = ExactSum()
    var strata: [Int: ExactSum] = [:]
    var co2eT = ExactSum()
  }

  /// communes.csv: land and stock by commune of today, rejected parcels left aside. Land of a commune that was
  /// divided goes to its parts by their shares.
  func write(_ path: String, _ result: EstimateResult) throws(WorkflowError) {
    var lines: [String: Line] = [:]
    for index in result.parcels.indices {
      guard let land = result.land[index], place.indices.contains(index) else { continue }
      let former = formers[place[index]]
      // Land without a commune of today stays apart by its former one.
      let parts: [CommuneCrosswalk.Part?] = former.parts.isEmpty ? [nil] : former.parts
      for part in parts {
        let key = part?.code ?? "\u{10FFFF}" + former.label
        let share = part?.share ?? 1
        var line = lines[key] ?? Line(code: part?.code ?? "", name: part?.name ?? "")
        line.formers.insert(former.label)
        line.parcels += 1
        let hectares = result.parcels[index].areaHa * share
        line.areaHa.add(hectares)
        if share < 1 { line.dividedHa.add(hectares) }
        line.excludedHa.add(land.excludedHa * share)
        for piece in land.byStratum {
          line.strata[piece.stratum, default: ExactSum()].add(piece.areaHa * share)
        }
        if let tonnes = result.estimates[index]?.co2eT, tonnes.isFinite {
          line.co2eT.add(tonnes * share)
        }
        lines[key] = line
      }
    }
    // With a map every parcel has a mean of its own; the interval of their sum is then not known here.
    let isMapped = result.estimator.strata.contains { $0?.isMapped == true }
    var file = try CSVWriter(
      path,
      header: [
        "maxa_2025", "xa_2025", "former", "n_parcels", "area_ha", "divided_ha", "excluded_ha",
        "accounted_ha", "co2e_t", "co2e_se_t", "co2e_low_t", "co2e_high_t", "confidence",
      ])
    for key in lines.keys.sorted() {
      guard let line = lines[key] else { continue }
      let pieces = line.strata.keys.sorted().map { ($0, line.strata[$0]?.value ?? 0) }
      let estimate = isMapped ? nil : result.estimator.estimate(pieces)
      let half = estimate?.halfWidthT ?? .nan
      let tonnes = estimate?.co2eT ?? line.co2eT.value
      try file.row([
        line.code, line.name, line.formers.sorted().joined(separator: ";"), "\(line.parcels)",
        line.areaHa.value.csvText, line.dividedHa.value.csvText, line.excludedHa.value.csvText,
        ExactSum(pieces.map(\.1)).value.csvText, tonnes.csvText,
        (estimate?.co2eTotalSET ?? .nan).csvText, (tonnes - half).csvText,
        (tonnes + half).csvText, result.estimator.confidence.csvText,
      ])
    }
    try file.finish()
  }
}
