import Foundation
import TestSupport
import Testing

/// Dead wood, litter and soil beside the live trees.
@Suite("Pools in a run")
struct PoolRunTests {
  private static let plots = ["A1", "A2", "A3", "B1", "B2"]

  /// A small inventory: three plots of stratum 1, two of stratum 2, given biomass.
  private func base(_ dead: [String] = []) throws -> (folder: String, options: [String]) {
    let folder = Place.scratch("pools")
    var trees = ["plot_id,tree_id,agb_kg,status,decay_class"]
    for (place, plot) in Self.plots.enumerated() {
      trees.append("\(plot),1,\(7_000 + 1_500 * place),live,")
      trees.append("\(plot),2,\(900 + 200 * place),live,")
    }
    try (trees + dead).joined(separator: "\n").write(
      toFile: folder + "/trees.csv", atomically: true, encoding: .utf8)
    try table(
      folder, "plots.csv", "plot_id,area_ha,stratum", "A1,0.1,1", "A2,0.1,1", "A3,0.1,1",
      "B1,0.1,2", "B2,0.1,2")
    try table(folder, "areas.csv", "parcel_id,stratum,area_ha", "p,1,30", "p,2,10", "q,1,5")
    return (
      folder,
      [
        "estimate", "--trees", folder + "/trees.csv", "--plots", folder + "/plots.csv", "--areas",
        folder + "/areas.csv", "--root-shoot", "0.207", "--out", folder + "/o",
      ]
    )
  }

