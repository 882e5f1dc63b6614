import ForestGeo
import ForestModel

/// Writes what `check` found: the list as tables, the places as layers, the run record.
struct CheckOutput {
  let summary: CheckSummary
  let land: CheckedLand?
  let context: RunContext

  /// Into `out`, as a whole or not at all.
  func write(_ out: String, _ record: inout RunRecord) throws(WorkflowError) {
    var names = ["findings.csv", "findings.json"]
    if land != nil { names += ["areas.csv", "findings.gpkg"] }
    try refuseReplacing(out, by: names, inputs: record.inputs)
    let folder = try ResultFolder(out, of: "check")
    try writeTable(folder.path("findings.csv"))
    try Workflow.write(json, to: folder.path("findings.json"))
    try summary.areas?.write(folder.path("areas.csv"))
    if let land {
      try FindingLayers(land, summary, context.language).write(folder.path("findings.gpkg"))
    }
    record.results["check"] = summary.json
    try Workflow.finish(&record, folder.staging, names, summary.log)
    try folder.publish(names + [RunRecord.fileName])
  }

  /// findings.csv: one row per finding, in the order in which they should be dealt with; what was counted
  /// and not kept in full stands in a last row of its code.
  private func writeTable(_ path: String) throws(WorkflowError) {
    var file = try CSVWriter(
      path,
      header: [
        "severity", "code", "blocking", "file", "row", "column", "sentence_en", "sentence_vi",
        "count",
      ])
    for group in summary.groups {
      let head = [group.kind.severity.rawValue, group.kind.code, group.isBlocking ? "yes" : "no"]
      for finding in group.findings {
        try file.row(
          head + [
            finding.location.file, finding.location.row ?? "", finding.location.column ?? "",
            finding.sentence(.english), finding.sentence(.vietnamese), "1",
          ])
      }
      let more = group.count - group.findings.count
      if more > 0 {
        let words = Phrase("further findings of this code", vi: "các phát hiện khác cùng mã")
        try file.row(
          head + ["", "", "", words.english, words.vietnamese, "\(more)"])
      }
    }
    try file.finish()
  }

  private var json: JSONValue {
    var members = summary.json.members ?? [:]
    members["list"] = .array(
      summary.groups.flatMap { group in
        group.findings.map { finding in
          var entry = RunRecord.json(finding, context.language).members ?? [:]
          entry["blocking"] = .bool(group.isBlocking)
          entry["sentence_en"] = .string(finding.sentence(.english))
          entry["sentence_vi"] = .string(finding.sentence(.vietnamese))
          return .object(entry)
        }
      })
    return .object(members)
  }
}
