/// A unit on the path from biomass to carbon dioxide equivalent.
public protocol MassUnit: Sendable {
  /// The unit as printed.
  static var symbol: String { get }
}

/// Dry biomass, megagrams (tonnes) of dry matter.
public enum Biomass: MassUnit {
  /// The unit as printed.
  public static let symbol = "Mg d.m."
}

/// Carbon, megagrams (tonnes).
public enum Carbon: MassUnit {
  /// The unit as printed.
  public static let symbol = "Mg C"
}

/// Carbon dioxide equivalent, tonnes.
public enum CarbonDioxideEquivalent: MassUnit {
  /// The unit as printed.
  public static let symbol = "t CO2e"
}

/// A mass, or a mass per hectare, whose unit the compiler knows: biomass cannot pass for CO2e. One
/// `Double`, no cost. The only doors are `carbon(fraction:)` and `co2e`.
public struct Quantity<Unit: MassUnit>: Sendable, Hashable {
  /// The number in the unit of `Unit`.
  public let value: Double

  /// Wraps a number that is known to be in `Unit`.
  public init(_ value: Double) { self.value = value }

  /// Sum of two quantities of the same unit.
  public static func + (left: Self, right: Self) -> Self { Self(left.value + right.value) }

  /// A quantity times a pure number.
  public static func * (left: Self, right: Double) -> Self { Self(left.value * right) }
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
