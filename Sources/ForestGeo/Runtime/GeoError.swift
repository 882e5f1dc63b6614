public import ForestModel

/// What failed in reading or writing geodata: the operation, the path, and GDAL's or PROJ's own words.
public struct GeoError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of failure it is.
  public enum Code: String, Sendable {
    /// The file is missing, unreadable, or of a format no driver knows.
    case openFailed
    /// The path leads to a network.
    case networkRefused
    /// Reading stopped half-way.
    case readFailed
    /// Writing failed, e.g. the disk is full.
    case writeFailed
    /// A named layer, band or sheet is not there.
    case notFound
    /// The name of a database table cannot be understood.
    case badConnection
    /// The name of a database table holds a password.
    case passwordInConnection
    /// A database was named without a table; `detail` lists those it has.
    case tableNotNamed
    /// A CRS text cannot be understood.
    case badReference
    /// No coordinate operation leads from one CRS (`path`) to the other (`detail`).
    case noOperation
    /// The only operations from one CRS (`path`) to the other (`detail`) ignore the datum shift.
    case onlyBallpark
  }

  /// Kind of failure.
  public let code: Code
  /// The file or text it is about.
  public let path: String
  /// What happened, with the library's own words.
  public let detail: String
  /// What the reader of the file should know, where the content is to blame and not the machine.
  public let finding: Finding?

  init(_ code: Code, path: String, detail: String) {
    self.code = code
    self.path = path
    self.detail = detail
    finding = nil
  }

  /// A failure that lies in the content of the file at `path`.
  init(_ code: Code, path: String, _ kind: FindingKind, _ slots: [String: String] = [:]) {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let finding = Finding(kind, at: FindingLocation(file: file), slots)
    self.code = code
    self.path = path
    self.finding = finding
    detail = finding.sentence(.english)
  }

  /// `path: detail`.
  public var description: String { "\(path): \(detail)" }
}
