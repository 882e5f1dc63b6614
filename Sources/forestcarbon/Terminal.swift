import ArgumentParser
import ForestModel
import ForestWorkflow
import Glibc

/// What the command line says about how to speak, known before it is parsed: help texts need it.
enum Terminal {
  /// `--lang`, else what the project asks for, else the locale.
  static let language: Language = {
    let words = CommandLine.arguments
    for (index, word) in words.enumerated() {
      // `document --lang both` says nothing about the terminal.
      if word == "--lang", index + 1 < words.count, words[index + 1] != "both" {
        return Language(locale: words[index + 1])
      }
      if word.hasPrefix("--lang="), word != "--lang=both" {
        return Language(locale: String(word.dropFirst(7)))
      }
    }
    for word in words.dropFirst(2) where !word.hasPrefix("-") {
      if let language = ProjectFolder(word).statedLanguage(for: "estimate") { return language }
    }
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      if let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty {
        return Language(locale: value)
      }
    }
    return .english
  }()

  /// The project folder that the command names, for the run record; `nil` with loose files.
  static let project = ((try? ForestCarbon.parseAsRoot()) as? any ProjectCommand)?.project

  /// Whether programs, not people, read standard output.
  static let isJSON = CommandLine.arguments.contains("--json")

  static func printFindings(_ log: FindingLog, limit: Int = 20) {
    for line in log.lines(language, limit: limit, lesser: 3) { writeToStandardError(line + "\n") }
  }

  /// Prints a JSON document on standard output.
  static func printJSON(_ json: JSONValue) throws(WorkflowError) {
    do {
      print(String(decoding: try json.bytes(), as: UTF8.self), terminator: "")
    } catch {
      throw .surroundings(path: "standard output", detail: "\(error)")
    }
  }
}

/// One sentence in the language of the run.
func say(_ english: String, vi vietnamese: String, _ slots: [String: String] = [:]) -> String {
  Phrase(english, vi: vietnamese).text(Terminal.language, slots)
}

/// A number for people.
func number(_ value: Double, decimals: Int = 0) -> String {
  NumberStyle(Terminal.language).string(value, decimals: decimals)
}

/// A difference, with its sign also where it is positive.
func signed(_ value: Double, decimals: Int) -> String {
  (value > 0 ? "+" : "") + number(value, decimals: decimals)
}
