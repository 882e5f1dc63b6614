/// Plots and trees with planted faults, as rows of tables. Each plot carries at most one kind.
public struct FieldFaults {
  /// A plot as written.
  public struct PlotRow {
    /// The plot it comes from.
    public let plot: Plot
    /// East as written.
    public var x: Double
    /// North as written.
    public var y: Double
    /// Slope as written, degrees.
    public var slopeDeg: Double
  }
  /// A tree as written.
  public struct TreeRow {
    /// Name of its plot.
    public let plot: String
    /// Its number.
    public var number: Int
    /// The tree.
    public let tree: Tree
    /// Diameter as written.
    public var dbh: Double
    /// Height as written; `nil` where not measured.
    public var heightM: Double?
  }

  /// How many of each kind.
  public static let counts: [(kind: String, count: Int)] = [
    ("girth-as-diameter", 2), ("plot-in-mm", 1), ("height-zero", 10), ("height-diameter-ratio", 6),
    ("duplicate-tree-number", 3), ("decimal-comma-file", 5), ("slope-not-corrected", 1),
    ("x-y-swapped", 4), ("wrong-zone", 3), ("duplicate-plot", 1), ("shrinking-trees", 2),
  ]
  /// Files.
  public static let plotsFile = "plots_faulty.csv"
  /// Trees.
  public static let treesFile = "trees_faulty.csv"
  /// Second measurement.
  public static let secondFile = "trees_2030_faulty.csv"

  /// Plots in order.
  public private(set) var plots: [PlotRow]
  /// Trees in order of plot and number.
  public private(set) var trees: [TreeRow]
  /// What was planted, without the files with decimal commas, which the writer adds.
  public private(set) var faults: [PlantedFault] = []
  /// Plots of the second measurement whose trees shrink.
  public private(set) var shrinking: [String] = []

  /// Plants faults in the systematic sample.
  ///
  /// - Parameter toWrongZone: coordinates of the same place in the zone of 105°.
  public init(
    _ fieldwork: Fieldwork, toWrongZone: (Double, Double) -> (x: Double, y: Double)
  ) {
    let sample = fieldwork.systematicPlots()
    plots = sample.map { PlotRow(plot: $0, x: $0.x, y: $0.y, slopeDeg: $0.slopeDeg) }
    trees = sample.flatMap { plot in
      fieldwork.trees(on: plot).enumerated().map { number, tree in
        TreeRow(
          plot: plot.id, number: number + 1, tree: tree, dbh: tree.dbhCm,
          heightM: tree.isHeightMeasured ? tree.heightM : nil)
      }
    }
    // Plots with many trees in a random order; each serves one kind.
    var free = sample.indices.filter { index in
      trees.filter { $0.plot == sample[index].id && !$0.tree.isDead }.count >= 15
    }.map { index -> (Double, Int) in
      var random = SeededRandom(seed: fieldwork.landscape.seed, .faults, 9, index)
      return (random.uniform(), index)
    }.sorted { $0 < $1 }.map(\.1)
    let remeasured = Remeasurement.plots(fieldwork).map(\.id)
    shrinking = Array(remeasured.prefix(2))
    for name in shrinking {
      faults.append(
        PlantedFault(
          kind: "shrinking-trees", file: Self.secondFile, place: name, column: "dbh_cm",
          planted: "all survivors 1.5 cm thinner than in 2025", truth: "as in trees_2030.csv"))
    }
    for (factor, kind, words) in [
      (Double.pi, "girth-as-diameter", "girths in cm"),
      (Double.pi, "girth-as-diameter", "girths in cm"), (10, "plot-in-mm", "diameters in mm"),
    ] {
      let name = sample[free.removeFirst()].id
      for row in trees.indices where trees[row].plot == name {
        trees[row].dbh = (trees[row].dbh * factor * 10).rounded() / 10
      }
      note(kind, Self.treesFile, name, "dbh_cm", words, "diameters in cm")
    }
    plantPlots(&free, toWrongZone)
    plantTrees(free.map { sample[$0].id })
  }

