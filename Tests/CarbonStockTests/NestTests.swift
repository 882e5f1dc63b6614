import CarbonStock
import ForestModel
import TestSupport
import Testing

@Suite("Plot shapes and nests")
struct NestTests {
  /// accounting.md 3: nested circles of 4, 14 and 20 m, and two circles on slopes.
  @Test("expansion factors", arguments: [(4.0, 198.944), (14, 16.2403), (20, 7.95775)])
  func circles(radius: Double, factor: Double) {
    #expect(relative(1 / PlotShape.circle(radiusM: radius).areaHa, factor) < 5e-6)
  }

  @Test("slope", arguments: [(20.0, 25.0, 0.113890), (15, 30, 0.0612157)])
  func slope(radius: Double, degrees: Double, hectares: Double) {
    let circle = PlotShape.circle(radiusM: radius)
    let area = circle.horizontalAreaHa(slopeDeg: degrees, layout: .slopeDistance)
    #expect(relative(area, hectares) < 5e-6)
    #expect(circle.horizontalAreaHa(slopeDeg: degrees, layout: .horizontal) == circle.areaHa)
    #expect(circle.horizontalAreaHa(slopeDeg: .nan, layout: .slopeDistance) == circle.areaHa)
    #expect(circle.horizontalAreaHa(slopeDeg: 0, layout: .slopeDistance) == circle.areaHa)
  }

  @Test("the expansion factor of 20 m at 25 degrees")
  func factorOnSlope() {
    let area = PlotShape.circle(radiusM: 20).horizontalAreaHa(
      slopeDeg: 25, layout: .slopeDistance)
    #expect(relative(1 / area, 8.78040) < 5e-6)
  }

  @Test("a rectangle along the slope loses length only")
  func rectangle() {
    let area = PlotShape.rectangle(lengthM: 40, widthM: 25).horizontalAreaHa(
      slopeDeg: 60, layout: .slopeDistance)
    #expect(relative(area, 40 * 0.5 * 25 / 10_000) < 1e-14)
    #expect(PlotShape.rectangle(lengthM: 33.3, widthM: 30).areaHa == 33.3 * 30 / 10_000)
  }

  /// The design of the Lao inventory: 6, 15, 20, 25 m. Its classes close above; ours close below, so
  /// the bounds stand as they are for all but trees of just 10, 30 or 50 cm.
  static let lao = NestDesign(
    name: "lao",
    nests: [
      Nest(dbhMinCm: 50, shape: .circle(radiusM: 25)),
      Nest(dbhMinCm: 5, dbhMaxCm: 10, shape: .circle(radiusM: 6)),
      Nest(dbhMinCm: 10, dbhMaxCm: 30, shape: .circle(radiusM: 15)),
      Nest(dbhMinCm: 30, dbhMaxCm: 50, shape: .circle(radiusM: 20)),
    ])

  @Test(
    "edges: the lower bound belongs to the nest, the upper one to the next",
    arguments: [
      (4.9, nil), (5, 6), (9.9, 6), (10, 15), (29.9, 15), (30, 20), (49.9, 20), (50, 25), (480, 25),
    ] as [(Double, Double?)])
  func edges(dbh: Double, radius: Double?) {
    #expect(Self.lao.nest(dbhCm: dbh, growthForm: "")?.shape.radiusM == radius)
  }

  @Test("a growth form has its own nests, or those of all")
  func forms() {
    let design = NestDesign(nests: [
      Nest(dbhMinCm: 5, shape: .circle(radiusM: 17.84)),
      Nest(dbhMinCm: 2, growthForm: " Bamboo ", shape: .circle(radiusM: 5.64)),
    ])
    #expect(design.nest(dbhCm: 8, growthForm: "bamboo")?.shape.radiusM == 5.64)
    #expect(design.nest(dbhCm: 3, growthForm: "BAMBOO")?.shape.radiusM == 5.64)
    #expect(design.nest(dbhCm: 3, growthForm: "tree") == nil)
    #expect(design.nest(dbhCm: 8, growthForm: "palm")?.shape.radiusM == 17.84)
    #expect(design.nest(dbhCm: 1, growthForm: "bamboo") == nil)
    // Without a diameter the only nest of the form is the one.
    #expect(design.nest(dbhCm: .nan, growthForm: "bamboo")?.shape.radiusM == 5.64)
    #expect(Self.lao.nest(dbhCm: .nan, growthForm: "") == nil)
    // A nest for trees is for what names no form, and for nothing else.
    let trees = NestDesign(nests: [Nest(growthForm: "tree", shape: .circle(radiusM: 10))])
    #expect(trees.nest(dbhCm: 8, growthForm: "") != nil)
    #expect(trees.nest(dbhCm: 8, growthForm: "palm") == nil)
  }

