public import CarbonStock
public import ForestModel

/// What a table is read with.
public struct TableOptions: Sendable {
  /// Table role to column name to field name, from `--column trees.dbh_cm=D`.
  public var columns: [String: [String: String]] = [:]
  /// Row with the column names, by table role; the empty role stands for all tables.
  public var headerRows: [String: Int] = [:]

  /// What is stated about the text of tables and layers, from `--encoding` and `--upper-case`.
  public var text = TextStatements()

  /// No statements: names are matched, headers stand in row 1.
  public init() {}

  func headerRow(of table: String) -> Int { headerRows[table] ?? headerRows[""] ?? 1 }

  /// What is stated, for the run record; without statements the bytes of the files decide.
  var parameters: [String: JSONValue] {
    var list: [String: JSONValue] = [
      "columns": .object(columns.mapValues { .object($0.mapValues(JSONValue.string)) }),
      "header_rows": .object(headerRows.mapValues(JSONValue.integer)),
    ]
    list.merge(text.parameters) { own, _ in own }
    return list
  }
}

/// Which heights are used.
public enum HeightChoice: Sendable, Equatable {
  /// Measured heights; where some are missing and enough are measured, as `chosen`.
  case automatic
  /// Measured heights only.
  case given
  /// Measured heights, the rest from the form that predicts best in cross-validation.
  case chosen
  /// Measured heights, the rest from a fitted model of this form.
  case fitted(HeightModel.Form)
  /// Measured heights, the rest from the curve of a region.
  case regional(HeightRegion)
  /// Measured heights, the rest by the environmental stress E of the site.
  case climate

  /// The choice of that name; `nil` for anything else.
  public init?(_ text: String) {
    let word = text.lowercased()
    if let form = HeightModel.Form(rawValue: word) {
      self = .fitted(form)
    } else if let choice = [Self.given, .chosen, .climate].first(where: { $0.name == word }) {
      self = choice
    } else if let region = HeightRegion.allCases.first(where: {
      Self.regional($0).name.lowercased() == word
    }) {
      self = .regional(region)
    } else {
      return nil
    }
  }

  /// Name as typed on the command line.
  public var name: String {
    switch self {
    case .automatic, .chosen: "auto"
    case .given: "given"
    case .fitted(let form): form.rawValue
    case .regional(let region): "regional:" + region.rawValue
    case .climate: "climate"
    }
  }

  /// Every name, for help and for the nearest spelling.
  public static let names: [String] =
    ["auto", "given"] + HeightModel.Form.allCases.map(\.rawValue)
    + HeightRegion.allCases.map { HeightChoice.regional($0).name } + ["climate"]
}

extension HeightChoice {
  /// Whether a model is fitted whatever the trees are.
  var isFitted: Bool {
    switch self {
    case .fitted, .chosen: true
    case .automatic, .given, .regional, .climate: false
    }
  }
}

/// What may have a height model of its own, besides the one for all trees.
public enum HeightGrouping: String, Sendable, CaseIterable {
  /// Nothing: one model for all trees.
  case dataSet = "data-set"
  /// Each stratum with enough heights.
  case stratum
  /// Each plot with enough heights.
  case plot
}

/// How the names of taxa are taken.
public enum NameReading: String, Sendable, CaseIterable {
  /// Authors stripped, slips of typing and synonyms followed, Vietnamese names understood.
  case matched
  /// As written, but for case and blanks.
  case written
}

/// The field inventory of a run: which tables, and how trees become biomass.
public struct InventoryRequest: Sendable {
  /// Trees table.
  public var trees: String
  /// Plots table; without it the plots are those of the trees, without areas.
  public var plots: String?
  /// Trees measured for the height model.
  public var heights: String?
  /// Wood densities by taxon.
  public var woodDensity: String?
  /// Wood density for taxa no table knows, g/cm³.
  public var woodDensityDefault: Double?
  /// Levels that may give a wood density.
  public var woodDensityLevels: [WoodDensityLevel] = [.species, .genus, .family]
  /// Tables that may give one.
  public var woodDensityTables = WoodDensityLookup.Table.allCases
  /// Regions of the user's table of single values that count; empty for all.
  public var woodDensityRegions: [String] = []
  /// How the names of taxa are taken.
  public var names = NameReading.matched
  /// The user's own synonyms.
  public var synonyms: String?
  /// How tables are read.
  public var tables = TableOptions()
  /// Name of the equation, or `auto` for rules; `nil`: Chave et al. 2014 Eq. 4.
  public var equation: String?
  /// The user's own equations.
  public var equations: String?
  /// The user's own rules for `auto`; `nil`: the built-in ones.
  public var equationRules: String?
  /// Which heights are used.
  public var heightChoice = HeightChoice.automatic
  /// What may have a height model of its own; `nil`: strata when the form is chosen, nothing when it is
  /// stated.
  public var heightGrouping: HeightGrouping?
  /// What trees weigh in the fit of heights.
  public var heightWeighting = HeightModel.Weighting.equal
  /// Site constants, e.g. `E`.
  public var constants: [String: Double] = [:]
  /// How plots with a slope were laid out, where their row does not say; `nil`: along the slope, and a
  /// note says so.
  public var plotLayout: SlopeLayout?
  /// Table of nests, by plot design.
  public var nests: String?
  /// Which census of the tables; `nil`: they have one only.
  public var census: CensusChoice?
  /// What becomes of trees with several stems.
  public var multiStem = MultiStemRule.stems
  /// Whether a trailing letter of the tree's number marks a further stem.
  public var hasStemLetters = false
  /// Pools, carbon fraction, root:shoot.
  public var pools = PoolSettings()
  /// Set of carbon fractions that the pools were given from.
  public var carbonFractionSet = CarbonFractionSet.ipcc
  /// Lying dead wood by line intersect.
  public var deadWood: String?
  /// Densities for dead wood whose rows carry none.
  public var deadWoodDensity = DeadWoodDensities()
  /// Litter by frames.
  public var litter: String?
  /// Soil by layers of cores.
  public var soil: String?

