import CarbonDocuments
import CarbonStock
import ForestModel

extension EstimateFacts {
  private var pools: PoolSettings { result.request.inventory.pools }

  /// The pools counted in the total, and those that are not.
  var poolTable: Table {
    var rows: [[Slot]] = []
    for (row, line) in result.poolLines.enumerated() where line.stratum == nil {
      func at(_ column: String, _ value: Double, _ decimals: Int, _ unit: String) -> Slot {
        value.isNaN
          ? .text("–")
          : cell("pools.csv", row, column, value, decimals: decimals, unit: unit)
      }
      let name: Passage
      let basis: Passage
      if let pool = line.pool {
        (name, basis) = (Passage(pool.name), self.basis(line.source))
      } else if line.name == PoolLine.notSplit {
        name = Passage("not split into pools", vi: "chưa tách theo bể chứa")
        basis = self.basis(line.source)
      } else {
        continue
      }
      rows.append([
        .passage(name), .passage(basis), at("dry_mg_ha", line.dryMgPerHa, 1, "Mg/ha"),
        at("carbon_mg_ha", line.carbonMgPerHa, 2, "Mg C/ha"),
        at("co2e_t_ha", line.co2eTPerHa, 1, "t CO2e/ha"),
        at("co2e_se_t_ha", line.co2eSETPerHa, 1, "t CO2e/ha"),
      ])
    }
    for pool in CarbonPool.allCases where !pools.pools.contains(pool) {
      rows.append(
        [.passage(Passage(pool.name)), .passage(Passage("not counted", vi: "không tính"))]
          + Array(repeating: .text("–"), count: 4))
    }
    if let (row, all) = result.poolLines.enumerated().first(where: {
      $0.element.stratum == nil && $0.element.name == PoolLine.all
    }).map({ ($0.offset, $0.element) }) {
      func at(_ column: String, _ value: Double, _ decimals: Int, _ unit: String) -> Slot {
        cell("pools.csv", row, column, value, decimals: decimals, unit: unit)
      }
      rows.append([
        .passage(Passage("All pools counted", vi: "Tổng các bể được tính")), .text(""),
        .text("–"), at("carbon_mg_ha", all.carbonMgPerHa, 2, "Mg C/ha"),
        at("co2e_t_ha", all.co2eTPerHa, 1, "t CO2e/ha"),
        at("co2e_se_t_ha", all.co2eSETPerHa, 1, "t CO2e/ha"),
      ])
    }
    func column(_ english: String, vi: String, _ isNumeric: Bool, _ weight: Double) -> Table.Column
    {
      Table.Column(Passage(english, vi: vi), isNumeric: isNumeric, weight: weight)
    }
    return Table(
      id: "table-pools",
      caption: Passage(
        "Carbon pools of the land accounted for, means per hectare. Standard errors of pools do not add up: pools vary together.",
        vi:
          "Các bể chứa các-bon của diện tích được tính, trung bình trên héc-ta. Sai số chuẩn của các bể không cộng dồn vì các bể biến động cùng nhau."
      ),
      columns: [
        column("Pool", vi: "Bể chứa", false, 2), column("From", vi: "Nguồn", false, 1.8),
        column("Dry matter (Mg/ha)", vi: "Chất khô (Mg/ha)", true, 1),
        column("Carbon (Mg C/ha)", vi: "Các-bon (Mg C/ha)", true, 1),
        column("t CO₂e/ha", vi: "tCO₂tđ/ha", true, 1),
        column("SE (t CO₂e/ha)", vi: "Sai số chuẩn (tCO₂tđ/ha)", true, 1),
      ], rows: rows, hasTotal: true)
  }

  private func basis(_ source: String) -> Passage {
    switch source {
    case "trees": Passage("trees of the plots", vi: "cây trong ô tiêu chuẩn")
    case "root-shoot": Passage("root:shoot ratio", vi: "tỷ lệ R/S")
    case "default-share":
      Passage("share of the carbon of live trees", vi: "tỷ lệ so với các-bon của cây sống")
    case "standing-only": Passage("standing dead trees only", vi: "chỉ cây chết đứng")
    case "factor": Passage("stock factor", vi: "hệ số trữ lượng")
    default: Passage("measured on plots", vi: "đo trên ô tiêu chuẩn")
    }
  }

  /// How the pools beside the live trees came about.
  var furtherPoolsMethod: [Passage] {
    var list: [Passage] = []
    func fraction(_ pool: CarbonPool) -> Slot {
      .datum(
        Datum(
          pools.fractions[pool]?.value ?? .nan, decimals: 2, unit: "1",
          source: EvidenceSource(
            file: folder + "run.json",
            column: "parameters.carbon_fraction_"
              + pool.rawValue.replacing("-", with: "_"))))
    }
    if pools.countsDeadTrees {
      list.append(
        Passage(
          "Dead wood: standing dead trees with the equation of live ones, less what they lost (AR-TOOL12), with their roots where roots are counted; its carbon fraction is {f}.",
          vi:
            "Gỗ chết: cây chết đứng tính theo phương trình của cây sống, trừ phần đã mất (AR-TOOL12), gồm cả rễ khi có tính rễ; tỷ lệ các-bon là {f}.",
          ["f": fraction(.deadWood)]))
      if result.request.inventory.deadWood != nil {
        list.append(
          Passage(
            "Lying dead wood by line intersect: π² Σd² ÷ (8 L) m³/ha, times the density of its decay class.",
            vi:
              "Gỗ chết nằm theo phương pháp tuyến cắt: π² Σd² ÷ (8 L) m³/ha, nhân với khối lượng thể tích theo cấp phân hủy."
          ))
      }
    }
    if pools.pools.contains(.litter), pools.defaults[.litter] == nil {
      list.append(
        Passage(
          "Litter: dry mass over the area of the frames; its carbon fraction is {f}.",
          vi: "Thảm mục: khối lượng khô chia cho diện tích khung; tỷ lệ các-bon là {f}.",
          ["f": fraction(.litter)]))
    }
    for (pool, rule) in pools.defaults.sorted(by: { $0.key.rawValue < $1.key.rawValue })
    where pools.pools.contains(pool) {
      list.append(
        Passage(
          "{pool}: a share of the carbon of live trees ({rule}, AR-TOOL12).",
          vi: "{pool}: tỷ lệ so với các-bon của cây sống ({rule}, AR-TOOL12).",
          ["pool": .passage(Passage(pool.name)), "rule": .code(rule.id)]))
    }
    if pools.pools.contains(.soil) {
      list.append(
        Passage(
          "Soil: organic carbon of the fine earth times bulk density times depth, layer by layer; stones are deducted once.",
          vi:
            "Đất: hàm lượng các-bon hữu cơ của đất mịn nhân dung trọng đất nhân độ sâu, theo từng lớp; đá chỉ trừ một lần."
        ))
    }
    return list
  }

  /// Errors of further pools that no interval holds.
  var poolsNotIncluded: [Passage] {
    var list: [Passage] = []
    if pools.countsDeadTrees {
      list.append(
        Passage(
          "density and decay class of dead wood",
          vi: "khối lượng thể tích và cấp phân hủy của gỗ chết"))
    }
    if !pools.defaults.isEmpty {
      list.append(
        Passage(
          "default shares of dead wood and litter", vi: "tỷ lệ mặc định của gỗ chết và thảm mục"))
    }
    if pools.pools.contains(.soil) {
      list.append(
        Passage(
          "soil analysis and bulk density", vi: "phân tích đất và dung trọng đất"))
    }
    return list
  }
}
