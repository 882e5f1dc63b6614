import ForestModel
import Foundation
import TestSupport
import Testing

/// Layers of forest-status parcels through the tool: faults, names of fields, personal data, communes, strata.
@Suite("Forest-status layers")
struct ForestStatusRunTests {
  static let project = SampleTruthTests.committed

  /// Findings of a run with --json: code, row and the whole sentence.
  private static func findings(
    _ run: ToolRun
  ) throws -> [(code: String, row: String, message: String)] {
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let findings = object?["findings"] as? [String: Any]
    let list = findings?["list"] as? [[String: Any]] ?? []
    return list.map {
      ($0["code"] as? String ?? "", $0["row"].map { "\($0)" } ?? "", $0["message"] as? String ?? "")
    }
  }

  @Test("every planted fault of the fields is found under its code, and nothing else")
  func plantedFaults() throws {
    let folder = SampleFaultTests.folder
    let run = try ToolRun([
      "check", "--parcels", folder + "/parcels_faulty.gpkg", "--parcel-id", "tt", "--strata",
      Self.project + "/inputs/strata.csv", "--stock-table", Self.project + "/inputs/stock.csv",
      "--plots", Self.project + "/inputs/plots.csv", "--plots-crs", "EPSG:9206", "--trees",
      Self.project + "/inputs/trees.csv", "--wood-density-default", "0.55", "--json",
    ])
    #expect(run.exitCode == 1)
    let found = try Self.findings(run)
    let codes = [
      "dtich-off": "status-area-differs", "dtich-m2": "status-area-unit",
      "ldlr-empty": "parcel-without-stratum", "ldlr-unknown": "status-type-unknown",
      "ldlr-lower-case": "status-type-respelled",
      "maldlr-contradiction": "status-number-contradicts",
      "mgo-outside-class": "status-volume-outside", "mgolo-mismatch": "status-stock-product",
      "malr3-empty": "status-category-empty",
    ]
    let faults = try csv(folder + "/faults.csv").filter { $0["file"] == "parcels_faulty.gpkg" }
    let planted = Set(faults.map { $0["place"] ?? "" })
    for (kind, code) in codes {
      let places = Set(faults.filter { $0["kind"] == kind }.map { $0["place"] ?? "" })
      let told = Set(found.filter { $0.code == code }.map(\.row))
      #expect(!places.isEmpty && told.isSuperset(of: places), "\(kind): \(places) \(told)")
      // A shape that was changed has another area than its record, and a sliver the stock of its parcel.
      let follows = ["status-area-differs", "status-stock-product"].contains(code)
      #expect(follows ? told.isSubset(of: planted) : told == places, "\(kind)")
    }
    let layer = found.first { $0.code == "status-layer" }?.message ?? ""
    #expect(layer.contains("51 of 51 fields"))
    #expect(layer.contains("ddanh = diadanh, mtr = mtn, mtrlo = mtnlo"))
    let others = Set(found.map(\.code).filter { $0.hasPrefix("status-") })
      .subtracting(codes.values)
    #expect(others == ["status-layer", "status-personal-fields"])
  }

  @Test("the clean sample layer raises no alarm")
  func cleanLayer() throws {
    let run = try ToolRun(["check", Self.project, "--json"])
    #expect(run.exitCode == 0)
    let told = Set(try Self.findings(run).map(\.code).filter { $0.hasPrefix("status-") })
    #expect(told == ["status-layer", "status-personal-fields"])
  }

  // MARK: A small layer

  private static let owner = "Lò Văn Bí Mật"
  private static let names = [
    "matinh", "maxa", "tk", "khoanh", "lo", "dtich", "nggocr", "ldlr", "maldlr", "mgo", "mgolo",
    "malr3", "mamdsd", "dtuong", "churung", "huyen", "xa",
  ]
  /// Squares of 0.005 degrees, about 28.8 ha, with half medium and half regenerating forest.
  private static func values(_ index: Int) -> [String: String] {
    let isMedium = index.isMultiple(of: 2)
    return [
      "matinh": "14", "maxa": index < 3 ? "3990" : "4051", "tk": "\"951\"", "khoanh": "\"2\"",
      "lo": "\"a\(index)\"", "dtich": "28.8", "nggocr": "1",
      "ldlr": isMedium ? "\"TXB\"" : "\"TXP\"",
      "maldlr": isMedium ? "15" : "18", "mgo": isMedium ? "120" : "40",
      "mgolo": isMedium ? "3456" : "1152", "malr3": "1", "mamdsd": "1", "dtuong": "1",
      "churung": "\"\(owner)\"", "huyen": "\"Huyện Vân Hồ\"", "xa": "\"Xã Mẫu\"",
    ]
  }

