import CarbonAccounting
import ForestGeo
import ForestModel

extension LandChangeResult {
  /// Names of the files that this result consists of.
  var fileNames: [String] {
    var names = ["matrix.csv", "not_comparable.csv"]
    if zones != nil { names += ["matrix_whole.csv", "not_comparable_whole.csv"] }
    if accuracy != nil { names += ["areas.csv", "error_matrix.csv"] }
    if plan != nil {
      names += [
        "sample_plan.csv", "points.csv", "points.gpkg", "points_classes.csv", "points_key.csv",
      ]
    }
    return names + ["summary.json"]
  }

  func write(to folder: String) throws(WorkflowError) {
    let suffix = zones == nil ? "" : "_whole"
    try writeWhole(folder + "/matrix\(suffix).csv", folder + "/not_comparable\(suffix).csv")
    if zones != nil {
      try writeZones(folder + "/matrix.csv", folder + "/not_comparable.csv")
    }
    if let matrix, let accuracy {
      try write(accuracy, folder + "/areas.csv")
      try write(matrix, folder + "/error_matrix.csv")
    }
    if let plan { try write(plan, folder) }
    try Workflow.write(json, to: folder + "/summary.json")
  }

  private var hasNames: Bool { !tables.classes.isEmpty }
  private var transitionHeader: [String] {
    ["from", "to"] + (hasNames ? ["from_name", "to_name"] : []) + ["pixels", "area_ha"]
  }

  private func cells(_ transition: LandTransition, _ tally: TransitionTally) -> [String] {
    ["\(transition.from)", "\(transition.to)"]
      + (hasNames ? [tables.name(transition.from), tables.name(transition.to)] : [])
      + [
        (tally.pixels[.both(transition)] ?? 0).csvText,
        tally.hectares(of: .both(transition), maps.cells).csvText,
      ]
  }

  private func cells(_ state: TransitionTally.State, _ tally: TransitionTally) -> [String] {
    let (word, code): (String, Int?) =
      switch state {
      case .beforeOnly(let code): ("before-only", code)
      case .afterOnly(let code): ("after-only", code)
      case .neither, .both: ("neither", nil)
      }
    return [
      word, code.map { "\($0)" } ?? "", (tally.pixels[state] ?? 0).csvText,
      tally.hectares(of: state, maps.cells).csvText,
    ]
  }

  private func writeWhole(_ matrix: String, _ rest: String) throws(WorkflowError) {
    var file = try CSVWriter(matrix, header: transitionHeader)
    for transition in whole.transitions { try file.row(cells(transition, whole)) }
    try file.finish()
    var other = try CSVWriter(rest, header: ["state", "class", "pixels", "area_ha"])
    for state in whole.notComparable { try other.row(cells(state, whole)) }
    try other.finish()
  }

  private func writeZones(_ matrix: String, _ rest: String) throws(WorkflowError) {
    var file = try CSVWriter(matrix, header: ["zone_id"] + transitionHeader + ["flags"])
    var other = try CSVWriter(
      rest, header: ["zone_id", "state", "class", "pixels", "area_ha"])
    let empty = Array(repeating: "", count: transitionHeader.count)
    for zone in zones ?? [] {
      if let problem = zone.problem {
        try file.row([zone.id] + empty + ["rejected:\(problem.kind.code)"])
        continue
      }
      if zone.tally.transitions.isEmpty {
        try file.row([zone.id] + empty + ["no-valid-pixel"])
      }
      for transition in zone.tally.transitions {
        try file.row([zone.id] + cells(transition, zone.tally) + [""])
      }
      for state in zone.tally.notComparable { try other.row([zone.id] + cells(state, zone.tally)) }
      if zone.outside > 0 {
        let ha: Double =
          if case .constant(let cell) = maps.cells {
            zone.outside * cell
          } else {
            zone.areaHa * zone.outside / zone.cells
          }
        try other.row([zone.id, "outside", "", zone.outside.csvText, ha.csvText])
      }
    }
    try file.finish()
    try other.finish()
  }

