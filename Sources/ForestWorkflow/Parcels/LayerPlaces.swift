import ForestGeo

/// Says where a place of a layer is, so that it can be typed into a GIS program and into a GPS receiver.
/// Belongs to one task, like the transform in it.
struct LayerPlaces: ~Copyable {
  private let isGeographic: Bool
  /// To longitude and latitude of WGS 84; `nil` where no sound operation leads there, or where the layer
  /// is in degrees already.
  private let toGPS: CoordinateTransform?

  init(_ reference: CoordinateReference) {
    isGeographic = reference.isGeographic
    do throws(GeoError) {
      toGPS =
        reference.isGeographic
        ? nil
        : try CoordinateTransform(from: reference, to: try CoordinateReference("EPSG:4326"))
    } catch {
      // A reference that leads nowhere is a finding of its own; here its coordinates must do.
      toGPS = nil
    }
  }

  /// ` at 574711.9 2303386.93 (lon 104.71234, lat 20.82345)`; empty without a place.
  func text(_ place: InvalidGeometry.Place?) -> String {
    guard let place else { return "" }
    if isGeographic {
      return " [lon \(Self.rounded(place.x, 1e6)), lat \(Self.rounded(place.y, 1e6))]"
    }
    let plane = "\(Self.rounded(place.x, 100)) \(Self.rounded(place.y, 100))"
    guard let gps = gps(place) else { return " [\(plane)]" }
    return " [\(plane); lon \(Self.rounded(gps.x, 1e6)), lat \(Self.rounded(gps.y, 1e6))]"
  }

  /// Longitude and latitude (WGS 84); `nil` where the way is not known.
  func gps(_ place: InvalidGeometry.Place) -> InvalidGeometry.Place? {
    if isGeographic { return place }
    var x = [place.x]
    var y = [place.y]
    switch toGPS {
    case .some(let way): return way.apply(&x, &y) ? .init(x: x[0], y: y[0]) : nil
    case .none: return nil
    }
  }

  private static func rounded(_ value: Double, _ scale: Double) -> String {
    "\((value * scale).rounded() / scale)"
  }
}
