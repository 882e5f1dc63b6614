import CarbonDocuments
import CarbonStock
import ForestModel

/// The whole arithmetic of one parcel, tree to tonne, with the numbers of the run: for the auditor who
/// checks and the trainee who learns. Every number names the cell it stands in; what is recomputed here
/// from printed numbers is recomputed from unrounded ones.
struct Explanation {
  let facts: EstimateFacts
  /// The trees, of which one serves as an example.
  let inventory: Inventory
  let index: Int

  private var result: EstimateResult { facts.result }
  private var parcel: Parcel { result.parcels[index] }

  /// The page; `nil` for a parcel without land in the account.
  func document() -> Document {
    var blocks: [Block] = [landSection]
    if let estimate = result.estimates[index], let land = result.land[index] {
      let sampled = land.byStratum.filter {
        result.estimator.strata[$0.stratum]?.source == .sampled
      }
      // One tree and one plot as an example, from the stratum with most of the parcel's land.
      if let main = sampled.max(by: { ($0.areaHa, $1.stratum) < ($1.areaHa, $0.stratum) }),
        let plot = typicalPlot(main.stratum)
      {
        blocks += exampleSections(plot)
      }
      for piece in land.byStratum { blocks += stratumSection(piece.stratum) }
      blocks.append(parcelSection(estimate, land))
    } else {
      blocks.append(.note(outcome))
    }
    return Document(
      name: "explain",
      title: Passage(
        "Parcel {id}: from tree to tonne", vi: "{id}: từ cây đến tấn CO₂ tương đương",
        ["id": .text(parcel.id)]),
      subtitle: Passage(
        "Inputs: {files}. All results are computed with unrounded numbers; they stand in the files of estimate.",
        vi:
          "Số liệu đầu vào: {files}. Mọi kết quả được tính bằng số chưa làm tròn và có trong các tệp của estimate.",
        ["files": .text(facts.record.inputs.map { fileName($0.path) }.joined(separator: ", "))]),
      producer: "forestcarbon \(toolVersion)", isNumbered: true, blocks: blocks)
  }

  private var outcome: Passage {
    if let problem = parcel.problem {
      return Passage(
        "The parcel was left out because of an error: {sentence}",
        vi: "Lô này bị loại vì có lỗi: {sentence}",
        ["sentence": .passage(problem.passage)])
    }
    return Passage(
      "No land of this parcel is in the account: the strata table leaves its class out.",
      vi: "Lô này không có diện tích được tính: bảng tầng không đưa loại này vào tính toán.")
  }

  // MARK: Numbers

  private func number(_ value: Double, _ decimals: Int, _ unit: String, _ column: String) -> Slot {
    facts.cell("parcels.csv", index, column, value, decimals: decimals, unit: unit)
  }

  private func stratum(
    _ place: Int, _ value: Double, _ decimals: Int, _ unit: String, _ column: String
  ) -> Slot {
    facts.cell("strata.csv", place, column, value, decimals: decimals, unit: unit)
  }

  /// A number in between, which no file holds: printed as it is.
  private func plain(_ value: Double, _ decimals: Int) -> Slot {
    .passage(
      Passage(
        NumberStyle(.english).string(value, decimals: decimals),
        vi: NumberStyle(.vietnamese).string(value, decimals: decimals)))
  }

  // MARK: Land

