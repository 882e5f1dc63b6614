public import ForestModel

/// A variable that an equation may take, with its unit.
public enum EquationVariable: String, Sendable, CaseIterable {
  /// Diameter at 1.3 m; of the culm for bamboo, at 1.3 m for lianas.
  case dbh = "D"
  /// Total height.
  case height = "H"
  /// Basic wood density.
  case woodDensity = "WD"
  /// Environmental stress of the site (Chave et al. 2014).
  case stress = "E"
  /// Basal area of one tree, π/4 D².
  case basalArea = "BA"
  /// Crown diameter.
  case crownDiameter = "CD"
  /// Girth.
  case girth = "G"
  /// Age class of a bamboo culm.
  case ageClass = "A"
  /// Above-ground biomass of a stand.
  case standBiomass = "AGB_tha"
  /// Length of a log, or of a line.
  case length = "L"
  /// Diameter at the thick end.
  case thickEnd = "d1"
  /// Diameter at the thin end.
  case thinEnd = "d2"
  /// Sum of squared diameters.
  case sumOfSquares = "S"

  /// Unit in which the equation takes it; empty for a plain number.
  public var unit: String {
    switch self {
    case .dbh, .girth, .thickEnd, .thinEnd: "cm"
    case .height, .crownDiameter, .length: "m"
    case .woodDensity: "g/cm3"
    case .stress: ""
    case .basalArea, .sumOfSquares: "cm2"
    case .ageClass: "du"
    case .standBiomass: "t/ha"
    }
  }

  /// Whether a trees table and `--set` together give it for one tree.
  public var isKnownForTrees: Bool {
    switch self {
    case .dbh, .height, .woodDensity, .stress, .basalArea: true
    default: false
    }
  }
}

/// What an equation gives.
public enum EquationQuantity: String, Sendable, Codable {
  /// Above-ground dry biomass.
  case agb
  /// Below-ground dry biomass.
  case bgb
  /// Height.
  case height
  /// Dry biomass of the bole alone.
  case stemBiomass = "stem-biomass"
  /// Volume of the stem.
  case stemVolume = "stem-volume"
  /// Dead wood.
  case deadwood

  /// Its name for people.
  public var name: Phrase {
    switch self {
    case .agb: Phrase("above-ground biomass", vi: "sinh khối trên mặt đất")
    case .bgb: Phrase("below-ground biomass", vi: "sinh khối dưới mặt đất")
    case .height: Phrase("height", vi: "chiều cao")
    case .stemBiomass: Phrase("biomass of the bole alone", vi: "sinh khối riêng phần thân")
    case .stemVolume: Phrase("volume of the stem", vi: "thể tích thân")
    case .deadwood: Phrase("dead wood", vi: "gỗ chết")
    }
  }
}

/// How an equation stands to the correction of a fit on the ln scale, exp(s²/2). Nothing is ever
/// multiplied onto an expression by this program, so the correction can never be there twice.
public enum EquationCorrection: String, Sendable, Codable {
  /// Part of a constant as published.
  case inside
  /// Written out as a factor of the expression.
  case inExpression = "in-expression"
  /// Fitted in the unit itself, or a ratio: none is due.
  case notNeeded = "not-needed"
  /// Known to be missing: means come out too low.
  case absent
  /// The source at hand does not say.
  case notStated = "not-stated"

  /// What a reader should know.
  public var meaning: Phrase {
    switch self {
    case .inside:
      Phrase(
        "inside the constants as published; nothing is added",
        vi: "đã nằm trong hệ số công bố; không nhân thêm")
    case .inExpression:
      Phrase(
        "written in the expression; nothing is added", vi: "đã ghi trong công thức; không nhân thêm"
      )
    case .notNeeded:
      Phrase("not needed: no fit on the ln scale", vi: "không cần: không lập trên thang ln")
    case .absent:
      Phrase(
        "not in the constants, and not added: means come out too low",
        vi: "không có trong hệ số và không nhân thêm: giá trị trung bình thấp hơn thực tế")
    case .notStated:
      Phrase(
        "the source at hand does not say; nothing is added",
        vi: "nguồn hiện có không nêu; không nhân thêm")
    }
  }
}

