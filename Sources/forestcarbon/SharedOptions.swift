import ArgumentParser
import CarbonStock
import ForestModel
import ForestWorkflow
import Foundation

/// The language of what people read. Known before the command line is parsed, see `Terminal`.
struct LanguageOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Language: en or vi (default: the locale).",
        vi: "Ngôn ngữ: en hoặc vi (mặc định: theo máy).")))
  var lang: String?

  func validate() throws {
    if let lang, !["en", "vi"].contains(lang) {
      throw ValidationError(say("--lang takes en or vi.", vi: "--lang nhận en hoặc vi."))
    }
  }
}

/// Options that every verb has. None of them changes a figure.
struct RunOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      say("Print one JSON object for programs.", vi: "In một đối tượng JSON cho chương trình.")))
  var json = false

  @Flag(help: ArgumentHelp(say("No progress bar.", vi: "Không hiện thanh tiến độ.")))
  var quiet = false

  @Flag(
    help: ArgumentHelp(
      say("Print each stage's share of the time.", vi: "In thời gian của từng bước.")))
  var timings = false

  @Option(
    help: ArgumentHelp(
      say(
        "Workers at most (default: all cores); never changes a result.",
        vi: "Số luồng tối đa (mặc định: mọi nhân); không làm đổi kết quả.")))
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      say("Seed of random draws.", vi: "Giá trị khởi tạo của số ngẫu nhiên.")))
  var seed: UInt64 = 1

  @Flag(
    help: ArgumentHelp(
      say("Let paths lead to a network.", vi: "Cho phép đường dẫn ra mạng.")))
  var allowNetwork = false

  func validate() throws {
    if seed > UInt64(Int.max) {
      throw ValidationError(
        say(
          "--seed takes a whole number from 0 to 9223372036854775807.",
          vi: "--seed nhận một số nguyên từ 0 đến 9223372036854775807."))
    }
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError(
        say("--threads takes a number from 1.", vi: "--threads nhận một số từ 1."))
    }
  }

  func context(onError: ErrorPolicy) -> RunContext {
    if allowNetwork { Workflow.allowNetwork() }
    let isShown = !quiet && !json && isatty(STDERR_FILENO) != 0
    return RunContext(
      command: CommandLine.arguments, language: Terminal.language,
      threads: threads ?? ProcessInfo.processInfo.activeProcessorCount, seed: seed,
      onError: onError, progress: Progress(isShown: isShown, language: Terminal.language),
      project: Terminal.project)
  }

  func printTimings(_ context: RunContext) {
    guard timings else { return }
    let stages = context.progress.stages
    let seconds = stages.map {
      Double($0.time.components.attoseconds) * 1e-18 + Double($0.time.components.seconds)
    }
    let total = seconds.reduce(0, +)
    for (stage, time) in zip(stages, seconds) {
      writeToStandardError(
        "\(stage.name): \(number(time, decimals: 2)) s (\(number(100 * time / max(total, 1e-9)))%)\n"
      )
    }
  }
}

/// What to do with bad rows; `zonal` has a default of its own.
struct ErrorOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "stop: any error ends the run, nothing is written. skip: the row or parcel is left out, kept in the output with empty figures, and counted.",
        vi:
          "stop: có lỗi thì dừng, không ghi gì. skip: bỏ dòng hoặc lô đó, vẫn giữ trong kết quả với ô trống và đếm lại."
      ), valueName: "stop|skip"))
  var onError: String?

  func policy(default standard: ErrorPolicy) throws -> ErrorPolicy {
    guard let onError else { return standard }
    guard let policy = ErrorPolicy(rawValue: onError) else {
      throw ValidationError(
        say("--on-error takes stop or skip.", vi: "--on-error nhận stop hoặc skip."))
    }
    return policy
  }
}