  private mutating func note(
    _ kind: String, _ file: String, _ place: String, _ column: String, _ planted: String,
    _ truth: String
  ) {
    faults.append(
      PlantedFault(
        kind: kind, file: file, place: place, column: column, planted: planted, truth: truth))
  }

  private mutating func plantPlots(
    _ free: inout [Int], _ toWrongZone: (Double, Double) -> (x: Double, y: Double)
  ) {
    let steep = free.removeFirst()
    let slope = ParcelFaults.text(plots[steep].slopeDeg, 1)
    plots[steep].slopeDeg = 34
    note(
      "slope-not-corrected", Self.plotsFile, plots[steep].plot.id, "area_ha",
      "\(ParcelFaults.text(plots[steep].plot.layout.areaHa, 5)) laid out along a slope of 34 degrees",
      "slope was \(slope), area horizontal")
    func written(_ row: PlotRow) -> String {
      ParcelFaults.text(row.x, 1) + " " + ParcelFaults.text(row.y, 1)
    }
    for _ in 0..<4 {
      let index = free.removeFirst()
      let truth = written(plots[index])
      (plots[index].x, plots[index].y) = (plots[index].y, plots[index].x)
      note(
        "x-y-swapped", Self.plotsFile, plots[index].plot.id, "x y", written(plots[index]), truth)
    }
    for _ in 0..<3 {
      let index = free.removeFirst()
      let truth = written(plots[index])
      let other = toWrongZone(plots[index].x, plots[index].y)
      (plots[index].x, plots[index].y) = (
        (other.x * 10).rounded() / 10, (other.y * 10).rounded() / 10
      )
      note("wrong-zone", Self.plotsFile, plots[index].plot.id, "x y", written(plots[index]), truth)
    }
    let twice = free.removeFirst()
    let name = plots[twice].plot.id
    plots.append(plots[twice])
    note("duplicate-plot", Self.plotsFile, name, "plot_id", "row \(plots.count + 1)", "one row")
  }

  private mutating func plantTrees(_ names: [String]) {
    // Every fault takes the next plot that has not been touched, and a live tree of it.
    var places = names.makeIterator()
    func firstTree(_ name: String, _ isWanted: (TreeRow) -> Bool) -> Int? {
      trees.firstIndex { $0.plot == name && !$0.tree.isDead && isWanted($0) }
    }
    func plant(_ kind: String, _ change: (String) -> Bool) {
      var left = Self.counts.first { $0.kind == kind }?.count ?? 0
      while left > 0, let name = places.next() { if change(name) { left -= 1 } }
    }
    var rows = trees
    var found: [PlantedFault] = []
    func add(_ kind: String, _ row: Int, _ column: String, _ planted: String, _ truth: String) {
      found.append(
        PlantedFault(
          kind: kind, file: Self.treesFile, place: "row \(row + 2)", column: column,
          planted: planted, truth: truth))
    }
    plant("height-zero") { name in
      guard let row = firstTree(name, { _ in true }) else { return false }
      let truth = rows[row].heightM.map { ParcelFaults.text($0, 1) } ?? "not measured"
      rows[row].heightM = 0
      add("height-zero", row, "height_m", "0", truth)
      return true
    }
    plant("height-diameter-ratio") { name in
      guard let row = firstTree(name, { $0.dbh < 15 }) else { return false }
      let height = (rows[row].dbh * 2.3 * 10).rounded() / 10
      rows[row].heightM = height
      add(
        "height-diameter-ratio", row, "height_m", ParcelFaults.text(height, 1),
        ParcelFaults.text(rows[row].tree.heightM, 1))
      return true
    }
    plant("duplicate-tree-number") { name in
      guard let row = firstTree(name, { $0.number > 1 }) else { return false }
      add("duplicate-tree-number", row, "tree_id", "1", String(rows[row].number))
      rows[row].number = 1
      return true
    }
    trees = rows
    faults += found
  }
}