  private static func layer(
    _ folder: String, renamed: [String: String] = [:], changes: [Int: [String: String]] = [:],
    count: Int = 6
  ) throws -> String {
    let features = (0..<count).map { index in
      let cells = values(index).merging(changes[index] ?? [:]) { $1 }
      let properties = names.compactMap { name -> String? in
        guard renamed[name] != "" else { return nil }
        return "\"\(renamed[name] ?? name)\": \(cells[name] ?? "null")"
      }
      let (west, south) = (104.0 + Double(index) * 0.006, 20.8)
      let ring = [(0.0, 0.0), (0.005, 0.0), (0.005, 0.005), (0.0, 0.005), (0.0, 0.0)].map {
        "[\(west + $0.0), \(south + $0.1)]"
      }
      return """
        {"type": "Feature", "properties": {\(properties.joined(separator: ", "))},
        "geometry": {"type": "Polygon", "coordinates": [[\(ring.joined(separator: ", "))]]}}
        """
    }
    let path = folder + "/lots.geojson"
    try "{\"type\": \"FeatureCollection\", \"features\": [\(features.joined(separator: ",\n"))]}"
      .write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  /// The options of an estimate over a layer: three plots in each of the two classes.
  private static func options(_ folder: String, _ layer: String) throws -> [String] {
    var plots = ["plot_id,stratum,area_ha"]
    var trees = ["plot_id,dbh_cm,agb_kg"]
    for (stratum, mass) in [("TXB", 1_200), ("TXP", 300)] {
      for plot in 1...3 {
        plots.append("\(stratum)\(plot),\(stratum),0.1")
        trees.append("\(stratum)\(plot),30,\(mass * (9 + plot))")
      }
    }
    for (name, lines) in [("plots.csv", plots), ("trees.csv", trees)] {
      try (lines.joined(separator: "\n") + "\n").write(
        toFile: folder + "/" + name, atomically: true, encoding: .utf8)
    }
    return [
      "--parcels", layer, "--plots", folder + "/plots.csv", "--trees", folder + "/trees.csv",
      "--height-model", "given",
    ]
  }

  private static func estimate(
    _ folder: String, _ layer: String, _ more: [String] = []
  ) throws -> ToolRun {
    try ToolRun(["estimate"] + options(folder, layer) + ["--out", folder + "/o"] + more)
  }

  private static let server = [
    "matinh": "province_c", "maxa": "commune_co", "tk": "compt_code", "khoanh": "sub_compt_",
    "lo": "plot_code", "dtich": "area", "nggocr": "forest_org", "ldlr": "forest_typ", "maldlr": "",
    "mgo": "volume_per", "mgolo": "volume_p_1", "malr3": "forest_fun", "mamdsd": "",
    "dtuong": "actor_type", "churung": "actor_name",
  ]
  private static let database = [
    "tk": "matieukhu", "khoanh": "makhoanh", "dtich": "dientich", "nggocr": "mangr",
    "dtuong": "madoituong",
  ]

  @Test("the same land under other names of fields: the same parcels, tonnes and masks")
  func variants() throws {
    var results: [[String]] = []
    let upper = Dictionary(uniqueKeysWithValues: Self.names.map { ($0, $0.uppercased()) })
    for renamed in [[:], upper, Self.server, Self.database] {
      let folder = Place.scratch("variant")
      let run = try Self.estimate(
        folder, try Self.layer(folder, renamed: renamed), ["--area", "field:dtich"])
      #expect(run.exitCode == 0, "\(run.errors)")
      #expect(run.errors.contains("status-layer") && run.errors.contains("status-personal-fields"))
      let rows = try csv(folder + "/o/parcels.csv")
      results.append(
        rows.flatMap { [$0["parcel_id"] ?? "", $0["area_ha"] ?? "", $0["co2e_t"] ?? ""] })
      for file in try FileManager.default.contentsOfDirectory(atPath: folder + "/o") {
        let bytes = try Data(contentsOf: URL(filePath: folder + "/o/" + file))
        #expect(bytes.range(of: Data(Self.owner.utf8)) == nil, "\(file)")
      }
      #expect(!(run.output + run.errors).contains(Self.owner))
    }
    #expect(results[0][0] == "3990-951-2-a0" && results[0][1] == "28.8")
    for other in results.dropFirst() { #expect(other == results[0]) }
  }

  @Test("personal data stay where they are asked for, and nowhere else")
  func personal() throws {
    let folder = Place.scratch("personal")
    let layer = try Self.layer(
      folder, changes: [2: ["ldlr": "null", "churung": "\"\(Self.owner)\""]])
    for option in ["--parcel-id", "--stratum-field"] {
      let refused = try Self.estimate(folder, layer, [option, "churung"])
      #expect(refused.exitCode == 1 && refused.errors.contains("personal-field-printed"))
      #expect(!refused.errors.contains(Self.owner))
    }
    let check = try ToolRun(["check"] + Self.options(folder, layer))
    #expect(check.exitCode == 1 && !(check.output + check.errors).contains(Self.owner))
    let good = try Self.layer(folder)
    let kept = try Self.estimate(folder, good, ["--keep-personal"])
    #expect(kept.exitCode == 0 && kept.errors.contains("kept in the results as asked"))
    #expect(Set(try csv(folder + "/o/parcels.csv").map { $0["churung"] }) == [Self.owner])
  }

  @Test("a recorded area that is counted must be that of the polygon, or the user says how far off")
  func countedArea() throws {
    let folder = Place.scratch("area")
    let layer = try Self.layer(folder, changes: [1: ["dtich": "288000"], 4: ["dtich": "40"]])
    let polygon = try Self.estimate(folder, layer)
    #expect(polygon.exitCode == 0)
    #expect(polygon.errors.contains("lots.geojson:3990-951-2-a1:dtich: read 288000"))
    #expect(polygon.errors.contains("square metres, write 28.8 [warning] status-area-unit"))
    #expect(polygon.errors.contains("[warning] status-area-differs"))
    let stated = try Self.estimate(folder, layer, ["--area", "field:dtich"])
    #expect(stated.exitCode == 1)
    #expect(stated.errors.contains("lots.geojson:3990-951-2-a1:dtich: read 288000"))
    #expect(stated.errors.contains("[error] stated-area-differs"))
    #expect(!stated.errors.contains("status-area-unit"))
    let skipped = try Self.estimate(
      folder, layer, ["--area", "field:dtich", "--on-error", "skip"])
    #expect(skipped.exitCode == 0)
    let rows = try csv(folder + "/o/parcels.csv")
    #expect(rows.map { $0["method"] == "rejected" } == [false, true, false, false, true, false])
    // Land left out is told in the polygon's hectares.
    #expect(abs(rows[1].number("area_ha") - 28.8) < 0.5)
    let allowed = try Self.estimate(
      folder, try Self.layer(folder, changes: [4: ["dtich": "40"]]),
      ["--area", "field:dtich", "--area-tolerance", "0.5"])
    #expect(allowed.exitCode == 0)
    #expect(try csv(folder + "/o/parcels.csv")[4]["area_ha"] == "40")
  }

  @Test("letters in other spellings count as their class, also in the strata table")
  func spellings() throws {
    let folder = Place.scratch("spelling")
    let layer = try Self.layer(
      folder, changes: [0: ["ldlr": "\"txb\""], 5: ["ldlr": "\"NL\"", "maldlr": "88"]])
    let strata = try table(
      folder, "strata.csv", "class,stratum,treatment,reason", "TXB,TXB,sampled,",
      "txp,TXP,sampled,", "NN,NN,excluded,farmland")
    let run = try Self.estimate(folder, layer, ["--strata", strata])
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.errors.contains("read \"txb\", taken as TXB"))
    let rows = try csv(folder + "/o/parcels.csv")
    #expect(rows.map { $0["stratum"] } == ["TXB", "TXP", "TXB", "TXP", "TXB", "NN"])
    // The field itself stays as it was written.
    #expect(rows[0]["ldlr"] == "txb" && rows[5]["method"] == "excluded")
  }

  @Test(
    "a class that the table lacks comes with its line; land that is no forest is told when counted")
  func strataLines() throws {
    let folder = Place.scratch("lines")
    let layer = try Self.layer(
      folder,
      changes: [
        1: ["ldlr": "\"TXK\"", "maldlr": "17"],
        3: ["ldlr": "\"DTR\"", "maldlr": "72", "nggocr": "3"],
        5: ["ldlr": "\"TXH\"", "maldlr": "15"],
      ])
    let short = try table(
      folder, "strata.csv", "class,stratum,treatment,reason", "TXB,TXB,sampled,",
      "TXP,TXP,sampled,")
    let run = try Self.estimate(folder, layer, ["--strata", short])
    #expect(run.exitCode == 1)
    #expect(run.errors.contains("add a line such as TXK,TXP,merged,nearest class"))
    #expect(run.errors.contains("add a line such as DTR,DTR,excluded,\"planted, not yet forest:"))
    #expect(run.errors.contains("none of the 93 legal types (nearest: "))
    #expect(run.errors.contains("its number 15 means TXB"))
    let counted = try table(
      folder, "counted.csv", "class,stratum,treatment,reason", "TXB,TXB,sampled,",
      "TXP,TXP,sampled,", "TXK,TXP,merged,", "TXH,TXB,merged,", "DTR,TXP,merged,")
    let warned = try Self.estimate(folder, layer, ["--strata", counted])
    #expect(warned.exitCode == 0, "\(warned.errors)")
    #expect(warned.errors.contains("count as stratum TXP; to leave it out: DTR,DTR,excluded"))
    #expect(warned.errors.contains("status-not-forest-counted"))
  }

  @Test("the edition is judged, printed and recorded")
  func editions() throws {
    let folder = Place.scratch("edition")
    let layer = try Self.layer(
      folder,
      changes: Dictionary(
        uniqueKeysWithValues: (0..<6).map {
          ($0, ["ldlr": "\"TXN\"", "maldlr": "16", "mgo": "30", "mgolo": "864"])
        }))
    let strata = try table(
      folder, "strata.csv", "class,stratum,treatment,reason", "TXN,TXB,sampled,",
      "TXP,TXP,excluded,no land here")
    let new = try Self.estimate(folder, layer, ["--strata", strata])
    #expect(new.exitCode == 0, "\(new.errors)")
    #expect(new.errors.contains("classes by Circular 33/2018/TT-BNNPTNT"))
    #expect(new.errors.contains("status-edition-doubtful"))
    #expect(new.errors.contains("status-volume-outside"))
    let old = try Self.estimate(folder, layer, ["--strata", strata, "--class-edition", "34-2009"])
    #expect(old.errors.contains("classes by Circular 34/2009/TT-BNNPTNT"))
    #expect(!old.errors.contains("status-volume-outside"))
    let record = try String(contentsOfFile: folder + "/o/run.json", encoding: .utf8)
    #expect(record.contains("\"class_edition\"") && record.contains("\"34-2009\""))
    let wrong = try Self.estimate(folder, layer, ["--class-edition", "2009"])
    #expect(wrong.exitCode == 2 && wrong.errors.contains("33-2018, 34-2009"))
  }

  @Test("--decode writes the names of codes beside them")
  func decoded() throws {
    let folder = Place.scratch("decode")
    let run = try Self.estimate(folder, try Self.layer(folder), ["--decode"])
    #expect(run.exitCode == 0, "\(run.errors)")
    let row = try #require(csv(folder + "/o/parcels.csv").first)
    #expect(row["ldlr"] == "TXB" && row["malr3"] == "1")
    #expect(row["ldlr_name_vi"] == ForestType(letters: "TXB")?.name.vietnamese)
    #expect(row["maldlr_name_en"] == ForestType(letters: "TXB")?.name.english)
    #expect(
      row["malr3_name_vi"] == "Rừng phòng hộ" && row["dtuong_name_en"] == "household or individual")
    #expect(row["mgo_name_en"] == nil && row["churung"] == "***")
  }

