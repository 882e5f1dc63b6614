import CarbonDocuments
import ForestModel
import FoundationEssentials

// What is looked at before a document is printed.
extension DocumentFacts {
  /// Figures that texts ask for and nobody has, claims that no draft may make, acts that are not in force,
  /// days out of order.
  func check(_ log: inout FindingLog) {
    checkNarrative(&log)
    checkLaw(&log)
    checkDays(&log)
    checkConsent(&log)
  }

  private func checkConsent(_ log: inout FindingLog) {
    let refused = estimate.result.refusedHa
    guard refused > 0, absent["account"] == nil else { return }
    log.add(
      .consentInAccount, at: FindingLocation(file: "fpic.csv", column: "decision"),
      ["ha": NumberStyle(.english).string(refused, decimals: 1)])
  }

  /// Only texts that the document prints are looked at.
  private func checkNarrative(_ log: inout FindingLog) {
    let printed = Set(template.narratives.map(\.name))
    let known = facts()
    for (name, texts) in project.narrative.sorted(by: { $0.key < $1.key })
    where printed.contains(name) {
      for language in Language.allCases {
        guard let text = texts[language] else { continue }
        for reference in text.references
        where Self.reference(reference.name, known, book) == nil
          && !isOfAbsentVerb(reference.name)
        {
          let near = Nearest.names(
            to: reference.name, among: book.names + Array(known.slots.keys), limit: 1
          ).first
          log.add(
            .figureUnknown, at: FindingLocation(file: text.file, row: reference.line),
            ["name": reference.name, "hint": near.map { "; the nearest is \($0)" } ?? ""])
        }
        for claim in text.claims {
          log.add(
            .claimForbidden, at: FindingLocation(file: text.file, row: claim.line),
            ["word": claim.word])
        }
      }
    }
  }

  private func isOfAbsentVerb(_ name: String) -> Bool {
    absent[String(name.prefix { $0 != "." })] != nil
  }

  private func checkLaw(_ log: inout FindingLog) {
    guard template.names.contains(where: { $0.hasPrefix("legal.") }) else { return }
    if day == nil {
      log.add(
        .lawWithoutDay,
        at: FindingLocation(file: ProjectFolder.fileName, column: "document.date"))
    }
    for act in legal.instruments {
      guard let doubt = legal.doubt(about: act, on: day) else { continue }
      var slots = [String: String].words("status", doubt)
      slots.put(
        "act",
        Phrase("\(act.kind.english) \(act.number)", vi: "\(act.kind.vietnamese) \(act.number)"))
      log.add(
        .lawNotInForce, at: FindingLocation(file: ProjectFolder.fileName, column: "document.date"),
        slots)
    }
  }

  /// Pairs of days of which the first must not lie after the second: form II-02, part A.6.
  private static let order = [
    ("project.start", "project.end"), ("dates.implementation_from", "dates.implementation_to"),
    ("dates.crediting_from", "dates.crediting_to"), ("dates.reporting_from", "dates.reporting_to"),
    ("dates.maintenance_from", "dates.maintenance_to"), ("project.start", "dates.crediting_from"),
    ("dates.crediting_from", "dates.reporting_from"), ("dates.reporting_to", "dates.crediting_to"),
    ("dates.crediting_to", "dates.maintenance_to"),
    ("project.measured_from", "project.measured_to"), ("report.period_from", "report.period_to"),
  ]

  private func checkDays(_ log: inout FindingLog) {
    for (first, last) in Self.order {
      guard let one = project.fields[first]?[.english], let two = project.fields[last]?[.english],
        ProjectFacts.isDay(one), ProjectFacts.isDay(two), one > two
      else { continue }
      log.add(
        .projectDaysOrder,
        at: FindingLocation(
          file: ProjectFolder.fileName, row: project.lines[first], column: first),
        ["first": first, "day": one, "last": last, "other": two])
    }
  }
}

extension ProjectFacts {
  /// First parts of the names of figures that texts ask for.
  var mentioned: Set<String> {
    Set(
      narrative.values.flatMap(\.values).flatMap(\.references).flatMap {
        Template.parts(of: $0.name)
      })
  }
}

extension Workflow {
  /// Makes a file for every text that people write for a document and that is not there yet, with what to
  /// write as a note. A file that is there stays as it is, to the byte.
  /// - Returns: the files made.
  public static func seedNarratives(
    for template: String, in project: ProjectFolder
  ) throws(WorkflowError) -> [String] {
    let template = try Template.find(template, in: project).template
    // A project that is only read, as `verify` does, is not written to.
    guard ProcessInfo.processInfo.environment[ProjectFolder.resultsVariable]?.isEmpty != false
    else { return [] }
    return try seedNarratives(
      Dictionary(
        template.narratives.map { ($0.name, $0.prompt) }, uniquingKeysWith: { first, _ in first }),
      in: project.path)
  }

  static func seedNarratives(
    _ prompts: [String: Phrase], in project: String
  ) throws(WorkflowError) -> [String] {
    let note = Phrase(
      "Lines that begin with # stay out of the documents; paragraphs are parted by blank lines, points begin with \"- \"; a name in double braces such as stock.total.co2e_t stands for a figure of the results.",
      vi:
        "Dòng bắt đầu bằng # không đưa vào tài liệu; các đoạn cách nhau bằng dòng trống, gạch đầu dòng bắt đầu bằng \"- \"; tên trong hai dấu ngoặc nhọn như stock.total.co2e_t là số liệu lấy từ kết quả."
    )
    var made: [String] = []
    for language in Language.allCases {
      let folder = "\(project)/narrative/\(language.rawValue)"
      for name in prompts.keys.sorted() {
        let path = "\(folder)/\(name).md"
        guard let prompt = prompts[name], !FileManager.default.fileExists(atPath: path) else {
          continue
        }
        try makeFolders(folder)
        var file = try FileWriter(path)
        try file.write("# \(prompt.text(language))\n# \(note.text(language))\n".utf8)
        try file.finish()
        made.append(path)
      }
    }
    return made
  }
}
