import ForestGeo
import ForestModel
import FoundationEssentials

/// The record of a run: everything an auditor needs to repeat it. The only place with a clock.
struct RunRecord: Sendable {
  static let fileName = "run.json"

  var verb: String
  var context: RunContext
  var parameters: [String: JSONValue] = [:]
  var inputs: [FileRecord] = []
  var rows: [RowAccount] = []
  var columns: [String: [String: String]] = [:]
  var operations: [CoordinateOperation] = []
  var references: [String: String] = [:]
  var constants: [Parameter] = []
  var results: [String: JSONValue] = [:]
  /// Id of the run, once its results are written.
  var runID = ""
  let started = Date()

  init(verb: String, context: RunContext) {
    self.verb = verb
    self.context = context
  }

  /// Notes an input file with its hash.
  mutating func addInput(_ role: String, _ path: String?) throws(WorkflowError) {
    guard let path else { return }
    inputs += try FileRecord.withCompanions(role: role, path: path)
  }

  /// Refuses a result of files that were changed, cut off or taken away while they were read.
  func requireUnchangedInputs() throws(WorkflowError) {
    for input in inputs where FileStamp(input.path) != input.stamp {
      throw .surroundings(path: input.path, detail: FileStamp.changed)
    }
  }

  /// Adds coordinate operations, each once, in an order of their own.
  mutating func add(_ used: some Sequence<CoordinateOperation>) {
    operations = Set(operations).union(used).sorted {
      ($0.source, $0.target, $0.name) < ($1.source, $1.target, $1.name)
    }
  }

  /// Adds constants, each once.
  mutating func add(_ used: [Parameter]) {
    for parameter in used where !constants.contains(parameter) { constants.append(parameter) }
  }

  /// Id of a run: the same for the same tool, inputs and figures, whatever the clock, the language and
  /// the folders. Layers and pages bear words and stay out of it.
  static func id(_ record: RunRecord, _ outputs: [FileRecord]) -> String {
    var lines = ["forestcarbon \(toolVersion)", record.verb, "seed \(record.context.seed)"]
    // The record of another run bears a clock; the results beside it are inputs of their own.
    lines += record.inputs.filter { !$0.path.hasSuffix(fileName) }
      .map { "\($0.role) \($0.sha256)" }
    lines += outputs.filter { $0.path.hasSuffix(".csv") || $0.path.hasSuffix(".json") }
      .map { "\($0.path) \($0.sha256)" }
    return String(FileRecord.sha256(of: Array(lines.joined(separator: "\n").utf8)).prefix(12))
  }

  func json(outputs: [FileRecord], log: FindingLog) -> JSONValue {
    .object([
      "tool": .object(["name": .string("forestcarbon"), "version": .string(toolVersion)]),
      "run_id": .string(runID),
      "verb": .string(verb),
      "command": .array(context.command.map(JSONValue.string)),
      "parameters": .object(parameters),
      "seed": .integer(Int(context.seed)),
      "threads": .integer(context.threads),
      "on_error": .string(context.onError.rawValue),
      "working_directory": .string(FileManager.default.currentDirectoryPath),
      "language": .string(context.language.rawValue),
      "project": projectJSON,
      "inputs": .array(inputs.map(\.json)),
      "outputs": .array(outputs.map(\.json)),
      "rows": .array(rows.map(Self.json)),
      "columns": .object(columns.mapValues { .object($0.mapValues(JSONValue.string)) }),
      "coordinate_references": .object(references.mapValues(JSONValue.string)),
      "coordinate_operations": .array(operations.map(Self.json)),
      "constants": .array(constants.map(Self.json)),
      "results": .object(results),
      "findings": Self.json(log, context.language),
      "libraries": Self.libraries,
      "started": .string(started.formatted(.iso8601)),
      "finished": .string(Date().formatted(.iso8601)),
    ])
  }

  private var projectJSON: JSONValue {
    guard let project = context.project else { return .null }
    return ProjectRecord(ProjectFolder(project), verb: verb)?.json ?? .null
  }

  /// Versions of the libraries under us.
  static var libraries: JSONValue { .object(GDALRuntime.versions.mapValues(JSONValue.string)) }

  static func json(_ account: RowAccount) -> JSONValue {
    .object([
      "table": .string(account.table), "read": .integer(account.read),
      "used": .integer(account.used), "rejected": .integer(account.rejected),
      "rejected_by": .object(account.rejectedBy.mapValues(JSONValue.integer)),
      "imputed": .integer(account.imputed),
      "imputed_by": .object(account.imputedBy.mapValues(JSONValue.integer)),
    ])
  }

  private static func json(_ operation: CoordinateOperation) -> JSONValue {
    .object([
      "source": .string(operation.source), "target": .string(operation.target),
      "name": .string(operation.name), "definition": .string(operation.definition),
      "accuracy_m": operation.accuracyM.map(JSONValue.number) ?? .null,
    ])
  }

  static func json(_ parameter: Parameter) -> JSONValue {
    .object([
      "name": .string(parameter.name.english), "value": .string(parameter.value),
      "unit": .string(parameter.unit), "source": .string(parameter.source.english),
      "confirmed": .bool(parameter.confirmed), "stated_by_user": .bool(parameter.isStated),
    ])
  }

  static func json(_ log: FindingLog, _ language: Language) -> JSONValue {
    .object([
      "errors": .integer(log.count(of: .error)), "warnings": .integer(log.count(of: .warning)),
      "notes": .integer(log.count(of: .note)),
      "by_code": .object(log.counts.mapValues(JSONValue.integer)),
      "list": .array(log.findings.map { json($0, language) }),
    ])
  }

  /// A row is a number; the id of a feature stays as it is written, with its leading zeros.
  private static func rowJSON(_ row: String) -> JSONValue {
    guard let number = Int(row), String(number) == row else { return .string(row) }
    return .integer(number)
  }

  /// One finding with the fields of the contract.
  static func json(_ finding: Finding, _ language: Language) -> JSONValue {
    .object([
      "file": .string(finding.location.file),
      "row": finding.location.row.map(rowJSON) ?? .null,
      "column": finding.location.column.map(JSONValue.string) ?? .null,
      "severity": .string(finding.kind.severity.rawValue), "code": .string(finding.kind.code),
      "message": .string(finding.sentence(language)),
    ])
  }
}

/// Version of the tool, as in CHANGELOG.md.
public let toolVersion = "0.1.0"
