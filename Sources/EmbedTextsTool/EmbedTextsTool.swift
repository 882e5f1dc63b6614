import Foundation

/// Writes a Swift file that holds texts: `embed-texts OUTPUT FILE ...`. Each file becomes one constant of
/// `EmbeddedTexts`, named after the file: `wood_density.json` is `wood_density_json`. Those of a folder
/// `Templates` are also found by name, in `EmbeddedTexts.all`.
@main
struct EmbedTextsTool {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard let output = arguments.first else {
      FileHandle.standardError.write(Data("usage: embed-texts OUTPUT FILE ...\n".utf8))
      exit(2)
    }
    var code = "/// Texts of this target's folders.\nenum EmbeddedTexts {\n"
    var templates: [String] = []
    for path in arguments.dropFirst() {
      let file = URL(filePath: path)
      let text = try String(contentsOf: file, encoding: .utf8)
      let name = String(file.lastPathComponent.map { $0.isLetter || $0.isNumber ? $0 : "_" })
      // More number signs than any text has in a row behind a quotation mark.
      let fence = String(repeating: "#", count: 8)
      code += "  static let \(name) = \(fence)\"\"\"\n\(text)\n\"\"\"\(fence)\n"
      if file.deletingLastPathComponent().lastPathComponent == "Templates" {
        templates.append("    \"\(file.deletingPathExtension().lastPathComponent)\": \(name),\n")
      }
    }
    if !templates.isEmpty {
      code += "  static let all: [String: String] = [\n\(templates.joined())  ]\n"
    }
    code += "}\n"
    // A file that says the same keeps its time, so that nothing is compiled again for it.
    let file = URL(filePath: output)
    guard (try? String(contentsOf: file, encoding: .utf8)) != code else { return }
    try Data(code.utf8).write(to: file)
  }
}
