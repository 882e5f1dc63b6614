/// Gives the lots of the map their class, their place in the administration, their category and their
/// owner.
struct ParcelDrafts {
  let label: [Int]
  let count: Int
  /// Block and class of each cell, as one number.
  let key: [Int]
  let commune: [Int]
  let compartment: [Int]
  let block: [Int]
  let elevation: [Double]
  let lattice: Lattice

  private struct Draft {
    var cells: [Int] = []
    var classIndex = 0
    var commune = 0
    var compartment = 0
    var block = 0
  }

  /// Parcels in reading order, and the place of each label among them.
  func parcels(seed: UInt64, outlines: [Outline]) -> (parcels: [Parcel], order: [Int]) {
    var drafts = Array(repeating: Draft(), count: count)
    for cell in label.indices { drafts[label[cell]].cells.append(cell) }
    // A block lies in one compartment of one commune: any of its cells tells.
    var cellOfBlock: [Int: Int] = [:]
    for cell in block.indices where cellOfBlock[block[cell]] == nil {
      cellOfBlock[block[cell]] = cell
    }
    for index in drafts.indices {
      // Crumbs that joined a lot may bring another key: the most frequent one counts.
      let cells = drafts[index].cells
      let main = Self.mostFrequent(cells.map { key[$0] })
      drafts[index].classIndex = main % ForestClass.all.count
      drafts[index].block = main / ForestClass.all.count
      let home = cellOfBlock[drafts[index].block] ?? cells[0]
      drafts[index].commune = commune[home]
      drafts[index].compartment = compartment[home]
    }
    let (compartmentName, blockName) = names(drafts)
    let categories = categories(drafts, seed: seed)
    let sorted = drafts.indices.sorted { a, b in
      let (p, q) = (drafts[a], drafts[b])
      return (compartmentName[p.compartment] ?? "", blockName[p.block] ?? 0, p.cells[0])
        < (compartmentName[q.compartment] ?? "", blockName[q.block] ?? 0, q.cells[0])
    }
    var order = Array(repeating: 0, count: count)
    var lots: [Int: Int] = [:]
    var parcels: [Parcel] = []
    for (place, index) in sorted.enumerated() {
      order[index] = place
      let draft = drafts[index]
      let number = lots[draft.block, default: 0]
      lots[draft.block] = number + 1
      let forest = ForestClass.all[draft.classIndex]
      let category = categories[draft.block] ?? 3
      let planting = Self.planting(forest, seed: seed, place)
      let stand: StandModel? =
        forest.ldlr == "RTG"
        ? planting.map { StandModel.plantation($0.species, ageYears: Self.surveyYear - $0.year) }
        : forest.stand
      let label = Self.labelPoint(draft.cells, lattice)
      parcels.append(
        Parcel(
          index: place, outline: outlines[index], classIndex: draft.classIndex,
          commune: draft.commune, compartment: compartmentName[draft.compartment] ?? "",
          subCompartment: String(blockName[draft.block] ?? 0), lot: Self.lotName(number),
          category: category,
          ownerType: Self.owner(forest, category: category, seed: seed, place),
          planting: planting, stand: stand,
          elevationM: draft.cells.reduce(0) { $0 + elevation[$1] } / Double(draft.cells.count),
          label: label, cells: draft.cells))
    }
    return (parcels, order)
  }

  /// Year of the field work.
  static let surveyYear = 2025

  /// Compartments are numbered from 951 in reading order, blocks from 1 within their compartment.
  private func names(_ drafts: [Draft]) -> (compartment: [Int: String], block: [Int: Int]) {
    var compartments: [Int: String] = [:]
    var blocks: [Int: Int] = [:]
    var inCompartment: [Int: Int] = [:]
    for draft in drafts.sorted(by: { $0.cells[0] < $1.cells[0] }) {
      if compartments[draft.compartment] == nil {
        compartments[draft.compartment] = String(951 + compartments.count)
      }
      if blocks[draft.block] == nil {
        inCompartment[draft.compartment, default: 0] += 1
        blocks[draft.block] = inCompartment[draft.compartment]
      }
    }
    return (compartments, blocks)
  }

