import ForestModel
import Glibc

/// A published equation from tree dimensions to dry above-ground biomass.
public struct AllometricModel: Sendable, Equatable {
  /// The mathematical form; dispatch on it happens once per tree, outside any library call.
  enum Form: Sendable, Equatable {
    /// a (ρ D² H)^b
    case power(a: Double, b: Double)
    /// exp(c₀ + cE·E + cρ ln ρ + c₁ ln D + c₂ (ln D)²)
    case logPolynomial(c0: Double, cE: Double, cWD: Double, c1: Double, c2: Double)
    /// Any formula of the registry, or of the user.
    case formula(ExpressionProgram)
  }

  /// Registry name, e.g. `CHAVE2014_EQ4`.
  public let id: String
  let form: Form
  /// Smallest diameter of the trees it was fitted on, cm; 0 when not known.
  public let dMinCm: Double
  /// Largest diameter of the trees it was fitted on, cm; infinite when not known.
  public let dMaxCm: Double
  /// Largest height of its range, m; infinite when not known.
  public let hMaxM: Double
  /// Author, year, equation.
  public let citation: String
  /// Growth form it is for, `tree` for most.
  public let growthForm: String
  /// Whether it was checked against its source.
  public let confirmed: Bool
  /// Whether the constants are known to lack the correction of a fit on the ln scale; with the factor
  /// they lack, `nan` when it is not known.
  public let missingFactor: Double?

  init(
    id: String, form: Form, dMinCm: Double, dMaxCm: Double, citation: String
  ) {
    self.id = id
    self.form = form
    self.dMinCm = dMinCm
    self.dMaxCm = dMaxCm
    hMaxM = .infinity
    self.citation = citation
    growthForm = "tree"
    confirmed = true
    missingFactor = nil
  }

  /// An equation of the registry or of the user; its record has no `obstacle`.
  init(_ record: EquationRecord) {
    id = record.id
    form = .formula(record.program)
    dMinCm = record.dMinCm ?? 0
    dMaxCm = record.dMaxCm ?? .infinity
    hMaxM = record.hMaxM ?? .infinity
    citation = record.reference
    growthForm = record.growthForm
    confirmed = record.confirmed
    missingFactor = record.correction == .absent ? record.missingFactor ?? .nan : nil
  }

  /// Whether the equation takes a height.
  public var needsHeight: Bool { takes(.height) }

  /// Whether the equation takes a wood density.
  public var needsWoodDensity: Bool { takes(.woodDensity) }

  /// Whether the equation takes the environmental stress E (Chave et al. 2014).
  public var needsStress: Bool { takes(.stress) }

  private func takes(_ variable: EquationVariable) -> Bool {
    switch form {
    case .power: variable != .stress
    case .logPolynomial: variable != .height
    case .formula(let program): program.variables.contains(variable.rawValue)
    }
  }

  /// The equation with its symbols: ρ wood density (g/cm³), D diameter (cm), H height (m), E stress.
  public var formula: String { formula(dbh: "D", height: "H", woodDensity: "ρ", stress: "E") }

  /// The equation with what is put in for its symbols, e.g. the numbers of one tree.
  public func formula(dbh: String, height: String, woodDensity: String, stress: String) -> String {
    switch form {
    case .power(let a, let b):
      return "\(a.csvText) × (\(woodDensity) × \(dbh)² × \(height))^\(b.csvText)"
    case .logPolynomial(let c0, let cE, let cWD, let c1, let c2):
      func term(_ value: Double, _ rest: String) -> String {
        (value < 0 ? " − " : " + ") + abs(value).csvText + rest
      }
      return "exp(" + (c0 < 0 ? "−" : "") + abs(c0).csvText + term(cE, " × \(stress)")
        + term(cWD, " × ln \(woodDensity)") + term(c1, " × ln \(dbh)")
        + term(c2, " × (ln \(dbh))²)")
    case .formula(let program):
      return program.text(replacing: [
        "D": dbh, "H": height, "WD": woodDensity, "E": stress, "BA": "π/4 × \(dbh)²",
      ])
    }
  }

