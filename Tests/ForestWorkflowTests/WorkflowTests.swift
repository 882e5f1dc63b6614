import CarbonStock
import ForestModel
import ForestWorkflow
import Foundation
import TestSupport
import Testing

@Suite("Workflow")
struct WorkflowTests {
  private var context: RunContext {
    RunContext(
      command: ["test"], language: .english, threads: 2, seed: 1, onError: .stop,
      progress: Progress(isShown: false, language: .english))
  }

  @Test("biomass: girth, slope, radius, expansion factors, dead trees, empty plots")
  func plots() throws {
    let folder = Place.scratch()
    var request = InventoryRequest(
      trees: try table(
        folder, "t.csv", "plot_id,tree_id,girth_cm,status,agb_kg,expansion_per_ha",
        "A,1,62.83185307179586,live,100,", "A,2,31.4,dead,900,", "B,1,31.4,live,50,20"))
    request.plots = try table(
      folder, "p.csv", "plot_id,radius_m,slope_deg", "A,20,25", "B,,", "C,10,0")
    let summary = try Workflow.biomass(request, out: folder + "/o", context: context)
    #expect(summary.trees == 2 && summary.plots == 3)
    #expect(relative(summary.agbMg, 0.15) < 1e-12)
    let plots = try csv(folder + "/o/plots.csv")
    #expect(relative(plots[0].number("area_ha"), 0.113890) < 5e-6)
    #expect(relative(plots[0].number("agb_mg_ha"), 0.1 / plots[0].number("area_ha")) < 1e-12)
    #expect(relative(plots[1].number("agb_mg_ha"), 50 * 20 / 1000) < 1e-12)
    #expect(plots[2].number("agb_mg_ha") == 0 && plots[2].number("co2e_t_ha") == 0)
    let trees = try csv(folder + "/o/trees.csv")
    #expect(relative(trees[0].number("dbh_cm"), 20) < 1e-12)
    #expect(trees[0]["flags"] == "from-girth")
    #expect(trees[1]["agb_kg"] == "" && trees[1]["flags"] == "dead;from-girth")
    let account = try #require(summary.accounts.first { $0.table == "trees" })
    #expect(account.read == 3 && account.used == 2)
    #expect(account.rejectedBy == ["dead-in-no-pool": 1])
    for table in summary.accounts { #expect(table.isBalanced) }
    #expect(summary.log.findings.map(\.kind.code) == ["slope-corrected"])
    request.plotLayout = .horizontal
    let flat = try Workflow.biomass(request, out: folder + "/o2", context: context)
    #expect(flat.log.findings.isEmpty)
    let horizontal = try csv(folder + "/o2/plots.csv")[0].number("area_ha")
    #expect(relative(horizontal, 0.125664) < 5e-6)
  }

  @Test("laws: duplicated data keep the mean; an empty plot lowers it")
  func laws() async throws {
    let folder = Place.scratch()
    func mean(_ trees: [String], _ plots: [String]) async throws -> Double {
      let name = UUID().uuidString
      var inventory = InventoryRequest(
        trees: try table(
          folder, name + "t.csv", (["plot_id,dbh_cm,agb_kg"] + trees).joined(separator: "\n")))
      inventory.plots = try table(
        folder, name + "p.csv", (["plot_id,stratum,area_ha"] + plots).joined(separator: "\n"))
      let areas = try table(folder, name + "a.csv", "parcel_id,stratum,area_ha", "1,S,10")
      let request = EstimateRequest(inventory: inventory, land: .areas(areas))
      return try await Workflow.estimate(request, out: folder + "/" + name, context: context)
        .co2eTPerHa
    }
    let base = try await mean(["A,20,100", "B,20,300"], ["A,S,0.1", "B,S,0.1"])
    let twice = try await mean(
      ["A,20,100", "B,20,300", "C,20,100", "D,20,300"],
      ["A,S,0.1", "B,S,0.1", "C,S,0.1", "D,S,0.1"])
    #expect(relative(twice, base) < 1e-12)
    let empty = try await mean(["A,20,100", "B,20,300"], ["A,S,0.1", "B,S,0.1", "C,S,0.1"])
    #expect(relative(empty, base * 2 / 3) < 1e-12)
  }
}
