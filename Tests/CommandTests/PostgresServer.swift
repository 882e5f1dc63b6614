import Foundation
import TestSupport
import Testing

/// A real PostgreSQL server with PostGIS, started for one suite in a folder of its own and stopped after it. See
/// Tests/Scripts/postgres.sh.
struct PostgresServer: Sendable {
  /// The server of the running suite.
  @TaskLocal static var current: PostgresServer?

  /// Folder of its socket.
  let folder: String
  /// Port on the loopback address.
  let port: String

  /// Whether the packages are there; `make test` installs them.
  static let isInstalled = (try? script(["installed"]).exitCode) == 0
  static let reason =
    "skipped: PostgreSQL with PostGIS is not installed; apt-get install postgresql-postgis"

  /// Over the socket, without a password.
  var connection: String { "PG:host=\(folder) port=\(port) user=tester dbname=forest" }
  /// Over the loopback address, which asks for the password.
  var loopback: String { "PG:host=127.0.0.1 port=\(port) user=tester dbname=forest" }

  static func start() throws -> PostgresServer {
    let result = try script(["start"])
    let words = result.output.split(whereSeparator: \.isWhitespace).map(String.init)
    guard result.exitCode == 0, words.count == 2 else { throw Failure(text: result.output) }
    return PostgresServer(folder: words[0], port: words[1])
  }

  func stop() throws { _ = try Self.script(["stop", folder]) }

  struct Failure: Error { let text: String }

  /// Runs SQL and gives what it prints, rows as lines, cells parted by `|`.
  @discardableResult
  func sql(_ statements: String) throws -> String {
    let call = [
      "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", folder, "-p", port, "-U",
      "tester", "-d", "forest", "-c", statements,
    ]
    let result = try Self.run("/usr/bin/env", call)
    guard result.exitCode == 0 else { throw Failure(text: result.output) }
    return result.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static func script(_ arguments: [String]) throws -> (exitCode: Int32, output: String) {
    try run("/bin/sh", [Place.package + "/Tests/Scripts/postgres.sh"] + arguments)
  }

  private static func run(
    _ program: String, _ arguments: [String]
  ) throws -> (exitCode: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let file = Place.scratch("postgres") + "/output"
    try Data().write(to: URL(filePath: file))
    let handle = try FileHandle(forWritingTo: URL(filePath: file))
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try String(contentsOfFile: file, encoding: .utf8))
  }
}

/// Gives a suite its own server.
struct PostgresTrait: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    guard PostgresServer.isInstalled else { return try await function() }
    let server = try PostgresServer.start()
    do {
      try await PostgresServer.$current.withValue(server) { try await function() }
    } catch {
      try server.stop()
      throw error
    }
    try server.stop()
  }
}
