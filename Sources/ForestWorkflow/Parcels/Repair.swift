import ForestGeo
import ForestModel

/// What the repair of one polygon changed.
struct Repair: Sendable {
  /// What had been wrong.
  let reason: Phrase
  /// Where, as text to follow the reason.
  let place: String
  /// Area by the vertices as drawn, on the ellipsoid, m²: what most programs print.
  let beforeM2: Double
  /// Area of the repaired polygon, on the ellipsoid, m².
  let afterM2: Double
  /// Separate parts now.
  let parts: Int
  /// Lines and points without area that were left out.
  let lostParts: Int

  init(
    _ invalid: InvalidGeometry, _ repaired: RepairedGeometry, place: String, beforeM2: Double,
    afterM2: Double
  ) {
    reason = invalid.words
    self.place = place
    self.beforeM2 = beforeM2
    self.afterM2 = afterM2
    parts = repaired.shape.rings.count { !$0.isHole }
    lostParts = repaired.lostParts
  }

  func finding(at location: FindingLocation, _ style: NumberStyle) -> Finding {
    Finding(
      .geometryRepaired, at: location,
      [
        "reason": reason.english, "reason_vi": reason.vietnamese, "place": place,
        "before": style.string(beforeM2, decimals: 1), "after": style.string(afterM2, decimals: 1),
        "parts": "\(parts)", "lost": "\(lostParts)",
      ])
  }
}
