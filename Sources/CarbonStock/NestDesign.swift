/// One figure of a nested plot and the trees that are looked for in it.
public struct Nest: Sendable, Equatable {
  /// Smallest diameter, cm; a tree of just this diameter belongs to the nest.
  public let dbhMinCm: Double
  /// Upper bound of the diameters, cm; a tree of just this diameter does not belong to the nest.
  /// Infinite where there is none.
  public let dbhMaxCm: Double
  /// Growth form in lower case; empty for every form that has no nest of its own.
  public let growthForm: String
  /// Figure as laid out.
  public let shape: PlotShape

  /// States a nest.
  public init(
    dbhMinCm: Double = 0, dbhMaxCm: Double = .infinity, growthForm: String = "", shape: PlotShape
  ) {
    self.dbhMinCm = dbhMinCm
    self.dbhMaxCm = dbhMaxCm
    self.growthForm = Self.key(growthForm)
    self.shape = shape
  }

  /// Whether a diameter belongs to the nest: from the smallest, included, to the upper bound, not included.
  public func holds(dbhCm: Double) -> Bool { dbhCm >= dbhMinCm && dbhCm < dbhMaxCm }

  static func key(_ form: String) -> String { WoodDensityTable.key(form) }
}

/// Diameters between two nests that no nest is for.
public struct NestGap: Sendable, Equatable {
  /// First diameter without a nest, cm.
  public let fromCm: Double
  /// First diameter that has one again, cm: the `dbhMinCm` of the nest above.
  public let toCm: Double
  /// Nest above the gap.
  public let above: Nest
}

/// The nests of one kind of plot.
///
/// Goals in order: no tree in two nests, no tree in none without a word, any order of the rows.
public struct NestDesign: Sendable, Equatable {
  /// Name, as `plot_design`; empty for plots that name none.
  public let name: String
  /// The nests, by growth form and then by diameter.
  public let nests: [Nest]
  /// Whether any nest is for one growth form only.
  private let hasForms: Bool

  /// Orders the nests.
  public init(name: String = "", nests: [Nest]) {
    self.name = name
    hasForms = nests.contains { !$0.growthForm.isEmpty }
    self.nests = nests.sorted {
      ($0.growthForm, $0.dbhMinCm, $0.dbhMaxCm, $0.shape.areaHa)
        < ($1.growthForm, $1.dbhMinCm, $1.dbhMaxCm, $1.shape.areaHa)
    }
  }

  /// A plot in which every tree of whatever diameter and form is looked for in the same figure.
  public init(whole shape: PlotShape) { self.init(nests: [Nest(shape: shape)]) }

  /// Nests for trees of a growth form: its own where there are any, else those that name no form. An
  /// empty growth form means tree.
  public func nests(of growthForm: String) -> [Nest] {
    if !hasForms { return nests }
    let key = Nest.key(growthForm)
    let own = nests.filter { $0.growthForm == (key.isEmpty ? "tree" : key) }
    return own.isEmpty ? nests.filter(\.growthForm.isEmpty) : own
  }

  /// The nest that a tree belongs to; `nil` when none is for its diameter and form. A tree without a
  /// diameter (`nan`) belongs to the nest of its form where that has only one.
  public func nest(dbhCm: Double, growthForm: String) -> Nest? {
    let candidates = nests(of: growthForm)
    if dbhCm.isNaN { return candidates.count == 1 ? candidates[0] : nil }
    return candidates.first { $0.holds(dbhCm: dbhCm) }
  }

  /// Pairs of neighbouring nests that are for the same trees; none in a sound design.
  public var overlaps: [(lower: Nest, upper: Nest)] {
    neighbours.filter { $0.upper.dbhMinCm < $0.lower.dbhMaxCm }
  }

  /// Diameters between two nests of a form that no nest is for.
  public var gaps: [NestGap] {
    neighbours.filter { $0.lower.dbhMaxCm < $0.upper.dbhMinCm }.map {
      NestGap(fromCm: $0.lower.dbhMaxCm, toCm: $0.upper.dbhMinCm, above: $0.upper)
    }
  }

  /// Each nest with the one of the same form that reaches furthest among those below it.
  private var neighbours: [(lower: Nest, upper: Nest)] {
    var pairs: [(lower: Nest, upper: Nest)] = []
    var furthest: Nest?
    for nest in nests {
      if let lower = furthest, lower.growthForm == nest.growthForm {
        pairs.append((lower, nest))
        if nest.dbhMaxCm > lower.dbhMaxCm { furthest = nest }
      } else {
        furthest = nest
      }
    }
    return pairs
  }
}
