import ForestModel

/// Trees measured for height models, and the group each may get a model of its own with.
public struct HeightSample: Sendable {
  /// Diameter at 1.3 m, cm.
  public let dbhCm: [Double]
  /// Total height, m.
  public let heightM: [Double]
  /// Stratum or plot of each tree; empty where none is known.
  public let group: [String]
  /// Plot of each tree; empty where none is known. Trees of one plot are left out together.
  public let plot: [String]

  /// A sample; all arrays have one value per tree.
  public init(dbhCm: [Double], heightM: [Double], group: [String], plot: [String]) {
    precondition(
      dbhCm.count == heightM.count && dbhCm.count == group.count && dbhCm.count == plot.count,
      "one value per tree")
    self.dbhCm = dbhCm
    self.heightM = heightM
    self.group = group
    self.plot = plot
  }
}

/// One model that was tried for the trees of a group.
public struct HeightTrial: Sendable, Equatable {
  /// Group whose trees it was tried on; empty: all trees.
  public let group: String
  /// Form.
  public let form: HeightModel.Form
  /// Whether it was fitted on the trees of that group alone.
  public let isOwn: Bool
  /// Trees of the group.
  public let count: Int
  /// Root of the mean squared error on trees that were left out of the fit, m; `nan` when the form
  /// could not be fitted.
  public let errorM: Double
  /// Mean prediction over mean height of the trees left out, minus 1.
  public let relativeBias: Double
  /// Whether the group's heights come from it.
  public internal(set) var isChosen: Bool
}

/// The height models of a run, chosen by how well they predict trees they have not seen.
///
/// Every form is fitted ten times, each time without a tenth of the plots (of the trees, where fewer
/// than five plots are known), and predicts the heights left out. The form with the least root mean
/// squared error, in metres, is taken for all trees; a group with enough heights takes a model of its
/// own where that predicts the group's left-out trees better by at least 1 %. Which plot is left out when follows from
/// the order of their names: neither chance nor the order of the rows enters.
public struct HeightModels: Sendable {
  /// The model of all trees.
  public let general: HeightModel
  /// Models of groups that have their own.
  public private(set) var own: [String: HeightModel] = [:]
  /// What was tried; empty when the form was stated and no groups were asked for.
  public private(set) var trials: [HeightTrial] = []

  /// Forms that are tried unless another choice is stated. A cubic in ln D is left out: beyond the
  /// trees measured it turns up or down.
  public static let candidates: [HeightModel.Form] = [.log1, .log2, .weibull, .michaelis]

  private static let folds = 10
  private static let fewestPlots = 5
  /// Share by which a model of a group's own must lower the error: less is chance.
  private static let leastGain = 0.01

  /// One model of a stated form for all trees; `nil` when it cannot be fitted.
  public init?(
    _ form: HeightModel.Form, _ sample: HeightSample, weighting: HeightModel.Weighting = .equal
  ) {
    guard
      let model = HeightModel(
        form, dbhCm: sample.dbhCm, heightM: sample.heightM, weighting: weighting)
    else { return nil }
    general = model
  }

  /// Chooses among `forms`, for all trees and for every group named in the sample.
  ///
  /// - Returns: `nil` when no form can be fitted on all trees.
  public init?(
    choosing forms: [HeightModel.Form], _ sample: HeightSample,
    weighting: HeightModel.Weighting = .equal
  ) {
    let all = Array(sample.dbhCm.indices)
    func fit(_ form: HeightModel.Form, _ trees: [Int]) -> HeightModel? {
      HeightModel(
        form, dbhCm: trees.map { sample.dbhCm[$0] }, heightM: trees.map { sample.heightM[$0] },
        weighting: weighting)
    }
    func fewer(_ a: HeightModel.Form, _ b: HeightModel.Form) -> Bool {
      a.coefficientCount < b.coefficientCount
    }
    // Of two forms that predict alike, the one with fewer coefficients comes first.
    let ordered = forms.enumerated().sorted {
      fewer($0.element, $1.element)
        || (!fewer($1.element, $0.element) && $0.offset < $1.offset)
    }.map(\.element)
    let predictions = ordered.map { Self.leftOut($0, sample, all, weighting) }
    var tried = zip(ordered, predictions).map {
      Self.trial("", $0, isOwn: false, sample, all, $1)
    }
    guard let best = Self.best(tried), let model = fit(tried[best].form, all) else { return nil }
    tried[best].isChosen = true
    general = model
    trials = tried

    let groups = Dictionary(grouping: all.filter { !sample.group[$0].isEmpty }) {
      sample.group[$0]
    }
    for name in groups.keys.sorted(by: StratumAreas.inReadingOrder) {
      guard let trees = groups[name], trees.count >= HeightModel.fewestHeights else { continue }
      var candidates = [
        Self.trial(name, model.form, isOwn: false, sample, trees, predictions[best])
      ]
      for form in ordered {
        let left = Self.leftOut(form, sample, trees, weighting)
        candidates.append(Self.trial(name, form, isOwn: true, sample, trees, left))
      }
      guard let choice = Self.best(candidates) else { continue }
      let limit = (1 - Self.leastGain) * candidates[0].errorM
      if candidates[choice].errorM < limit, let mine = fit(candidates[choice].form, trees) {
        own[name] = mine
        candidates[choice].isChosen = true
      } else {
        candidates[0].isChosen = true
      }
      trials += candidates
    }
  }

