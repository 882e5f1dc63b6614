import CarbonDocuments
import ForestGeo
import ForestModel

/// Consent of those who live on or use the land (FPIC), from the sheet `fpic`: land whose people said no is
/// left out of every figure.
enum Consent {
  /// Ids of parcels in a cell, parted by semicolons.
  static func ids(_ text: String) -> [String] {
    text.split(separator: ";").map { part in
      part.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }.filter { !$0.isEmpty }
  }

  /// Marks the parcels of units that refused. A refusal without a parcel is an error: its land would be
  /// counted.
  /// - Returns: the account of the rows read.
  static func leaveOut(
    _ parcels: inout [Parcel], _ request: EstimateRequest, text: TextPlan, language: Language,
    log: inout FindingLog
  ) throws(WorkflowError) -> RowAccount? {
    guard let path = request.consent else { return nil }
    guard let spec = try ProjectFolder.catalogue().sheet("fpic") else { return nil }
    let sheet = try ProjectSheets.readSheet(spec, path, log: &log)
    let file = fileName(path)
    let units = try units(request, text)
    let places = Dictionary(
      parcels.enumerated().map { ($1.id, [$0]) }, uniquingKeysWith: { $0 + $1 })
    var decisions: [Int: String] = [:]
    for (index, row) in sheet.sheet.texts.enumerated() {
      let unit = row["unit"] ?? ""
      let decision = row["decision"] ?? ""
      let place = FindingLocation(file: file, row: sheet.rows[index], column: "parcel_ids")
      var own: Set<Int> = []
      for id in ids(row["parcel_ids"] ?? "") {
        if let found = places[id] {
          own.formUnion(found)
        } else {
          log.add(.consentParcelUnknown, at: place, ["parcel": id])
        }
      }
      for (parcel, name) in units.enumerated() where name == unit { own.insert(parcel) }
      for parcel in own.sorted() {
        if let other = decisions[parcel], other != decision {
          log.add(
            .consentContradicts, at: place,
            ["parcel": parcels[parcel].id, "one": other, "other": decision])
        }
        if decisions[parcel] != "refused" { decisions[parcel] = decision }
      }
      guard decision == "refused" else { continue }
      guard !own.isEmpty else {
        log.add(.consentWithoutLand, at: place, ["unit": unit])
        continue
      }
      for parcel in own { parcels[parcel].isRefused = true }
      let style = NumberStyle(language)
      log.add(
        .consentRefused, at: place,
        [
          "unit": unit, "parcels": style.string(Double(own.count)),
          "ha": style.string(
            ExactSum(own.sorted().map { parcels[$0].areaHa }).value, decimals: 1),
        ])
    }
    return sheet.account
  }

  /// The unit of every parcel by the field of the layer that names it; empty without such a field.
  private static func units(
    _ request: EstimateRequest, _ text: TextPlan
  ) throws(WorkflowError) -> [String] {
    guard let field = request.consentField, case .parcels(let path, let name) = request.land else {
      return []
    }
    var units: [String] = []
    do {
      let layer = try VectorDataset(path, layer: name, text: text)
      guard
        let place = layer.fields.firstIndex(where: { $0.name.lowercased() == field.lowercased() })
      else {
        var log = FindingLog()
        log.add(
          .fieldMissing, at: FindingLocation(file: fileName(path)),
          ["field": field, "found": layer.fields.map(\.name).joined(separator: ", ")])
        throw WorkflowError.findings(log)
      }
      try layer.forEachFeature([.values]) { _, feature in units.append(feature.values[place].text) }
    } catch let error as WorkflowError {
      throw error
    } catch let error as GeoError {
      throw WorkflowError(error)
    } catch {
      throw .surroundings(path: path, detail: "\(error)")
    }
    return units
  }
}
