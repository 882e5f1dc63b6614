import ForestModel

/// Where the numbers of a table or a figure come from, as one line below it.
enum Sources {
  /// `Source: strata.csv (E0012–E0059)`; `nil` without numbers.
  static func line(of table: Table, _ voice: Voice) -> String? {
    line(
      table.rows.joined().compactMap { if case .datum(let datum) = $0 { datum } else { nil } }, voice)
  }

  static func line(of figure: Figure, _ voice: Voice) -> String? { line(figure.data, voice) }

  private static func line(_ data: [Datum], _ voice: Voice) -> String? {
    var files: [String] = []
    var ids: [String] = []
    for datum in data {
      guard let id = voice.evidence.id(of: datum) else { continue }
      if !files.contains(datum.source.file) { files.append(datum.source.file) }
      ids.append(id)
    }
    guard let first = ids.min(), let last = ids.max() else { return nil }
    return voice.text(
      Phrase("Source: {files} (evidence {ids}).", vi: "Nguồn: {files} (minh chứng {ids})."),
      [
        "files": files.joined(separator: ", "), "ids": first == last ? first : "\(first)–\(last)",
      ])
  }

  /// `E0012: strata.csv, row 3, co2e_t`, shown when a pointer rests on the number.
  static func place(_ id: String, _ voice: Voice) -> String {
    guard let entry = voice.evidence.entry(id) else { return id }
    let source = entry.datum.source
    let row = source.row.map {
      voice.text(Phrase(", row {n}", vi: ", dòng {n}"), ["n": "\($0)"])
    }
    return "\(id): \(source.file)\(row ?? ""), \(source.column)"
  }
}

extension Figure {
  /// Maps and other figures are counted apart.
  var counter: String { if case .map = drawing { "map" } else { "figure" } }
}
