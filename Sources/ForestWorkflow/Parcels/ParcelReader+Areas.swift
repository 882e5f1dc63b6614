import ForestGeo
import ForestModel

extension ParcelReader {
  /// Parcels from a table of areas instead of polygons.
  mutating func readAreas(_ path: String) throws(WorkflowError) -> [Parcel] {
    if request.areaRule != .geodesic {
      throw .usage(
        Phrase(
          "--area applies to polygons; a table of areas is taken as it stands",
          vi: "--area chỉ dùng cho lớp bản đồ; bảng diện tích được dùng nguyên giá trị"), [:])
    }
    var parcels: [Parcel] = []
    var place: [String: Int] = [:]
    var firstRow: [String: (areaHa: Double, row: Int)] = [:]
    let isSimple = !request.usesStrata
    let result = try request.inventory.tables.read(path, as: .areas, log: &log) { cells, log in
      let id = cells.requiredText("parcel_id", &log)
      let stratum = cells.requiredText("stratum", &log)
      let area = cells.requiredNumber("area_ha", &log)
      if area <= 0 { cells.fail(.areaImpossible, "area_ha", &log, ["value": area.findingText]) }
      let key = id + "\u{1F}" + stratum
      if let first = firstRow[key], first.areaHa == area {
        cells.fail(
          .areaRowRepeated, "area_ha", &log,
          ["parcel": id, "stratum": stratum, "first": "\(first.row)"])
      }
      firstRow[key] = firstRow[key] ?? (area, cells.row.number)
      let index = place[id] ?? parcels.count
      if index == parcels.count {
        parcels.append(Parcel(id: id, fid: Int64(index), areaHa: 0))
        place[id] = index
      }
      parcels[index].rows += 1
      if let code = cells.errorCode, let kind = FindingKind.all.first(where: { $0.code == code }) {
        // A parcel of which one row is bad is not a smaller parcel.
        parcels[index].problem = Finding(kind, at: cells.location(nil))
      }
      guard area > 0 else { return }
      let name = isSimple ? Self.wholeArea : stratum
      if let known = parcels[index].classes.firstIndex(where: { $0.name == name }) {
        parcels[index].classes[known].areaHa += area
      } else {
        parcels[index].classes.append((name, area))
      }
    }
    for index in parcels.indices {
      parcels[index].classes.sort { StratumAreas.inReadingOrder($0.name, $1.name) }
      parcels[index].areaHa = ExactSum(parcels[index].classes.map(\.areaHa)).value
    }
    account = RowAccount(table: "areas")
    account.read = result.account.read
    return parcels
  }
}
