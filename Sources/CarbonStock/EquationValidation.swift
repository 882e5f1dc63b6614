public import ForestModel
import Glibc

/// How far an equation is from weighed trees.
public struct EquationFit: Sendable, Equatable {
  /// Trees.
  public let count: Int
  /// Mean of the predictions over mean of the measurements, minus 1.
  public let bias: Double
  /// Root of the mean squared difference, kg.
  public let rmseKg: Double
  /// Root of the mean squared ln(measured / predicted).
  public let rmsLn: Double
  /// Mean of predicted / measured - 1.
  public let meanRelativeError: Double

  /// Compares predictions with measurements, both kg and above 0. The sums are exact, so the order of
  /// the trees does not change a digit; without trees all figures are `nan`.
  public init(measuredKg: [Double], predictedKg: [Double]) {
    precondition(measuredKg.count == predictedKg.count, "one prediction per measurement")
    let pairs = zip(measuredKg, predictedKg)
    let n = Double(measuredKg.count)
    count = measuredKg.count
    bias = ExactSum(predictedKg).value / ExactSum(measuredKg).value - 1
    rmseKg = (ExactSum(pairs.lazy.map { ($0 - $1) * ($0 - $1) }).value / n).squareRoot()
    rmsLn =
      (ExactSum(
        pairs.lazy.map { measured, predicted in
          let ratio = log(measured / predicted)
          return ratio * ratio
        }
      ).value / n).squareRoot()
    meanRelativeError = ExactSum(pairs.lazy.map { $1 / $0 - 1 }).value / n
  }
}

/// An equation against a table of weighed trees.
public struct EquationValidation: Sendable {
  /// Limits of the classes of diameter, cm; the upper one belongs to the next class.
  public static let classLimitsCm = [0.0, 5, 10, 20, 30, 50, 70, 100, .infinity]

  /// The equation.
  public let model: AllometricModel
  /// All trees that it could be held against.
  public let all: EquationFit
  /// The same by class of diameter: lower and upper limit, cm.
  public let byDiameter: [(lowCm: Double, highCm: Double, fit: EquationFit)]
  /// The same by site, in reading order.
  public let bySite: [(site: String, fit: EquationFit)]
  /// Trees among them outside the range of the equation.
  public let outsideRange: Int
  /// Rows that could not be used: reason to count.
  public let leftOut: [String: Int]

  /// Holds an equation against the trees that are live, not rejected and weighed.
  public init(
    _ model: AllometricModel, trees: TreeTable, sites: [String], stress: Double?
  ) {
    var measured: [Double] = []
    var members: [Int] = []
    var reasons: [String: Int] = [:]
    for tree in 0..<trees.count {
      if let reason = Self.obstacle(tree, trees, model) {
        reasons[reason, default: 0] += 1
      } else {
        members.append(tree)
      }
    }
    let results = model.agbKg(
      dbhCm: members.map { trees.dbhCm[$0] }, heightM: members.map { trees.heightM[$0] },
      woodDensity: members.map { trees.woodDensityGPerCm3[$0] }, stress: stress ?? .nan)
    var used: [Int] = []
    var predicted: [Double] = []
    for (tree, kg) in zip(members, results) {
      guard kg.isFinite, kg > 0 else {
        reasons["no-result", default: 0] += 1
        continue
      }
      used.append(tree)
      predicted.append(kg)
      measured.append(trees.agbKg[tree])
    }
    func fit(_ places: [Int]) -> EquationFit {
      EquationFit(
        measuredKg: places.map { measured[$0] }, predictedKg: places.map { predicted[$0] })
    }
    self.model = model
    all = fit(Array(used.indices))
    leftOut = reasons
    outsideRange = used.count {
      trees.dbhCm[$0] < model.dMinCm || trees.dbhCm[$0] > model.dMaxCm
        || (model.needsHeight && trees.heightM[$0] > model.hMaxM)
    }
    let limits = Self.classLimitsCm
    byDiameter = limits.indices.dropLast().compactMap { index in
      let places = used.indices.filter {
        trees.dbhCm[used[$0]] >= limits[index] && trees.dbhCm[used[$0]] < limits[index + 1]
      }
      return places.isEmpty ? nil : (limits[index], limits[index + 1], fit(places))
    }
    var places: [String: [Int]] = [:]
    for index in used.indices { places[sites[used[index]], default: []].append(index) }
    bySite = places.keys.sorted(by: StratumAreas.inReadingOrder).map { ($0, fit(places[$0] ?? [])) }
  }

  private static func obstacle(
    _ tree: Int, _ trees: TreeTable, _ model: AllometricModel
  ) -> String? {
    let form = trees.growthForm[tree].lowercased()
    if trees.isRejected[tree] { return "rejected" }
    if trees.status[tree] == .dead { return "dead" }
    if trees.agbKg[tree].isNaN { return "not-weighed" }
    if trees.agbKg[tree] <= 0 { return "weight-zero" }
    if trees.dbhCm[tree].isNaN { return "no-diameter" }
    if !form.isEmpty, form != model.growthForm { return "growth-form" }
    if model.needsHeight, trees.heightM[tree].isNaN { return "no-height" }
    if model.needsWoodDensity, trees.woodDensityGPerCm3[tree].isNaN { return "no-wood-density" }
    return nil
  }
}
