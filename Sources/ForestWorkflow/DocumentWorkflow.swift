import CarbonDocuments
public import ForestModel
import FoundationEssentials

/// Formats that `document` writes; see `CarbonDocuments`.
public struct DocumentRequest: Sendable {
  /// Name of the template.
  public var template: String
  /// Languages, in the order of the files.
  public var languages: [Language]
  /// Extensions: docx, pdf, html, md.
  public var formats: [String]
  /// Whether gaps and unconfirmed constants end the run.
  public var isFinal: Bool

  /// A request; a format or template that nobody knows is a usage error of `document`.
  public init(template: String, languages: [Language], formats: [String], isFinal: Bool) {
    self.template = template
    self.languages = languages
    self.formats = formats
    self.isFinal = isFinal
  }
}

/// What `document` wrote.
public struct DocumentSummary: Sendable {
  /// Names of the files.
  public let files: [String]
  /// Fields that are not filled in.
  public let gaps: [String]
  /// Names of the files of an earlier run that were removed.
  public let removed: [String]
  /// Folder of the files.
  public let folder: String
  /// Whether the estimate had to be computed anew because its results were missing or stale.
  public let hasRefreshed: Bool
}

extension Workflow {
  /// Names and titles of all templates, for `--list`.
  public static func documentTemplates() throws(WorkflowError) -> [(name: String, title: Phrase)] {
    do throws(DocumentError) {
      var list: [(name: String, title: Phrase)] = []
      for name in Template.names { list.append((name, try Template(named: name).title)) }
      return list
    } catch {
      throw WorkflowError(error)
    }
  }

  /// A document of an estimate. Results that are missing or not those of the inputs are computed and
  /// written first.
  ///
  /// - Parameters: `results` is the folder of the estimate's results; `upstream` says how the estimate runs
  ///   by itself, so that its record is the same whoever asked for it.
  public static func document(
    _ request: DocumentRequest, of estimate: EstimateRequest, results: String, out: String,
    context: RunContext, upstream: RunContext
  ) async throws(WorkflowError) -> DocumentSummary {
    let known = DocumentFormat.allCases.map(\.rawValue)
    var formats: [DocumentFormat] = []
    for name in request.formats {
      guard let format = DocumentFormat(rawValue: name) else {
        throw .usage(
          Phrase(
            "--format takes {known}; read {value}", vi: "--format nhận {known}; đọc được {value}"),
          ["known": known.joined(separator: ", "), "value": name])
      }
      if !formats.contains(format) { formats.append(format) }
    }
    guard !formats.isEmpty else {
      throw .usage(
        Phrase("--format is empty; it takes {known}", vi: "--format để trống; cần {known}"),
        ["known": known.joined(separator: ", ")])
    }
    guard Template.names.contains(request.template) else {
      throw .usage(
        Phrase(
          "there is no template {name}; see forestcarbon document --list",
          vi: "không có mẫu {name}; xem forestcarbon document --list"), ["name": request.template])
    }
    // Gaps are judged before anything is written, the results of the estimate included.
    var isFresh = false
    let facts = try await publish(estimate, out: results, context: upstream) {
      facts, names, staging throws(WorkflowError) in
      let evidence = EvidenceBook(try compose(request, facts))
      try refuseGaps(request, evidence, facts, context.language)
      isFresh = areSame(names, staging, results)
      return !isFresh
    }
    let folder = try ResultFolder(out, of: "document")
    let renderer = DocumentRenderer(try compose(request, facts), folder: folder.staging)
    var names: [String] = []
    do throws(DocumentError) {
      for language in request.languages {
        for format in formats {
          context.progress.begin(
            Phrase("Writing the document", vi: "Ghi tài liệu"))
          for name in try await renderer.render(language, as: format) where !names.contains(name) {
            names.append(name)
          }
        }
      }
    } catch {
      throw WorkflowError(error)
    }
    let gaps = try writeEvidence(
      renderer, request.languages, facts.runID, folder.path("evidence.csv"),
      folder.path("missing.csv"))
    names += ["evidence.csv", "missing.csv"]
    var record = RunRecord(verb: "document", context: context)
    record.parameters = [
      "template": .string(request.template), "final": .bool(request.isFinal),
      "languages": .array(request.languages.map { .string($0.rawValue) }),
      "formats": .array(formats.map { .string($0.rawValue) }),
    ]
    record.results["estimate_run_id"] = .string(facts.runID)
    record.inputs = facts.record.inputs
    for path in estimate.project.files { try record.addInput("project", path) }
    try refuseReplacing(out, by: names, inputs: record.inputs)
    try finish(&record, folder.staging, names, FindingLog())
    let removed = try folder.publish(names + [RunRecord.fileName])
    context.progress.finish()
    return DocumentSummary(
      files: names, gaps: gaps, removed: removed, folder: out, hasRefreshed: !isFresh)
  }

