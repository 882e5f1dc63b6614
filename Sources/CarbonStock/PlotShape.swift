/// How a plot on a slope was laid out in the field.
public enum SlopeLayout: String, Sendable, CaseIterable {
  /// Distances were measured along the slope: the area is multiplied by cos(slope).
  case slopeDistance = "slope-distance"
  /// Distances were measured horizontally, or were enlarged in the field so that the horizontal area
  /// is the nominal one: the area stands as it is.
  case horizontal
}

/// The figure that was laid out on the ground, with its dimensions as measured there.
public enum PlotShape: Sendable, Hashable {
  /// A circle.
  case circle(radiusM: Double)
  /// A rectangle whose length or width runs along the slope.
  case rectangle(lengthM: Double, widthM: Double)
  /// A figure of which only the area is known.
  case area(ha: Double)

  /// Area of the figure as it lies on the ground, ha.
  public var areaHa: Double {
    switch self {
    case .circle(let radius): .pi * radius * radius / 10_000
    case .rectangle(let length, let width): length * width / 10_000
    case .area(let hectares): hectares
    }
  }

  /// Distance from the centre that no tree inside lies beyond, m, measured as the radius was; `nil`
  /// for figures without one.
  public var radiusM: Double? {
    if case .circle(let radius) = self { return radius }
    return nil
  }

  /// Horizontal area, ha.
  ///
  /// On a slope S only the direction along the slope is shortened, by cos(S): a circle of slope radius L
  /// becomes an ellipse of pi L² cos(S), a rectangle of L along and W across the slope becomes L cos(S) W.
  /// Both are the area on the ground times cos(S). Source: Winrock/BioCarbon Fund Sourcebook.
  ///
  /// - Parameter slopeDeg: slope in degrees; `nan` where it is not known, which counts as level.
  public func horizontalAreaHa(slopeDeg: Double, layout: SlopeLayout) -> Double {
    layout == .slopeDistance && slopeDeg > 0
      ? PlotExpansion.horizontalAreaHa(areaHa: areaHa, slopeDeg: slopeDeg) : areaHa
  }
}
