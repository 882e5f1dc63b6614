import Foundation
import TestSupport
import Testing

/// One run over tables that hold broken rows, for the account of rows in its run.json.
struct RowCase: Sendable, CustomTestStringConvertible {
  let name: String
  /// Lines of each file, the header first, by the name of the file.
  var files: [String: [String]]
  /// Table of run.json to the file with its rows.
  let tables: [String: String]
  /// Tables in which a row is broken; the others are sound.
  let broken: Set<String>
  /// Command line; what begins with `@` is a file of the folder.
  let arguments: [String]
  /// Results that this one builds on, each by a command line.
  var before: [[String]] = []
  /// Record of the run.
  var record = "o/run.json"

  var testDescription: String { name }
}

@Suite("Every row of every table is accounted for")
struct RowAccountTests {
  private static func layer(_ parcels: [(properties: String, ring: String)]) -> [String] {
    [
      #"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::9206"}},"features":["#,
      parcels.map {
        #"{"type":"Feature","properties":{\#($0.properties)},"geometry":{"type":"Polygon","coordinates":[[\#($0.ring)]]}}"#
      }.joined(separator: ",\n"), "]}",
    ]
  }

  private static func square(_ place: Int) -> String {
    let x = 574_000 + 300 * place
    return
      "[\(x),2300000],[\(x + 200),2300000],[\(x + 200),2300200],[\(x),2300200],[\(x),2300000]"
  }

  private static let bowTie =
    "[575800,2300000],[576000,2300200],[576000,2300000],[575800,2300200],[575800,2300000]"

