import ArgumentParser
import ForestModel
import ForestWorkflow
import Glibc

/// The tool: one thin command per verb.
struct ForestCarbon: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forestcarbon",
    abstract: say(
      "Forest carbon: from plots, maps and parcels to t CO2e with honest uncertainty.",
      vi: "Các-bon rừng: từ ô tiêu chuẩn, bản đồ và lô rừng đến tCO₂tđ kèm độ không chắc chắn."),
    discussion: say(
      "Results are estimates. They have not been verified and are not issued credits.",
      vi:
        "Kết quả là số liệu ước tính, chưa được thẩm định và không phải là tín chỉ các-bon đã cấp."),
    version: toolVersion,
    subcommands: [
      EstimateCommand.self, BiomassCommand.self, ZonalCommand.self, CheckCommand.self,
      InitCommand.self, DesignCommand.self, DocumentCommand.self, ExplainCommand.self,
      AllometryCommand.self, StockChangeCommand.self, QualityCommand.self, RiskCommand.self,
      AccountCommand.self, ChangeCommand.self, RunCommand.self, VerifyCommand.self,
      CompareCommand.self, ClassesCommand.self, ExportCommand.self,
    ])
}

@main
enum Main {
  static func main() async {
    Interruption.prepare(language: Terminal.language)
    do {
      var command = try ForestCarbon.parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      Interruption.settle()
    } catch let error as WorkflowError {
      Interruption.settle()
      exit(report(error))
    } catch {
      Interruption.settle()
      exit(report(error))
    }
  }

  /// Tells people why a verb ended, and programs if they asked; gives the exit code.
  private static func report(_ error: WorkflowError) -> Int32 {
    switch error {
    case .findings(let log):
      writeToStandardError("\r\u{1B}[K", onlyToTerminal: true)
      Terminal.printFindings(log, limit: 50)
      // `check` looks at the files of an estimate only.
      let verb = CommandLine.arguments.dropFirst().first ?? ""
      let hint =
        !["estimate", "biomass", "explain"].contains(verb)
        ? ""
        : say(
          " forestcarbon check lists the findings of all files at once.",
          vi: " forestcarbon check liệt kê các phát hiện của mọi tệp cùng lúc.")
      writeToStandardError(
        say(
          "Errors: {errors}, warnings: {warnings}. Nothing was written.{hint}\n",
          vi: "Lỗi: {errors}, cảnh báo: {warnings}. Chưa ghi kết quả nào.{hint}\n",
          [
            "hint": hint,
            "errors": "\(log.count(of: .error))", "warnings": "\(log.count(of: .warning))",
          ]))
      printJSON(["status": .string("findings"), "findings": Workflow.json(log, Terminal.language)])
    case .usage(let phrase, let slots):
      // Names of files and layers may hold anything.
      let message = phrase.text(
        Terminal.language, slots.mapValues { Finding.shown($0, limit: 10_000) })
      writeToStandardError(say("error: ", vi: "lỗi: ") + message + "\n")
      printJSON(["status": .string("usage"), "message": .string(message)])
    case .surroundings(let path, let detail):
      writeToStandardError(
        say("error: ", vi: "lỗi: ")
          + "\(Finding.shown(path)): \(translated(Finding.shown(detail)))\n")
      printJSON([
        "status": .string("surroundings"), "path": .string(path), "message": .string(detail),
      ])
    }
    return error.exitCode
  }

  /// The system's commonest words, for readers of Vietnamese; others stay as the library says them.
  private static func translated(_ detail: String) -> String {
    let phrases = [
      "File too large": "tệp vượt quá giới hạn dung lượng",
      "Disk quota exceeded": "đã hết hạn mức dung lượng",
      "Input/output error": "lỗi đọc ghi của ổ đĩa",
      "was changed while it was being read; run the command again":
        "đã thay đổi trong khi đang đọc; hãy chạy lại lệnh",
      "No such file or directory": "không tìm thấy tệp hoặc thư mục",
      "Permission denied": "không có quyền đọc hoặc ghi", "No space left on device": "ổ đĩa đã đầy",
      "Read-only file system": "ổ đĩa chỉ cho phép đọc", "Not a directory": "không phải thư mục",
      "is a folder, a file is needed": "là thư mục, cần một tệp",
      "is not a plain file": "không phải tệp thông thường",
    ]
    guard Terminal.language == .vietnamese else { return detail }
    let missing = "is not installed; it comes with the Debian package "
    if detail.hasPrefix(missing) {
      return "chưa được cài đặt; có trong gói Debian \(detail.dropFirst(missing.count))"
    }
    return phrases[detail] ?? detail
  }

  private static func printJSON(_ fields: [String: JSONValue]) {
    guard Terminal.isJSON else { return }
    do throws(WorkflowError) { try Terminal.printJSON(.object(fields)) } catch {
      writeToStandardError("\(error)\n")
    }
  }

  /// The parser's own errors: help and versions are no error; a wrong command line is exit 2.
  private static func report(_ error: any Error) -> Int32 {
    let code = ForestCarbon.exitCode(for: error)
    let message = ForestCarbon.fullMessage(for: error)
    if code.isSuccess {
      print(message)
      return 0
    }
    if !message.isEmpty { writeToStandardError(message + "\n") }
    // A verb that has already told everything ends with a bare code.
    if !(error is ExitCode) {
      printJSON(["status": .string("usage"), "message": .string(ForestCarbon.message(for: error))])
    }
    if let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-") {
      let verbs = ForestCarbon.configuration.subcommands.compactMap {
        $0.configuration.commandName
      }
      if !verbs.contains(word), let near = Nearest.names(to: word, among: verbs, limit: 1).first {
        writeToStandardError(
          say("Did you mean '{verb}'?\n", vi: "Có phải là '{verb}'?\n", ["verb": near]))
      }
    }
    return code == .validationFailure ? 2 : code.rawValue
  }
}

/// Clears a line only where a person watches.
private func writeToStandardError(_ text: String, onlyToTerminal: Bool) {
  if !onlyToTerminal || isatty(STDERR_FILENO) != 0 { writeToStandardError(text) }
}
