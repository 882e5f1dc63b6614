import ArgumentParser
import ForestModel

/// What a user states about the text of files: options of every verb that reads tables or layers.
struct TextOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Encoding of text that is not Unicode: TCVN3, VNI, CP1258, VISCII, CP1252 or UTF-8; for one file (parcels=TCVN3) or one column (trees.species=VNI). Without it the encoding is found out and shown.",
        vi:
          "Bảng mã của văn bản không phải Unicode: TCVN3, VNI, CP1258, VISCII, CP1252 hoặc UTF-8; cho một tệp (parcels=TCVN3) hoặc một cột (trees.species=VNI). Nếu không ghi, công cụ tự nhận biết và cho xem."
      ), valueName: "name|file=name|file.column=name"))
  var encoding: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        "Column to be read in capitals, e.g. parcels.xa: fonts for TCVN3 show capitals that the file does not hold.",
        vi:
          "Cột cần đọc thành chữ hoa, ví dụ parcels.xa: phông chữ hoa của TCVN3 (.VnTimeH) hiện chữ hoa nhưng tệp chỉ chứa chữ thường."
      ), valueName: "file.column"))
  var upperCase: [String] = []

  /// The statements, for files in these roles.
  func statements(_ roles: [String]) throws -> TextStatements {
    var statements = TextStatements()
    for text in encoding {
      let halves = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard let last = halves.last, let encoding = TextStatements.Encoding(last) else {
        throw InventoryOptions.oneOf(
          "--encoding", halves.last ?? text, TextEncoding.allCases.map(\.rawValue))
      }
      guard halves.count == 2 else {
        statements.state(encoding)
        continue
      }
      let (role, column) = try Self.place(halves[0], "--encoding", roles)
      statements.state(encoding, role: role, column: column)
    }
    for text in upperCase {
      let (role, column) = try Self.place(text, "--upper-case", roles)
      guard !column.isEmpty else {
        throw InventoryOptions.oneOf("--upper-case", text, roles.map { $0 + ".COLUMN" })
      }
      statements.stateUpperCase(role: role, column: column)
    }
    return statements
  }

  private static func place(
    _ text: String, _ option: String, _ roles: [String]
  ) throws -> (role: String, column: String) {
    let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
    guard let role = parts.first, roles.contains(role) else {
      let near = Nearest.names(to: parts.first ?? text, among: roles)
      throw InventoryOptions.oneOf(option, text, near.isEmpty ? roles : near)
    }
    return (role, parts.count == 2 ? parts[1] : "")
  }
}
