import ForestGeo
import ForestModel

/// Columns that parcels get on request behind the fields of the input: names of codes, communes of today.
struct AddedColumns {
  /// Names and kinds, in order.
  let fields: [FieldDefinition]
  private let decoded: [(name: String, place: Int)]
  private let communes: CommuneAssignment?

  /// For a layer with these fields.
  init(_ result: EstimateResult, _ layer: [FieldDefinition]) {
    communes = result.communes
    let schema = ForestStatusSchema(
      names: layer.map(\.name), isText: layer.map { $0.kind == .text })
    let coded = ["ldlr", "maldlr"] + ForestStatusCode.fields
    decoded =
      result.request.decodes
      ? coded.compactMap { name in schema[name].map { (name, $0) } } : []
    fields =
      decoded.flatMap {
        [
          FieldDefinition($0.name + "_name_en", .text),
          FieldDefinition($0.name + "_name_vi", .text),
        ]
      }
      + (communes == nil
        ? [] : [FieldDefinition("maxa_2025", .text), FieldDefinition("xa_2025", .text)])
  }

  /// Values of `fields` for the feature at a place of the layer; empty where a code is not known.
  func values(_ index: Int, _ feature: Feature) -> [FieldValue] {
    var values: [FieldValue] = []
    for (name, place) in decoded {
      let meaning = Self.meaning(of: feature.values[place], in: name)
      values.append(meaning.map { .text($0.english) } ?? .null)
      values.append(meaning.map { .text($0.vietnamese) } ?? .null)
    }
    if let communes {
      let parts = communes.parts(of: index)
      values += [\CommuneCrosswalk.Part.code, \.name].map { path in
        parts.isEmpty ? .null : .text(parts.map { $0[keyPath: path] }.joined(separator: ";"))
      }
    }
    return values
  }

  private static func meaning(of value: FieldValue, in field: String) -> Phrase? {
    switch field {
    case "ldlr": return ForestType(written: value.text)?.name
    case "maldlr": return ForestType.all.first { Double($0.number) == value.number }?.name
    default:
      guard let code = value.number.flatMap({ Int(exactly: $0) }) else { return nil }
      return ForestStatusCode.meaning(of: code, in: field)
    }
  }
}