  private func write(_ accuracy: AreaAccuracy, _ path: String) throws(WorkflowError) {
    var file = try CSVWriter(
      path,
      header: [
        "class", "mapped_ha", "estimated_ha", "se_ha", "ci95_ha", "users_accuracy",
        "users_accuracy_se", "users_accuracy_ci95", "producers_accuracy", "producers_accuracy_se",
        "producers_accuracy_ci95", "map_points", "reference_points", "half_width_90_percent",
      ])
    let z = AreaAccuracy.z95
    let z90 = AreaAccuracy.factor(confidence: 0.90)
    for row in accuracy.classes {
      try file.row(
        [
          row.name, row.mappedHa.csvText, row.estimatedHa.csvText, row.standardErrorHa.csvText,
          (z * row.standardErrorHa).csvText,
        ]
          + [row.users, row.producers].flatMap {
            [$0.value.csvText, $0.standardError.csvText, (z * $0.standardError).csvText]
          }
          + [
            "\(row.mappedPoints)", "\(row.referencePoints)",
            row.estimatedHa > 0
              ? (100 * z90 * row.standardErrorHa / row.estimatedHa).csvText : "",
          ])
    }
    try file.finish()
  }

  private func write(_ matrix: ErrorMatrix, _ path: String) throws(WorkflowError) {
    var file = try CSVWriter(
      path, header: ["map_class", "reference_class", "points", "area_share"])
    let total = ExactSum(matrix.mappedHa).value
    for (i, from) in matrix.classes.enumerated() {
      for (j, to) in matrix.classes.enumerated() {
        let share =
          matrix.mappedHa[i] > 0
          ? matrix.mappedHa[i] / total * Double(matrix.counts[i][j])
            / Double(matrix.mappedPoints[i]) : 0
        try file.row([from, to, "\(matrix.counts[i][j])", share.csvText])
      }
    }
    try file.finish()
  }

  private func write(_ plan: ReferencePlan, _ folder: String) throws(WorkflowError) {
    let land = ExactSum(plan.classes.map(\.areaHa)).value
    var sizes = try CSVWriter(
      folder + "/sample_plan.csv",
      header: ["class", "area_ha", "area_share", "cells", "expected_accuracy", "points"])
    for (planned, points) in zip(plan.classes, plan.sample.points) {
      try sizes.row([
        planned.name, planned.areaHa.csvText, (planned.areaHa / land).csvText, "\(planned.cells)",
        planned.expectedAccuracy.csvText, "\(points)",
      ])
    }
    try sizes.finish()
    try writeAnswers(plan, folder + "/points_classes.csv")

    let digits = "\(plan.points.count)".count
    let ids = plan.points.indices.map { place in
      let number = "\(place + 1)"
      return String(repeating: "0", count: digits - number.count) + number
    }
    var key = try CSVWriter(
      folder + "/points_key.csv", header: ["point_id", "map_class", "map_before", "map_after"])
    for (id, point) in zip(ids, plan.points) {
      try key.row([id, point.name, "\(point.transition.from)", "\(point.transition.to)"])
    }
    try key.finish()

    // The form says nothing of what the maps show: the interpreter must not know it.
    let fields: [FieldDefinition] =
      [.init("point_id", .text)]
      + ["x", "y", "lon", "lat"].map { .init($0, .real) }
      + [
        "reference_class", "reference_before", "reference_after", "interpreter", "date",
        "confidence", "remarks",
      ].map { .init($0, .text) }
    func real(_ value: Double) -> FieldValue { value.isNaN ? .null : .real(value) }
    let rows = zip(ids, plan.points).map { id, point -> [FieldValue] in
      [.text(id), .real(point.x), .real(point.y), real(point.lon), real(point.lat)]
        + Array(repeating: .null, count: 7)
    }
    var form = try CSVWriter(folder + "/points.csv", header: fields.map(\.name))
    for row in rows { try form.row(row.map(\.text)) }
    try form.finish()
    do throws(GeoError) {
      let layer = try GeoPackageWriter(
        folder + "/points.gpkg", layer: "points", reference: maps.before.reference,
        fields: fields, title: "points", geometry: .points)
      for row in rows { try layer.add(row, wkb: Workflow.point(row[1], row[2])) }
      try layer.finish()
    } catch {
      throw WorkflowError(error)
    }
  }

