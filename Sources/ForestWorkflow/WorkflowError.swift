public import ForestGeo
public import ForestModel

/// Why a verb ended without a result. Each case has its exit code.
public enum WorkflowError: Error, Sendable {
  /// The data are not good enough (exit 1); the log has every finding.
  case findings(FindingLog)
  /// The command line asks for something that is not offered (exit 2).
  case usage(Phrase, [String: String])
  /// The surroundings failed (exit 3): what, on which path, in whose words.
  case surroundings(path: String, detail: String)

  /// Exit code of the process.
  public var exitCode: Int32 {
    switch self {
    case .findings: 1
    case .usage: 2
    case .surroundings: 3
    }
  }

  /// Geodata that cannot be opened or written are surroundings; a network address or a CRS that
  /// nobody knows is a wrong command line.
  public init(_ error: GeoError) {
    switch error.code {
    case .networkRefused, .badReference, .notFound:
      self = .usage(
        Phrase("{path}: {detail}", vi: "{path}: {detail}"),
        ["path": error.path, "detail": error.detail])
    case .openFailed, .readFailed, .writeFailed, .noOperation:
      self = .surroundings(path: error.path, detail: error.detail)
    }
  }
}
