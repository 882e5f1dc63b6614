import ForestGeo
import ForestModel

/// What a layer says about itself before its features are read.
struct LayerFacts: Sendable {
  let reference: CoordinateReference?
  let fields: [FieldDefinition]
  let count: Int

  /// Opens the layer once; a missing CRS and a layer without features become findings.
  init(_ source: LayerSource, log: inout FindingLog) throws(WorkflowError) {
    let stored: CoordinateReference?
    do throws(GeoError) {
      let layer = try VectorDataset(source.path, layer: source.layer)
      stored = layer.reference
      fields = layer.fields
      count = layer.count
    } catch {
      throw WorkflowError(error)
    }
    reference = try source.reference(stored: stored, log: &log)
    if count == 0 {
      log.add(.emptyLayer, at: FindingLocation(file: fileName(source.path)))
    }
  }

  var fieldNames: String { fields.map(\.name).joined(separator: ", ") }

  func field(named name: String) -> Int? {
    fields.firstIndex { $0.name == name }
      ?? fields.firstIndex { $0.name.lowercased() == name.lowercased() }
  }
}