  private var landSection: Block {
    let rows = parcel.classes.map { piece -> [Slot] in
      let rule = result.plan.rule(for: piece.name)
      let way: Slot =
        switch rule?.treatment {
        case .excluded: .passage(Passage("left out", vi: "không tính"))
        case .table: .passage(Passage("stock factor", vi: "hệ số trữ lượng"))
        case .sampled, .merged: .passage(Passage("plots", vi: "ô tiêu chuẩn"))
        case nil: .text("–")
        }
      return [
        .text(result.shown(piece.name)), .text(rule?.stratum ?? "–"), way,
        plain(piece.areaHa, 4),
      ]
    }
    let unmapped: [[Slot]] =
      parcel.unmappedHa > 0
      ? [
        [
          .passage(Passage("no class on the map", vi: "chưa có mã loại")), .text("–"),
          .passage(Passage("left out", vi: "không tính")), plain(parcel.unmappedHa, 4),
        ]
      ] : []
    let table = Table(
      id: "land",
      caption: Passage(
        "Land of the parcel by class: {ha} ha.", vi: "Diện tích của lô theo loại: {ha} ha.",
        ["ha": number(parcel.areaHa, 4, "ha", "area_ha")]),
      columns: [
        .init(Passage("Class", vi: "Mã loại")), .init(Passage("Stratum", vi: "Tầng")),
        .init(Passage("Enters by", vi: "Cách tính")),
        .init(Passage("Area (ha)", vi: "Diện tích (ha)"), isNumeric: true),
      ], rows: rows + unmapped)
    return .section(
      id: "land", title: Passage("The land", vi: "Diện tích"),
      [
        .paragraph(
          Passage(
            "Area {ha} ha ({rule}).", vi: "Diện tích {ha} ha ({rule}).",
            [
              "ha": number(parcel.areaHa, 4, "ha", "area_ha"),
              "rule": .passage(areaWords),
            ])), .table(table),
      ])
  }

  // MARK: One tree, one plot

  /// The plot of a stratum whose stock lies next to the mean.
  private func typicalPlot(_ place: Int) -> Int? {
    guard let mean = result.estimator.strata[place]?.mean.co2eT else { return nil }
    let stock = { result.inventory.stocks[$0].perHa.co2eT }
    return result.plotsUsed.filter { result.plotPlaces[$0] == place && stock($0).isFinite }
      .min { (abs(stock($0) - mean), $0) < (abs(stock($1) - mean), $1) }
  }

  private func exampleSections(_ plot: Int) -> [Block] {
    let members = inventory.trees.row.indices.filter {
      inventory.plotOfTree[$0] == plot && inventory.trees.status[$0] == .live
        && !inventory.biomass.agbKg[$0].isNaN
    }
    let ranked = members.sorted {
      (inventory.biomass.agbKg[$0], $0) < (inventory.biomass.agbKg[$1], $1)
    }
    var sections: [Block] = []
    if !ranked.isEmpty { sections.append(treeSection(ranked[ranked.count / 2], plot)) }
    return sections + [plotSection(plot, members)]
  }

  private func treeSection(_ tree: Int, _ plot: Int) -> Block {
    let (trees, biomass) = (inventory.trees, inventory.biomass)
    func at(_ column: String, _ value: Double, _ decimals: Int, _ unit: String) -> Slot {
      facts.cell("trees.csv", tree, column, value, decimals: decimals, unit: unit)
    }
    var steps: [Step] = []
    let dbh = at("dbh_cm", trees.dbhCm[tree], 1, "cm")
    steps.append(
      Step(
        Passage("diameter D1.3 (cm)", vi: "đường kính D1.3 (cm)"), source("trees.csv", "dbh_cm"),
        Passage(dbh)))
    let model = biomass.models.first { $0.id == biomass.equation[tree] }
    if let model {
      let density = at("wood_density_g_cm3", biomass.woodDensityGPerCm3[tree], 3, "g/cm3")
      steps.append(
        Step(
          Passage("wood density ρ (g/cm³)", vi: "khối lượng thể tích gỗ ρ (g/cm³)"),
          Passage(
            "{species}, {level}", vi: "{species}, {level}",
            [
              "species": .text(trees.species[tree].isEmpty ? "–" : trees.species[tree]),
              "level": .passage(Self.level(biomass.woodDensitySource[tree])),
            ]), Passage(density)))
      if model.needsHeight {
        steps.append(
          Step(
            Passage("height H (m)", vi: "chiều cao H (m)"), heightArithmetic(tree),
            Passage(at("height_m", biomass.heightM[tree], 2, "m"))))
      }
      let style = { (value: Double, decimals: Int) in
        NumberStyle(.english).string(value, decimals: decimals)
      }
      let filled = model.formula(
        dbh: style(trees.dbhCm[tree], 1), height: style(biomass.heightM[tree], 2),
        woodDensity: style(biomass.woodDensityGPerCm3[tree], 3),
        stress: result.request.inventory.constants["E"]?.csvText ?? "–")
      steps.append(
        Step(
          Passage(
            "AGB of the tree (kg), {model}", vi: "AGB của cây (kg), {model}",
            ["model": .code(model.id)]),
          Passage(EstimateFacts.formula(filled)),
          Passage(at("agb_kg", biomass.agbKg[tree], 2, "kg"))))
    } else {
      steps.append(
        Step(
          Passage("AGB of the tree (kg)", vi: "AGB của cây (kg)"), source("trees.csv", "agb_kg"),
          Passage(at("agb_kg", biomass.agbKg[tree], 2, "kg"))))
    }
    return .section(
      id: "tree",
      title: Passage(
        "One tree: the middle one by biomass of plot {plot} (tree {tree})",
        vi: "Một cây: cây có sinh khối đứng giữa trong ô {plot} (cây số {tree})",
        [
          "plot": .text(result.inventory.plots.id[plot]),
          "tree": .text(trees.treeID[tree].isEmpty ? "–" : trees.treeID[tree]),
        ]), [.calculation(steps)])
  }

