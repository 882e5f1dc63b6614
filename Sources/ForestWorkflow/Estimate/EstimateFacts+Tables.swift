import CarbonDocuments
import CarbonStock
import ForestModel

extension EstimateFacts {
  private func column(
    _ english: String, vi: String, number: Bool = true, _ weight: Double = 1
  ) -> Table.Column {
    RunTables.column(english, vi: vi, number: number, weight)
  }

  private var level: Slot {
    summary("total.confidence", result.estimator.confidence, unit: "%")
  }

  var strataTable: Table {
    var rows: [[Slot]] = []
    for (row, line) in result.strataLines.enumerated() {
      guard let stock = line.stock, let estimate = line.estimate else { continue }
      let t = estimate.co2eT
      func at(_ name: String, _ value: Double, _ decimals: Int, _ unit: String) -> Slot {
        cell("strata.csv", row, name, value, decimals: decimals, unit: unit)
      }
      rows.append([
        .text(line.name), at("area_ha", line.areaHa, 1, "ha"),
        at("n_plots", Double(stock.plotCount), 0, "1"),
        at("agb_mg_ha", stock.mean.agbMg, 1, "Mg/ha"),
        at("agb_se_mg_ha", stock.agbSEMg, 1, "Mg/ha"),
        at("co2e_t_ha", stock.mean.co2eT, 1, "t CO2e/ha"), at("co2e_t", t, 0, "t CO2e"),
        at("co2e_low_t", t - estimate.halfWidthT, 0, "t CO2e"),
        at("co2e_high_t", t + estimate.halfWidthT, 0, "t CO2e"),
      ])
    }
    if let total = result.total {
      let (t, half) = (total.co2eT, total.halfWidthT)
      rows.append([
        .passage(Passage("Total", vi: "Tổng")),
        summary("accounted_ha", total.areaHa, decimals: 1, unit: "ha"),
        summary("inventory.plots_used", Double(result.plotsUsed.count), unit: "1"),
        summary("total.agb_mg_ha", total.perHa.agbMg, decimals: 1, unit: "Mg/ha"),
        summary("total.agb_se_mg_ha", total.agbSEMg, decimals: 1, unit: "Mg/ha"),
        summary("total.co2e_t_ha", total.perHa.co2eT, decimals: 1, unit: "t CO2e/ha"),
        summary("total.co2e_t", t, unit: "t CO2e"),
        summary("total.co2e_low_t", t - half, unit: "t CO2e"),
        summary("total.co2e_high_t", t + half, unit: "t CO2e"),
      ])
    }
    return Table(
      id: "table-strata",
      caption: Passage(
        "Carbon stock by stratum, with the {level} confidence interval. The interval of the total is not the sum of those of the strata.",
        vi:
          "Trữ lượng các-bon theo tầng, kèm khoảng tin cậy {level}. Khoảng của tổng không phải là tổng các khoảng của từng tầng.",
        ["level": level]),
      columns: [
        column("Stratum", vi: "Tầng", number: false),
        column("Area (ha)", vi: "Diện tích (ha)", 1.1),
        column("Plots", vi: "Số ô", 0.7), column("AGB (Mg/ha)", vi: "AGB (Mg/ha)"),
        column("SE of AGB", vi: "Sai số chuẩn của AGB", 0.9),
        column("t CO₂e/ha", vi: "tCO₂tđ/ha"), column("t CO₂e", vi: "tCO₂tđ", 1.1),
        column("lower limit (t CO₂e)", vi: "cận dưới (tCO₂tđ)", 1.1),
        column("upper limit (t CO₂e)", vi: "cận trên (tCO₂tđ)", 1.1),
      ], rows: rows, hasTotal: true)
  }

  /// How land of a class enters, in words.
  private func treatment(_ line: EstimateResult.ClassLine) -> Slot {
    let stratum: [String: Slot] = ["stratum": .text(line.stratum)]
    switch line.treatment {
    case .merged:
      return .passage(Passage("merged into {stratum}", vi: "ghép vào tầng {stratum}", stratum))
    case .sampled:
      return .passage(
        Passage("plots of {stratum}", vi: "ô tiêu chuẩn của tầng {stratum}", stratum))
    case .table: return .passage(Passage("stock factor", vi: "hệ số trữ lượng"))
    case .excluded: return .passage(Passage("left out", vi: "không tính"))
    }
  }