  /// Dry above-ground biomass of one tree, kg.
  ///
  /// - Parameters: diameter `dbhCm` in cm, `heightM` in m (ignored where not needed), basic wood
  ///   density `woodDensity` in g/cm³, `stress` E (ignored where not needed).
  /// - Returns: `nan` when a needed input is `nan`.
  public func agbKg(dbhCm: Double, heightM: Double, woodDensity: Double, stress: Double) -> Double {
    switch form {
    case .power(let a, let b):
      return a * pow(woodDensity * dbhCm * dbhCm * heightM, b)
    case .logPolynomial(let c0, let cE, let cWD, let c1, let c2):
      let lnD = log(dbhCm)
      return exp(c0 + cE * stress + cWD * log(woodDensity) + c1 * lnD + c2 * lnD * lnD)
    case .formula:
      return agbKg(
        dbhCm: [dbhCm], heightM: [heightM], woodDensity: [woodDensity], stress: stress)[0]
    }
  }

  /// Dry above-ground biomass of many trees, kg: one value per diameter. Cost: linear; a formula runs
  /// over blocks of columns.
  public func agbKg(
    dbhCm: [Double], heightM: [Double], woodDensity: [Double], stress: Double
  ) -> [Double] {
    guard case .formula(let program) = form else {
      return dbhCm.indices.map {
        agbKg(
          dbhCm: dbhCm[$0], heightM: heightM[$0], woodDensity: woodDensity[$0], stress: stress)
      }
    }
    let columns = program.variables.map { name -> [Double] in
      switch EquationVariable(rawValue: name) {
      case .dbh: dbhCm
      case .height: heightM
      case .woodDensity: woodDensity
      case .stress: [stress]
      case .basalArea: dbhCm.map { .pi / 4 * $0 * $0 }
      default: [.nan]
      }
    }
    return program.values(of: columns, count: dbhCm.count)
  }
}

/// The equations with a closed form of their own; all others are formulas of `EquationRegistry`.
public enum AllometryCatalog {
  /// With a height: 0.0673 (ρ D² H)^0.976. The constant already holds the back-transformation
  /// correction exp(0.357²/2): it must not be corrected again.
  /// Source: Chave et al. 2014, Glob. Change Biol. 20:3177-3190, Eq. 4.
  public static let chave2014Eq4 = AllometricModel(
    id: "CHAVE2014_EQ4", form: .power(a: 0.0673, b: 0.976), dMinCm: 5, dMaxCm: 212,
    citation: "Chave et al. 2014, Glob. Change Biol. 20:3177-3190, Eq. 4")

  /// Without a height, as printed in the paper. Source: Chave et al. 2014, Eq. 7.
  public static let chave2014Eq7 = AllometricModel(
    id: "CHAVE2014_EQ7",
    form: .logPolynomial(c0: -1.803, cE: -0.976, cWD: 0.976, c1: 2.673, c2: -0.0299),
    dMinCm: 5, dMaxCm: 212,
    citation: "Chave et al. 2014, Glob. Change Biol. 20:3177-3190, Eq. 7")

  /// Without a height, refitted in one step; gives up to about 4 % more than Eq. 7 as printed.
  /// Source: Réjou-Méchain et al. 2017, Methods Ecol. Evol. 8:1163-1167, modified Eq. 7.
  public static let rejou2017Eq7 = AllometricModel(
    id: "REJOU2017_EQ7MOD",
    form: .logPolynomial(
      c0: -2.023977, cE: -0.89563505, cWD: 0.92023559, c1: 2.79495823, c2: -0.04606298),
    dMinCm: 5, dMaxCm: 212,
    citation: "Réjou-Méchain et al. 2017, Methods Ecol. Evol. 8:1163-1167, modified Eq. 7")

  /// All equations, in order of the help text.
  public static let all = [chave2014Eq4, chave2014Eq7, rejou2017Eq7]

  /// The equation of that exact name, where it has a closed form.
  static func closedForm(_ id: String) -> AllometricModel? { all.first { $0.id == id } }

  /// The equation of that name, whatever its case.
  public static func model(named id: String) -> AllometricModel? {
    EquationRegistry.builtIn[id]?.model
  }
}
