import ForestModel
import ForestWorkflow

/// Asks for the facts that a document needs and project.yaml lacks, one by one. An empty answer leaves a fact
/// open, the end of the input ends the questions.
struct FieldDialogue {
  let folder: ProjectFolder
  let template: String

  init(_ folder: ProjectFolder, template: String) {
    self.folder = folder
    self.template = template
  }

  func run() throws {
    let missing = try folder.missingFields(for: template)
    guard !missing.isEmpty else {
      print(say("No fact is missing.", vi: "Không thiếu thông tin nào."))
      return
    }
    print(
      say(
        "{n} facts are missing. Enter leaves a fact open; Ctrl-D ends.",
        vi: "Còn thiếu {n} thông tin. Nhấn Enter để bỏ qua; Ctrl-D để kết thúc.",
        ["n": number(Double(missing.count))]))
    for field in missing {
      print(
        "\n\(field.label.text(Terminal.language)) [\(field.key)]\n  "
          + say(
            "needed because {need}", vi: "cần vì {need}",
            ["need": field.need.text(Terminal.language)]))
      if !field.hint.isEmpty {
        print("  " + say("e.g. {hint}", vi: "ví dụ {hint}", ["hint": field.hint]))
      }
      guard try ask(field) else { return }
    }
  }

  /// Asks until the answer can be taken; `false` at the end of the input.
  private func ask(_ field: MissingField) throws -> Bool {
    while true {
      print("> ", terminator: "")
      guard let line = readLine() else {
        print()
        return false
      }
      let answer = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if answer.isEmpty { return true }
      do throws(WorkflowError) {
        try folder.set(field.key, to: answer)
        return true
      } catch {
        switch error {
        case .findings(let log): Terminal.printFindings(log)
        default: throw error
        }
      }
    }
  }
}
