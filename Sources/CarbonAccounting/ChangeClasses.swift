public import ForestModel

/// Which transitions count as which class of change: the strata of a reference sample, and what areas
/// are estimated for.
public enum ChangeClasses: Sendable, Equatable {
  /// Every transition is a class of its own, `2>5`.
  case codes
  /// Classes of land cover stand in groups, such as forest; a class of change is a pair of them,
  /// `forest>cropland`.
  case groups([Int: String])
  /// Stated rules; of those that fit, the first counts.
  case rules([Rule])

  /// One row of a table of change classes.
  public struct Rule: Sendable, Equatable {
    /// Classes of the first date that fit; `nil` for any.
    public var from: Set<Int>?
    /// Classes of the second date that fit; `nil` for any.
    public var to: Set<Int>?
    /// Name of the class.
    public var name: String

    /// States a rule.
    public init(from: Set<Int>?, to: Set<Int>?, name: String) {
      self.from = from
      self.to = to
      self.name = name
    }

    func fits(_ transition: LandTransition) -> Bool {
      (from?.contains(transition.from) ?? true) && (to?.contains(transition.to) ?? true)
    }
  }

  /// Class of a transition; `nil` where no rule fits or a code stands in no group.
  public func name(of transition: LandTransition) -> String? {
    switch self {
    case .codes: return transition.text
    case .groups(let groups):
      guard let from = groups[transition.from], let to = groups[transition.to] else { return nil }
      return from + ">" + to
    case .rules(let rules): return rules.first { $0.fits(transition) }?.name
    }
  }

  /// Class of what is written in a sample: its name, or a transition such as `2>5`; `nil` for neither.
  public func name(ofLabel label: String) -> String? {
    if names?.contains(label) == true { return label }
    return LandTransition(label).flatMap { name(of: $0) }
  }

  /// All names, in the order of the rules or of the groups; `nil` where any transition is one.
  public var names: [String]? {
    switch self {
    case .codes: return nil
    case .groups(let groups):
      let words = Set(groups.values).sorted()
      return words.flatMap { from in words.map { from + ">" + $0 } }
    case .rules(let rules):
      var names: [String] = []
      for rule in rules where !names.contains(rule.name) { names.append(rule.name) }
      return names
    }
  }
}
