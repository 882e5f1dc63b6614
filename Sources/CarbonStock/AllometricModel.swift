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
  }

  /// Registry name, e.g. `CHAVE2014_EQ4`.
  public let id: String
  let form: Form
  /// Smallest diameter of the trees it was fitted on, cm.
  public let dMinCm: Double
  /// Largest diameter of the trees it was fitted on, cm.
  public let dMaxCm: Double
  /// Author, year, equation.
  public let citation: String

  /// Whether the equation takes a height.
  public var needsHeight: Bool {
    if case .power = form { true } else { false }
  }

  /// Whether the equation takes the environmental stress E (Chave et al. 2014).
  public var needsStress: Bool { !needsHeight }

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
    }
  }
}

/// The equations at hand.
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

  /// The equation of that name, whatever its case.
  public static func model(named id: String) -> AllometricModel? {
    all.first { $0.id.lowercased() == id.lowercased() }
  }
}
