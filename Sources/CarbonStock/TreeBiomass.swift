public import ForestModel

/// How the biomass of trees is to be computed.
public struct BiomassSettings: Sendable {
  /// Equation for every tree without a given biomass; `nil`: Chave et al. 2014 Eq. 4, which needs
  /// heights.
  public var equation: AllometricModel?
  /// Rules that choose the equation of each tree; `nil`: `equation` is for all.
  public var rules: EquationRules?
  /// Environmental stress E of the site (Chave et al. 2014), for equations without height.
  public var stress: Double?
  /// Where heights that were not measured come from.
  public var heights: HeightRoute
  /// Wood densities by taxon, for trees that carry none.
  public var woodDensities: WoodDensityLookup
  /// Wood density for taxa that no table knows, g/cm³; `nil`: such trees cannot be computed.
  public var woodDensityDefault: Double?
  /// Whether dead trees get a biomass, less what they lost: dead wood is counted.
  public var includesDead = false

  /// Settings.
  public init(
    equation: AllometricModel? = nil, rules: EquationRules? = nil, stress: Double? = nil,
    heights: HeightRoute = .measured, woodDensities: WoodDensityLookup = WoodDensityLookup(),
    woodDensityDefault: Double? = nil
  ) {
    self.equation = equation
    self.rules = rules
    self.stress = stress
    self.heights = heights
    self.woodDensities = woodDensities
    self.woodDensityDefault = woodDensityDefault
  }
}

/// What the reader of a tree's figure should know.
public struct TreeFlags: OptionSet, Sendable {
  /// One bit per flag.
  public let rawValue: Int
  /// Wraps bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// Dead: dead wood where that pool is counted; else in no pool of the run, no biomass printed.
  public static let dead = TreeFlags(rawValue: 1 << 0)
  /// Diameter or height outside the range of the equation.
  public static let outsideEquation = TreeFlags(rawValue: 1 << 1)
  /// Height from the model outside the diameters it was fitted on.
  public static let heightExtrapolated = TreeFlags(rawValue: 1 << 2)
  /// Diameter computed from a girth.
  public static let fromGirth = TreeFlags(rawValue: 1 << 3)
  /// Left out because of an error in its row.
  public static let rejected = TreeFlags(rawValue: 1 << 4)

  private static let names: [(TreeFlags, String)] = [
    (.rejected, "rejected"), (.dead, "dead"), (.outsideEquation, "outside-equation-range"),
    (.heightExtrapolated, "height-extrapolated"), (.fromGirth, "from-girth"),
  ]

  /// The flags as written into a file.
  public var text: String {
    Self.names.filter { contains($0.0) }.map(\.1).joined(separator: ";")
  }
}

/// Why the biomass of a tree cannot be computed.
public enum TreeProblem: Sendable, Equatable {
  /// The equation needs a height.
  case heightMissing(equation: String)
  /// No wood density for the taxon.
  case woodDensityMissing
  /// The growth form is not a tree, and no rule is for it.
  case growthForm
  /// The equation is for another growth form.
  case growthFormDiffers(equation: String, form: String)
  /// The equation gives no mass of 0 kg or more.
  case resultImpossible(equation: String, agbKg: Double)
}

/// Biomass of trees, one index per tree of the table.
public struct TreeBiomass: Sendable {
  /// Above-ground dry biomass, kg; `nan` for rejected and impossible trees, and for dead ones unless
  /// dead wood is counted: then what is left of them.
  public private(set) var agbKg: [Double]
  /// Height used, m; `nan` where none was needed.
  public private(set) var heightM: [Double]
  /// `measured`, `model`, `regional`, `climate` or empty.
  public private(set) var heightSource: [String]
  /// The model that gave the height, e.g. `log2`, or `weibull:TXB` for that of a stratum or plot;
  /// empty where it was measured or not needed.
  public private(set) var heightModel: [String]
  /// Wood density used, g/cm³; `nan` where none was needed.
  public private(set) var woodDensityGPerCm3: [Double]
  /// Its standard deviation, g/cm³; `nan` where none is known.
  public private(set) var woodDensitySDGPerCm3: [Double]
  /// `WoodDensityLevel` by name, or empty.
  public private(set) var woodDensitySource: [String]
  /// `WoodDensityLookup.Table` by name, or empty.
  public private(set) var woodDensityTable: [String]
  /// Equation used, `given`, or empty.
  public private(set) var equation: [String]
  /// Flags per tree.
  public private(set) var flags: [TreeFlags]
  /// What kept a tree from being computed.
  public private(set) var problem: [TreeProblem?]
  /// Rule that chose the equation; empty without rules.
  public private(set) var equationRule: [String]
  /// The equations used, by name.
  public private(set) var models: [AllometricModel] = []

