/// Whether a tree was alive when measured.
public enum TreeStatus: String, Sendable {
  /// Alive; the default.
  case live
  /// Standing dead.
  case dead
}

/// Trees as columns: one index is one tree. Missing numbers are `nan`; zero never means missing.
public struct TreeTable: Sendable {
  /// Plot of each tree.
  public var plotID: [String] = []
  /// Number or tag of each tree; empty where the table has none.
  public var treeID: [String] = []
  /// Taxon as written; empty where unknown.
  public var species: [String] = []
  /// Family as written; empty where unknown.
  public var family: [String] = []
  /// Diameter at 1.3 m or above the buttress, cm.
  public var dbhCm: [Double] = []
  /// Total height as measured, m; `nan` when not measured.
  public var heightM: [Double] = []
  /// Basic wood density given for the tree, g/cm³; `nan` when none is.
  public var woodDensityGPerCm3: [Double] = []
  /// Its standard deviation, g/cm³; `nan` when none is given.
  public var woodDensitySDGPerCm3: [Double] = []
  /// Above-ground biomass given for the tree, kg dry matter; `nan` when an equation is to be used.
  public var agbKg: [Double] = []
  /// Trees per hectare that this tree stands for; `nan` when the plot's area is to be used.
  public var expansionPerHa: [Double] = []
  /// Live or dead.
  public var status: [TreeStatus] = []
  /// What a dead tree has lost, as written; empty where nothing is.
  public var decayClass: [String] = []
  /// Growth form as written; empty means tree.
  public var growthForm: [String] = []
  /// Whether the diameter was computed from a girth.
  public var isFromGirth: [Bool] = []
  /// Who measured the tree; empty where the table does not say.
  public var team: [String] = []
  /// Row in the file, as a spreadsheet counts.
  public var row: [Int] = []
  /// Whether the row was rejected while reading (`--on-error skip`); its other columns may be empty.
  public var isRejected: [Bool] = []
  /// Stem of a tree that has several; empty where the table has none.
  public var stemID: [String] = []
  /// How often the row counts: 1, or 2 for a tree seen twice from the edge of the plot, or the number of
  /// culms that the row stands for.
  public var tally: [Int] = []
  /// Distance from the centre of the plot, m, measured as its radius was; `nan` when not known.
  public var distanceM: [Double] = []
  /// Rows of the file that this one stands for: 1, or more where stems were combined into one tree.
  public var stems: [Int] = []

  /// An empty table.
  public init() {}

  /// Number of rows.
  public var count: Int { row.count }

  /// The rows that a test of their index keeps, in their order. Every column must be listed here.
  public func rows(where isKept: (Int) -> Bool) -> TreeTable {
    let places = row.indices.filter(isKept)
    var kept = TreeTable()
    kept.plotID = places.map { plotID[$0] }
    kept.treeID = places.map { treeID[$0] }
    kept.species = places.map { species[$0] }
    kept.family = places.map { family[$0] }
    kept.dbhCm = places.map { dbhCm[$0] }
    kept.heightM = places.map { heightM[$0] }
    kept.woodDensityGPerCm3 = places.map { woodDensityGPerCm3[$0] }
    kept.woodDensitySDGPerCm3 = places.map { woodDensitySDGPerCm3[$0] }
    kept.agbKg = places.map { agbKg[$0] }
    kept.expansionPerHa = places.map { expansionPerHa[$0] }
    kept.status = places.map { status[$0] }
    kept.decayClass = places.map { decayClass[$0] }
    kept.growthForm = places.map { growthForm[$0] }
    kept.isFromGirth = places.map { isFromGirth[$0] }
    kept.team = places.map { team[$0] }
    kept.row = places.map { row[$0] }
    kept.isRejected = places.map { isRejected[$0] }
    kept.stemID = places.map { stemID[$0] }
    kept.tally = places.map { tally[$0] }
    kept.distanceM = places.map { distanceM[$0] }
    kept.stems = places.map { stems[$0] }
    return kept
  }
}

