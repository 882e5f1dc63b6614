import ArgumentParser
import ForestModel
import ForestWorkflow

struct BiomassCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "biomass",
    abstract: say(
      "Trees to plots: above-ground biomass per tree, stocks per plot.",
      vi: "Từ cây đến ô: sinh khối trên mặt đất từng cây, trữ lượng từng ô."),
    discussion: say(
      """
      Example:
        forestcarbon biomass --trees trees.csv --plots plots.csv \\
          --heights heights.csv --height-model log2 --out results

      Writes trees.csv, plots.csv, total.json and run.json.
      """,
      vi: """
        Ví dụ:
          forestcarbon biomass --trees cay.csv --plots otc.csv \\
            --heights chieucao.csv --height-model log2 --out ket_qua

        Ghi trees.csv, plots.csv, total.json và run.json.
        """))

  @OptionGroup(title: say("Field inventory", vi: "Số liệu hiện trường")) var inventory:
    InventoryOptions
  @OptionGroup var errors: ErrorOptions
  @OptionGroup(title: say("Run", vi: "Chạy lệnh")) var run: RunOptions
  @OptionGroup var language: LanguageOption

  @Option(
    help: ArgumentHelp(
      say("Folder for the results.", vi: "Thư mục kết quả."), valueName: "dir"))
  var out: String

  func run() async throws {
    let request = try inventory.request()
    let context = run.context(onError: try errors.policy(default: .stop))
    let summary = try Workflow.biomass(request, out: out, context: context)
    Terminal.printFindings(summary.log, limit: 5)
    run.printTimings(context)
    if run.json {
      try Terminal.printJSON(
        .object([
          "status": .string("done"), "out": .string(out), "total": summary.json,
          "rows": Workflow.json(summary.accounts),
          "findings": Workflow.json(summary.log, Terminal.language),
        ]))
      return
    }
    let lines =
      [
        say(
          "Above-ground biomass of {trees} live trees in {plots} plots: {mg} Mg dry matter.",
          vi: "Sinh khối trên mặt đất của {trees} cây sống trong {plots} ô: {mg} tấn chất khô.",
          [
            "trees": number(Double(summary.trees)), "plots": number(Double(summary.plots)),
            "mg": number(summary.agbMg, decimals: 3),
          ])
      ] + Summary.rows(summary.accounts) + [
        say("Results: {folder}", vi: "Kết quả: {folder}", ["folder": summary.folder])
      ]
    print(lines.joined(separator: "\n"))
  }
}
