/// Writes a polygon layer with one of GDAL's drivers, with widths of fields and text as bytes: for
/// formats that do not hold Unicode. Equal input gives equal bytes.
public enum LayerWriter {
  /// A field with its width.
  public typealias Field = SizedField

  /// Writes features to a new file.
  ///
  /// - Parameters:
  ///   - driver: GDAL's name, e.g. `ESRI Shapefile`.
  ///   - reference: stored with the layer; `nil` stores none.
  ///   - encode: bytes of a text, without a zero.
  public static func write(
    _ path: String, driver: String, layer name: String, reference: CoordinateReference?,
    fields: [Field], datasetOptions: [String] = [], layerOptions: [String] = [],
    features: [(values: [FieldValue], wkb: [UInt8])], encode: (String) -> [UInt8]
  ) throws(GeoError) {
    let writer = try FeatureWriter(
      path, driver: driver, layer: name, reference: reference, geometry: .polygons, fields: fields,
      datasetOptions: datasetOptions, layerOptions: layerOptions)
    for feature in features {
      try writer.add(feature.values, wkb: feature.wkb, encode: encode)
    }
    try writer.finish()
  }
}