  private func source(_ file: String, _ column: String) -> Passage {
    Passage(
      "results: {file}, {column}", vi: "kết quả: {file}, {column}",
      ["file": .code(file), "column": .code(column)])
  }

  /// Where a wood density came from, in words.
  private static func level(_ source: String) -> Passage {
    switch source {
    case "tree": Passage("given for the tree", vi: "ghi trong bảng cây")
    case "species": Passage("value of the species", vi: "giá trị của loài")
    case "genus": Passage("value of the genus", vi: "giá trị của chi")
    case "family": Passage("value of the family", vi: "giá trị của họ")
    case "plot": Passage("mean of the trees of its plot", vi: "trung bình các cây trong ô")
    case "data-set": Passage("mean of all trees", vi: "trung bình mọi cây")
    default: Passage("default value", vi: "giá trị mặc định")
    }
  }

  /// How hectares were counted, in words.
  private var areaWords: Passage {
    switch result.request.areaRule {
    case .geodesic:
      if case .areas = result.request.land {
        return Passage("as the table of areas states", vi: "theo bảng diện tích")
      }
      return Passage("on the ellipsoid", vi: "trên mặt ellipsoid")
    case .planar: return Passage("in the plane of the map", vi: "trên mặt phẳng bản đồ")
    case .field(let name):
      return Passage("field {name}", vi: "trường {name}", ["name": .code(name)])
    }
  }

  private func heightArithmetic(_ tree: Int) -> Passage {
    let dbh = NumberStyle(.english).string(inventory.trees.dbhCm[tree], decimals: 1)
    guard let formula = inventory.heightFormula(of: tree, dbh: dbh) else {
      return Passage("measured", vi: "đo được")
    }
    return Passage(EstimateFacts.formula(formula))
  }

