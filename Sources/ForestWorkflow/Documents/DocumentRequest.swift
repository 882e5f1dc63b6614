import CarbonDocuments
public import ForestModel
import FoundationEssentials

/// What `document` is asked for.
public struct DocumentRequest: Sendable {
  /// Name of the template: one of the program, or of a file templates/NAME.yaml of the project.
  public var template: String
  /// Languages, in the order of the files.
  public var languages: [Language]
  /// Whether an edition with both languages side by side is written besides.
  public var isSideBySide: Bool
  /// Extensions: docx, odt, pdf, html, md.
  public var formats: [String]
  /// Whether gaps and unconfirmed constants end the run.
  public var isFinal: Bool
  /// Whether personal data are printed.
  public var showsPersonal: Bool
  /// Whether everything is packed for an auditor.
  public var isBundled: Bool

  /// A request; a format or template that nobody knows is a usage error of `document`.
  public init(
    template: String, languages: [Language], isSideBySide: Bool = false, formats: [String],
    isFinal: Bool = false, showsPersonal: Bool = false, isBundled: Bool = false
  ) {
    self.template = template
    self.languages = languages
    self.isSideBySide = isSideBySide
    self.formats = formats
    self.isFinal = isFinal
    self.showsPersonal = showsPersonal
    self.isBundled = isBundled
  }

  /// The formats, each once.
  func knownFormats() throws(WorkflowError) -> [DocumentFormat] {
    let known = DocumentFormat.allCases.map(\.rawValue)
    var formats: [DocumentFormat] = []
    for name in self.formats {
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
    return formats
  }
}

/// What `document` wrote.
public struct DocumentSummary: Sendable {
  /// Names of the files.
  public let files: [String]
  /// Fields that are not filled in.
  public let gaps: [String]
  /// Figures that moved since the document was last written into the folder.
  public let changes: [FigureChange]
  /// Names of the files of an earlier run that were removed.
  public let removed: [String]
  /// Folder of the files.
  public let folder: String
  /// Whether the estimate had to be computed anew because its results were missing or stale.
  public let hasRefreshed: Bool
  /// Findings that are no errors.
  public let log: FindingLog
}

extension Template {
  /// The template of a name, a file of the project before one of the program.
  static func find(
    _ name: String, in project: ProjectFolder
  ) throws(WorkflowError) -> (template: Template, file: String?) {
    let path = "\(project.path)/templates/\(name).yaml"
    let isPlain = !name.contains("/") && !name.hasPrefix(".")
    do throws(DocumentError) {
      if isPlain, let data = FileManager.default.contents(atPath: path) {
        return (try Template(yaml: String(decoding: data, as: UTF8.self)), path)
      }
      if Template.names.contains(name) { return (try Template(named: name), nil) }
    } catch {
      if isPlain, FileManager.default.fileExists(atPath: path) {
        var log = FindingLog()
        log.add(
          .templateUnsound, at: FindingLocation(file: "templates/\(name).yaml"),
          ["reason": error.detail])
        throw .findings(log)
      }
      throw WorkflowError(error)
    }
    throw .usage(
      Phrase(
        "there is no template {name}; see forestcarbon document --list",
        vi: "không có mẫu {name}; xem forestcarbon document --list"), ["name": name])
  }
}

extension DocumentRequest {
  /// The editions to be written, in order.
  var editions: [Edition] {
    languages.map(Edition.language) + (isSideBySide ? [.sideBySide] : [])
  }
}

extension Template {
  /// First parts of the names of results that the template speaks of, such as `account`.
  var mentioned: Set<String> { Set(names.flatMap(Self.parts)) }

  /// The results behind a name; money and vintages rest on the account.
  static func parts(of name: String) -> [String] {
    let first = String(name.prefix { $0 != "." && $0 != "/" })
    let isOfAccount =
      first == "finance" || name.hasPrefix("derived.finance") || name.hasPrefix("derived/credits")
      || name.hasPrefix("derived/price")
    return isOfAccount ? [first, "account"] : [first]
  }
}

extension DocumentError {
  /// What is wrong, without the name.
  var detail: String {
    switch self {
    case .programMissing(let name, _): name
    case .programFailed(_, let detail), .fileFailed(_, let detail), .templateInvalid(_, let detail):
      detail
    }
  }
}
