import ForestGeo
import ForestModel
import Foundation
import TestSupport
import Testing

/// `change --reference` and `change --plan`, on small maps and on the sample project.
@Suite("Reference samples of change maps")
struct ReferenceSampleRunTests {
  private static let sample = Place.package + "/SampleData/sonla"

  /// Maps of 1000 x 1000 cells of 0.9 ha with the mapped shares of the published example: transitions 1>2,
  /// 2>1, 1>1 and 2>2.
  private func published(_ folder: String) throws -> [String] {
    let count = 1_000_000
    func rows(_ value: (Int) -> Double) -> [[Double]] {
      (0..<1_000).map { row in (0..<1_000).map { value(row * 1_000 + $0) } }
    }
    let (gain, forest) = (35_000, 355_000)
    #expect(forest < count)
    let before = rows { $0 < 20_000 ? 1 : $0 < gain ? 2 : $0 < forest ? 1 : 2 }
    let after = rows { $0 < 20_000 ? 2 : $0 < gain ? 1 : $0 < forest ? 1 : 2 }
    return [
      "--before",
      try classMap(folder, "b.tif", before, x: 450_000, width: 90, height: 100, cell: .byte),
      "--after",
      try classMap(folder, "a.tif", after, x: 450_000, width: 90, height: 100, cell: .byte),
    ]
  }

  private struct Expected: Decodable {
    let overall, overallSe: Double
    let users, usersSe, producers, producersSe, areaHa, areaSeHa, areaCi95Ha: [Double]
  }