  private func plotSection(_ plot: Int, _ members: [Int]) -> Block {
    let stock = inventory.stocks[plot]
    let pools = result.request.inventory.pools
    func at(_ column: String, _ value: Double, _ decimals: Int, _ unit: String) -> Slot {
      facts.cell("plots.csv", plot, column, value, decimals: decimals, unit: unit)
    }
    let expanded = members.contains { inventory.tables.isExpandedByTree($0, in: plot) }
    let agb = at("agb_mg_ha", stock.perHa.agbMg, 3, "Mg/ha")
    let fraction = facts.summary("carbon_fraction", pools.carbonFraction, decimals: 2, unit: "1")
    var steps = [
      Step(
        Passage("trees (Mg)", vi: "tổng các cây (Mg)"),
        Passage(
          "sum of {n} trees ÷ 1000", vi: "tổng {n} cây ÷ 1000",
          ["n": at("n_trees", Double(stock.trees), 0, "1")]),
        Passage(at("agb_mg", stock.agbMg, 4, "Mg"))),
      Step(
        Passage("AGB (Mg/ha)", vi: "AGB (Mg/ha)"),
        expanded
          ? Passage(
            "sum of tree (Mg) × its trees per ha",
            vi: "tổng sinh khối cây (Mg) × hệ số quy đổi ra héc-ta"
          )
          : Passage(
            "{mg} ÷ {ha} ha", vi: "{mg} ÷ {ha} ha",
            [
              "mg": at("agb_mg", stock.agbMg, 4, "Mg"),
              "ha": at("area_ha", inventory.plots.areaHa[plot], 4, "ha"),
            ]), Passage(agb)),
    ]
    var biomass: Passage = Passage(agb)
    if pools.pools.contains(.bgb) {
      let bgb = at("bgb_mg_ha", stock.perHa.bgbMg, 3, "Mg/ha")
      steps.append(
        Step(
          Passage(
            "BGB (Mg/ha), {rule}", vi: "BGB (Mg/ha), {rule}", ["rule": .code(pools.rootShoot.id)]),
          Passage(
            "{agb} × {ratio}", vi: "{agb} × {ratio}",
            ["agb": agb, "ratio": plain(stock.perHa.bgbMg / stock.perHa.agbMg, 3)]), Passage(bgb)))
      biomass = Passage("({agb} + {bgb})", vi: "({agb} + {bgb})", ["agb": agb, "bgb": bgb])
    }
    let carbon = at("carbon_mg_ha", stock.perHa.carbonMg, 3, "Mg C/ha")
    let further = Inventory.furtherPools(pools)
    let chain = Passage("{b} × {f}", vi: "{b} × {f}", ["b": .passage(biomass), "f": fraction])
    let others = further.map { pool in
      Passage(
        "{c} ({pool})", vi: "{c} ({pool})",
        [
          "c": at(Inventory.carbonColumn(pool), stock.perHa.carbonByPool[pool], 3, "Mg C/ha"),
          "pool": .passage(Passage(pool.name)),
        ])
    }
    steps.append(
      Step(
        Passage("carbon (Mg C/ha)", vi: "các-bon (Mg C/ha)"),
        Passage(joining: [chain] + others, by: " + "), Passage(carbon)))
    steps.append(
      Step(
        Passage("t CO₂e/ha", vi: "tCO₂tđ/ha"),
        Passage("{c} × 44/12", vi: "{c} × 44/12", ["c": carbon]),
        Passage(at("co2e_t_ha", stock.perHa.co2eT, 3, "t CO2e/ha"))))
    return .section(
      id: "plot",
      title: Passage(
        "One plot: {plot}, the one next to the mean of its stratum",
        vi: "Một ô tiêu chuẩn: {plot}, ô gần trung bình của tầng nhất",
        ["plot": .text(inventory.plots.id[plot])]), [.calculation(steps)])
  }

  // MARK: Strata and parcel

  private func stratumSection(_ place: Int) -> [Block] {
    guard let stock = result.estimator.strata[place] else { return [] }
    let mean = stratum(place, stock.mean.co2eT, 3, "t CO2e/ha", "co2e_t_ha")
    var steps: [Step] = []
    if stock.source == .table {
      steps.append(
        Step(
          Passage("factor (t CO₂e/ha)", vi: "hệ số (tCO₂tđ/ha)"),
          factorArithmetic(place, stock), Passage(mean)))
      if stock.co2eVariance.isFinite {
        steps.append(
          Step(
            Passage("its standard error (t CO₂e/ha)", vi: "sai số chuẩn (tCO₂tđ/ha)"),
            Passage(
              "stated in the stock table, through the same steps",
              vi: "theo bảng trữ lượng, quy đổi qua các bước trên"),
            Passage(
              stratum(place, stock.co2eVariance.squareRoot(), 3, "t CO2e/ha", "co2e_se_t_ha"))))
      }
    } else {
      let values = result.plotsUsed.filter { result.plotPlaces[$0] == place }
        .map { result.inventory.stocks[$0].perHa.co2eT }
      guard values.allSatisfy(\.isFinite) else { return partialSection(place, stock) }
      let slots: [String: Slot] = [
        "n": stratum(place, Double(values.count), 0, "1", "n_plots"),
        "sum": plain(ExactSum(values).value, 3),
      ]
      steps.append(
        Step(
          Passage("mean of {n} plots (t CO₂e/ha)", vi: "trung bình {n} ô (tCO₂tđ/ha)", slots),
          Passage(
            "sum of the plots ÷ n = {sum} ÷ {n}", vi: "tổng các ô ÷ n = {sum} ÷ {n}", slots),
          Passage(mean)))
      let sd = stratum(place, stock.co2eSDT, 3, "t CO2e/ha", "co2e_sd_t_ha")
      steps.append(
        Step(
          Passage("standard error of the mean", vi: "sai số chuẩn của trung bình"),
          Passage(
            "s ÷ √n = {sd} ÷ √{n}", vi: "s ÷ √n = {sd} ÷ √{n}",
            ["sd": sd, "n": slots["n"] ?? .text("–")]),
          Passage(
            stratum(place, stock.co2eVariance.squareRoot(), 3, "t CO2e/ha", "co2e_se_t_ha"))))
    }
    return [
      .section(
        id: "stratum-\(place)",
        title: Passage("Stratum {name}", vi: "Tầng {name}", ["name": .text(stock.name)]),
        [.calculation(steps)])
    ]
  }

