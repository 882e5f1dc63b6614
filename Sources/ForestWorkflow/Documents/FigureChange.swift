import FoundationEssentials

/// A figure of a document that is not what it was when the document was last written.
public struct FigureChange: Sendable, Equatable {
  /// Document with its language.
  public let document: String
  /// Section.
  public let section: String
  /// Where it stands: file, row, column.
  public let place: [String]
  /// As it was printed; empty: it was not there.
  public let before: String
  /// As it is printed; empty: it is gone.
  public let after: String
  /// Unit.
  public let unit: String

  static let header = ["document", "section", "file", "row", "column", "before", "after", "unit"]

  var cells: [String] { [document, section] + place + [before, after, unit] }

  /// The figures of two evidence tables that differ, by the place they were taken from. Documents that only
  /// one of them holds are passed over.
  static func between(_ old: TableContents?, _ new: TableContents) -> [FigureChange] {
    guard let old, old.header == new.header else { return [] }
    let names = ["document", "section", "figure", "unit", "file", "row", "column"]
    let places = names.compactMap { old.header.firstIndex(of: $0) }
    guard places.count == names.count else { return [] }
    func entries(_ table: TableContents) -> [(key: [String], cells: [String])] {
      table.rows.map { row in
        let cells = row.cells
        let values = places.map { $0 < cells.count ? String(cells[$0]) : "" }
        // Facts are known by their field, wherever it stands in the file.
        let row = values[4] == ProjectFolder.fileName ? "" : values[5]
        return ([values[0], values[4], row, values[6], values[3]], values)
      }
      // What the record of a run says of files and rows is no figure of the project.
      .filter { !$0.key[1].hasSuffix(RunRecord.fileName) }
    }
    let (before, after) = (entries(old), entries(new))
    let documents = Set(before.map(\.key[0])).intersection(after.map(\.key[0]))
    // One place may be printed with several numbers of decimals, in the same order in both.
    let earlier = Dictionary(grouping: before, by: \.key)
    let later = Dictionary(grouping: after, by: \.key)
    var changes: [FigureChange] = []
    var seen: Set<[String]> = []
    for entry in after + before where documents.contains(entry.key[0]) {
      guard seen.insert(entry.key).inserted else { continue }
      let (old, new) = (earlier[entry.key] ?? [], later[entry.key] ?? [])
      for index in 0..<max(old.count, new.count) {
        let first = index < old.count ? old[index].cells : nil
        let second = index < new.count ? new[index].cells : nil
        guard first?[2] != second?[2], let any = second ?? first else { continue }
        changes.append(
          FigureChange(
            document: any[0], section: any[1], place: [any[4], any[5], any[6]],
            before: first?[2] ?? "", after: second?[2] ?? "", unit: any[3]))
      }
    }
    return changes
  }
}
