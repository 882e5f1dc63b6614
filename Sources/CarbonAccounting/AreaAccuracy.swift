import CarbonStock

/// Areas by the reference classification, and the accuracy of the map, from a sample that was drawn by
/// mapped class.
///
///     p_ij = W_i n_ij / n_i.                                              (Eq. 4)
///     A_j  = A sum_i p_ij                                                 (Eq. 9, 11)
///     S(A_j) = A sqrt( sum_i (W_i p_ij - p_ij²) / (n_i. - 1) )            (Eq. 10, 11)
///     U_i = n_ii / n_i.,    V(U_i) = U_i (1 - U_i) / (n_i. - 1)           (Eq. 2, 6)
///     O   = sum_i W_i U_i,  V(O) = sum_i W_i² U_i (1 - U_i) / (n_i. - 1)  (Eq. 1, 5)
///     P_j = p_jj / sum_i p_ij, V(P_j) by Eq. 7
///
/// W_i: share of the mapped area. What cannot be known is `nan`, never 0: with a mapped class that has no
/// point every area; with one that has a single point every standard error that it enters. A cell of no points
/// is a true zero.
///
/// Source: Olofsson, Foody, Herold, Stehman, Woodcock and Wulder 2014, Remote Sensing of Environment
/// 148:42-57.
public struct AreaAccuracy: Sendable, Equatable {
  /// A share between 0 and 1 with its standard error.
  public struct Share: Sendable, Equatable {
    /// Estimate; `nan` where it is not defined.
    public let value: Double
    /// Standard error; `nan` where it cannot be known.
    public let standardError: Double
  }

  /// What is estimated for one class.
  public struct ClassEstimate: Sendable, Equatable {
    /// Name.
    public let name: String
    /// Mapped hectares.
    public let mappedHa: Double
    /// Points where the map shows the class.
    public let mappedPoints: Int
    /// Points where the reference shows it.
    public let referencePoints: Int
    /// Share of all land, by the reference.
    public let areaShare: Share
    /// Hectares by the reference.
    public let estimatedHa: Double
    /// Their standard error, ha.
    public let standardErrorHa: Double
    /// Share of the mapped class that is right; `nan` for a class that is not mapped.
    public let users: Share
    /// Share of the class on the ground that is mapped so; `nan` where the reference has none of it.
    public let producers: Share
  }

  /// The factor of Olofsson et al. 2014 for intervals at 95 % confidence.
  public static let z95 = 1.96

  /// The classes, in the order of the matrix.
  public let classes: [ClassEstimate]
  /// Overall accuracy.
  public let overall: Share
  /// Hectares of all mapped classes.
  public let totalHa: Double

  /// The factor of a normal interval at `confidence`, between 0 and 1; 1.96 at 0.95, as published.
  public static func factor(confidence: Double) -> Double {
    confidence == 0.95 ? z95 : StudentT.twoSided(confidence: confidence, df: .infinity)
  }

  /// Estimates areas and accuracies.
  public init(_ matrix: ErrorMatrix) {
    let total = matrix.mappedHa.reduce(0, +)
    let weights = matrix.mappedHa.map { $0 / total }
    let points = matrix.mappedPoints.map(Double.init)
    let all = matrix.classes.indices
    let mapped = all.filter { weights[$0] > 0 }
    func q(_ i: Int, _ j: Int) -> Double { Double(matrix.counts[i][j]) / points[i] }
    /// Contribution of the mapped class `i` to the variance of the share of `j`. No point: 0/0. One point:
    /// 0/0 as well, since q is 0 or 1.
    func variance(_ i: Int, _ j: Int) -> Double {
      weights[i] * weights[i] * q(i, j) * (1 - q(i, j)) / (points[i] - 1)
    }
    func sum(_ rows: [Int], _ term: (Int) -> Double) -> Double {
      rows.reduce(0) { $0 + term($1) }
    }
    classes = all.map { j in
      let share = Share(
        value: sum(mapped) { weights[$0] * q($0, j) },
        standardError: sum(mapped) { variance($0, j) }.squareRoot())
      let users =
        weights[j] > 0
        ? Share(
          value: q(j, j),
          standardError: (q(j, j) * (1 - q(j, j)) / (points[j] - 1)).squareRoot())
        : Share(value: .nan, standardError: .nan)
      let right = weights[j] > 0 ? weights[j] * q(j, j) / share.value : 0 / share.value
      let own = weights[j] > 0 ? (1 - right) * (1 - right) * variance(j, j) : 0
      let others = right * right * sum(mapped.filter { $0 != j }) { variance($0, j) }
      return ClassEstimate(
        name: matrix.classes[j], mappedHa: matrix.mappedHa[j],
        mappedPoints: matrix.mappedPoints[j], referencePoints: matrix.referencePoints[j],
        areaShare: share, estimatedHa: total * share.value,
        standardErrorHa: total * share.standardError, users: users,
        producers: Share(
          value: right, standardError: (own + others).squareRoot() / share.value))
    }
    overall = Share(
      value: sum(mapped) { weights[$0] * q($0, $0) },
      standardError: sum(mapped) { variance($0, $0) }.squareRoot())
    totalHa = total
  }
}