  /// Trees whose formula runs at once.
  private static let batch = 4_096

  /// Computes every live tree of `trees` that was not rejected. Cost: linear in the trees.
  ///
  /// - Parameters: `heightGroups` gives, by plot, the group whose height model its trees take; without
  ///   `names` taxa are taken as written, but for case and blanks.
  public init(
    of trees: TreeTable, using settings: BiomassSettings, assignment: EquationAssignment? = nil,
    heightGroups: [String: String] = [:], names: MatchedNames? = nil
  ) {
    let names = names ?? MatchedNames(of: trees, matcher: nil)
    let assignment = assignment ?? EquationAssignment(of: trees, using: settings, names: names)
    let isByRule = assignment.rules != nil
    let densities = WoodDensityAssignment(
      of: trees, names: names, lookup: settings.woodDensities, default: settings.woodDensityDefault,
      includesDead: settings.includesDead
    ) { tree in
      guard trees.agbKg[tree].isNaN, let model = assignment.model(of: tree) else { return false }
      return model.needsWoodDensity
        && (isByRule || Self.formProblem(of: trees.growthForm[tree], model) == nil)
    }
    let n = trees.count
    agbKg = Array(repeating: .nan, count: n)
    heightM = Array(repeating: .nan, count: n)
    heightSource = Array(repeating: "", count: n)
    heightModel = Array(repeating: "", count: n)
    woodDensityGPerCm3 = Array(repeating: .nan, count: n)
    woodDensitySDGPerCm3 = Array(repeating: .nan, count: n)
    woodDensitySource = Array(repeating: "", count: n)
    woodDensityTable = Array(repeating: "", count: n)
    equation = Array(repeating: "", count: n)
    flags = Array(repeating: [], count: n)
    problem = Array(repeating: nil, count: n)
    equationRule = Array(repeating: "", count: n)

    let labels = assignment.rules?.rules.map(\.label)
    var members: [[Int]] = Array(repeating: [], count: assignment.models.count)
    for tree in 0..<n {
      if trees.isRejected[tree] {
        flags[tree].insert(.rejected)
        continue
      }
      if trees.isFromGirth[tree] { flags[tree].insert(.fromGirth) }
      if trees.status[tree] == .dead {
        flags[tree].insert(.dead)
        guard settings.includesDead, StandingDeadClass(trees.decayClass[tree]) != nil else {
          continue
        }
      }
      let place = assignment.place(of: tree)
      let model = place.map { assignment.models[$0] }
      setHeight(
        of: tree, trees, settings, heightGroups, isNeeded: model?.needsHeight ?? false)
      if !trees.agbKg[tree].isNaN {
        agbKg[tree] = trees.agbKg[tree]
        equation[tree] = "given"
        setWoodDensity(of: tree, densities)
        continue
      }
      guard let place, let model else {
        problem[tree] = .growthForm
        continue
      }
      if prepare(tree, trees, model, densities, isByRule: isByRule) {
        members[place].append(tree)
        if let labels { equationRule[tree] = labels[place] }
      }
    }
    for (model, members) in zip(assignment.models, members) where !members.isEmpty {
      compute(members, trees, model, stress: settings.stress ?? .nan)
    }
  }