  private func className(_ line: EstimateResult.ClassLine) -> Slot {
    guard let type = result.forestType(of: line.name) else { return .text("") }
    return .passage(Passage(type.name))
  }

  var classTable: Table {
    let rows = result.classLines.enumerated().map { row, line -> [Slot] in
      [
        .text(result.shown(line.name)), className(line), treatment(line),
        cell("classes.csv", row, "area_ha", line.areaHa, decimals: 1, unit: "ha"),
        cell("classes.csv", row, "n_parcels", Double(line.parcels), unit: "1"),
        .text(line.reason),
      ]
    }
    return Table(
      id: "table-classes",
      caption: Passage(
        "Land by class of the map, and how each class enters the estimate.",
        vi: "Diện tích theo loại đất, loại rừng và cách đưa vào tính toán."),
      columns: [
        column("Class", vi: "Mã loại", number: false, 0.8),
        column("Name", vi: "Tên loại đất, loại rừng", number: false, 2.6),
        column("Enters as", vi: "Cách tính", number: false, 1.2),
        column("Area (ha)", vi: "Diện tích (ha)"), column("Parcels", vi: "Số lô", 0.8),
        column("Reason", vi: "Lý do", number: false, 1.8),
      ], rows: rows)
  }

  var leftOutTable: Table {
    var rows: [[Slot]] = []
    for (row, line) in result.classLines.enumerated() where line.isExcluded {
      rows.append([
        .passage(
          Passage(
            "{name} {title}", vi: "{name} {title}",
            ["name": .text(result.shown(line.name)), "title": className(line)])),
        cell("classes.csv", row, "area_ha", line.areaHa, decimals: 1, unit: "ha"),
        .text(line.reason),
      ])
    }
    let refused = result.parcels.indices.filter { result.parcels[$0].isRefused }
    if !refused.isEmpty {
      rows.append([
        .passage(
          Passage(
            "{n} parcels without consent", vi: "{n} lô không đồng thuận",
            ["n": summary("parcels.refused", Double(refused.count), unit: "1")])),
        summary("consent_refused_ha", result.refusedHa, decimals: 1, unit: "ha"),
        .passage(Passage("those who live on the land refused", vi: "cộng đồng không đồng thuận")),
      ])
    }
    if result.unmappedHa > 0 {
      rows.append([
        .passage(Passage("no class on the map", vi: "bản đồ chưa có mã loại")),
        summary("unmapped_ha", result.unmappedHa, decimals: 1, unit: "ha"), .text(""),
      ])
    }
    if result.rejectedCount > 0 {
      rows.append([
        .passage(
          Passage(
            "{n} parcels with an error", vi: "{n} lô có lỗi",
            ["n": summary("parcels.rejected", Double(result.rejectedCount), unit: "1")])),
        summary("rejected_ha", result.rejectedHa, decimals: 1, unit: "ha"),
        .passage(Passage("see the findings", vi: "xem các vấn đề phát hiện")),
      ])
    }
    return Table(
      id: "table-left-out",
      caption: Passage(
        "Land that the total does not stand for.", vi: "Diện tích không tính vào tổng."),
      columns: [
        column("Land", vi: "Loại đất", number: false, 2.4),
        column("Area (ha)", vi: "Diện tích (ha)"),
        column("Reason", vi: "Lý do", number: false, 2),
      ], rows: rows)
  }

  /// The parcels with the largest stock.
  var parcelTable: Table {
    let ranked = result.parcels.indices.filter { result.estimates[$0] != nil }.sorted {
      let (a, b) = (result.estimates[$0]?.co2eT ?? 0, result.estimates[$1]?.co2eT ?? 0)
      return (b, $0) < (a, $1)
    }
    return parcelTable(
      Array(ranked.prefix(Self.mostParcels)), id: "table-parcels",
      Passage(
        "Parcels with the largest stock; all parcels are in parcels.csv. Limits are those of the mean of such land at {level} confidence, not of the single parcel.",
        vi:
          "Các lô có trữ lượng lớn nhất; toàn bộ các lô có trong parcels.csv. Cận tính cho giá trị trung bình của loại rừng tương ứng với độ tin cậy {level}, không phải cho riêng từng lô.",
        ["level": level]))
  }