  @Test("a crosswalk gives parcels their commune of today, and communes their tonnes")
  func crosswalk() throws {
    let folder = Place.scratch("crosswalk")
    let layer = try Self.layer(folder, changes: [2: ["maxa": "4057"], 5: ["maxa": "1234"]])
    let map = try table(
      folder, "crosswalk.csv", "old_code,new_code,new_name,share", "03990,03985,,",
      "04051,04048,Xã Vân Hồ,0.75", "04051,04057,,0.25")
    let run = try Self.estimate(folder, layer, ["--crosswalk", map])
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.errors.contains("commune 01234 (parcels: 1,"))
    #expect(run.errors.contains("commune 04051 was divided (04048 0.75, 04057 0.25)"))
    let rows = try csv(folder + "/o/parcels.csv")
    #expect(
      rows.map { $0["maxa_2025"] } == [
        "03985", "03985", "04057", "04048;04057", "04048;04057", "",
      ])
    #expect(rows[0]["xa_2025"] == "Xã Chiềng Sơn" && rows[0]["maxa"] == "3990")
    let communes = try csv(folder + "/o/communes.csv")
    #expect(communes.map { $0["maxa_2025"] } == ["03985", "04048", "04057", ""])
    #expect(communes.map { $0["former"] } == ["03990", "04051", "04051;04057", "01234"])
    let total = try csv(folder + "/o/strata.csv").reduce(0) { $0 + $1.number("co2e_t") }
    let sum = communes.reduce(0) { $0 + $1.number("co2e_t") }
    #expect(relative(sum, total) < 1e-12)
    let divided = rows[3].number("area_ha") + rows[4].number("area_ha")
    #expect(relative(communes[1].number("area_ha"), 0.75 * divided) < 1e-12)
    #expect(relative(communes[2].number("divided_ha"), 0.25 * divided) < 1e-12)
    #expect(communes[1].number("co2e_low_t") < communes[1].number("co2e_t"))
    let record = try String(contentsOfFile: folder + "/o/run.json", encoding: .utf8)
    #expect(record.contains("\"crosswalk\""))
  }

  @Test(
    "a crosswalk that cannot be right is refused with its place",
    arguments: [
      (["03990,03985,0.5"], "crosswalk.csv:share", "crosswalk-shares"),
      (["03990,039x,1"], "crosswalk.csv:2:new_code: read \"039x\"", "crosswalk-code"),
      (["03990,03985,1", "3990,3985,1"], "crosswalk.csv:3:old_code", "crosswalk-twice"),
      ([",03985,1"], "crosswalk.csv:2:old_code", "empty-cell"),
    ])
  func badCrosswalk(lines: [String], place: String, code: String) throws {
    let folder = Place.scratch("crosswalk")
    let path = folder + "/crosswalk.csv"
    try (["old_code,new_code,share"] + lines).joined(separator: "\n")
      .write(toFile: path, atomically: true, encoding: .utf8)
    let run = try Self.estimate(folder, try Self.layer(folder), ["--crosswalk", path])
    #expect(run.exitCode == 1)
    #expect(run.errors.contains(place) && run.errors.contains(code), "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder + "/o"))
  }

  @Test("init counts hectares and plots per class and proposes what to do with each")
  func proposal() throws {
    let folder = Place.scratch("propose")
    let layer = try Self.layer(
      folder,
      changes: [
        1: ["ldlr": "\"TXN\"", "maldlr": "16"], 3: ["ldlr": "\"DTR\"", "maldlr": "72"],
        5: ["ldlr": "\"lkb\"", "maldlr": "25"],
      ])
    var lines = ["plot_id,lon,lat,area_ha"]
    for plot in 0..<6 { lines.append("B\(plot),104.00\(plot % 4 + 1),20.80\(plot % 3 + 1),0.1") }
    lines.append("N1,104.008,20.802,0.1")
    let plots = folder + "/points.csv"
    try lines.joined(separator: "\n").write(toFile: plots, atomically: true, encoding: .utf8)
    let run = try ToolRun([
      "init", folder + "/p", "--parcels", layer, "--plots", plots, "--plots-crs", "EPSG:4326",
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.contains("Proposed strata:"))
    let strata = try csv(folder + "/p/inputs/strata.csv")
    let told = strata.map { "\($0["class"] ?? ""),\($0["stratum"] ?? ""),\($0["treatment"] ?? "")" }
    #expect(
      told == ["DTR,DTR,excluded", "LKB,LKB,table", "TXB,TXB,sampled", "TXN,TXB,merged"])
    #expect(strata[2]["reason"]?.hasPrefix("plots: 6, 86.") == true)
    #expect(strata[3]["reason"] == "plots: 1, fewer than 5, 28.8 ha; joins the nearest class")
  }

  @Test("classes can be looked up by letters, number and field, in both languages")
  func lookUp() throws {
    let list = try ToolRun(["classes", "list"])
    #expect(list.exitCode == 0 && list.output.split(separator: "\n").count == 95)
    let old = try ToolRun(["classes", "list", "--class-edition", "34-2009"])
    #expect(!old.output.contains("TXK") && old.output.contains("10–100"))
    let show = try ToolRun(["classes", "show", "16"])
    #expect(show.output.contains("TXN") && show.output.contains("> 50–100 m³/ha"))
    #expect(show.output.contains("10–100 m³/ha"))
    let field = try ToolRun(["classes", "show", "malr3", "--lang", "vi"])
    #expect(field.output.contains("Rừng đặc dụng"))
    let wrong = try ToolRun(["classes", "show", "TXBB"])
    #expect(wrong.exitCode == 2 && wrong.errors.contains("TXB"))
  }
}
