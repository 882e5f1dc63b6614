import CarbonDocuments
import CarbonStock
import ForestModel

extension EstimateFacts {
  /// The height models that gave some tree its height, with their formulas.
  var heightModelWords: Slot {
    let inventory = result.inventory
    if case .published(let curve) = inventory.heights {
      return .passage(
        Passage(
          "H = {formula} ({source})", vi: "H = {formula} ({source})",
          [
            "formula": Self.formula(curve.formula),
            "source": .passage(Passage(curve.parameter.source)),
          ]))
    }
    guard let models = inventory.heights.models else { return .text("–") }
    let used = inventory.tally.heightModels
    let parts = models.all.enumerated().filter { used.contains($0.element.name) }.map {
      row, entry in
      let (name, model) = entry
      func at(_ field: String, _ value: Double, _ decimals: Int, _ unit: String) -> Slot {
        .datum(
          Datum(
            value, decimals: decimals, unit: unit,
            source: EvidenceSource(
              file: folder + "run.json", column: "results.height_model.models[\(row)].\(field)")))
      }
      return Passage(
        model.residualSDLn.isNaN
          ? "H = {formula} ({name}; {n} trees, residual standard deviation {sd} m)"
          : "H = {formula} ({name}; {n} trees, residual standard deviation {sd} m, correction of Baskerville 1972)",
        vi: model.residualSDLn.isNaN
          ? "H = {formula} ({name}; {n} cây, độ lệch chuẩn phần dư {sd} m)"
          : "H = {formula} ({name}; {n} cây, độ lệch chuẩn phần dư {sd} m, hiệu chỉnh Baskerville 1972)",
        [
          "formula": Self.formula(model.formula), "name": .code(name),
          "n": at("n", Double(model.count), 0, "1"),
          "sd": at("residual_sd_m", model.residualSDM, 2, "m"),
        ])
    }
    return parts.isEmpty ? .text("–") : .passage(Passage(joining: parts, by: "; "))
  }

  /// The choice of height models: for all trees and for each group, what was taken and what the model
  /// of all trees would have done.
  var heightTable: Table {
    func column(_ english: String, vi: String, number: Bool = true) -> Table.Column {
      Table.Column(Passage(english, vi: vi), isNumeric: number, weight: 1)
    }
    let trials = result.inventory.heights.models?.trials ?? []
    let rows = trials.enumerated().filter { $1.isChosen || (!$1.isOwn && !$1.group.isEmpty) }
      .map { row, trial -> [Slot] in
        func at(_ name: String, _ value: Double, _ decimals: Int, _ unit: String) -> Slot {
          cell("heights.csv", row, name, value, decimals: decimals, unit: unit)
        }
        return [
          trial.group.isEmpty
            ? .passage(Passage("all trees", vi: "tất cả các cây")) : .text(trial.group),
          .code(trial.form.rawValue),
          .passage(
            trial.isOwn
              ? Passage("its own trees", vi: "cây của nhóm")
              : Passage("all trees", vi: "tất cả các cây")),
          at("n", Double(trial.count), 0, "1"), at("cv_rmse_m", trial.errorM, 2, "m"),
          at("cv_relative_bias", trial.relativeBias, 1, "%"),
          .passage(trial.isChosen ? Passage("yes", vi: "có") : Passage("no", vi: "không")),
        ]
      }
    return Table(
      id: "table-heights",
      caption: Passage(
        "Height models by their error on trees left out of the fit.",
        vi: "Mô hình chiều cao theo sai số trên các cây không dùng để ước lượng."),
      columns: [
        column("Trees of", vi: "Cây của", number: false),
        column("Model", vi: "Mô hình", number: false),
        column("Fitted on", vi: "Ước lượng từ", number: false), column("Trees", vi: "Số cây"),
        column("Error (m)", vi: "Sai số (m)"), column("Bias (%)", vi: "Độ chệch (%)"),
        column("Used", vi: "Được dùng", number: false),
      ], rows: rows)
  }
}
