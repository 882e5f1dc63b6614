import CarbonStock
import ForestModel
import TestSupport
import Testing

@Suite("Equation registry")
struct RegistryTests {
  @Test("every record is whole: a source, a range that is one, variables with units")
  func records() throws {
    let records = EquationRegistry.builtIn.records
    #expect(records.count == 111)
    #expect(Set(records.map { $0.id.lowercased() }).count == 111)
    for record in records {
      #expect(!record.citation.isEmpty && !record.evidence.isEmpty, "\(record.id)")
      #expect(EquationRecord.units.contains(record.unit))
      #expect(!record.program.variables.isEmpty)
      for name in record.program.variables { #expect(EquationVariable(rawValue: name) != nil) }
      if let low = record.dMinCm, let high = record.dMaxCm { #expect(low < high) }
      #expect(!record.confirmed || record.evidence != "not seen in a text yet")
    }
    #expect(records.count(where: \.confirmed) == 74)
    #expect(EquationRegistry.builtIn["chave2014_eq4"]?.dMaxCm == 212)
    #expect(EquationRegistry.builtIn.nearest(to: "CHAVE2014_EQ5").contains("CHAVE2014_EQ4"))
  }

  /// Values worked by hand, or printed in the source named.
  private static let values: [(String, [String: Double], Double)] = [
    ("CHAVE2014_EQ4", ["D": 25.0, "H": 16, "WD": 0.58], 317.0449105),
    ("KETTERINGS2001", ["D": 10, "WD": 0.5], 0.055 * 416.8693834703354),
    ("CHAVE2005_MOIST_H", ["D": 10, "H": 9, "WD": 0.5], 22.905),
    ("BROWN1997_WET", ["D": 10], 25.767), ("BROWN1997_DRY_BA", ["BA": 100], 29.17427014),
    ("LAO_NFI_MDF", ["D": 25], 326.925625), ("FRANGI1985_PALM_H", ["H": 9], 67.6),
    ("IPCC2006_R_MOIST_HIGH", ["AGB_tha": 125], 30),
    ("CAIRNS1997_EQ1", ["AGB_tha": 50], 12.6286557),
    ("VN_FORM_050", ["D": 25, "H": 16], 0.3926990817),
    ("OGAWA1965", ["D": 10, "H": 9], 27.22204056),
    ("DEADWOOD_FRUSTUM", ["WD": 0.5, "L": 2, "d1": 20, "d2": 15], 24.21644337),
    ("TIEPOLO2002_TREEFERN", ["H": 5], 7.332268955),
    ("SCHNITZER2006_LIANA", ["D": 5], 16.31812631),
  ]

  @Test("worked values", arguments: values)
  func worked(id: String, inputs: [String: Double], value: Double) throws {
    let record = try #require(EquationRegistry.builtIn[id])
    #expect(relative(record.value(inputs), value) < 1e-9)
  }

  @Test(
    "every reference value", .enabled(if: Place.hasReference, Comment(rawValue: needsReference)))
  func reference() throws {
    var seen: Set<String> = []
    for row in try csv(Place.reference + "/allometry_check.csv") {
      let id = row["id"] ?? ""
      let record = try #require(EquationRegistry.builtIn[id])
      var inputs: [String: Double] = [:]
      for part in (row["inputs"] ?? "").split(separator: ";") {
        let halves = part.split(separator: "=").map(String.init)
        inputs[halves[0]] = Double(halves[1]) ?? .nan
      }
      #expect(relative(record.value(inputs), row.number("value")) < 1e-9, "\(id)")
      #expect(record.unit == row["unit"])
      seen.insert(id)
    }
    #expect(seen.count == 101)
  }

  @Test(
    "every row of the reference list: formula, range, error, citation, status",
    .enabled(if: Place.hasReference, Comment(rawValue: needsReference)))
  func list() throws {
    let rows = try csv(Place.reference + "/allometry.csv")
    #expect(rows.map { $0["id"] } == EquationRegistry.builtIn.records.map(\.id))
    for row in rows {
      let record = try #require(EquationRegistry.builtIn[row["id"] ?? ""])
      #expect(record.expression == row["expression"])
      #expect(record.unit == row["result_unit"])
      #expect(relative(record.dMinCm ?? .nan, row.number("d_min_cm")) == 0)
      #expect(relative(record.dMaxCm ?? .nan, row.number("d_max_cm")) == 0)
      #expect(relative(record.rse ?? .nan, row.number("rse")) == 0)
      #expect(relative(record.count.map(Double.init) ?? .nan, row.number("n")) == 0)
      #expect(record.confirmed == (row["verified"] == "yes"))
      #expect(record.doi == row["doi"])
      #expect(
        AllometryCatalog.all.contains { $0.id == record.id } || record.citation == row["citation"])
    }
  }

  @Test(
    "the formula of the registry and the closed form agree; what is computed is the closed form")
  func closedForms() throws {
    for model in AllometryCatalog.all {
      let record = try #require(EquationRegistry.builtIn[model.id])
      #expect(record.model == model)
      #expect(record.reference == model.citation)
      #expect(record.dMinCm == model.dMinCm && record.dMaxCm == model.dMaxCm)
      for step in 0..<200 {
        let inputs = ["D": 1 + Double(step) * 1.7, "H": 2 + Double(step) / 4, "WD": 0.55, "E": 0.2]
        let closed = model.agbKg(
          dbhCm: inputs.number("D"), heightM: inputs.number("H"), woodDensity: 0.55, stress: 0.2)
        #expect(record.value(inputs) == closed)
        #expect(relative(record.program.value(inputs), closed) < 1e-13)
      }
    }
  }

  @Test("the correction: inside, written out, not needed, or missing with its factor")
  func correction() throws {
    let registry = EquationRegistry.builtIn
    #expect(registry["CHAVE2014_EQ4"]?.correction == .inside)
    #expect(registry["FELDPAUSCH2012_DH"]?.correction == .inExpression)
    #expect(registry["HUY2019_DIPT_MIXED"]?.correction == .notNeeded)
    #expect(registry["CHAVE2014_EQ4"]?.missingFactor == nil)
    let brown = try #require(registry["BROWN1989_MOIST_DH"])
    #expect(brown.correction == .absent)
    #expect(relative(try #require(brown.missingFactor), 1.0598) < 1e-4)
    #expect(registry["BASUKI2009_SHOREA"]?.missingFactor == nil)
  }

  @Test(
    "what gives no tree's biomass is refused for trees, and says why",
    arguments: [
      "CAIRNS1997_EQ1", "CHAVE2014_HD_E", "VN_FORM_050", "IPCC2006_R_MOIST_LOW", "DEADWOOD_CLASS1",
      "COLE1999_BRUGUIERA_STEM", "KOMIYAMA2005_BGB", "MOSO_ZHOU2004", "SHORROCKS1965_HEVEA",
      "JUCKER2017_AGB_ANGIO",
    ])
  func refused(id: String) throws {
    let record = try #require(EquationRegistry.builtIn[id])
    let reason = try #require(record.obstacle)
    #expect(record.model == nil)
    #expect(!reason.english.contains("{") && !reason.vietnamese.contains("{"))
  }

  @Test("in its range, outside it, or no range known")
  func range() throws {
    let registry = EquationRegistry.builtIn
    #expect(registry["CHAVE2014_EQ4"]?.isInRange(["D": 212, "H": 9]) == true)
    #expect(registry["CHAVE2014_EQ4"]?.isInRange(["D": 4.9]) == false)
    #expect(registry["LAO_NFI_EF"]?.isInRange(["D": 400]) == true)
    #expect(registry["TIEPOLO2002_TREEFERN"]?.isInRange(["H": 11]) == false)
    #expect(registry["CAIRNS1997_EQ1"]?.isInRange(["AGB_tha": 50]) == nil)
  }
}

extension [String: Double] {
  fileprivate func number(_ name: String) -> Double { self[name] ?? .nan }
}
