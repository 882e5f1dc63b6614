import CarbonDocuments
public import ForestModel
import FoundationEssentials

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

  /// Verbs besides `estimate` whose results a document of a project speaks of and that the project has set
  /// up, in the order in which they run.
  public static func verbs(
    for template: String, in project: ProjectFolder
  ) throws(WorkflowError) -> [String] {
    let names = try Template.find(template, in: project).template.mentioned
      .union(project.facts().mentioned)
    var verbs: [String] = []
    for verb in ["change", "risk", "account"] where names.contains(verb) {
      if try project.hasSection(verb) { verbs.append(verb) }
    }
    return verbs
  }

  /// A document of a project. The results of the estimate that are missing or not those of the inputs are
  /// computed and written first; those of `verbs` are read as they are.
  ///
  /// - Parameter upstream: how the estimate runs by itself, so that its record is the same whoever asked
  ///   for it.
  public static func document(
    _ request: DocumentRequest, of estimate: EstimateRequest, in project: ProjectFolder,
    verbs: [String], out: String, context: RunContext, upstream: RunContext
  ) async throws(WorkflowError) -> DocumentSummary {
    let formats = try request.knownFormats()
    let (template, templateFile) = try Template.find(request.template, in: project)
    let catalogue = try ProjectFolder.catalogue()
    var log = estimate.project.log
    let sheets = try ProjectSheets(project.path, catalogue, language: context.language)
    log.add(sheets.log)
    try context.stopIfNeeded(log)

    var isFresh = false
    let results = project.statedResults(of: "estimate")
    var stock = try await publish(estimate, out: results, context: upstream) {
      _, names, staging throws(WorkflowError) in
      isFresh = areSame(names, staging, results)
      return !isFresh
    }
    stock.folder = "estimate/"

    context.progress.begin(Phrase("Composing the document", vi: "Soạn tài liệu"))
    var book = ResultBook()
    book.chosenStandard = estimate.project.fields["standard.id"]?[.english]
    try book.read("stock", folder: results)
    for verb in verbs { try book.read(verb, folder: project.statedResults(of: verb)) }

    var record = RunRecord(verb: "document", context: context)
    record.parameters = [
      "template": .string(request.template), "final": .bool(request.isFinal),
      "languages": .array(request.languages.map { .string($0.rawValue) }),
      "side_by_side": .bool(request.isSideBySide), "personal": .bool(request.showsPersonal),
      "formats": .array(formats.map { .string($0.rawValue) }),
    ]
    record.results["estimate_run_id"] = .string(stock.runID)
    record.inputs = stock.record.inputs
    for path in estimate.project.files { try record.addInput("project", path) }
    let printed = Set(template.narratives.map(\.name))
    for text in estimate.project.narrativeFiles where printed.contains(text.name) {
      try record.addInput("narrative " + text.name, text.path)
    }
    for (name, path) in sheets.files { try record.addInput("sheet " + name, path) }
    try record.addInput("template", templateFile)
    for verb in verbs {
      let run = try RecordedRun(path: "\(project.statedResults(of: verb))/\(RunRecord.fileName)")
      record.results["\(verb)_run_id"] = .string(run.runID)
      for output in run.outputs
      where output.path.hasSuffix(".csv") || output.path.hasSuffix(".json") {
        try record.addInput(verb, "\(run.folder)/\(output.path)")
      }
    }
    record.rows = sheets.accounts
    record.columns = sheets.columns

    let derived = DerivedFigures(
      sheets, book, estimate.project, consentField: estimate.consentField)
    log.add(derived.log)
    record.runID = RunRecord.id(record, [])
    book.add(derived: derived.document, tables: derived.resultTables, runID: record.runID)
    let legal: LegalBasis
    do throws(DocumentError) { legal = try LegalBasis.builtIn(family: template.legalFamily) } catch
    {
      throw WorkflowError(error)
    }
    let facts = DocumentFacts(
      template: template, estimate: stock, book: book, derived: derived, sheets: sheets,
      project: estimate.project, catalogue: catalogue, legal: legal,
      absent: try absent(project, verbs, in: template), inputs: record.inputs,
      runID: record.runID, showsPersonal: request.showsPersonal, isFinal: request.isFinal)
    facts.check(&log)
    try context.stopIfNeeded(log)
    let document = try compose(template, facts, request)
    let evidence = EvidenceBook(document)
    try refuseGaps(request, evidence, facts, context.language)

    let folder = try ResultFolder(out, of: "document")
    let renderer = DocumentRenderer(document, folder: folder.staging)
    var names: [String] = []
    do throws(DocumentError) {
      for edition in request.editions {
        for format in formats {
          context.progress.begin(Phrase("Writing the document", vi: "Ghi tài liệu"))
          for name in try await renderer.render(edition, as: format) where !names.contains(name) {
            names.append(name)
          }
        }
      }
    } catch {
      throw WorkflowError(error)
    }
    let runs = { (file: String) in book.runID(of: file) ?? record.runID }
    let gaps = try writeEvidence(
      renderer, request.languages, runs, folder.path("evidence.csv"), folder.path("missing.csv"))
    names += ["evidence.csv", "missing.csv"]
    names += try write(derived, to: folder.staging)
    if request.isBundled {
      let name = "\(document.name).recompute.xlsx"
      try write(AuditorWorkbook(book: book, language: context.language), to: folder.path(name))
      names.append(name)
    }
    try refuseReplacing(out, by: names, inputs: record.inputs)
    try finish(&record, folder.staging, names, log)

    let old = earlierEvidence(out)
    let new = try TableContents(path: folder.path("evidence.csv"))
    let changes = FigureChange.between(old, new)
    let removed = try folder.publish(names + [RunRecord.fileName])
    if !changes.isEmpty { try write(changes, to: out + "/changes.csv") }
    var files = names
    if request.isBundled {
      let name = "\(document.name).bundle.zip"
      let runs = (["estimate"] + verbs).map { (verb: $0, folder: project.statedResults(of: $0)) }
      try pack(names + [RunRecord.fileName], of: out, runs: runs, into: name)
      files.append(name)
    }
    context.progress.finish()
    return DocumentSummary(
      files: files, gaps: gaps, changes: changes, removed: removed, folder: out,
      hasRefreshed: !isFresh, log: log)
  }

  /// Verbs that the template speaks of and that the project has not set up.
  private static func absent(
    _ project: ProjectFolder, _ verbs: [String], in template: Template
  ) throws(WorkflowError) -> [String: Phrase] {
    let needs: [String: Phrase] = [
      "account": Phrase(
        "project.yaml has no section account, so nothing is known of reductions",
        vi: "project.yaml chưa có phần account nên chưa có số liệu giảm phát thải"),
      "change": Phrase(
        "project.yaml has no section change, so nothing is known of land change",
        vi: "project.yaml chưa có phần change nên chưa có số liệu biến động"),
      "risk": Phrase(
        "project.yaml has no section risk, so nothing is known of non-permanence",
        vi: "project.yaml chưa có phần risk nên chưa có đánh giá rủi ro"),
    ]
    return needs.filter { !verbs.contains($0.key) }
  }

  /// The document with its mark and its list of gaps, which needs a first look at the document.
  private static func compose(
    _ template: Template, _ facts: DocumentFacts, _ request: DocumentRequest
  ) throws(WorkflowError) -> Document {
    func document(_ gaps: [EvidenceBook.Gap]) throws(DocumentError) -> Document {
      var document = try template.document(
        facts.facts(gaps: gaps), producer: "forestcarbon \(toolVersion)")
      if !request.isFinal {
        document.mark = Passage(
          "Draft for editing; not the final version.",
          vi: "Bản dự thảo để chỉnh sửa, chưa phải bản chính thức.")
      }
      return document
    }
    do throws(DocumentError) {
      let first = try document([])
      let gaps = EvidenceBook(first).gaps
      return gaps.isEmpty ? first : try document(gaps)
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
    _ request: DocumentRequest, _ evidence: EvidenceBook, _ facts: DocumentFacts,
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
    for constant in facts.unconfirmed {
      log.add(
        .documentUnconfirmed, at: FindingLocation(file: constant.file),
        ["name": constant.name.text(language), "value": constant.value])
    }
    if !log.findings.isEmpty { throw .findings(log) }
  }

  // MARK: Evidence

  /// evidence.csv and missing.csv of the contract; returns the missing fields.
  private static func writeEvidence(
    _ renderer: DocumentRenderer, _ languages: [Language], _ runID: (String) -> String,
    _ evidence: String, _ missing: String
  ) throws(WorkflowError) -> [String] {
    var file = try CSVWriter(
      evidence,
      header: [
        "id", "document", "section", "figure", "value", "unit", "file", "row", "column", "run_id",
      ], isForSpreadsheets: true)
    for language in languages {
      let voice = Voice(language, renderer.evidence)
      for entry in renderer.evidence.entries {
        let source = entry.datum.source
        try file.row([
          entry.id, "\(renderer.document.name).\(language.rawValue)", voice.text(entry.section),
          entry.datum.text(language), entry.datum.value.csvText, entry.datum.unitText, source.file,
          source.row.map(String.init) ?? "", source.column, runID(source.file),
        ])
      }
    }
    try file.finish()
    var gaps = try CSVWriter(
      missing, header: ["document", "section", "field", "needed_because"], isForSpreadsheets: true)
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

  // MARK: For the auditor

  private static func write(_ workbook: AuditorWorkbook, to path: String) throws(WorkflowError) {
    let bytes: [UInt8]
    do throws(DocumentError) { bytes = try SpreadsheetWriter.xlsx(workbook.sheets) } catch {
      throw WorkflowError(error)
    }
    var file = try FileWriter(path)
    try file.write(bytes)
    try file.finish()
  }

  /// Packs the files of the document with the tables and records of the runs that it rests on. Records bear a
  /// clock, so the package is made from the results and is none of them.
  private static func pack(
    _ names: [String], of out: String, runs: [(verb: String, folder: String)], into name: String
  ) throws(WorkflowError) {
    var archive = ZipArchive()
    func add(_ path: String, as name: String) throws(WorkflowError) {
      guard let data = FileManager.default.contents(atPath: path) else {
        throw .surroundings(path: path, detail: lastSystemError())
      }
      do throws(DocumentError) { try archive.add(name, Array(data)) } catch {
        throw WorkflowError(error)
      }
    }
    for file in names.sorted() { try add("\(out)/\(file)", as: "document/\(file)") }
    for run in runs {
      let record = try RecordedRun(path: "\(run.folder)/\(RunRecord.fileName)")
      let tables = record.outputs.map(\.path).filter {
        ($0.hasSuffix(".csv") || $0.hasSuffix(".json")) && $0 != "trees.csv"
      }
      for file in tables.sorted() + [RunRecord.fileName] {
        try add("\(run.folder)/\(file)", as: "\(run.verb)/\(file)")
      }
    }
    let staging = "\(out)/.\(name)\(Staging.mark)\(processID())"
    Staging.clear(out, of: name)
    Interruption.add(staging)
    defer {
      removeFile(staging)
      Interruption.remove(staging)
    }
    var file = try FileWriter(staging)
    try file.write(archive.bytes)
    try file.finish()
    try moveFile(staging, to: "\(out)/\(name)")
  }

  private static func earlierEvidence(_ out: String) -> TableContents? {
    let path = out + "/evidence.csv"
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return try? TableContents(path: path)
  }

  private static func write(
    _ changes: [FigureChange], to path: String
  ) throws(WorkflowError) {
    var file = try CSVWriter(path, header: FigureChange.header, isForSpreadsheets: true)
    for change in changes { try file.row(change.cells) }
    try file.finish()
  }

  /// derived.json and the tables that documents derive from sheets.
  private static func write(
    _ derived: DerivedFigures, to folder: String
  ) throws(WorkflowError) -> [String] {
    try write(derived.document, to: folder + "/derived.json")
    var names = ["derived.json"]
    for (name, table) in derived.tables.sorted(by: { $0.key < $1.key }) where !table.rows.isEmpty {
      var file = try CSVWriter(
        folder + "/" + name, header: table.header, isForSpreadsheets: true)
      for row in table.rows { try file.row(row) }
      try file.finish()
      names.append(name)
    }
    return names
  }
}
