import ForestModel
import FoundationEssentials

/// Why the figures of two runs differ: one input that is not the same.
public struct InputDifference: Sendable {
  /// What is known about the contents.
  public enum Content: String, Sendable {
    /// Both files are there, and their cells were compared.
    case compared
    /// Both files are there; they are not tables.
    case notATable = "not a table"
    /// The file of the first run was changed or removed since; it is not kept.
    case earlierNotKept = "earlier content not kept"
    /// The file of the second run was changed or removed since.
    case laterNotKept = "later content not kept"
    /// Only the first run read it.
    case removed
    /// Only the second run read it.
    case added
  }

  /// Role, such as `trees`.
  public let role: String
  /// Path in the first run; empty where it had none.
  public let oldPath: String
  /// Path in the second run; empty where it has none.
  public let newPath: String
  /// What is known about the contents.
  public let content: Content
  /// The first cells and rows that differ.
  public internal(set) var differences: [ResultDifference] = []
  /// Cells that differ.
  public internal(set) var cells = 0
  /// Rows that only one of the files has.
  public internal(set) var rows = 0

  var json: JSONValue {
    .object([
      "role": .string(role), "old_path": .string(oldPath), "new_path": .string(newPath),
      "content": .string(content.rawValue), "cells": .integer(cells), "rows": .integer(rows),
      "differences": .array(differences.map(\.json)),
    ])
  }
}

/// A number of a summary that moved.
public struct FigureDifference: Sendable, Equatable {
  /// File and path, such as `summary.json` and `total.co2e_t`.
  public let file: String
  /// Path in the file.
  public let path: String
  /// Value of the first run.
  public let old: Double
  /// Value of the second run.
  public let new: Double

  /// Second less first.
  public var difference: Double { new - old }
  /// The difference in percent of the first; `nan` where that is 0.
  public var percent: Double { old == 0 ? .nan : 100 * (new - old) / abs(old) }

  var json: JSONValue {
    .object([
      "file": .string(file), "path": .string(path), "old": .number(old), "new": .number(new),
      "difference": .number(difference), "percent": .number(percent),
    ])
  }
}

/// The rows of a result that moved.
public struct MovedRows: Sendable {
  /// Name of the table.
  public let file: String
  /// Column that says how far a row moved; empty where the table has none that is known.
  public let measure: String
  /// Rows with a cell that differs.
  public internal(set) var count = 0
  /// Rows that only the first run has.
  public internal(set) var removed = 0
  /// Rows that only the second run has.
  public internal(set) var added = 0
  /// The rows that moved most, by the measure.
  public internal(set) var largest: [ResultDifference] = []
  /// Cells that say what was measured, such as the diameter of a tree: the first that differ.
  public internal(set) var measured: [ResultDifference] = []

  var json: JSONValue {
    .object([
      "file": .string(file), "measure": .string(measure), "moved": .integer(count),
      "added": .integer(added), "removed": .integer(removed),
      "largest": .array(largest.map(\.json)), "measured": .array(measured.map(\.json)),
    ])
  }
}

/// Two runs of one verb held against each other: what moved, and why.
public struct RunComparison: Sendable {
  /// Verb of both.
  public let verb: String
  /// Folder and run id of both.
  public let runs: [(folder: String, runID: String)]
  /// Whether all results have the same bytes.
  public internal(set) var isIdentical = true
  /// Results that are not the ones their run wrote: their SHA-256 is not that of run.json.
  public internal(set) var altered: [String] = []
  /// Numbers of the summaries that moved, the total first.
  public internal(set) var figures: [FigureDifference] = []
  /// Tables whose rows moved.
  public internal(set) var tables: [MovedRows] = []
  /// Inputs that are not the same.
  public internal(set) var inputs: [InputDifference] = []
  /// Parameters, constants and versions that are not the same: name, then, now.
  public internal(set) var causes: [Cause] = []

  /// Something other than an input that differs.
  public struct Cause: Sendable, Equatable {
    /// `parameter`, `constant`, `version`, `seed`, `project`.
    public let kind: String
    /// What it is called.
    public let name: String
    /// In the first run.
    public let old: String
    /// In the second run.
    public let new: String
  }

