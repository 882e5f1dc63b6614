import Foundation

/// One run of the built command-line tool.
public struct ToolRun: Sendable {
  /// Exit code.
  public let exitCode: Int32
  /// Standard output.
  public let output: String
  /// Standard error.
  public let errors: String

  /// Runs `forestcarbon` with `arguments`, in English unless they say otherwise; `path` stands in for PATH,
  /// `variables` are added to the environment.
  public init(
    _ arguments: [String], product: String = "forestcarbon", path: String? = nil,
    environment variables: [String: String] = [:]
  ) throws {
    let process = Process()
    process.executableURL = URL(filePath: Place.products + "/" + product)
    process.arguments = arguments
    var environment = ProcessInfo.processInfo.environment
    environment["LC_ALL"] = "C.UTF-8"
    if let path { environment["PATH"] = path }
    environment.merge(variables) { _, new in new }
    process.environment = environment
    // Files, not pipes: a tool that prints much must not wait for a reader.
    let folder = Place.scratch("tool")
    let paths = ["out", "err"].map { folder + "/" + $0 }
    for path in paths { try Data().write(to: URL(filePath: path)) }
    process.standardOutput = FileHandle(forWritingAtPath: paths[0])
    process.standardError = FileHandle(forWritingAtPath: paths[1])
    try process.run()
    process.waitUntilExit()
    exitCode = process.terminationReason == .exit ? process.terminationStatus : -1
    output = try String(contentsOfFile: paths[0], encoding: .utf8)
    errors = try String(contentsOfFile: paths[1], encoding: .utf8)
  }
}
