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
      stands), missing.csv (what is not filled in) and, when a draft is
      written again, changes.csv (which figures moved). Results of verbs that
      are missing or stale are computed first. Texts of people stand in
      narrative/, tables in sheets/, facts in project.yaml; --ask walks through
      the facts that are missing. A file templates/NAME.yaml of the project is
      a template like any other.
      """,
      vi: """
        Ví dụ:
          forestcarbon document SampleData/sonla --template measurement-report \\
            --lang both --format docx,pdf,html

        Ghi TÊN.NGÔN_NGỮ.ĐUÔI, hình, evidence.csv (nguồn của từng con số),
        missing.csv (nội dung còn thiếu) và, khi soạn lại, changes.csv (số liệu
        thay đổi). Kết quả của các lệnh nếu chưa có hoặc đã cũ sẽ được tính
        trước. Phần viết nằm trong narrative/, bảng trong sheets/, thông tin
        trong project.yaml; --ask hỏi lần lượt các thông tin còn thiếu. Tệp
        templates/TÊN.yaml của dự án dùng như mọi mẫu khác.
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
      say("Formats: docx, odt, pdf, html, md.", vi: "Định dạng: docx, odt, pdf, html, md."),
      valueName: "list"))
  var format = "docx,pdf,html"

  @Option(
    help: ArgumentHelp(
      say(
        "Language: en, vi or both (default: the locale); both adds an edition side by side.",
        vi: "Ngôn ngữ: en, vi hoặc both (mặc định: theo máy); both ghi thêm bản song ngữ.")))
  var lang: String?

  @Flag(
    help: ArgumentHelp(
      say(
        "Final version: gaps and unconfirmed constants are errors.",
        vi: "Bản chính thức: chỗ thiếu và hằng số chưa xác nhận là lỗi.")))
  var final = false

  @Flag(
    help: ArgumentHelp(
      say(
        "Print personal data, such as names of representatives.",
        vi: "In dữ liệu cá nhân, ví dụ họ tên người đại diện.")))
  var personal = false

  @Flag(
    help: ArgumentHelp(
      say(
        "Pack the draft, its evidence, parameters, run records and a spreadsheet that computes again, for an auditor.",
        vi:
          "Đóng gói bản thảo, bằng chứng, tham số, hồ sơ chạy và bảng tính kiểm tra lại cho kiểm toán viên."
      )))
  var bundle = false

  @Flag(
    help: ArgumentHelp(
      say(
        "Ask for the facts that the template needs and project.yaml lacks.",
        vi: "Hỏi các thông tin mà mẫu cần nhưng project.yaml chưa có.")))
  var ask = false

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
    if command.ask { try FieldDialogue(folder, template: command.template).run() }
    let request = DocumentRequest(
      template: command.template,
      languages: command.lang == "both"
        ? Language.allCases
        : [command.lang.flatMap(Language.init(rawValue:)) ?? Terminal.language],
      isSideBySide: command.lang == "both",
      formats: command.format.split(separator: ",").map {
        String($0.filter { !$0.isWhitespace })
      }, isFinal: command.final, showsPersonal: command.personal, isBundled: command.bundle)
    // Texts are made before anything is read, so that the next draft reads the same.
    let seeded = try Workflow.seedNarratives(for: command.template, in: folder)
    let verbs = try Workflow.verbs(for: command.template, in: folder)
    let refreshed = try UpstreamResults.refresh(
      ["estimate"] + verbs, in: folder, onError: errors.onError)
    let summary = try await Workflow.document(
      request, of: try Self.estimate(of: project), in: folder, verbs: verbs,
      out: command.out ?? folder.results(ofDocument: command.template), context: context,
      upstream: try Self.estimateContext(of: project, like: context, errors))
    Terminal.printFindings(summary.log, limit: 5)
    command.run.printTimings(context)
    if command.run.json {
      try Terminal.printJSON(
        .object([
          "status": .string("done"), "out": .string(summary.folder),
          "files": .array(summary.files.map(JSONValue.string)),
          "missing": .array(summary.gaps.map(JSONValue.string)),
          "changes": .array(
            summary.changes.map { change in
              .object([
                "document": .string(change.document),
                "place": .array(change.place.map(JSONValue.string)),
                "before": .string(change.before), "after": .string(change.after),
              ])
            }),
          "estimate_refreshed": .bool(summary.hasRefreshed || refreshed.contains("estimate")),
          "refreshed": .array(refreshed.map(JSONValue.string)),
          "findings": Workflow.json(summary.log, Terminal.language),
        ]))
      return
    }
    if summary.hasRefreshed {
      print(
        say(
          "The results of estimate were missing or stale; they were computed anew.",
          vi: "Kết quả của estimate chưa có hoặc đã cũ; đã được tính lại."))
    }
    for verb in refreshed {
      print(
        say(
          "The results of {verb} were missing or stale; they were computed anew.",
          vi: "Kết quả của {verb} chưa có hoặc đã cũ; đã được tính lại.", ["verb": verb]))
    }
    if !seeded.isEmpty {
      print(
        say(
          "{n} texts were prepared in {dir} for people to write.",
          vi: "Đã tạo {n} tệp phần viết trong {dir} để người soạn điền.",
          [
            "n": number(Double(seeded.count)), "dir": "\(project)/narrative",
          ]))
    }
    if !summary.removed.isEmpty {
      print(
        say(
          "Removed from the folder, as files of its earlier run: {files}",
          vi: "Đã xóa khỏi thư mục các tệp của lần chạy trước: {files}",
          ["files": summary.removed.joined(separator: ", ")]))
    }
    for file in summary.files { print("\(summary.folder)/\(file)") }
    if !summary.changes.isEmpty {
      print(
        say(
          "{n} figures moved since the draft was last written (see changes.csv):",
          vi: "{n} số liệu thay đổi so với lần soạn trước (xem changes.csv):",
          ["n": number(Double(summary.changes.count))]))
      for change in summary.changes.prefix(10) {
        print("  \(change.place.joined(separator: ":")): \(change.before) -> \(change.after)")
      }
    }
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