  /// Everything, for `--json`.
  public var json: JSONValue {
    .object([
      "verb": .string(verb), "identical": .bool(isIdentical),
      "runs": .array(
        runs.map { .object(["folder": .string($0.folder), "run_id": .string($0.runID)]) }),
      "altered": .array(altered.map(JSONValue.string)),
      "figures": .array(figures.map(\.json)), "tables": .array(tables.map(\.json)),
      "inputs": .array(inputs.map(\.json)),
      "causes": .array(
        causes.map {
          .object([
            "kind": .string($0.kind), "name": .string($0.name), "old": .string($0.old),
            "new": .string($0.new),
          ])
        }),
    ])
  }
}

extension Workflow {
  /// Compares two folders of results of one verb, or two projects verb by verb.
  /// - Returns: the comparisons, and the verbs that only one of the projects has results of.
  public static func compare(
    _ one: String, _ two: String, limit: Int
  ) throws(WorkflowError) -> (comparisons: [RunComparison], unpaired: [String]) {
    var runs: [[RecordedRun]] = [[], []]
    for (place, path) in [one, two].enumerated() {
      for record in try RecordedRun.records(of: path) {
        runs[place].append(try RecordedRun(path: record))
      }
    }
    if runs[0].count == 1, runs[1].count == 1, runs[0][0].verb != runs[1][0].verb {
      throw .usage(
        Phrase(
          "the runs are of different verbs, {first} and {second}; two runs of one verb are compared",
          vi:
            "hai lần chạy thuộc hai lệnh khác nhau, {first} và {second}; chỉ so sánh được cùng một lệnh"
        ), ["first": runs[0][0].verb, "second": runs[1][0].verb])
    }
    var found: [RunComparison] = []
    var unpaired = runs[1].map(\.verb)
    for first in runs[0] {
      guard let place = runs[1].firstIndex(where: { $0.verb == first.verb }) else {
        unpaired.append(first.verb)
        continue
      }
      unpaired.removeAll { $0 == first.verb }
      found.append(try compare(first, runs[1][place], limit: limit))
    }
    return (found, unpaired)
  }

  private static func compare(
    _ one: RecordedRun, _ two: RecordedRun, limit: Int
  ) throws(WorkflowError) -> RunComparison {
    var result = RunComparison(
      verb: one.verb, runs: [one, two].map { (folder: $0.folder, runID: $0.runID) })
    for output in two.outputs where one.outputs.contains(where: { $0.path == output.path }) {
      let paths = [one, two].map { $0.folder + "/" + output.path }
      var hashes: [String] = []
      for path in paths { hashes.append(try FileRecord(role: "", path: path).sha256) }
      for (place, run) in [one, two].enumerated()
      where run.outputs.first(where: { $0.path == output.path })?.sha256 != hashes[place] {
        result.altered.append(paths[place])
      }
      if hashes[0] == hashes[1] { continue }
      result.isIdentical = false
      if output.path.hasSuffix(".json") {
        result.figures += try figures(output.path, paths)
      } else if output.path.hasSuffix(".csv") {
        result.tables.append(try movedRows(output.path, paths, limit: limit))
      }
    }
    if Set(one.outputs.map(\.path)) != Set(two.outputs.map(\.path)) { result.isIdentical = false }
    result.inputs = try inputs(one, two, limit: limit)
    result.causes = causes(one, two)
    return result
  }

  private static func figures(
    _ name: String, _ paths: [String]
  ) throws(WorkflowError) -> [FigureDifference] {
    let (old, new) = (try JSONValue(path: paths[0]), try JSONValue(path: paths[1]))
    return old.differences(from: new).totalFirst.compactMap { difference in
      guard let one = difference.old?.double, let two = difference.new?.double,
        !difference.isEqualFigure
      else { return nil }
      return FigureDifference(file: name, path: difference.path, old: one, new: two)
    }
  }