  private func deadWood(_ folder: String, _ plots: [String] = plots) throws -> String {
    var rows = ["plot_id,line,line_length_m,diameter_cm,decay_class"]
    for plot in plots {
      rows += ["12,sound", "15,sound", "22,sound"].map { "\(plot),1,50,\($0)" }
      rows += ["18,rotten", "30,rotten"].map { "\(plot),2,50,\($0)" }
    }
    let path = folder + "/dead.csv"
    try rows.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private func litter(_ folder: String, _ plots: [String] = plots) throws -> String {
    let rows = plots.enumerated().map { "\($1),1,\(0.62 + 0.1 * Double($0))" }
    let path = folder + "/litter.csv"
    try (["plot_id,frame_area_m2,dry_kg"] + rows).joined(separator: "\n").write(
      toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private func soil(_ folder: String, _ header: String, _ cells: String) throws -> String {
    let path = folder + "/soil.csv"
    try (["plot_id,depth_cm," + header] + Self.plots.map { "\($0),30,\(cells)" })
      .joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private func summary(_ folder: String) throws -> [String: Any] {
    try #require(
      JSONSerialization.jsonObject(
        with: Data(contentsOf: URL(filePath: folder + "/o/summary.json"))) as? [String: Any])
  }

  /// The worked examples of dead wood, litter and soil, through the command.
  @Test("all pools: worked examples per plot, mass balance everywhere, every row counted")
  func all() throws {
    let (folder, options) = try base()
    let run = try ToolRun(
      options + [
        "--pools", "agb,bgb,dead-wood,litter,soil", "--dead-wood", try deadWood(folder),
        "--dead-wood-density", "0.55", "--litter", try litter(folder), "--soil",
        try soil(folder, "carbon_fraction,odw_g,stones_g,core_cm3", "0.024,520,45,400"),
        "--carbon-fraction-set", "vcs",
      ])
    #expect(run.exitCode == 0, "\(run.errors)")
    let rows = try csv(folder + "/o/plots.csv")
    let plot = try #require(rows.first { $0["plot_id"] == "A1" })
    #expect(relative(plot.number("dead_wood_carbon_mg_ha"), 4.47688) < 5.1e-6)
    #expect(relative(plot.number("litter_carbon_mg_ha") * 44 / 12, 8.41133) < 5.1e-6)
    #expect(relative(plot.number("soil_carbon_mg_ha"), 85.5) < 1e-12)
    for row in rows {
      let live = (row.number("agb_mg_ha") + row.number("bgb_mg_ha")) * 0.47
      let others = ["dead_wood", "litter", "soil"].map { row.number($0 + "_carbon_mg_ha") }
      #expect(relative(others.reduce(live, +), row.number("carbon_mg_ha")) < 1e-12)
    }
    let pools = try csv(folder + "/o/pools.csv")
    for group in ["", "1", "2"] {
      let lines = pools.filter { $0["stratum"] == group }
      let whole = try #require(lines.first { $0["pool"] == "all" })
      let parts = lines.filter { $0["pool"] != "all" }
      #expect(parts.count == 5)
      for column in ["carbon_mg_ha", "co2e_t_ha", "co2e_t"] {
        let sum = parts.map { $0.number(column) }.reduce(0, +)
        #expect(relative(sum, whole.number(column)) < 1e-12, "\(group) \(column)")
      }
    }
    // Every constant of the dead wood is in the list, those that no piece called upon are not.
    let constants = try #require(summary(folder)["constants"] as? [[String: Any]])
    let ofDeadWood = constants.filter {
      ($0["name"] as? String)?.contains("dead wood") == true
        && $0["unit"] as? String != "t C / t d.m."
    }
    #expect(
      Set(ofDeadWood.compactMap { $0["value"] as? String ?? ($0["value"] as? Double)?.description })
        == ["1", "0.45", "0.55"], "\(ofDeadWood)")
    let total = try #require(summary(folder)["total"] as? [String: Any])
    let strata = try csv(folder + "/o/strata.csv")
    let parcels = try csv(folder + "/o/parcels.csv")
    let all = try #require(pools.first { $0["pool"] == "all" })
    #expect(relative(all.number("co2e_t"), total["co2e_t"] as? Double ?? .nan) < 1e-12)
    for rows in [strata, parcels] {
      #expect(
        relative(rows.map { $0.number("co2e_t") }.reduce(0, +), all.number("co2e_t")) < 1e-12)
      #expect(rows.allSatisfy { relative($0.number("soil_carbon_mg_ha"), 85.5) < 1e-12 })
    }
    // Soil and dead wood are the same everywhere: the error is that of trees and litter together.
    let soilLine = try #require(pools.first { $0["pool"] == "soil" })
    #expect(soilLine.number("co2e_se_t_ha") < 1e-9)
    #expect(run.output.contains("dead-wood: 25 rows read; 25 used"))
    #expect(run.output.contains("litter: 5 rows read; 5 used"))
    #expect(run.output.contains("soil: 5 rows read; 5 used"))
    let page = try String(contentsOfFile: folder + "/o/report.html", encoding: .utf8)
    #expect(page.contains("Carbon pools") && page.contains("soil organic carbon"))
    let record = try String(contentsOfFile: folder + "/o/run.json", encoding: .utf8)
    #expect(record.contains("VCS VMD0003 v1.0") && record.contains("\"dead-wood\""))
  }

  @Test("rows in any order give the same bytes")
  func order() throws {
    let (folder, options) = try base(["A1,3,400,dead,1", "A2,3,300,dead,2"])
    let path = try deadWood(folder)
    let more = [
      "--pools", "agb,bgb,dead-wood", "--dead-wood", path, "--dead-wood-density",
      "sound=0.5,rotten=0.2",
    ]
    #expect(try ToolRun(options + more).exitCode == 0)
    let first = try String(contentsOfFile: folder + "/o/pools.csv", encoding: .utf8)
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    try ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n").write(
      toFile: path, atomically: true, encoding: .utf8)
    #expect(try ToolRun(options + more).exitCode == 0)
    #expect(try String(contentsOfFile: folder + "/o/pools.csv", encoding: .utf8) == first)
    // Class densities of the worked example, and standing dead trees with their roots.
    let plots = try csv(folder + "/o/plots.csv")
    let a1 = try #require(plots.first { $0["plot_id"] == "A1" })
    let a3 = try #require(plots.first { $0["plot_id"] == "A3" })
    #expect(relative(a3.number("dead_wood_carbon_mg_ha"), 8.28183 * 0.47) < 5.1e-6)
    #expect(relative(a1.number("dead_wood_carbon_mg_ha"), (8.28183 + 4 * 1.207) * 0.47) < 5.1e-6)
    #expect(
      try csv(folder + "/o/trees.csv").contains { $0["flags"] == "dead" && $0["agb_kg"] == "400" })
  }

  @Test("dead trees take equation and wood density of live ones, and change nothing of theirs")
  func deadTrees() throws {
    let folder = Place.scratch("dead")
    try table(
      folder, "trees.csv", "plot_id,tree_id,species,dbh_cm,height_m,status,decay_class",
      "A,1,Schima wallichii,25,16,live,", "A,2,Schima wallichii,25,16,dead,1",
      "A,3,Schima wallichii,25,16,dead,", "A,4,Schima wallichii,25,16,dead,4")
    try table(folder, "wd.csv", "species,wood_density_g_cm3", "Schima wallichii,0.58")
    try table(folder, "plots.csv", "plot_id,area_ha", "A,0.1")
    func run(_ more: [String]) throws -> (ToolRun, [[String: String]]) {
      let run = try ToolRun(
        [
          "biomass", "--trees", folder + "/trees.csv", "--plots", folder + "/plots.csv",
          "--wood-density", folder + "/wd.csv", "--out", folder + "/o",
        ] + more)
      return (run, try csv(folder + "/o/trees.csv"))
    }
    let (counted, trees) = try run(["--pools", "agb,bgb,dead-wood"])
    #expect(counted.exitCode == 0, "\(counted.errors)")
    let live = trees[0].number("agb_kg")
    #expect(relative(live, 317.0449105) < 1e-9)
    #expect(relative(trees[1].number("agb_kg"), 0.975 * live) < 1e-12)
    #expect(relative(trees[2].number("agb_kg"), 0.80 * live) < 1e-12)
    #expect(trees[3]["agb_kg"] == "" && counted.errors.contains("dead-tree-bare-bole"))
    #expect(counted.output.contains("decay-class-2: 1"))
    let plot = try csv(folder + "/o/plots.csv")[0]
    #expect(plot["n_trees"] == "1")
    let dead = 1.775 * live / 1_000 / 0.1 * 1.2
    #expect(relative(plot.number("dead_wood_carbon_mg_ha"), dead * 0.47) < 1e-12)
    let (plain, same) = try run([])
    #expect(plain.exitCode == 0 && same[0] == trees[0] && same[1]["agb_kg"] == "")
  }

  @Test("with the default pools no column appears and dead trees are in no pool")
  func defaults() throws {
    let (folder, options) = try base(["A1,3,400,dead,1"])
    let run = try ToolRun(options)
    #expect(run.exitCode == 0)
    #expect(run.output.contains("dead-in-no-pool: 1"))
    let plots = try csv(folder + "/o/plots.csv")
    #expect(plots[0]["dead_wood_carbon_mg_ha"] == nil)
    #expect(
      try csv(folder + "/o/trees.csv").contains { $0["flags"] == "dead" && $0["agb_kg"] == "" })
    let page = try String(contentsOfFile: folder + "/o/report.html", encoding: .utf8)
    #expect(page.contains("not counted"))
    // Dead wood alone by the trees table is said to be standing only.
    let standing = try ToolRun(options + ["--pools", "agb,bgb,dead-wood"])
    #expect(standing.exitCode == 0 && standing.errors.contains("dead-wood-standing-only"))
    #expect(standing.output.contains("trees: 11 rows read; 11 used"))
  }

  @Test("a pool of some plots is said, and refused below two plots of a stratum")
  func subSample() throws {
    let (folder, options) = try base()
    let some = ["A1", "A3", "B1", "B2"]
    let run = try ToolRun(
      options + ["--pools", "agb,bgb,litter", "--litter", try litter(folder, some)])
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.errors.contains("pool-on-some-plots"))
    let plots = try csv(folder + "/o/plots.csv")
    let a2 = try #require(plots.first { $0["plot_id"] == "A2" })
    #expect(a2["carbon_mg_ha"] == "" && a2["agb_mg_ha"] != "")
    let pools = try csv(folder + "/o/pools.csv")
    func line(_ pool: String) -> [String: String] {
      pools.first { $0["stratum"] == "1" && $0["pool"] == pool } ?? [:]
    }
    #expect(line("litter")["n_plots"] == "2" && line("all")["n_plots"] == "3")
    let parts = ["agb", "bgb", "litter"].map { line($0).number("carbon_mg_ha") }.reduce(0, +)
    #expect(relative(parts, line("all").number("carbon_mg_ha")) < 1e-12)
    let added =
      line("agb").number("co2e_se_t_ha") + line("bgb").number("co2e_se_t_ha")
      + line("litter").number("co2e_se_t_ha")
    #expect(relative(added, line("all").number("co2e_se_t_ha")) < 1e-12)
    let few = try ToolRun(
      options + ["--pools", "agb,bgb,litter", "--litter", try litter(folder, ["A1", "A2", "B1"])])
    #expect(few.exitCode == 1 && few.errors.contains("pool-without-plots"))
  }

  @Test("default shares in place of tables")
  func shares() throws {
    let (folder, options) = try base(["A1,3,400,dead,1"])
    let run = try ToolRun(
      options + [
        "--pools", "agb,bgb,dead-wood,litter", "--dead-wood-default", "tropical-lowland-moist",
        "--litter-default", "0.02",
      ])
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.errors.contains("default-share-used"))
    #expect(run.output.contains("dead-in-no-pool: 1"))
    for row in try csv(folder + "/o/plots.csv") {
      let live = (row.number("agb_mg_ha") + row.number("bgb_mg_ha")) * 0.47
      #expect(relative(row.number("carbon_mg_ha"), live * 1.03) < 1e-12)
    }
  }

  /// Section 0 items 3 and 4 of the accounting reference: percent for a fraction, stones twice.
  @Test(
    "unit traps of soils are errors",
    arguments: [
      ("carbon_fraction,odw_g,stones_g,core_cm3", "2.4,520,45,400", "soil-carbon-unit"),
      ("carbon_fraction,bulk_density_whole_g_cm3", "0.45,1.2", "soil-carbon-unit"),
      ("carbon_percent,bulk_density_whole_g_cm3", "0.024,1.2", "soil-percent-unit"),
      ("carbon_percent,bulk_density_whole_g_cm3", "61,0.2", "pool-value-impossible"),
      (
        "carbon_fraction,bulk_density_whole_g_cm3,stone_fraction", "0.024,1.2,0.1",
        "soil-stones-twice"
      ),
      (
        "carbon_fraction,odw_g,stones_g,core_cm3,stone_fraction", "0.024,520,45,400,0.1",
        "soil-stones-twice"
      ),
      ("carbon_fraction,bulk_density_fine_g_cm3,stone_fraction", "0.024,1.2,", "empty-cell"),
      ("carbon_fraction,bulk_density_g_cm3", "0.024,1.2", "soil-density-undefined"),
      ("carbon_fraction,bulk_density_whole_g_cm3", "0.024,1200", "pool-value-impossible"),
      ("carbon_fraction,odw_g,stones_g,core_cm3", "0.024,520,530,400", "soil-core-impossible"),
      (
        "carbon_fraction,carbon_percent,bulk_density_whole_g_cm3", "0.024,2.4,1.2", "stated-twice"
      ),
      ("carbon_fraction,odw_g,stones_g,core_cm3", "0.024,,,", "one-of-cells-needed"),
      (
        "carbon_fraction,odw_g,stones_g,core_cm3,bulk_density_whole_g_cm3",
        "0.024,520,45,400,1.2", "stated-twice"
      ),
      ("carbon_fraction,bulk_density_whole_g_cm3,top_cm", "0.024,1.2,10", "soil-layers-apart"),
      ("carbon_fraction,bulk_density_whole_g_cm3,top_cm", "0.024,1.2,40", "pool-value-impossible"),
    ])
  func soilTraps(header: String, cells: String, code: String) throws {
    let (folder, options) = try base()
    let run = try ToolRun(
      options + ["--pools", "agb,soil", "--soil", try soil(folder, header, cells)])
    #expect(run.exitCode == 1)
    #expect(run.errors.contains(code), "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder + "/o"))
  }

  @Test("both densities, and percent, give one stock; layers add, cores are averaged")
  func soils() throws {
    let (folder, options) = try base()
    func stock(_ path: String) throws -> Double {
      let run = try ToolRun(options + ["--pools", "agb,soil", "--soil", path])
      #expect(run.exitCode == 0, "\(run.errors)")
      return try csv(folder + "/o/plots.csv")[0].number("soil_carbon_mg_ha")
    }
    for (header, cells) in [
      ("carbon_percent,odw_g,stones_g,core_cm3", "2.4,520,45,400"),
      ("carbon_fraction,bulk_density_whole_g_cm3", "0.024,1.1875"),
      (
        "carbon_fraction,bulk_density_fine_g_cm3,stone_fraction",
        "0.024,1.2401477832512315,0.04245283018867925"
      ),
    ] {
      #expect(relative(try stock(try soil(folder, header, cells)), 85.5) < 1e-12)
    }
    var rows = ["plot_id,core,top_cm,depth_cm,carbon_percent,bulk_density_whole_g_cm3"]
    for plot in Self.plots {
      rows += ["1,10,30,2,1", "1,0,10,4,1", "2,0,30,3,1"].map { "\(plot),\($0)" }
    }
    let path = folder + "/layers.csv"
    try rows.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
    #expect(relative(try stock(path), (80 + 90) / 2) < 1e-12)
    try (rows + ["A1,3,0,20,3,1"]).joined(separator: "\n").write(
      toFile: path, atomically: true, encoding: .utf8)
    let uneven = try ToolRun(options + ["--pools", "agb,soil", "--soil", path])
    #expect(uneven.exitCode == 1 && uneven.errors.contains("soil-depth-differs"))
  }

  /// Section 0 item 9: standards have fractions of their own; none is borrowed.
  @Test("a set without a fraction for a pool is an error; one that is stated is taken")
  func fractions() throws {
    let (folder, options) = try base()
    let more =
      options + [
        "--pools", "agb,bgb,litter", "--litter", try litter(folder), "--carbon-fraction-set",
        "gs403",
      ]
    let missing = try ToolRun(more)
    #expect(missing.exitCode == 1 && missing.errors.contains("carbon-fraction-missing"))
    #expect(try ToolRun(more + ["--on-error", "skip"]).exitCode == 1)
    let stated = try ToolRun(more + ["--carbon-fraction", "litter=0.4"])
    #expect(stated.exitCode == 0, "\(stated.errors)")
    let litter = try csv(folder + "/o/pools.csv").first { $0["pool"] == "litter" } ?? [:]
    #expect(relative(litter.number("carbon_mg_ha"), 0.4 * litter.number("dry_mg_ha")) < 1e-12)
    for wrong in ["litter=37", "47", "soil=0.4", "wood=0.4", "litter"] {
      #expect(try ToolRun(more + ["--carbon-fraction", wrong]).exitCode == 2, "\(wrong)")
    }
  }

  @Test("faults of dead wood and litter are named; with skip every row is counted")
  func faults() throws {
    let (folder, options) = try base()
    let path = try deadWood(folder)
    let good = try String(contentsOfFile: path, encoding: .utf8)
    for (row, code) in [
      ("A1,1,50,0,sound", "pool-value-impossible"), ("A1,1,50,12,green", "unknown-word"),
      ("A1,1,60,12,sound", "line-length-contradicts"),
      ("A1,1,-50,12,sound", "pool-value-impossible"),
      ("A9,1,50,12,sound", "plot-not-listed"), ("A1,1,50,12,", "empty-cell"),
    ] {
      try (good + "\n" + row).write(toFile: path, atomically: true, encoding: .utf8)
      let more = [
        "--pools", "agb,bgb,dead-wood", "--dead-wood", path, "--dead-wood-density", "0.55",
      ]
      let run = try ToolRun(options + more)
      #expect(run.exitCode == 1 && run.errors.contains(code), "\(row): \(run.errors)")
      let skip = try ToolRun(options + more + ["--on-error", "skip"])
      #expect(skip.exitCode == 0, "\(skip.errors)")
      let used = code == "plot-not-listed" ? 25 : 20
      #expect(skip.output.contains("dead-wood: 26 rows read; \(used) used"), "\(skip.output)")
    }
    try good.write(toFile: path, atomically: true, encoding: .utf8)
    let bare = try ToolRun(options + ["--pools", "agb,bgb,dead-wood", "--dead-wood", path])
    #expect(bare.exitCode == 1 && bare.errors.contains("dead-wood-density-missing"))
    // A line without pieces is a measured zero.
    try (good + "\nA1,3,100,,").write(toFile: path, atomically: true, encoding: .utf8)
    let zero = try ToolRun(
      options + [
        "--pools", "agb,bgb,dead-wood", "--dead-wood", path, "--dead-wood-density", "0.55",
      ])
    #expect(zero.exitCode == 0, "\(zero.errors)")
    #expect(
      relative(
        try csv(folder + "/o/plots.csv")[0].number("dead_wood_carbon_mg_ha"), 4.47688 / 2) < 5.1e-6)
    let grams = folder + "/grams.csv"
    try "plot_id,frame_area_m2,dry_kg\nA1,1,620\n".write(
      toFile: grams, atomically: true, encoding: .utf8)
    let litter = try ToolRun(options + ["--pools", "agb,litter", "--litter", grams])
    #expect(litter.exitCode == 1 && litter.errors.contains("pool-value-impossible"))
  }

  @Test("options that contradict each other end in 2")
  func usage() throws {
    let (folder, options) = try base()
    let path = try litter(folder)
    for more in [
      ["--pools", "agb,litter"], ["--litter", path], ["--pools", "agb,soil"],
      ["--pools", "agb,bgb,litter", "--litter", path, "--litter-default", "0.01"],
      ["--pools", "agb,litter", "--litter-default", "0.01"],
      ["--pools", "agb,bgb,litter", "--litter-default", "wet"],
      ["--carbon-fraction-set", "cdm"], ["--pools", "agb,bgb,wood"],
      ["--pools", "agb,bgb,dead-wood", "--dead-wood-density", "550"],
    ] {
      let run = try ToolRun(options + more)
      #expect(run.exitCode == 2, "\(more): \(run.errors)")
    }
  }

  @Test("a factor of above-ground biomass says nothing of measured pools")
  func factor() throws {
    let (folder, options) = try base()
    try table(
      folder, "strata.csv", "class,stratum,treatment", "1,1,sampled", "2,2,table")
    let more =
      options + [
        "--strata", folder + "/strata.csv", "--stock-table", folder + "/stock.csv", "--pools",
        "agb,bgb,litter", "--litter", try litter(folder),
      ]
    try table(folder, "stock.csv", "stratum,agb_mg_ha,se,source", "2,90,9,a")
    let run = try ToolRun(more)
    #expect(run.exitCode == 1 && run.errors.contains("factor-lacks-pools"))
    try table(folder, "stock.csv", "stratum,carbon_mg_ha,se,source", "2,60,6,a")
    #expect(try ToolRun(more).exitCode == 0)
    let pools = try csv(folder + "/o/pools.csv").filter { $0["level"] == "total" }
    let parts = pools.filter { $0["pool"] != "all" }.map { $0.number("co2e_t") }.reduce(0, +)
    #expect(pools.contains { $0["pool"] == "not-split" })
    #expect(relative(parts, pools.last?.number("co2e_t") ?? .nan) < 1e-12)
  }
}