/// One published equation, or one of the user's: what it says, for what, and where from.
public struct EquationRecord: Sendable, Equatable {
  /// Units a result may have.
  public static let units = ["kg", "t_ha", "m", "m3", "m3_ha"]

  /// Name, unique whatever its case.
  public let id: String
  /// What it gives.
  public let quantity: EquationQuantity
  /// Unit of the result.
  public let unit: String
  /// The formula, compiled.
  public let program: ExpressionProgram
  /// Growth form it is for: `tree`, `bamboo`, `palm`, `liana`, `tree_fern`, `mangrove`, `shrub`, `herb`;
  /// `stand` or `dead_wood` for what is no plant.
  public let growthForm: String
  /// Kind of forest.
  public let forest: String
  /// Taxa it was fitted on.
  public let taxa: String
  /// Where.
  public let region: String
  /// Residual standard error on `rseScale`; `nil` when not known.
  public let rse: Double?
  /// `ln`, `log10` or the unit of the result; empty when not known.
  public let rseScale: String
  /// How it was fitted; empty when not known.
  public let fit: String
  /// Trees it was fitted on; `nil` when not known.
  public let count: Int?
  /// Smallest diameter of its range, cm; `nil` when not known.
  public let dMinCm: Double?
  /// Largest diameter of its range, cm; `nil` when not known.
  public let dMaxCm: Double?
  /// Largest height of its range, m; `nil` when not known.
  public let hMaxM: Double?
  /// How it stands to the correction.
  public let correction: EquationCorrection
  /// Author, year, journal.
  public let citation: String
  /// Equation or table in the source; empty when not known.
  public let place: String
  /// Digital object identifier; empty when there is none.
  public let doi: String
  /// Whether it was checked against a text or recomputed from data.
  public let confirmed: Bool
  /// What it was checked against.
  public let evidence: String
  /// `high`, `medium`, `low`, or empty: how far the entry is trusted.
  public let grade: String
  /// What else a user should know.
  public let remark: String

  /// The formula as text.
  public var expression: String { program.text }

  /// Citation with the equation's place in it.
  public var reference: String { place.isEmpty ? citation : citation + ", " + place }

  /// The factor that the constants lack, exp(s²/2); `nil` when none is missing or s is not known.
  public var missingFactor: Double? {
    guard correction == .absent, rseScale == "ln", let rse else { return nil }
    return ExpressionProgram.exponential(rse * rse / 2)
  }

  /// The value for one set of inputs, by the name of the variables; `nan` with one missing.
  public func value(_ inputs: [String: Double]) -> Double {
    guard let model = AllometryCatalog.closedForm(id) else { return program.value(inputs) }
    return model.agbKg(
      dbhCm: inputs["D"] ?? .nan, heightM: inputs["H"] ?? .nan, woodDensity: inputs["WD"] ?? .nan,
      stress: inputs["E"] ?? .nan)
  }

  /// Whether the inputs lie in the range; `nil` when no range is known, or nothing to hold against it.
  public func isInRange(_ inputs: [String: Double]) -> Bool? {
    var known: [Bool] = []
    if let dbh = inputs["D"], program.variables.contains("D"), dMinCm != nil || dMaxCm != nil {
      known.append(dbh >= dMinCm ?? 0 && dbh <= dMaxCm ?? .infinity)
    }
    if let height = inputs["H"], let hMaxM { known.append(height <= hMaxM) }
    return known.isEmpty ? nil : known.allSatisfy(\.self)
  }

