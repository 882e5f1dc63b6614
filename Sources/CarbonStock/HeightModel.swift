import ForestModel
import Glibc

/// A height-diameter model fitted on measured trees.
///
/// The logarithmic forms are fitted by least squares on ln H and predict with the correction of
/// Baskerville 1972 (Can. J. For. Res. 2:49-53): H = exp(ln H + s²/2), s the residual standard
/// deviation on the ln scale with n - p degrees of freedom. The saturating forms are fitted by least
/// squares on H in metres. The order of the rows does not change a digit.
public struct HeightModel: Sendable, Equatable {
  /// The forms on offer.
  public enum Form: String, Sendable, CaseIterable {
    /// ln H = a + b ln D
    case log1
    /// ln H = a + b ln D + c (ln D)²
    case log2
    /// ln H = a + b ln D + c (ln D)² + d (ln D)³
    case log3
    /// H = a (1 - exp(-(D/b)^c))
    case weibull
    /// H = a D / (b + D)
    case michaelis

    /// Degree of the polynomial in ln D; `nil` for the forms fitted in metres.
    var degree: Int? {
      switch self {
      case .log1: 1
      case .log2: 2
      case .log3: 3
      case .weibull, .michaelis: nil
      }
    }
    /// Number of coefficients.
    public var coefficientCount: Int { degree.map { $0 + 1 } ?? (self == .weibull ? 3 : 2) }
  }

  /// What a tree weighs in the fit.
  public enum Weighting: String, Sendable, CaseIterable {
    /// All trees alike.
    case equal
    /// D² H: trees with much wood count more.
    case volume
  }

  /// Heights that a fit needs at least.
  public static let fewestHeights = 15

  /// Form that was fitted.
  public let form: Form
  /// What the trees weighed.
  public let weighting: Weighting
  /// Coefficients a, b, c, d of the form.
  public let coefficients: [Double]
  /// Covariance matrix of the coefficients: residual variance times the inverse of X'WX (logarithmic)
  /// or J'WJ (in metres).
  public let covariance: [[Double]]
  /// Residual standard deviation on the ln scale; `nan` for the forms fitted in metres.
  public let residualSDLn: Double
  /// Residual standard deviation in metres, n - p degrees of freedom, after any correction.
  public let residualSDM: Double
  /// Bias on the trees measured: mean of the predictions over mean of the measurements, minus 1.
  public let meanRelativeBias: Double
  /// Number of trees measured.
  public let count: Int
  /// Smallest diameter measured, cm.
  public let dMinCm: Double
  /// Largest diameter measured, cm.
  public let dMaxCm: Double

  private let curve: HeightCurve

  /// Fits `form` to pairs of diameter (cm) and height (m), all above zero.
  ///
  /// - Returns: `nil` with fewer than `fewestHeights` pairs, with too few different diameters, or
  ///   where the heights do not determine the form.
  public init?(
    _ form: Form, dbhCm: [Double], heightM: [Double], weighting: Weighting = .equal
  ) {
    self.init(form, dbhCm, heightM, weighting, fewest: Self.fewestHeights)
  }

  /// The same for fits of a cross-validation, which leave trees out.
  init?(
    _ form: Form, _ dbhCm: [Double], _ heightM: [Double], _ weighting: Weighting, fewest: Int
  ) {
    precondition(dbhCm.count == heightM.count, "one height per diameter")
    guard dbhCm.count >= max(fewest, form.coefficientCount + 1) else { return nil }
    // Sums run over the trees in one order, whatever the order of the rows.
    let order = dbhCm.indices.sorted {
      (dbhCm[$0], heightM[$0]) < (dbhCm[$1], heightM[$1])
    }
    let d = order.map { dbhCm[$0] }
    let h = order.map { heightM[$0] }
    let weights: [Double]? = weighting == .volume ? zip(d, h).map { $0 * $0 * $1 } : nil
    let fit: HeightFit?
    if let degree = form.degree {
      fit = HeightFit(lnPolynomial: degree, d, h, weights)
    } else {
      fit = HeightFit(saturating: form, d, h, weights)
    }
    guard let fit else { return nil }
    let predicted = d.map { fit.curve.heightM(dbhCm: $0) }
    let rssM = ExactSum(zip(h, predicted).lazy.map { ($0 - $1) * ($0 - $1) }).value

    self.form = form
    self.weighting = weighting
    curve = fit.curve
    coefficients = fit.coefficients
    covariance = fit.covariance
    residualSDLn = fit.residualSDLn
    residualSDM = (rssM / Double(d.count - form.coefficientCount)).squareRoot()
    meanRelativeBias = ExactSum(predicted).value / ExactSum(h).value - 1
    count = d.count
    dMinCm = d.first ?? .nan
    dMaxCm = d.last ?? .nan
  }

  /// Predicted height of a tree, m.
  public func heightM(dbhCm: Double) -> Double { curve.heightM(dbhCm: dbhCm) }

  /// The fitted model with its coefficients, six decimals.
  public var formula: String { formula(dbh: "D") }

  /// The fitted model with what is put in for D.
  public func formula(dbh: String) -> String {
    func short(_ value: Double) -> String { ((abs(value) * 1e6).rounded() / 1e6).csvText }
    func signed(_ value: Double, _ rest: String) -> String {
      (value < 0 ? " − " : " + ") + short(value) + rest
    }
    switch form {
    case .weibull:
      return "\(short(coefficients[0])) × (1 − exp(−(\(dbh) / \(short(coefficients[1])))^"
        + "\(short(coefficients[2]))))"
    case .michaelis:
      return "\(short(coefficients[0])) × \(dbh) / (\(short(coefficients[1])) + \(dbh))"
    case .log1, .log2, .log3:
      var text = "exp(" + (coefficients[0] < 0 ? "−" : "") + short(coefficients[0])
      text += signed(coefficients[1], " × ln \(dbh)")
      for (power, value) in zip(["²", "³"], coefficients.dropFirst(2)) {
        text += signed(value, " × (ln \(dbh))" + power)
      }
      return text + signed(residualSDLn, "²/2)")
    }
  }
}

/// The function that predicts a height.
enum HeightCurve: Sendable, Equatable {
  /// exp(polynomial in ln D - `centre` + `correction`); kept around the mean of ln D, where it is far
  /// better conditioned than in raw powers.
  case lnPolynomial(centred: [Double], centre: Double, correction: Double)
  case weibull(a: Double, b: Double, c: Double)
  case michaelis(a: Double, b: Double)

  func heightM(dbhCm: Double) -> Double {
    switch self {
    case .lnPolynomial(let c, let centre, let correction):
      let x = log(dbhCm) - centre
      return exp(c.reversed().reduce(0) { $0 * x + $1 } + correction)
    case .weibull(let a, let b, let c): return a * (1 - exp(-pow(dbhCm / b, c)))
    case .michaelis(let a, let b): return a * dbhCm / (b + dbhCm)
    }
  }
}
