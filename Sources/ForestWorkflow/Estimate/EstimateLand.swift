import ForestGeo
import ForestModel

/// The land of an estimate, read: polygons or a table of areas, with what is known of its people.
struct EstimateLand {
  /// What reads it; knows where it lies and what was found.
  let reader: ParcelReader
  private(set) var parcels: [Parcel]
  /// Name of the file, as findings show it.
  let file: String
  let communes: CommuneAssignment?
  /// Account of the consent sheet, where there is one.
  let consent: RowAccount?

  /// - Parameter hint: where the plots lie, as far as that is known.
  init(
    _ request: EstimateRequest, hint: CoordinateBox?, isThorough: Bool, _ context: RunContext
  ) async throws(WorkflowError) {
    var reader = ParcelReader(request, context: context)
    reader.isThorough = isThorough
    reader.hint = hint
    var parcels: [Parcel]
    switch request.land {
    case .parcels(let path, let layer):
      file = fileName(path)
      parcels = try await reader.readPolygons(path, layer: layer)
    case .areas(let path):
      file = fileName(path)
      parcels = try reader.readAreas(path)
    }
    communes = try CommuneAssignment(
      request, parcels, text: reader.layerText, context.language, log: &reader.log)
    consent = try Consent.leaveOut(
      &parcels, request, text: reader.layerText, language: context.language, log: &reader.log)
    self.reader = reader
    self.parcels = parcels
  }

  /// Hands over the parcels, so that there are not two of each once they change.
  mutating func takeParcels() -> [Parcel] {
    defer { parcels = [] }
    return parcels
  }
}
