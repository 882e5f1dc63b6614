import Foundation

/// Where things are for tests: the package, the reference shelf beside it, the built tool.
public enum Place {
  /// Root of the package.
  public static let root: String = {
    let file = URL(filePath: #filePath)
    return file.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path()
  }()

  /// Root of the package without a slash at its end.
  public static var package: String { root.hasSuffix("/") ? String(root.dropLast()) : root }

  /// The reference shelf with published examples and real data; it stands beside the package, not in
  /// it.
  public static var reference: String { package + "/../shared/reference" }

  /// Whether the reference shelf is there. Tests that need it are disabled, and say so, when it is
  /// not.
  public static var hasReference: Bool {
    FileManager.default.fileExists(atPath: reference + "/README.md")
  }

  /// The built products, beside the running test.
  public static var products: String {
    let test = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(filePath: test).deletingLastPathComponent().path()
  }

  /// A new empty folder, removed by nobody: the system's temporary folder is.
  public static func scratch(_ name: String = #function) -> String {
    let clean = String(name.prefix { $0.isLetter || $0.isNumber })
    let path = NSTemporaryDirectory() + "forestcarbon-tests/\(clean)-\(UUID().uuidString)"
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }
}

/// Reason printed when a test is disabled for want of the reference shelf.
public let needsReference = "skipped: ../shared/reference is not beside the package"

/// Relative difference; 0 when both are not numbers.
public func relative(_ a: Double, _ b: Double) -> Double {
  if a.isNaN || b.isNaN { return a.isNaN && b.isNaN ? 0 : .infinity }
  return b == 0 ? abs(a) : abs(a - b) / abs(b)
}

/// A CSV file as dictionaries, for small files of our own and of the reference shelf.
public func csv(_ path: String) throws -> [[String: String]] {
  var records: [[String]] = []
  var record: [String] = []
  var cell = ""
  var isQuoted = false
  var text = try String(contentsOfFile: path, encoding: .utf8)
  if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
  for character in text {
    switch (character, isQuoted) {
    case ("\"", _): isQuoted.toggle()
    case (",", false):
      record.append(cell)
      cell = ""
    case ("\n", false), ("\r\n", false):
      records.append(record + [cell])
      record = []
      cell = ""
    default: cell.append(character)
    }
  }
  if !cell.isEmpty || !record.isEmpty { records.append(record + [cell]) }
  guard let header = records.first else { return [] }
  return records.dropFirst().map { Dictionary(zip(header, $0)) { first, _ in first } }
}

/// Writes a table for a test and gives its path.
@discardableResult
public func table(_ folder: String, _ name: String, _ lines: String...) throws -> String {
  let path = folder + "/" + name
  try (lines.joined(separator: "\n") + "\n").write(
    toFile: path, atomically: true, encoding: .utf8)
  return path
}

extension [String: String] {
  /// A cell as a number; `nan` when empty or missing.
  public func number(_ column: String) -> Double { Double(self[column] ?? "") ?? .nan }
}