  /// A stratum with a pool that was measured on some of its plots only.
  private func partialSection(_ place: Int, _ stock: StratumStock) -> [Block] {
    let lines = result.poolLines.enumerated().filter { $0.element.stratum == stock.name }
    let steps = lines.map { row, line in
      func at(_ column: String, _ value: Double) -> Slot {
        facts.cell("pools.csv", row, column, value, decimals: 3, unit: "t CO2e/ha")
      }
      let name =
        line.pool.map { Passage($0.name) } ?? Passage("all pools", vi: "tổng các bể")
      return Step(
        Passage("{pool} (t CO₂e/ha)", vi: "{pool} (tCO₂tđ/ha)", ["pool": .passage(name)]),
        line.pool == nil
          ? Passage(
            "sum of the pools; the standard errors of pools measured on some plots only are added in full",
            vi:
              "tổng các bể; sai số chuẩn của bể chỉ đo trên một số ô được cộng toàn bộ")
          : Passage(
            "mean of {n} plots", vi: "trung bình {n} ô",
            [
              "n": facts.cell(
                "pools.csv", row, "n_plots", Double(line.plots ?? 0), decimals: 0, unit: "1")
            ]),
        Passage(
          "{mean} (SE {se})", vi: "{mean} (sai số chuẩn {se})",
          [
            "mean": at("co2e_t_ha", line.co2eTPerHa), "se": at("co2e_se_t_ha", line.co2eSETPerHa),
          ]))
    }
    return [
      .section(
        id: "stratum-\(place)",
        title: Passage("Stratum {name}", vi: "Tầng {name}", ["name": .text(stock.name)]),
        [.calculation(steps)])
    ]
  }

  /// Root of the sum of squares, with its terms where they fit on a line.
  private func seArithmetic(_ estimate: LandEstimate, _ land: StratumAreas) -> Passage {
    var slots: [String: Slot] = [:]
    var terms: [String] = []
    for (number, piece) in land.byStratum.enumerated() {
      slots["w\(number)"] = plain(piece.areaHa / estimate.areaHa, 4)
      slots["e\(number)"] = plain(
        result.estimator.strata[piece.stratum]?.co2eVariance.squareRoot() ?? .nan, 3)
      terms.append("({w\(number)} × {e\(number)})²")
    }
    guard terms.count <= 4 else {
      return Passage(
        "√ sum of (share of stratum × SE)²", vi: "√ tổng (tỷ trọng tầng × sai số chuẩn)²")
    }
    let sum = "√(" + terms.joined(separator: " + ") + ")"
    return Passage(Phrase(sum, vi: sum), slots)
  }