  private static func compose(
    _ request: DocumentRequest, _ facts: EstimateFacts
  ) throws(WorkflowError) -> Document {
    do throws(DocumentError) {
      var document = try Template(named: request.template).document(
        facts.facts(), producer: "forestcarbon \(toolVersion)")
      if !request.isFinal {
        let mark = Passage(
          "Draft for editing; not the final version.",
          vi: "Bản dự thảo để chỉnh sửa, chưa phải bản chính thức.")
        document.blocks.insert(.note(mark), at: 0)
      }
      return document
    } catch {
      throw WorkflowError(error)
    }
  }

  /// Whether two folders hold the same bytes under `names`; layers and pages, which bear words, are only
  /// asked to be there.
  static func areSame(_ names: [String], _ one: String, _ other: String) -> Bool {
    names.allSatisfy { name in
      let isData = name.hasSuffix(".csv") || name.hasSuffix(".json")
      guard isData else { return FileManager.default.fileExists(atPath: other + "/" + name) }
      let hashes = [one, other].map {
        (try? FileRecord(role: "", path: $0 + "/" + name))?.sha256
      }
      return hashes[0] != nil && hashes[0] == hashes[1]
    }
  }

  /// A final document has no gaps and no unconfirmed constants.
  private static func refuseGaps(
    _ request: DocumentRequest, _ evidence: EvidenceBook, _ facts: EstimateFacts,
    _ language: Language
  ) throws(WorkflowError) {
    guard request.isFinal else { return }
    var log = FindingLog()
    for gap in evidence.gaps where !gap.languages.isDisjoint(with: request.languages) {
      let isNarrative = gap.field.hasPrefix("narrative.")
      for lacking in request.languages where gap.languages.contains(lacking) {
        let name = "narrative/\(lacking.rawValue)/\(gap.field.dropFirst("narrative.".count)).md"
        log.add(
          .documentGap,
          at: isNarrative
            ? FindingLocation(file: name)
            : FindingLocation(file: ProjectFolder.fileName, column: gap.field),
          ["need": gap.need.text(language)])
        if !isNarrative { break }
      }
    }
    for parameter in facts.record.constants where !parameter.confirmed {
      log.add(
        .documentUnconfirmed, at: FindingLocation(file: ProjectFolder.fileName),
        ["name": parameter.name.text(language), "value": parameter.value])
    }
    if !log.findings.isEmpty { throw .findings(log) }
  }

  /// evidence.csv and missing.csv of the contract; returns the missing fields.
  private static func writeEvidence(
    _ renderer: DocumentRenderer, _ languages: [Language], _ runID: String, _ evidence: String,
    _ missing: String
  ) throws(WorkflowError) -> [String] {
    var file = try CSVWriter(
      evidence,
      header: [
        "id", "document", "section", "figure", "value", "unit", "file", "row", "column", "run_id",
      ])
    for language in languages {
      let voice = Voice(language, renderer.evidence)
      for entry in renderer.evidence.entries {
        let source = entry.datum.source
        try file.row([
          entry.id, "\(renderer.document.name).\(language.rawValue)", voice.text(entry.section),
          entry.datum.text(language), entry.datum.value.csvText, entry.datum.unitText, source.file,
          source.row.map(String.init) ?? "", source.column, runID,
        ])
      }
    }
    try file.finish()
    var gaps = try CSVWriter(missing, header: ["document", "section", "field", "needed_because"])
    var fields: [String] = []
    for language in languages {
      let voice = Voice(language, renderer.evidence)
      for gap in renderer.evidence.gaps where gap.languages.contains(language) {
        try gaps.row([
          "\(renderer.document.name).\(language.rawValue)", voice.text(gap.section), gap.field,
          gap.need.text(language),
        ])
        if !fields.contains(gap.field) { fields.append(gap.field) }
      }
    }
    try gaps.finish()
    return fields
  }
}