  @Test("gaps and overlaps")
  func soundness() {
    #expect(Self.lao.gaps.isEmpty && Self.lao.overlaps.isEmpty)
    func design(_ classes: [(Double, Double)]) -> NestDesign {
      NestDesign(
        nests: classes.map { Nest(dbhMinCm: $0, dbhMaxCm: $1, shape: .circle(radiusM: 9)) })
    }
    let gap = design([(20, .infinity), (5, 10)]).gaps
    #expect(gap.map(\.fromCm) == [10] && gap.map(\.toCm) == [20])
    #expect(design([(5, 10), (9, 20)]).overlaps.count == 1)
    #expect(design([(5, 10), (5, 10)]).overlaps.count == 1)
    // The wide nest still overlaps the third, behind the narrow second.
    #expect(design([(5, 60), (10, 20), (30, 40)]).overlaps.count == 2)
    #expect(design([(5, 60), (10, 20), (30, 40)]).gaps.isEmpty)
    let forms = NestDesign(nests: [
      Nest(dbhMinCm: 5, shape: .circle(radiusM: 9)),
      Nest(dbhMinCm: 5, growthForm: "bamboo", shape: .circle(radiusM: 4)),
    ])
    #expect(forms.overlaps.isEmpty && forms.gaps.isEmpty)
  }
}

@Suite("From nests to hectares")
struct TreeSamplingTests {
  /// A tree of a given biomass.
  struct Row {
    var plot = "A"
    var tree = ""
    var dbh: Double
    var kg = 100.0
    var form = ""
    var tally = 1
    var distance = Double.nan
    var stem = ""
    var height = Double.nan
    var own = Double.nan
  }

  static func table(_ rows: [Row], givesBiomass: Bool = true) -> TreeTable {
    var trees = TreeTable()
    for (index, row) in rows.enumerated() {
      trees.plotID.append(row.plot)
      trees.treeID.append(row.tree)
      trees.species.append("")
      trees.family.append("")
      trees.dbhCm.append(row.dbh)
      trees.heightM.append(row.height)
      trees.woodDensityGPerCm3.append(.nan)
      trees.woodDensitySDGPerCm3.append(.nan)
      trees.agbKg.append(givesBiomass ? row.kg : .nan)
      trees.expansionPerHa.append(row.own)
      trees.status.append(.live)
      trees.growthForm.append(row.form)
      trees.isFromGirth.append(false)
      trees.row.append(index + 2)
      trees.isRejected.append(false)
      trees.stemID.append(row.stem)
      trees.tally.append(row.tally)
      trees.distanceM.append(row.distance)
      trees.stems.append(1)
      trees.decayClass.append("")
      trees.team.append("")
    }
    return trees
  }

  static func stock(_ rows: [Row], _ frames: [PlotFrame], plots: [String] = ["A"]) -> [PlotStock] {
    let trees = table(rows)
    let plotOfTree = trees.plotID.map { plots.firstIndex(of: $0) }
    var table = PlotTable()
    for (plot, frame) in zip(plots, frames) {
      table.id.append(plot)
      table.areaHa.append(frame.areaHa)
    }
    return PlotExpansion.stocks(
      of: trees, biomass: TreeBiomass(of: trees, using: BiomassSettings()), plots: table,
      plotOfTree: plotOfTree, pools: PoolSettings(),
      sampling: TreeSampling(of: trees, frames: frames, plotOfTree: plotOfTree))
  }

  static let laoRows = [
    Row(dbh: 7, kg: 10), Row(dbh: 9.9, kg: 20), Row(dbh: 10, kg: 40), Row(dbh: 29, kg: 400),
    Row(dbh: 30, kg: 450), Row(dbh: 49.5, kg: 1500), Row(dbh: 50, kg: 1600),
    Row(dbh: 120, kg: 9000),
  ]

