import ArgumentParser
import CarbonStock
import ForestModel
import ForestWorkflow
import Foundation

/// The field inventory: tables, equation, heights, pools.
struct InventoryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Trees table: plot_id, tree_id, species, dbh_cm (or girth_cm), height_m, wood_density_g_cm3, status; or agb_kg. CSV, XLSX, ODS, DBF, GeoPackage; a sheet as book.xlsx:Sheet.",
        vi:
          "Bảng cây: plot_id, tree_id, species, dbh_cm (hoặc girth_cm), height_m, wood_density_g_cm3, status; hoặc agb_kg. CSV, XLSX, ODS, DBF, GeoPackage; trang tính viết book.xlsx:Sheet."
      ), valueName: "file"))
  var trees: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Plots table: plot_id, area_ha (or area_m2, radius_m, length_m and width_m, or plot_design with --nests), stratum, slope_deg, lon and lat. A plot without trees counts as zero.",
        vi:
          "Bảng ô tiêu chuẩn: plot_id, area_ha (hoặc area_m2, radius_m, length_m và width_m, hoặc plot_design cùng --nests), stratum, slope_deg, lon và lat. Ô không có cây được tính là 0."
      ), valueName: "file"))
  var plots: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Trees measured for the height model: dbh_cm, height_m; plot_id or stratum.",
        vi: "Cây đo chiều cao để lập mô hình: dbh_cm, height_m; plot_id hoặc stratum."),
      valueName: "file"))
  var heights: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Heights that were not measured: auto (the form that best predicts trees it has not seen; default where 15 heights or more are there), log1, log2, log3, weibull or michaelis (fitted), regional:SEAsia and other regions (Feldpausch et al. 2012), climate (Chave et al. 2014 Eq. 6a, with --set E=VALUE), given (none: measured heights only).",
        vi:
          "Chiều cao chưa đo: auto (dạng mô hình dự đoán tốt nhất các cây không dùng để ước lượng; mặc định khi có từ 15 chiều cao), log1, log2, log3, weibull hoặc michaelis (ước lượng từ số liệu), regional:SEAsia và vùng khác (Feldpausch et al. 2012), climate (Chave et al. 2014 Eq. 6a, kèm --set E=GIÁ_TRỊ), given (chỉ dùng số đo)."
      ), valueName: "model"))
  var heightModel: String?

  @Option(
    help: ArgumentHelp(
      say(
        "What may have a height model of its own, where that predicts better: stratum (default with auto), plot, or data-set (one model for all; default with a stated form).",
        vi:
          "Nhóm có thể có mô hình chiều cao riêng khi dự đoán tốt hơn: stratum (mặc định với auto), plot, hoặc data-set (một mô hình chung; mặc định khi chọn dạng mô hình)."
      ), valueName: "group"))
  var heightBy: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Weights of the trees in the fit of heights: equal (default) or volume (D² H).",
        vi: "Trọng số của cây khi ước lượng chiều cao: equal (mặc định) hoặc volume (D² H)."),
      valueName: "weights"))
  var heightWeights: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Equation for trees without agb_kg: CHAVE2014_EQ4 (default, needs heights), any other id of forestcarbon allometry list or of --equations, or auto (by rules: taxon, growth form, stratum).",
        vi:
          "Phương trình cho cây không có agb_kg: CHAVE2014_EQ4 (mặc định, cần chiều cao), mã khác trong forestcarbon allometry list hoặc trong --equations, hoặc auto (theo quy tắc: loài, dạng sống, tầng)."
      ), valueName: "id"))
  var equation: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Equations of your own: id, expression, predictors, result_unit, d_min_cm, d_max_cm, citation.",
        vi:
          "Phương trình riêng: id, expression, predictors, result_unit, d_min_cm, d_max_cm, citation."
      ), valueName: "file"))
  var equations: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Rules for --equation auto, in place of the built-in ones: taxon, growth_form, stratum, equation, reason.",
        vi:
          "Quy tắc cho --equation auto, thay cho quy tắc có sẵn: taxon, growth_form, stratum, equation, reason."
      ), valueName: "file"))
  var equationRules: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Wood densities: species (or genus, family), wood_density_g_cm3.",
        vi: "Khối lượng thể tích gỗ: species (hoặc genus, family), wood_density_g_cm3."),
      valueName: "file"))
  var woodDensity: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Wood density in g/cm3 for taxa that no table knows; each use is reported.",
        vi:
          "Khối lượng thể tích gỗ (g/cm3) cho loài không có trong bảng; mỗi lần dùng đều được báo."),
      valueName: "value"))
  var woodDensityDefault: Double?

  @Option(
    help: ArgumentHelp(
      say(
        "What may give a wood density: {levels}; means of the plot or of all trees are reported.",
        vi:
          "Nguồn khối lượng thể tích gỗ: {levels}; mỗi lần dùng trung bình của ô hoặc của mọi cây đều được báo.",
        ["levels": WoodDensityLevel.choices.map(\.rawValue).joined(separator: ", ")]),
      valueName: "levels"))
  var woodDensityLevels = "species,genus,family"

  @Option(
    help: ArgumentHelp(
      say(
        "Tables that may give a wood density: given, built-in.",
        vi: "Bảng được dùng: given (của người dùng), built-in (có sẵn)."),
      valueName: "tables"))
  var woodDensityTables = "given,built-in"

  @Option(
    help: ArgumentHelp(
      say(
        "Regions of --wood-density that count, as in its column region; separated by commas.",
        vi: "Các vùng của --wood-density được dùng, như trong cột region; cách nhau bằng dấu phẩy."),
      valueName: "regions"))
  var woodDensityRegion: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Names of taxa: matched (spelling, synonyms, Vietnamese names; each change is reported) or written.",
        vi:
          "Tên loài: matched (sửa lỗi gõ, tên đồng nghĩa, tên Việt; mỗi thay đổi đều được báo) hoặc written (giữ nguyên)."
      ), valueName: "way"))
  var names = NameReading.matched.rawValue

  @Option(
    help: ArgumentHelp(
      say(
        "Your own synonyms: synonym, accepted, source.",
        vi: "Tên đồng nghĩa của người dùng: synonym, accepted, source."), valueName: "file"))
  var synonyms: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Site constant of an equation, e.g. E=-0.067.",
        vi: "Hằng số lập địa của phương trình, ví dụ E=-0.067."), valueName: "name=value"))
  var set: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        "Which field is which column: trees.dbh_cm=D; in another unit \"trees.dbh_cm=D4 [mm]\"; of several fields plots.plot_id=cluster_no+plot_no; one value for all rows trees.plot_id==SL1.",
        vi:
          "Trường nào là cột nào: trees.dbh_cm=D; đơn vị khác \"trees.dbh_cm=D4 [mm]\"; ghép nhiều trường plots.plot_id=cluster_no+plot_no; một giá trị cho mọi dòng trees.plot_id==SL1."
      ), valueName: "table.column=field"))
  var column: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        "Row that holds the column names, for files with title rows: N for all tables, or trees=N.",
        vi: "Dòng chứa tên cột, cho tệp có dòng tiêu đề phía trên: N cho mọi bảng, hoặc trees=N."),
      valueName: "n"))
  var headerRow: [String] = []

  @OptionGroup var text: TextOptions

  @Option(
    help: ArgumentHelp(
      say(
        "How plots with a slope were laid out: slope-distance (default: the area is multiplied by cos slope) or horizontal.",
        vi:
          "Cách bố trí ô trên đất dốc: slope-distance (mặc định: diện tích nhân với cos độ dốc) hoặc horizontal."
      ), valueName: "layout"))
  var plotLayout: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Nested plots: plot_design, dbh_min_cm (included), dbh_max_cm (not included), radius_m (or area_m2, or length_m and width_m), growth_form. Plots name theirs in plot_design.",
        vi:
          "Ô lồng nhau: plot_design, dbh_min_cm (tính cả), dbh_max_cm (không tính), radius_m (hoặc area_m2, hoặc length_m và width_m), growth_form. Bảng ô ghi kiểu ô ở cột plot_design."
      ), valueName: "file"))
  var nests: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Which census of a remeasured inventory: its label, or latest.",
        vi: "Kỳ đo được dùng khi bảng có nhiều kỳ: tên kỳ đo, hoặc latest."),
      valueName: "label"))
  var census: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Trees with several stems (stem_id): stems (default: each through the equation) or combined (one tree of the same basal area, as tall as its tallest stem).",
        vi:
          "Cây nhiều thân (stem_id): stems (mặc định: tính từng thân) hoặc combined (một cây có cùng tiết diện ngang, cao bằng thân cao nhất)."
      ), valueName: "rule"))
  var multiStem = MultiStemRule.stems.rawValue

  @Flag(
    help: ArgumentHelp(
      say(
        "A trailing letter of tree_id (12a, 12_B) marks a further stem of tree 12.",
        vi: "Chữ cái cuối của tree_id (12a, 12_B) chỉ một thân khác của cây 12.")))
  var stemLetters = false

  @Option(
    help: ArgumentHelp(
      say(
        "Pools: agb, and any of bgb, dead-wood, litter, soil.",
        vi: "Bể các-bon: agb và tùy chọn bgb, dead-wood, litter, soil."), valueName: "list"))
  var pools = "agb,bgb"

  @Option(
    help: ArgumentHelp(
      say(
        "Carbon fraction, t C per t d.m., of live biomass (IPCC 2006: 0.47), or of one pool: litter=0.37.",
        vi:
          "Tỷ lệ các-bon, tấn C trên tấn chất khô, của sinh khối sống (IPCC 2006: 0.47), hoặc của một bể: litter=0.37."
      ), valueName: "value"))
  var carbonFraction: [String] = []

  @OptionGroup var poolOptions: PoolOptions

  @Option(
    help: ArgumentHelp(
      say(
        "Root:shoot ratio by plot: {rules}, or a value such as 0.246.",
        vi: "Tỷ lệ R/S theo ô: {rules}, hoặc một giá trị như 0.246.",
        ["rules": RootShootRule.named.map(\.id).joined(separator: ", ")]), valueName: "rule"))
  var rootShoot = RootShootRule.ipcc2006MoistDeciduous.id

  func request() throws -> InventoryRequest {
    guard let trees else {
      throw ValidationError(
        say("--trees FILE is needed: the table of trees.", vi: "Cần --trees TỆP: bảng số liệu cây.")
      )
    }
    var request = InventoryRequest(trees: trees)
    request.plots = plots
    request.heights = heights
    request.woodDensity = woodDensity
    request.woodDensityDefault = try Self.inRange(
      woodDensityDefault, 0.08...1.5, "--wood-density-default")
    request.woodDensityLevels = try Self.list(
      woodDensityLevels, of: WoodDensityLevel.choices, "--wood-density-levels")
    request.woodDensityTables = try Self.list(
      woodDensityTables, of: WoodDensityLookup.Table.allCases, "--wood-density-tables")
    request.woodDensityRegions = (woodDensityRegion ?? "").split(separator: ",").map(String.init)
    guard let reading = NameReading(rawValue: names) else {
      throw Self.oneOf("--names", names, NameReading.allCases.map(\.rawValue))
    }
    request.names = reading
    request.synonyms = synonyms
    request.tables = try Self.tables(column, headerRow, text: text, layers: ["parcels"])
    request.heightChoice = try heightChoice()
    request.heightGrouping = try heightBy.map { text in
      guard let grouping = HeightGrouping(rawValue: text) else {
        throw Self.oneOf("--height-by", text, HeightGrouping.allCases.map(\.rawValue))
      }
      return grouping
    }
    request.heightWeighting =
      try heightWeights.map { text in
        guard let weighting = HeightModel.Weighting(rawValue: text) else {
          throw Self.oneOf("--height-weights", text, HeightModel.Weighting.allCases.map(\.rawValue))
        }
        return weighting
      } ?? .equal
    request.constants = try Self.constants(set)
    request.equation = try equationName(constants: request.constants)
    request.equations = equations
    request.equationRules = equationRules
    if equationRules != nil, equation?.lowercased() != "auto" {
      throw ValidationError(
        say(
          "--equation-rules needs --equation auto.", vi: "--equation-rules cần --equation auto."))
    }
    if let plotLayout {
      guard let layout = SlopeLayout(rawValue: plotLayout) else {
        throw Self.oneOf("--plot-layout", plotLayout, SlopeLayout.allCases.map(\.rawValue))
      }
      request.plotLayout = layout
    }
    request.nests = nests
    request.census = census.map { $0.lowercased() == "latest" ? .latest : .label($0) }
    guard let rule = MultiStemRule(rawValue: multiStem) else {
      throw Self.oneOf("--multi-stem", multiStem, MultiStemRule.allCases.map(\.rawValue))
    }
    request.multiStem = rule
    request.hasStemLetters = stemLetters
    if nests != nil, plots == nil {
      throw ValidationError(
        say("--nests needs --plots.", vi: "--nests cần --plots."))
    }
    request.pools = try poolSettings()
    try poolOptions.apply(to: &request)
    return request
  }

  /// Words separated by commas, in the order of `choices`.
  private static func list<Choice: RawRepresentable>(
    _ text: String, of choices: [Choice], _ option: String
  ) throws -> [Choice] where Choice.RawValue == String {
    let words = text.split(separator: ",").map { $0.filter { $0 != " " }.lowercased() }
    for word in words where !choices.contains(where: { $0.rawValue == word }) {
      throw oneOf(option, word, choices.map(\.rawValue))
    }
    return choices.filter { words.contains($0.rawValue) }
  }

  static func tables(
    _ column: [String], _ headerRow: [String], text: TextOptions,
    schemas: [TableSchema] = TableSchema.all, layers: [String] = []
  ) throws -> TableOptions {
    var options = TableOptions()
    options.text = try text.statements(layers + schemas.map(\.table))
    for statement in column {
      let halves = statement.split(separator: "=", maxSplits: 1).map(String.init)
      let names = (halves.first ?? "").split(separator: ".", maxSplits: 1).map(String.init)
      let schema = schemas.first { $0.table == names.first }
      guard halves.count == 2, names.count == 2, let schema, schema.names.contains(names[1]) else {
        let known = schemas.flatMap { schema in
          schema.names.map { schema.table + "." + $0 }
        }
        let near = Nearest.names(to: halves.first ?? "", among: known)
        throw oneOf(
          "--column", statement,
          near.isEmpty ? schemas.map { $0.table + ".NAME=FIELD" } : near)
      }
      options.columns[names[0], default: [:]][names[1]] = halves[1]
    }
    for statement in headerRow {
      let halves = statement.split(separator: "=", maxSplits: 1).map(String.init)
      guard let last = halves.last, let row = Int(last), row >= 1 else {
        throw ValidationError(
          say(
            "--header-row takes a row number, or table=number; read \"{value}\".",
            vi: "--header-row nhận số dòng, hoặc bảng=số; đọc được “{value}”.",
            ["value": statement]))
      }
      if halves.count == 2, !schemas.contains(where: { $0.table == halves[0] }) {
        throw oneOf("--header-row", halves[0], schemas.map(\.table))
      }
      options.headerRows[halves.count == 2 ? halves[0] : ""] = row
    }
    return options
  }

  private func heightChoice() throws -> HeightChoice {
    guard let heightModel else { return .automatic }
    guard let choice = HeightChoice(heightModel) else {
      throw Self.oneOf("--height-model", heightModel, HeightChoice.names)
    }
    return choice
  }

  static func constants(_ set: [String]) throws -> [String: Double] {
    var constants: [String: Double] = [:]
    for statement in set {
      let halves = statement.split(separator: "=", maxSplits: 1).map(String.init)
      guard halves.count == 2, let value = Double(halves[1]), value.isFinite, halves[0] == "E"
      else {
        throw ValidationError(
          say(
            "--set takes E=VALUE; read \"{value}\".",
            vi: "--set nhận E=GIÁ_TRỊ; đọc được “{value}”.", ["value": statement]))
      }
      constants[halves[0]] = value
    }
    return constants
  }

  /// The name asked for; what is not in the user's own file is judged at once.
  private func equationName(constants: [String: Double]) throws -> String? {
    guard let equation, equation.lowercased() != "auto" else { return equation }
    guard let record = EquationRegistry.builtIn[equation] else {
      if equations != nil { return equation }
      throw Self.oneOf(
        "--equation", equation,
        ["auto"] + EquationRegistry.builtIn.nearest(to: equation) + ["…"],
        among: EquationRegistry.builtIn.records.map(\.id))
    }
    if record.model?.needsStress ?? false, constants["E"] == nil {
      throw ValidationError(
        say(
          "{id} needs the environmental stress of the site: give --set E=VALUE (Chave et al. 2014); never take 0 for a place with a dry season.",
          vi:
            "{id} cần chỉ số khô hạn của lập địa: hãy dùng --set E=GIÁ_TRỊ (Chave et al. 2014); không dùng 0 cho nơi có mùa khô.",
          ["id": record.id]))
    }
    return record.id
  }

  private func poolSettings() throws -> PoolSettings {
    var chosen: Set<CarbonPool> = []
    for name in pools.split(separator: ",").map({ $0.trimmingCharacters(in: .whitespaces) }) {
      guard let pool = CarbonPool(rawValue: name) else {
        throw Self.oneOf("--pools", name, CarbonPool.allCases.map(\.rawValue))
      }
      chosen.insert(pool)
    }
    guard chosen.contains(.agb) else {
      throw ValidationError(
        say("--pools must hold agb.", vi: "--pools phải có agb."))
    }
    guard let rule = RootShootRule(rootShoot) else {
      throw Self.oneOf("--root-shoot", rootShoot, RootShootRule.named.map(\.id))
    }
    var settings = PoolSettings(pools: chosen, rootShoot: rule)
    settings.fractions = try poolOptions.fractions(stated: carbonFraction)
    return settings
  }

  static func oneOf(
    _ option: String, _ value: String, _ names: [String], among known: [String]? = nil
  ) -> ValidationError {
    let near = Nearest.names(to: value, among: known ?? names, limit: 1).first
    let hint = near.map { say(" Did you mean {name}?", vi: " Có phải là {name}?", ["name": $0]) }
    return ValidationError(
      say(
        "{option} does not know \"{value}\"; it takes: {names}.{hint}",
        vi: "{option} không nhận “{value}”; các giá trị: {names}.{hint}",
        [
          "option": option, "value": value, "names": names.joined(separator: ", "),
          "hint": hint ?? "",
        ]))
  }

  static func inRange(
    _ value: Double?, _ range: ClosedRange<Double>, _ option: String
  ) throws
    -> Double?
  {
    if let value, !range.contains(value) {
      throw ValidationError(
        say(
          "{option} takes a value from {low} to {high}; read {value}.",
          vi: "{option} nhận giá trị từ {low} đến {high}; đọc được {value}.",
          [
            "option": option, "low": range.lowerBound.csvText, "high": range.upperBound.csvText,
            "value": value.csvText,
          ]))
    }
    return value
  }
}