  /// Category per block: the highest land is special-use until 11 % of the area has it, then 44 %
  /// protection, the rest production. Blocks keep together, as they do on the ground.
  private func categories(_ drafts: [Draft], seed: UInt64) -> [Int: Int] {
    var area: [Int: Int] = [:]
    var height: [Int: Double] = [:]
    var x: [Int: Double] = [:]
    var y: [Int: Double] = [:]
    for draft in drafts {
      area[draft.block, default: 0] += draft.cells.count
      for cell in draft.cells {
        height[draft.block, default: 0] += elevation[cell]
        x[draft.block, default: 0] += lattice.centre(cell).x
        y[draft.block, default: 0] += lattice.centre(cell).y
      }
    }
    let noise = NoiseField(seed: seed, .owners, rangeM: 5_000, octaves: 2)
    func score(_ block: Int) -> Double {
      let n = Double(area[block] ?? 1)
      return (height[block] ?? 0) / n / 500
        + 1.6 * noise.value((x[block] ?? 0) / n, (y[block] ?? 0) / n)
    }
    let ranked = area.keys.map { ($0, score($0)) }.sorted { ($0.1, $1.0) > ($1.1, $0.0) }
    var left = [2: 0.11, 1: 0.44].mapValues { $0 * Double(lattice.count) }
    var categories: [Int: Int] = [:]
    for (block, _) in ranked {
      let cells = Double(area[block] ?? 0)
      // Half of a block may go beyond a share: the shares then hold on average.
      let category = [2, 1].first { (left[$0] ?? 0) > cells / 2 } ?? 3
      left[category, default: 0] -= cells
      categories[block] = category
    }
    return categories
  }

  /// Owner types with shares of area: households 34, communities 38, commune committees 9,
  /// special-use boards 11, protection boards 5, others 3. Special-use land has its board;
  /// households have most of the fields and plantations.
  private static func owner(
    _ forest: ForestClass, category: Int, seed: UInt64, _ place: Int
  ) -> Int {
    var random = SeededRandom(seed: seed, .owners, place)
    if category == 2 { return 10 }
    if forest.nggocr != 1 {
      return random.pick([(1, 0.62), (2, 0.26), (3, 0.09), (6, 0.02), (9, 0.01)])
    }
    return random.pick([(1, 0.267), (2, 0.508), (4, 0.083), (3, 0.107), (6, 0.02), (11, 0.015)])
  }

  private static func planting(
    _ forest: ForestClass, seed: UInt64, _ place: Int
  ) -> (species: String, year: Int)? {
    guard forest.ldlr == "RTG" || forest.ldlr == "DTR" else { return nil }
    var random = SeededRandom(seed: seed, .attributes, place, 1)
    let species = random.pick([
      ("Keo", 40.0), ("Thông", 22), ("Sa mộc", 10), ("Xoan", 9), ("Mỡ", 7), ("Quế", 7), ("Trẩu", 5),
    ])
    guard forest.ldlr == "RTG" else { return (species, 2_022 + random.below(3)) }
    let years: ClosedRange<Int> =
      switch species {
      case "Keo": 2_015...2_021
      case "Thông": 2_003...2_014
      case "Sa mộc": 2_009...2_016
      case "Xoan", "Mỡ": 2_008...2_018
      default: 2_016...2_021
      }
    return (species, years.lowerBound + random.below(years.count))
  }

  /// a, b, ... z, a1, b1, ...
  static func lotName(_ number: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(ascii: "a") + UInt8(number % 26)))
    return number < 26 ? letter : letter + "\(number / 26)"
  }

  static func mostFrequent(_ values: [Int]) -> Int {
    var counts: [Int: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
  }

  /// The cell nearest to the mean of the cells: inside, also for lots that bend.
  private static func labelPoint(_ cells: [Int], _ lattice: Lattice) -> (x: Double, y: Double) {
    let points = cells.map { lattice.centre($0) }
    let n = Double(points.count)
    let middle = (x: points.reduce(0) { $0 + $1.x } / n, y: points.reduce(0) { $0 + $1.y } / n)
    return points[Regions.nearest(middle, points)]
  }
}
