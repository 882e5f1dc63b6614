import Foundation

/// Writes a Swift file that holds texts: `embed-texts OUTPUT FILE ...`. Each file becomes one entry of
/// `EmbeddedTexts.all` under its name without extension.
@main
struct EmbedTextsTool {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard let output = arguments.first else {
      FileHandle.standardError.write(Data("usage: embed-texts OUTPUT FILE ...\n".utf8))
      exit(2)
    }
    var code = "/// Texts of the folder Templates by name.\nenum EmbeddedTexts {\n"
    code += "  static let all: [String: String] = [\n"
    for path in arguments.dropFirst() {
      let file = URL(filePath: path)
      let text = try String(contentsOf: file, encoding: .utf8)
      // More number signs than any text has in a row behind a quotation mark.
      let fence = String(repeating: "#", count: 8)
      code += "    \"\(file.deletingPathExtension().lastPathComponent)\": "
      code += "\(fence)\"\"\"\n\(text)\n\"\"\"\(fence),\n"
    }
    code += "  ]\n}\n"
    // A file that says the same keeps its time, so that nothing is compiled again for it.
    let file = URL(filePath: output)
    guard (try? String(contentsOf: file, encoding: .utf8)) != code else { return }
    try Data(code.utf8).write(to: file)
  }
}
