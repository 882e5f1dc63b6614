import CarbonAccounting
import ForestGeo
import ForestModel

/// Reads a reference sample and joins it with the maps.
struct ReferenceReader {
  /// One row of the sample.
  private struct Row {
    var row: Int
    var mapLabel: String
    var referenceLabel: String
    var column: String
    /// The classes of both dates where they are stated beside the class; empty otherwise.
    var pair: String
    var x: Double
    var y: Double
    var stratum: String
    var count: Int
  }

  /// Points by mapped class and by reference class.
  private(set) var counts: [String: [String: Int]] = [:]
  private(set) var account: RowAccount
  private(set) var operations: [CoordinateOperation] = []
  /// Fields that were read, by column.
  private(set) var fields: [String: String] = [:]
  private var rows: [Row] = []
  private var hasDegrees = false
  private var strata: [String: Set<String>] = [:]
  private let file: String

  init(
    _ path: String, _ request: LandChangeRequest, _ log: inout FindingLog
  ) throws(WorkflowError) {
    file = TableReader(path).fileName
    var read: [Row] = []
    var ids: [String: Int] = [:]
    var places: [String: Int] = [:]
    var usesDegrees = false
    let result = try request.tables.read(path, as: .reference, log: &log) { cells, log in
      usesDegrees = !cells.has("x") && cells.has("lon")
      let count = Self.count(&cells, &log)
      let (label, column) = Self.reference(&cells, &log)
      let x = cells.number(usesDegrees ? "lon" : "x", &log)
      let y = cells.number(usesDegrees ? "lat" : "y", &log)
      let mapLabel = cells.text("map_class")
      if mapLabel.isEmpty, x.isNaN || y.isNaN {
        cells.fail(.oneOfCellsNeeded, nil, &log, ["expected": "map_class; x, y; lon, lat"])
      }
      let id = cells.text("point_id")
      if !id.isEmpty, let first = ids.updateValue(cells.row.number, forKey: id) {
        cells.fail(
          .duplicateRow, "point_id", &log,
          ["name": id, "first": "\(first)", "row": "\(cells.row.number)"])
        ids[id] = first
      }
      if !x.isNaN, !y.isNaN {
        let place = x.csvText + " " + y.csvText
        if let first = places[place] {
          log.add(
            .referencePointTwice, at: cells.location(usesDegrees ? "lon" : "x"),
            ["x": x.findingText, "y": y.findingText, "first": "\(first)"])
        } else {
          places[place] = cells.row.number
        }
      }
      guard cells.errorCode == nil else { return }
      let dates = [cells.text("reference_before"), cells.text("reference_after")]
      read.append(
        Row(
          row: cells.row.number, mapLabel: mapLabel, referenceLabel: label, column: column,
          pair: column == "reference_class" && !dates.contains("")
            ? dates.joined(separator: ">") : "",
          x: x, y: y, stratum: cells.text("stratum"), count: count))
    }
    rows = read
    hasDegrees = usesDegrees
    account = result.account
    fields = result.mapping?.fields ?? [:]
  }

  private static func count(_ cells: inout TableCells, _ log: inout FindingLog) -> Int {
    let before = cells.errorCode
    let value = cells.number("count", &log)
    if value.isNaN { return before == cells.errorCode ? 1 : 0 }
    guard value >= 1, value == value.rounded(), value <= Double(ErrorMatrix.countLimit) else {
      cells.fail(.referenceCountImpossible, "count", &log, ["value": cells.text("count")])
      return 0
    }
    return Int(value)
  }

  /// What the interpreter saw: a class of change, or the classes of both dates.
  private static func reference(
    _ cells: inout TableCells, _ log: inout FindingLog
  ) -> (label: String, column: String) {
    let (before, after) = (cells.text("reference_before"), cells.text("reference_after"))
    if cells.text("reference_class").isEmpty, !before.isEmpty, !after.isEmpty {
      return (before + ">" + after, "reference_before")
    }
    return (cells.requiredText("reference_class", &log), "reference_class")
  }

