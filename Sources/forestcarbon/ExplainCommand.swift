import ArgumentParser
import ForestModel
import ForestWorkflow
import Foundation

struct ExplainCommand: AsyncParsableCommand, ProjectCommand {
  static let section = "estimate"
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: say(
      "The whole arithmetic of one parcel, tree to tonne.",
      vi: "Toàn bộ phép tính của một lô, từ cây đến tấn CO₂ tương đương."),
    discussion: say(
      """
      Example:
        forestcarbon explain SampleData/sonla 3985-951-3-q

      Prints the arithmetic on the screen and writes it as a page:
      results/explain/PARCEL.html in the project, or --page FILE.
      Takes loose files too, with the options of estimate.
      """,
      vi: """
        Ví dụ:
          forestcarbon explain SampleData/sonla 3985-951-3-q

        In phép tính ra màn hình và ghi thành trang:
        results/explain/MÃ_LÔ.html trong dự án, hoặc --page TỆP.
        Cũng nhận tệp rời, với các tùy chọn của estimate.
        """))

  @Argument(
    help: ArgumentHelp(
      say(
        "Project folder and parcel id; only the id with loose files.",
        vi: "Thư mục dự án và mã lô; với tệp rời chỉ cần mã lô.")))
  var words: [String]

  @OptionGroup(title: say("Land and strata", vi: "Lô rừng và tầng")) var options: EstimateOptions
  @OptionGroup(title: say("Field inventory", vi: "Số liệu hiện trường")) var inventory:
    InventoryOptions
  @OptionGroup var errors: ErrorOptions
  @OptionGroup(title: say("Run", vi: "Chạy lệnh")) var run: RunOptions
  @OptionGroup var language: LanguageOption

  @Option(
    help: ArgumentHelp(
      say("File of the page.", vi: "Tệp ghi trang."), valueName: "file"))
  var page: String?

  var project: String? { words.count == 2 ? words[0] : nil }

  func validate() throws {
    let isFolderAlone =
      words.count == 1
      && FileManager.default.fileExists(atPath: words[0] + "/" + ProjectFolder.fileName)
    guard (1...2).contains(words.count), !isFolderAlone else {
      throw ValidationError(
        say("Give a project folder and one parcel id.", vi: "Cần thư mục dự án và một mã lô."))
    }
  }

  func run() async throws {
    let command = try resolved()
    var request = try command.options.request(command.inventory)
    if let project { request.project = try ProjectFolder(project).facts() }
    let parcel = words[words.count - 1]
    let name = ProjectFolder.pageName(of: parcel)
    let page =
      command.page ?? project.map { ProjectFolder($0).results(of: "explain") + "/\(name).html" }
    let context = command.run.context(onError: try command.errors.policy(default: .stop))
    let text = try await Workflow.explain(parcel, of: request, page: page, context: context)
    if command.run.json {
      try Terminal.printJSON(
        .object([
          "status": .string("done"), "parcel_id": .string(parcel), "text": .string(text),
          "page": page.map(JSONValue.string) ?? .null,
        ]))
      return
    }
    print(text)
    if let page { print(say("Page: {file}", vi: "Trang: {file}", ["file": page])) }
  }
}
