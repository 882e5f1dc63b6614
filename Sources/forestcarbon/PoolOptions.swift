import ArgumentParser
import CarbonStock
import ForestModel
import ForestWorkflow
import Foundation

/// Pools beside the live trees: their tables, or shares in place of them.
struct PoolOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Carbon fractions of a standard: {sets} (default ipcc). A pool that the set does not know needs --carbon-fraction.",
        vi:
          "Tỷ lệ các-bon theo tiêu chuẩn: {sets} (mặc định ipcc). Bể không có trong bộ cần --carbon-fraction.",
        ["sets": CarbonFractionSet.allCases.map(\.rawValue).joined(separator: ", ")]),
      valueName: "set"))
  var carbonFractionSet = CarbonFractionSet.ipcc.rawValue

  @Option(
    help: ArgumentHelp(
      say(
        "Lying dead wood by line intersect: plot_id, line, line_length_m, diameter_cm, decay_class (sound, intermediate, rotten), density_g_cm3 or wood_density_g_cm3. A line without pieces is a row without diameter.",
        vi:
          "Gỗ chết nằm theo tuyến cắt: plot_id, line, line_length_m, diameter_cm, decay_class (sound, intermediate, rotten), density_g_cm3 hoặc wood_density_g_cm3. Tuyến không có gỗ chết ghi một dòng không có đường kính."
      ), valueName: "file"))
  var deadWood: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Density of dead wood whose row has none, g/cm3: 0.55 is that of sound wood, less what the decay class takes off; sound=0.5,rotten=0.2 are those of the wood as it lies.",
        vi:
          "Khối lượng thể tích của gỗ chết chưa ghi trong bảng, g/cm3: 0.55 là của gỗ lành, được giảm theo cấp phân hủy; sound=0.5,rotten=0.2 là của gỗ như hiện trạng."
      ), valueName: "value"))
  var deadWoodDensity: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Litter: plot_id, frame_area_m2, dry_kg (or wet_kg with dry_wet_ratio).",
        vi: "Thảm mục: plot_id, frame_area_m2, dry_kg (hoặc wet_kg với dry_wet_ratio)."),
      valueName: "file"))
  var litter: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Soil: plot_id, core, top_cm, depth_cm, carbon_fraction or carbon_percent, and odw_g with stones_g and core_cm3 (or bulk_density_whole_g_cm3, or bulk_density_fine_g_cm3 with stone_fraction).",
        vi:
          "Đất: plot_id, core, top_cm, depth_cm, carbon_fraction hoặc carbon_percent, và odw_g với stones_g và core_cm3 (hoặc bulk_density_whole_g_cm3, hoặc bulk_density_fine_g_cm3 với stone_fraction)."
      ), valueName: "file"))
  var soil: String?

  @Option(
    help: ArgumentHelp(
      say(
        "In place of a table, dead wood as a share of the carbon of live trees: {rows} (AR-TOOL12), or a share such as 0.06.",
        vi:
          "Thay cho bảng, gỗ chết theo tỷ lệ các-bon của cây sống: {rows} (AR-TOOL12), hoặc một tỷ lệ như 0.06.",
        ["rows": DeadMatterDefault.named.map(\.id).joined(separator: ", ")]), valueName: "rule"))
  var deadWoodDefault: String?

  @Option(
    help: ArgumentHelp(
      say(
        "The same for litter.", vi: "Tương tự cho thảm mục."), valueName: "rule"))
  var litterDefault: String?

  /// The fractions of the set, and those stated by pool or for live biomass.
  func fractions(stated: [String]) throws -> [CarbonPool: CarbonFraction] {
    let option = "--carbon-fraction"
    var fractions = try chosenSet().fractions
    let dry = CarbonPool.allCases.filter(\.isDryMatter)
    for statement in stated.flatMap({ $0.split(separator: ",").map(String.init) }) {
      let halves = statement.split(separator: "=", maxSplits: 1).map(String.init)
      var wanted: [CarbonPool] = [.agb, .bgb]
      if halves.count == 2 {
        guard let pool = CarbonPool(rawValue: halves[0]), pool.isDryMatter else {
          throw InventoryOptions.oneOf(option, halves[0], dry.map(\.rawValue))
        }
        wanted = [pool]
      }
      guard let value = halves.last.flatMap(Double.init) else {
        throw InventoryOptions.oneOf(option, statement, ["0.47", "litter=0.37"])
      }
      // The figure of the set keeps its source.
      _ = try InventoryOptions.inRange(value, CarbonFraction.range, option)
      for pool in wanted where fractions[pool]?.value != value {
        fractions[pool] = CarbonFraction(stated: value)
      }
    }
    return fractions
  }

  private func chosenSet() throws -> CarbonFractionSet {
    guard let set = CarbonFractionSet(rawValue: carbonFractionSet) else {
      throw InventoryOptions.oneOf(
        "--carbon-fraction-set", carbonFractionSet, CarbonFractionSet.allCases.map(\.rawValue))
    }
    return set
  }

  /// Sets the tables and shares; a table without its pool, and a pool without either, are refused.
  func apply(to request: inout InventoryRequest) throws {
    request.carbonFractionSet = try chosenSet()
    request.deadWood = deadWood
    request.litter = litter
    request.soil = soil
    request.deadWoodDensity = try densities()
    let rows: [(CarbonPool, String?, String?)] = [
      (.deadWood, deadWood, deadWoodDefault), (.litter, litter, litterDefault), (.soil, soil, nil),
    ]
    for (pool, table, rule) in rows {
      let name = pool.rawValue
      let isCounted = request.pools.pools.contains(pool)
      if !isCounted, table != nil || rule != nil {
        throw ValidationError(
          say(
            "--{option} needs the pool {pool} in --pools.",
            vi: "--{option} cần có bể {pool} trong --pools.",
            ["option": table == nil ? name + "-default" : name, "pool": name]))
      }
      if table != nil, rule != nil {
        throw ValidationError(
          say(
            "--{pool} and --{pool}-default exclude each other.",
            vi: "Chỉ dùng một trong hai: --{pool} hoặc --{pool}-default.", ["pool": name]))
      }
      if isCounted, pool != .deadWood, table == nil, rule == nil {
        throw ValidationError(
          say(
            "The pool {pool} needs its table: --{pool} FILE.",
            vi: "Bể {pool} cần bảng số liệu: --{pool} TỆP.", ["pool": name]))
      }
      guard let rule else { continue }
      guard let found = DeadMatterDefault(rule) else {
        throw InventoryOptions.oneOf(
          "--\(name)-default", rule, DeadMatterDefault.named.map(\.id))
      }
      guard request.pools.pools.contains(.bgb) else {
        throw ValidationError(
          say(
            "--{pool}-default is a share of the carbon of whole live trees; it needs bgb in --pools.",
            vi:
              "--{pool}-default là tỷ lệ so với các-bon của toàn cây sống; cần có bgb trong --pools.",
            ["pool": name]))
      }
      request.pools.defaults[pool] = found
    }
  }

  private func densities() throws -> DeadWoodDensities {
    let option = "--dead-wood-density"
    var densities = DeadWoodDensities()
    guard let deadWoodDensity else { return densities }
    for statement in deadWoodDensity.split(separator: ",").map(String.init) {
      let halves = statement.split(separator: "=", maxSplits: 1).map(String.init)
      guard let value = halves.last.flatMap(Double.init) else {
        throw InventoryOptions.oneOf(option, statement, ["0.55", "sound=0.5,rotten=0.2"])
      }
      _ = try InventoryOptions.inRange(value, BasicDensity.range, option)
      let density = BasicDensity(gPerCm3: value)
      guard halves.count == 2 else {
        densities.ofSoundWood = density
        continue
      }
      guard let decay = DecayClass(halves[0]) else {
        throw InventoryOptions.oneOf(option, halves[0], DecayClass.allCases.map(\.rawValue))
      }
      densities.asItLies[decay] = density
    }
    return densities
  }
}
