import ForestGeo
import ForestModel

/// How the columns of a shapefile's table must be laid out to lose nothing that they can hold.
private struct ShapefileColumns {
  /// Bytes of a text, and digits of a number, that a column of the table holds.
  static let mostBytes = 254
  static let mostDigits = 18

  private var bytes: [Int]
  private var largest: [Double]
  private let kinds: [FieldKind]

  init(_ fields: [ExportField]) {
    kinds = fields.map(\.definition.kind)
    bytes = Array(repeating: 1, count: fields.count)
    largest = Array(repeating: 0, count: fields.count)
  }

  mutating func look(at values: [FieldValue]) {
    for (place, value) in values.enumerated() {
      bytes[place] = max(bytes[place], value.text.utf8.count)
      if let number = value.number, number.isFinite {
        largest[place] = max(largest[place], abs(number))
      }
    }
  }

  /// Digits before the decimal point of the largest number.
  private func digits(_ place: Int) -> Int {
    var digits = 1
    var limit = 10.0
    while largest[place] >= limit, digits < 40 {
      digits += 1
      limit *= 10
    }
    return digits
  }

  /// A column whose numbers are too long for the table is written as text.
  func isText(_ place: Int) -> Bool {
    kinds[place] == .text || digits(place) > (kinds[place] == .integer ? Self.mostDigits : 20)
  }

  func field(_ place: Int, named name: String) -> SizedField {
    if isText(place) {
      return SizedField(
        FieldDefinition(name, .text), width: min(bytes[place], Self.mostBytes))
    }
    if kinds[place] == .integer {
      return SizedField(FieldDefinition(name, .integer), width: min(bytes[place], 18))
    }
    // Sign, point and 24 characters in all.
    return SizedField(
      FieldDefinition(name, .real), width: 24, decimals: min(15, 22 - digits(place)))
  }
}

extension ExportSource {
  /// parcels.shp and its companions: UTF-8, names of at most 10 letters (see `parcels_fields.csv`). Null
  /// numbers stay null; a text that does not fit is cut and reported.
  func writeShapefile(_ path: String, _ log: inout FindingLog) throws(WorkflowError) {
    guard let reference else {
      preconditionFailure("results without polygons were refused before")
    }
    var columns = ShapefileColumns(fields)
    try forEach([.values]) { columns.look(at: $0.values) }
    let names = FieldNames.shapefile(fields.map(\.name))
    let id = place("parcel_id")
    do {
      let writer = try FeatureWriter(
        path, driver: "ESRI Shapefile", layer: Self.layerName, reference: reference,
        fields: names.indices.map { columns.field($0, named: names[$0]) },
        // The table bears the day of writing: fixed, so that equal results are equal bytes.
        layerOptions: ["ENCODING=UTF-8", "DBF_DATE_LAST_UPDATE=2000-01-01", "2GB_LIMIT=YES"])
      try forEach { parcel in
        let values = parcel.values.enumerated().map { place, value -> FieldValue in
          guard columns.isText(place), value != .null else { return value }
          let whole = value.text
          let text = FieldNames.cut(whole, to: ShapefileColumns.mostBytes)
          if text.utf8.count < whole.utf8.count {
            log.add(
              .shapefileTextCut,
              at: FindingLocation(
                file: Self.layerFile, feature: id.map { parcel.values[$0].text } ?? "",
                column: fields[place].name), ["bytes": "\(whole.utf8.count)"])
          }
          return .text(text)
        }
        try writer.add(values, wkb: parcel.wkb)
      }
      try writer.finish()
    } catch {
      throw wrap(error)
    }
  }
}
