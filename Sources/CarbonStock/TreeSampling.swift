public import ForestModel

/// A plot as it was laid out: its nests, its slope and how distances were measured.
public struct PlotFrame: Sendable, Equatable {
  /// The nests; none where the plot has no area.
  public let design: NestDesign
  /// Slope, degrees; `nan` where it is not known, which counts as level.
  public let slopeDeg: Double
  /// How distances were measured.
  public let layout: SlopeLayout

  /// States a plot.
  public init(design: NestDesign, slopeDeg: Double = .nan, layout: SlopeLayout = .slopeDistance) {
    self.design = design
    self.slopeDeg = slopeDeg
    self.layout = layout
  }

  /// Horizontal area of a nest of this plot, ha; the slope applies to each nest.
  public func areaHa(of nest: Nest) -> Double {
    nest.shape.horizontalAreaHa(slopeDeg: slopeDeg, layout: layout)
  }

  /// Horizontal area of the largest nest, ha: the area of the plot; `nan` without nests.
  public var areaHa: Double { design.nests.map(areaHa(of:)).max() ?? .nan }
}

/// A tree that was counted although it stands outside the figure it was looked for in.
public struct TreeBeyondNest: Sendable, Equatable {
  /// Index of the tree.
  public let tree: Int
  /// Its distance from the centre, m, measured as the radius was.
  public let distanceM: Double
  /// Radius of its nest, m.
  public let radiusM: Double
}

/// For each tree the ground it was looked for on and how often it counts: trees per ha = tally / area.
public struct TreeSampling: Sendable {
  /// Horizontal area of the nest of each tree, ha; `nan` for trees that bring their own expansion
  /// factor, that are left out, or that no nest is for.
  public private(set) var areaHa: [Double]
  /// How often each row counts: 2 for a tree seen twice from the edge (mirage, walk-through), the number
  /// of culms for a row that stands for several.
  public let tally: [Int]
  /// Trees that no nest of their plot is for, in the order of the rows.
  public private(set) var uncovered: [Int] = []
  /// Trees further from the centre than the radius of their nest, in the order of the rows.
  public private(set) var beyond: [TreeBeyondNest] = []

  /// A tape is read to the decimetre: so much beyond the radius is still inside, m.
  public static let distanceToleranceM = 0.05

  /// Looks up the nest of every tree. Cost: linear in the trees, times the nests of a design.
  ///
  /// - Parameters: `frames` has one entry per plot; `plotOfTree` is the index into it of every tree, `nil`
  ///   for trees left out. Trees of a plot without nests get no area and are not called uncovered.
  public init(of trees: TreeTable, frames: [PlotFrame], plotOfTree: [Int?]) {
    areaHa = Array(repeating: .nan, count: trees.count)
    tally = trees.tally
    for tree in 0..<trees.count {
      guard let plot = plotOfTree[tree], trees.expansionPerHa[tree].isNaN,
        !frames[plot].design.nests.isEmpty
      else { continue }
      let frame = frames[plot]
      guard
        let nest = frame.design.nest(
          dbhCm: trees.dbhCm[tree], growthForm: trees.growthForm[tree])
      else {
        uncovered.append(tree)
        continue
      }
      areaHa[tree] = frame.areaHa(of: nest)
      if let radius = nest.shape.radiusM,
        trees.distanceM[tree] > radius + Self.distanceToleranceM
      {
        beyond.append(
          TreeBeyondNest(tree: tree, distanceM: trees.distanceM[tree], radiusM: radius))
      }
    }
  }

  /// Trees per hectare that the row stands for, its tally included; `nan` where that is not known.
  public func expansionPerHa(of tree: Int, in trees: TreeTable) -> Double {
    let own = trees.expansionPerHa[tree]
    return own.isNaN ? Double(tally[tree]) / areaHa[tree] : own * Double(tally[tree])
  }
}
