import ForestGeo
import ForestModel

extension ExportSource {
  /// The reference of everything that asks for longitude and latitude.
  static func worldReference() throws(WorkflowError) -> CoordinateReference {
    do throws(GeoError) { return try CoordinateReference("EPSG:4326") } catch {
      throw WorkflowError(error)
    }
  }

  /// The way from the layer to WGS 84.
  func worldTransform() throws(WorkflowError) -> CoordinateTransform {
    guard let reference else {
      preconditionFailure("results without polygons were refused before")
    }
    let world = try Self.worldReference()
    do throws(GeoError) { return try CoordinateTransform(from: reference, to: world) } catch {
      throw WorkflowError(error)
    }
  }

  private var layerReference: CoordinateReference {
    guard let reference else {
      preconditionFailure("results without polygons were refused before")
    }
    return reference
  }

  func wrap(_ error: any Error) -> WorkflowError {
    switch error {
    case let error as WorkflowError: error
    case let error as GeoError: WorkflowError(error)
    default: .surroundings(path: folder, detail: "\(error)")
    }
  }

  /// parcels.gpkg with a style in each language, that of `language` first, and titles of the columns.
  func writeGeoPackage(
    _ path: String, _ totals: ExportTotals, _ language: Language
  ) throws(WorkflowError) {
    do {
      let writer = try GeoPackageWriter(
        path, layer: Self.layerName, reference: layerReference, fields: fields.map(\.definition),
        title: Self.layerName)
      try forEach { try writer.add($0.values, wkb: $0.wkb) }
      try writer.addStyles(
        ParcelStyle.both(
          densities: totals.densities, fields: fields.map { ($0.name, $0.words.alias) },
          first: language),
        layer: Self.layerName)
      try writer.addColumns(
        fields.map {
          ($0.name, $0.words.alias.text(language), $0.words.meaning.text(language))
        }, layer: Self.layerName)
      try writer.finish()
    } catch {
      throw wrap(error)
    }
  }

  /// parcels.fgb in the reference of the layer, with a spatial index where every parcel has a boundary: the
  /// index cannot hold the others, which would be lost.
  func writeFlatGeobuf(
    _ path: String, _ totals: ExportTotals, scratch: String
  ) throws(WorkflowError) {
    do {
      let writer = try FeatureWriter(
        path, driver: "FlatGeobuf", layer: Self.layerName, reference: layerReference,
        fields: fields.map { SizedField($0.definition) },
        layerOptions: [
          "SPATIAL_INDEX=\(totals.hasEmptyShape ? "NO" : "YES")", "TEMPORARY_DIR=\(scratch)",
        ])
      try forEach { try writer.add($0.values, wkb: $0.wkb) }
      try writer.finish()
    } catch {
      throw wrap(error)
    }
  }

  private static let idField = "forestcarbon_feature_id"

  /// parcels.geojson by RFC 7946: WGS 84, outer rings counter-clockwise, 7 decimals (about 1 cm), the parcel as id.
  func writeGeoJSON(
    _ path: String, _ record: inout RunRecord, _ log: inout FindingLog
  ) throws(WorkflowError) {
    let transform = try worldTransform()
    let world = try Self.worldReference()
    let id = place("parcel_id")
    var used: Set<CoordinateOperation> = []
    do {
      let writer = try FeatureWriter(
        path, driver: "GeoJSON", layer: Self.layerName, reference: world,
        // The field of the id does not come among the properties: it is one more beside parcel_id.
        fields: (fields.map(\.definition) + [FieldDefinition(Self.idField, .text)]).map {
          SizedField($0)
        },
        layerOptions: [
          "RFC7946=YES", "COORDINATE_PRECISION=7", "ID_FIELD=\(Self.idField)", "ID_TYPE=String",
        ])
      try forEach { parcel in
        let shape = parcel.shape.flatMap { $0.transformed(by: transform) }
        if parcel.shape != nil, shape == nil {
          log.add(
            .parcelNotPlaced,
            at: FindingLocation(
              file: Self.layerFile, feature: id.map { parcel.values[$0].text } ?? ""),
            ["formats": "geojson"])
        }
        if shape != nil, let operation = transform.lastOperation() { used.insert(operation) }
        try writer.add(
          parcel.values + [.text(id.map { parcel.values[$0].text } ?? "")],
          wkb: shape?.rightHandedWKB ?? [])
      }
      try writer.finish()
    } catch {
      throw wrap(error)
    }
    record.add(used)
  }
}
