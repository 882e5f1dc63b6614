public import ForestModel
import FoundationEssentials

/// A figure or word of a result that differs: where, and what stood there.
public struct ResultDifference: Sendable, Equatable {
  /// File, without its folder.
  public let file: String
  /// Row as a spreadsheet counts; `nil` in JSON.
  public let row: Int?
  /// What names the row; empty in JSON.
  public let key: String
  /// Column, or the path in JSON.
  public let column: String
  /// What stands in the first.
  public let old: String
  /// What stands in the second.
  public let new: String

  /// `trees.csv:214:dbh_cm (OTC005 12): 31.2 -> 39.2`, location first as in findings.
  public func line(_ language: Language) -> String {
    let place = [file, row.map(String.init), column.isEmpty ? nil : column].compactMap { $0 }
      .joined(separator: ":")
    let name = key.isEmpty || key == row.map(String.init) ? "" : " (\(key))"
    if row != nil, column.isEmpty {
      let side =
        new.isEmpty
        ? Phrase("row only in the first", vi: "dòng chỉ có ở bên thứ nhất")
        : Phrase("row only in the second", vi: "dòng chỉ có ở bên thứ hai")
      return "\(place)\(name): \(side.text(language))"
    }
    return "\(place)\(name): \(old.isEmpty ? "–" : old) -> \(new.isEmpty ? "–" : new)"
  }

  var json: JSONValue {
    .object([
      "file": .string(file), "row": row.map(JSONValue.integer) ?? .null, "key": .string(key),
      "column": .string(column), "old": .string(old), "new": .string(new),
    ])
  }
}

/// A result of one run held against that of another.
public struct FileComparison: Sendable {
  /// How the two relate.
  public enum Outcome: String, Sendable {
    /// The same bytes.
    case identical
    /// Other bytes; every figure and word of the first is in the second, figures within 1e-12.
    case equal = "numerically equal"
    /// Figures or words differ.
    case moved = "different"
    /// Other bytes in a file that is not compared by its figures: a page, a layer, an image.
    case bytes = "other bytes"
    /// Only the first run has it.
    case gone
    /// Only the second run has it.
    case new
  }

  /// Name of the file.
  public let name: String
  /// How the two relate.
  public let outcome: Outcome
  /// The first differences, in the order of the file.
  public internal(set) var differences: [ResultDifference] = []
  /// Cells or values that differ.
  public internal(set) var cells = 0
  /// Rows with a cell that differs, and rows that only one of the tables has.
  public private(set) var rows = 0

  /// Compares a file of two folders; `limit` differences are kept, all are counted.
  public init(
    _ name: String, _ one: String, _ two: String, limit: Int = 20
  ) throws(WorkflowError) {
    self.name = name
    let paths = [one + "/" + name, two + "/" + name]
    let isThere = paths.map { FileManager.default.fileExists(atPath: $0) }
    guard isThere[0], isThere[1] else {
      outcome = isThere[0] ? .gone : .new
      return
    }
    var hashes: [String] = []
    for path in paths { hashes.append(try FileRecord(role: "", path: path).sha256) }
    if hashes[0] == hashes[1] {
      outcome = .identical
    } else if name.hasSuffix(".csv") {
      let comparison = TableComparison(
        try TableContents(path: paths[0]), try TableContents(path: paths[1]))
      var found = Collector(limit: limit)
      found.add(comparison, file: name)
      (differences, cells, rows) = (found.differences, found.cells, found.rows)
      outcome = found.cells + found.rows == 0 ? .equal : .moved
    } else if name.hasSuffix(".json"), let old = try? JSONValue(path: paths[0]),
      let new = try? JSONValue(path: paths[1])
    {
      // What only the second has is an addition of its version, not a figure that moved.
      let moved = old.differences(from: new).filter { $0.old != nil && !$0.isEqualFigure }
        .totalFirst
      cells = moved.count
      differences = moved.prefix(limit).map { ResultDifference($0, file: name) }
      outcome = moved.isEmpty ? .equal : .moved
    } else {
      outcome = .bytes
    }
  }

  /// Counts the differences of a table and keeps the first.
  private struct Collector {
    let limit: Int
    var differences: [ResultDifference] = []
    var cells = 0
    var rows = 0

    mutating func add(_ table: TableComparison, file: String) {
      for column in table.removedColumns {
        keep(ResultDifference(file: file, row: 1, key: "", column: column, old: column, new: ""))
        cells += 1
      }
      var last: Int?
      table.forEachDifference { cell in
        if cell.isEqualFigure { return }
        cells += 1
        if cell.row != last { rows += 1 }
        last = cell.row
        keep(
          ResultDifference(
            file: file, row: cell.row, key: cell.key, column: cell.column, old: cell.old,
            new: cell.new))
      }
      for row in table.removedRows {
        keep(
          ResultDifference(
            file: file, row: row.number, key: row.key, column: "", old: row.key, new: ""))
      }
      for row in table.addedRows {
        keep(
          ResultDifference(
            file: file, row: row.number, key: row.key, column: "", old: "", new: row.key))
      }
      rows += table.removedRows.count + table.addedRows.count
    }

    private mutating func keep(_ difference: ResultDifference) {
      if differences.count < limit { differences.append(difference) }
    }
  }

  var json: JSONValue {
    .object([
      "file": .string(name), "outcome": .string(outcome.rawValue), "cells": .integer(cells),
      "rows": .integer(rows), "differences": .array(differences.map(\.json)),
    ])
  }
}

extension [JSONDifference] {
  /// The total before what belongs to it, and that before everything else, as a reader looks for them.
  var totalFirst: [JSONDifference] {
    func rank(_ difference: JSONDifference) -> Int {
      difference.path == "total.co2e_t" ? 0 : difference.path.hasPrefix("total.") ? 1 : 2
    }
    return (0...2).flatMap { place in filter { rank($0) == place } }
  }
}

extension ResultDifference {
  init(_ difference: JSONDifference, file: String) {
    self.init(
      file: file, row: nil, key: "", column: difference.path, old: difference.old?.shown ?? "",
      new: difference.new?.shown ?? "")
  }
}

extension JSONValue {
  /// Reads a document from a file.
  init(path: String) throws(WorkflowError) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .surroundings(path: path, detail: lastSystemError())
    }
    do { self = try JSONDecoder().decode(JSONValue.self, from: data) } catch {
      throw .surroundings(path: path, detail: "is not a JSON document")
    }
  }
}
