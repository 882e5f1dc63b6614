import ForestModel
import TestSupport
import Testing

/// Fields, codes and types of the forest-status data, against the published lists.
@Suite("Forest status")
struct ForestStatusTests {
  @Test(
    "the 51 fields are those of the list",
    .enabled(if: Place.hasReference, Comment(rawValue: needsReference)))
  func fields() throws {
    let rows = try csv(Place.reference + "/frms_fields.csv")
    #expect(rows.count == 51 && ForestStatusField.all.count == 51)
    for (row, field) in zip(rows, ForestStatusField.all) {
      #expect(row["order"] == "\(field.order)" && row["field"] == field.name)
      let kind: ForestStatusField.Kind =
        switch row["type"] {
        case "Integer": .integer(width: Int(row.number("width")))
        case "Real": .real(width: Int(row.number("width")), decimals: Int(row.number("decimals")))
        default: .text(width: Int(row.number("width")))
        }
      #expect(kind == field.kind, "\(field.name)")
      #expect((row["meaning_en"] ?? "").contains("personal data") == field.isPersonal)
      #expect(!field.meaning.vietnamese.isEmpty)
    }
    #expect(ForestStatusField.named("LDLR")?.meaning.vietnamese == "Loại đất, loại rừng")
    #expect(ForestStatusField.named("ddanh")?.name == "diadanh")
    #expect(ForestStatusField.named("actor_name")?.name == "churung")
    #expect(ForestStatusField.named("height") == nil)
  }

