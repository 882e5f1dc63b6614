import ForestModel

/// Where the numbers of a table or a figure come from, as one line below it.
enum Sources {
  /// `Source: strata.csv (E0012–E0059)`; `nil` without numbers.
  static func line(of table: Table, _ voice: Voice) -> String? {
    line(
      table.rows.joined().compactMap { if case .datum(let datum) = $0 { datum } else { nil } },
      voice)
  }

  static func line(of figure: Figure, _ voice: Voice) -> String? { line(figure.data, voice) }

  private static func line(_ data: [Datum], _ voice: Voice) -> String? {
    var files: [String] = []
    var numbers: Set<Int> = []
    for datum in data {
      guard let id = voice.evidence.id(of: datum) else { continue }
      if !files.contains(datum.source.file) { files.append(datum.source.file) }
      if let number = Int(id.dropFirst()) { numbers.insert(number) }
    }
    guard !numbers.isEmpty else { return nil }
    var stretches: [ClosedRange<Int>] = []
    for number in numbers.sorted() {
      if let last = stretches.last, last.upperBound + 1 == number {
        stretches[stretches.count - 1] = last.lowerBound...number
      } else {
        stretches.append(number...number)
      }
    }
    let ids = stretches.map { stretch in
      let first = EvidenceBook.id(stretch.lowerBound)
      return stretch.count == 1 ? first : "\(first)–\(EvidenceBook.id(stretch.upperBound))"
    }
    return voice.text(
      Phrase("Source: {files} (evidence {ids}).", vi: "Nguồn: {files} (bằng chứng {ids})."),
      [
        "files": files.joined(separator: ", "), "ids": ids.joined(separator: ", "),
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