  /// Columns that say how far a row moved, the most telling first.
  private static let measures = [
    "net_t", "co2e_t", "agb_mg", "agb_kg", "value", "co2e_change_t", "area_ha", "mean",
  ]
  /// Columns of results that repeat what was measured.
  private static let measuredColumns: Set<String> = [
    "dbh_cm", "species", "slope_deg", "stratum", "class", "area_ha", "height_source",
  ]

  private static func movedRows(
    _ name: String, _ paths: [String], limit: Int
  ) throws(WorkflowError) -> MovedRows {
    let tables = (try TableContents(path: paths[0]), try TableContents(path: paths[1]))
    let comparison = TableComparison(tables.0, tables.1)
    let measure = measures.first { tables.0.header.contains($0) && tables.1.header.contains($0) }
    var rows = MovedRows(file: name, measure: measure ?? "")
    rows.added = comparison.addedRows.count
    rows.removed = comparison.removedRows.count
    var last: Int?
    var largest: [(size: Double, cell: TableComparison.Cell)] = []
    comparison.forEachDifference { cell in
      if cell.isEqualFigure { return }
      if cell.row != last { rows.count += 1 }
      last = cell.row
      if cell.column == measure {
        // A figure that appears or goes counts with its whole size.
        let size = abs((Double(cell.new) ?? 0) - (Double(cell.old) ?? 0))
        if largest.count < limit || size > (largest.last?.size ?? 0) {
          let place = largest.firstIndex { $0.size < size } ?? largest.count
          largest.insert((size, cell), at: place)
          if largest.count > limit { largest.removeLast() }
        }
      }
      if measuredColumns.contains(cell.column), rows.measured.count < limit {
        rows.measured.append(ResultDifference(cell, file: name))
      }
    }
    rows.largest = largest.map { ResultDifference($0.cell, file: name) }
    return rows
  }

  // MARK: Why

  private static func inputs(
    _ one: RecordedRun, _ two: RecordedRun, limit: Int
  ) throws(WorkflowError) -> [InputDifference] {
    let places = (RunPlace(one), RunPlace(two))
    func key(_ file: RecordedRun.File) -> String { "\(file.role)/\(fileName(file.path))" }
    var later = two.inputs
    var found: [InputDifference] = []
    for input in one.inputs {
      // The same role and name, else the same role: a file may have been given under another name.
      let place =
        later.firstIndex { key($0) == key(input) } ?? later.firstIndex { $0.role == input.role }
      guard let place else {
        found.append(
          InputDifference(role: input.role, oldPath: input.path, newPath: "", content: .removed))
        continue
      }
      let other = later.remove(at: place)
      if other.sha256 == input.sha256 { continue }
      let paths = [places.0.path(input.path), places.1.path(other.path)]
      let isKept = [
        FileState(paths[0], sha256: input.sha256) == .same,
        FileState(paths[1], sha256: other.sha256) == .same,
      ]
      let isTable = TableContents.isTable(paths[0]) && TableContents.isTable(paths[1])
      var difference = InputDifference(
        role: input.role, oldPath: input.path, newPath: other.path,
        content: !isKept[0]
          ? .earlierNotKept : !isKept[1] ? .laterNotKept : isTable ? .compared : .notATable)
      if difference.content == .compared {
        try compareCells(&difference, paths, (one, two), limit: limit)
      }
      found.append(difference)
    }
    return found
      + later.map {
        InputDifference(role: $0.role, oldPath: "", newPath: $0.path, content: .added)
      }
  }

