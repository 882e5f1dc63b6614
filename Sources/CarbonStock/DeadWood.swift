public import ForestModel
import Glibc

/// How far a piece of dead wood has decayed; told by a machete at the crossing point.
public enum DecayClass: String, Sendable, CaseIterable {
  /// The blade bounces off.
  case sound
  /// The blade enters a little.
  case intermediate
  /// The wood falls apart.
  case rotten

  /// The class by its name in English or Vietnamese, or 1 to 3; `nil` for anything else.
  public init?(_ word: String) {
    switch word.lowercased() {
    case "sound", "1", "cứng", "còn chắc": self = .sound
    case "intermediate", "2", "trung gian": self = .intermediate
    case "rotten", "3", "mục", "mục nát": self = .rotten
    default: return nil
    }
  }

  /// Share of the density of sound wood that is left (CDM AR-TOOL12 v3.1).
  public var densityShare: Double {
    switch self {
    case .sound: 1.00
    case .intermediate: 0.80
    case .rotten: 0.45
    }
  }

  /// The share as a constant of the run.
  public var parameter: Parameter {
    Parameter(
      name: Phrase(
        "density left of lying dead wood, \(rawValue)",
        vi: "tỷ lệ khối lượng thể tích còn lại của gỗ chết nằm (\(rawValue))"),
      value: densityShare.csvText, unit: "-", source: Phrase(same: "CDM AR-TOOL12 v3.1"),
      confirmed: true)
  }
}

/// A piece of lying dead wood that a line crosses.
public struct LyingPiece: Sendable, Equatable {
  /// Diameter at the crossing, cm.
  public var diameterCm: Double
  /// Its decay class.
  public var decay: DecayClass
  /// Density of its wood.
  public var density: DeadWoodDensity

  /// Describes a piece.
  public init(diameterCm: Double, decay: DecayClass, density: DeadWoodDensity) {
    self.diameterCm = diameterCm
    self.decay = decay
    self.density = density
  }
}

/// What a density of dead wood stands for: the two conventions must not be applied together.
public enum DeadWoodDensity: Sendable, Equatable {
  /// Of the wood as it lies, in its decay class (VCS VMD0002): nothing is taken off.
  case asItLies(BasicDensity)
  /// Of the sound wood of the species; the decay class takes its share off (CDM AR-TOOL12).
  case ofSoundWood(BasicDensity)

  /// Density of wood in that class.
  public func density(_ decay: DecayClass) -> Double {
    switch self {
    case .asItLies(let density): density.gPerCm3
    case .ofSoundWood(let density): density.gPerCm3 * decay.densityShare
    }
  }
}

/// Densities for pieces whose row carries none.
public struct DeadWoodDensities: Sendable, Equatable {
  /// Of sound wood: each decay class takes its share off.
  public var ofSoundWood: BasicDensity?
  /// Of the wood as it lies, by decay class; goes before that of sound wood.
  public var asItLies: [DecayClass: BasicDensity] = [:]

  /// None.
  public init() {}

  /// The density for a class; `nil` when none was stated.
  public func density(_ decay: DecayClass) -> DeadWoodDensity? {
    asItLies[decay].map(DeadWoodDensity.asItLies) ?? ofSoundWood.map(DeadWoodDensity.ofSoundWood)
  }
}

/// Dead wood that lies: line intersect sampling.
public enum LineIntersect {
  /// Volume per hectare: π² x sum(d²) / (8 L), d in cm, L in m.
  ///
  /// Source: VCS VMD0002 v1.0 (errata 2014) eq. 7; CDM AR-TOOL12 v3.1 eq. 6.
  /// - Parameter lineLengthM: length of all lines of the plot together, m, above 0.
  public static func volumePerHa(
    diametersCm: [Double], lineLengthM: Double
  ) -> Quantity<WoodVolume> {
    Quantity(
      Double.pi * Double.pi * ExactSum(diametersCm.map { $0 * $0 }).value / (8 * lineLengthM))
  }

  /// Dry mass per hectare: the volume of each piece times its density. The order of the pieces does
  /// not matter.
  public static func biomassPerHa(
    _ pieces: [LyingPiece], lineLengthM: Double
  ) -> Quantity<Biomass> {
    let squares = pieces.map { $0.diameterCm * $0.diameterCm * $0.density.density($0.decay) }
    return Quantity(Double.pi * Double.pi * ExactSum(squares).value / (8 * lineLengthM))
  }
}

/// What a standing dead tree has lost (CDM AR-TOOL12 v3.1).
public enum StandingDeadClass: Sendable, CaseIterable {
  /// Only leaves and twigs are gone.
  case twigsLost
  /// Small branches below 10 cm are gone too.
  case smallBranchesLost

  /// The class as written in a trees table. Without one the lower share is taken; `nil` for anything
  /// else, such as a bare bole, whose biomass does not follow from an equation for trees.
  public init?(_ word: String) {
    switch word {
    case "1": self = .twigsLost
    case "2", "": self = .smallBranchesLost
    default: return nil
    }
  }

  /// Share of the biomass of a live tree of that size that is left.
  public var biomassShare: Double {
    switch self {
    case .twigsLost: 0.975
    case .smallBranchesLost: 0.80
    }
  }

  /// The share as a constant of the run.
  public var parameter: Parameter {
    let number = self == .twigsLost ? "1" : "2"
    return Parameter(
      name: Phrase(
        "biomass left of standing dead trees, class \(number)",
        vi: "tỷ lệ sinh khối còn lại của cây chết đứng, cấp \(number)"),
      value: biomassShare.csvText, unit: "-", source: Phrase(same: "CDM AR-TOOL12 v3.1"),
      confirmed: true)
  }
}

/// A stump or the bare bole of a dead tree, by its own volume (CDM AR-TOOL12 v3.1).
public struct Stump: Sendable, Equatable {
  /// Diameter at 1.3 m, m.
  public let dbhM: Double
  /// Height, m.
  public let heightM: Double

  /// A bole of at least 4 m, for which the formula holds; `nil` for others, or for a diameter that is
  /// not positive. Shorter stumps need their mid-height diameter measured.
  public init?(dbhM: Double, heightM: Double) {
    guard dbhM > 0, heightM >= 4, heightM.isFinite, dbhM.isFinite else { return nil }
    self.dbhM = dbhM
    self.heightM = heightM
  }

  /// Diameter at half height, m: 0.57 x DBH x (H / (H - 1.3))^0.80.
  public var midDiameterM: Double { 0.57 * dbhM * pow(heightM / (heightM - 1.3), 0.80) }

  /// Volume of the solid wood, m³: π/4 x D_mid² x H.
  public var volume: Quantity<WoodVolume> {
    Quantity(.pi / 4 * midDiameterM * midDiameterM * heightM)
  }

  /// Dry mass, Mg, with its decay; roots are not in it.
  public func biomass(density: BasicDensity, decay: DecayClass) -> Quantity<Biomass> {
    volume.biomass(density: density) * decay.densityShare
  }
}
