import CarbonDocuments
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

  /// A helper program that is absent or fails, and a template that is not sound, are surroundings.
  init(_ error: DocumentError) {
    self =
      switch error {
      case .programMissing(let name, let package):
        .surroundings(
          path: name,
          detail: "is not installed; it comes with the Debian package \(package)")
      case .programFailed(let name, let detail), .fileFailed(let name, let detail),
        .templateInvalid(let name, let detail):
        .surroundings(path: name, detail: detail)
      }
  }

  /// Geodata that cannot be opened or written are surroundings; a network address or a CRS that
  /// nobody knows is a wrong command line; content that is damaged or of another kind is a finding.
  public init(_ error: GeoError) {
    if let finding = error.finding {
      var log = FindingLog()
      log.add(finding)
      self = .findings(log)
      return
    }
    switch error.code {
    case .networkRefused, .badReference, .notFound:
      self = .usage(
        Phrase("{path}: {detail}", vi: "{path}: {detail}"),
        ["path": error.path, "detail": error.detail])
    case .badConnection:
      self = .usage(
        Phrase(
          "{path}: {detail}. A table of a database is named like PG:host=/run/postgresql user=NAME dbname=DATABASE:SCHEMA.TABLE, with dbname last",
          vi:
            "{path}: chưa đúng cách viết. Bảng trong cơ sở dữ liệu viết như PG:host=/run/postgresql user=TÊN dbname=CƠ_SỞ_DỮ_LIỆU:LƯỢC_ĐỒ.BẢNG, dbname đứng cuối"
        ), ["path": error.path, "detail": error.detail])
    case .passwordInConnection:
      self = .usage(
        Phrase(
          "{path}: a password on the command line is seen by everybody on this machine; leave it out, and put it into the variable PGPASSWORD or the file ~/.pgpass",
          vi:
            "{path}: mật khẩu trên dòng lệnh thì mọi người dùng máy này đều thấy; hãy bỏ mật khẩu khỏi lệnh và đặt vào biến PGPASSWORD hoặc tệp ~/.pgpass"
        ), ["path": error.path])
    case .tableNotNamed:
      self = .usage(
        Phrase(
          "{path}: which table? Type it behind the database: {path}:SCHEMA.TABLE; tables found: {found}",
          vi:
            "{path}: bảng nào? Hãy ghi tên bảng sau tên cơ sở dữ liệu: {path}:LƯỢC_ĐỒ.BẢNG; các bảng tìm thấy: {found}"
        ), ["path": error.path, "found": error.detail])
    case .noOperation, .onlyBallpark:
      var log = FindingLog()
      log.add(
        error.code == .onlyBallpark ? .crsBallpark : .crsNoOperation,
        at: FindingLocation(file: error.path), ["source": error.path, "target": error.detail])
      self = .findings(log)
    case .openFailed, .readFailed, .writeFailed:
      self = .surroundings(path: error.path, detail: error.detail)
    }
  }
}