  /// Fills in what the equation takes; `false`, with the problem noted, when something is missing.
  private mutating func prepare(
    _ tree: Int, _ trees: TreeTable, _ model: AllometricModel, _ densities: WoodDensityAssignment,
    isByRule: Bool
  ) -> Bool {
    if !isByRule, let found = Self.formProblem(of: trees.growthForm[tree], model) {
      problem[tree] = found
      return false
    }
    if model.needsWoodDensity {
      setWoodDensity(of: tree, densities)
      guard !woodDensityGPerCm3[tree].isNaN else {
        problem[tree] = .woodDensityMissing
        return false
      }
    }
    if model.needsHeight && heightM[tree].isNaN {
      problem[tree] = .heightMissing(equation: model.id)
      return false
    }
    return true
  }

  /// What keeps a growth form from an equation that no rule chose; `nil` where nothing does.
  private static func formProblem(of written: String, _ model: AllometricModel) -> TreeProblem? {
    if written.isEmpty { return nil }
    let form = written.lowercased()
    // A mangrove may be called a tree; anything else needs an equation of its own.
    if form == model.growthForm || (form == "tree" && model.growthForm == "mangrove") { return nil }
    return model.growthForm == "tree"
      ? .growthForm : .growthFormDiffers(equation: model.id, form: model.growthForm)
  }

  /// Computes trees of one equation, in batches of columns.
  private mutating func compute(
    _ members: [Int], _ trees: TreeTable, _ model: AllometricModel, stress: Double
  ) {
    if !models.contains(model) {
      models.append(model)
      models.sort { $0.id < $1.id }
    }
    var start = 0
    while start < members.count {
      let some = members[start..<min(start + Self.batch, members.count)]
      let results = model.agbKg(
        dbhCm: some.map { trees.dbhCm[$0] }, heightM: some.map { heightM[$0] },
        woodDensity: some.map { woodDensityGPerCm3[$0] }, stress: stress)
      for (tree, kg) in zip(some, results) {
        guard kg.isFinite, kg >= 0 else {
          problem[tree] = .resultImpossible(equation: model.id, agbKg: kg)
          continue
        }
        // What a dead tree has lost comes off the biomass of a live one of its size.
        let isDead = trees.status[tree] == .dead
        let left = isDead ? StandingDeadClass(trees.decayClass[tree])?.biomassShare : nil
        agbKg[tree] = kg * (left ?? 1)
        equation[tree] = model.id
        let dbh = trees.dbhCm[tree]
        let isTall = model.needsHeight && heightM[tree] > model.hMaxM
        if dbh < model.dMinCm || dbh > model.dMaxCm || isTall {
          flags[tree].insert(.outsideEquation)
        }
      }
      start += Self.batch
    }
  }

  private mutating func setHeight(
    of tree: Int, _ trees: TreeTable, _ settings: BiomassSettings, _ groups: [String: String],
    isNeeded: Bool
  ) {
    if !trees.heightM[tree].isNaN {
      heightM[tree] = trees.heightM[tree]
      heightSource[tree] = "measured"
      return
    }
    // A tree with a given biomass, or an equation without height, needs no model.
    guard isNeeded, trees.agbKg[tree].isNaN else { return }
    let dbh = trees.dbhCm[tree]
    switch settings.heights {
    case .measured: return
    case .published(let curve):
      heightM[tree] = curve.heightM(dbhCm: dbh)
      heightSource[tree] = curve.source
      heightModel[tree] = curve.id
    case .fitted(let models):
      let group = groups[trees.plotID[tree]] ?? ""
      let model = models.model(of: group)
      heightM[tree] = model.heightM(dbhCm: dbh)
      heightSource[tree] = "model"
      heightModel[tree] = models.name(of: group)
      if dbh < model.dMinCm || dbh > model.dMaxCm { flags[tree].insert(.heightExtrapolated) }
    }
  }

  private mutating func setWoodDensity(of tree: Int, _ densities: WoodDensityAssignment) {
    woodDensityGPerCm3[tree] = densities.value[tree]
    woodDensitySDGPerCm3[tree] = densities.sd[tree]
    woodDensitySource[tree] = densities.level[tree]?.rawValue ?? ""
    woodDensityTable[tree] = densities.table[tree]?.rawValue ?? ""
  }
}