  /// Gives every row its classes; a row that cannot have them is counted as rejected.
  mutating func join(
    _ maps: LandMaps, _ classes: ChangeClasses, _ mapped: MappedChange,
    _ request: LandChangeRequest, _ log: inout FindingLog
  ) throws(WorkflowError) {
    let shown = try transitions(maps, request)
    for (row, transition) in zip(rows, shown) {
      var problem: FindingKind?
      func fail(_ kind: FindingKind, _ column: String, _ slots: [String: String]) {
        if problem == nil { problem = kind }
        log.add(kind, at: FindingLocation(file: file, row: row.row, column: column), slots)
      }
      func name(_ label: String, _ column: String) -> String? {
        if let name = classes.name(ofLabel: label) { return name }
        let expected = classes.names.map { " (\($0.joined(separator: ", ")))" } ?? ""
        fail(.referenceClassUnknown, column, ["value": label, "expected": expected])
        return nil
      }
      let place = ["x": row.x.findingText, "y": row.y.findingText]
      let found = transition.flatMap { mapped.classOf[$0] }
      var mapClass = row.mapLabel.isEmpty ? found : name(row.mapLabel, "map_class")
      if row.mapLabel.isEmpty, found == nil {
        fail(.referencePointOffMaps, hasDegrees ? "lon" : "x", place)
      } else if let stated = mapClass, !row.x.isNaN, !row.y.isNaN, found != stated {
        log.add(
          .referenceMapDiffers,
          at: FindingLocation(file: file, row: row.row, column: "map_class"),
          place.merging(["stated": stated, "found": found ?? "–"]) { $1 })
      }
      if let stated = mapClass, mapped.ha[stated] == nil {
        fail(.referenceClassNotMapped, "map_class", ["class": stated])
        mapClass = nil
      }
      let seen = name(row.referenceLabel, row.column)
      if !row.pair.isEmpty, let other = name(row.pair, "reference_before"), let seen, other != seen
      {
        fail(.referenceAnswersDiffer, "reference_class", ["stated": seen, "found": other])
      }
      if let mapClass, let seen, problem == nil {
        let sum = (counts[mapClass]?[seen] ?? 0) + row.count
        if sum > ErrorMatrix.countLimit {
          fail(.referenceCountImpossible, "count", ["value": "\(sum)"])
        } else {
          counts[mapClass, default: [:]][seen] = sum
          if !row.stratum.isEmpty { strata[mapClass, default: []].insert(row.stratum) }
        }
      }
      if let problem {
        account.used -= 1
        account.reject(problem.code)
      }
    }
  }

  /// What the maps show at each row; `nil` without coordinates and where the maps show nothing.
  private mutating func transitions(
    _ maps: LandMaps, _ request: LandChangeRequest
  ) throws(WorkflowError) -> [LandTransition?] {
    guard rows.contains(where: { !$0.x.isNaN && !$0.y.isNaN }) else { return rows.map { _ in nil } }
    do throws(GeoError) {
      let source: CoordinateReference
      if let stated = request.pointsCRS {
        source = try CoordinateReference(stated)
      } else {
        source = hasDegrees ? try CoordinateReference("EPSG:4326") : maps.before.reference
      }
      let way = try CoordinateTransform(from: source, to: maps.before.reference)
      var pair = try maps.open()
      var shown: [LandTransition?] = []
      for row in rows {
        var x = [row.x]
        var y = [row.y]
        guard !row.x.isNaN, !row.y.isNaN, way.apply(&x, &y) else {
          shown.append(nil)
          continue
        }
        shown.append(try pair.transition(x: x[0], y: y[0]))
      }
      operations = [way.lastOperation()].compactMap { $0 }
      return shown
    } catch {
      throw WorkflowError(error)
    }
  }

  /// The error matrix of the sample; findings say what it lacks.
  func matrix(
    _ mapped: MappedChange, _ classes: ChangeClasses, _ style: NumberStyle,
    _ log: inout FindingLog
  ) -> ErrorMatrix? {
    let seen = counts.values.flatMap(\.keys)
    let names = MappedChange.inOrder(Array(Set(mapped.names).union(seen)), classes)
    let here = FindingLocation(file: file, column: "map_class")
    for name in mapped.names {
      let points = counts[name]?.values.reduce(0, +) ?? 0
      let slots = [
        "class": name, "ha": style.string(mapped.ha[name] ?? .nan, decimals: 1),
        "count": "\(points)",
      ]
      switch points {
      case 0: log.add(.mapClassNotSampled, at: here, slots)
      case 1: log.add(.mapClassOnePoint, at: here, slots)
      case 2..<20: log.add(.mapClassFewPoints, at: here, slots)
      default: break
      }
      if let from = strata[name], from.count > 1 {
        log.add(
          .mapClassAcrossStrata, at: FindingLocation(file: file, column: "stratum"),
          ["class": name, "strata": from.sorted().joined(separator: ", ")])
      }
    }
    return ErrorMatrix(
      classes: names, mappedHa: names.map { mapped.ha[$0] ?? 0 },
      counts: names.map { from in names.map { counts[from]?[$0] ?? 0 } })
  }
}
