import ArgumentParser
import ForestModel
import ForestWorkflow

struct CheckCommand: AsyncParsableCommand, ProjectCommand {
  static let section = "estimate"
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: say(
      "Look at all files of an estimate and list every finding; writes nothing.",
      vi: "Kiểm tra mọi tệp của lệnh estimate và liệt kê các phát hiện; không ghi gì."),
    discussion: say(
      """
      Example:
        forestcarbon check SampleData/sonla
        forestcarbon check --parcels lots.shp --plots plots.csv --trees t.csv

      Exit code 1 when there are errors, 0 otherwise.
      """,
      vi: """
        Ví dụ:
          forestcarbon check SampleData/sonla
          forestcarbon check --parcels lo.shp --plots otc.csv --trees cay.csv

        Mã thoát 1 khi có lỗi, 0 khi không có.
        """))

  @Argument(
    help: ArgumentHelp(
      say("Project folder with a project.yaml.", vi: "Thư mục dự án có project.yaml.")))
  var project: String?

  @OptionGroup(title: say("Land and strata", vi: "Lô rừng và tầng")) var options: EstimateOptions
  @OptionGroup(title: say("Field inventory", vi: "Số liệu hiện trường")) var inventory:
    InventoryOptions
  @OptionGroup(title: say("Run", vi: "Chạy lệnh")) var run: RunOptions
  @OptionGroup var language: LanguageOption

  func run() async throws {
    let command = try resolved()
    let context = command.run.context(onError: .skip)
    let summary = try await Workflow.check(
      try command.options.request(command.inventory), in: project.map(ProjectFolder.init),
      context: context)
    let (errors, warnings) = (summary.log.count(of: .error), summary.log.count(of: .warning))
    if command.run.json {
      try Terminal.printJSON(
        .object([
          "status": .string(errors > 0 ? "findings" : "done"),
          "rows": Workflow.json(summary.accounts),
          "findings": Workflow.json(summary.log, Terminal.language),
        ]))
    } else {
      for line in summary.log.lines(Terminal.language, limit: FindingLog.limitPerKind) {
        print(line)
      }
      for line in Summary.rows(summary.accounts) { print(line) }
      print(
        say(
          "Errors: {errors}, warnings: {warnings}, notes: {notes}.",
          vi: "Lỗi: {errors}, cảnh báo: {warnings}, lưu ý: {notes}.",
          [
            "errors": "\(errors)", "warnings": "\(warnings)",
            "notes": "\(summary.log.count(of: .note))",
          ]))
    }
    if errors > 0 { throw ExitCode(1) }
  }
}
