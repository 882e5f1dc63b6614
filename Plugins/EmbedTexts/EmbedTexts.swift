import Foundation
import PackagePlugin

/// Puts the files of a target's folders `Resources`, `Standards` and `Templates` into its code as texts, so
/// that the tool stays one file. SwiftPM's own embedding writes bytes as numbers, which takes the compiler
/// minutes for texts of this size.
@main
struct EmbedTexts: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let target = target as? any SourceModuleTarget else { return [] }
    let folders = ["Resources", "Standards", "Templates"].map {
      target.directoryURL.appending(path: $0)
    }
    let files = try folders.filter { FileManager.default.fileExists(atPath: $0.path()) }
      .flatMap { folder in
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
          .filter { !$0.lastPathComponent.hasPrefix(".") }
          .sorted { $0.lastPathComponent < $1.lastPathComponent }
      }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedTexts.swift")
    return [
      .buildCommand(
        displayName: "Embedding the texts of \(target.name)",
        executable: try context.tool(named: "embed-texts").url,
        arguments: [output.path(percentEncoded: false)]
          + files.map { $0.path(percentEncoded: false) },
        inputFiles: files, outputFiles: [output])
    ]
  }
}