  /// From a factor of above-ground biomass through the ratio to CO2e; one of carbon or CO2e as it is.
  private func factorArithmetic(_ place: Int, _ stock: StratumStock) -> Passage {
    guard stock.mean.agbMg.isFinite else {
      return Passage("as stated in the stock table", vi: "theo bảng trữ lượng")
    }
    let pools = result.request.inventory.pools
    let agb = stratum(place, stock.mean.agbMg, 3, "Mg/ha", "agb_mg_ha")
    let fraction = facts.summary("carbon_fraction", pools.carbonFraction, decimals: 2, unit: "1")
    guard pools.pools.contains(.bgb), stock.mean.agbMg > 0 else {
      return Passage(
        "AGB {agb} Mg/ha × {f} × 44/12", vi: "AGB {agb} Mg/ha × {f} × 44/12",
        ["agb": agb, "f": fraction])
    }
    return Passage(
      "AGB {agb} Mg/ha × (1 + {ratio}) × {f} × 44/12",
      vi: "AGB {agb} Mg/ha × (1 + {ratio}) × {f} × 44/12",
      ["agb": agb, "ratio": plain(stock.mean.bgbMg / stock.mean.agbMg, 3), "f": fraction])
  }

  private func parcelSection(_ estimate: LandEstimate, _ land: StratumAreas) -> Block {
    let t = estimate.co2eT
    let half = estimate.halfWidthT
    var slots: [String: Slot] = [:]
    var terms: [String] = []
    for (number, piece) in land.byStratum.enumerated() {
      slots["a\(number)"] = plain(piece.areaHa, 4)
      slots["m\(number)"] = stratum(
        piece.stratum, result.estimator.strata[piece.stratum]?.mean.co2eT ?? .nan, 3, "t CO2e/ha",
        "co2e_t_ha")
      terms.append("{a\(number)} × {m\(number)}")
    }
    let sum = terms.joined(separator: " + ")
    var steps = [
      Step(
        Passage("t CO₂e of the parcel", vi: "tCO₂tđ của lô"), Passage(Phrase(sum, vi: sum), slots),
        Passage(number(t, 2, "t CO2e", "co2e_t"))),
      Step(
        Passage("mean (t CO₂e/ha)", vi: "trung bình (tCO₂tđ/ha)"),
        Passage(
          "{t} ÷ {ha} ha", vi: "{t} ÷ {ha} ha",
          [
            "t": number(t, 2, "t CO2e", "co2e_t"),
            "ha": number(estimate.areaHa, 4, "ha", "accounted_ha"),
          ]), Passage(number(estimate.perHa.co2eT, 3, "t CO2e/ha", "co2e_t_ha"))),
    ]
    guard !half.isNaN else {
      return .section(
        id: "parcel", title: Passage("The parcel", vi: "Kết quả của lô"), [.calculation(steps)])
    }
    let confidence = result.estimator.confidence
    let level = facts.summary("total.confidence", confidence, unit: "%")
    let df: Slot =
      estimate.degreesOfFreedom.isInfinite
      ? .text("∞") : number(estimate.degreesOfFreedom, 2, "1", "df")
    let quantile = StudentT.twoSided(confidence: confidence, df: estimate.degreesOfFreedom)
    steps.append(
      Step(
        Passage(
          "standard error of the mean (t CO₂e/ha)", vi: "sai số chuẩn của trung bình (tCO₂tđ/ha)"),
        seArithmetic(estimate, land),
        Passage(plain(estimate.co2eSET, 3))))
    steps.append(
      Step(
        Passage(
          "half-width of the {level} interval (t)", vi: "nửa độ rộng khoảng tin cậy {level} (±, t)",
          ["level": level]),
        Passage(
          "t({level}; {df}) × SE × ha = {q} × {se} × {ha}",
          vi: "t({level}; {df}) × sai số chuẩn × ha = {q} × {se} × {ha}",
          [
            "level": level, "df": df, "q": plain(quantile, 4), "se": plain(estimate.co2eSET, 3),
            "ha": number(estimate.areaHa, 4, "ha", "accounted_ha"),
          ]), Passage(plain(half, 2))))
    steps.append(
      Step(
        Passage(
          "interval of the mean of such land", vi: "khoảng tin cậy cho trung bình của loại rừng này"
        ),
        Passage(
          "{t} ± {half}", vi: "{t} ± {half}",
          ["t": number(t, 2, "t CO2e", "co2e_t"), "half": plain(half, 2)]),
        Passage(
          "{low} to {high} t CO₂e", vi: "{low} đến {high} tCO₂tđ",
          [
            "low": number(t - half, 2, "t CO2e", "co2e_low_t"),
            "high": number(t + half, 2, "t CO2e", "co2e_high_t"),
          ])))
    if !estimate.ownHalfWidthT.isNaN {
      steps.append(
        Step(
          Passage(
            "where this parcel's own stock lies", vi: "khoảng cho trữ lượng riêng của lô này"),
          Passage(
            "variance between plots added", vi: "cộng thêm phương sai giữa các ô"),
          Passage(
            "{low} to {high} t CO₂e", vi: "{low} đến {high} tCO₂tđ",
            [
              "low": number(t - estimate.ownHalfWidthT, 2, "t CO2e", "co2e_parcel_low_t"),
              "high": number(t + estimate.ownHalfWidthT, 2, "t CO2e", "co2e_parcel_high_t"),
            ])))
    }
    return .section(
      id: "parcel", title: Passage("The parcel", vi: "Kết quả của lô"),
      [
        .calculation(steps),
        .note(
          Passage(
            "The interval holds the error of sampling and of stock factors only. This is an estimate; it has not been verified and is not an issued credit.",
            vi:
              "Khoảng tin cậy chỉ gồm sai số lấy mẫu và sai số của hệ số trữ lượng. Đây là số liệu ước tính, chưa được thẩm định và không phải là tín chỉ các-bon đã cấp."
          )),
      ])
  }
}

