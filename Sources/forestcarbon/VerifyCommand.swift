import ArgumentParser
import ForestModel
import ForestWorkflow

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: say(
      "Repeat a recorded run and compare: identical, numerically equal, or different.",
      vi: "Chạy lại lần chạy đã ghi và so sánh: giống hệt, bằng nhau về số, hoặc khác."),
    discussion: say(
      """
      Example:
        forestcarbon verify SampleData/sonla
        forestcarbon verify SampleData/sonla/results/estimate

      Takes a project (all its results), a folder with run.json, or a file with
      NAME.run.json beside it. Hashes inputs and results again, repeats the
      recorded command into a temporary folder and lists what differs. Changes
      nothing. Exit code 0: identical, or numerically equal with other versions;
      1: different; 3: an input is missing.
      """,
      vi: """
        Ví dụ:
          forestcarbon verify SampleData/sonla
          forestcarbon verify SampleData/sonla/results/estimate

        Nhận thư mục dự án (mọi kết quả), thư mục có run.json, hoặc tệp có
        NAME.run.json bên cạnh. Tính lại mã kiểm tra (SHA-256) của đầu vào và kết quả, chạy lại
        lệnh đã ghi vào thư mục tạm và liệt kê chỗ khác. Không sửa gì. Mã thoát
        0: giống hệt, hoặc bằng nhau về số khi khác phiên bản; 1: khác; 3: thiếu
        tệp đầu vào.
        """))

  @Argument(
    help: ArgumentHelp(
      say("Project, folder of results, or file of results.", vi: "Dự án, thư mục hoặc tệp kết quả.")
    ))
  var path: String

  @Option(
    help: ArgumentHelp(
      say(
        "Folder in which the recorded relative paths begin (default: the recorded one).",
        vi: "Thư mục gốc của các đường dẫn tương đối đã ghi (mặc định: như đã ghi)."),
      valueName: "dir"))
  var from: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Differences listed per file (default 5).",
        vi: "Số khác biệt liệt kê cho mỗi tệp (mặc định 5)."), valueName: "n"))
  var limit = 5

  @OptionGroup(title: say("Run", vi: "Chạy lệnh")) var run: RunOptions
  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard (0...100_000).contains(limit) else {
      throw ValidationError(
        say("--limit takes a number from 0 to 100000.", vi: "--limit nhận một số từ 0 đến 100000."))
    }
  }

  func run() async throws {
    let context = run.context(onError: .stop)
    let threads = run.threads.map { ["--threads", "\($0)"] } ?? []
    let network = run.allowNetwork ? ["--allow-network"] : []
    let found = try Workflow.verify(path, from: from, limit: limit, context: context) {
      repetition throws(WorkflowError) in
      let result = try ToolProcess.run(
        repetition.arguments + threads + network, in: repetition.directory,
        changing: [
          ProjectFolder.resultsVariable: repetition.results, "LC_ALL": nil,
          "LC_CTYPE": "C.UTF-8", "LC_MESSAGES": repetition.language.rawValue,
        ], output: .dropped, errors: .kept)
      return RepetitionOutcome(exitCode: result.exitCode, errors: result.errors)
    }
    run.printTimings(context)
    for verification in found { Terminal.printFindings(verification.log) }
    let isFine = !found.contains { $0.verdict == .different }
    if run.json {
      try Terminal.printJSON(
        .object([
          "status": .string(isFine ? "done" : "different"),
          "runs": .array(found.map { $0.json(Terminal.language) }),
        ]))
    } else {
      for verification in found { print(Self.lines(verification).joined(separator: "\n")) }
    }
    if !isFine { throw ExitCode(1) }
  }

  /// The summary first, then the tables in which least changed: there stands what was corrected, and in the
  /// long ones what follows from it. The record, and what is not compared by its figures, come last.
  private static func inOrder(_ files: [FileComparison]) -> [FileComparison] {
    let isFigures = { (file: FileComparison) in file.outcome == .moved && file.name != "run.json" }
    let moved = files.filter(isFigures)
    return moved.filter { $0.rows == 0 }
      + moved.filter { $0.rows > 0 }.sorted { ($0.rows, $0.name) < ($1.rows, $1.name) }
      + files.filter { !isFigures($0) }
  }

  private static func lines(_ v: Verification) -> [String] {
    var lines = ["\(v.record): \(v.verdict.phrase.text(Terminal.language))"]
    for version in v.versions {
      lines.append(
        say(
          "  version of {name}: {old} made it, {new} repeated it",
          vi: "  phiên bản {name}: tạo bằng {old}, chạy lại bằng {new}",
          ["name": version.name, "old": version.old, "new": version.new]))
    }
    if v.verdict == .different {
      for setting in v.settings {
        lines.append("  \(setting.name): \(setting.old) -> \(setting.new)")
      }
    }
    if let failure = v.failure {
      lines.append(
        say(
          "  the recorded command does not succeed any more:",
          vi: "  lệnh đã ghi nay không chạy được:"))
      return lines + failure.split(whereSeparator: \.isNewline).prefix(20).map { "    " + $0 }
    }
    guard !v.files.isEmpty else { return lines }
    let same = v.files.filter { $0.outcome == .identical }.count
    lines.append(
      say(
        "  {verb}{id}; inputs hashed: {inputs}; repeated files with the same bytes: {same} of {n}",
        vi:
          "  {verb}{id}; tệp đầu vào đã kiểm tra mã: {inputs}; tệp chạy lại giống từng byte: {same} trên {n}",
        [
          "verb": v.verb, "inputs": "\(v.inputs)", "n": "\(v.files.count)", "same": "\(same)",
          "id": v.runID.isEmpty
            ? "" : say(", run {id}", vi: ", lần chạy {id}", ["id": v.runID]),
        ]))
    for file in inOrder(v.files) {
      switch file.outcome {
      case .identical: continue
      case .equal:
        lines.append(
          say(
            "  {file}: other bytes, every figure equal to 1e-12",
            vi: "  {file}: khác byte, mọi con số bằng nhau đến 1e-12", ["file": file.name]))
      case .bytes:
        lines.append(
          say(
            "  {file}: other bytes (a page, layer or image, not compared by its figures)",
            vi: "  {file}: khác byte (trang, lớp hoặc hình, không so từng con số)",
            ["file": file.name]))
      case .gone:
        lines.append(
          say(
            "  {file}: the repeated run does not write it",
            vi: "  {file}: lần chạy lại không ghi tệp này", ["file": file.name]))
      case .new:
        lines.append(
          say(
            "  {file}: only the repeated run has it", vi: "  {file}: chỉ có ở lần chạy lại",
            ["file": file.name]))
      case .moved:
        lines.append(
          file.rows > 0
            ? say(
              "  {file}: cells that differ: {cells}, rows: {rows} (recorded -> repeated)",
              vi: "  {file}: số ô khác nhau: {cells}, số dòng: {rows} (đã ghi -> chạy lại)",
              [
                "file": file.name, "cells": number(Double(file.cells)),
                "rows": number(Double(file.rows)),
              ])
            : say(
              "  {file}: values that differ: {cells} (recorded -> repeated)",
              vi: "  {file}: số giá trị khác nhau: {cells} (đã ghi -> chạy lại)",
              ["file": file.name, "cells": number(Double(file.cells))]))
        lines += file.differences.map { "    " + $0.line(Terminal.language) }
      }
    }
    if v.verdict == .different, v.versions.isEmpty, !v.log.hasErrors,
      !v.files.contains(where: { [.moved, .gone, .new].contains($0.outcome) })
    {
      lines.append(
        say(
          "  The versions are the same, so the bytes must be too: something outside the recorded inputs changed.",
          vi:
            "  Cùng phiên bản thì phải giống từng byte: có điều gì đó ngoài đầu vào đã ghi bị thay đổi."
        ))
    }
    return lines
  }
}
