public import ForestModel

/// Whether the rules of a standard are for what is accounted.
public enum Applicability: String, Sendable, CaseIterable {
  /// They are.
  case applicable
  /// They are for something else; the figures only compare.
  case illustrative
  /// They cannot be used.
  case notApplicable = "not applicable"

  /// In words.
  public var name: Phrase {
    switch self {
    case .applicable: Phrase("applicable", vi: "áp dụng được")
    case .illustrative: Phrase("illustrative", vi: "chỉ để so sánh")
    case .notApplicable: Phrase("not applicable", vi: "không áp dụng được")
    }
  }
}

/// What is accounted, for the question which standards are for it.
public struct AccountScope: Sendable, Equatable {
  /// Project or jurisdiction.
  public var isJurisdiction: Bool
  /// Codes of Decree 180/2026, e.g. `R1`.
  public var activities: [String]
  /// Whether the analysis of non-permanence fails: such a project cannot be credited under the VCS.
  public var failsNonPermanence = false

  /// Codes that there are: Decree 180/2026/NĐ-CP, forms 01 and 02.
  public static let codes = ["R1", "R2", "A/R1", "A/R2", "IFM-N", "IFM-P", "AF1", "AF2"]

  /// A project or a jurisdiction with its activities.
  public init(isJurisdiction: Bool = false, activities: [String]) {
    self.isJurisdiction = isJurisdiction
    self.activities = activities
  }
}

extension Standard {
  /// Whether the rules are for the scope and the vintage, with the reason where they are not, or with what
  /// must hold besides where they are.
  public func applicability(
    to scope: AccountScope, vintage: Int
  ) -> (Applicability, reason: Phrase) {
    if level == .none { return (.notApplicable, scopeReason) }
    if scope.failsNonPermanence, case .nonPermanence? = buffer?.rule {
      return (
        .notApplicable,
        Phrase(
          "the analysis of non-permanence risk fails",
          vi: "phân tích rủi ro không vĩnh viễn không đạt")
      )
    }
    if let lastVintage, vintage > lastVintage.year {
      return (.notApplicable, lastVintage.reason)
    }
    let isLevel = level == .any || (level == .jurisdiction) == scope.isJurisdiction
    let isActivity = scope.activities.allSatisfy(activities.contains)
    return isLevel && isActivity
      ? (.applicable, condition) : (.illustrative, scopeReason)
  }

  /// Questions that the figures need and that have no answer.
  public func missing(_ answers: [String: Double]) -> [StandardQuestion] {
    let needed = Set((leakage?.questions ?? []) + (buffer?.rule.questions ?? []))
    return questions.filter { needed.contains($0.id) && answers[$0.id] == nil }
  }

  /// From the gross reduction of a period to the estimated net, t CO2e. A part whose rule or answer is not
  /// known is `nan`, and with it the net.
  ///
  /// - Parameters: `gross` is baseline less project; `halfWidth` that of the gross, of any level that can
  ///   be converted; `rating` that of the risk tool in percent, for standards that use it.
  /// - Throws: `confidenceDiffers` when the rule needs another level than the half-width has.
  public func account(
    gross: Double, halfWidth: HalfWidth?, answers: [String: Double], rating: Double? = nil
  ) throws(AccountingError) -> StandardAccount {
    var result = StandardAccount()
    result.leakage = leakage?.leakage(gross: gross, answers: answers) ?? .nan
    result.leakageBase = leakage == nil ? .nan : gross
    var share = Double.nan
    if let uncertainty, let confidence {
      if let halfWidth {
        result.uncertaintyPercent = try halfWidth.percent(at: confidence)
        share = uncertainty.rule.share(halfWidthPercent: result.uncertaintyPercent)
      }
      // Nothing is deducted from a reduction that there is not.
      if gross <= 0 { share = 0 }
      let base = uncertainty.base == .gross ? gross : gross - result.leakage
      result.uncertaintyBase = base
      result.deductionShare = share
      result.deduction = max(0, base) * share
    }
    result.bufferPercent = buffer?.rule.percent(answers: answers, rating: rating) ?? .nan
    let left = gross - result.leakage - result.deduction
    switch buffer?.base {
    case .gross: result.bufferBase = gross
    case .afterLeakage: result.bufferBase = gross - result.leakage
    case .afterDeductions: result.bufferBase = left
    case nil: break
    }
    // Without a percentage to take there is no base to need.
    result.buffer =
      result.bufferPercent == 0 ? 0 : max(0, result.bufferBase) * result.bufferPercent / 100
    result.net = left - result.buffer
    return result
  }
}

/// The parts of one account under one standard, t CO2e; `nan` where not known.
public struct StandardAccount: Sendable, Equatable {
  /// Half-width of the gross in percent at the level of the standard.
  public var uncertaintyPercent = Double.nan
  /// What the deduction for uncertainty is taken of.
  public var uncertaintyBase = Double.nan
  /// Share of it that is deducted.
  public var deductionShare = Double.nan
  /// Deduction for uncertainty.
  public var deduction = Double.nan
  /// What leakage is measured against: the gross.
  public var leakageBase = Double.nan
  /// Leakage.
  public var leakage = Double.nan
  /// Buffer percentage.
  public var bufferPercent = Double.nan
  /// What the buffer is taken of.
  public var bufferBase = Double.nan
  /// Buffer.
  public var buffer = Double.nan
  /// What is left, not rounded.
  public var net = Double.nan
}
