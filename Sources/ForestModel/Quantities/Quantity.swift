/// A unit on the path from wood and biomass to carbon dioxide equivalent.
public protocol StockUnit: Sendable {
  /// The unit as printed.
  static var symbol: String { get }
}

/// Wood, cubic metres.
public enum WoodVolume: StockUnit {
  /// The unit as printed.
  public static let symbol = "m3"
}

/// Dry biomass, megagrams (tonnes) of dry matter.
public enum Biomass: StockUnit {
  /// The unit as printed.
  public static let symbol = "Mg d.m."
}

/// Carbon, megagrams (tonnes).
public enum Carbon: StockUnit {
  /// The unit as printed.
  public static let symbol = "Mg C"
}

/// Carbon dioxide equivalent, tonnes.
public enum CarbonDioxideEquivalent: StockUnit {
  /// The unit as printed.
  public static let symbol = "t CO2e"
}

/// A volume or mass, or one per hectare, whose unit the compiler knows: biomass cannot pass for CO2e.
/// One `Double`, no cost. The only doors are `biomass(density:)`, `carbon(fraction:)` and `co2e`.
public struct Quantity<Unit: StockUnit>: Sendable, Hashable {
  /// The number in the unit of `Unit`.
  public let value: Double

  /// Wraps a number that is known to be in `Unit`.
  public init(_ value: Double) { self.value = value }

  /// Sum of two quantities of the same unit.
  public static func + (left: Self, right: Self) -> Self { Self(left.value + right.value) }

  /// A quantity times a pure number.
  public static func * (left: Self, right: Double) -> Self { Self(left.value * right) }
}

/// Basic density: oven-dry mass over green volume, g/cm³, which is the same as t d.m./m³.
public struct BasicDensity: Sendable, Hashable {
  /// What wood can have, rotten pieces included; 400 (kg/m³) is outside.
  public static let range = 0.02...1.5
  /// The number in g/cm³.
  public let gPerCm3: Double

  /// A density of wood; `nil` outside `range`, as with kg/m³.
  public init?(gPerCm3: Double) {
    guard Self.range.contains(gPerCm3) else { return nil }
    self.gPerCm3 = gPerCm3
  }
}

extension BasicDensity: ExpressibleByFloatLiteral {
  /// A density written in code; outside `range` it is a mistake of the code.
  public init(floatLiteral value: Double) {
    precondition(Self.range.contains(value), "a density of wood in g/cm³")
    gPerCm3 = value
  }
}

extension Quantity where Unit == WoodVolume {
  /// Dry biomass of this wood: m³ x t d.m./m³.
  public func biomass(density: BasicDensity) -> Quantity<Biomass> { .init(value * density.gPerCm3) }
}

extension Quantity where Unit == Biomass {
  /// Carbon in this biomass. `fraction` in t C per t d.m.; IPCC 2006 Vol. 4 Table 4.3: 0.47.
  public func carbon(fraction: Double) -> Quantity<Carbon> { .init(value * fraction) }
}

extension Quantity where Unit == Carbon {
  /// Molecular weight of CO2 over the atomic weight of carbon as all standards use it: 44/12,
  /// neither 3.67 nor molar masses (IPCC 2006 Vol. 4 Ch. 2).
  public static var co2ePerCarbon: Double { 44.0 / 12.0 }

  /// The same mass as carbon dioxide equivalent, times 44/12.
  public var co2e: Quantity<CarbonDioxideEquivalent> { .init(value * Self.co2ePerCarbon) }
}
