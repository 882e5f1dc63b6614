import CarbonStock
import ForestModel
import TestSupport
import Testing

@Suite("Wood densities")
struct WoodDensityTests {
  private static let folder = Place.reference + "/biomass"

  /// Trees of the given plots and taxa; nothing else matters here.
  private func trees(
    _ rows: [(plot: String, species: String, family: String)], density: [Int: Double] = [:]
  ) -> TreeTable {
    var trees = TreeTable()
    for (index, row) in rows.enumerated() {
      trees.plotID.append(row.plot)
      trees.treeID.append("\(index)")
      trees.species.append(row.species)
      trees.family.append(row.family)
      trees.dbhCm.append(20)
      trees.heightM.append(15)
      trees.woodDensityGPerCm3.append(density[index] ?? .nan)
      trees.woodDensitySDGPerCm3.append(.nan)
      trees.agbKg.append(.nan)
      trees.expansionPerHa.append(.nan)
      trees.status.append(.live)
      trees.growthForm.append("")
      trees.isFromGirth.append(false)
      trees.row.append(index + 2)
      trees.isRejected.append(false)
    }
    return trees
  }

  private func assign(
    _ trees: TreeTable, _ table: WoodDensityTable, _ levels: Set<WoodDensityLevel>,
    default stated: Double? = nil
  ) -> WoodDensityAssignment {
    WoodDensityAssignment(
      of: trees, names: MatchedNames(of: trees, matcher: nil),
      lookup: WoodDensityLookup(given: table, levels: levels), default: stated
    ) { _ in true }
  }

  private func version2() throws -> WoodDensityTable {
    var table = WoodDensityTable()
    for row in try csv(Self.folder + "/inputs/wood_density_gwdd_v2.csv") {
      table.add(
        species: row["species"] ?? "", genus: row["genus"] ?? "", family: row["family"] ?? "",
        value: row.number("wsg"), sd: row.number("sd"))
    }
    return table
  }

  /// The first version as the package of Réjou-Méchain et al. 2017 sees it. It joins family and genus
  /// together, so a genus that its two sources put into different families is two genera; `byFamily`
  /// names them so. Without families it takes the one whose family comes last.
  private func version1(byFamily: Bool, region: String? = nil) throws -> WoodDensityTable {
    var table = WoodDensityTable()
    let rows = try csv(Self.folder + "/inputs/wood_density_gwdd_v1.csv")
    let last = Dictionary(
      rows.map { ($0["genus"] ?? "", $0["family"] ?? "") }, uniquingKeysWith: { max($0, $1) })
    for row in rows where region == nil || row["regionId"] == region {
      let (family, genus) = (row["family"] ?? "", row["genus"] ?? "")
      if !byFamily, last[genus] != family { continue }
      table.add(
        species: row["species"] ?? "", genus: byFamily ? family + "/" + genus : genus,
        family: family, value: row.number("wd"))
    }
    return table
  }

  /// Compares one value with a row of the reference; `level` names its steps as the reference does.
  private func compare(
    _ found: WoodDensityAssignment, _ tree: Int, _ row: [String: String], plot: String = "-"
  ) {
    let level = found.level[tree]
    let name = level == .plot ? plot : level == .dataSet ? "dataset" : level?.rawValue ?? ""
    #expect(name == row["level"], "\(row)")
    #expect(relative(found.value[tree], row.number("meanWD")) < 1e-9, "\(row)")
    #expect(relative(found.sd[tree], row.number("sdWD")) < 1e-9, "\(row)")
  }