  /// Why it cannot be used for the trees of an inventory; `nil` when it can.
  public var obstacle: Phrase? {
    if quantity != .agb || unit != "kg" || ["stand", "dead_wood"].contains(growthForm) {
      return Phrase(
        "it gives {quantity} in {unit}, not the above-ground biomass of a tree in kg"
          .replacing("{quantity}", with: quantity.name.english).replacing("{unit}", with: unit),
        vi:
          "phương trình cho {quantity} tính bằng {unit}, không phải sinh khối trên mặt đất của cây tính bằng kg"
          .replacing("{quantity}", with: quantity.name.vietnamese).replacing("{unit}", with: unit))
    }
    let unknown = program.variables.filter {
      !(EquationVariable(rawValue: $0)?.isKnownForTrees ?? false)
    }
    guard !unknown.isEmpty else { return nil }
    let names = unknown.joined(separator: ", ")
    return Phrase(
      "it takes \(names), which a trees table does not hold",
      vi: "phương trình cần \(names), bảng cây không có")
  }

  /// The equation for trees; `nil` when `obstacle` says why not.
  public var model: AllometricModel? {
    guard obstacle == nil else { return nil }
    return AllometryCatalog.closedForm(id) ?? AllometricModel(self)
  }
}

extension EquationRecord: Decodable {
  private enum Key: String, CodingKey {
    case id, quantity, unit, expression, forest, taxa, region, rse, fit, n, correction, citation,
      place, doi, confirmed, evidence, grade, remark, variables
    case growthForm = "growth_form"
    case rseScale = "rse_scale"
    case dMinCm = "d_min_cm"
    case dMaxCm = "d_max_cm"
    case hMaxM = "h_max_m"
  }

  /// Reads an entry of the registry; the variables it lists must be those of its formula.
  public init(from decoder: any Decoder) throws {
    let box = try decoder.container(keyedBy: Key.self)
    func text(_ key: Key) throws -> String {
      try box.decodeIfPresent(String.self, forKey: key) ?? ""
    }
    let formula = try ExpressionProgram(
      box.decode(String.self, forKey: .expression),
      known: box.decode([String].self, forKey: .variables))
    self.init(
      id: try box.decode(String.self, forKey: .id),
      quantity: try box.decode(EquationQuantity.self, forKey: .quantity),
      unit: try box.decode(String.self, forKey: .unit), program: formula,
      growthForm: try box.decode(String.self, forKey: .growthForm), forest: try text(.forest),
      taxa: try text(.taxa), region: try text(.region),
      rse: try box.decodeIfPresent(Double.self, forKey: .rse), rseScale: try text(.rseScale),
      fit: try text(.fit), count: try box.decodeIfPresent(Int.self, forKey: .n),
      dMinCm: try box.decodeIfPresent(Double.self, forKey: .dMinCm),
      dMaxCm: try box.decodeIfPresent(Double.self, forKey: .dMaxCm),
      hMaxM: try box.decodeIfPresent(Double.self, forKey: .hMaxM),
      correction: try box.decode(EquationCorrection.self, forKey: .correction),
      citation: try box.decode(String.self, forKey: .citation), place: try text(.place),
      doi: try text(.doi), confirmed: try box.decode(Bool.self, forKey: .confirmed),
      evidence: try text(.evidence), grade: try text(.grade), remark: try text(.remark))
  }

  /// An equation of the user's, from the cells of one row.
  public init(
    id: String, program: ExpressionProgram, unit: String, quantity: EquationQuantity = .agb,
    growthForm: String = "tree", forest: String = "", taxa: String = "", region: String = "",
    rse: Double? = nil, rseScale: String = "", count: Int? = nil, dMinCm: Double? = nil,
    dMaxCm: Double? = nil, correction: EquationCorrection = .notStated, citation: String,
    place: String = "", doi: String = "", confirmed: Bool = false
  ) {
    self.init(
      id: id, quantity: quantity, unit: unit, program: program, growthForm: growthForm,
      forest: forest, taxa: taxa, region: region, rse: rse, rseScale: rseScale, fit: "",
      count: count, dMinCm: dMinCm, dMaxCm: dMaxCm, hMaxM: nil, correction: correction,
      citation: citation, place: place, doi: doi, confirmed: confirmed, evidence: "", grade: "",
      remark: "")
  }
}
