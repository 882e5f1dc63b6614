import ForestModel
import Glibc

/// Standard deviation of a diameter measurement as a function of the diameter: a + b D, cm.
///
/// Fitted by least squares of the size of the differences on the diameter (Glejser 1969, JASA
/// 64:316-323): for normal errors the mean size is sd x sqrt(2/pi). Differences are centred first, so
/// that a bias does not pass for spread. With fewer than `minimum` pairs, diameters that do not differ,
/// or a line that falls or starts below zero, the model is constant.
public struct DiameterErrorModel: Sendable, Equatable {
  /// Pairs that a line needs.
  public static let minimum = 20
  /// Constant part, cm.
  public let constantCm: Double
  /// Part that grows with the diameter, cm per cm.
  public let slope: Double
  /// Pairs behind it.
  public let count: Int
  /// Whether the line was taken.
  public var isLinear: Bool { slope > 0 }

  /// Fits the model; `nil` below two pairs.
  public init?(differences: [Double], diametersCm: [Double], kind: CheckKind) {
    let moments = DifferenceMoments(differences, kind: kind)
    guard moments.count >= 2 else { return nil }
    count = moments.count
    let sizes = differences.map { abs($0 - moments.bias) }
    let x = SampleMoments(diametersCm)
    let y = SampleMoments(sizes)
    if count >= Self.minimum, x.variance > 0 {
      let cross = ExactSum(zip(diametersCm, sizes).map { ($0 - x.mean) * ($1 - y.mean) }).value
      let rise = cross / (x.variance * Double(count - 1))
      let start = y.mean - rise * x.mean
      if rise > 0, start >= 0 {
        let scale = (Double.pi / 2).squareRoot() / kind.divisor
        constantCm = start * scale
        slope = rise * scale
        return
      }
    }
    constantCm = moments.measurementSD
    slope = 0
  }

  /// Standard deviation of one measurement of a tree of that diameter, cm.
  public func standardDeviationCm(dbhCm: Double) -> Double { constantCm + slope * dbhCm }
}

/// Standard deviation of a height measurement as a share of the height.
public struct HeightErrorModel: Sendable, Equatable {
  /// Standard deviation of one measurement over the height.
  public let relativeSD: Double
  /// Mean of the relative differences, field minus check.
  public let relativeBias: Double
  /// Pairs behind it.
  public let count: Int

  /// From differences and reference heights, m; `nil` below two pairs.
  public init?(differences: [Double], heightsM: [Double], kind: CheckKind) {
    let moments = DifferenceMoments(zip(differences, heightsM).map { $0 / $1 }, kind: kind)
    guard moments.count >= 2 else { return nil }
    relativeSD = moments.measurementSD
    relativeBias = moments.bias
    count = moments.count
  }
}