  @Test(
    "the code lists are those of the list",
    .enabled(if: Place.hasReference, Comment(rawValue: needsReference)))
  func codes() throws {
    let rows = try csv(Place.reference + "/frms_codes.csv")
    for row in rows {
      let meaning = ForestStatusCode.meaning(
        of: Int(row.number("code")), in: row["field"] ?? "")
      #expect(meaning?.vietnamese == row["meaning_vi"], "\(row)")
    }
    #expect(
      ForestStatusCode.fields.reduce(0) { $0 + ForestStatusCode.list(of: $1).count } == rows.count)
  }

  @Test(
    "numbers, letters, groups and volumes of the 93 types are those of the list",
    .enabled(if: Place.hasReference, Comment(rawValue: needsReference)))
  func types() throws {
    let rows = try csv(Place.reference + "/frms_ldlr.csv")
    #expect(rows.count == 93 && ForestType.all.count == 93)
    let volumes: [String: VolumeClass] = [
      ">200": .rich, ">100-200": .medium, ">50-100": .poor, "10-50": .veryPoor,
    ]
    for (row, type) in zip(rows, ForestType.all) {
      #expect(row["maldlr"] == "\(type.number)" && row["ldlr"] == type.letters)
      #expect(row["group"] == type.group.rawValue, "\(type.letters)")
      #expect((row["counts_as_forest"] == "yes") == type.isForest)
      let stated = volumes[row["volume_class_m3_ha"] ?? ""]
      // Regenerating forest has no volume of its own in the list.
      let isRegenerating = (row["name_en"] ?? "").hasSuffix("regenerating")
      #expect(type.volumeClass == (isRegenerating ? .regenerating : stated), "\(type.letters)")
    }
  }

  @Test("the same letters mean another volume in each edition")
  func editions() throws {
    let poor = try #require(ForestType(letters: "TXN"))
    let now = try #require(poor.volumeRange(in: .circular33of2018))
    let before = try #require(poor.volumeRange(in: .circular34of2009))
    #expect(!now.contains(50) && now.contains(50.1) && now.contains(100) && !now.contains(100.1))
    #expect(before.contains(10) && before.contains(45) && !before.contains(9.9))
    let veryPoor = try #require(ForestType(letters: "TXK"))
    #expect(veryPoor.exists(in: .circular33of2018) && !veryPoor.exists(in: .circular34of2009))
    #expect(ForestType(letters: "TXP")?.volumeRange(in: .circular33of2018)?.isConfirmed == false)
    #expect(ForestType(letters: "RNP1")?.volumeClass == nil)
    #expect(ForestType(letters: "RTP")?.volumeClass == nil)
    #expect(now.text(NumberStyle(.english)) == "> 50–100")
  }

  @Test(
    "letters are understood in lower case and in the other spellings in use",
    arguments: [
      ("txb", "TXB"), ("LO", "LOO"), ("NL", "NN"), ("NLD", "NND"), ("NLM", "NNM"), ("NLP", "NNP"),
      ("dk", "DKH"),
    ])
  func spellings(written: String, letters: String) {
    #expect(ForestType(written: written)?.letters == letters)
  }

  private static func schema(_ names: [String], text: Set<String> = []) -> ForestStatusSchema {
    ForestStatusSchema(names: names, isText: names.map { text.contains($0) })
  }

  @Test("fields are found under every variant, and common words are not taken for them")
  func variants() {
    let published = ForestStatusField.all.map(\.name)
    let full = Self.schema(published)
    #expect(full.count == 51 && full.isRecognized && full.renamed.isEmpty)
    let upper = Self.schema(published.map { $0.uppercased() } + ["gid", "dientichch", "capchay"])
    #expect(upper.count == 51 && upper.renamed.isEmpty)
    let missing = Self.schema(published.filter { $0 != "tt" && $0 != "id" })
    #expect(missing.count == 49 && missing.isRecognized)
    let local = Self.schema(
      published.map { ["diadanh": "ddanh", "mtn": "mtr", "mtnlo": "mtrlo"][$0] ?? $0 })
    #expect(local.count == 51)
    #expect(local.renamed.map(\.found) == ["ddanh", "mtr", "mtrlo"])
    let server = [
      "province_c", "district_c", "commune_co", "compt_code", "sub_compt_", "plot_code",
      "parcel_cod", "map_sheet", "village", "area", "forest_org", "forest_typ", "tree_spec_",
      "planting_y", "p_forest_o", "plant_stat", "volume_per", "stem_per_h", "volume_p_1",
      "stem_per_p", "site_cond_", "forest_fun", "actor_type", "actor_name", "actor_id",
      "conflict_s", "land_use_c", "land_use_t", "prot_contr", "forest_use", "actor_id_p",
      "actor_id_c", "nar_for_or", "old_plot_c", "pos_status",
    ]
    let exported = Self.schema(server)
    #expect(exported.count == server.count && exported.isRecognized)
    #expect(exported["maldlr"] == 11 && exported["ldlr"] == nil && exported["dtich"] == 9)
    #expect(Self.schema(server, text: ["forest_typ"])["ldlr"] == 11)
    let database = Self.schema([
      "maxa", "matieukhu", "makhoanh", "lo", "mangr", "maldlr", "malapdia", "madoituong",
      "mattqsdd", "mattqh", "namtrong", "nkheptan", "loaicay", "dientich", "soto", "sothua",
    ])
    #expect(database.count == 16 && database["tk"] == 1 && database["dtich"] == 13)
    // An area and a village alone are no forest-status layer.
    let other = Self.schema(["area", "village", "dientich", "name"])
    #expect(other.count == 0 && !other.isRecognized)
  }

  // MARK: One parcel

  private static let names = [
    "ldlr", "maldlr", "mgo", "mgolo", "dtich", "malr3", "mamdsd", "nggocr", "thanhrung", "captuoi",
    "namtr", "nqh", "khoan", "trchap", "mangnk", "mangtrch", "ktan",
  ]
  private static let sound: [String: String] = [
    "ldlr": "TXB", "maldlr": "15", "mgo": "120", "mgolo": "240", "dtich": "2.00", "malr3": "1",
    "mamdsd": "1", "nggocr": "1", "nqh": "0", "khoan": "0", "trchap": "0",
  ]

  private static func result(
    _ changes: [String: String], edition: ClassEdition = .circular33of2018, ha: Double = 2
  ) -> ForestStatusChecks.Result {
    let cells = sound.merging(changes) { $1 }
    let checks = ForestStatusChecks(schema(names), edition: edition, areaTolerance: 0.1)
    return checks.result(
      text: { cells[names[$0]] ?? "" }, number: { Double(cells[names[$0]] ?? "") }, measuredHa: ha)
  }

  @Test(
    "each contradiction is one remark about its field",
    arguments: [
      ([:], []), (["ldlr": "TXH"], ["typeUnknown ldlr"]), (["ldlr": "txb"], ["typeRespelled ldlr"]),
      (["ldlr": ""], ["typeEmpty ldlr"]), (["maldlr": "88"], ["numberContradicts maldlr"]),
      (["maldlr": "94"], ["codeUnknown maldlr"]),
      (["mgo": "99", "mgolo": "1"], ["volumeOutside mgo"]),
      (["mgolo": "340"], ["stockProduct mgolo"]), (["malr3": ""], ["categoryEmpty malr3"]),
      (["malr3": "0"], ["categoryEmpty malr3"]), (["malr3": "0", "nqh": "1"], []),
      (["malr3": "7"], ["codeUnknown malr3"]), (["mamdsd": "10"], ["categoryContradicts malr3"]),
      (["dtich": "2.3"], ["areaDiffers dtich"]), (["dtich": "20000"], ["areaUnit dtich"]),
      (["nggocr": "2"], ["typeContradicts nggocr"]), (["nggocr": "x"], ["codeUnknown nggocr"]),
      (["captuoi": "2015"], ["ageClassYear captuoi"]), (["namtr": "15"], ["plantingYear namtr"]),
      (["ktan": "0"], []), (["ktan": "2016"], []), (["ktan": "3"], ["codeUnknown ktan"]),
      (
        [
          "ldlr": "DTR", "maldlr": "72", "mgo": "0", "mgolo": "0", "nggocr": "3", "thanhrung": "1",
        ], ["typeContradicts thanhrung"]
      ),
    ] as [([String: String], [String])])
  func remarks(changes: [String: String], expected: [String]) {
    let found = Self.result(changes).remarks.map { "\($0.kind) \($0.field)" }
    #expect(found == expected)
  }

  @Test("an old map is judged by its own edition")
  func oldMap() {
    let old = ["ldlr": "TXN", "maldlr": "16", "mgo": "30", "mgolo": "60"]
    #expect(Self.result(old).remarks.map(\.kind) == [.volumeOutside])
    #expect(Self.result(old, edition: .circular34of2009).remarks.isEmpty)
    let veryPoor = ["ldlr": "TXK", "maldlr": "17", "mgo": "30", "mgolo": "60"]
    #expect(Self.result(veryPoor).remarks.isEmpty)
    #expect(
      Self.result(veryPoor, edition: .circular34of2009).remarks.map(\.kind) == [.typeNotInEdition])
  }

  @Test("slivers and rounded areas are no contradiction")
  func smallAreas() {
    let sliver = ["dtich": "0.00", "mgolo": "0", "mgo": "120"]
    #expect(Self.result(sliver, ha: 0.004).remarks.isEmpty)
    #expect(Self.result(["dtich": "2.19", "mgolo": "262.8"]).remarks.isEmpty)
    #expect(Self.result([:], ha: .nan).remarks.isEmpty)
  }

  @Test("patterns of a layer are told once: old edition, order of categories, exchanged roles")
  func patterns() {
    func codes(_ changes: [String: String], edition: ClassEdition = .circular33of2018) -> [String] {
      var tally = ForestStatusTally()
      for _ in 0..<6 { tally.add(Self.result(changes, edition: edition).traits) }
      return tally.findings(
        at: FindingLocation(file: "a.gpkg"), edition: edition, language: .english
      ).map(\.kind.code)
    }
    #expect(codes([:]) == [])
    let old = ["ldlr": "TXN", "maldlr": "16", "mgo": "30"]
    #expect(codes(old) == ["status-edition-doubtful"])
    #expect(codes(old, edition: .circular34of2009) == [])
    #expect(codes(["malr3": "2"]) == ["status-category-order"])
    #expect(codes(["khoan": "1", "mangtrch": "12"]) == ["status-roles-exchanged"])
    #expect(codes(["khoan": "1", "mangnk": "12"]) == [])
    #expect(codes(["trchap": "1", "mangnk": "12"]) == ["status-roles-exchanged"])
  }

  @Test("the sentence names the field, the value, what was expected and what to type")
  func sentence() throws {
    let remark = try #require(Self.result(["ldlr": "TXH"]).remarks.first)
    let finding = remark.finding(
      at: FindingLocation(file: "lo.gpkg", feature: "7"), column: "LDLR",
      edition: .circular33of2018, language: .english)
    #expect(
      finding.line(.english)
        == "lo.gpkg:7:LDLR: \"TXH\" is none of the 93 land and forest types; its number 15 means TXB (Natural evergreen broadleaf timber forest on soil mountain, medium). forestcarbon classes list shows all [warning] status-type-unknown"
    )
    // A name that slipped into a column of codes is not repeated.
    let slipped = try #require(Self.result(["nggocr": "Lò Văn Mẫu"]).remarks.first)
    let told = slipped.finding(
      at: FindingLocation(file: "lo.gpkg", feature: "7"), column: "nggocr",
      edition: .circular33of2018, language: .english)
    #expect(told.line(.english).contains("read \"…\" (forest origin), expected 1 (natural forest)"))
    let volume = try #require(
      Self.result(["mgo": "140", "ldlr": "TXG", "maldlr": "14"]).remarks.first)
    let line = volume.finding(
      at: FindingLocation(file: "lo.gpkg", feature: "7"), column: "mgo",
      edition: .circular33of2018, language: .vietnamese
    ).line(.vietnamese)
    #expect(line.contains("đọc được 140 m³/ha, loại TXG là > 200 theo Thông tư 33/2018/TT-BNNPTNT"))
  }

  // MARK: Strata and communes

  @Test("classes with few plots join the nearest of their family, land without forest is left out")
  func proposal() {
    let land: [(String, Double, Int?)] = [
      ("TXG", 200, 3), ("TXB", 900, 12), ("TXN", 900, 2), ("TXP", 1_600, 20), ("TXK", 150, 1),
      ("LKB", 50, 1), ("HG1", 300, 3), ("HG2", 150, 2), ("DTR", 150, 0), ("NN", 1_800, 9),
      ("TXH", 5, 1),
    ]
    let rules = ClassProposal.rules(
      for: land.map { .init(name: $0.0, areaHa: $0.1, plots: $0.2) }, language: .english)
    let lines = rules.map { "\($0.mapClass),\($0.stratum),\($0.treatment)" }
    #expect(
      lines == [
        "TXG,TXB,merged", "TXB,TXB,sampled", "TXN,TXP,merged", "TXP,TXP,sampled",
        "TXK,TXP,merged", "LKB,LKB,table", "HG1,HG1,sampled", "HG2,HG1,merged", "DTR,DTR,excluded",
        "NN,NN,excluded", "TXH,TXH,sampled",
      ])
    #expect(
      rules[8].reason
        == "planted, not yet forest: Newly planted land (not yet forest), soil mountain")
    #expect(
      rules[8].csvLine
        == "DTR,DTR,excluded,\"planted, not yet forest: Newly planted land (not yet forest), soil mountain\""
    )
    let listed = ClassProposal.rule(for: "TXK", listed: rules, language: .english)
    #expect(listed?.stratum == "TXP")
  }

  @Test(
    "codes of communes keep their zero; divided communes have shares; unknown ones have nothing")
  func crosswalk() {
    #expect(CommuneCrosswalk.code("4048") == "04048")
    #expect(CommuneCrosswalk.code("04048") == "04048" && CommuneCrosswalk.code("4048.0") == "04048")
    for text in ["", "0", "123456", "a", "-4048", "40.48"] {
      #expect(CommuneCrosswalk.code(text) == nil, "\(text)")
    }
    var table = CommuneCrosswalk()
    func add(_ old: String?, _ names: (String, String), _ new: String, _ share: Double) {
      table.add(
        oldCode: old, district: names.0, commune: names.1, newCode: new, newName: "", share: share)
    }
    add("03990", ("", ""), "03985", 1)
    add("04051", ("", ""), "04048", 0.75)
    add("04051", ("", ""), "04057", 0.25)
    add(nil, ("Huyện Vân Hồ", "Xã Tô Múa"), "04018", 1)
    #expect(table.faultyShares.isEmpty)
    #expect(table.parts(code: "03990", district: "", commune: "").map(\.name) == ["Xã Chiềng Sơn"])
    #expect(table.parts(code: "04051", district: "", commune: "").map(\.share) == [0.75, 0.25])
    #expect(table.parts(code: nil, district: "Vân Hồ", commune: "tô múa").map(\.code) == ["04018"])
    #expect(table.parts(code: "04057", district: "", commune: "").map(\.share) == [1])
    #expect(table.parts(code: "01234", district: "", commune: "").isEmpty)
    add("03990", ("", ""), "04048", 0.5)
    #expect(table.faultyShares.map(\.commune) == ["03990"])
  }

  @Test(
    "the communes of today are those of the list",
    .enabled(if: Place.hasReference, Comment(rawValue: needsReference)))
  func communes() throws {
    let rows = try csv(Place.reference + "/sonla_communes_2025.csv")
    #expect(rows.count == 75 && SonLaCommune.all.count == 75)
    for row in rows { #expect(SonLaCommune.name(of: row["ma_xa"] ?? "") == row["ten_day_du"]) }
  }
}