  private static func compareCells(
    _ difference: inout InputDifference, _ paths: [String], _ runs: (RecordedRun, RecordedRun),
    limit: Int
  ) throws(WorkflowError) {
    let role = difference.role
    func table(_ run: RecordedRun, _ path: String) throws(WorkflowError) -> TableContents {
      let rows = run["parameters"].members?["header_rows"]?.members
      let stated = (rows?[role] ?? rows?[""])?.double.flatMap { Int(exactly: $0) }
      // `book.xlsx:Sheet` stands among the parameters, the file alone among the inputs.
      let name = run["parameters"].members?[role.replacing("-", with: "_")]?.text ?? ""
      let sheet =
        fileName(name).hasPrefix(fileName(path) + ":")
        ? String(fileName(name).dropFirst(fileName(path).count)) : ""
      return try TableContents(path: path + sheet, headerRow: stated ?? 1)
    }
    var names: [String: String] = [:]
    for run in [runs.0, runs.1] {
      for (column, field) in run["columns"].members?[role]?.members ?? [:] {
        if let field = field.text { names[field] = column }
      }
    }
    let comparison = TableComparison(
      try table(runs.0, paths[0]), try table(runs.1, paths[1]), names: names)
    let file = fileName(paths[1])
    var differences: [ResultDifference] = []
    var cells = 0
    comparison.forEachDifference { cell in
      cells += 1
      if differences.count < limit { differences.append(ResultDifference(cell, file: file)) }
    }
    for row in comparison.removedRows where differences.count < limit {
      differences.append(
        ResultDifference(
          file: file, row: row.number, key: row.key, column: "", old: row.key, new: ""))
    }
    for row in comparison.addedRows where differences.count < limit {
      differences.append(
        ResultDifference(
          file: file, row: row.number, key: row.key, column: "", old: "", new: row.key))
    }
    difference.differences = differences
    difference.cells = cells
    difference.rows = comparison.removedRows.count + comparison.addedRows.count
  }

  private static func causes(_ one: RecordedRun, _ two: RecordedRun) -> [RunComparison.Cause] {
    var causes: [RunComparison.Cause] = []
    func add(_ kind: String, _ name: String, _ old: JSONValue?, _ new: JSONValue?) {
      causes.append(
        RunComparison.Cause(kind: kind, name: name, old: old?.shown ?? "", new: new?.shown ?? ""))
    }
    // Paths of inputs are told with the inputs.
    let paths = Set([one, two].flatMap(\.inputs).map(\.path))
    for difference in one["parameters"].differences(from: two["parameters"]) {
      let values = [difference.old, difference.new].compactMap { $0?.text }
      let isPath = values.contains { value in
        paths.contains { $0 == value || value.hasPrefix($0 + ":") }
      }
      if !isPath { add("parameter", difference.path, difference.old, difference.new) }
    }
    for name in ["seed", "on_error"] where one[name] != two[name] {
      add(name == "seed" ? "seed" : "parameter", name, one[name], two[name])
    }
    causes += constants(one, two)
    for version in versions(one, two) {
      causes.append(
        RunComparison.Cause(
          kind: "version", name: version.name, old: version.old, new: version.new))
    }
    if let old = one.project, let new = two.project {
      if old.fields != new.fields {
        causes.append(
          RunComparison.Cause(
            kind: "project", name: "project.yaml, project", old: String(old.fields.prefix(12)),
            new: String(new.fields.prefix(12))))
      }
    }
    return causes
  }

  /// Constants by name; where a name has several, those that only one run has.
  private static func constants(
    _ one: RecordedRun, _ two: RecordedRun
  ) -> [RunComparison.Cause] {
    let lists = [one, two].map { run in
      (run["constants"].elements ?? []).compactMap { constant -> (name: String, text: String)? in
        guard let name = constant.members?["name"]?.text else { return nil }
        let parts = ["value", "unit", "source"].compactMap { constant.members?[$0]?.text }
        return (name, parts.filter { !$0.isEmpty }.joined(separator: "; "))
      }
    }
    let gone = lists[0].filter { old in !lists[1].contains { $0 == old } }
    var come = lists[1].filter { new in !lists[0].contains { $0 == new } }
    var causes: [RunComparison.Cause] = []
    for constant in gone {
      var new = ""
      if let place = come.firstIndex(where: { $0.name == constant.name }) {
        new = come.remove(at: place).text
      }
      causes.append(
        RunComparison.Cause(kind: "constant", name: constant.name, old: constant.text, new: new))
    }
    return causes
      + come.map { RunComparison.Cause(kind: "constant", name: $0.name, old: "", new: $0.text) }
  }
}

extension ResultDifference {
  init(_ cell: TableComparison.Cell, file: String) {
    self.init(
      file: file, row: cell.row, key: cell.key, column: cell.column, old: cell.old, new: cell.new)
  }
}
