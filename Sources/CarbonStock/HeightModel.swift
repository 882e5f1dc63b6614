import ForestModel
import Glibc

/// A height-diameter model fitted on the heights of one data set.
///
/// ln H = polynomial in ln D, least squares; heights are predicted with the correction of Baskerville
/// 1972 (Can. J. For. Res. 2:49-53): H = exp(ln H + s²/2), s the residual standard deviation on the
/// ln scale with n - p degrees of freedom. The sums are exact, so the order of the rows does not
/// change a digit.
public struct HeightModel: Sendable, Equatable {
  /// The forms on offer.
  public enum Form: String, Sendable, CaseIterable {
    /// ln H = a + b ln D
    case log1
    /// ln H = a + b ln D + c (ln D)²
    case log2

    var degree: Int { self == .log1 ? 1 : 2 }
  }

  /// Heights that a fit needs at least.
  public static let fewestHeights = 15

  /// Form that was fitted.
  public let form: Form
  /// Intercept and coefficients of ln D, (ln D)²; for the record.
  public let coefficients: [Double]
  /// Residual standard deviation on the ln scale.
  public let residualSDLn: Double
  /// Residual standard deviation in metres, after the correction.
  public let residualSDM: Double
  /// Bias on the trees measured: mean of the predictions over mean of the measurements, minus 1.
  public let meanRelativeBias: Double
  /// Number of trees measured.
  public let count: Int
  /// Smallest diameter measured, cm.
  public let dMinCm: Double
  /// Largest diameter measured, cm.
  public let dMaxCm: Double

  // The fit is kept around the mean of ln D: far better conditioned than raw powers.
  private let centre: Double
  private let centred: [Double]

  /// Fits `form` to pairs of diameter (cm) and height (m), all above zero.
  ///
  /// - Returns: `nil` with fewer than `fewestHeights` pairs, or with too few different diameters.
  public init?(_ form: Form, dbhCm: [Double], heightM: [Double]) {
    precondition(dbhCm.count == heightM.count, "one height per diameter")
    guard dbhCm.count >= Self.fewestHeights else { return nil }
    let lnD = dbhCm.map { log($0) }
    let lnH = heightM.map { log($0) }
    let middle = ExactSum(lnD).value / Double(lnD.count)
    let x = lnD.map { $0 - middle }
    guard let fit = Self.leastSquares(x, lnH, degree: form.degree) else { return nil }

    let n = Double(x.count)
    let p = Double(form.degree + 1)
    let fitted = x.map { Self.polynomial(fit, $0) }
    let rss = ExactSum(zip(lnH, fitted).lazy.map { ($0 - $1) * ($0 - $1) }).value
    let sd = (rss / (n - p)).squareRoot()
    let predicted = fitted.map { exp($0 + sd * sd / 2) }
    let rssM = ExactSum(zip(heightM, predicted).lazy.map { ($0 - $1) * ($0 - $1) }).value

    self.form = form
    centre = middle
    centred = fit
    coefficients = Self.uncentred(fit, middle)
    residualSDLn = sd
    residualSDM = (rssM / (n - p)).squareRoot()
    meanRelativeBias = ExactSum(predicted).value / ExactSum(heightM).value - 1
    count = x.count
    dMinCm = dbhCm.min() ?? .nan
    dMaxCm = dbhCm.max() ?? .nan
  }

  /// The fitted model with its coefficients, six significant digits.
  public var formula: String { formula(lnD: "ln D") }

  /// The fitted model with what is put in for ln D.
  public func formula(lnD: String) -> String {
    func short(_ value: Double) -> String { ((abs(value) * 1e6).rounded() / 1e6).csvText }
    func term(_ value: Double, _ rest: String) -> String {
      (value < 0 ? " − " : " + ") + short(value) + rest
    }
    var text = "exp(" + (coefficients[0] < 0 ? "−" : "") + short(coefficients[0])
    text += term(coefficients[1], " × \(lnD)")
    if coefficients.count > 2 { text += term(coefficients[2], " × (\(lnD))²") }
    return text + term(residualSDLn, "²/2)")
  }

  /// Predicted height of a tree, m.
  public func heightM(dbhCm: Double) -> Double {
    exp(Self.polynomial(centred, log(dbhCm) - centre) + residualSDLn * residualSDLn / 2)
  }

  private static func polynomial(_ c: [Double], _ x: Double) -> Double {
    c.reversed().reduce(0) { $0 * x + $1 }
  }

  private static func uncentred(_ c: [Double], _ m: Double) -> [Double] {
    c.count == 2
      ? [c[0] - c[1] * m, c[1]]
      : [c[0] - c[1] * m + c[2] * m * m, c[1] - 2 * c[2] * m, c[2]]
  }

  /// Normal equations with exact sums, solved by elimination with pivoting.
  private static func leastSquares(_ x: [Double], _ y: [Double], degree: Int) -> [Double]? {
    let size = degree + 1
    func power(_ v: Double, _ k: Int) -> Double { (0..<k).reduce(1) { p, _ in p * v } }
    let moments = (0...(2 * degree)).map { k in ExactSum(x.lazy.map { power($0, k) }).value }
    var rows = (0..<size).map { i in
      (0..<size).map { j in moments[i + j] }
        + [ExactSum(zip(x, y).lazy.map { power($0, i) * $1 }).value]
    }
    for column in 0..<size {
      guard
        let pivot = (column..<size).max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }),
        abs(rows[pivot][column]) > 1e-9 * Double(x.count)
      else { return nil }
      rows.swapAt(column, pivot)
      for row in 0..<size where row != column {
        let factor = rows[row][column] / rows[column][column]
        for k in column...size { rows[row][k] -= factor * rows[column][k] }
      }
    }
    return (0..<size).map { rows[$0][size] / rows[$0][$0] }
  }
}
