public import ForestModel

/// One tree as one survey of a plot saw it.
public struct TreeOccasion: Sendable {
  /// Number or tag, unique in the plot.
  public var id: String
  /// Live or dead.
  public var status: TreeStatus
  /// What it adds to the plot, Mg AGB per ha: its biomass times its expansion; `nan` for a dead tree.
  public var agbMgPerHa: Double

  /// Describes a tree.
  public init(id: String, status: TreeStatus, agbMgPerHa: Double) {
    self.id = id
    self.status = status
    self.agbMgPerHa = agbMgPerHa
  }
}

/// What the change of above-ground biomass of a plot consists of, Mg/ha. Losses are negative, so that
/// the four add up to the change.
public struct ChangeComponents: Sendable, Equatable {
  /// Change of the trees alive on both occasions.
  public var growth = 0.0
  /// Trees alive only later: grown into the measured size, or overlooked at first.
  public var recruits = 0.0
  /// Trees alive at first and dead later; negative.
  public var mortality = 0.0
  /// Trees alive at first and not found later: felled, fallen or overlooked; negative.
  public var lost = 0.0
  /// Trees behind `growth`.
  public var survivorCount = 0
  /// Trees behind `recruits`.
  public var recruitCount = 0
  /// Trees behind `mortality`.
  public var deadCount = 0
  /// Trees behind `lost`.
  public var lostCount = 0

  /// The four together.
  public var sum: Double { ExactSum([growth, recruits, mortality, lost]).value }

  /// Nothing happened.
  public init() {}

  /// Compares two surveys of one plot; trees are joined by `id`, never by their order.
  ///
  /// A tree that was dead and is alive later counts as recruit: it was in no stock before.
  public init(before: [TreeOccasion], after: [TreeOccasion]) {
    var grown = ExactSum()
    var fresh = ExactSum()
    var died = ExactSum()
    var gone = ExactSum()
    let later = Dictionary(after.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var alive: Set<String> = []
    for tree in before where tree.status == .live {
      alive.insert(tree.id)
      switch later[tree.id] {
      case let found? where found.status == .live:
        grown.add(found.agbMgPerHa)
        grown.add(-tree.agbMgPerHa)
        survivorCount += 1
      case .some:
        died.add(-tree.agbMgPerHa)
        deadCount += 1
      case nil:
        gone.add(-tree.agbMgPerHa)
        lostCount += 1
      }
    }
    for tree in after where tree.status == .live && !alive.contains(tree.id) {
      fresh.add(tree.agbMgPerHa)
      recruitCount += 1
    }
    growth = grown.value
    recruits = fresh.value
    mortality = died.value
    lost = gone.value
  }

  /// Weighted mean of the components of plots or strata; counts are summed. Weights add up to 1.
  public static func mean(
    _ parts: [(weight: Double, components: ChangeComponents)]
  ) -> ChangeComponents {
    func mean(_ value: (ChangeComponents) -> Double) -> Double {
      ExactSum(parts.map { $0.weight * value($0.components) }).value
    }
    func count(_ value: (ChangeComponents) -> Int) -> Int {
      parts.reduce(0) { $0 + value($1.components) }
    }
    var result = ChangeComponents()
    result.growth = mean(\.growth)
    result.recruits = mean(\.recruits)
    result.mortality = mean(\.mortality)
    result.lost = mean(\.lost)
    result.survivorCount = count(\.survivorCount)
    result.recruitCount = count(\.recruitCount)
    result.deadCount = count(\.deadCount)
    result.lostCount = count(\.lostCount)
    return result
  }
}