/// Plots as columns. Missing numbers are `nan`.
public struct PlotTable: Sendable {
  /// Name of each plot, unique among those not rejected.
  public var id: [String] = []
  /// Stratum as written in the table; empty when it is to be read from the map.
  public var stratum: [String] = []
  /// Horizontal area, ha, corrected for slope where the layout asks for it; `nan` when not known.
  public var areaHa: [Double] = []
  /// East or longitude in the plots' CRS; `nan` when not known.
  public var x: [Double] = []
  /// North or latitude in the plots' CRS; `nan` when not known.
  public var y: [Double] = []
  /// Whether x and y come from columns of longitude and latitude.
  public var hasLonLat: [Bool] = []
  /// Cluster the plot belongs to; empty where plots stand alone.
  public var cluster: [String] = []
  /// Name of the nested design; empty where the plot names none.
  public var design: [String] = []
  /// Above-ground biomass that the map has for the plot, made without the plot, Mg/ha; `nan` where the
  /// map itself is to be read.
  public var mapAGBMg: [Double] = []
  /// Row in the file, as a spreadsheet counts.
  public var row: [Int] = []
  /// Whether the row was rejected while reading (`--on-error skip`); its other columns may be empty.
  public var isRejected: [Bool] = []

  /// An empty table.
  public init() {}

  /// Number of plots.
  public var count: Int { id.count }

  /// Adds the rows of another table. Every column must be listed here.
  public mutating func append(_ other: PlotTable) {
    id += other.id
    stratum += other.stratum
    areaHa += other.areaHa
    x += other.x
    y += other.y
    hasLonLat += other.hasLonLat
    cluster += other.cluster
    design += other.design
    mapAGBMg += other.mapAGBMg
    row += other.row
    isRejected += other.isRejected
  }

  /// The rows at `places`, in that order. Every column must be listed here.
  public func rows(_ places: [Int]) -> PlotTable {
    var kept = PlotTable()
    kept.id = places.map { id[$0] }
    kept.stratum = places.map { stratum[$0] }
    kept.areaHa = places.map { areaHa[$0] }
    kept.x = places.map { x[$0] }
    kept.y = places.map { y[$0] }
    kept.hasLonLat = places.map { hasLonLat[$0] }
    kept.cluster = places.map { cluster[$0] }
    kept.design = places.map { design[$0] }
    kept.mapAGBMg = places.map { mapAGBMg[$0] }
    kept.row = places.map { row[$0] }
    kept.isRejected = places.map { isRejected[$0] }
    return kept
  }
}

/// Pairs of diameter and height, for the height model.
public struct HeightTable: Sendable {
  /// Diameter at 1.3 m, cm.
  public private(set) var dbhCm: [Double] = []
  /// Total height, m.
  public private(set) var heightM: [Double] = []
  /// Plot of each tree; empty where the table names none.
  public private(set) var plotID: [String] = []
  /// Stratum as written; empty where the table names none.
  public private(set) var stratum: [String] = []
  /// Row in the file, as a spreadsheet counts.
  public private(set) var row: [Int] = []

  /// An empty table.
  public init() {}

  /// The live trees of `trees` with a diameter and a height.
  public init(of trees: TreeTable) {
    for tree in 0..<trees.count
    where !trees.isRejected[tree] && trees.status[tree] == .live && !trees.heightM[tree].isNaN
      && !trees.dbhCm[tree].isNaN
    {
      add(
        dbhCm: trees.dbhCm[tree], heightM: trees.heightM[tree], plot: trees.plotID[tree],
        stratum: "", row: trees.row[tree])
    }
  }

  /// Adds a tree.
  public mutating func add(
    dbhCm: Double, heightM: Double, plot: String, stratum: String, row: Int
  ) {
    self.dbhCm.append(dbhCm)
    self.heightM.append(heightM)
    plotID.append(plot)
    self.stratum.append(stratum)
    self.row.append(row)
  }

  /// Adds the trees of another table. Every column must be listed here.
  public mutating func append(_ other: HeightTable) {
    dbhCm += other.dbhCm
    heightM += other.heightM
    plotID += other.plotID
    stratum += other.stratum
    row += other.row
  }

  /// The trees in the order of their rows.
  public var inRowOrder: HeightTable {
    var table = HeightTable()
    for tree in row.indices.sorted(by: { row[$0] < row[$1] }) {
      table.add(
        dbhCm: dbhCm[tree], heightM: heightM[tree], plot: plotID[tree], stratum: stratum[tree],
        row: row[tree])
    }
    return table
  }

  /// Number of trees.
  public var count: Int { row.count }
}