  @Test(
    "second version of the global table on Nouragues, with families",
    .enabled(if: Place.hasReference, Comment(rawValue: needsReference)),
    arguments: [("stand", 793), ("dataset", 409)])
  func nouragues(kind: String, count: Int) throws {
    let table = try version2()
    let rows = try csv(Self.folder + "/inputs/nouragues_trees.csv").map {
      (
        plot: $0["Plot"] ?? "", species: ($0["Genus"] ?? "") + " " + ($0["Species"] ?? ""),
        family: $0["Family"] ?? ""
      )
    }
    let inventory = trees(rows)
    let found = assign(
      inventory, table, [.species, .genus, .family, kind == "stand" ? .plot : .dataSet])
    var place: [String: Int] = [:]
    for (index, row) in rows.enumerated() {
      let plot = kind == "stand" ? row.plot : ""
      place[[plot, row.family, row.species].joined(separator: "|")] = index
    }
    let expected = try csv(Self.folder + "/results/wd_nouragues_family_\(kind).csv")
    #expect(expected.count == count)
    for row in expected {
      let name = (row["genus"] ?? "") + " " + (row["species"] ?? "")
      let tree = try #require(
        place[[row["plot"] ?? "", row["family"] ?? "", name].joined(separator: "|")], "\(row)")
      compare(found, tree, row, plot: row["plot"] ?? "")
    }
  }

  @Test(
    "second version without families",
    .enabled(if: Place.hasReference, Comment(rawValue: needsReference)))
  func nouraguesByGenus() throws {
    let rows = try csv(Self.folder + "/inputs/nouragues_trees.csv").map {
      (plot: "", species: ($0["Genus"] ?? "") + " " + ($0["Species"] ?? ""), family: "")
    }
    let found = assign(trees(rows), try version2(), [.species, .genus, .dataSet])
    let place = Dictionary(
      rows.enumerated().map { ($0.element.species, $0.offset) }, uniquingKeysWith: { a, _ in a })
    let expected = try csv(Self.folder + "/results/wd_nouragues_genus_dataset.csv")
    #expect(expected.count == 205)
    for row in expected {
      let name = (row["genus"] ?? "") + " " + (row["species"] ?? "")
      compare(found, try #require(place[name], "\(row)"), row)
    }
  }

  @Test(
    "first version on Karnataka: means of means by taxon, means of stands",
    .enabled(if: Place.hasReference, Comment(rawValue: needsReference)))
  func karnataka() throws {
    let table = try version1(byFamily: true)
    let lookup = WoodDensityLookup(given: table)
    let taxa = try csv(Self.folder + "/results/wd_v1_karnataka_taxa.csv")
    #expect(taxa.count == 181)
    for row in taxa {
      let genus = WoodDensityTable.key((row["family"] ?? "") + "/" + (row["genus"] ?? ""))
      let found = try #require(
        lookup.value(
          species: genus + " " + WoodDensityTable.key(row["species"] ?? ""), genus: genus,
          family: WoodDensityTable.key(row["family"] ?? ""))
      ).density
      #expect(found.level.rawValue == row["level"], "\(row)")
      #expect(relative(found.value, row.number("meanWD")) < 1e-9, "\(row)")
      #expect(relative(found.sd, row.number("sdWD")) < 1e-9, "\(row)")
      #expect("\(found.count)" == row["n"], "\(row)")
    }
    let rows = try csv(Self.folder + "/inputs/karnataka_trees.csv").map {
      (
        plot: $0["plotId"] ?? "",
        species: "\($0["family"] ?? "")/\($0["genus"] ?? "") \($0["species"] ?? "")",
        family: $0["family"] ?? ""
      )
    }
    let found = assign(trees(rows), table, [.species, .genus, .family, .plot])
    var filled: [String: Int] = [:]
    var known: [String: Int] = [:]
    for (tree, row) in rows.enumerated() {
      if found.level[tree] == .plot {
        filled[row.plot] = tree
      } else {
        known[row.plot, default: 0] += 1
      }
    }
    let stands = try csv(Self.folder + "/results/wd_v1_karnataka_stands.csv")
    #expect(stands.count == 45)
    for row in stands {
      let plot = row["plotId"] ?? ""
      compare(found, try #require(filled[plot], "\(row)"), row, plot: plot)
      #expect("\(known[plot] ?? 0)" == row["n"])
    }
  }

  @Test(
    "first version restricted to a region",
    .enabled(if: Place.hasReference, Comment(rawValue: needsReference)),
    arguments: ["World", "SouthEastAsiaTrop"])
  func regions(region: String) throws {
    let table = try version1(byFamily: false, region: region == "World" ? nil : region)
    let expected = try csv(Self.folder + "/results/wd_v1_karnataka_region_\(region).csv")
    #expect(expected.count == 399)
    let inventory = trees(
      expected.map { ("", ($0["genus"] ?? "") + " " + ($0["species"] ?? ""), "") })
    let found = assign(inventory, table, [.species, .genus, .dataSet])
    for (tree, row) in expected.enumerated() { compare(found, tree, row) }
    let direct = found.level.filter { $0 != .dataSet }.count
    #expect(expected.allSatisfy { $0["level"] != "dataset" || $0["n"] == "\(direct)" })
  }

  @Test(
    "typical deviations are those of the published table",
    .enabled(if: Place.hasReference, Comment(rawValue: needsReference)))
  func typicalDeviations() throws {
    for row in try csv(Self.folder + "/inputs/wood_density_v1_mean_sd.csv") {
      let level = try #require(WoodDensityLevel(rawValue: row["taxo"] ?? ""))
      #expect(level.typicalSD == row.number("sd"))
    }
    #expect(WoodDensityLevel.plot.typicalSD == nil)
  }

  @Test(
    "the built-in table is the reference list, its second-version figures those of the global table",
    .enabled(if: Place.hasReference, Comment(rawValue: needsReference)))
  func builtIn() throws {
    let list = try csv(Place.reference + "/species_wood_density.csv")
    #expect(list.count == BuiltInTaxon.all.count)
    let global = try version2()
    for (row, taxon) in zip(list, BuiltInTaxon.all) {
      #expect(row["scientific_name"] == taxon.species)
      #expect(row["family"] == taxon.family)
      #expect(row.number("wd_recommended") == taxon.woodDensity)
      #expect(row.number("wd_v2_sd") == taxon.sd)
      if taxon.source == "v2" {
        let found = try #require(global.species(WoodDensityTable.key(taxon.species)), "\(taxon)")
        #expect(abs(found.value - taxon.woodDensity) < 0.000_501, "\(taxon)")
        #expect(abs(found.sd - taxon.sd) < 0.000_501, "\(taxon)")
      }
      let value = try #require(BuiltInTaxon.woodDensities.value(of: taxon.species))
      #expect(value.value == taxon.woodDensity && value.level.rawValue == taxon.level)
    }
  }

  @Test(
    "values by taxon do not depend on other rows; means of plot and data do, whatever their order")
  func independence() {
    var table = WoodDensityTable()
    table.add(species: "Schima wallichii", genus: "", family: "Theaceae", value: 0.5, sd: 0.05)
    table.add(species: "", genus: "Ficus", family: "Moraceae", value: 0.4)
    table.add(species: "Litsea cubeba", genus: "", family: "Lauraceae", value: 0.31)
    let rows = [
      ("A", "Schima wallichii", ""), ("A", "Ficus hispida", ""), ("A", "Indet.", ""),
      ("B", "Litsea cubeba", ""), ("B", "Xxx yyy", "Lauraceae"), ("B", "Zzz", ""), ("C", "Zzz", ""),
    ]
    let all: Set<WoodDensityLevel> = [.species, .genus, .family, .plot, .dataSet]
    let found = assign(trees(rows), table, all)
    #expect(
      found.level == [.species, .genus, .plot, .species, .family, .plot, .dataSet])
    #expect(found.value[2] == 0.45 && found.value[5] == 0.31)
    // After the plots: 0.5, 0.4, 0.45 and three of 0.31.
    #expect(relative(found.value[6], (1.35 + 0.93) / 6) < 1e-12)
    #expect(found.sd[0] == 0.05 && found.sd[1] == WoodDensityLevel.genus.typicalSD)
    for _ in 0..<20 {
      let order = Array(rows.indices).shuffled()
      let shuffled = assign(trees(order.map { rows[$0] }), table, all)
      for (place, tree) in order.enumerated() {
        #expect(shuffled.value[place] == found.value[tree])
        #expect(shuffled.sd[place] == found.sd[tree] && shuffled.level[place] == found.level[tree])
      }
    }
    for tree in [0, 1, 3, 4] {
      let alone = assign(trees([rows[tree]]), table, all)
      #expect(alone.value[0] == found.value[tree] && alone.sd[0] == found.sd[tree])
    }
  }

  @Test("only the levels that are allowed are used; the default comes last")
  func levels() {
    var table = WoodDensityTable()
    table.add(species: "Schima wallichii", genus: "", family: "Theaceae", value: 0.5)
    let rows = trees([
      ("A", "Schima wallichii", ""), ("A", "Schima noronhae", ""), ("A", "Zzz", ""),
    ])
    #expect(assign(rows, table, [.species]).level == [.species, nil, nil])
    #expect(assign(rows, table, [.species, .genus]).level == [.species, .genus, nil])
    #expect(assign(rows, table, [.genus]).level == [.genus, .genus, nil])
    #expect(assign(rows, table, [.species, .genus], default: 0.6).value == [0.5, 0.5, 0.6])
    #expect(assign(rows, table, [], default: 0.6).level == [.default, .default, .default])
    #expect(assign(trees([("A", "Zzz", "")]), table, [.plot, .dataSet]).value[0].isNaN)
  }

  @Test("a tree's own value comes first and enters the means; dead and rejected trees do not")
  func ownValues() {
    var rows = trees(
      [("A", "Zzz", ""), ("A", "Zzz", ""), ("A", "Zzz", ""), ("A", "Zzz", "")],
      density: [0: 0.4, 1: 0.6, 2: 0.9])
    rows.status[2] = .dead
    let found = assign(rows, WoodDensityTable(), [.plot])
    #expect(found.level == [.tree, .tree, nil, .plot])
    #expect(relative(found.value[3], 0.5) < 1e-12)
  }

  @Test("a family that is out of date does not keep a tree from the value of its species")
  func outdatedFamily() {
    var table = WoodDensityTable()
    table.add(species: "polyanthum", genus: "Calophyllum", family: "Calophyllaceae", value: 0.5)
    table.add(species: "indica", genus: "Garcinia", family: "Clusiaceae", value: 0.7)
    let found = assign(
      trees([("A", "Calophyllum polyanthum", "Clusiaceae"), ("A", "Calophyllum", "Clusiaceae")]),
      table, [.species, .genus, .family])
    #expect(found.value == [0.5, 0.5] && found.level == [.species, .genus])
  }

  @Test("what the user states comes before what is built in")
  func order() throws {
    var given = WoodDensityTable()
    given.add(species: "Castanopsis indica", genus: "", family: "", value: 0.9)
    given.add(species: "", genus: "Machilus", family: "", value: 0.8)
    let lookup = WoodDensityLookup(given: given, builtIn: BuiltInTaxon.woodDensities)
    func value(_ name: String) throws -> (Double, WoodDensityLevel, WoodDensityLookup.Table) {
      let match = TaxonMatch(asWritten: name, family: "")
      let found = try #require(
        lookup.value(species: match.species, genus: match.genus, family: match.family))
      return (found.density.value, found.density.level, found.table)
    }
    #expect(try value("Castanopsis indica") == (0.9, .species, .given))
    #expect(try value("Castanopsis hystrix") == (0.565, .species, .builtIn))
    #expect(try value("Castanopsis sp.") == (0.9, .genus, .given))
    #expect(try value("Machilus thunbergii") == (0.8, .genus, .given))
    #expect(try value("Schima wallichii") == (0.558, .species, .builtIn))
    // Its row holds the mean of the family, and says so.
    let bare = WoodDensityLookup(builtIn: BuiltInTaxon.woodDensities)
    #expect(
      bare.value(species: "machilus bonii", genus: "machilus", family: "")?.density.level
        == .family)
  }
}
