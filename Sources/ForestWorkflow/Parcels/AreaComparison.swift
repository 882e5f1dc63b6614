import ForestGeo
import ForestModel

/// Hectares of the parcels of a layer, counted in three ways side by side.
public struct AreaComparison: Sendable {
  /// One parcel; `nan` where a way has no answer.
  struct Line: Sendable {
    var id: String
    var geodesicHa: Double
    var planarHa: Double
    var declaredHa: Double
    /// Code of what is wrong with the parcel; empty for a good one.
    var problem: String
  }

  /// Sum over the parcels that have both this and the ellipsoidal area.
  public struct Total: Sendable {
    /// Sum, ha.
    public var ha = 0.0
    /// Sum of the ellipsoidal areas of the same parcels, ha.
    public var geodesicHa = 0.0
    /// Parcels.
    public var parcels = 0
    /// Difference from the ellipsoidal area as a share of it.
    public var difference: Double { (ha - geodesicHa) / geodesicHa }

    var json: JSONValue {
      .object([
        "ha": .number(ha), "geodesic_ha": .number(geodesicHa), "parcels": .integer(parcels),
        "difference_ha": .number(ha - geodesicHa), "difference_percent": .number(100 * difference),
      ])
    }
  }

  let lines: [Line]
  /// Reference in whose plane areas were counted; `nil` for a layer in degrees without a stated one.
  public let planarCRS: String?
  /// Field with declared hectares; `nil` without one.
  public let declaredField: String?
  /// Ellipsoidal hectares of all parcels.
  public let geodesicHa: Double
  /// On which datum those are: `EPSG:4756 (VN-2000)`, with numbers of parcels where there are two.
  public let datum: String?
  /// Planar hectares; `nil` without a plane.
  public let planar: Total?
  /// Declared hectares; `nil` without a field.
  public let declared: Total?

  /// Reads the layer once more.
  ///
  /// - Parameter planarCRS: reference in whose plane hectares are counted; `nil` takes the layer's own
  ///   where that is a plane.
  init(
    _ parcels: [Parcel], _ source: LayerSource, _ reference: CoordinateReference,
    request: EstimateRequest, planarCRS stated: String?
  ) throws(WorkflowError) {
    do {
      let layer = try VectorDataset(source.path, layer: source.layer)
      let plane = try Self.plane(stated, reference)
      let transform = try CoordinateTransform(from: reference, to: plane ?? reference)
      let geodesic = try GeodesicArea(for: reference)
      var field = layer.field(named: "dtich")
      if case .field(let name) = request.areaRule { field = layer.field(named: name) }
      var lines: [Line] = []
      var datums = AreaDatums()
      var wanted: VectorDataset.Wanted = field == nil ? [] : [.values]
      if request.geometry.repairs { wanted.insert(.repair) }
      let isGeodesic = request.areaRule == .geodesic
      try layer.forEachFeature(wanted, where: { $0 < parcels.count }) { index, feature in
        let parcel = parcels[index]
        var line = Line(
          id: parcel.id, geodesicHa: parcel.areaHa, planarHa: .nan,
          declaredHa: field.flatMap { feature.values[$0].number } ?? .nan,
          problem: parcel.problem?.kind.code ?? "")
        if case .polygon(var shape) = feature.geometry {
          let size = geodesic.measure(shape)
          if let datum = size?.datum { datums.add(datum, of: geodesic) }
          if !isGeodesic { line.geodesicHa = (size?.areaM2 ?? .nan) / 10_000 }
          if let plane, transform.apply(&shape.x, &shape.y) {
            line.planarHa = shape.planarArea * plane.unitFactor * plane.unitFactor / 10_000
          }
        }
        lines.append(line)
      }
      self.lines = lines
      planarCRS = plane?.label
      declaredField = field.map { layer.fields[$0].name }
      datum = datums.label
      geodesicHa = ExactSum(lines.map(\.geodesicHa).filter(\.isFinite)).value
      planar = plane == nil ? nil : Self.total(lines, \.planarHa)
      declared = field == nil ? nil : Self.total(lines, \.declaredHa)
    } catch let error as GeoError {
      throw WorkflowError(error)
    } catch let error as WorkflowError {
      throw error
    } catch {
      preconditionFailure("only geodata errors are thrown here: \(error)")
    }
  }

  private static func plane(
    _ stated: String?, _ layer: CoordinateReference
  ) throws -> CoordinateReference? {
    guard let stated else { return layer.isGeographic ? nil : layer }
    let plane = try CoordinateReference(stated)
    if plane.isGeographic {
      throw WorkflowError.usage(
        Phrase(
          "--planar-crs needs a projected CRS, {crs} is in degrees",
          vi: "--planar-crs cần hệ tọa độ phẳng, {crs} tính bằng độ"), ["crs": plane.label])
    }
    return plane
  }

  private static func total(_ lines: [Line], _ value: (Line) -> Double) -> Total {
    let both = lines.filter { value($0).isFinite && $0.geodesicHa.isFinite }
    return Total(
      ha: ExactSum(both.map(value)).value, geodesicHa: ExactSum(both.map(\.geodesicHa)).value,
      parcels: both.count)
  }

  /// areas.csv.
  func write(_ path: String) throws(WorkflowError) {
    var file = try CSVWriter(
      path,
      header: [
        "parcel_id", "area_geodesic_ha", "area_planar_ha", "planar_minus_geodesic_ha",
        "planar_minus_geodesic_percent", "area_declared_ha", "declared_minus_geodesic_ha",
        "declared_minus_geodesic_percent", "problem",
      ])
    for line in lines {
      func difference(_ value: Double) -> [String] {
        let ha = value - line.geodesicHa
        return [value.csvText, ha.csvText, Self.finite(100 * ha / line.geodesicHa)]
      }
      try file.row(
        [line.id, line.geodesicHa.csvText] + difference(line.planarHa)
          + difference(line.declaredHa) + [line.problem])
    }
    try file.finish()
  }

  private static func finite(_ value: Double) -> String { value.isFinite ? value.csvText : "" }

  var json: JSONValue {
    .object([
      "geodesic_ha": .number(geodesicHa), "datum": datum.map(JSONValue.string) ?? .null,
      "planar_crs": planarCRS.map(JSONValue.string) ?? .null, "planar": planar?.json ?? .null,
      "declared_field": declaredField.map(JSONValue.string) ?? .null,
      "declared": declared?.json ?? .null,
    ])
  }
}