  /// By hand: EF = 10000/(pi r²) is 88.41941, 14.14711, 7.957747, 5.092958;
  /// (30 EF6 + 440 EF15 + 1950 EF20 + 10600 EF25) / 1000.
  @Test("nested circles of 6, 15, 20 and 25 m, by hand")
  func lao() {
    let frame = PlotFrame(design: NestTests.lao)
    let stock = Self.stock(Self.laoRows, [frame])[0]
    let byHand = (30 * 88.41941 + 440 * 14.14711 + 1950 * 7.957747 + 10600 * 5.092958) / 1000
    #expect(relative(byHand, 78.38027) < 1e-6)
    #expect(relative(stock.perHa.agbMg, byHand) < 1e-6)
    #expect(relative(frame.areaHa, 0.1963495) < 1e-6)
    #expect(stock.trees == 8 && stock.stems == 8)
    // On a slope of 30 degrees every nest shrinks by the same cosine.
    let steep = Self.stock(
      Self.laoRows, [PlotFrame(design: NestTests.lao, slopeDeg: 30)])[0]
    #expect(relative(steep.perHa.agbMg, byHand / 0.8660254) < 1e-6)
  }

  @Test("the factor of each tree")
  func factors() {
    let trees = Self.table([Row(dbh: 7), Row(dbh: 60, tally: 2), Row(dbh: 3), Row(dbh: 3, own: 50)])
    let sampling = TreeSampling(
      of: trees, frames: [PlotFrame(design: NestTests.lao)], plotOfTree: [0, 0, 0, 0])
    #expect(relative(sampling.expansionPerHa(of: 0, in: trees), 88.41941) < 1e-6)
    #expect(relative(sampling.expansionPerHa(of: 1, in: trees), 2 * 5.092958) < 1e-6)
    #expect(sampling.expansionPerHa(of: 2, in: trees).isNaN)
    #expect(sampling.expansionPerHa(of: 3, in: trees) == 50)
    #expect(sampling.uncovered == [2])
  }

  @Test("laws: one class is a plain plot, splitting a class and shuffling rows change no bit")
  func laws() {
    let plain = PlotFrame(design: NestDesign(whole: .circle(radiusM: 17.84)), slopeDeg: 21)
    let one = PlotFrame(
      design: NestDesign(
        name: "one", nests: [Nest(dbhMinCm: 1, dbhMaxCm: 500, shape: .circle(radiusM: 17.84))]),
      slopeDeg: 21)
    let split = PlotFrame(
      design: NestDesign(
        name: "two",
        nests: [
          Nest(dbhMinCm: 1, dbhMaxCm: 29, shape: .circle(radiusM: 17.84)),
          Nest(dbhMinCm: 29, dbhMaxCm: 500, shape: .circle(radiusM: 17.84)),
        ]), slopeDeg: 21)
    let expected = Self.stock(Self.laoRows, [plain])
    #expect(Self.stock(Self.laoRows, [one]) == expected)
    #expect(Self.stock(Self.laoRows, [split]) == expected)
    let nested = Self.stock(Self.laoRows, [PlotFrame(design: NestTests.lao, slopeDeg: 33)])
    for step in [3, 5, 7] {
      let shuffled = (0..<8).map { Self.laoRows[($0 * step + 1) % 8] }
      #expect(Self.stock(shuffled, [PlotFrame(design: NestTests.lao, slopeDeg: 33)]) == nested)
    }
  }

  @Test("laws: every tree twice is every tree once with tally 2; a plot without trees is zero")
  func tally() {
    let frame = PlotFrame(design: NestTests.lao, slopeDeg: 12)
    let twice = Self.stock(Self.laoRows + Self.laoRows, [frame])
    let tallied = Self.stock(
      Self.laoRows.map {
        var row = $0
        row.tally = 2
        return row
      }, [frame])
    #expect(twice == tallied)
    #expect(twice[0].trees == 16)
    let empty = Self.stock([Row(dbh: 20)], [frame, frame], plots: ["A", "B"])
    #expect(empty[1].perHa.agbMg == 0 && empty[1].trees == 0)
    let single = Self.stock([Row(dbh: 20, kg: 1000)], [frame])[0]
    #expect(relative(single.perHa.agbMg, 1 / frame.areaHa(of: NestTests.lao.nests[1])) < 1e-12)
  }

