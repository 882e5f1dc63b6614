/// What a standard deducts for uncertainty. The rules differ in kind, not only in their figures: one takes
/// a share of the half-width, one the percentage points above an allowance, one multiplies the half-width,
/// one has steps.
public enum UncertaintyRule: Sendable {
  /// A share of the half-width that grows in steps of its percentage (CDM AR-TOOL14 Appendix 2).
  case halfWidthShare([(upto: Double, value: Double)])
  /// Percentage points above an allowance (VCS VM0007 v1.8 s8.4.6; Gold Standard 403 s3.11.5).
  case excessPoints(allowance: Double)
  /// The half-width times a factor (ART TREES 2.0 eq. 10-11).
  case scaledHalfWidth(numerator: Double, denominator: Double)
  /// A share of the estimate in steps of the half-width's percentage (FCPF buffer guidelines).
  case stepShare([(upto: Double, value: Double)])

  init(_ name: String, _ table: ConstantTable) throws(AccountingError) {
    switch name {
    case "half-width-share": self = .halfWidthShare(try table.steps("share"))
    case "excess-points": self = .excessPoints(allowance: try table.value("allowance"))
    case "scaled-half-width":
      self = .scaledHalfWidth(
        numerator: try table.value("numerator"), denominator: try table.value("denominator"))
    case "step-share": self = .stepShare(try table.steps("share"))
    default: throw .dataInvalid("\(table.standard): there is no rule \(name)")
    }
  }

  /// Share of the estimate that is deducted, 0 to 1, for a half-width in percent of it.
  public func share(halfWidthPercent: Double) -> Double {
    func step(_ steps: [(upto: Double, value: Double)]) -> Double {
      (steps.first { halfWidthPercent <= $0.upto } ?? steps[steps.count - 1]).value / 100
    }
    let share =
      switch self {
      case .halfWidthShare(let steps): step(steps) * halfWidthPercent / 100
      case .excessPoints(let allowance): max(0, halfWidthPercent - allowance) / 100
      case .scaledHalfWidth(let numerator, let denominator):
        numerator * (halfWidthPercent / 100) / denominator
      case .stepShare(let steps): step(steps)
      }
    // An estimate can be lost, not turned into its opposite.
    return min(1, share)
  }

  /// Which side of an account an estimate is on: to be conservative, a baseline's emissions are made
  /// smaller, those of a project larger.
  public enum Side: Sendable {
    /// A reduction or removal that is claimed.
    case claimed
    /// A stock or removal that is taken off a claim, such as a baseline's.
    case deducted
  }

  /// The estimate after the deduction, and the amount.
  ///
  /// - Parameters: `confidence` is the level that the standard prescribes.
  /// - Throws: `confidenceDiffers` when the half-width is of another level and cannot be converted.
  public func deduct(
    _ estimate: Double, _ halfWidth: HalfWidth, confidence: Double, side: Side = .claimed
  ) throws(AccountingError) -> (value: Double, amount: Double) {
    let percent = try halfWidth.percent(at: confidence)
    let amount = abs(estimate) * share(halfWidthPercent: percent)
    return (side == .claimed ? estimate - amount : estimate + amount, amount)
  }
}