  private static let parcels = layer([
    (#""parcel_id":"1","stratum":"S","maxa":"03001""#, square(0)),
    (#""parcel_id":"2","stratum":"N","maxa":"03001""#, square(1)),
    (#""parcel_id":"3","stratum":"Q","maxa":"03002""#, square(2)),
    (#""parcel_id":"4","stratum":"S","maxa":"03002""#, bowTie),
    (#""parcel_id":"5","stratum":"S","maxa":"03002""#, square(3)),
  ])

  /// Tables of a small inventory, each with a broken row.
  private static let inventory: [String: [String]] = [
    "trees.csv": [
      "plot_id,tree_id,species,dbh_cm,height_m", "A,1,Schima wallichii,20,", "B,1,Schima,25,14",
      "A,2,Schima wallichii,x,", "C,1,Tràm,30,15", "D,1,Schima wallichii,22,13", "Z,1,Schima,9,",
    ],
    "plots.csv": [
      "plot_id,stratum,area_ha", "A,S,0.1", "B,S,0.1", "C,S,0.1", "D,S,0.1", "E,S,", "F,S,x",
      "B,S,0.1",
    ],
    "heights.csv": ["dbh_cm,height_m", "12,x"]
      + (10..<40).map { "\($0),\(1.3 + 3.2 * Double($0).squareRoot())" },
    "density.csv": ["species,wood_density_g_cm3", "Schima wallichii,0.6", "Other,x"],
    "synonyms.csv": [
      "synonym,accepted,source", "Tràm,Schima wallichii,list", "Khác,,list",
    ],
  ]
  private static let inventoryTables = [
    "trees": "trees.csv", "plots": "plots.csv", "heights": "heights.csv",
    "wood-density": "density.csv", "synonyms": "synonyms.csv",
  ]
  private static let inventoryOptions = [
    "--trees", "@trees.csv", "--plots", "@plots.csv", "--heights", "@heights.csv",
    "--wood-density", "@density.csv", "--wood-density-default", "0.55", "--synonyms",
    "@synonyms.csv",
  ]
  private static let strata = [
    "class,stratum,treatment,reason", "S,S,sampled,", "N,N,excluded,fields", "Q,Q,table,",
    "M,M,odd,",
  ]
  private static let stock = [
    "stratum,agb_mg_ha,se,source", "Q,55,10,list", "R,50,10,list", "T,x,10,list",
  ]

  private static func merged(
    _ one: [String: [String]], _ two: [String: [String]]
  ) -> [String: [String]] { one.merging(two) { $1 } }

  static let cases: [RowCase] = [
    RowCase(
      name: "biomass",
      files: merged(
        inventory,
        [
          "equations.csv": [
            "id,expression,predictors,result_unit,citation", "OWN1,0.1*D^2.4,D,kg,own",
          ],
          "rules.csv": [
            "taxon,growth_form,stratum,equation,reason", "Schima,,,OWN1,own",
            ",tree,,CHAVE2014_EQ4,rest",
          ],
        ]),
      tables: inventoryTables.merging([
        "equations": "equations.csv", "equation-rules": "rules.csv",
      ]) { $1 },
      broken: Set(inventoryTables.keys),
      arguments: ["biomass", "--out", "@o", "--equations", "@equations.csv", "--equation", "auto"]
        + ["--equation-rules", "@rules.csv"] + inventoryOptions),
    RowCase(
      name: "biomass of nested plots with dead matter",
      files: [
        "trees.csv": [
          "plot_id,tree_id,dbh_cm,height_m,wood_density_g_cm3", "A,1,20,15,0.5", "B,1,30,20,0.5",
          "C,1,9,8,0.5",
        ],
        "plots.csv": ["plot_id,stratum,plot_design", "A,S,X", "B,S,X", "C,S,X"],
        "nests.csv": [
          "plot_design,dbh_min_cm,dbh_max_cm,radius_m", "X,5,20,6", "X,20,,15", "Y,x,20,6",
        ],
        "wood.csv": [
          "plot_id,line,diameter_cm,decay_class,line_length_m,density_g_cm3", "A,1,12,1,20,0.4",
          "B,1,x,1,20,0.4", "C,1,14,2,20,0.3", "Z,1,14,2,20,0.3",
        ],
        "litter.csv": [
          "plot_id,frame_area_m2,dry_kg", "A,0.25,0.2", "B,x,0.2", "C,0.25,0.1", "Z,0.25,0.1",
        ],
        "soil.csv": [
          "plot_id,core,top_cm,depth_cm,bulk_density_whole_g_cm3,carbon_percent",
          "A,1,0,30,1.1,2", "B,1,0,30,x,1", "C,1,0,30,1.2,1.1", "Z,1,0,30,1.2,1.1",
        ],
      ],
      tables: [
        "trees": "trees.csv", "plots": "plots.csv", "nests": "nests.csv", "dead-wood": "wood.csv",
        "litter": "litter.csv", "soil": "soil.csv",
      ],
      broken: ["nests", "dead-wood", "litter", "soil"],
      arguments: [
        "biomass", "--out", "@o", "--trees", "@trees.csv", "--plots", "@plots.csv", "--nests",
        "@nests.csv", "--pools", "agb,bgb,dead-wood,litter,soil", "--dead-wood", "@wood.csv",
        "--litter", "@litter.csv", "--soil", "@soil.csv", "--root-shoot", "0.2",
      ]),
    RowCase(
      name: "estimate of polygons",
      files: merged(
        inventory,
        [
          "lots.geojson": parcels, "strata.csv": strata, "stock.csv": stock,
          "fpic.csv": [
            "unit,village,commune,decision,parcel_ids", "A,A,X,agreed,1", "B,B,X,odd,2",
          ],
          "crosswalk.csv": [
            "old_code,new_code,new_name,share", "03001,03101,One,", "03002,03102,Two,",
          ],
        ]),
      tables: inventoryTables.merging([
        "parcels": "lots.geojson", "strata": "strata.csv", "stock": "stock.csv",
        "fpic": "fpic.csv", "crosswalk": "crosswalk.csv",
      ]) { $1 },
      broken: Set(inventoryTables.keys).union([
        "parcels", "strata", "stock", "fpic",
      ]),
      arguments: [
        "estimate", "--out", "@o", "--parcels", "@lots.geojson", "--strata", "@strata.csv",
        "--stock-table", "@stock.csv", "--consent", "@fpic.csv", "--crosswalk", "@crosswalk.csv",
      ] + inventoryOptions),
    RowCase(
      name: "estimate of two phases",
      files: merged(
        inventory,
        [
          "areas.csv": ["parcel_id,stratum,area_ha", "1,S,10", "2,S,x"],
          "first.csv": ["plot_id,stratum,auxiliary"]
            + ["A,S,20", "B,S,25", "C,S,30", "D,S,22", "E,S,x"]
            + (0..<20).map { "F\($0),S,\(15 + $0)" },
        ]),
      tables: inventoryTables.merging(["areas": "areas.csv", "first-phase": "first.csv"]) { $1 },
      broken: Set(inventoryTables.keys).union(["areas", "first-phase"]),
      arguments: [
        "estimate", "--out", "@o", "--areas", "@areas.csv", "--design", "double", "--first-phase",
        "@first.csv",
      ] + inventoryOptions),
    RowCase(
      name: "check",
      files: merged(
        inventory, ["lots.geojson": parcels, "strata.csv": strata, "stock.csv": stock]),
      tables: inventoryTables.merging([
        "parcels": "lots.geojson", "strata": "strata.csv", "stock": "stock.csv",
      ]) { $1 },
      broken: Set(inventoryTables.keys).union(["parcels", "strata", "stock"]),
      arguments: [
        "check", "--out", "@o", "--parcels", "@lots.geojson", "--strata", "@strata.csv",
        "--stock-table", "@stock.csv",
      ] + inventoryOptions),
    RowCase(
      // No stratum of the parcels has a plot: the parts are looked at one by one.
      name: "check of what cannot be estimated",
      files: merged(
        inventory,
        [
          "lots.geojson": layer([
            (#""parcel_id":"1","stratum":"N""#, square(0)),
            (#""parcel_id":"2","stratum":"N""#, square(1)),
            (#""parcel_id":"3","stratum":"N""#, bowTie),
          ]), "strata.csv": strata,
        ]),
      tables: inventoryTables.merging(["parcels": "lots.geojson", "strata": "strata.csv"]) { $1 },
      broken: Set(inventoryTables.keys).union(["parcels", "strata"]),
      arguments: [
        "check", "--out", "@o", "--parcels", "@lots.geojson", "--strata", "@strata.csv",
      ] + inventoryOptions),
    RowCase(
      name: "quality",
      files: [
        "trees.csv": [
          "plot_id,tree_id,species,dbh_cm,height_m", "A,1,Shorea,20,15", "A,2,Shorea,x,20",
          "A,3,Hopea,10.2,9", "C,1,Shorea,18,14",
        ],
        "check.csv": [
          "plot_id,tree_id,species,dbh_cm,height_m", "A,1,Shorea,20.4,15", "A,2,Shorea,30,20",
          "A,,Hopea,10,9", "A,3,Hopea,10,x", "Z,1,Hopea,10,9",
        ],
        "limits.csv": [
          "variable,tolerance,tolerance_unit,max_share_beyond,source", "dbh_cm,2,percent,0.1,own",
          "height_m,x,percent,0.1,own", "odd,2,percent,0.1,own",
        ],
      ],
      tables: ["trees": "trees.csv", "check": "check.csv", "limits": "limits.csv"],
      broken: ["trees", "check", "limits"],
      arguments: [
        "quality", "--out", "@o", "--trees", "@trees.csv", "--check", "@check.csv", "--limits",
        "@limits.csv",
      ]),
    RowCase(
      name: "design",
      files: [
        "design.csv": [
          "stratum,area_ha,mean,sd", "S,100,120,40", "N,50,60,30", "Q,x,10,5", "R,10,,",
        ],
        "lots.geojson": parcels, "strata.csv": strata + [",T,sampled,"],
      ],
      tables: ["design": "design.csv", "parcels": "lots.geojson", "strata": "strata.csv"],
      broken: ["design", "parcels", "strata"],
      arguments: [
        "design", "--strata", "@design.csv", "--precision", "0.2", "--parcels", "@lots.geojson",
        "--classes", "@strata.csv", "--out", "@p.csv",
      ],
      record: "p.run.json"),
    RowCase(
      name: "risk",
      files: [
        "risk.csv": ["question,answer,evidence"] + riskAnswers + [
          "NO-SUCH,yes,x", "PRJ-alm,maybe,twice",
        ]
      ],
      tables: ["risk": "risk.csv"], broken: ["risk"],
      arguments: ["risk", "--answers", "@risk.csv", "--out", "@o"]),
    RowCase(
      name: "account",
      files: [
        "flows.csv": [
          "scenario,year,start,end,flow,area_ha,factor,half_width_percent,confidence,df",
          "reference,2015,,,loss,10,EF,20,0.9,inf", "reference,2016,,,loss,30,EF,20,0.9,inf",
          "project,2025,,,loss,5,EF,0,,",
        ],
        "factors.csv": [
          "factor,co2e_t_ha,half_width_percent,confidence,df", "EF,300,15,0.9,inf",
        ],
        "gains.csv": [
          "scenario,year,item,co2e_t,half_width_percent,confidence,df",
          "project,2025,stated,-100,10,0.9,inf",
        ],
        "wood.csv": [
          "scenario,year,volume_m3,density_g_cm3,sawnwood_percent,panels_percent,paper_percent,waste_percent,half_width_percent,confidence",
          "project,2025,120,0.5,25,30,5,40,30,0.9",
        ],
        "answers.csv": [
          "standard,question,answer,evidence",
          "art-trees,national_forest_share_percent,95,x", "art-trees,law_in_place,yes,x",
          "art-trees,variability_below_15_percent,no,x", "art-trees,national_reversal_plan,no,x",
        ],
        "risk.csv": ["question,answer,evidence"] + riskAnswers + ["NO-SUCH,yes,x"],
      ],
      tables: [
        "activity-data": "flows.csv", "emission-factors": "factors.csv", "gain-loss": "gains.csv",
        "harvested-wood": "wood.csv", "answers": "answers.csv", "risk": "risk.csv",
      ],
      // A row of the others that cannot be used would change what is claimed: `account` refuses the table.
      broken: ["risk"],
      arguments: [
        "account", "--from", "2025-01-01", "--to", "2025-12-31", "--activity", "R1",
        "--activity-data", "@flows.csv", "--emission-factors", "@factors.csv", "--gain-loss",
        "@gains.csv", "--harvested-wood", "@wood.csv", "--answers", "@answers.csv", "--risk",
        "@risk.csv", "--reference-level", "mean", "--standard", "art-trees", "--out", "@o",
      ]),
    RowCase(
      name: "stock-change",
      files: [
        "p1.csv": ["plot_id,area_ha", "A,0.1", "B,0.1", "C,0.1", "D,x", "F,0.1", "G,0.1"],
        "p2.csv": ["plot_id,area_ha", "A,0.1", "B,0.1", "C,0.2", "E,0.1", "F,0.1", "G,0.1"],
        "t1.csv": [
          "plot_id,tree_id,dbh_cm,agb_kg,status", "A,1,20,200,live", "A,2,10,x,live",
          "B,1,30,500,live", "C,1,15,100,live", "C,2,14,90,dead", "D,1,14,90,live",
          "F,1,20,210,live", "G,1,22,260,live",
        ],
        "t2.csv": [
          "plot_id,tree_id,dbh_cm,agb_kg,status", "A,1,21,230,live", "B,1,31,540,live",
          "B,2,12,60,dead", "C,1,17,130,live", "E,1,20,200,live",
          "F,1,21,240,live", "G,1,23,290,live",
        ],
      ],
      tables: [
        "plots-before": "one/plots.csv", "plots-after": "two/plots.csv",
        "trees-before": "one/trees.csv", "trees-after": "two/trees.csv",
      ],
      broken: ["plots-before", "plots-after", "trees-before", "trees-after"],
      arguments: ["stock-change", "--before", "@one", "--after", "@two", "--out", "@o"],
      before: ["1", "2"].map { survey in
        [
          "biomass", "--trees", "@t\(survey).csv", "--plots", "@p\(survey).csv", "--root-shoot",
          "0.2", "--out", survey == "1" ? "@one" : "@two",
        ]
      }),
    RowCase(
      name: "document",
      files: [
        "project.yaml": [
          "project:", "  name: x", "estimate:", "  areas: areas.csv", "  plots: plots.csv",
          "  trees: trees.csv",
        ],
        "areas.csv": ["parcel_id,stratum,area_ha", "1,S,10"],
        "plots.csv": ["plot_id,stratum,area_ha", "A,S,0.1", "B,S,0.1"],
        "trees.csv": ["plot_id,dbh_cm,agb_kg", "A,20,100", "B,20,150"],
        "sheets/costs.csv": [
          "item_en,item_vi,year,amount_vnd,kind", "A,A,2026,5,project", "B,B,2026000000,5,project",
        ],
        "sheets/shares.csv": [
          "recipient_en,recipient_vi,share_percent", "A,A,60", "B,B,40", "C,C,x",
        ],
      ],
      tables: ["costs": "sheets/costs.csv", "shares": "sheets/shares.csv"],
      broken: ["costs", "shares"],
      arguments: ["document", "@", "--format", "md", "--template", "c4g", "--out", "@o"]),
  ]

  /// Answers that are sound, one to each question.
  private static let riskAnswers: [String] =
    ((try? csv(SampleDataTests.project + "/inputs/risk.csv")) ?? []).map {
      "\($0["question"] ?? ""),\($0["answer"] ?? ""),x"
    }

  /// Rows of a table, or features of a layer.
  private static func rows(_ path: String) throws -> Int {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    if path.hasSuffix(".geojson") { return text.components(separatedBy: "\"geometry\"").count - 1 }
    return text.split(separator: "\n").count - 1
  }

  @Test("read = used + rejected, and read is what the file holds", arguments: cases)
  func balanced(_ one: RowCase) throws {
    let folder = Place.scratch("rows")
    for (name, lines) in one.files {
      let path = folder + "/" + name
      try FileManager.default.createDirectory(
        at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
      try (lines.joined(separator: "\n") + "\n").write(
        toFile: path, atomically: true, encoding: .utf8)
    }
    func tool(_ arguments: [String]) throws -> ToolRun {
      try ToolRun(
        arguments.map { $0.hasPrefix("@") ? folder + "/" + $0.dropFirst() : $0 }
          + (arguments[0] == "check" ? [] : ["--on-error", "skip"]))
    }
    for arguments in one.before {
      let run = try tool(arguments)
      #expect(run.exitCode == 0, "\(run.errors)")
    }
    let run = try tool(one.arguments)
    // `check` ends with 1 where there are errors, and writes its list all the same.
    #expect(run.exitCode == (one.arguments[0] == "check" ? 1 : 0), "\(run.errors)\(run.output)")
    try Self.expectBalanced(
      folder + "/" + one.record, one.tables.mapValues { folder + "/" + $0 }, broken: one.broken)
  }

  private static func expectBalanced(
    _ record: String, _ tables: [String: String], broken: Set<String>
  ) throws {
    let data = try Data(contentsOf: URL(filePath: record))
    let json = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    try expectBalanced(json["rows"] as? [[String: Any]] ?? [], tables, broken: broken)
  }

  private static func expectBalanced(
    _ accounts: [[String: Any]], _ tables: [String: String], broken: Set<String>
  ) throws {
    let names = accounts.map { $0["table"] as? String ?? "" }
    // Every table once, none that is not known here.
    #expect(names.sorted() == tables.keys.sorted())
    for account in accounts {
      let name = account["table"] as? String ?? ""
      let read = try #require(account["read"] as? Int)
      let used = try #require(account["used"] as? Int)
      let rejected = try #require(account["rejected"] as? Int)
      let reasons = try #require(account["rejected_by"] as? [String: Int])
      #expect(read == used + reasons.values.reduce(0, +), "\(account)")
      #expect(rejected == reasons.values.reduce(0, +), "\(account)")
      #expect(broken.contains(name) == (rejected > 0), "\(account)")
      #expect(used > 0, "\(account)")
      if let path = tables[name] { #expect(read == (try rows(path)), "\(account)") }
    }
  }

  @Test("zonal and change: zones, classes and answers of interpreters")
  func rasters() throws {
    let folder = Place.scratch("raster-rows")
    let cells = (0..<10).map { row in (0..<20).map { $0 < 10 + row % 2 ? 1.0 : 2.0 } }
    let after = (0..<10).map { row in (0..<20).map { $0 < 7 + row % 2 ? 1.0 : 2.0 } }
    let maps = try [("a.tif", cells), ("b.tif", after)].map {
      try classMap(folder, $0.0, $0.1, x: 574_000, y: 2_300_500)
    }
    func write(_ name: String, _ lines: [String]) throws -> String {
      try table(folder, name, lines.joined(separator: "\n"))
    }
    let zones = try write("zones.geojson", Self.parcels)
    let zonal = try ToolRun([
      "zonal", "--zones", zones, "--id", "parcel_id", "--raster", maps[0], "--out",
      folder + "/z.csv",
    ])
    #expect(zonal.exitCode == 0, "\(zonal.errors)")
    try Self.expectBalanced(folder + "/z.run.json", ["zones": zones], broken: ["zones"])
    let tables = [
      "zones": zones,
      "classes": try write(
        "classes.csv", ["class,name_en,group", "1,forest,F", "2,fields,N", "x,y,N"]),
      "change-classes": try write(
        "changes.csv", ["from,to,class", "F,N,loss", "odd,N,loss", "*,*,rest"]),
      "reference": try write(
        "reference.csv",
        [
          "map_class,reference_class,count", "loss,loss,20", "loss,rest,5", "rest,rest,50",
          "rest,odd,2", "rest,loss,x",
        ]),
    ]
    let change = try ToolRun([
      "change", "--before", maps[0], "--after", maps[1], "--zones", zones, "--id", "parcel_id",
      "--classes", folder + "/classes.csv", "--change-classes", folder + "/changes.csv",
      "--reference", folder + "/reference.csv", "--on-error", "skip", "--out", folder + "/c",
    ])
    #expect(change.exitCode == 0, "\(change.errors)")
    try Self.expectBalanced(folder + "/c/run.json", tables, broken: Set(tables.keys))
  }

  @Test("allometry validate, which writes no file, prints its account")
  func weighed() throws {
    let folder = Place.scratch("weighed-rows")
    let trees = try table(
      folder, "w.csv",
      (["site,dbh_cm,height_m,wood_density_g_cm3,agb_kg", "S,x,9,0.5,100", "S,20,15,0.5,-3"]
        + (0..<12).map { "S,\(10 + $0),\(9 + $0),0.5,\(50 + 20 * $0)" }).joined(separator: "\n"))
    let run = try ToolRun([
      "allometry", "validate", "--trees", trees, "--on-error", "skip", "--json",
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    try Self.expectBalanced(
      json["rows"] as? [[String: Any]] ?? [], ["trees": trees], broken: ["trees"])
  }
}