  @Test("trees beyond the radius of their nest")
  func distance() {
    let rows = [
      Row(dbh: 7, distance: 5.9), Row(dbh: 7, distance: 6.05), Row(dbh: 7, distance: 6.1),
      Row(dbh: 60, distance: 24), Row(dbh: 60, distance: .nan), Row(dbh: 7, distance: 9, own: 5),
    ]
    let trees = Self.table(rows)
    let sampling = TreeSampling(
      of: trees, frames: [PlotFrame(design: NestTests.lao)],
      plotOfTree: Array(repeating: 0, count: rows.count))
    #expect(sampling.beyond.map(\.tree) == [2])
    #expect(sampling.beyond.map(\.distanceM) == [6.1] && sampling.beyond.map(\.radiusM) == [6])
  }
}

@Suite("Stems and censuses")
struct StemTests {
  @Test(
    "a trailing letter marks a further stem",
    arguments: [
      ("12", "12", ""), ("12a", "12", "a"), ("BSP1_11_A", "BSP1_11", "A"), ("7-b", "7", "b"),
      ("A", "A", ""), ("12ab", "12ab", ""), ("", "", ""), ("T__a", "T__a", ""), ("_a", "_a", ""),
    ])
  func split(id: String, tree: String, stem: String) {
    #expect(MultiStem.split(id) == (tree, stem))
  }

  @Test("combined stems keep the basal area and the tallest height")
  func combined() {
    let rows = [
      TreeSamplingTests.Row(tree: "1", dbh: 3, stem: "a", height: 9),
      TreeSamplingTests.Row(tree: "2", dbh: 20, height: 15),
      TreeSamplingTests.Row(tree: "1", dbh: 4, stem: "b", height: 8),
      TreeSamplingTests.Row(tree: "1", dbh: 12, stem: "c"),
      TreeSamplingTests.Row(plot: "B", tree: "1", dbh: 5),
      TreeSamplingTests.Row(dbh: 6), TreeSamplingTests.Row(dbh: 6),
    ]
    let trees = TreeSamplingTests.table(rows, givesBiomass: false)
    let result = MultiStem.combined(trees)
    #expect(result.dbhCm == [20, 13, 5, 6, 6])
    #expect(result.heightM[1] == 9)
    #expect(result.stems == [1, 3, 1, 1, 1])
    #expect(result.row == [3, 5, 6, 7, 8])
    let back = MultiStem.combined(
      TreeSamplingTests.table(rows.reversed(), givesBiomass: false))
    #expect(back.dbhCm == Array(result.dbhCm.reversed()))
    // What is given or unknown is not added to anything.
    #expect(MultiStem.combined(TreeSamplingTests.table(rows)).count == rows.count)
  }

  @Test("every column of the table has as many rows as the others")
  func columns() {
    let trees = TreeSamplingTests.table([
      .init(tree: "1", dbh: 3, stem: "a"), .init(tree: "1", dbh: 4, stem: "b"), .init(dbh: 5),
    ])
    let kept = trees.rows { $0 != 1 }
    for child in Mirror(reflecting: kept).children {
      #expect((child.value as? any Collection)?.count == 2, "\(child.label ?? "")")
    }
  }

  @Test("trees and stems are counted apart")
  func counts() {
    let rows = [
      TreeSamplingTests.Row(tree: "1", dbh: 13),
      TreeSamplingTests.Row(tree: "1", dbh: 14, stem: "a"),
      TreeSamplingTests.Row(tree: "2", dbh: 15, tally: 2), TreeSamplingTests.Row(dbh: 16),
    ]
    let stock = TreeSamplingTests.stock(rows, [PlotFrame(design: NestTests.lao)])[0]
    #expect(stock.trees == 4 && stock.stems == 5)
  }

  @Test(
    "the last census",
    arguments: [
      (["1", "2", "10"], "10"), (["2020", "2025"], "2025"),
      (["2025-03-15", "2025-02-28"], "2025-03-15"),
      (["2025-03", "2024-12"], "2025-03"), (["first", "second"], nil),
      (["2025-03", "2025-03-01"], nil),
      (["1", "second"], nil), ([], nil),
    ] as [([String], String?)])
  func latest(labels: [String], last: String?) { #expect(Census.latest(of: labels) == last) }

  @Test(
    "labels",
    arguments: [("02", "2"), ("2.0", "2"), (" 2 ", "2"), ("2025-03", "2025-03"), ("nan", "nan")])
  func keys(label: String, key: String) { #expect(Census.key(label) == key) }
}