  /// What an interpreter may answer: classes of change, or codes of the classes of both dates.
  private func writeAnswers(_ plan: ReferencePlan, _ path: String) throws(WorkflowError) {
    var file = try CSVWriter(path, header: ["column", "answer", "name_en", "name_vi"])
    for name in tables.changeClasses.names ?? plan.classes.map(\.name) {
      try file.row(["reference_class", name, name, tables.changeName(name, .vietnamese)])
    }
    var codes = Set(tables.classes.keys)
    for transition in whole.transitions { codes.formUnion([transition.from, transition.to]) }
    for code in codes.sorted() {
      try file.row([
        "reference_before, reference_after", "\(code)", tables.name(code, .english),
        tables.name(code, .vietnamese),
      ])
    }
    try file.finish()
  }

  var json: JSONValue {
    func share(_ share: AreaAccuracy.Share) -> JSONValue {
      .object([
        "value": .number(share.value), "se": .number(share.standardError),
        "ci95": .number(AreaAccuracy.z95 * share.standardError),
      ])
    }
    func states(_ isKind: (TransitionTally.State) -> Bool) -> JSONValue {
      .number(
        ExactSum(
          whole.notComparable.filter(isKind).map { whole.hectares(of: $0, maps.cells) }
        ).value)
    }
    var fields: [String: JSONValue] = [
      "compared_ha": .number(comparedHa), "changed_ha": .number(changedHa),
      "before_only_ha": states { if case .beforeOnly = $0 { true } else { false } },
      "after_only_ha": states { if case .afterOnly = $0 { true } else { false } },
      "area": .string(maps.area.rawValue),
      "zones": zones.map { .integer($0.count) } ?? .null,
    ]
    if let matrix, let accuracy {
      fields["accuracy"] = .object([
        "confidence": .number(0.95), "z": .number(AreaAccuracy.z95),
        "overall": share(accuracy.overall),
        "points": .integer(matrix.mappedPoints.reduce(0, +)),
        "total_ha": .number(accuracy.totalHa),
        "classes": .array(
          accuracy.classes.map { row in
            .object([
              "class": .string(row.name), "mapped_ha": .number(row.mappedHa),
              "estimated_ha": .number(row.estimatedHa), "se_ha": .number(row.standardErrorHa),
              "users_accuracy": share(row.users), "producers_accuracy": share(row.producers),
            ])
          }),
      ])
    }
    if let plan {
      fields["plan"] = .object([
        "exact_points": .number(plan.sample.exactPoints),
        "points": .integer(plan.sample.total),
        "expected_overall_se": .number(plan.sample.expectedStandardError),
      ])
    }
    return .object(fields)
  }

  func summary(
    _ accounts: [RowAccount], _ log: FindingLog, _ json: JSONValue
  ) -> LandChangeSummary {
    func phrase(_ code: Int) -> Phrase {
      Phrase(tables.name(code, .english), vi: tables.name(code, .vietnamese))
    }
    let changes = whole.transitions.filter { !$0.isStable }.map {
      MappedTransition(
        transition: $0, names: (phrase($0.from), phrase($0.to)),
        areaHa: whole.hectares(of: .both($0), maps.cells))
    }.sorted { ($1.areaHa, $0.transition) < ($0.areaHa, $1.transition) }
    let names = (accuracy?.classes.map(\.name) ?? []) + (plan?.classes.map(\.name) ?? [])
    return LandChangeSummary(
      comparedHa: comparedHa, changedHa: changedHa, notComparableHa: notComparableHa,
      changes: changes, accuracy: accuracy,
      classNames: Dictionary(
        names.map { ($0, Phrase($0, vi: tables.changeName($0, .vietnamese))) },
        uniquingKeysWith: { first, _ in first }),
      points: matrix?.mappedPoints.reduce(0, +) ?? 0,
      planned: plan.map { plan in
        zip(plan.classes, plan.sample.points).map { ($0.name, $1) }
      } ?? [],
      exactPoints: plan?.sample.exactPoints ?? .nan,
      plannedStandardError: plan?.sample.expectedStandardError ?? .nan,
      zones: zones?.count ?? 0, accounts: accounts, log: log, json: json)
  }
}