  @Test(
    "the published example from maps and a table of counts, to 1e-9",
    .enabled(if: Place.hasReference, Comment(rawValue: needsReference)))
  func publishedExample() throws {
    let folder = Place.scratch()
    let maps = try published(folder)
    try table(
      folder, "change.csv", "from,to,class,name_vi", "1,2,deforestation,mất rừng",
      "2,1,forest gain,tăng rừng", "1,1,stable forest,rừng ổn định",
      "*,*,stable non-forest,ngoài rừng ổn định")
    let labels = ["deforestation", "forest gain", "stable forest", "stable non-forest"]
    let counts = [[66, 0, 5, 4], [0, 55, 8, 12], [1, 0, 153, 11], [2, 1, 9, 313]]
    var lines = labels.indices.flatMap { i in
      labels.indices.filter { counts[i][$0] > 0 }.map {
        "\(labels[i]),\(labels[$0]),\(counts[i][$0])"
      }
    }
    var outputs: [String] = []
    for _ in 0..<2 {
      try (["map_class,reference_class,count"] + lines).joined(separator: "\n").write(
        toFile: folder + "/reference.csv", atomically: true, encoding: .utf8)
      let (run, out) = try change(
        maps + [
          "--change-classes", folder + "/change.csv", "--reference", folder + "/reference.csv",
        ])
      #expect(run.exitCode == 0, "\(run.errors)")
      outputs.append(out)
      lines.reverse()
      #expect(
        run.output.contains(
          "Overall accuracy of the map: 94.7% ± 1.8 percentage points (95% confidence"))
      #expect(
        run.output.contains(
          "deforestation: 21,157.8 ± 6,157.6 ha; on the maps 18,000.0 ha, within the interval"))
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let e = try decoder.decode(
      Expected.self,
      from: Data(
        contentsOf: URL(
          filePath: Place.reference + "/estimators/olofsson2014_expected.json")))
    let rows = try csv(outputs[0] + "/areas.csv")
    #expect(rows.map { $0["class"] } == labels)
    for (j, row) in rows.enumerated() {
      for (column, value) in [
        ("estimated_ha", e.areaHa[j]), ("se_ha", e.areaSeHa[j]), ("ci95_ha", e.areaCi95Ha[j]),
        ("users_accuracy", e.users[j]), ("users_accuracy_se", e.usersSe[j]),
        ("producers_accuracy", e.producers[j]), ("producers_accuracy_se", e.producersSe[j]),
        ("users_accuracy_ci95", 1.96 * e.usersSe[j]),
      ] { #expect(relative(row.number(column), value) < 1e-9, "\(column)") }
    }
    #expect(abs(rows[0].number("half_width_90_percent") - 24.4239) < 5e-5)
    let summary = try #require(
      JSONSerialization.jsonObject(
        with: Data(contentsOf: URL(filePath: outputs[0] + "/summary.json"))) as? [String: Any])
    let accuracy = try #require(summary["accuracy"] as? [String: Any])
    let overall = try #require(accuracy["overall"] as? [String: Double])
    #expect(relative(overall["value"] ?? 0, e.overall) < 1e-9)
    #expect(relative(overall["se"] ?? 0, e.overallSe) < 1e-9)
    // Rows in any order, the same bytes.
    for name in ["areas.csv", "error_matrix.csv", "summary.json"] {
      #expect(
        try Data(contentsOf: URL(filePath: outputs[0] + "/" + name))
          == Data(contentsOf: URL(filePath: outputs[1] + "/" + name)))
    }
    let (plan, out) = try change(
      maps + [
        "--change-classes", folder + "/change.csv", "--plan", "--target-se", "0.01",
        "--min-points", "75", "--expected-accuracy", "deforestation=0.7", "--expected-accuracy",
        "forest gain=0.6", "--expected-accuracy", "stable forest=0.9", "--expected-accuracy",
        "stable non-forest=0.95", "--lang", "vi",
      ])
    #expect(plan.exitCode == 0 && plan.output.contains("641 (640,5"), "\(plan.output)")
    #expect(plan.output.contains("mất rừng: 75"))
    #expect(try csv(out + "/points.csv").count == 641)
  }

  @Test("plan, fill in, estimate: a form that agrees with the maps gives the mapped areas back")
  func roundTrip() throws {
    let folder = Place.scratch()
    let inputs = Self.sample + "/inputs"
    let maps = [
      "--before", inputs + "/landcover_2015.tif", "--after", inputs + "/landcover_2024.tif",
      "--classes", inputs + "/landcover_classes.csv",
    ]
    let (run, out) = try change(maps + ["--plan", "--points", "400", "--seed", "3"])
    #expect(run.exitCode == 0, "\(run.errors)")
    let form = try csv(out + "/points.csv")
    let key = try csv(out + "/points_key.csv")
    let plan = try csv(out + "/sample_plan.csv")
    #expect(
      plan.map { $0["class"] } == [
        "forest>forest", "forest>non-forest", "non-forest>forest", "non-forest>non-forest",
      ])
    #expect(plan.reduce(0) { $0 + $1.number("points") } == 400 && form.count == 400)
    #expect(Set(form.map { "\($0["x"] ?? "") \($0["y"] ?? "")" }).count == 400)
    // Blind: nothing in the form tells the class, neither a column nor the order.
    #expect(form.allSatisfy { $0["reference_class"] == "" && $0["map_class"] == nil })
    let names = key.map { $0["map_class"] ?? "" }
    let runs = zip(names, names.dropFirst()).filter { $0 != $1 }.count
    #expect(runs > 150, "\(runs) changes of class along the form")
    #expect(abs(form[0].number("lon") - 104.8) < 0.2 && abs(form[0].number("lat") - 20.8) < 0.2)
    // Same seed, same points; another seed, others.
    let again = try change(maps + ["--plan", "--points", "400", "--seed", "3"])
    let others = try change(maps + ["--plan", "--points", "400", "--seed", "4"])
    for name in ["points.csv", "points.gpkg", "points_key.csv"] {
      let bytes = try [out, again.out, others.out].map {
        try Data(contentsOf: URL(filePath: $0 + "/" + name))
      }
      #expect(bytes[0] == bytes[1] && bytes[0] != bytes[2], "\(name)")
    }
    // The interpreter answers what the maps show, by code, by name, and in degrees.
    let byID = Dictionary(uniqueKeysWithValues: key.map { ($0["point_id"] ?? "", $0) })
    let answers = form.map { point -> [String] in
      let truth = byID[point["point_id"] ?? ""] ?? [:]
      return ["point_id", "x", "y", "lon", "lat"].map { point[$0] ?? "" }
        + [truth["map_class"] ?? "", truth["map_before"] ?? "", truth["map_after"] ?? ""]
    }
    for (header, columns) in [
      ("point_id,x,y,reference_class", [0, 1, 2, 5]),
      ("point_id,x,y,reference_before,reference_after", [0, 1, 2, 6, 7]),
      ("point_id,lon,lat,reference_class", [0, 3, 4, 5]),
    ] {
      let lines = [header] + answers.map { row in columns.map { row[$0] }.joined(separator: ",") }
      try lines.joined(separator: "\n").write(
        toFile: folder + "/filled.csv", atomically: true, encoding: .utf8)
      let (filled, result) = try change(maps + ["--reference", folder + "/filled.csv"])
      #expect(filled.exitCode == 0, "\(filled.errors)")
      for row in try csv(result + "/areas.csv") {
        #expect(relative(row.number("estimated_ha"), row.number("mapped_ha")) < 1e-12)
        #expect(row.number("users_accuracy") == 1 && row.number("ci95_ha") == 0)
      }
      #expect(!filled.errors.contains("reference-map-differs"))
    }
  }

  @Test("the sample project: the estimated areas of change hold the true ones")
  func sampleProject() throws {
    let out = Place.scratch("sonla-change") + "/o"
    let run = try ToolRun(["change", Self.sample, "--out", out])
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.contains("Overall accuracy") && run.output.contains("95% confidence"))
    let truth = try #require(
      JSONSerialization.jsonObject(
        with: Data(contentsOf: URL(filePath: Self.sample + "/truth.json"))) as? [String: Any])
    let cover = try #require(truth["land_cover_change"] as? [String: Any])
    let kinds = try #require(cover["true_change_ha"] as? [String: Double])
    let real = [
      "deforestation": kinds["deforestation"] ?? .nan, "degradation": kinds["degradation"] ?? .nan,
      "forest gain": (kinds["regeneration"] ?? .nan) + (kinds["planting"] ?? .nan),
    ]
    let areas = try csv(out + "/areas.csv")
    var mappedError = 0.0
    var estimatedError = 0.0
    for (name, ha) in real {
      let row = try #require(areas.first { $0["class"] == name })
      // Three classes, one sample: within three standard errors, and the maps are far off.
      #expect(
        abs(row.number("estimated_ha") - ha) < 3 * row.number("se_ha"),
        "\(name): \(row.number("estimated_ha")) ± \(row.number("ci95_ha")), true \(ha)")
      mappedError += abs(row.number("mapped_ha") - ha)
      estimatedError += abs(row.number("estimated_ha") - ha)
    }
    #expect(estimatedError < mappedError / 3, "\(estimatedError) ha, mapped \(mappedError) ha")
    let total = areas.reduce(0) { $0 + $1.number("estimated_ha") }
    #expect(relative(total, areas.reduce(0) { $0 + $1.number("mapped_ha") }) < 1e-12)
    // The points say which map classes they were drawn from, and the maps agree.
    #expect(!run.errors.contains("reference-map-differs"))
    #expect(!run.errors.contains("map-class-across-strata"))
    let vietnamese = try ToolRun(["change", Self.sample, "--out", out + "2", "--lang", "vi"])
    #expect(vietnamese.output.contains("Độ chính xác tổng thể của bản đồ"))
    #expect(vietnamese.output.contains("mất rừng:"))
    for name in try FileManager.default.contentsOfDirectory(atPath: out) where name != "run.json" {
      #expect(
        try Data(contentsOf: URL(filePath: out + "/" + name))
          == Data(contentsOf: URL(filePath: out + "2/" + name)), "\(name)")
    }
  }

  @Test("a sample that does not fit is a finding with its place, and nothing is written")
  func badSamples() throws {
    let folder = Place.scratch()
    let before = try classMap(folder, "b.tif", [[1, 1, 1, 2], [1, 1, 2, 2]])
    let after = try classMap(folder, "a.tif", [[1, 1, 5, 0], [1, 5, 2, 2]])
    try table(folder, "classes.csv", "class,name,group", "1,forest,F", "2,shrub,N", "5,crops,N")
    let maps = ["--before", before, "--after", after, "--classes", folder + "/classes.csv"]
    let good = ["F>F,F>F,30", "F>N,F>N,20", "N>N,N>N,40"]
    func sample(
      _ rows: [String], header: String = "map_class,reference_class,count",
      _ options: [String] = []
    ) throws -> (run: ToolRun, out: String) {
      try ([header] + rows).joined(separator: "\n").write(
        toFile: folder + "/r.csv", atomically: true, encoding: .utf8)
      return try change(maps + ["--reference", folder + "/r.csv"] + options)
    }
    #expect(try sample(good).run.exitCode == 0)
    // Codes stand for their group.
    #expect(try sample(["1-1,1>2,30", "1→5,1-5,20", "2-2,5-5,40"]).run.exitCode == 0)
    for (rows, place) in [
      (good + ["F>F,forrest,2"], "r.csv:5:reference_class: read \"forrest\""),
      (good + ["7-7,F>F,2"], "r.csv:5:map_class"),
      (good + ["N>F,F>F,2"], "reference-class-not-mapped"),
      (good + ["F>F,,2"], "r.csv:5:reference_class: the cell is empty"),
      (good + ["F>F,F>F,0"], "r.csv:5:count"), (good + ["F>F,F>F,1.5"], "r.csv:5:count"),
      (good + ["F>F,F>F,many"], "r.csv:5:count"), (good + ["F>F,F>F,1e30"], "r.csv:5:count"),
      (Array(good.dropLast()), "N>N (0.0 ha"), (good + [",F>F,1"], "one-of-cells-needed"),
    ] {
      let (run, out) = try sample(rows)
      let isFound =
        run.errors.contains(place)
        || (place.hasPrefix("N>N") && run.errors.contains("map-class-not-sampled"))
      #expect(run.exitCode == 1 && isFound, "\(rows.last ?? ""): \(run.errors)")
      #expect(!FileManager.default.fileExists(atPath: out))
    }
    // A row with an error can be left out; it is counted.
    let (skipped, folderOut) = try sample(good + ["F>F,forrest,2"], ["--on-error", "skip"])
    #expect(skipped.exitCode == 0, "\(skipped.errors)")
    let record = try String(contentsOfFile: folderOut + "/run.json", encoding: .utf8)
    #expect(record.contains("\"reference-class-unknown\" : 1"))
    // One point: the estimate stands, its error is not known.
    let (single, out) = try sample(["F>F,F>F,1", "F>N,F>N,20", "N>N,N>N,40"])
    #expect(single.exitCode == 0 && single.errors.contains("map-class-one-point"))
    #expect(single.output.contains("no interval can be given") && !single.output.contains("± –"))
    #expect(
      try csv(out + "/areas.csv").allSatisfy { $0["se_ha"] == "" && $0["estimated_ha"] != "" })
    // Points: off the maps, on no data, another class than the row says, twice the same.
    let header = "point_id,x,y,map_class,reference_class,stratum"
    let points = [
      "1,500050,2299950,,F>F,s", "2,500150,2299850,,F>N,s", "3,500350,2299850,,N>N,s",
    ]
    #expect(try sample(points, header: header).run.exitCode == 0)
    for (row, code) in [
      ("4,500350,2299950,,F>F,s", "reference-point-off-maps"),
      ("4,2299950,500050,,F>F,s", "reference-point-off-maps"),
      ("4,,2299950,,F>F,s", "one-of-cells-needed"), ("1,500050,2299850,,F>F,s", "duplicate-row"),
    ] {
      let (run, _) = try sample(points + [row], header: header)
      #expect(run.exitCode == 1 && run.errors.contains(code), "\(row): \(run.errors)")
    }
    let (differs, _) = try sample(points + ["4,500050,2299950,F>N,F>F,t"], header: header)
    #expect(differs.exitCode == 0 && differs.errors.contains("reference-map-differs"))
    #expect(differs.errors.contains("map-class-across-strata"))
  }

  @Test("tables of classes: names, groups, rules, and what they lack")
  func classTables() throws {
    let folder = Place.scratch()
    let before = try classMap(folder, "b.tif", [[1, 1, 2, 2]])
    let after = try classMap(folder, "a.tif", [[1, 5, 2, 1]])
    let maps = ["--before", before, "--after", after]
    func run(_ classes: [String], _ changes: [String] = []) throws -> (run: ToolRun, out: String) {
      var options = maps
      try classes.joined(separator: "\n").write(
        toFile: folder + "/c.csv", atomically: true, encoding: .utf8)
      options += ["--classes", folder + "/c.csv"]
      if !changes.isEmpty {
        try changes.joined(separator: "\n").write(
          toFile: folder + "/k.csv", atomically: true, encoding: .utf8)
        options += ["--change-classes", folder + "/k.csv"]
      }
      return try change(options + ["--plan", "--points", "4", "--min-points", "1"])
    }
    let header = "class,name_en,name_vi,group"
    let all = [header, "1,forest,rừng,F", "2,shrub,cây bụi,N", "5,crops,cây trồng,N"]
    let (good, out) = try run(all)
    #expect(good.exitCode == 0, "\(good.errors)")
    #expect(
      try csv(out + "/matrix.csv").map { $0["to_name"] } == ["forest", "crops", "forest", "shrub"])
    #expect(try csv(out + "/points_classes.csv").contains { $0["name_vi"] == "cây trồng" })
    let (unnamed, second) = try run([header, "1,forest,,", "2,shrub,,"])
    #expect(unnamed.exitCode == 0 && unnamed.errors.contains("map-class-unnamed"))
    #expect(try csv(second + "/matrix.csv")[1]["to_name"] == "")
    for (classes, changes, code) in [
      (Array(all.dropLast()), [], "class-without-group"),
      (all + ["1,again,,F"], [], "duplicate-class"),
      (all + ["x,again,,F"], [], "c.csv:5:class"),
      (all, ["from,to,class", "F,N,loss"], "transition-without-class"),
      (all, ["from,to,class", "forset,N,loss", "*,*,rest"], "k.csv:2:from"),
      (all, ["from,to,class", "F,N,", "*,*,rest"], "k.csv:2:class"),
    ] as [([String], [String], String)] {
      let (run, _) = try run(classes, changes)
      #expect(run.exitCode == 1 && run.errors.contains(code), "\(code): \(run.errors)")
    }
    let (ruled, third) = try run(all, ["from,to,class", "F,N,loss", "*,*,rest"])
    #expect(ruled.exitCode == 0, "\(ruled.errors)")
    #expect(try csv(third + "/sample_plan.csv").map { $0["class"] } == ["loss", "rest"])
    #expect(ruled.errors.contains("plan-class-small") == false)
  }

  @Test("a filled form in the folder of results is not removed by the run that reads it")
  func formInResults() throws {
    let inputs = Place.package + "/SampleData/sonla/inputs/"
    let out = Place.scratch() + "/out"
    let maps = [
      "change", "--before", inputs + "landcover_2015.tif", "--after", inputs + "landcover_2024.tif",
      "--classes", inputs + "landcover_classes.csv", "--change-classes",
      inputs + "change_classes.csv", "--out", out,
    ]
    #expect(try ToolRun(maps + ["--plan"]).exitCode == 0)
    let form = out + "/points.csv"
    try FileManager.default.removeItem(atPath: form)
    try FileManager.default.copyItem(atPath: inputs + "reference_points.csv", toPath: form)
    let run = try ToolRun(maps + ["--reference", form])
    #expect(run.exitCode == 2 && run.errors.contains("is an input of this run"), "\(run.errors)")
    #expect(
      FileManager.default.contentsEqual(atPath: form, andPath: inputs + "reference_points.csv"))
  }

  @Test("a filled form is not written over by the next plan")
  func formAndPlan() throws {
    let inputs = Place.package + "/SampleData/sonla/inputs/"
    let out = Place.scratch() + "/out"
    let plan = [
      "change", "--before", inputs + "landcover_2015.tif", "--after", inputs + "landcover_2024.tif",
      "--classes", inputs + "landcover_classes.csv", "--change-classes",
      inputs + "change_classes.csv", "--out", out, "--plan",
    ]
    #expect(try ToolRun(plan).exitCode == 0)
    // An untouched form may be drawn anew.
    #expect(try ToolRun(plan).exitCode == 0)
    let text = try String(contentsOfFile: out + "/points.csv", encoding: .utf8)
    try (text + "\n").write(toFile: out + "/points.csv", atomically: true, encoding: .utf8)
    let again = try ToolRun(plan)
    #expect(again.exitCode == 2 && again.errors.contains("points.csv was filled in"))
    #expect(try String(contentsOfFile: out + "/points.csv", encoding: .utf8) == text + "\n")
  }

  @Test("a point twice is a warning, answers that contradict each other are an error")
  func twiceAndContradicting() throws {
    let inputs = Place.package + "/SampleData/sonla/inputs/"
    let folder = Place.scratch()
    let lines = try String(contentsOfFile: inputs + "reference_points.csv", encoding: .utf8)
      .split(separator: "\n").map(String.init)
    func run(_ lines: [String], _ name: String) throws -> ToolRun {
      let path = folder + "/\(name).csv"
      try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
      return try ToolRun([
        "change", "--before", inputs + "landcover_2015.tif", "--after",
        inputs + "landcover_2024.tif", "--classes", inputs + "landcover_classes.csv",
        "--change-classes", inputs + "change_classes.csv", "--reference", path, "--out",
        folder + "/" + name,
      ])
    }
    let twice = try run(lines + ["501" + lines[1].drop { $0 != "," }], "twice")
    #expect(twice.exitCode == 0)
    #expect(twice.errors.contains("twice.csv:502:x: ") && twice.errors.contains("point-twice"))
    // Point 1 was seen as class 2 on both dates.
    let contradicting = lines.enumerated().map { index, line in
      line + (index == 0 ? ",reference_before,reference_after" : index == 1 ? ",1,6" : ",,")
    }
    let wrong = try run(contradicting, "wrong")
    #expect(wrong.exitCode == 1, "\(wrong.errors)")
    #expect(wrong.errors.contains("wrong.csv:2:reference_class: "))
    #expect(wrong.errors.contains("reference-answers-differ"))
  }

  @Test("a result does not take the place of another one's record")
  func recordsOfOneName() throws {
    let inputs = Place.package + "/SampleData/sonla/inputs/"
    let folder = Place.scratch()
    func zonal(_ name: String) throws -> ToolRun {
      try ToolRun([
        "zonal", "--zones", inputs + "communes.gpkg", "--raster", inputs + "agb_25m.tif", "--out",
        folder + "/" + name,
      ])
    }
    #expect(try zonal("z.csv").exitCode == 0)
    #expect(try zonal("z.csv").exitCode == 0)
    let other = try zonal("z.gpkg")
    #expect(other.exitCode == 2 && other.errors.contains("record of z.csv"), "\(other.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder + "/z.gpkg"))
    #expect(try ToolRun(["verify", folder + "/z.csv"]).exitCode == 0)
    // A file that the record does not know is not verified by it.
    try "zone_id\n".write(toFile: folder + "/z.gpkg", atomically: true, encoding: .utf8)
    #expect(try ToolRun(["verify", folder + "/z.gpkg"]).exitCode == 3)
  }
}
