import ForestWorkflow
import Foundation

/// This tool run once more, as a process of its own: a recorded command is repeated just as it was typed,
/// and a step of `run` writes the same record as if it had been typed.
enum ToolProcess {
  /// Where the words of the other run go.
  enum Channel {
    /// To the same place as those of this one.
    case shared
    /// Into the answer.
    case kept
    /// Nowhere.
    case dropped
  }

  /// Runs `forestcarbon arguments` and waits. A run that a signal ended counts as exit code 3.
  ///
  /// - Parameter changes: environment variables to set, or to unset where `nil`.
  static func run(
    _ arguments: [String], in directory: String? = nil, changing changes: [String: String?] = [:],
    output: Channel = .shared, errors: Channel = .shared
  ) throws(WorkflowError) -> (exitCode: Int32, output: String, errors: String) {
    let folder = NSTemporaryDirectory() + "forestcarbon-run-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    do {
      let process = Process()
      process.executableURL = URL(
        filePath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      process.arguments = arguments
      if let directory { process.currentDirectoryURL = URL(filePath: directory) }
      var environment = ProcessInfo.processInfo.environment
      for (name, value) in changes { environment[name] = value }
      process.environment = environment
      if output == .kept || errors == .kept {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      }
      let files = (folder + "/output", folder + "/errors")
      if let handle = try handle(output, files.0) { process.standardOutput = handle }
      if let handle = try handle(errors, files.1) { process.standardError = handle }
      // What was printed so far comes first.
      fflush(nil)
      try process.run()
      Interruption.add(child: process.processIdentifier)
      process.waitUntilExit()
      Interruption.remove(child: process.processIdentifier)
      let code = process.terminationReason == .exit ? process.terminationStatus : 3
      return (code, try kept(output, files.0), try kept(errors, files.1))
    } catch {
      throw .surroundings(path: "forestcarbon \(arguments.first ?? "")", detail: "\(error)")
    }
  }

  private static func handle(_ channel: Channel, _ path: String) throws -> FileHandle? {
    switch channel {
    case .shared: return nil
    case .dropped: return FileHandle.nullDevice
    case .kept:
      // A file, not a pipe: a run that prints much must not wait for a reader.
      try Data().write(to: URL(filePath: path))
      return FileHandle(forWritingAtPath: path)
    }
  }

  private static func kept(_ channel: Channel, _ path: String) throws -> String {
    guard case .kept = channel else { return "" }
    return try String(contentsOfFile: path, encoding: .utf8)
  }
}
