import CarbonAccounting
import ForestGeo
import ForestModel

/// The names of land-cover classes and the classes of change, as the user's tables state them.
struct LandChangeTables {
  /// One class of the maps.
  struct LandClass {
    var english: String
    var vietnamese: String
    var group: String
  }

  /// Classes by code; empty without a table.
  private(set) var classes: [Int: LandClass] = [:]
  /// Which transitions are which class of change.
  private(set) var changeClasses = ChangeClasses.codes
  /// Vietnamese names of the classes of change.
  private(set) var vietnamese: [String: String] = [:]
  private(set) var accounts: [RowAccount] = []

  init(_ request: LandChangeRequest, _ log: inout FindingLog) throws(WorkflowError) {
    if let path = request.classes { try readClasses(path, request.tables, &log) }
    let groups = classes.mapValues(\.group).filter { !$0.value.isEmpty }
    if let path = request.changeClasses {
      try readChangeClasses(path, request.tables, groups, &log)
    } else if !groups.isEmpty {
      changeClasses = .groups(groups)
    }
  }

  /// A class code; `nil` unless it is a whole number.
  private static func code(_ text: String) -> Int? {
    Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
  }

  private mutating func readClasses(
    _ path: String, _ tables: TableOptions, _ log: inout FindingLog
  ) throws(WorkflowError) {
    var found: [Int: (LandClass, Int)] = [:]
    let result = try tables.read(path, as: .landClasses, log: &log) { cells, log in
      let text = cells.requiredText("class", &log)
      guard cells.errorCode == nil else { return }
      guard let code = Self.code(text) else {
        cells.fail(.notANumber, "class", &log, ["value": text])
        return
      }
      if let (_, first) = found[code] {
        cells.fail(
          .duplicateClass, "class", &log,
          ["class": "\(code)", "first": "\(first)", "row": "\(cells.row.number)"])
        return
      }
      let (english, vietnamese) = (cells.text("name_en"), cells.text("name_vi"))
      found[code] = (
        LandClass(
          english: english.isEmpty ? vietnamese : english,
          vietnamese: vietnamese.isEmpty ? english : vietnamese, group: cells.text("group")),
        cells.row.number
      )
    }
    classes = found.mapValues(\.0)
    accounts.append(result.account)
  }

  private mutating func readChangeClasses(
    _ path: String, _ tables: TableOptions, _ groups: [Int: String], _ log: inout FindingLog
  ) throws(WorkflowError) {
    let members = Dictionary(grouping: groups.keys, by: { groups[$0] ?? "" }).mapValues { Set($0) }
    var rules: [ChangeClasses.Rule] = []
    var names: [String: String] = [:]
    /// Codes that a cell stands for: `*` any (an outer `nil` is an error), a code, or a group.
    func side(
      _ column: String, _ cells: inout TableCells, _ log: inout FindingLog
    ) -> Set<Int>?? {
      let text = cells.requiredText(column, &log)
      if text == "*" { return .some(nil) }
      if let code = Self.code(text) { return [code] }
      if let codes = members[text] { return codes }
      if !text.isEmpty {
        let expected = ["*", "1, 2, 3 ..."] + members.keys.sorted()
        cells.fail(
          .unknownWord, column, &log,
          ["value": text, "expected": expected.joined(separator: ", ")])
      }
      return nil
    }
    let result = try tables.read(path, as: .changeClasses, log: &log) { cells, log in
      let from = side("from", &cells, &log)
      let to = side("to", &cells, &log)
      let name = cells.requiredText("class", &log)
      guard cells.errorCode == nil, let from, let to else { return }
      rules.append(.init(from: from, to: to, name: name))
      let vietnamese = cells.text("name_vi")
      if !vietnamese.isEmpty, names[name] == nil { names[name] = vietnamese }
    }
    changeClasses = .rules(rules)
    vietnamese = names
    accounts.append(result.account)
  }

  /// Name of a class for tables; empty where no table names it.
  func name(_ code: Int) -> String { classes[code]?.english ?? "" }

  /// Name of a class for people; the code where no table names it.
  func name(_ code: Int, _ language: Language) -> String {
    guard let known = classes[code] else { return "\(code)" }
    return language == .english ? known.english : known.vietnamese
  }

  /// Name of a class of change for people.
  func changeName(_ name: String, _ language: Language) -> String {
    language == .vietnamese ? vietnamese[name] ?? name : name
  }

  /// Codes of the maps that the table lacks are named; codes without a group are refused where groups
  /// make the classes of change.
  func check(
    _ tally: TransitionTally, _ maps: LandMaps, _ request: LandChangeRequest,
    _ style: NumberStyle, _ log: inout FindingLog
  ) {
    guard let path = request.classes else { return }
    let here = FindingLocation(file: fileName(path), column: "class")
    var ha: [[Int: Double]] = [[:], [:]]
    for transition in tally.transitions {
      let area = tally.hectares(of: .both(transition), maps.cells)
      ha[0][transition.from, default: 0] += area
      ha[1][transition.to, default: 0] += area
    }
    for (areas, map) in zip(ha, [maps.before, maps.after]) {
      for (code, area) in areas.sorted(by: { $0.key < $1.key }) where classes[code] == nil {
        log.add(
          .mapClassUnnamed, at: here,
          [
            "class": "\(code)", "ha": style.string(area, decimals: 1), "map": fileName(map.path),
          ])
      }
    }
    guard case .groups(let groups) = changeClasses else { return }
    let codes = Set(ha[0].keys).union(ha[1].keys).sorted()
    for code in codes where groups[code] == nil {
      log.add(
        .classWithoutGroup, at: here,
        [
          "class": "\(code)",
          "ha": style.string(max(ha[0][code] ?? 0, ha[1][code] ?? 0), decimals: 1),
        ])
    }
  }
}

/// Land of the maps by class of change.
struct MappedChange: Sendable {
  /// Classes with land on the maps, in reading order.
  private(set) var names: [String] = []
  private(set) var ha: [String: Double] = [:]
  private(set) var cells: [String: Int] = [:]
  /// Class of each transition on the maps.
  private(set) var classOf: [LandTransition: String] = [:]

  init(
    _ tally: TransitionTally, _ maps: LandMaps, _ tables: LandChangeTables,
    _ request: LandChangeRequest, _ style: NumberStyle, _ log: inout FindingLog
  ) {
    for transition in tally.transitions {
      let area = tally.hectares(of: .both(transition), maps.cells)
      guard let name = tables.changeClasses.name(of: transition) else {
        if let path = request.changeClasses {
          log.add(
            .transitionWithoutClass, at: FindingLocation(file: fileName(path)),
            ["ha": style.string(area, decimals: 1), "transition": transition.text])
        }
        continue
      }
      classOf[transition] = name
      ha[name, default: 0] += area
      cells[name, default: 0] += Int(tally.pixels[.both(transition)] ?? 0)
    }
    names = Self.inOrder(Array(ha.keys), tables.changeClasses)
  }

  /// Classes as the table lists them; transitions by their codes.
  static func inOrder(_ names: [String], _ classes: ChangeClasses) -> [String] {
    let places = Dictionary(
      (classes.names ?? []).enumerated().map { ($1, $0) }, uniquingKeysWith: min)
    return names.sorted { left, right in
      if let one = LandTransition(left), let two = LandTransition(right) { return one < two }
      return (places[left] ?? .max, left) < (places[right] ?? .max, right)
    }
  }
}