  /// Every parcel that has an estimate, in the order of parcels.csv.
  var allParcelTable: Table {
    parcelTable(
      result.parcels.indices.filter { result.estimates[$0] != nil }, id: "table-all-parcels",
      Passage(
        "All parcels with an estimate. Limits are those of the mean of such land at {level} confidence, not of the single parcel.",
        vi:
          "Tất cả các lô có kết quả ước tính. Cận tính cho giá trị trung bình của loại rừng tương ứng với độ tin cậy {level}, không phải cho riêng từng lô.",
        ["level": level]))
  }

  private func parcelTable(_ indices: [Int], id: String, _ caption: Passage) -> Table {
    let rows = indices.map { index -> [Slot] in
      let parcel = result.parcels[index]
      let estimate = result.estimates[index]
      let t = estimate?.co2eT ?? .nan
      let half = estimate?.halfWidthT ?? .nan
      func at(_ name: String, _ value: Double, _ decimals: Int, _ unit: String) -> Slot {
        cell("parcels.csv", index, name, value, decimals: decimals, unit: unit)
      }
      return [
        .text(parcel.id), .text(result.plan.largestStratum(of: parcel) ?? ""),
        at("accounted_ha", estimate?.areaHa ?? .nan, 2, "ha"),
        at("co2e_t_ha", estimate?.perHa.co2eT ?? .nan, 1, "t CO2e/ha"),
        at("co2e_t", t, 0, "t CO2e"), at("co2e_low_t", t - half, 0, "t CO2e"),
        at("co2e_high_t", t + half, 0, "t CO2e"),
      ]
    }
    return Table(
      id: id, caption: caption,
      columns: [
        column("Parcel", vi: "Mã lô", number: false, 1.6),
        column("Stratum", vi: "Tầng", number: false),
        column("Area (ha)", vi: "Diện tích (ha)"), column("t CO₂e/ha", vi: "tCO₂tđ/ha"),
        column("t CO₂e", vi: "tCO₂tđ"), column("lower limit (t CO₂e)", vi: "cận dưới (tCO₂tđ)"),
        column("upper limit (t CO₂e)", vi: "cận trên (tCO₂tđ)"),
      ], rows: rows)
  }

  var plotTable: Table {
    let inventory = result.inventory
    let rows = inventory.plots.id.indices.prefix(Self.mostPlots).map { plot -> [Slot] in
      let stock = inventory.stocks[plot]
      let isUsable = inventory.isUsable(plot)
      func at(_ name: String, _ value: Double, _ decimals: Int, _ unit: String) -> Slot {
        isUsable ? cell("plots.csv", plot, name, value, decimals: decimals, unit: unit) : .text("–")
      }
      return [
        .text(inventory.plots.id[plot]), .text(result.plotStratum[plot]),
        at("area_ha", inventory.plots.areaHa[plot], 3, "ha"),
        at("n_trees", Double(stock.trees), 0, "1"), at("agb_mg_ha", stock.perHa.agbMg, 1, "Mg/ha"),
        at("co2e_t_ha", stock.perHa.co2eT, 1, "t CO2e/ha"),
        .passage(
          result.plotPlaces[plot] == nil
            ? Passage("no", vi: "không") : Passage("yes", vi: "có")),
      ]
    }
    let isCut = inventory.plots.count > Self.mostPlots
    let count = summary("inventory.plots_read", Double(inventory.plots.count), unit: "1")
    let what = Passage(
      "Sample plots: live trees, above-ground biomass and stock per hectare, and whether the plot enters the mean of a stratum.",
      vi:
        "Ô tiêu chuẩn: số cây sống, sinh khối trên mặt đất và trữ lượng trên héc-ta, có đưa vào trung bình của tầng hay không."
    )
    let rest = Passage(
      "The first \(Self.mostPlots) of {n} plots are shown; all are in plots.csv.",
      vi: "Bảng ghi \(Self.mostPlots) ô đầu trong {n} ô; toàn bộ các ô có trong plots.csv.",
      ["n": count])
    return Table(
      id: "table-plots", caption: isCut ? Passage(joining: [what, rest]) : what,
      columns: [
        column("Plot", vi: "Ô", number: false, 1.2), column("Stratum", vi: "Tầng", number: false),
        column("Area (ha)", vi: "Diện tích (ha)"), column("Trees", vi: "Số cây"),
        column("AGB (Mg/ha)", vi: "AGB (Mg/ha)"), column("t CO₂e/ha", vi: "tCO₂tđ/ha"),
        column("Used", vi: "Sử dụng", number: false, 0.8),
      ], rows: Array(rows))
  }