extension Workflow {
  /// The arithmetic of one parcel as text for a terminal, and as a page when `page` names a file.
  ///
  /// - Throws: a usage error when no parcel has that id, with the nearest ids.
  public static func explain(
    _ parcelID: String, of request: EstimateRequest, page: String?, context: RunContext
  ) async throws(WorkflowError) -> String {
    guard [.simple, .stratified].contains(request.design), !request.isFinitePopulation else {
      throw .usage(
        Phrase(
          "explain shows the arithmetic of --design simple and stratified without --finite-population; for {design} see the report, summary.json and docs/methods/estimators.md",
          vi:
            "explain trình bày phép tính của --design simple và stratified, không có --finite-population; với {design} hãy xem báo cáo, summary.json và docs/methods/estimators.md"
        ), ["design": request.design.rawValue])
    }
    var record = RunRecord(verb: "estimate", context: context)
    try addInputs(of: request, to: &record)
    var log = FindingLog()
    var nowhere: TreeFile?
    let result = try await compute(
      request, context: context, &record, &log, reading: .kept, &nowhere)
    guard let inventory = result.trees else { preconditionFailure("the trees were to be kept") }
    context.progress.finish()
    guard let index = result.parcels.firstIndex(where: { $0.id == parcelID }) else {
      let ids = result.parcels.map(\.id)
      let near = Nearest.names(to: parcelID, among: ids, limit: 3)
      throw .usage(
        near.isEmpty
          ? Phrase(
            "no parcel {id}; parcels are named like {near}",
            vi: "không có lô {id}; mã lô có dạng {near}")
          : Phrase("no parcel {id}; nearest: {near}", vi: "không có lô {id}; gần nhất: {near}"),
        [
          "id": parcelID,
          "near": (near.isEmpty ? Array(ids.prefix(3)) : near).joined(separator: ", "),
        ])
    }
    let facts = EstimateFacts(result: result, record: record, log: log)
    let document = Explanation(facts: facts, inventory: inventory, index: index).document()
    let voice = Voice(context.language, EvidenceBook(document))
    if let page {
      guard page.hasSuffix(".html") else {
        throw .usage(
          Phrase("--page takes a file that ends in .html", vi: "--page nhận tệp có đuôi .html"), [:]
        )
      }
      try refuseOverwriting([page], inputs: record.inputs)
      try makeFolders(parentFolder(page))
      var file = try FileWriter(page)
      try file.write(HTMLWriter.html(document, voice, style: .screen).utf8)
      try file.finish()
    }
    return TextWriter.text(document, voice)
  }
}