  /// Model for a tree of `group`.
  public func model(of group: String) -> HeightModel { own[group] ?? general }

  /// Name of the model for a tree of `group`: its form, with the group where it is its own.
  public func name(of group: String) -> String {
    own[group].map { $0.form.rawValue + ":" + group } ?? general.form.rawValue
  }

  /// Every model with its name, that of all trees first.
  public var all: [(name: String, model: HeightModel)] {
    [(name(of: ""), general)]
      + own.keys.sorted(by: StratumAreas.inReadingOrder).compactMap { group in
        own[group].map { (name(of: group), $0) }
      }
  }

  /// First of those with the least error; `nil` when none could be fitted.
  private static func best(_ trials: [HeightTrial]) -> Int? {
    trials.indices.filter { !trials[$0].errorM.isNaN }.min { trials[$0].errorM < trials[$1].errorM }
  }

  private static func trial(
    _ group: String, _ form: HeightModel.Form, isOwn: Bool, _ sample: HeightSample, _ trees: [Int],
    _ predicted: [Int: Double]?
  ) -> HeightTrial {
    var errorM = Double.nan
    var bias = Double.nan
    if let predicted {
      let squares = trees.map { tree in
        let error = (predicted[tree] ?? .nan) - sample.heightM[tree]
        return error * error
      }
      errorM = (ExactSum(squares).value / Double(trees.count)).squareRoot()
      bias =
        ExactSum(trees.map { predicted[$0] ?? .nan }).value
        / ExactSum(trees.map { sample.heightM[$0] }).value - 1
    }
    return HeightTrial(
      group: group, form: form, isOwn: isOwn, count: trees.count, errorM: errorM,
      relativeBias: bias, isChosen: false)
  }

  /// Heights predicted for each of `trees` by fits without its fold; `nil` when a fit fails.
  private static func leftOut(
    _ form: HeightModel.Form, _ sample: HeightSample, _ trees: [Int],
    _ weighting: HeightModel.Weighting
  ) -> [Int: Double]? {
    let fold = folds(sample, trees)
    var predicted: [Int: Double] = [:]
    for left in Set(fold.values).sorted() {
      let kept = trees.filter { fold[$0] != left }
      guard
        let model = HeightModel(
          form, kept.map { sample.dbhCm[$0] }, kept.map { sample.heightM[$0] }, weighting, fewest: 0
        )
      else { return nil }
      for tree in trees where fold[tree] == left {
        predicted[tree] = model.heightM(dbhCm: sample.dbhCm[tree])
      }
    }
    return predicted
  }

  private static func folds(_ sample: HeightSample, _ trees: [Int]) -> [Int: Int] {
    let plots = Set(trees.map { sample.plot[$0] })
    if plots.count >= fewestPlots, !plots.contains("") {
      let rank = Dictionary(
        uniqueKeysWithValues: plots.sorted(by: StratumAreas.inReadingOrder).enumerated().map {
          ($1, $0)
        })
      return Dictionary(
        uniqueKeysWithValues: trees.map { ($0, (rank[sample.plot[$0]] ?? 0) % folds) })
    }
    let sorted = trees.sorted {
      (sample.dbhCm[$0], sample.heightM[$0]) < (sample.dbhCm[$1], sample.heightM[$1])
    }
    return Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, $0 % folds) })
  }
}

/// Where the heights of unmeasured trees come from.
public enum HeightRoute: Sendable {
  /// Nowhere: only measured heights are used.
  case measured
  /// Models fitted on the user's trees; those of the stratum or plot where there is one.
  case fitted(HeightModels)
  /// A published curve.
  case published(PublishedHeights)
}