  var stratumPlotTable: Table {
    var rows: [[Slot]] = []
    for (row, line) in result.strataLines.enumerated() {
      guard let stock = line.stock else { continue }
      func at(_ name: String, _ value: Double, _ decimals: Int, _ unit: String) -> Slot {
        cell("strata.csv", row, name, value, decimals: decimals, unit: unit)
      }
      rows.append([
        .text(line.name), at("area_ha", line.areaHa, 1, "ha"),
        at("n_plots", Double(stock.plotCount), 0, "1"),
        at("agb_sd_mg_ha", stock.agbSDMg, 1, "Mg/ha"),
        at("co2e_sd_t_ha", stock.co2eSDT, 1, "t CO2e/ha"),
        .passage(
          stock.source == .table
            ? Passage("factor of the stock table", vi: "hệ số từ bảng trữ lượng")
            : Passage("plots", vi: "ô tiêu chuẩn")),
      ])
    }
    return Table(
      id: "table-design",
      caption: Passage(
        "Strata, their land and their plots; SD is the standard deviation between plots (n − 1).",
        vi: "Các tầng, diện tích và số ô; SD là độ lệch chuẩn giữa các ô (n − 1)."),
      columns: [
        column("Stratum", vi: "Tầng", number: false), column("Area (ha)", vi: "Diện tích (ha)"),
        column("Plots", vi: "Số ô", 0.8),
        column("SD of AGB (Mg/ha)", vi: "SD của AGB (Mg/ha)", 1.2),
        column("SD (t CO₂e/ha)", vi: "SD (tCO₂tđ/ha)", 1.2),
        column("Mean from", vi: "Trung bình từ", number: false, 1.6),
      ], rows: rows)
  }

  var findingTable: Table {
    RunTables(rows: record.rows, inputs: record.inputs, log: log, folder: folder).findings
  }
  var rowTable: Table {
    RunTables(rows: record.rows, inputs: record.inputs, log: log, folder: folder).rows
  }
  var inputTable: Table {
    RunTables(rows: record.rows, inputs: record.inputs, log: log, folder: folder).inputTable
  }

  var parameterTable: Table {
    let rows = record.constants.enumerated().map { index, parameter -> [Slot] in
      let value = Double(parameter.value).map { number in
        Slot.datum(
          Datum(
            number, decimals: Self.decimals(parameter.value), unit: parameter.unit,
            source: EvidenceSource(
              file: folder + "summary.json", column: "constants[\(index)].value")))
      }
      return [
        .passage(Passage(parameter.name)), value ?? .text(parameter.value), .text(parameter.unit),
        parameter.source.english == parameter.source.vietnamese
          ? .text(parameter.source.english) : .passage(Passage(parameter.source)),
        .passage(
          !parameter.confirmed
            ? Passage("unconfirmed", vi: "chưa được xác nhận")
            : parameter.isStated
              ? Passage("user's value", vi: "người dùng khai báo")
              : Passage("confirmed", vi: "đã xác nhận")),
      ]
    }
    return Table(
      id: "table-parameters",
      caption: Passage(
        "Constants and models that entered, with their source.",
        vi: "Hằng số và mô hình đã dùng, kèm nguồn."),
      columns: [
        column("Parameter", vi: "Tham số", number: false, 2), column("Value", vi: "Giá trị", 1.7),
        column("Unit", vi: "Đơn vị", number: false, 1.2),
        column("Source", vi: "Nguồn", number: false, 2.4),
        column("Status", vi: "Tình trạng", number: false, 1),
      ], rows: rows)
  }

  /// Decimals of a number as written, so that a constant is printed as it was stated.
  private static func decimals(_ text: String) -> Int {
    text.split(separator: ".").dropFirst().first?.count ?? 0
  }
}
