import CGDAL

/// A field with its width, for formats that state one; 0 leaves it to the driver.
public struct SizedField: Sendable {
  let definition: FieldDefinition
  let width: Int
  let decimals: Int

  /// A field; `decimals` only counts for numbers.
  public init(_ definition: FieldDefinition, width: Int = 0, decimals: Int = 0) {
    self.definition = definition
    self.width = width
    self.decimals = decimals
  }
}

/// Writes one layer into a new file with any of GDAL's drivers, feature by feature. Text is UTF-8 unless it is
/// encoded otherwise. Equal input gives equal bytes. `finish` must be called: an error at closing is then not lost.
public struct FeatureWriter: ~Copyable {
  private var file: LayerFile
  private let layer: LayerHandle

  /// Creates the file and the layer; without a reference none is stored.
  public init(
    _ path: String, driver: String, layer name: String, reference: CoordinateReference?,
    geometry: LayerGeometry = .multipolygons, fields: [SizedField], datasetOptions: [String] = [],
    layerOptions: [String]
  ) throws(GeoError) {
    let file = try LayerFile(path, driver: driver, options: datasetOptions)
    layer = try file.addLayer(
      name, geometry, reference: reference, fields: fields, options: layerOptions)
    self.file = file
  }

  /// Adds a feature; `wkb` may be empty for a feature without geometry.
  public func add(_ values: [FieldValue], wkb: [UInt8]) throws(GeoError) {
    if !layer.add(values, wkb: wkb) { throw file.failure() }
  }

  /// The same with text in bytes of another encoding, without a zero.
  public func add(
    _ values: [FieldValue], wkb: [UInt8], encode: (String) -> [UInt8]
  ) throws(GeoError) {
    if !layer.add(values, wkb: wkb, encode: encode) { throw file.failure() }
  }

  /// Closes; what the disk refused is thrown here.
  public consuming func finish() throws(GeoError) { try file.close() }
}
