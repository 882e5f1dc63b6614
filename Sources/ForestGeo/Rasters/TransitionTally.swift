public import ForestModel

/// Cells of two class maps by what they show on the two dates, with their hectares.
public struct TransitionTally: Sendable {
  /// What two maps show at one place.
  public enum State: Sendable, Hashable {
    /// A class on both dates.
    case both(LandTransition)
    /// A class on the first date only.
    case beforeOnly(Int)
    /// A class on the second date only.
    case afterOnly(Int)
    /// No class on either.
    case neither
  }

  /// Cells, or sums of covered shares of cells.
  public private(set) var pixels: [State: Double] = [:]
  /// Hectares where rows differ; empty where all cells are equal.
  private var rowHa: [State: Double] = [:]
  /// A value of the first map that is no class, if there was one: not a whole number.
  public private(set) var fractionBefore: Double?
  /// The same of the second map.
  public private(set) var fractionAfter: Double?

  /// Nothing seen yet.
  public init() {}

  /// Hectares of a state.
  public func hectares(of state: State, _ cells: CellHectares) -> Double {
    switch cells {
    case .constant(let ha): (pixels[state] ?? 0) * ha
    case .rows: rowHa[state] ?? 0
    }
  }

  /// Transitions between classes, by the first class, then by the second.
  public var transitions: [LandTransition] {
    pixels.keys.compactMap { if case .both(let transition) = $0 { transition } else { nil } }
      .sorted()
  }

  /// Sum over all states, in an order of its own.
  public var totalPixels: Double {
    pixels.sorted { Self.order($0.key) < Self.order($1.key) }.reduce(0) { $0 + $1.value }
  }

  /// States of places that cannot be compared: lost classes, then new ones, then places without any.
  public var notComparable: [State] {
    pixels.keys.filter { if case .both = $0 { false } else { true } }
      .sorted { Self.order($0) < Self.order($1) }
  }

  private static func order(_ state: State) -> (Int, Int, Int) {
    switch state {
    case .both(let transition): (0, transition.from, transition.to)
    case .beforeOnly(let code): (1, code, 0)
    case .afterOnly(let code): (2, code, 0)
    case .neither: (3, 0, 0)
    }
  }

  /// Adds cells of one row, each with the share `weight`; `nan` is no data.
  mutating func add(
    _ before: ArraySlice<Double>, _ after: ArraySlice<Double>, weight: Double, cellHa: Double?
  ) {
    let gap = after.startIndex - before.startIndex
    var start = before.startIndex
    // Maps clump: equal neighbours are counted together.
    while start < before.endIndex {
      let (from, to) = (before[start].bitPattern, after[start + gap].bitPattern)
      var end = start + 1
      while end < before.endIndex, before[end].bitPattern == from,
        after[end + gap].bitPattern == to
      { end += 1 }
      if let state = state(before[start], after[start + gap]) {
        let share = weight * Double(end - start)
        pixels[state, default: 0] += share
        if let cellHa { rowHa[state, default: 0] += share * cellHa }
      }
      start = end
    }
  }

  private mutating func state(_ before: Double, _ after: Double) -> State? {
    let isWhole = (before: Self.isClass(before), after: Self.isClass(after))
    if !isWhole.before { fractionBefore = before }
    if !isWhole.after { fractionAfter = after }
    guard isWhole.before, isWhole.after else { return nil }
    switch (before.isNaN, after.isNaN) {
    case (false, false): return .both(LandTransition(from: Int(before), to: Int(after)))
    case (false, true): return .beforeOnly(Int(before))
    case (true, false): return .afterOnly(Int(after))
    case (true, true): return .neither
    }
  }

  /// Adds another tally of the same grid.
  public mutating func add(_ other: TransitionTally) {
    for (state, count) in other.pixels { pixels[state, default: 0] += count }
    for (state, ha) in other.rowHa { rowHa[state, default: 0] += ha }
    fractionBefore = fractionBefore ?? other.fractionBefore
    fractionAfter = fractionAfter ?? other.fractionAfter
  }

  private static func isClass(_ value: Double) -> Bool {
    value.isNaN || (value == value.rounded() && abs(value) < 1e15)
  }
}