  /// The table of a pool, where one was given.
  func poolTable(_ pool: CarbonPool) -> String? {
    switch pool {
    case .agb, .bgb: nil
    case .deadWood: deadWood
    case .litter: litter
    case .soil: soil
    }
  }

  /// Bytes of the tables that are text: what reading them counts up to.
  var tableBytes: Int {
    [
      trees, plots, nests, heights, woodDensity, equations, equationRules, synonyms, deadWood,
      litter, soil,
    ]
    .compactMap { $0 }.map(textBytes).reduce(0, +)
  }

  /// An inventory with default settings.
  public init(trees: String) { self.trees = trees }

  var resolvedHeightGrouping: HeightGrouping {
    if let heightGrouping { return heightGrouping }
    switch heightChoice {
    case .automatic, .chosen: return .stratum
    case .given, .fitted, .regional, .climate: return .dataSet
    }
  }

  var parameters: [String: JSONValue] {
    var list: [String: JSONValue] = [
      "trees": .string(trees), "plots": plots.map(JSONValue.string) ?? .null,
      "heights": heights.map(JSONValue.string) ?? .null,
      "wood_density": woodDensity.map(JSONValue.string) ?? .null,
      "wood_density_default": woodDensityDefault.map(JSONValue.number) ?? .null,
      "equation": .string(
        equation.map { EquationRegistry.builtIn[$0]?.id ?? $0 } ?? AllometryCatalog.chave2014Eq4.id),
      "height_model": .string(heightChoice.name),
      "height_by": .string(resolvedHeightGrouping.rawValue),
      "height_weights": .string(heightWeighting.rawValue),
      "set": .object(constants.mapValues(JSONValue.number)),
      "plot_layout": .string((plotLayout ?? .slopeDistance).rawValue),
      "pools": .array(pools.pools.map(\.rawValue).sorted().map(JSONValue.string)),
      "carbon_fraction": .number(pools.carbonFraction),
      "root_shoot": .string(pools.rootShoot.id),
    ]
    list.merge(tables.parameters) { own, _ in own }
    list["wood_density_levels"] = .array(
      woodDensityLevels.map { .string($0.rawValue) })
    list["wood_density_tables"] = .array(woodDensityTables.map { .string($0.rawValue) })
    if !woodDensityRegions.isEmpty {
      list["wood_density_region"] = .array(woodDensityRegions.map(JSONValue.string))
    }
    list["names"] = .string(names.rawValue)
    if let synonyms { list["synonyms"] = .string(synonyms) }
    list["nests"] = nests.map(JSONValue.string) ?? .null
    list["census"] = census.map { .string($0.name) } ?? .null
    list["multi_stem"] = .string(multiStem.rawValue)
    list["stem_letters"] = .bool(hasStemLetters)
    for pool in Inventory.furtherPools(pools) {
      let name = pool.rawValue.replacing("-", with: "_")
      list[name] = poolTable(pool).map(JSONValue.string) ?? .null
      if pool.isDryMatter {
        list[name + "_default"] = pools.defaults[pool].map { .string($0.id) } ?? .null
        list["carbon_fraction_" + name] = .number(pools.fractions[pool]?.value ?? .nan)
      }
      list["carbon_fraction_set"] = .string(carbonFractionSet.rawValue)
    }
    if deadWood != nil {
      list["dead_wood_density_sound"] = .number(deadWoodDensity.ofSoundWood?.gPerCm3 ?? .nan)
      list["dead_wood_density"] = .object(
        Dictionary(
          uniqueKeysWithValues: deadWoodDensity.asItLies.map {
            ($0.key.rawValue, .number($0.value.gPerCm3))
          }))
    }
    if let equations { list["equations"] = .string(equations) }
    if equation?.lowercased() == EquationSelection.automatic {
      list["equation_rules"] = .string(equationRules ?? "built-in")
    }
    return list
  }
}
