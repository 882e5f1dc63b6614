import ArgumentParser
import ForestModel
import ForestWorkflow
import Foundation

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: say(
      "All verbs of a project in order, only what is not up to date.",
      vi: "Chạy lần lượt mọi lệnh của dự án, chỉ những phần chưa cập nhật."),
    discussion: say(
      """
      Example:
        forestcarbon run SampleData/sonla

      Says for each step why it is run, or that it is left alone. Stale are
      results whose inputs, options in project.yaml or version changed, and
      results that were altered by hand. A step that fails ends the run with
      its exit code. check is not repeated: estimate looks at the same files.
      """,
      vi: """
        Ví dụ:
          forestcarbon run SampleData/sonla

        Với từng bước, cho biết vì sao phải chạy hoặc vì sao giữ nguyên. Kết quả
        đã cũ là kết quả có đầu vào, tùy chọn trong project.yaml hoặc phiên bản
        thay đổi, hoặc đã bị sửa bằng tay. Bước nào lỗi thì dừng với mã thoát của
        bước đó. Không chạy riêng check: estimate xem cùng các tệp.
        """))

  @Argument(
    help: ArgumentHelp(
      say("Project folder with a project.yaml.", vi: "Thư mục dự án có project.yaml.")))
  var project: String

  @Flag(
    help: ArgumentHelp(
      say(
        "Run all steps, also those that are up to date.",
        vi: "Chạy mọi bước, kể cả bước đã cập nhật.")
    ))
  var force = false

  @OptionGroup(title: say("Run", vi: "Chạy lệnh")) var run: RunOptions
  @OptionGroup var errors: ErrorOptions
  @OptionGroup var language: LanguageOption

  func run() async throws {
    let folder = ProjectFolder(project)
    _ = try folder.facts()
    if run.allowNetwork { Workflow.allowNetwork() }
    _ = try errors.policy(default: .stop)
    let typed =
      (run.seed == 1 ? [] : ["--seed", "\(run.seed)"])
      + (errors.onError.map { ["--on-error", $0] } ?? [])
    var steps: [JSONValue] = []
    var (hasRun, isFresh) = (false, false)
    for step in ProjectStep.all {
      func note(
        _ state: String, _ why: [(code: String, text: String)], _ result: JSONValue = .null
      ) {
        steps.append(
          .object([
            "verb": .string(step.verb), "state": .string(state),
            "because": .array(
              why.map { .object(["code": .string($0.code), "text": .string($0.text)]) }),
            "result": result,
          ]))
      }
      if let reason = step.skipped(in: folder) {
        let text = reason.text(Terminal.language)
        tell(
          say(
            "{verb}: skipped; {why}.", vi: "{verb}: bỏ qua; {why}.",
            ["verb": step.verb, "why": text]))
        note("skipped", [("no-section", text)])
        continue
      }
      var why = try step.staleness(in: folder, language: Terminal.language, options: typed)
        .map { (code: $0.code, text: $0.text(Terminal.language)) }
      if force, why.isEmpty { why = [(code: "forced", text: "--force")] }
      if why.isEmpty {
        tell(
          say(
            "{verb}: up to date, left alone.", vi: "{verb}: đã cập nhật, giữ nguyên.",
            ["verb": step.verb]))
        note("up to date", [])
        isFresh = true
        continue
      }
      tell(
        say("{verb}: run, because:", vi: "{verb}: chạy, vì:", ["verb": step.verb])
          + why.map { "\n  " + $0.text }.joined())
      hasRun = true
      let result = try ToolProcess.run(
        [step.verb, project] + typed + passedOn, output: run.json ? .kept : .shared)
      let json = try? JSONDecoder().decode(JSONValue.self, from: Data(result.output.utf8))
      note(result.exitCode == 0 ? "run" : "failed", why, json ?? .null)
      guard result.exitCode == 0 else {
        writeToStandardError(
          say(
            "{verb} ended with exit code {code}; the steps after it were not run.\n",
            vi: "{verb} kết thúc với mã thoát {code}; các bước sau không được chạy.\n",
            ["verb": step.verb, "code": "\(result.exitCode)"]))
        try printJSON(steps, status: "failed")
        throw ExitCode(result.exitCode)
      }
    }
    if isFresh, !hasRun {
      tell(
        say(
          "Nothing to do: all results are up to date.",
          vi: "Không có gì phải chạy: mọi kết quả đã cập nhật."))
    }
    try printJSON(steps, status: "done")
  }

  /// Options that change no figure and hold for every step.
  private var passedOn: [String] {
    var options: [String] = []
    if let lang = language.lang { options += ["--lang", lang] }
    if let threads = run.threads { options += ["--threads", "\(threads)"] }
    if run.json { options.append("--json") }
    if run.quiet { options.append("--quiet") }
    if run.timings { options.append("--timings") }
    if run.allowNetwork { options.append("--allow-network") }
    return options
  }

  private func tell(_ text: String) {
    if !run.json { print(text) }
  }

  private func printJSON(_ steps: [JSONValue], status: String) throws {
    guard run.json else { return }
    try Terminal.printJSON(.object(["status": .string(status), "steps": .array(steps)]))
  }
}
