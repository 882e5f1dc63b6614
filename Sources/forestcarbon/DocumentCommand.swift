import ArgumentParser
import ForestModel
import ForestWorkflow

struct DocumentCommand: AsyncParsableCommand, ProjectCommand {
  static let section = "document"
  /// The section of the verb also holds the facts of a letter, the fields `document.…` of fields.yaml.
  static var sectionNames: [String] {
    optionNames + [
      "number", "place_en", "place_vi", "date", "recipient_en", "recipient_vi", "authority_en",
      "authority_vi", "post_en", "post_vi",
    ]
  }
  static let configuration = CommandConfiguration(
    commandName: "document",
    abstract: say(
      "Draft a document of a project: every number traced, every gap shown.",
      vi: "Soạn tài liệu của dự án: mọi con số có nguồn, mọi chỗ thiếu được nêu rõ."),
    discussion: say(
      """
      Example:
        forestcarbon document SampleData/sonla --template measurement-report \\
          --lang both --format docx,pdf,html

      Writes NAME.LANG.EXT, its figures, evidence.csv (where each number
      stands) and missing.csv (what is not filled in). Results of estimate
      that are missing or stale are computed first.
      """,
      vi: """
        Ví dụ:
          forestcarbon document SampleData/sonla --template measurement-report \\
            --lang both --format docx,pdf,html

        Ghi TÊN.NGÔN_NGỮ.ĐUÔI, hình, evidence.csv (nguồn của từng con số) và
        missing.csv (nội dung còn thiếu). Kết quả của estimate nếu chưa có hoặc
        đã cũ sẽ được tính trước.
        """))

  @Argument(
    help: ArgumentHelp(
      say("Project folder with a project.yaml.", vi: "Thư mục dự án có project.yaml.")))
  var project: String?

  @Option(
    help: ArgumentHelp(
      say("Template, see --list.", vi: "Mẫu tài liệu, xem --list."), valueName: "name"))
  var template = "measurement-report"

  @Option(
    help: ArgumentHelp(
      say("Formats: docx, pdf, html, md.", vi: "Định dạng: docx, pdf, html, md."),
      valueName: "list"))
  var format = "docx,pdf,html"

  @Option(
    help: ArgumentHelp(
      say(
        "Language: en, vi or both (default: the locale).",
        vi: "Ngôn ngữ: en, vi hoặc both (mặc định: theo máy).")))
  var lang: String?

  @Flag(
    help: ArgumentHelp(
      say(
        "Final version: gaps and unconfirmed constants are errors.",
        vi: "Bản chính thức: chỗ thiếu và hằng số chưa xác nhận là lỗi.")))
  var final = false

  @Flag(help: ArgumentHelp(say("List the templates.", vi: "Liệt kê các mẫu.")))
  var list = false

  @OptionGroup(title: say("Run", vi: "Chạy lệnh")) var run: RunOptions
  @OptionGroup var errors: ErrorOptions

  @Option(
    help: ArgumentHelp(
      say(
        "Folder for the files (default: results/document in the project).",
        vi: "Thư mục ghi tệp (mặc định: results/document trong dự án)."), valueName: "dir"))
  var out: String?

  func validate() throws {
    if let lang, !["en", "vi", "both"].contains(lang) {
      throw ValidationError(
        say("--lang takes en, vi or both.", vi: "--lang nhận en, vi hoặc both."))
    }
  }

  func run() async throws {
    if list {
      let templates = try Workflow.documentTemplates()
      if run.json {
        try Terminal.printJSON(
          .array(
            templates.map {
              .object([
                "name": .string($0.name), "title_en": .string($0.title.english),
                "title_vi": .string($0.title.vietnamese),
              ])
            }))
        return
      }
      for template in templates {
        print("\(template.name)  \(template.title.text(Terminal.language))")
      }
      return
    }
    guard let project else {
      throw ValidationError(
        say("A project folder is needed.", vi: "Cần thư mục dự án."))
    }
    let command = try resolved()
    let folder = ProjectFolder(project)
    let context = command.run.context(onError: try command.errors.policy(default: .stop))
    let languages =
      command.lang == "both"
      ? Language.allCases : [command.lang.flatMap(Language.init(rawValue:)) ?? Terminal.language]
    let request = DocumentRequest(
      template: command.template, languages: languages,
      formats: command.format.split(separator: ",").map {
        String($0.filter { !$0.isWhitespace })
      }, isFinal: command.final)
    let summary = try await Workflow.document(
      request, of: try Self.estimate(of: project), results: folder.results(of: "estimate"),
      out: command.out ?? folder.results(of: "document"), context: context,
      upstream: try Self.estimateContext(of: project, like: context))
    command.run.printTimings(context)
    if command.run.json {
      try Terminal.printJSON(
        .object([
          "status": .string("done"), "out": .string(summary.folder),
          "files": .array(summary.files.map(JSONValue.string)),
          "missing": .array(summary.gaps.map(JSONValue.string)),
          "estimate_refreshed": .bool(summary.hasRefreshed),
        ]))
      return
    }
    if summary.hasRefreshed {
      print(
        say(
          "The results of estimate were missing or stale; they were computed anew.",
          vi: "Kết quả của estimate chưa có hoặc đã cũ; đã được tính lại."))
    }
    if !summary.removed.isEmpty {
      print(
        say(
          "Removed from the folder, as files of its earlier run: {files}",
          vi: "Đã xóa khỏi thư mục các tệp của lần chạy trước: {files}",
          ["files": summary.removed.joined(separator: ", ")]))
    }
    for file in summary.files { print("\(summary.folder)/\(file)") }
    if !summary.gaps.isEmpty {
      print(
        say(
          "{n} fields are not filled in (see missing.csv): {list}",
          vi: "Còn {n} trường chưa điền (xem missing.csv): {list}",
          [
            "n": number(Double(summary.gaps.count)), "list": summary.gaps.joined(separator: ", "),
          ]))
    }
  }
}
